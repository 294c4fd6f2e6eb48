// The things of a Buildbot that have names, as its API tells them.

import type { Named } from '../stored.ts';
import type { Row } from '../tables.ts';
import type { Master, Told } from './master.ts';
import { MasterProblem } from './problem.ts';
import * as rows from './rows.ts';

/** After how many seconds without a sign of life a master counts as dead: Buildbot's own measure. */
const DEAD_AFTER = 600;

export interface NamedThings extends Named {
  readonly connectedWorkers: ReadonlySet<number>;
  readonly builderOf: ReadonlyMap<number, string>;
  readonly workerOf: ReadonlyMap<number, string>;
  /** The master of a build; as one that lives where nobody can say that it does not. Null when there is none. */
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
    all('masters'),
    // Buildbot 3.8 and before have none.
    master.things('projects', 'projects'),
  ]);
  const projectRows = (projects ?? []).map(rows.projectRow);
  const projectOf = byId(projectRows);
  const builders = told.map((each) => {
    const builder = rows.builderRow(each);
    return { builder, project: projectOf.get(builder.projectid ?? -1) ?? null, tags: rows.textsOf(each.tags) };
  });
  const masterRows = masters.map(rows.masterRow);
  return {
    projects: projectRows,
    builders,
    workers: workers.map(rows.workerRow),
    masters: masterRows,
    connectedWorkers: new Set(
      workers.flatMap(({ workerid, connected_to }) =>
        rows.listOf(connected_to).length > 0 ? (rows.int(workerid) ?? []) : [],
      ),
    ),
    builderOf: byId(builders.map(({ builder }) => builder)),
    workerOf: byId(workers.map(rows.workerRow)),
    judgedMaster: (id, now) => judged(masterRows, id, now),
  };
}

/**
 * A master that starts has not said yet that it lives, and it is what answers. Only where one lives is another one known to be dead:
 * the one that lives would have said so.
 */
function judged(masters: readonly Row<'masters'>[], id: number | null, now: number): Row<'masters'> | null {
  const found = (id === null ? undefined : masters.find((each) => each.id === id)) ?? null;
  const lives = masters.some(({ active, last_active }) => active === 1 && (last_active ?? 0) >= now - DEAD_AFTER);
  return found === null || lives ? found : { ...found, active: 1, last_active: now };
}

const byId = (things: readonly { readonly id: number | null; readonly name: string | null }[]) =>
  new Map(things.flatMap(({ id, name }) => (id === null || name === null ? [] : [[id, name] as const])));
