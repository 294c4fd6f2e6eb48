// PostgreSQL's LISTEN and NOTIFY, over one connection of its own: never in a transaction that writes. A NOTIFY takes a lock on all
// databases until its transaction has ended, and would make all commits wait for each other's flush.

import pg from 'pg';
import { CONNECT_MS, createConnections, GOODBYE_MS, KEEP_ALIVE_DELAY_MS } from './connections.ts';

/** How often to ask an idle connection whether it still is one. */
const PING_MS = 5_000;
/** After how long without any answer it is not. */
const SILENCE_MS = 2 * PING_MS;

export interface NotificationEvents {
  /** Another connection notified. */
  readonly heard: (payload: string) => void;
  /** What this connection sent has come as far as to all who listen. */
  readonly returned: () => void;
  /** The connection is of no use any more. May be told more than once. */
  readonly lost: (error: unknown) => void;
  /** When aborted, a connection that is still being made is given up. */
  readonly signal: AbortSignal;
}

export interface Notifications {
  /** Tells all others who listen to the same channel of the same database; less than 8000 bytes. */
  readonly send: (payload: string) => Promise<void>;
  readonly close: () => Promise<void>;
}

/** Listens to a channel. Rejects, with nothing left open, when PostgreSQL cannot be reached in a few seconds. */
export async function openNotifications(
  url: string,
  channel: string,
  { heard, returned, lost, signal }: NotificationEvents,
): Promise<Notifications> {
  const connections = createConnections(SILENCE_MS);
  const client = new pg.Client({
    connectionString: url,
    application_name: 'lavalamp bell',
    // A NOTIFY writes nothing that a crash may lose, so it waits for no flush. Said at the connection's start and not by SET, which
    // a pooler would leave behind for whoever gets the connection next.
    options: '-c synchronous_commit=off',
    connectionTimeoutMillis: CONNECT_MS,
    keepAlive: true,
    keepAliveInitialDelayMillis: KEEP_ALIVE_DELAY_MS,
    stream: connections.open,
  });
  let closing: Promise<void> | undefined;
  const close = () => {
    connections.giveUpAfter(GOODBYE_MS);
    closing ??= client.end().catch(() => {});
    return closing;
  };
  const giveUp = () => void close();
  client.on('error', lost);
  client.on('end', () => lost(new Error('The connection to PostgreSQL has ended.')));
  signal.addEventListener('abort', giveUp, { once: true });
  try {
    await client.connect();
    // Not `client.processID`, which a pooler makes up.
    const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid');
    client.on('notification', ({ processId, payload = '' }) => {
      if (processId === rows[0]?.pid) returned();
      else heard(payload);
    });
    await client.query(`listen ${pg.escapeIdentifier(channel)}`);
  } catch (error) {
    await close();
    throw error;
  } finally {
    signal.removeEventListener('abort', giveUp);
  }
  const ping = setInterval(() => client.query('').catch(lost), PING_MS);
  ping.unref();
  return {
    send: async (payload) => {
      await client.query({ name: 'notify', text: 'select pg_notify($1, $2)', values: [channel, payload] });
    },
    close: () => {
      clearInterval(ping);
      return close();
    },
  };
}
