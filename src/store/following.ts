// What is kept beside builds so that it can be found by an index, and follows them in the transaction that writes them.

import type { Prisma } from '../generated/prisma/client.ts';
import type { Moved } from './cells.ts';

/** To be called when builds and their source stamps are written. One statement, and another one when builds have left stamps. */
export async function followBuilds(client: Prisma.TransactionClient, moved: readonly Moved[]): Promise<void> {
  const started = moved.filter((build) => build.started);
  if (started.length === 0) return;
  await client.$executeRawUnsafe(FIRST_STARTS, JSON.stringify(started.map(({ buildId }) => buildId)));
  const former = started.flatMap(({ buildId, startedBefore, left }) => [
    ...left.map((id) => ({ build: buildId, stamp: id, at: startedBefore })),
    ...(startedBefore === null ? [] : [{ build: buildId, stamp: null, at: startedBefore }]),
  ]);
  if (former.length > 0) await client.$executeRawUnsafe(FIRST_STARTS_AGAIN, JSON.stringify(former));
}

/** A source stamp was first started when the earliest of its builds was. Looks at no builds but those that have just started. */
const FIRST_STARTS = `
  update source_stamp s set first_started_at = started.at
  from (
    select l.source_stamp_id, min(b.started_at) as at
    from jsonb_array_elements_text($1::jsonb) as moved(id)
    join build b on b.id = moved.id::bigint
    join build_source_stamp l on l.build_id = b.id
    where b.started_at is not null group by 1
  ) started
  where s.id = started.source_stamp_id and (s.first_started_at is null or s.first_started_at > started.at)`;

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
  where s.id in (select stamp from former where former.at = s.first_started_at)`;
