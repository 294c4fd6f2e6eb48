// Reports that arrive together are committed together: one lock and one flush for all of them.

import { LavalampError, Overloaded } from '../errors.ts';
import { errorCode } from '../store/database.ts';
import { here, type Trail, tracedTogether } from '../tracing.ts';
import type { BatchOutcome, Outcome } from './outcome.ts';
import type { Report } from './reports.ts';

/** What is committed whole or not at all is one group; a submission may be cut into several. */
interface Submission {
  /** Where in a trace it was submitted. */
  readonly trail: Trail;
  readonly reports: readonly Report[];
  readonly resolve: (outcome: BatchOutcome) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * How much may wait to be committed: some seconds of a busy day. More would only be committed after its senders had given up, and
 * while the database does not answer it would fill the memory.
 */
const WAITING_LIMITS = { weight: 20_000, bytes: 64 * 1_048_576 };

export interface GroupCommitOptions {
  /** How much weight `commit` takes at most; a report that has more of it is committed alone. */
  readonly limit: number;
  /** At least 1. Left out: all reports weigh the same. */
  readonly weightOf?: (report: Report) => number;
  /** How long the first submission waits for others, in milliseconds. */
  readonly waitMs: number;
  /** As `limit`; and bytes of memory, roughly. */
  readonly waiting?: { readonly weight: number; readonly bytes: number };
}

export interface GroupCommit {
  /**
   * Resolves when all of the reports are durable, or refused one by one. Rejects with Overloaded, and keeps nothing, when more reports
   * wait already than may.
   */
  readonly submit: (reports: readonly Report[]) => Promise<BatchOutcome>;
  /**
   * Waits until everything that was submitted is decided, at most `withinMs`. What has not reached a transaction by then is refused.
   * @returns how many reports were left undecided.
   */
  readonly stop: (withinMs: number) => Promise<number>;
  /** How many reports were submitted and are not decided. */
  readonly waiting: () => number;
}

/** Submissions that come while a group is committed form the next one. */
export function createGroupCommit(
  commit: (reports: readonly Report[]) => Promise<BatchOutcome>,
  { limit, weightOf = () => 1, waitMs, waiting: most = WAITING_LIMITS }: GroupCommitOptions,
): GroupCommit {
  const queue: Submission[] = [];
  /** What was submitted and is not decided. */
  const waiting = { reports: 0, weight: 0, bytes: 0 };
  let working = false;
  let stopped = false;
  /** Called when nothing waits any more. */
  let idle = () => {};

  const work = async () => {
    if (working) return;
    working = true;
    await new Promise((resolve) => setTimeout(resolve, waitMs));
    while (queue.length > 0) await decideTraced(takeGroup(queue, limit, weightOf), commit);
    working = false;
  };

  const submitSlices = async (reports: readonly Report[]) => {
    const outcomes: Outcome[] = [];
    let seq = '0';
    for (const slice of slicesOf(reports, limit, weightOf)) {
      const outcome = await new Promise<BatchOutcome>((resolve, reject) => {
        if (stopped) return reject(stopping());
        queue.push({ trail: here(), reports: slice, resolve, reject });
        void work();
      });
      outcomes.push(...outcome.outcomes);
      seq = outcome.seq;
    }
    return { outcomes, seq };
  };

  return {
    submit: async (reports) => {
      const bytes = sizeOf(reports);
      // What is larger than everything that may wait waits alone.
      const weight = reports.reduce((sum, report) => sum + weightOf(report), 0);
      const full = waiting.weight + weight > most.weight || waiting.bytes + bytes > most.bytes;
      if (full && waiting.reports > 0) throw overloaded(waiting.reports);
      waiting.reports += reports.length;
      waiting.weight += weight;
      waiting.bytes += bytes;
      try {
        return await submitSlices(reports);
      } finally {
        waiting.reports -= reports.length;
        waiting.weight -= weight;
        waiting.bytes -= bytes;
        if (waiting.reports === 0) idle();
      }
    },
    stop: async (withinMs) => {
      let timer: NodeJS.Timeout | undefined;
      if (waiting.reports > 0) {
        await new Promise<void>((resolve) => {
          idle = resolve;
          timer = setTimeout(resolve, withinMs);
        });
      }
      clearTimeout(timer);
      stopped = true;
      const left = waiting.reports;
      for (const { reject } of queue.splice(0)) reject(stopping());
      return left;
    },
    waiting: () => waiting.reports,
  };
}

/** How much memory a report takes, roughly: the characters of its texts, and something for each value. */
function sizeOf(value: unknown): number {
  if (typeof value === 'string') return 16 + value.length;
  if (typeof value !== 'object' || value === null) return 16;
  let size = 32;
  for (const inner of Array.isArray(value) ? value : Object.values(value)) size += sizeOf(inner);
  return size;
}

function overloaded(reports: number): Overloaded {
  const message = `The database does not keep up: ${reports} reports wait for it. Nothing of this call was kept; try again in a moment.`;
  return new Overloaded(message);
}

function stopping(): LavalampError {
  return new LavalampError(
    'UNAVAILABLE',
    'The server stops before it has taken all of this. Send it again, here or to another one.',
  );
}

/** Reports, cut where one group could not take more of them; one slice without any when there are none. */
function slicesOf(
  reports: readonly Report[],
  limit: number,
  weightOf: (report: Report) => number,
): readonly (readonly Report[])[] {
  const slices: Report[][] = [];
  let slice: Report[] = [];
  let weight = 0;
  for (const report of reports) {
    const more = weightOf(report);
    if (slice.length > 0 && weight + more > limit) {
      slices.push(slice);
      slice = [];
      weight = 0;
    }
    slice.push(report);
    weight += more;
  }
  return [...slices, slice];
}

/** The submissions at the front of the queue that fit into one group. */
function takeGroup(queue: Submission[], limit: number, weightOf: (report: Report) => number): readonly Submission[] {
  let weight = 0;
  const fitting = queue.findIndex(({ reports }) => {
    weight += reports.reduce((sum, report) => sum + weightOf(report), 0);
    return weight > limit;
  });
  return queue.splice(0, fitting === -1 ? queue.length : Math.max(fitting, 1));
}

/** One span for all that commits the group, below those who submitted it. */
function decideTraced(
  group: readonly Submission[],
  commit: (reports: readonly Report[]) => Promise<BatchOutcome>,
): Promise<void> {
  const details = {
    'lavalamp.reports': group.reduce((sum, { reports }) => sum + reports.length, 0),
    'lavalamp.submissions': group.length,
  };
  const trails = group.map(({ trail }) => trail);
  return tracedTogether(trails, 'commit reports', details, () => decide(group, commit));
}

/**
 * Commits a group. When it fails as a whole, each submission is tried by itself, so that one that breaks harms no other; but not
 * when the database is away, which would only make all of them wait for each other. Where a value is at fault, so are the reports
 * of a submission; any other fault is the server's, and rejects it, for a refused report is never sent again.
 */
async function decide(
  group: readonly Submission[],
  commit: (reports: readonly Report[]) => Promise<BatchOutcome>,
): Promise<void> {
  try {
    const { outcomes, seq } = await commit(group.flatMap(({ reports }) => reports));
    let from = 0;
    for (const { reports, resolve } of group) {
      resolve({ outcomes: outcomes.slice(from, from + reports.length), seq });
      from += reports.length;
    }
  } catch (error) {
    const [first] = group;
    if (first === undefined) return;
    if (isAway(error)) for (const { reject } of group) reject(error);
    else if (group.length > 1) for (const submission of group) await decide([submission], commit);
    else if (first.reports.length > 1 && isOfAValue(error)) await decideEach(first, commit).catch(first.reject);
    else first.reject(error);
  }
}

/** Commits the reports of a submission one by one. One with a value that the database cannot hold is refused. */
async function decideEach(
  { reports, resolve, reject }: Submission,
  commit: (reports: readonly Report[]) => Promise<BatchOutcome>,
): Promise<void> {
  const outcomes: Outcome[] = [];
  let { seq } = await commit([]);
  for (const report of reports) {
    try {
      const outcome = await commit([report]);
      outcomes.push(...outcome.outcomes);
      seq = outcome.seq;
    } catch (error) {
      if (!isOfAValue(error)) {
        reject(error);
        return;
      }
      const message = 'A value of it is one that the database cannot hold. Nothing of it was kept.';
      outcomes.push({ accepted: false, refusal: { code: 'INVALID', path: [], message } });
    }
  }
  resolve({ outcomes, seq });
}

/** PostgreSQL's class 22: a value that a column cannot take. */
function isOfAValue(error: unknown): boolean {
  return /^22/.test(errorCode(error) ?? '');
}

function isAway(error: unknown): boolean {
  return error instanceof LavalampError && error.code === 'UNAVAILABLE';
}
