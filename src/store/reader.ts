// How the hot reads reach the database: named statements on the pool that Prisma uses too, rows as arrays, every cell as the
// text that PostgreSQL sent. Measured on a page of 50 builds with ten steps each, that is a quarter of what Prisma's raw query
// costs (docs/decisions/0003-hand-written-reads.md).

import type pg from 'pg';
import { LavalampError } from '../errors.ts';
import type { Database } from './database.ts';
import { errorCode, reached } from './database.ts';
import { Flight } from './flight.ts';
import { statementName } from './prepared.ts';

export type Cell = string | null;

/**
 * Whether connections keep a statement prepared, so that PostgreSQL sooner or later plans it once, for whatever values; or plan it each
 * time for its values. Where these say how much is found, a plan for all of them can take a thousand times as long.
 */
export type Planning = 'ONCE' | 'EACH_TIME';

export interface Reader {
  /** Rejects with LavalampError UNAVAILABLE when the database is away. Planned once, unless said otherwise. */
  readonly rows: (sql: string, values: readonly unknown[], planning?: Planning) => Promise<Cell[][]>;
}

/** A reader of one snapshot. `close` must be called once; it never rejects. */
export interface Snapshot extends Reader {
  readonly close: () => Promise<void>;
}

/** Reads what is newest at each statement. */
export function createReader(database: Database): Reader {
  return { rows: (sql, values, planning) => run(database.pool, sql, values, planning) };
}

/** Reads what the server itself has to know, whoever asks: what takes too long then is not for them to mend, and is UNAVAILABLE. */
export function createInnerReader(database: Database): Reader {
  return { rows: (sql, values, planning) => reached(() => cellsOf(database.pool, sql, values, planning)) };
}

/**
 * Reads everything from one snapshot, which is taken at the first read. The statements of a snapshot share one connection, so
 * none of them may be waited for while another connection is asked for: the embedded database has only one. They are sent without waiting
 * for each other.
 */
export function createSnapshot(database: Database): Snapshot {
  const flight = new Flight(!database.embedded);
  let opened: Promise<pg.PoolClient> | undefined;
  let closed = false;
  const open = async () => {
    const client = await reached(() => database.pool.connect());
    flight.send(() => reached(() => client.query('begin isolation level repeatable read read only'))).catch(() => {});
    return client;
  };
  return {
    async rows(sql, values, planning) {
      opened ??= open();
      const client = await opened;
      return flight.send(() => {
        // A field whose sibling has failed goes on while the operation is over: the connection may be another's by then.
        if (closed) throw new Error('The snapshot is closed.');
        return run(client, sql, values, planning);
      });
    },
    async close() {
      closed = true;
      const client = await opened?.catch(() => undefined);
      if (client === undefined) return;
      try {
        // After a failure that is a rollback.
        await flight.end(() => client.query('commit'));
        client.release();
      } catch {
        client.release(true);
      }
    },
  };
}

const identity = (value: unknown) => value;
const AS_TEXT = { getTypeParser: () => identity } as unknown as pg.CustomTypesConfig;

/** PostgreSQL's class 22: a value that it cannot take, such as a text with a NUL character. In a read, it came with the question. */
const DATA_EXCEPTION = /^22/;
/** PostgreSQL has cancelled the statement. */
const CANCELLED = '57014';

async function cellsOf(
  on: pg.Pool | pg.PoolClient,
  sql: string,
  values: readonly unknown[],
  planning: Planning = 'ONCE',
): Promise<Cell[][]> {
  const { rows } = await on.query<Cell[]>({
    ...(planning === 'ONCE' ? { name: statementName(sql) } : {}),
    text: sql,
    values: values as unknown[],
    rowMode: 'array',
    types: AS_TEXT,
  } as pg.QueryArrayConfig);
  return rows;
}

/** As a caller's question: what of its values, or of its size, is at fault is told to them. */
function run(
  on: pg.Pool | pg.PoolClient,
  sql: string,
  values: readonly unknown[],
  planning?: Planning,
): Promise<Cell[][]> {
  return reached(async () => {
    try {
      return await cellsOf(on, sql, values, planning);
    } catch (error) {
      const code = errorCode(error) ?? '';
      // It would take as long the next time.
      if (code === CANCELLED) throw tooLong();
      if (!DATA_EXCEPTION.test(code)) throw error;
      throw new LavalampError('BAD_USER_INPUT', `An argument cannot be looked up: ${(error as Error).message}.`);
    }
  });
}

function tooLong(): LavalampError {
  const setting = 'LAVALAMP_STATEMENT_SECONDS';
  const message = `The database takes longer to find this than a question may take (${setting}). Ask for less at once.`;
  return new LavalampError('LIMIT_EXCEEDED', message, { setting });
}

/** The cells of a row, read one after the other. */
export class Row {
  readonly #cells: readonly Cell[];
  #next: number;

  /** @param first how many of the cells come before what is to be read. */
  constructor(cells: readonly Cell[], first = 0) {
    this.#cells = cells;
    this.#next = first;
  }

  /** The cell that lies so many after the next one, which stays the next; null when there is none. */
  at(index: number): Cell {
    return this.#cells[this.#next + index] ?? null;
  }

  /** The next cell; throws when there is none or it is null, since the statement then does not fit its reader. */
  text(): string {
    const cell = this.#cells[this.#next];
    if (cell === null || cell === undefined) throw new Error(`Column ${this.#next} of a row is ${cell}.`);
    this.#next += 1;
    return cell;
  }

  optional(): string | null {
    const cell = this.#cells[this.#next];
    this.#next += 1;
    return cell ?? null;
  }

  number(): number {
    return Number(this.text());
  }

  optionalNumber(): number | null {
    const cell = this.optional();
    return cell === null ? null : Number(cell);
  }

  boolean(): boolean {
    return this.text() === 't';
  }

  time(): string {
    return isoTime(this.text());
  }

  optionalTime(): string | null {
    const cell = this.optional();
    return cell === null ? null : isoTime(cell);
  }

  /** A cell that holds JSON, as the type that the caller knows it to be. */
  json<T>(): T {
    return JSON.parse(this.text()) as T;
  }
}

/** The cells of a row after its first ones, which say what the rest belongs to. */
export function tail(cells: readonly Cell[], first = 1): Row {
  return new Row(cells, first);
}

/** PostgreSQL's `2026-11-24 08:30:00.1+00`, in UTC, as `2026-11-24T08:30:00.100Z`. */
export function isoTime(text: string): string {
  const fraction = text.length > 22 ? text.slice(20, text.length - 3).padEnd(3, '0') : '000';
  return `${text.slice(0, 10)}T${text.slice(11, 19)}.${fraction}Z`;
}
