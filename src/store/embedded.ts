// The embedded database: PostgreSQL inside this process (PGlite), behind the same `pg` pool that a PostgreSQL server is behind.

import { createHash } from 'node:crypto';
import { mkdirSync, realpathSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { createPgConfig } from '@electric-sql/pglite/node-postgres';
import pg from 'pg';
import { LavalampError } from '../errors.ts';
import { boundPrepared } from './prepared.ts';
import { traceStatements } from './statementSpans.ts';

/** An embedded database that is open. */
export interface Embedded {
  readonly pool: pg.Pool;
  /** Closing waits for statements that are under way, at most `withinMs` where a network is in between. */
  readonly close: (withinMs?: number) => Promise<void>;
}

/**
 * Opens, and the first time makes, the database in `directory/database`. Throws a LavalampError when another process has it
 * open: two would destroy it.
 */
export async function openEmbedded(directory: string): Promise<Embedded> {
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const lock = await lockDirectory(directory);
  try {
    const embedded = await embed(await PGlite.create({ dataDir: join(directory, 'database') }));
    return {
      pool: embedded.pool,
      close: async () => {
        await embedded.close();
        lock.close();
      },
    };
  } catch (error) {
    lock.close();
    throw error;
  }
}

/** Puts a PGlite that is open behind a pool. Closing what is returned closes PGlite. */
export async function embed(pglite: PGlite): Promise<Embedded> {
  const pool = new pg.Pool({ Client: clientOf(pglite), max: 1, idleTimeoutMillis: 0 });
  pool.on('connect', boundPrepared);
  traceStatements(pool);
  return {
    pool,
    close: async () => {
      await pool.end();
      await pglite.close();
    },
  };
}

/**
 * A `pg` client whose connection is PGlite. Each client has a connection object of its own, since one that has ended cannot be
 * used again; but PGlite has one session for all, so a new client first clears what the last one left there.
 */
function clientOf(pglite: PGlite): typeof pg.Client {
  return class extends pg.Client {
    constructor() {
      const { connection } = createPgConfig(pglite);
      // `pg` and Prisma pass how to read the answer's types; PGlite would take that for the types of the parameters.
      const parse = connection.parse.bind(connection);
      connection.parse = (query: object) => parse({ ...query, types: undefined });
      super({ connection } as pg.ClientConfig);
    }

    override connect(): Promise<pg.Client>;
    override connect(callback: (error: Error) => void): void;
    override connect(callback?: (error: Error) => void): Promise<pg.Client> | undefined {
      if (callback === undefined) {
        return super
          .connect()
          .then(() => this.query(CLEAR_SESSION))
          .then(() => this as unknown as pg.Client);
      }
      super.connect((error: Error) => {
        if (error) callback(error);
        else this.query(CLEAR_SESSION, (failure) => callback(failure));
      });
      return undefined;
    }
  } as typeof pg.Client;
}

const CLEAR_SESSION = "rollback; deallocate all; set timezone = 'UTC'";

/**
 * Holds the directory for this process until it closes what is returned, or dies: the kernel then lets go of the socket.
 * A file with a process id in it would have to be distrusted after a crash.
 */
async function lockDirectory(directory: string): Promise<Server> {
  const name = createHash('sha256').update(realpathSync(directory)).digest('hex').slice(0, 32);
  const path =
    process.platform === 'linux'
      ? `\0lavalamp-${name}`
      : process.platform === 'win32'
        ? `\\\\.\\pipe\\lavalamp-${name}`
        : join(tmpdir(), `lavalamp-${name}.sock`);
  return new Promise((resolve, reject) => {
    const server = createServer((socket) => socket.destroy());
    server.once('error', () =>
      reject(
        new LavalampError(
          'UNAVAILABLE',
          `Another process uses the embedded database in ${directory}. Stop it, or give this one its own LAVALAMP_DATA, or give both one PostgreSQL with DATABASE_URL.`,
        ),
      ),
    );
    server.listen(path, () => {
      server.unref();
      resolve(server);
    });
  });
}
