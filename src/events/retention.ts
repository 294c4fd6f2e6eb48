// How long the event log is kept: by age and by number, removed a little at a time.

import type { Measure } from '../measures.ts';
import type { Database } from '../store/database.ts';
import { pruneEvents } from '../store/pruning.ts';
import { createTurns, type Turns } from '../turns.ts';

/** How many entries one transaction removes, so that writers never wait long. */
const STRETCH = 5_000;
const TURN_MS = 300_000;

export interface RetentionParts {
  readonly database: Database;
  /** In milliseconds; 0: of any age. */
  readonly keepMs: number;
  /** How many entries; 0: any number. */
  readonly keepCount: number;
  readonly failed: (error: unknown) => void;
  /** What the time is, in milliseconds. */
  readonly clock: () => number;
}

export interface Retention {
  /** Removes now what is not to be kept any more. @returns how many entries. */
  readonly sweep: () => Promise<number>;
  /** Sweeps at once, and then every few minutes. To be called once. */
  readonly start: () => void;
  /** See Turns.stop. */
  readonly stop: Turns['stop'];
  readonly measures: readonly Measure[];
}

export function createRetention({ database, keepMs, keepCount, failed, clock }: RetentionParts): Retention {
  let removedInAll = 0;
  const sweep = async () => {
    if (keepMs === 0 && keepCount === 0) return 0;
    const since = keepMs === 0 ? null : new Date(clock() - keepMs).toISOString();
    const kept = { since, most: keepCount === 0 ? null : keepCount };
    let removed = 0;
    for (let some = STRETCH; some === STRETCH && !turns.stopped(); removed += some) {
      some = await pruneEvents(database, kept, STRETCH);
      removedInAll += some;
    }
    return removed;
  };
  const turns = createTurns(
    () => sweep().catch(failed),
    () => TURN_MS,
  );
  return {
    sweep,
    start: () => turns.start('now'),
    stop: turns.stop,
    measures: [
      {
        kind: 'counter',
        name: 'lavalamp_events_removed_total',
        help: 'Events that this server removed from the log because of their age or number.',
        read: () => removedInAll,
      },
    ],
  };
}
