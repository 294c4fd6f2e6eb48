// The transaction around a world: what its commands have to know is read, and what they have changed is written.

import type { Id } from '../model.ts';
import type { Database } from '../store/database.ts';
import { writeTransaction } from '../store/writing.ts';
import { writesOf } from './results.ts';
import { type LoadedCells, Unread, World } from './world.ts';

/** What is done in the transaction. All of it may be done several times, with the effect of once. */
export interface WorldWork<T> {
  /** A world over what was read so far. */
  readonly open: (loaded: LoadedCells) => World;
  /** Goes as far as it can. What it returns counts once the world lacks nothing any more. */
  readonly work: (world: World) => T;
  /** The origins of which is noted that they were heard. */
  readonly heard: (world: World) => readonly Id[];
}

/** What was committed. No event of it is after `seq`. */
export interface CommittedWorld<T> {
  readonly world: World;
  readonly result: T;
  readonly heard: readonly Id[];
  readonly seq: string;
}

/** @returns what a command returns; undefined, with nothing done, while it lacks something that was not read yet. */
export function attempt<T>(world: World, command: () => T): T | undefined {
  try {
    return world.apply(command);
  } catch (error) {
    if (error instanceof Unread) return undefined;
    throw error;
  }
}

/** Rejects as `writeTransaction` does. */
export async function commitWorld<T>(
  database: Database,
  { open, work, heard }: WorldWork<T>,
): Promise<CommittedWorld<T>> {
  const { appended, ...committed } = await writeTransaction(database, async (transaction) => {
    const loaded: LoadedCells = new Map();
    // Each round reads what the commands have come to, and takes them further; how many that takes depends on how one thing
    // leads to another, not on how many there are.
    for (;;) {
      const world = open(loaded);
      const result = work(world);
      if (!world.lacks) {
        const origins = heard(world);
        await transaction.save(writesOf(world));
        transaction.hear(origins, world.now);
        return { world, result, heard: origins, appended: transaction.append(world.events, world.now) };
      }
      // Sent in their order, so that locks are held before what they guard is read.
      const found = await Promise.all([...world.unread].map(([kind, keys]) => transaction.load(kind, keys)));
      for (const cells of found) World.remember(loaded, cells);
    }
  });
  return { ...committed, seq: await appended.seq };
}
