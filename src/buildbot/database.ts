// A database that is only ever read.

import { openPostgres } from './postgres.ts';
import { DatabaseProblem } from './problem.ts';
import { openSqlite } from './sqlite.ts';

/** What a database may hand over as one value. Bytes where it was asked for bytes. */
export type Value = number | string | Buffer | null;
export type RawRow = Readonly<Record<string, Value>>;

/** One database, whatever keeps it. */
export interface Source {
  /** What it is called in messages; without a password. */
  readonly name: string;
  /** How a text column is selected, so that it comes as bytes or as a text. */
  readonly text: (column: string) => string;
  /** Runs a query, whose parameters are written `?`. Throws DatabaseProblem. */
  readonly rows: (sql: string, parameters?: readonly (number | string)[]) => Promise<readonly RawRow[]>;
  /** The columns of a table; empty when there is no such table. */
  readonly columns: (table: string) => Promise<ReadonlySet<string>>;
  readonly close: () => Promise<void>;
}

const OTHERS = /^(mysql|mariadb|mssql|oracle)(\+\w+)?:/;

/**
 * Opens the database at an address as Buildbot's `db_url` has it: `sqlite:///state.sqlite`, `postgresql://user@host/name`; or the path of an
 * SQLite file. Throws DatabaseProblem.
 */
export async function openSource(address: string): Promise<Source> {
  if (/^postgres(ql)?(\+\w+)?:\/\//.test(address))
    return openPostgres(address.replace(/^postgres(ql)?(\+\w+)?:/, 'postgres:'));
  if (OTHERS.test(address)) {
    throw new DatabaseProblem(
      'usage',
      'Only SQLite and PostgreSQL can be read. Copy the database into one of them with `buildbot copy-db`, and import that.',
    );
  }
  const scheme = /^([a-z][a-z0-9+]+):\/\//i.exec(address)?.[1];
  if (scheme !== undefined && !/^(sqlite(\+\w+)?|file)$/i.test(scheme)) {
    throw new DatabaseProblem(
      'usage',
      `Expected sqlite:///PATH, a path, or postgresql://USER@HOST/NAME; received an address that begins with ${scheme}://.`,
    );
  }
  return openSqlite(address);
}
