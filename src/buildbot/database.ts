// Which database an address is of.

import { openPostgres } from './postgres.ts';
import { DatabaseProblem } from './problem.ts';
import type { Source } from './source.ts';
import { openSqlite } from './sqlite.ts';

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
