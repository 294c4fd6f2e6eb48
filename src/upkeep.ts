// What a server does by itself, now and then: ends what went silent, removes what is kept no longer, and catches up with what was put off.
// A part of the composition root.

import type { ServerConfig } from './config.ts';
import type { Bell } from './events/bell.ts';
import { createRetention } from './events/retention.ts';
import { createRollupFill } from './history/rollupFill.ts';
import type { Measure } from './measures.ts';
import type { RetentionLimits } from './model.ts';
import { createLostWatch } from './reporting/lostWatch.ts';
import { createBuildRetention } from './reporting/retention.ts';
import { createTestStarts } from './reporting/testStarts.ts';
import type { Database } from './store/database.ts';
import type { Deliveries } from './store/deliveries.ts';
import type { Reader } from './store/reader.ts';

const HOUR = 3_600_000; // milliseconds
const DAY = 24 * HOUR;

export interface UpkeepParts {
  readonly database: Database;
  readonly reader: Reader;
  readonly deliveries: Deliveries;
  readonly bell: Bell;
  readonly config: ServerConfig;
  /** How long builds are kept where nobody has set anything. */
  readonly unless: RetentionLimits;
  /** @returns what is told why something failed, which is tried again. */
  readonly telling: (what: string) => (error: unknown) => void;
  readonly info: (details: object, message: string) => void;
}

export interface Upkeep {
  readonly measures: readonly Measure[];
  /** To be called once, when the server listens: from then on silence counts. */
  readonly start: () => void;
  /** Waits for what is under way, at most so long, in milliseconds. */
  readonly stop: (patienceMs: number) => Promise<unknown>;
}

/** Rejects with LavalampError UNAVAILABLE when the database is away. */
export async function createUpkeep(parts: UpkeepParts): Promise<Upkeep> {
  const { database, reader, deliveries, bell, config, unless, telling } = parts;
  const lostWatch = createLostWatch({
    database,
    reader,
    lostAfterMs: config.lostAfterMs,
    lostBuildAfterMs: config.lostBuildAfterMs,
    committed: () => bell.ring('commit'),
    failed: telling('Builds whose origin went silent could not be ended.'),
    clock: Date.now,
  });
  const retention = createRetention({
    database,
    keepMs: config.eventMs,
    keepCount: config.maxEvents,
    failed: telling('Old events could not be removed.'),
    clock: Date.now,
  });
  const buildRetention = createBuildRetention({
    database,
    reader,
    unless,
    failed: telling('Old builds could not be removed.'),
    clock: Date.now,
  });
  const rollupFill = await createRollupFill({
    database,
    counted: (builds, complete) =>
      parts.info({ builds, complete }, 'Builds are being counted for the statistics of long ranges.'),
    failed: telling('Builds could not be counted for the statistics of long ranges; it is tried again.'),
  });
  const testStarts = createTestStarts(
    database,
    telling('Results of tests could not follow their builds; it is tried again.'),
  );
  const all = [retention, buildRetention, rollupFill, testStarts, lostWatch];

  const prune = () => {
    const before = new Date(Date.now() - config.deliveryDays * DAY).toISOString();
    deliveries.prune(before).catch(telling('Old deliveries could not be removed.'));
  };
  let pruning: NodeJS.Timeout | undefined;

  return {
    measures: [lostWatch, retention, buildRetention, rollupFill].flatMap(({ measures }) => measures),
    start: () => {
      prune();
      pruning = setInterval(prune, HOUR).unref();
      for (const each of all) each.start();
    },
    stop: (patienceMs) => {
      clearInterval(pruning);
      return Promise.all(all.map(({ stop }) => stop(patienceMs)));
    },
  };
}
