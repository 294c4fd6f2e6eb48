// A line through Redis, by PUBLISH and SUBSCRIBE. Two connections, since one that subscribes may do nothing else before RESP3.

import { randomUUID } from 'node:crypto';
import type { createClient } from '@redis/client';
import type { Line, LineEvents, OpenLine } from './wire.ts';

type Client = ReturnType<typeof createClient>;

const CONNECT_MS = 5_000;
/** How often to ask an idle connection whether it still is one; when no answer has come by the next time, it is not. */
const PING_MS = 5_000;

/** A line to all servers that use this channel of this Redis. The package takes half a second to load: only who uses it does so. */
export function createRedisLine(url: string, channel: string): OpenLine {
  // Redis gives a publisher its own messages too.
  const me = randomUUID();
  return async (events) => {
    const { createClient } = await import('@redis/client');
    const connect = () =>
      createClient({
        url,
        RESP: 2,
        // The wire connects anew, and keeps what could not be sent.
        socket: { reconnectStrategy: false, connectTimeout: CONNECT_MS, socketTimeout: 2 * PING_MS },
        disableOfflineQueue: true,
        pingInterval: PING_MS,
      }) as unknown as Client;
    return open([connect(), connect()], me, channel, events);
  };
}

async function open(
  clients: readonly [Client, Client],
  me: string,
  channel: string,
  { heard, returned, lost }: LineEvents,
): Promise<Line> {
  const [speaker, listener] = clients;
  const close = async () => {
    // Also one that is closed already: the timer of its pings would keep the process for seconds.
    for (const client of clients) client.destroy();
  };
  for (const client of clients) {
    client.on('error', lost);
    // A connection that is still being made when the server stops does not keep the process.
    client.unref();
  }
  try {
    await Promise.all(clients.map((client) => client.connect()));
    await listener.subscribe(channel, (message) => {
      const from = message.indexOf(' ');
      if (message.slice(0, from) === me) returned();
      else heard(message.slice(from + 1));
    });
  } catch (error) {
    await close();
    throw error;
  }
  return {
    send: async (message) => {
      await speaker.publish(channel, `${me} ${message}`);
    },
    close,
  };
}
