// Tests, their results, and what these amount to.

import type { TestResolvers, TestResultResolvers, TestSummaryResolvers } from '../../generated/resolvers.ts';
import { idOf, linked, linkedIfAny } from './things.ts';

const Test: TestResolvers = {
  id: idOf('Test'),
  origin: (test, _, { history }) => linked(history, 'Origin', test.originId),
  results: (test, { filter, ...page }, { history }) => history.resultsOfTest(test.id, filter ?? {}, page),
  flakiness: (test, { filter }, { history }) => history.flakinessOf(test.id, filter ?? {}),
};

const TestSummary: TestSummaryResolvers = {
  total: ({ passed, failed, errored, skipped }) => passed + failed + errored + skipped,
  durationSeconds: ({ durationMs }) => durationMs / 1_000,
};

const TestResult: TestResultResolvers = {
  durationSeconds: ({ durationMs }) => (durationMs === null ? null : durationMs / 1_000),
  message: async (result, _, { history }) => (await history.testDetailOf(result))?.message ?? null,
  output: (result, _, { history }) => history.testOutputOf(result),
  file: async (result, _, { history }) => (await history.testDetailOf(result))?.file ?? null,
  line: async (result, _, { history }) => (await history.testDetailOf(result))?.line ?? null,
  // Guaranteed as `linked` things are: a result has a report from the transaction that writes both.
  report: async (result, _, { history }) => (await history.testReport(result.reportId))?.key as string,
  test: (result, _, { history }) => linked(history, 'Test', result.testId),
  build: (result, _, { history }) => linked(history, 'Build', result.buildId),
  step: async (result, _, { history }) =>
    linkedIfAny(history, 'Step', (await history.testReport(result.reportId))?.stepId ?? null),
};

export const tests = { Test, TestSummary, TestResult };
