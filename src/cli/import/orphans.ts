// What in a Buildbot database belongs to nothing, and so was not met on the way; and what has no place in Lavalamp.

import type { BuildbotHistory } from '../../buildbot/index.ts';
import type { Tally } from './tally.ts';

type Tables = BuildbotHistory['tables'];

/** Tables whose rows name a row of another one. Old SQLite files do not hold them to it. */
const ORPHANS = [
  ['steps', 'buildid', 'builds', 'steps'],
  ['build_properties', 'buildid', 'builds', 'properties'],
  ['logs', 'stepid', 'steps', 'logs'],
  ['logchunks', 'logid', 'logs', null],
] as const;

const UNKNOWN_HERE = [
  ['build_data', 'data that steps have set (setBuildData) has no place here'],
  ['change_properties', 'properties of changes have no place here'],
] as const;

/** Counts them. */
export async function countOrphans(tables: Tables, tally: Tally): Promise<void> {
  for (const [table, column, parent, kind] of ORPHANS) {
    if (!(await tables.has(table)) || !(await tables.has(parent))) continue;
    const orphans = await tables.number(
      `select count(*) as n from ${table} t where not exists (select 1 from ${parent} p where p.id = t.${column})`,
    );
    if (kind !== null) tally.read(kind, orphans);
    tally.note(`${table} of ${parent} that there are not`, orphans);
  }
  for (const [table, why] of UNKNOWN_HERE) {
    if (await tables.has(table)) tally.note(why, await tables.number(`select count(*) as n from ${table}`));
  }
}
