// The oldest entries of the event log, removed.

import type { Time } from '../model.ts';
import { type Database, reached } from './database.ts';

/** Whoever removes entries holds this lock: one process at a time. An arbitrary number, the same for all processes. */
const PRUNING_LOCK = 5_282_003;
/** More entries than any log has. */
const ANY_NUMBER = Number.MAX_SAFE_INTEGER;

/** What of the log is kept. */
export interface Kept {
  /** Entries that were recorded at this time or later; null: of any age. */
  readonly since: Time | null;
  /** How many at most; null: any number. */
  readonly most: number | null;
}

/**
 * One statement, so that what is removed and how far the log is gone are one. It begins where the log does: what was removed before
 * is still in the index until it is vacuumed, and would be walked through by each statement anew.
 */
export const PRUNE = `
  with turn as materialized (select pg_try_advisory_xact_lock(${PRUNING_LOCK}) as mine),
    oldest as materialized (
      select seq, recorded_at from event
      where (select mine from turn) and seq > (select pruned_through from event_log where id = 1)
      order by seq limit $3::int),
    stays as (
      select min(seq) as seq from oldest
      where recorded_at >= coalesce($1::timestamptz, '-infinity')
        and seq > (select max(seq) from event) - $2::bigint),
    going as materialized (
      select max(oldest.seq) as seq from oldest, stays where stays.seq is null or oldest.seq < stays.seq),
    noted as (
      update event_log set pruned_through = greatest(pruned_through, (select seq from going))
      where id = 1 and (select seq from going) is not null returning id),
    gone as (
      delete from event
      where seq > (select pruned_through from event_log where id = 1) and seq <= (select seq from going) returning seq)
  select count(*)::int as removed from gone`;

/**
 * Removes the oldest entries that are not to be kept, at most `limit` of them, and notes in the same transaction how far the log is
 * gone: a reader never takes what was removed for what never was. An entry stays while an older one has to. @returns how many
 * were removed; 0 also when another process removes some at this moment. Rejects with LavalampError UNAVAILABLE when the database
 * is away.
 */
export async function pruneEvents({ pool }: Pick<Database, 'pool'>, kept: Kept, limit: number): Promise<number> {
  const { rows } = await reached(() =>
    pool.query<{ removed: number }>(PRUNE, [kept.since, kept.most ?? ANY_NUMBER, limit]),
  );
  return rows[0]?.removed ?? 0;
}
