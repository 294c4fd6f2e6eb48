// The results of the tests of a build.

import { createHash } from 'node:crypto';
import type { TestOutcome } from '../../model.ts';
import type { BuildRow, NewTestResult, Places, TestReportRow, TestSummaryRow } from '../../store/cells.ts';
import * as check from '../checks.ts';
import { join, missing } from '../places.ts';
import { Refused } from '../refused.ts';
import type { ReportedTestResult, Reports } from '../reports.ts';
import type { World } from '../world.ts';
import { buildReferred } from './refs.ts';
import { addUnstartedStep } from './steps.ts';
import { tellTests } from './testEvents.ts';

const MOST_RESULTS = 1_000; // in one call
const PLACES_MOST = 100_000_000; // in one report
/** How many stretches of a report may lie apart: parts that came before others. */
const STRETCHES_MOST = 1_000;
const NAME_LIMIT = 2_000; // characters
const MESSAGE_LIMIT = 16_384; // characters
const OUTPUT_LIMIT = 65_536; // characters
const SECONDS_MOST = 2_000_000;

/** The outcomes in the order of the numbers that the tables hold for them: see store/testRecords.ts. */
const NUMBERS: { readonly [O in TestOutcome]: number } = { PASSED: 0, FAILED: 1, ERRORED: 2, SKIPPED: 3 };
const COUNTS = ['passed', 'failed', 'errored', 'skipped'] as const;
const NO_RESULTS: TestSummaryRow = { passed: 0, failed: 0, errored: 0, skipped: 0, durationMs: 0 };

export function reportTestResults(world: World, input: Reports['reportTestResults']): BuildRow {
  const key = check.name(['report'], input.report ?? 'tests');
  const results = check.list(['results'], input.results, MOST_RESULTS);
  const first = check.integer(['firstResult'], input.firstResult ?? 0, 0, PLACES_MOST - results.length);
  const build = buildReferred(world, ['build'], input.build);
  world.want('testSummary', build.id);
  const report = reportNamed(world, build, key, input.step);
  const told = results.map((result, i) => checked(build, report, first + i, result, ['results', String(i)]));
  const places: Places = [first, told.length];
  const absent = missing(report.taken, places);
  const added = absent.flatMap(([from, count]) => told.slice(from - first, from - first + count));
  if (added.length < told.length) refuseContradictions(world, build, report, places, told);
  if (added.length === 0) return build;
  const taken = join(report.taken, places);
  if (taken.length > STRETCHES_MOST) {
    const message = `Too much is missing before these results: a report may have ${STRETCHES_MOST - 1} gaps at a time. Send what comes first.`;
    throw new Refused('INVALID', ['firstResult'], message);
  }
  world.set('testReport', [build.id, key], { ...report, taken });
  world.addTestResults(added);
  world.set('testSummary', [build.id], withResults(world.get('testSummary', build.id) ?? NO_RESULTS, added));
  tellTests(world, build);
  return build;
}

/** The report of that name, made when it is new. Another step than was told before is refused. */
function reportNamed(world: World, build: BuildRow, key: string, step: string | null | undefined): TestReportRow {
  const known = world.get('testReport', build.id, key);
  const told = step === null || step === undefined ? null : stepNamed(world, build, step);
  const stepId = check.settleThing(['step'], known?.stepId ?? null, told, step);
  const report = known ?? { id: world.newId(world.now), buildId: build.id, key, stepId, taken: [] };
  if (known === null || known.stepId !== stepId) world.set('testReport', [build.id, key], { ...report, stepId });
  return { ...report, stepId };
}

function stepNamed(world: World, build: BuildRow, told: string) {
  const key = check.name(['step'], told);
  const id = world.get('stepByKey', build.id, key);
  return id === null ? addUnstartedStep(world, build, key) : { id };
}

/** A result as it is kept. Throws Refused with the field that is wrong. */
function checked(
  build: BuildRow,
  report: TestReportRow,
  position: number,
  result: ReportedTestResult,
  path: readonly string[],
): NewTestResult {
  const suite = check.text([...path, 'suite'], result.suite ?? '', NAME_LIMIT);
  const className = check.text([...path, 'className'], result.className ?? '', NAME_LIMIT);
  const name = check.text([...path, 'name'], result.name, NAME_LIMIT);
  if (name === '') throw new Refused('INVALID', [...path, 'name'], 'Must not be empty.');
  return {
    buildId: build.id,
    reportId: report.id,
    originId: build.originId,
    position,
    digest: digestOf(build.originId, suite, className, name),
    suite,
    className,
    name,
    outcome: NUMBERS[result.outcome],
    durationMs: milliseconds([...path, 'durationSeconds'], result.durationSeconds ?? null),
    retried: result.retried ?? false,
    detail: detailOf(result, path),
  };
}

function digestOf(...names: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(names)).digest('hex').slice(0, 32);
}

function milliseconds(path: readonly string[], seconds: number | null): number | null {
  if (seconds === null) return null;
  if (!(seconds >= 0 && seconds <= SECONDS_MOST)) {
    throw new Refused('INVALID', path, `Must be a number of seconds from 0 to ${SECONDS_MOST}; received ${seconds}.`);
  }
  return Math.round(seconds * 1_000);
}

/** What is kept of a result beside it: where it passed and there is nothing to say, not even where the test is. */
function detailOf(result: ReportedTestResult, path: readonly string[]): NewTestResult['detail'] {
  const message = check.optionalText([...path, 'message'], result.message, MESSAGE_LIMIT) || null;
  const output = check.optionalText([...path, 'output'], result.output, OUTPUT_LIMIT) || null;
  const file = check.optionalText([...path, 'file'], result.file, NAME_LIMIT) || null;
  const line =
    result.line === null || result.line === undefined
      ? null
      : check.integer([...path, 'line'], result.line, 1, 2_147_483_647);
  const isQuiet = result.outcome === 'PASSED' && message === null && output === null;
  return isQuiet || (message ?? output ?? file ?? line) === null ? null : { message, output, file, line };
}

/** Throws Refused when a result that is there already is of another test, or ended otherwise. */
function refuseContradictions(
  world: World,
  build: BuildRow,
  report: TestReportRow,
  [first, count]: Places,
  told: readonly NewTestResult[],
): void {
  const written = world.testResults.filter(({ reportId }) => reportId === report.id);
  const known = [...world.get('testResultsAt', build.id, report.id, String(first), String(count)), ...written];
  for (const { position, digest, outcome } of known) {
    const again = told[position - first];
    if (again === undefined || (again.digest === digest && again.outcome === outcome)) continue;
    const what = again.digest === digest ? 'ended otherwise' : 'is of another test';
    const message = `Result ${position} of the report ${check.quote(report.key)} ${what}. A report of something else needs a name of its own.`;
    throw new Refused('CONFLICT', ['results', String(position - first)], message);
  }
}

function withResults(summary: TestSummaryRow, added: readonly NewTestResult[]): TestSummaryRow {
  const sum = { ...summary };
  for (const { outcome, durationMs, retried } of added) {
    sum.durationMs += durationMs ?? 0;
    const count = COUNTS[outcome];
    if (!retried && count !== undefined) sum[count] += 1;
  }
  return sum;
}
