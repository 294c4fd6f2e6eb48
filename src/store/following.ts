// What is kept beside builds so that it can be found by an index, and follows them in the transaction that writes them: when a source
// stamp was first started, what the builds that have ended say of their branches, and which of them is the last there.

import type { Id } from '../model.ts';
import { LATEST_AGAIN, LATEST_ON_BRANCHES, LEAVE_BRANCHES } from './branches.ts';
import type { Moved } from './cells.ts';
import type { Transaction } from './transaction.ts';
import { BUILD_TOUCHED, BUILDS_PLACED_BY, VERDICTS } from './verdicts.ts';

/**
 * To be called when builds, source stamps and changes are written. `changed` are the source stamps whose changes are not what they
 * were. One statement each: when builds have started, when any have ended, when one has left a source stamp, when changes came.
 */
export async function followBuilds(
  transaction: Transaction,
  moved: readonly Moved[],
  changed: readonly Id[],
): Promise<void> {
  const started = moved.filter((build) => build.started);
  const former = started.flatMap(({ buildId, startedBefore, left }) => [
    ...left.map((id) => ({ build: buildId, stamp: id, at: startedBefore })),
    ...(startedBefore === null ? [] : [{ build: buildId, stamp: null, at: startedBefore }]),
  ]);
  const query = (sql: string, value: unknown) =>
    transaction.rows<{ id: Id; isNew?: boolean }>(sql, JSON.stringify(value));
  const restarted = [
    ...(started.length === 0
      ? []
      : await query(
          FIRST_STARTS,
          started.map(({ buildId }) => buildId),
        )),
    ...(former.length === 0 ? [] : await query(FIRST_STARTS_AGAIN, former)),
  ];
  const builds = moved.filter(({ judged }) => judged).map(({ buildId }) => buildId);
  // No build of a stamp that has only now been started for the first time has ended, but those that are among these.
  const stamps = [...changed, ...restarted.filter(({ isNew }) => !isNew).map(({ id }) => id)];
  const placed = stamps.length === 0 ? [] : await query(BUILDS_PLACED_BY, stamps);
  const touched = [...builds, ...placed.map(({ id }) => id)];
  if (touched.length > 0) transaction.run(VERDICTS, JSON.stringify(touched));
  await followBranches(transaction, moved);
}

/** One statement when any have ended; two more when one that was the last of its branch has left it, or has started at another time. */
async function followBranches(transaction: Transaction, moved: readonly Moved[]): Promise<void> {
  const ids = (builds: readonly Moved[]) => JSON.stringify(builds.map(({ buildId }) => buildId));
  const gone = moved.filter(({ startedBefore, left }) => startedBefore !== null || left.length > 0);
  if (gone.length > 0) {
    const lost = await transaction.rows<object>(LEAVE_BRANCHES, ids(gone));
    if (lost.length > 0) transaction.run(LATEST_AGAIN, JSON.stringify(lost));
  }
  const ended = moved.filter(({ judged }) => judged);
  if (ended.length > 0) transaction.run(LATEST_ON_BRANCHES, ids(ended));
}

/**
 * A source stamp was first started when the earliest of its builds was. Looks at no builds but those that have just started; their
 * builders may have become known only now.
 */
const FIRST_STARTS = `
  with moved as (
    select b.id, b.builder_id, b.started_at
    from (select id::bigint from jsonb_array_elements_text($1::jsonb) as moved(id)) touched
    cross join ${BUILD_TOUCHED} b where b.started_at is not null
  ), named as (
    update build_source_stamp l set builder_id = moved.builder_id from moved
    where l.build_id = any(array(select id from moved)) and l.build_id = moved.id and l.builder_id is distinct from moved.builder_id
  )
  update source_stamp s set first_started_at = started.at
  from (
    select l.source_stamp_id as id, min(moved.started_at) as at
    from moved cross join lateral (select source_stamp_id from build_source_stamp where build_id = moved.id offset 0) l
    group by 1
  ) started
  join source_stamp before on before.id = started.id
  where s.id = started.id and (s.first_started_at is null or s.first_started_at > started.at)
  returning s.id, before.first_started_at is null as "isNew"`;

/** When the first build of a stamp has left it, or has started later than was said, all its builds tell which is the first now. */
const FIRST_STARTS_AGAIN = `
  with former as (
    select coalesce(moved.stamp, l.source_stamp_id) as stamp, coalesce(moved.at, b.started_at) as at
    from jsonb_to_recordset($1::jsonb) as moved(build bigint, stamp bigint, at timestamptz)
    join build b on b.id = moved.build
    left join build_source_stamp l on l.build_id = b.id and moved.stamp is null
  )
  update source_stamp s set first_started_at = (
    select min(b.started_at) from build_source_stamp l join build b on b.id = l.build_id where l.source_stamp_id = s.id
  )
  where s.id in (select stamp from former where former.at = s.first_started_at)
  returning s.id, false as "isNew"`;
