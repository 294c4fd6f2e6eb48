// Whether those who stay connected are still there, and still may be: each is looked at every few seconds, a share of them each second.

import type { Authentication } from './authentication.ts';

/** One who stays connected. */
export interface Attendee {
  /** The `authorization` header as it is now. */
  readonly authorization: string | undefined;
  /** Once a round: cuts the connection of a client that is no longer there. */
  readonly look: () => void;
  /** Its token does not work any more. */
  readonly forbid: () => void;
}

export interface Presence {
  readonly enter: (attendee: Attendee) => void;
  /** The connection has ended. */
  readonly leave: (attendee: Attendee) => void;
  readonly stop: () => void;
}

/** In a round of so many seconds each is looked at once. */
export function createPresence(authentication: Authentication, roundSeconds: number): Presence {
  const shares = Array.from({ length: roundSeconds }, () => new Set<Attendee>());
  let entered = 0;
  let second = 0;

  const timer = setInterval(() => {
    second = (second + 1) % roundSeconds;
    const share = shares[second] ?? new Set();
    for (const attendee of share) attendee.look();
    // While the database is away nothing is known against anybody's token.
    forbidRevoked(share, authentication).catch(() => {});
  }, 1_000);
  timer.unref();

  return {
    enter(attendee) {
      const share = shares[entered % roundSeconds] ?? new Set();
      entered += 1;
      share.add(attendee);
    },
    leave: (attendee) => {
      for (const share of shares) share.delete(attendee);
    },
    stop: () => clearInterval(timer),
  };
}

/** Each token is looked up once, however many connections have it. */
async function forbidRevoked(share: Iterable<Attendee>, authentication: Authentication): Promise<void> {
  const byAuthorization = new Map<string, Attendee[]>();
  for (const attendee of share) {
    const sent = attendee.authorization;
    if (sent === undefined) continue;
    const attendees = byAuthorization.get(sent) ?? [];
    attendees.push(attendee);
    byAuthorization.set(sent, attendees);
  }
  for (const [sent, attendees] of byAuthorization) {
    if ((await authentication(sent, 'bearer')) !== null) continue;
    for (const attendee of attendees) attendee.forbid();
  }
}
