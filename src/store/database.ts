// The database, opened: one pool that Prisma and the hand-written statements share.

import { PrismaPg } from '@prisma/adapter-pg';
import type { Transaction as DriverTransaction } from '@prisma/driver-adapter-utils';
import pg from 'pg';
import { LavalampError } from '../errors.ts';
import { PrismaClient } from '../generated/prisma/client.ts';
import { CONNECT_MS, createConnections, GOODBYE_MS, KEEP_ALIVE_DELAY_MS } from './connections.ts';
import type { Embedded } from './embedded.ts';
import { boundPrepared, statementName } from './prepared.ts';
import { traceStatements } from './statementSpans.ts';

export interface Database {
  readonly pool: pg.Pool;
  readonly prisma: PrismaClient;
  /** Begins a transaction on Prisma's driver adapter: see transaction.ts. */
  readonly begin: () => Promise<DriverTransaction>;
  /** Embedded: this process is the only one that can write, and a pool of one connection serves everybody. */
  readonly embedded: boolean;
  /**
   * Takes no further statements and closes everything. With `withinMs`, statements that are left unanswered for that long then fail.
   * The same promise each time.
   */
  readonly close: (withinMs?: number) => Promise<void>;
}

/** PostgreSQL is to end a statement that takes too long, and to say so; this much later nothing can be expected of it. */
const GRACE_MS = 1_000;

export interface DatabaseLocation {
  /** Null: the embedded database in `directory`. */
  readonly url: string | null;
  readonly directory: string;
  /** How many connections to a PostgreSQL server to hold at most. */
  readonly connections: number;
  /**
   * How long a statement may take on a PostgreSQL server, in milliseconds. Left out: as long as it takes, which is right for
   * migrations only, since a network that drops packets then is not noticed.
   */
  readonly statementMs?: number;
}

/** Opens the database. Rejects with LavalampError UNAVAILABLE, in a sentence for the administrator, when that cannot be done. */
export async function openDatabase(location: DatabaseLocation): Promise<Database> {
  if (location.url === null) {
    // PGlite takes a tenth of a second to load, which a server on PostgreSQL saves.
    const { openEmbedded } = await import('./embedded.ts');
    return wrap(await openEmbedded(location.directory), true);
  }
  const { statementMs } = location;
  const silenceMs = statementMs === undefined ? null : statementMs + GRACE_MS;
  const connections = createConnections(silenceMs);
  const pool = new pg.Pool({
    connectionString: location.url,
    max: location.connections,
    // Compiling a plan takes longer than any of our statements should, and PostgreSQL decides on it by estimates that are far off.
    options: `-c TimeZone=UTC -c DateStyle=ISO -c jit=off ${statementMs === undefined ? '' : limits(statementMs)}`,
    application_name: 'lavalamp',
    connectionTimeoutMillis: silenceMs === null ? CONNECT_MS : Math.min(CONNECT_MS, silenceMs),
    keepAlive: true,
    keepAliveInitialDelayMillis: KEEP_ALIVE_DELAY_MS,
    stream: connections.open,
    // Statements are sent without waiting for the answers to those before them, where whoever sends them does not wait.
    pipeline: true,
  });
  // One that breaks between two statements of a transaction says so to nobody: without a listener the whole process would end.
  pool.on('connect', (client) => client.on('error', () => {}));
  pool.on('connect', boundPrepared);
  traceStatements(pool);
  try {
    (await pool.connect()).release();
  } catch (error) {
    await pool.end();
    throw new LavalampError('UNAVAILABLE', unusable(location.url, error));
  }
  const close = async (withinMs?: number) => {
    if (withinMs !== undefined) connections.giveUpAfter(Math.max(withinMs, GOODBYE_MS));
    await pool.end();
    // Goodbyes that nobody hears must not keep the process alive.
    connections.giveUpAfter(GOODBYE_MS);
  };
  return wrap({ pool, close }, false);
}

/**
 * What PostgreSQL itself ends. When a server has vanished without a word its transactions would hold their locks, and with them all
 * other servers, for hours.
 */
function limits(ms: number): string {
  return `-c statement_timeout=${Math.ceil(ms)} -c idle_in_transaction_session_timeout=${Math.ceil(ms)}`;
}

/** Why there is no connection, without the password. A name with several addresses fails with an error for each of them. */
function unusable(url: string, error: unknown): string {
  const [first = error] = error instanceof AggregateError ? error.errors : [];
  return `The database at ${new URL(url).host}, which DATABASE_URL names, cannot be used: ${first instanceof Error ? first.message : first}.`;
}

/** Makes a database of a pool that is open already; closing it closes the pool. */
export function wrap(opened: Embedded, embedded: boolean): Database {
  // A connection that breaks while idle is replaced by the pool; the next statement says whether the database is away.
  opened.pool.on('error', () => {});
  const adapter = new PrismaPg(opened.pool, { statementNameGenerator: ({ sql }) => statementName(sql) });
  const prisma = new PrismaClient({ adapter, queryPlanCacheMaxSize: 500 });
  const driver = adapter.connect();
  let closing: Promise<void> | undefined;
  return {
    pool: opened.pool,
    prisma,
    begin: async () => (await driver).startTransaction(),
    embedded,
    close: (withinMs) => {
      closing ??= Promise.all([opened.close(withinMs), prisma.$disconnect()]).then(() => {});
      return closing;
    },
  };
}

const AWAY_CODES = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOTFOUND',
  'EPIPE',
  'ETIMEDOUT',
  'EAI_AGAIN',
  'ENOENT',
  '25P03', // a transaction had nothing to do for too long
  '57014', // a statement took too long, or was cancelled
  '55000', // the database does not accept connections
  '57P01', // the administrator ended the connection
  '57P02',
  '57P03', // the server starts up or shuts down
  '08000',
  '08001',
  '08003',
  '08006',
  '53300', // too many connections
  '3D000', // the database does not exist (any more)
  'P1001',
  'P1002',
  'P1003',
  'P1008',
  'P1011',
  'P1017',
  'P2028', // no transaction could be had, or it took too long
  // Prisma's adapter has no codes for what happens to the connection while a raw statement runs.
  'ConnectionClosed',
  'DatabaseNotReachable',
  'SocketTimeout',
  'TlsConnectionError',
]);
const AWAY_MESSAGES =
  /Connection terminated|is not queryable|Cannot use a pool after calling end|timeout exceeded when trying to connect|Can't reach database/;

/** @returns a LavalampError UNAVAILABLE when the error says that the database is away; otherwise the error itself. */
export function databaseError(error: unknown): unknown {
  return isAway(error)
    ? new LavalampError(
        'UNAVAILABLE',
        'The database does not answer right now. Nothing was lost; try again in a moment.',
      )
    : error;
}

/** Does something with the database; rejects with LavalampError UNAVAILABLE when that is away. */
export async function reached<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw databaseError(error);
  }
}

function isAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (AWAY_CODES.has(errorCode(error) ?? '')) return true;
  if (AWAY_MESSAGES.test(error.message)) return true;
  return error.cause !== undefined && isAway(error.cause);
}

/** The code that PostgreSQL, Node or Prisma gave to an error, or the name that Prisma's adapter gave it; undefined when it has none. */
export function errorCode(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null) return undefined;
  const { code, meta, cause } = error as { code?: unknown; meta?: unknown; cause?: unknown };
  const { originalCode, kind } = (cause ?? {}) as { originalCode?: string; kind?: string };
  const original =
    errorCode((meta as { driverAdapterError?: unknown } | undefined)?.driverAdapterError) ?? originalCode ?? kind;
  return original ?? (typeof code === 'string' ? code : undefined);
}
