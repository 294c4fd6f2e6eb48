// After the update that brought roll-ups: the builds that were there already are counted, while the server serves.

import type { Measure } from '../measures.ts';
import type { Database } from '../store/database.ts';
import { fillRollups, rollupsComplete } from '../store/rollupFill.ts';
import { createTurns, type Turns } from '../turns.ts';

/** How many builds one transaction counts, so that writers never wait long. */
const STRETCH = 2_000;
const TURN_MS = 60_000;
/** How often to tell how far it is. */
const TELL_MS = 5_000;

export interface RollupFillParts {
  readonly database: Database;
  /** Told how many builds this server has counted so far, from time to time and at the end. */
  readonly counted: (builds: number, complete: boolean) => void;
  readonly failed: (error: unknown) => void;
}

export interface RollupFill {
  /** Begins at once, where there is anything to do; tries again after a while when the database is away. To be called once. */
  readonly start: () => void;
  /** See Turns.stop. */
  readonly stop: Turns['stop'];
  readonly measures: readonly Measure[];
}

/**
 * Several servers may do this at once: each takes the next builds that none has counted. Rejects with LavalampError UNAVAILABLE when the
 * database is away.
 */
export async function createRollupFill({ database, counted, failed }: RollupFillParts): Promise<RollupFill> {
  let complete = await rollupsComplete(database);
  let builds = 0;

  const fill = async () => {
    complete = await rollupsComplete(database);
    for (let told = performance.now(); !complete && !turns.stopped(); ) {
      const some = await fillRollups(database, STRETCH);
      builds += some;
      complete = some < STRETCH;
      if (!complete && performance.now() - told < TELL_MS) continue;
      counted(builds, complete);
      told = performance.now();
    }
    if (complete) await turns.stop(0);
  };

  const turns = createTurns(
    () => fill().catch(failed),
    () => TURN_MS,
  );
  return {
    start: () => {
      if (!complete) turns.start('now');
    },
    stop: turns.stop,
    measures: [
      {
        kind: 'gauge',
        name: 'lavalamp_rollups_complete',
        help: '1 when the statistics of long ranges are read from what was counted before; 0 while old builds are counted.',
        read: () => Number(complete),
      },
    ],
  };
}
