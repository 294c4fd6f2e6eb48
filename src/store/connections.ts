// The sockets to a PostgreSQL server, which give up by themselves. A network that drops packets says nothing, and the kernel goes on
// sending for a quarter of an hour. pg's own `query_timeout` only abandons the statement: its connection would go back to the pool,
// with the answer that never comes still before everything else that is sent over it.

import { Socket } from 'node:net';
import { constants } from 'node:os';
import type pg from 'pg';

/** How long to wait for a connection: for one that is free, or for PostgreSQL to accept a new one. */
export const CONNECT_MS = 5_000;
/** When the kernel begins to ask whether there is still somebody at the other end of an idle connection. */
export const KEEP_ALIVE_DELAY_MS = 10_000;
/** How long after the end of a pool its last goodbyes may be on their way. */
export const GOODBYE_MS = 500;

export interface Connections {
  /** The socket for a new connection, not connected yet. */
  readonly open: () => Socket;
  /** From now on sockets over which nothing comes or goes for this long are cut, those that are open included. */
  readonly giveUpAfter: (ms: number) => void;
}

/**
 * Sockets that are cut when nothing has come or gone over them for `silenceMs` (null: never): what waits for an answer then fails
 * with ETIMEDOUT, and the pool makes another connection. A long answer that does arrive is not cut.
 */
export function createConnections(silenceMs: number | null): Connections {
  const sockets = new Set<Socket>();
  // 0 is no limit to a socket.
  let limitMs = silenceMs ?? 0;
  return {
    open: () => {
      const socket = new TurnSocket();
      sockets.add(socket);
      socket.once('close', () => sockets.delete(socket));
      socket.on('timeout', () => socket.destroy(timedOut()));
      socket.setTimeout(limitMs);
      return socket;
    },
    giveUpAfter: (ms) => {
      limitMs = ms;
      for (const socket of sockets) socket.setTimeout(ms);
    },
  };
}

/** Cuts a connection whatever it is at; what waits for an answer over it fails. pg's own `end` would wait for the answers. */
export function cut(client: pg.PoolClient): void {
  const { connection } = client as unknown as { readonly connection: { readonly stream: Socket } };
  connection.stream.destroy();
}

/**
 * What is written to it in one turn of the event loop leaves in one piece. pg corks each statement by itself, and the statements of a
 * transaction are sent without waiting for each other: one call of the kernel instead of one for each. Under TLS it is one for each, since pg
 * corks what is around it.
 */
class TurnSocket extends Socket {
  override uncork(): void {
    process.nextTick(() => super.uncork());
  }
}

/** What the kernel would say in the end; Prisma's adapter knows it by these fields. */
function timedOut(): NodeJS.ErrnoException {
  return Object.assign(new Error('The database does not answer.'), {
    code: 'ETIMEDOUT',
    errno: -constants.errno.ETIMEDOUT,
    syscall: 'read',
  });
}
