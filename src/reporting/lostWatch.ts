// The watch for builds whose origin went silent: neither they nor their steps are left running for ever. Every server keeps it; they
// take turns.

import type { Measure } from '../measures.ts';
import type { Id, Time } from '../model.ts';
import type { Database } from '../store/database.ts';
import type { Reader } from '../store/reader.ts';
import { type Deafness, SILENT_BUILDS, SILENT_STEPS, silentBuilds, takeTurn } from '../store/silence.ts';
import { createTurns, type Turns } from '../turns.ts';
import { loseBuild, type SilentSince } from './commands/lost.ts';
import { attempt, commitWorld } from './commitWorld.ts';
import { HEARD_TO_MS } from './heard.ts';
import { World } from './world.ts';

const EVERY_MS = 60_000;
/** Timers of several servers do not beat as one: less than the time between turns. */
const TURN_MS = 45_000;
/** When nobody has taken a turn for so long, nobody has listened. */
const DEAF_MS = 180_000;
/** How many builds are lost in one transaction, whose locks their origin waits for. */
const BATCH = 50;

export interface LostWatchParts {
  readonly database: Database;
  readonly reader: Reader;
  /** How long an origin, or a build, may be silent; null: for ever. */
  readonly lostAfterMs: number | null;
  readonly lostBuildAfterMs: number | null;
  /** Called after each commit. */
  readonly committed: () => void;
  /** Called when builds could not be looked for, or not be ended; it is tried again in a minute. */
  readonly failed: (error: unknown) => void;
  /** What the time is, in milliseconds since 1970. */
  readonly clock: () => number;
}

export interface LostWatch {
  /** Looks once, unless another server has just done that. @returns how many builds it found lost. Never rejects. */
  readonly look: () => Promise<number>;
  /** Looks every minute from now on. */
  readonly start: () => void;
  /** See Turns.stop. */
  readonly stop: Turns['stop'];
  readonly measures: readonly Measure[];
}

export function createLostWatch(parts: LostWatchParts): LostWatch {
  const { database, clock, lostAfterMs, lostBuildAfterMs } = parts;
  let lostInAll = 0;

  const look = async () => {
    try {
      const now = clock();
      const deaf = await takeTurn(database, iso(now), iso(now - TURN_MS), iso(now - DEAF_MS));
      if (deaf === null) return 0;
      const since = (ms: number | null) => (ms === null ? null : iso(silentSince(now, ms + HEARD_TO_MS, deaf)));
      const silent = { origin: since(lostAfterMs), build: since(lostBuildAfterMs) };
      const lost = await loseSilent(SILENT_BUILDS, silent);
      await loseSilent(SILENT_STEPS, silent);
      return lost;
    } catch (error) {
      parts.failed(error);
      return 0;
    }
  };

  const loseSilent = async (among: Parameters<typeof silentBuilds>[1], silent: SilentSince) => {
    let count = 0;
    // Each is met once, whatever becomes of it: one that cannot be ended is not tried for ever.
    for (let after = '0'; !turns.stopped(); ) {
      const builds = await silentBuilds(parts.reader, among, after, silent, BATCH);
      for (const originId of new Set(builds.map((build) => build.originId))) {
        const ids = builds.filter((build) => build.originId === originId).map(({ id }) => id);
        const lost = await lose(originId, ids, silent);
        if (among === SILENT_BUILDS) lostInAll += lost;
        count += lost;
      }
      const last = builds.at(-1);
      if (last === undefined || builds.length < BATCH) break;
      after = last.id;
    }
    return count;
  };

  /** Ends builds of one origin together; one by one when that fails, so that one that breaks harms no other. */
  const lose = async (originId: Id, ids: readonly Id[], silent: SilentSince): Promise<number> => {
    try {
      const count = await loseBuilds(database, iso(clock()), originId, ids, silent);
      if (count > 0) parts.committed();
      return count;
    } catch (error) {
      if (ids.length === 1) {
        parts.failed(error);
        return 0;
      }
      let count = 0;
      for (const id of ids) count += await lose(originId, [id], silent);
      return count;
    }
  };

  const turns = createTurns(look, () => EVERY_MS);
  return {
    look,
    start: () => turns.start('later'),
    stop: turns.stop,
    measures: [
      {
        kind: 'counter',
        name: 'lavalamp_builds_lost_total',
        help: 'Builds that this server ended as lost, since nothing was heard of them.',
        read: () => lostInAll,
      },
    ],
  };
}

/**
 * Ends those of the builds of an origin as lost, or what they have left behind, that are still silent once its lock is held: rows, steps, logs, request and
 * events in one transaction, as for reports. @returns how many they were.
 */
export async function loseBuilds(
  database: Database,
  now: Time,
  originId: Id,
  buildIds: readonly Id[],
  silent: SilentSince,
): Promise<number> {
  const { result } = await commitWorld(database, {
    open: (loaded) => new World(now, noIds, loaded),
    work: (world) => buildIds.map((id) => attempt(world, () => loseBuild(world, originId, id, silent)) ?? false),
    // It is the origin that was silent; nothing was heard from it.
    heard: () => [],
  });
  return result.filter((lost) => lost).length;
}

function noIds(): never {
  throw new Error('Losing a build makes nothing new.');
}

/** The time since which somebody has listened for so long, in all: the stretches in which nobody did do not count. */
export function silentSince(now: number, ms: number, deaf: readonly Deafness[]): number {
  return deaf.reduceRight((since, { from, to }) => (to > since ? since - (to - from) : since), now - ms);
}

function iso(milliseconds: number): Time {
  return new Date(Math.max(milliseconds, 0)).toISOString();
}
