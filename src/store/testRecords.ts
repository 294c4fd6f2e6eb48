// Tests and their results: how a row of each becomes a plain record.

import type { Test, TestOutcome, TestReport, TestResult } from '../model.ts';
import { columns, type Table } from './table.ts';

/** The outcomes, each at the number that the tables hold for it. */
export const OUTCOMES: readonly TestOutcome[] = ['PASSED', 'FAILED', 'ERRORED', 'SKIPPED'];

/** How much of a name orders lists: an index takes no more of it. */
const NAME_ORDER = 200; // characters
/** As in the index test_name_idx. */
export const TEST_NAME = `left(t.name, ${NAME_ORDER}) collate "C"`;

export function orderedName(name: string): string {
  return name.length <= NAME_ORDER ? name : [...name].slice(0, NAME_ORDER).join('');
}

export const TESTS: Table<Test> = {
  table: 'test',
  columns: columns('id', 'origin_id', "nullif(t.suite, '')", "nullif(t.class_name, '')", 'name'),
  visible: 'true',
  read: (row) => ({
    id: row.text(),
    originId: row.text(),
    suite: row.optional(),
    className: row.optional(),
    name: row.text(),
  }),
};

/** Under the alias `r`, since `t` is the build in the conditions of its filter. */
export const TEST_RESULTS: Table<TestResult> = {
  table: 'test_result',
  columns: columns(
    'r.build_id',
    'r.report_id',
    'r.position',
    'r.test_id',
    'r.outcome',
    'r.duration_ms',
    'r.retried',
    'r.started_at',
  ),
  visible: 'true',
  read: (row) => ({
    buildId: row.text(),
    reportId: row.text(),
    position: row.number(),
    testId: row.text(),
    outcome: OUTCOMES[row.number()] ?? 'ERRORED',
    durationMs: row.optionalNumber(),
    retried: row.boolean(),
    startedAt: row.optionalTime(),
  }),
};

export const TEST_REPORTS: Table<TestReport> = {
  table: 'test_report',
  columns: columns('id', 'build_id', 'key', 'step_id'),
  visible: 'true',
  read: (row) => ({ id: row.text(), buildId: row.text(), key: row.text(), stepId: row.optional() }),
};
