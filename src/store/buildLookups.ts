// Builds that something else leads to: a builder, a number, the build before; and where a failed one broke. Each is one statement,
// however many are asked for; what is not found is not in the answer.

import type { Build, BuildState, Id, SourceStamp, Step } from '../model.ts';
import { BUILDS, STEPS } from './buildRecords.ts';
import { grouped, keyed, stampsOf } from './lookups.ts';
import { type Reader, Row, tail } from './reader.ts';
import { SOURCE_STAMPS } from './records.ts';
import type { Table } from './table.ts';
import { TURN } from './verdicts.ts';

/** Builds by their builders and numbers; the answer's keys are `builderId/number`. */
export async function buildsByNumber(
  reader: Reader,
  wanted: readonly { readonly builderId: Id; readonly number: number }[],
) {
  const rows = await reader.rows(
    `select ${BUILDS.columns} from unnest($1::bigint[], $2::int[]) as wanted(builder_id, number)
     join build t on t.builder_id = wanted.builder_id and t.number = wanted.number where ${BUILDS.visible}`,
    [wanted.map(({ builderId }) => builderId), wanted.map(({ number }) => number)],
  );
  return keyed(rows, BUILDS, (build) => `${build.builderId}/${build.number}`);
}

/** The build of each builder that started last, by the builders' ids. */
export async function latestBuilds(reader: Reader, builds: Table<Build>, builderIds: readonly Id[], condition = '') {
  const rows = await reader.rows(
    `select latest.* from unnest($1::bigint[]) as builders(id) cross join lateral (
      select ${builds.columns} from build t where t.builder_id = builders.id and ${builds.visible}${condition}
      order by t.builder_id, t.started_at desc, t.id desc limit 1
    ) latest`,
    [builderIds],
  );
  return keyed(rows, builds, (build) => build.builderId);
}

/** The same of those that are in a state. What runs is little, and found by an index of its own. */
export async function latestInState(
  reader: Reader,
  builds: Table<Build>,
  state: BuildState,
  builderIds: readonly Id[],
) {
  if (state === 'FINISHED') return latestBuilds(reader, builds, builderIds, ` and t.state = 'FINISHED'`);
  const rows = await reader.rows(
    `select distinct on (t.builder_id) ${builds.columns} from build t
     where t.builder_id = any($1::bigint[]) and t.state = 'RUNNING' and ${builds.visible}
     order by t.builder_id, t.started_at desc, t.id desc`,
    [builderIds],
  );
  return keyed(rows, builds, (build) => build.builderId);
}

/** How many builds of each builder are running. Builders of which none is are not in the answer. */
export function runningCounts(reader: Reader, builderIds: readonly Id[]) {
  return countsOf(reader, `build t where t.state = 'RUNNING' and ${BUILDS.visible}`, builderIds);
}

/** How many requests wait for each builder. Builders for which none does are not in the answer. */
export function pendingCounts(reader: Reader, builderIds: readonly Id[]) {
  return countsOf(reader, 'build_request t where t.claimed_at is null and t.completed_at is null', builderIds);
}

async function countsOf(reader: Reader, what: string, builderIds: readonly Id[]): Promise<Map<Id, number>> {
  const rows = await reader.rows(
    `select t.builder_id, count(*) from ${what} and t.builder_id = any($1::bigint[]) group by 1`,
    [builderIds],
  );
  return new Map(rows.map(([id, count]) => [id ?? '', Number(count)]));
}

/** The build of the same builder with the next number in a direction, by the id of the build that it is a neighbour of. */
export async function neighbours(
  reader: Reader,
  direction: 'previous' | 'next',
  builds: readonly { readonly id: Id; readonly builderId: Id; readonly number: number }[],
) {
  const [operator, order] = direction === 'previous' ? ['<', 'desc'] : ['>', 'asc'];
  const rows = await reader.rows(
    `select wanted.id, neighbour.* from unnest($1::bigint[], $2::bigint[], $3::int[]) as wanted(id, builder_id, number)
     cross join lateral (
      select ${BUILDS.columns} from build t
      where t.builder_id = wanted.builder_id and t.number ${operator} wanted.number and ${BUILDS.visible}
      order by t.builder_id, t.number ${order} limit 1
    ) neighbour`,
    [builds.map(({ id }) => id), builds.map(({ builderId }) => builderId), builds.map(({ number }) => number)],
  );
  return new Map(rows.map((cells) => [cells[0] ?? '', BUILDS.read(tail(cells))]));
}

/** Where a build's builder last passed on its branches, and where it first failed since; with what these were made of. */
export interface FoundTurn {
  /** Null when it never passed before. */
  readonly lastGoodBuild: Build | null;
  readonly firstBadBuild: Build;
  /** By the builds' ids, in the order of their code bases. */
  readonly sourceStamps: ReadonlyMap<Id, readonly SourceStamp[]>;
}

/** By the ids of failed builds. Those without a verdict are not in the answer. */
export async function turnsOf(reader: Reader, buildIds: readonly Id[]): Promise<Map<Id, FoundTurn>> {
  const rows = await reader.rows(
    `select v.build_id, t.id = first_bad.build_id, ${BUILDS.columns}, stamps.id is not null, stamps.*
     from verdict v ${TURN}
     cross join lateral (values (last_good.build_id), (first_bad.build_id)) as ends(id)
     join build t on t.id = ends.id
     left join lateral (${stampsOf('build', 'ends.id')}) stamps on true
     where v.build_id = any($1::bigint[]) and not v.good`,
    [buildIds],
  );
  const found = new Map<Id, { good: Build | null; bad: Build | null; stamps: Map<Id, SourceStamp[]> }>();
  for (const cells of rows) {
    const row = new Row(cells);
    const id = row.text();
    const turn = found.get(id) ?? { good: null, bad: null, stamps: new Map() };
    found.set(id, turn);
    const isBad = row.boolean();
    const build = BUILDS.read(row);
    turn[isBad ? 'bad' : 'good'] = build;
    const stamps = turn.stamps.get(build.id) ?? [];
    turn.stamps.set(build.id, stamps);
    if (row.boolean()) stamps.push(SOURCE_STAMPS.read(row));
  }
  return new Map(
    [...found].flatMap(([id, { good, bad, stamps }]) =>
      bad === null ? [] : [[id, { lastGoodBuild: good, firstBadBuild: bad, sourceStamps: stamps }]],
    ),
  );
}

/** The steps of builds that have failed, in the order of their numbers, by the builds' ids. */
export async function failedStepsOf(reader: Reader, buildIds: readonly Id[]) {
  const rows = await reader.rows(
    `select builds.id, steps.* from unnest($1::bigint[]) as builds(id) cross join lateral (
       select ${STEPS.columns} from step t where t.build_id = builds.id and t.result = 'FAILURE'
       order by t.number, t.id limit 1000
     ) steps`,
    [buildIds],
  );
  return grouped<Step>(rows, STEPS.read);
}
