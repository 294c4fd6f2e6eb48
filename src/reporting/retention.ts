// How long builds are kept: set by an administrator on an origin, a project or a builder, and seen to by every server in turns.

import { parseGlobalId } from '../globalIds.ts';
import type { Measure } from '../measures.ts';
import type { Id, RetentionLimits } from '../model.ts';
import { buildersToPrune, type Expiry, type PrunedBuilder, pruneBuilds } from '../store/buildPruning.ts';
import type { Database } from '../store/database.ts';
import type { Reader } from '../store/reader.ts';
import { type RetentionSubject, writeRetention } from '../store/retention.ts';
import { createTurns, type Turns } from '../turns.ts';
import * as check from './checks.ts';
import type { Refusal, RetainedThing } from './outcome.ts';
import { answered, Refused } from './refused.ts';

export const MOST_DAYS = 36_500;
export const MOST_BUILDS = 100_000;

const TURN_MS = 3_600_000;
/** A server that has just started has other things to do. */
const FIRST_MS = 60_000;
/** How many builders are looked through by one statement. */
const PAGE = 500;
/** How many builds one transaction removes: more while that is quick, fewer when reports of the origin would wait long. */
const BATCH = { least: 5, first: 10, most: 200 };
const SLOW_MS = 100;
const QUICK_MS = 50;

const SUBJECTS: ReadonlyMap<string, RetentionSubject> = new Map([
  ['Origin', 'ORIGIN'],
  ['Project', 'PROJECT'],
  ['Builder', 'BUILDER'],
]);

/** Sets limits, or takes back what was set (null). Refuses limits that cannot be, and an id (global) of anything else. */
export function setRetention(
  database: Pick<Database, 'pool'>,
  globalId: string,
  limits: RetentionLimits | null,
): Promise<RetainedThing | Refusal> {
  return answered(async () => {
    const parsed = parseGlobalId(globalId);
    const subject = parsed === null ? undefined : SUBJECTS.get(parsed.type);
    const checked = limits && {
      keepDays: limits.keepDays === null ? null : check.integer(['input', 'keepDays'], limits.keepDays, 1, MOST_DAYS),
      keepBuilds:
        limits.keepBuilds === null ? null : check.integer(['input', 'keepBuilds'], limits.keepBuilds, 1, MOST_BUILDS),
    };
    if (parsed === null || subject === undefined || !(await writeRetention(database, subject, parsed.id, checked))) {
      const message = `There is no origin, project or builder with the id ${check.quote(globalId)}.`;
      throw new Refused('NOT_FOUND', ['input', 'id'], message);
    }
    return { subject, id: parsed.id };
  });
}

export interface BuildRetentionParts {
  readonly database: Database;
  readonly reader: Reader;
  /** What holds where nothing was set. */
  readonly unless: RetentionLimits;
  readonly failed: (error: unknown) => void;
  /** What the time is, in milliseconds. */
  readonly clock: () => number;
}

export interface BuildRetention {
  /** Removes now what is not to be kept any more. @returns how many builds. Rejects with LavalampError UNAVAILABLE when the database is away. */
  readonly sweep: () => Promise<number>;
  /** Sweeps in a minute, and then every hour. To be called once. */
  readonly start: () => void;
  /** See Turns.stop. */
  readonly stop: Turns['stop'];
  readonly measures: readonly Measure[];
}

export function createBuildRetention({ database, reader, unless, failed, clock }: BuildRetentionParts): BuildRetention {
  let removedInAll = 0;
  let begun = false;

  const sweep = async () => {
    const expiry = { now: new Date(clock()).toISOString(), unless };
    let removed = 0;
    for (let after: Id | null = '0'; after !== null && !turns.stopped(); ) {
      const { last, builders } = await buildersToPrune(reader, expiry, after, PAGE);
      for (const [originId, ids] of byOrigin(builders)) removed += await removeAll(expiry, originId, ids);
      after = last;
    }
    return removed;
  };

  const removeAll = async (expiry: Expiry, originId: Id, builderIds: readonly Id[]) => {
    let removed = 0;
    for (let batch = BATCH.first; !turns.stopped(); ) {
      const began = performance.now();
      const pruned = await pruneBuilds(database, expiry, originId, builderIds, batch);
      const took = performance.now() - began;
      // Another server is at it, and will come to these as well.
      if (pruned === null) break;
      removed += pruned.builds;
      removedInAll += pruned.builds;
      if (pruned.builds < batch && pruned.requests === 0) break;
      if (took > SLOW_MS) batch = Math.max(BATCH.least, Math.floor(batch / 2));
      else if (took < QUICK_MS) batch = Math.min(BATCH.most, batch * 2);
      // Reports that have waited for it come first.
      await new Promise((resolve) => setTimeout(resolve, took));
    }
    return removed;
  };

  const turns = createTurns(
    () => {
      begun = true;
      return sweep().catch(failed);
    },
    () => (begun ? TURN_MS : FIRST_MS),
  );
  return {
    sweep,
    start: () => turns.start('later'),
    stop: turns.stop,
    measures: [
      {
        kind: 'counter',
        name: 'lavalamp_builds_removed_total',
        help: 'Builds that this server removed because of their age or number.',
        read: () => removedInAll,
      },
    ],
  };
}

function byOrigin(builders: readonly PrunedBuilder[]): ReadonlyMap<Id, readonly Id[]> {
  const found = new Map<Id, Id[]>();
  for (const { id, originId } of builders) found.set(originId, [...(found.get(originId) ?? []), id]);
  return found;
}
