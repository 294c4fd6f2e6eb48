// Shorthands for tests of the Buildbot translation.

import { translateStatusPush } from '../../../src/adapters/buildbot/index.ts';
import type { Report, ReportKind, Reports } from '../../../src/reporting/reports.ts';

export const receivedAt = '2026-11-24T05:00:00.000Z';

/** The reports of a body, which must translate. */
export function reportsOf(body: unknown): readonly Report[] {
  const translation = translateStatusPush(body, { origin: 'ci', receivedAt });
  if (translation.problems.length > 0) throw new Error(translation.problems.join(' '));
  return translation.reports;
}

/** The problem of a body of which nothing but the origin translates. */
export function problemOf(body: unknown): string {
  const translation = translateStatusPush(body, { origin: 'ci', receivedAt });
  if (translation.reports.some(({ kind }) => kind !== 'registerOrigin')) throw new Error('it translates');
  return translation.problems.join(' ');
}

/** The inputs of the reports of one kind. */
export function inputs<K extends ReportKind>(reports: readonly Report[], kind: K): readonly Reports[K][] {
  return reports.filter((report) => report.kind === kind).map((report) => report.input as Reports[K]);
}
