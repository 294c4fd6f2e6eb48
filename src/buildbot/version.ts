// Which versions of Buildbot's database can be read.

import { DatabaseProblem } from './problem.ts';
import type { Tables } from './tables.ts';

/** What alembic calls the databases of Buildbot 3.4 and 4.3. */
const FIRST = 59;
const LAST = 67;

/** @returns the version, such as `067`. Throws DatabaseProblem when there is none that can be read. */
export async function readVersion(tables: Tables, name: string): Promise<string> {
  if (!(await tables.has('builds')) || !(await tables.has('builders'))) {
    throw new DatabaseProblem('usage', `${name} is no Buildbot database: it has no tables of builds and builders.`);
  }
  const [row] = await tables.rows('alembic_version', { limit: 1 });
  const version = row?.version_num ?? null;
  const number = version !== null && /^\d{1,6}$/.test(version) ? Number(version) : null;
  if (number === null || number < FIRST) {
    throw new DatabaseProblem(
      'unreadable',
      `${name} is of a Buildbot before 3.4 (its version is ${version ?? 'not told'}, expected 059 to 067). ` +
        'Copy it, bring the copy up to date with `buildbot upgrade-master` of a newer Buildbot, and import that.',
    );
  }
  if (number > LAST) {
    throw new DatabaseProblem(
      'unreadable',
      `${name} is of a Buildbot after 4.3 (its version is ${version}, expected 059 to 067). A newer Lavalamp may be able to read it.`,
    );
  }
  return version ?? '';
}
