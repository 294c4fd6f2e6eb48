// What is counted of reports: what came of them, and how they were committed together.

import { Distribution, type Measure, SECONDS, Tally } from '../measures.ts';
import type { BatchOutcome } from './outcome.ts';
import type { Report } from './reports.ts';

const GROUP_SIZES = [1, 2, 5, 10, 20, 50, 100, 200, 500];

/** What takes reports, and decides them. */
type Take = (reports: readonly Report[]) => Promise<BatchOutcome>;

export interface ReportMeasures {
  /** The same, with what comes of each report counted. */
  readonly counting: (submit: Take) => Take;
  /** The same, with the size and the time of each group measured. */
  readonly timing: (commit: Take) => Take;
  readonly measures: readonly Measure[];
}

/** @param waiting how many reports wait to be decided. */
export function createReportMeasures(waiting: () => number): ReportMeasures {
  const decided = new Tally('kind', 'outcome');
  const sizes = new Distribution(GROUP_SIZES);
  const seconds = new Distribution(SECONDS);
  return {
    counting: (submit) => async (reports) => {
      try {
        const answer = await submit(reports);
        for (const [i, { kind }] of reports.entries()) {
          decided.add(kind, answer.outcomes[i]?.accepted === true ? 'accepted' : 'refused');
        }
        return answer;
      } catch (error) {
        for (const { kind } of reports) decided.add(kind, 'failed');
        throw error;
      }
    },
    timing: (commit) => async (reports) => {
      const start = performance.now();
      const outcome = await commit(reports);
      sizes.add(reports.length);
      seconds.add((performance.now() - start) / 1_000);
      return outcome;
    },
    measures: [
      {
        kind: 'counter',
        name: 'lavalamp_reports_total',
        help: 'Reports by kind and outcome: accepted, refused (with a reason, to be mended by the sender), or failed (to be sent again).',
        read: () => decided.samples(),
      },
      {
        kind: 'gauge',
        name: 'lavalamp_reports_waiting',
        help: 'Reports that wait to be committed.',
        read: waiting,
      },
      {
        kind: 'histogram',
        name: 'lavalamp_commit_reports',
        help: 'How many reports were committed together.',
        read: () => sizes,
      },
      {
        kind: 'histogram',
        name: 'lavalamp_commit_seconds',
        help: 'How long committing a group of reports took.',
        read: () => seconds,
      },
    ],
  };
}
