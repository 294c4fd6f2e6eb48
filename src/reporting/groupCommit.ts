// Reports that arrive together are committed together: one lock and one flush for all of them.

import { LavalampError } from '../errors.ts';
import { errorCode } from '../store/database.ts';
import type { BatchOutcome, Outcome } from './outcome.ts';
import type { Report } from './reports.ts';

/** What is committed whole or not at all is one group; a submission may be cut into several. */
interface Submission {
  readonly reports: readonly Report[];
  readonly resolve: (outcome: BatchOutcome) => void;
  readonly reject: (error: unknown) => void;
}

export interface GroupCommit {
  /** Resolves when all of the reports are durable, or refused one by one. */
  readonly submit: (reports: readonly Report[]) => Promise<BatchOutcome>;
  /** Resolves when everything that was submitted is decided. */
  readonly drained: () => Promise<void>;
}

/**
 * `commit` takes at most `limit` reports. The first submission waits `waitMs` for others; those that come while a group is
 * committed form the next one.
 */
export function createGroupCommit(
  commit: (reports: readonly Report[]) => Promise<BatchOutcome>,
  { limit, waitMs }: { readonly limit: number; readonly waitMs: number },
): GroupCommit {
  const queue: Submission[] = [];
  let working: Promise<void> | undefined;

  const work = async () => {
    await new Promise((resolve) => setTimeout(resolve, waitMs));
    while (queue.length > 0) await decide(takeGroup(queue, limit), commit);
    working = undefined;
  };

  return {
    submit: async (reports) => {
      const outcomes: Outcome[] = [];
      let seq = '0';
      for (let from = 0; from === 0 || from < reports.length; from += limit) {
        const outcome = await new Promise<BatchOutcome>((resolve, reject) => {
          queue.push({ reports: reports.slice(from, from + limit), resolve, reject });
          working ??= work();
        });
        outcomes.push(...outcome.outcomes);
        seq = outcome.seq;
      }
      return { outcomes, seq };
    },
    drained: async () => {
      while (working !== undefined) await working;
    },
  };
}

/** The submissions at the front of the queue that fit into one group. */
function takeGroup(queue: Submission[], limit: number): readonly Submission[] {
  let size = 0;
  const fitting = queue.findIndex((submission) => {
    size += submission.reports.length;
    return size > limit;
  });
  return queue.splice(0, fitting === -1 ? queue.length : Math.max(fitting, 1));
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
    else if (first.reports.length > 1 && isOfAValue(error)) await decideEach(first, commit);
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
