// Who was silent, and whether anybody could have heard them.

import type { Id, Time } from '../model.ts';
import type { Database } from './database.ts';
import { reached } from './database.ts';
import type { Reader } from './reader.ts';

/** A stretch of time in which no server listened, in milliseconds since 1970. */
export interface Deafness {
  readonly from: number;
  readonly to: number;
}

/**
 * Takes a turn at looking for what is silent, unless somebody took one after `turnBefore`. When nobody has since `deafBefore`,
 * nobody has listened either, and that is noted: a server that cannot reach the database hears nothing, and neither does a
 * machine that sleeps. A turn that was taken hours ahead was taken by a clock that is wrong, and binds nobody.
 * @returns in which stretches of the past nobody listened, the oldest first; null when it was not the time for a turn. Rejects
 * with LavalampError UNAVAILABLE when the database is away.
 */
export async function takeTurn(
  { pool }: Pick<Database, 'pool'>,
  now: Time,
  turnBefore: Time,
  deafBefore: Time,
): Promise<readonly Deafness[] | null> {
  const { rows } = await reached(() =>
    pool.query<{ deaf: string }>(
      `insert into silence_watch as w (id, listened_at, deaf)
       values (1, $1::timestamptz, jsonb_build_array(jsonb_build_array(timestamptz '1970-01-01 00:00Z', $1::timestamptz)))
       on conflict (id) do update set listened_at = excluded.listened_at, deaf =
         case when w.listened_at < $3::timestamptz
           then jsonb_path_query_array(w.deaf, '$[last - 98 to last]')
             || jsonb_build_array(jsonb_build_array(w.listened_at, excluded.listened_at))
           else w.deaf end
       where w.listened_at < $2::timestamptz or w.listened_at > excluded.listened_at + interval '1 hour'
       returning deaf::text`,
      [now, turnBefore, deafBefore],
    ),
  );
  const [row] = rows;
  if (row === undefined) return null;
  const stretches = JSON.parse(row.deaf) as [string, string][];
  return stretches.map(([from, to]) => ({ from: Date.parse(from), to: Date.parse(to) }));
}

/** A build of which something waits for its end. */
export interface SilentBuild {
  readonly id: Id;
  readonly originId: Id;
}

/** The index on builds that run is what makes it cheap; a test holds that. */
export const SILENT_BUILDS = `select b.id, b.origin_id from build b join origin o on o.id = b.origin_id
  where b.state = 'RUNNING' and b.started_at is not null and b.id > $1::bigint
    and (o.heard_at < $2::timestamptz or b.heard_at < $3::timestamptz)
  order by b.id limit $4::int`;

/** Builds that have ended, and have steps that have not, or logs that go on. Indexes on just these make it cheap; a test holds that. */
export const SILENT_STEPS = `select b.id, b.origin_id from build b join origin o on o.id = b.origin_id
  where b.state = 'FINISHED' and b.started_at is not null and b.id > $1::bigint
    and (o.heard_at < $2::timestamptz or b.heard_at < $3::timestamptz)
    and b.id in (select build_id from step where state <> 'FINISHED'
      union select s.build_id from log l join step s on s.id = l.step_id where not l.complete)
  order by b.id limit $4::int`;

/**
 * Those of some builds of which nothing was heard: their origin was last heard before `origin`, or they themselves before `build`.
 * In the order of their ids: at most `limit` after an id. Rejects with LavalampError UNAVAILABLE when the database is away.
 */
export async function silentBuilds(
  reader: Reader,
  among: typeof SILENT_BUILDS | typeof SILENT_STEPS,
  after: Id,
  silentSince: { readonly origin: Time | null; readonly build: Time | null },
  limit: number,
): Promise<readonly SilentBuild[]> {
  const rows = await reader.rows(among, [after, silentSince.origin, silentSince.build, limit]);
  return rows.map(([id, originId]) => ({ id: id ?? '', originId: originId ?? '' }));
}
