// Whether clients are still there, and still may be: each connection is looked at every few seconds, a share of them each second.

import { CloseCode } from 'graphql-ws';
import type { WebSocket } from 'ws';
import type { Authentication } from './authentication.ts';

/** How often a client must show that it is there, and that its token still works. */
const ROUND_SECONDS = 12;

/** What is watched of a connection. */
export interface Attendee {
  readonly webSocket: WebSocket;
  /** The `authorization` header as it is now. */
  readonly authorization: () => string | undefined;
}

export interface Presence {
  readonly enter: (attendee: Attendee) => void;
  readonly stop: () => void;
}

export function createPresence(authentication: Authentication): Presence {
  const shares = Array.from({ length: ROUND_SECONDS }, () => new Set<Attendee>());
  /** Those who have not answered the last ping. */
  const silent = new WeakSet<WebSocket>();
  let entered = 0;
  let second = 0;

  const lookAt = ({ webSocket }: Attendee) => {
    if (silent.has(webSocket)) return webSocket.terminate();
    silent.add(webSocket);
    webSocket.ping();
  };

  const timer = setInterval(() => {
    second = (second + 1) % ROUND_SECONDS;
    const share = shares[second] ?? new Set();
    for (const attendee of share) lookAt(attendee);
    // While the database is away nothing is known against anybody's token.
    closeRevoked(share, authentication).catch(() => {});
  }, 1_000);
  timer.unref();

  return {
    enter(attendee) {
      const { webSocket } = attendee;
      const share = shares[entered % ROUND_SECONDS] ?? new Set();
      entered += 1;
      share.add(attendee);
      webSocket.on('pong', () => silent.delete(webSocket));
      webSocket.once('close', () => share.delete(attendee));
    },
    stop: () => clearInterval(timer),
  };
}

/** Each token is looked up once, however many connections have it. */
async function closeRevoked(attendees: Iterable<Attendee>, authentication: Authentication): Promise<void> {
  const byAuthorization = new Map<string, WebSocket[]>();
  for (const { webSocket, authorization } of attendees) {
    const sent = authorization();
    if (sent !== undefined) {
      const webSockets = byAuthorization.get(sent) ?? [];
      webSockets.push(webSocket);
      byAuthorization.set(sent, webSockets);
    }
  }
  for (const [sent, webSockets] of byAuthorization) {
    if ((await authentication(sent, 'bearer')) !== null) continue;
    for (const webSocket of webSockets) webSocket.close(CloseCode.Forbidden, 'Forbidden');
  }
}
