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
 * Removes the oldest entries that are not to be kept, at most `limit` of them, and notes in the same transaction how far the log is
 * gone: a reader never takes what was removed for what never was. An entry stays while an older one has to. @returns how many
 * were removed; 0 also when another process removes some at this moment.
 */
export async function pruneEvents({ prisma }: Pick<Database, 'prisma'>, kept: Kept, limit: number): Promise<number> {
  const [row] = await reached(
    () => prisma.$queryRaw<{ removed: bigint }[]>`
      with turn as materialized (select pg_try_advisory_xact_lock(${PRUNING_LOCK}::bigint) as mine),
        oldest as materialized (
          select seq, recorded_at from event where (select mine from turn) order by seq limit ${limit}::int),
        stays as (
          select min(seq) as seq from oldest
          where recorded_at >= coalesce(${kept.since}::text::timestamptz, '-infinity')
            and seq > (select max(seq) from event) - ${kept.most ?? ANY_NUMBER}::bigint),
        going as materialized (
          select oldest.seq from oldest, stays where stays.seq is null or oldest.seq < stays.seq),
        noted as (
          update event_log set pruned_through = greatest(pruned_through, (select max(seq) from going))
          where id = 1 and exists (select from going) returning id),
        gone as (delete from event where seq in (select seq from going) returning seq)
      select count(*) as removed from gone`,
  );
  return Number(row?.removed ?? 0);
}
