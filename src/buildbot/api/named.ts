// The things of a Buildbot that have names, as its API tells them.

import type { Named } from '../stored.ts';
import type { Row } from '../tables.ts';
import type { Master, Told } from './master.ts';
import { MasterProblem } from './problem.ts';
import * as rows from './rows.ts';

/** After how many seconds without a sign of life a master counts as dead: Buildbot's own measure. */
const DEAD_AFTER = 600;

const REFERENCES = ['builderid', 'workerid', 'masterid'] as const;

export interface NamedThings extends Named {
  readonly connectedWorkers: ReadonlySet<number>;
  readonly builderOf: ReadonlyMap<number, string>;
  readonly workerOf: ReadonlyMap<number, string>;
  /** Whether everything with a name that a build refers to is among them. */
  knows(build: Told): boolean;
  /** The master of a build; as one that lives now where nobody can say that it does not. Null when a build is of none. */
  judgedMaster(id: number | null, now: number): Row<'masters'> | null;
}

/** Throws MasterProblem. */
export async function readNamedThings(master: Master): Promise<NamedThings> {
  const all = async (plural: string): Promise<readonly Told[]> => {
    const things = await master.things(plural, plural);
    if (things !== null) return things;
    const { url } = master.address;
    throw new MasterProblem(
      `${url} has no ${plural} in its API. Check that this is the address of a Buildbot 3.4 or later.`,
      {
        temporary: false,
      },
    );
  };
  const [told, workers, masters, projects] = await Promise.all([
    all('builders'),
    all('workers'),
    // What they say of themselves is of that time, however long it is read.
    all('masters').then((found) => ({ found, at: master.now })),
    // Buildbot 3.8 and before have none.
    master.things('projects', 'projects'),
  ]);
  const projectRows = (projects ?? []).map(rows.projectRow);
  const projectOf = byId(projectRows);
  const builders = told.map((each) => {
    const builder = rows.builderRow(each);
    return { builder, project: projectOf.get(builder.projectid ?? -1) ?? null, tags: rows.textsOf(each.tags) };
  });
  const masterRows = masters.found.map(rows.masterRow);
  const builderOf = byId(builders.map(({ builder }) => builder));
  const workerRows = workers.map(rows.workerRow);
  const ids = {
    builderid: idsOf(builders.map(({ builder }) => builder)),
    workerid: idsOf(workerRows),
    masterid: idsOf(masterRows),
  };
  return {
    projects: projectRows,
    builders,
    workers: workerRows,
    masters: masterRows,
    connectedWorkers: new Set(
      workers.flatMap(({ workerid, connected_to }) =>
        rows.listOf(connected_to).length > 0 ? (rows.int(workerid) ?? []) : [],
      ),
    ),
    builderOf,
    workerOf: byId(workerRows),
    knows: (build) => {
      const row = rows.buildRow(build);
      return REFERENCES.every((key) => row[key] === null || ids[key].has(row[key]));
    },
    judgedMaster: (id, now) => judged(masterRows, masters.at, id, now),
  };
}

/**
 * A master that starts has not said yet that it lives, and it is what answers. Only where one lives is another one known to be dead:
 * the one that lives would have said so. One that is told of but not listed has come to be since, and lives.
 * @param at when they said so, in Unix seconds: the older a list, the longer the silence in it, though nobody was silent.
 */
function judged(masters: readonly Row<'masters'>[], at: number, id: number | null, now: number): Row<'masters'> | null {
  if (id === null) return null;
  const lives = ({ active, last_active }: Row<'masters'>) => active === 1 && (last_active ?? 0) >= at - DEAD_AFTER;
  const found = masters.find((each) => each.id === id) ?? { id, name: null };
  const isDead = 'active' in found && !lives(found) && masters.some(lives);
  return isDead ? found : { ...found, active: 1, last_active: now };
}

const idsOf = (things: readonly { readonly id: number | null }[]): ReadonlySet<number | null> =>
  new Set(things.map(({ id }) => id));

const byId = (things: readonly { readonly id: number | null; readonly name: string | null }[]) =>
  new Map(things.flatMap(({ id, name }) => (id === null || name === null ? [] : [[id, name] as const])));
