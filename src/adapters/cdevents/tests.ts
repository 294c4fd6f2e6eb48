// Runs of tests. No event says which pipeline they belong to, so a run of a suite is a build of its own.

import type { TestOutcome } from '../../model.ts';
import type { BuildRef, Report } from '../../reporting/reports.ts';
import { fitting, joined, optionalName } from '../reading.ts';
import { clean, Untranslatable, webAddress, words } from '../text.ts';
import { attempt, type Translation, together } from '../translation.ts';
import { endOf, originReport, predicateOf, type Told } from './told.ts';

const OUTCOMES: Readonly<Record<string, TestOutcome>> = {
  success: 'PASSED',
  failure: 'FAILED',
  error: 'ERRORED',
  cancel: 'SKIPPED',
  canceled: 'SKIPPED',
  cancelled: 'SKIPPED',
  skip: 'SKIPPED',
};
/** How long the name of a test may be, and the message of a result, in characters. */
const LONGEST_NAME = 2_000;
const LONGEST_MESSAGE = 16_384;

/** A run of a suite: a build, whose builder is the suite. */
export function suiteReports(told: Told): Translation {
  const { testSuite } = told.content;
  return buildReports(told, keyOf('testsuiterun', told), optionalName(testSuite?.name || testSuite?.id));
}

/** A run of a case: a result in the build of its suite's run; or, where it is of none, in a build of its own, whose builder is the case. */
export function caseReports(told: Told): Translation {
  const { content, event } = told;
  const { testCase, testSuiteRun } = content;
  const name = testCase?.name || testCase?.id || event.subject.id;
  if (testSuiteRun) {
    const key = joined(' ', 'testsuiterun', testSuiteRun.source || event.context.source, testSuiteRun.id);
    return together(
      [originReport(told)],
      attempt(() => resultReports(told, key, name)),
    );
  }
  const key = keyOf('testcaserun', told);
  return together(
    buildReports(told, key, fitting(clean(name))),
    attempt(() => resultReports(told, key, name)),
  );
}

const keyOf = (subject: string, { source, event }: Told): string => joined(' ', subject, source, event.subject.id);

function buildReports(told: Told, key: string, builder: string | null): Translation {
  const { origin, content, event, at } = told;
  const build: BuildRef = { origin, key };
  const predicate = predicateOf(event);
  const reports: Report[] = [originReport(told)];
  if (builder === null) return together(reports);
  if (predicate === 'queued') {
    return together(reports, [{ kind: 'requestBuild', input: { origin, key, builder, submittedAt: at } }]);
  }
  const url = webAddress(content.uri ?? content.url);
  const startedAt = predicate === 'started' ? at : null;
  reports.push({ kind: 'startBuild', input: { origin, key, builder, url, startedAt, buildRequest: build } });
  if (predicate === 'started') return together(reports);
  const end = attempt(() => [
    { kind: 'finishBuild', input: { build, ...buildEndOf(told, predicate), completedAt: at } },
  ]);
  return together(reports, end);
}

function buildEndOf({ content }: Told, predicate: string): ReturnType<typeof endOf> {
  return endOf(predicate === 'skipped' ? { ...content, outcome: 'skip' } : content, 'run of tests');
}

/** Each run is a report of its own, since no event tells its place among the others. Nothing before it has ended. */
function resultReports({ origin, content, event, source }: Told, key: string, name: string): readonly Report[] {
  const predicate = predicateOf(event);
  if (predicate === 'queued' || predicate === 'started') return [];
  const told = predicate === 'skipped' ? 'skip' : (content.outcome ?? '');
  const outcome = Object.hasOwn(OUTCOMES, told) ? OUTCOMES[told] : undefined;
  if (outcome === undefined) {
    throw new Untranslatable(
      `Expected the outcome of a testcaserun to be one of ${Object.keys(OUTCOMES).join(', ')}, received ${JSON.stringify(clean(told.slice(0, 50)))}.`,
    );
  }
  const message = words(content.reason, LONGEST_MESSAGE);
  const report = joined(' ', 'testcaserun', source, event.subject.id);
  const results = [{ name: words(name, LONGEST_NAME) ?? report, outcome, message }];
  return [{ kind: 'reportTestResults', input: { build: { origin, key }, report, results } }];
}
