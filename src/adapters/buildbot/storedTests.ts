// The results of tests that a Buildbot database holds, in reports.

import type { StoredTestResult } from '../../buildbot/index.ts';
import { messageOf, nameOf, pathOf } from '../../junit/index.ts';
import type { ReportedTestResult } from '../../reporting/reports.ts';
import type { Report } from './reports.ts';
import type { Note, Place } from './storedThings.ts';
import { buildKey, stepKey } from './values.ts';

export type { ReportedTestResult } from '../../reporting/reports.ts';

const SECONDS_MOST = 2_000_000;
const LINE_MOST = 2_147_483_647;

/** What of a result its set says, and not its value. Sets of other categories hold measures and remarks, and no results of tests. */
const OUTCOMES: ReadonlyMap<string, 'PASSED' | 'FAILED' | null> = new Map([
  ['pass_fail', null],
  ['pass_only', 'PASSED'],
  ['fail_only', 'FAILED'],
]);

/** A set becomes a report of its step. @param firstResult how many results of the set came before these. */
export function storedTestReport(
  { origin }: Place,
  { buildid, id, stepid }: { readonly buildid: number; readonly id: number; readonly stepid: number | null },
  firstResult: number,
  results: readonly ReportedTestResult[],
): Report {
  const step = stepid === null ? null : stepKey({ stepid, number: 0 });
  const build = { origin, key: buildKey(buildid) };
  return { kind: 'reportTestResults', input: { build, step, report: `set/${id}`, firstResult, results } };
}

/** @returns null for what is no result of a test, which the note tells. */
export function storedTestResult({ result, set, test, path }: StoredTestResult, note: Note): ReportedTestResult | null {
  const category = set?.category ?? '';
  const known = OUTCOMES.get(category);
  if (known === undefined) {
    note(`a test result is of the category ${category.slice(0, 40)}, and so neither passed nor failed`);
    return null;
  }
  const value = result.value ?? '';
  if (known === null && !/^\s*[+-]?\d{1,18}\s*$/.test(value)) {
    note('a test result has a value that says neither that it passed nor that it failed');
    return null;
  }
  const name = nameOf((test ?? path ?? '').trim());
  if (name === '') {
    note('a test result is of no test that there is');
    return null;
  }
  const { duration_ns: duration, line } = result;
  const seconds = duration === null ? null : duration / 1e9;
  return {
    name,
    outcome: known ?? (Number(value) === 0 ? 'FAILED' : 'PASSED'),
    durationSeconds: seconds !== null && seconds >= 0 && seconds <= SECONDS_MOST ? seconds : null,
    message: set?.value_unit === 'message' ? messageOf(value) : null,
    file: pathOf(path ?? undefined),
    line: line !== null && line >= 1 && line <= LINE_MOST ? line : null,
  };
}
