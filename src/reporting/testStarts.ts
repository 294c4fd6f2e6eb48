// Results of tests follow the start of their build; where they are many, here, some at a time: no report waits for that.

import type { Database } from '../store/database.ts';
import { followMarked } from '../store/testStarts.ts';
import { createTurns, type Turns } from '../turns.ts';

/** How many results one transaction lets follow. */
const STRETCH = 5_000;
/** How often to look whether there are any. */
const TURN_MS = 10_000;

export interface TestStarts {
  /** Begins at once; looks again from time to time. To be called once. */
  readonly start: () => void;
  /** See Turns.stop. */
  readonly stop: Turns['stop'];
}

/** @param failed told why results could not follow; it is tried again. */
export function createTestStarts(database: Database, failed: (error: unknown) => void): TestStarts {
  const follow = async () => {
    while (!turns.stopped() && (await followMarked(database, STRETCH)));
  };
  const turns = createTurns(
    () => follow().catch(failed),
    () => TURN_MS,
  );
  return { start: () => turns.start('now'), stop: turns.stop };
}
