// The reporting room and the watch for lost builds, under a clock that a test turns.

import { createReporting } from '../../../src/reporting/createReporting.ts';
import { createLostWatch, type LostWatch } from '../../../src/reporting/lostWatch.ts';
import type { BatchOutcome } from '../../../src/reporting/outcome.ts';
import type { Report } from '../../../src/reporting/reports.ts';
import { createTokens } from '../../../src/reporting/tokens.ts';
import type { Database } from '../../../src/store/database.ts';
import { entriesAfter, logState } from '../../../src/store/eventLog.ts';
import { createIdMaker } from '../../../src/store/ids.ts';
import { buildsByKey, nameKey } from '../../../src/store/lookups.ts';
import { createReader } from '../../../src/store/reader.ts';

export const MINUTE = 60_000; // milliseconds
export const ORIGIN_MINUTES = 10;
export const BUILD_MINUTES = 60;

/** What time it is in a test: all rooms of one share it. */
export class Clock {
  time = Date.parse('2026-11-24T08:00:00.000Z');
  readonly now = () => this.time;
  readonly iso = () => new Date(this.time).toISOString();
}

export interface LostRoom {
  readonly watch: LostWatch;
  /** What the watch could not do. */
  readonly failures: unknown[];
  /** Reports at the clock's time; fails when any of it is refused. */
  readonly report: (...reports: readonly Report[]) => Promise<BatchOutcome>;
  /** Lets minutes pass, and the watch look in each. @returns how many builds it found lost. */
  readonly pass: (minutes: number) => Promise<number>;
  // biome-ignore lint/suspicious/noExplicitAny: rows are compared, not used
  readonly build: (origin: string, key: string) => Promise<any>;
  /** The head of the event log. */
  readonly head: () => Promise<string>;
  /** The types of the events after a position, each with the result, or else the state, of its moment. */
  readonly eventsAfter: (seq: string) => Promise<readonly string[]>;
}

export function lostRoom(database: Database, clock: Clock): LostRoom {
  const reader = createReader(database);
  const failures: unknown[] = [];
  const { reporting } = createReporting({
    database,
    ids: createIdMaker(database),
    tokens: createTokens(database, createIdMaker(database)),
    groupCommitMs: 0,
    now: clock.iso,
    committed: () => {},
  });
  const watch = createLostWatch({
    database,
    reader,
    lostAfterMs: ORIGIN_MINUTES * MINUTE,
    lostBuildAfterMs: BUILD_MINUTES * MINUTE,
    committed: () => {},
    failed: (error) => failures.push(error),
    clock: clock.now,
  });
  return {
    watch,
    failures,
    report: async (...reports) => {
      const answer = await reporting.submitAll(reports);
      for (const outcome of answer.outcomes) if (!outcome.accepted) throw new Error(outcome.refusal.message);
      return answer;
    },
    pass: async (minutes) => {
      let lost = 0;
      for (let i = 0; i < minutes; i += 1) {
        clock.time += MINUTE;
        lost += await watch.look();
      }
      return lost;
    },
    build: async (origin, key) =>
      (await buildsByKey(reader, [{ origin, name: key }])).get(nameKey({ origin, name: key })),
    head: async () => (await logState(reader)).headSeq,
    eventsAfter: async (seq) =>
      (await entriesAfter(reader, seq, 1_000)).map(({ type, moment }) => {
        const { result, state } = moment as { result?: string; state?: string };
        return [type, result ?? state].filter((word) => word !== undefined && word !== null).join(' ');
      }),
  };
}

/** The start of a build, and of a step of it, with a line of its log. */
export function running(origin: string, key: string, more: object = {}): readonly Report[] {
  const step = { build: { origin, key }, key: 'compile' };
  return [
    { kind: 'startBuild', input: { origin, key, builder: 'linux', stateString: 'building', ...more } },
    { kind: 'startStep', input: { ...step, name: 'compile', stateString: 'compiling' } },
    { kind: 'appendLog', input: { step, name: 'stdio', firstLine: 0, text: 'one\n' } },
  ];
}
