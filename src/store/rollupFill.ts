// The builds that were there before the roll-ups, counted a few at a time. How this and the trigger that follows builds take turns is
// told in docs/decisions/0025-roll-ups.md.

import { type Database, reached } from './database.ts';

type Pool = Pick<Database, 'pool'>;

/** Whether all builds are counted. Rejects with LavalampError UNAVAILABLE when the database is away. */
export async function rollupsComplete({ pool }: Pool): Promise<boolean> {
  const { rows } = await reached(() =>
    pool.query<{ complete: boolean }>('select complete from rollup_fill where id = 1'),
  );
  return rows[0]?.complete ?? false;
}

/**
 * Counts the next builds, at most `most` of them, in a transaction. @returns how many it has looked at; fewer when there are no more.
 * Rejects with LavalampError UNAVAILABLE when the database is away.
 */
export async function fillRollups({ pool }: Pool, most: number): Promise<number> {
  const { rows } = await reached(() =>
    pool.query<{ looked: number }>('select rollup_fill_some($1::int) as looked', [most]),
  );
  return rows[0]?.looked ?? 0;
}

/** Counts all builds anew, for those who have written them past the trigger. Nobody may write builds meanwhile. */
export async function refillRollups(database: Pool): Promise<void> {
  const most = 20_000;
  await database.pool.query('truncate rollup');
  await database.pool.query('update rollup_fill set complete = false, filled_through = 0 where id = 1');
  while ((await fillRollups(database, most)) === most);
}
