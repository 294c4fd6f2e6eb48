// Tests, and how they went.

import type { Id, Time } from './values.ts';

export type TestOutcome = 'PASSED' | 'FAILED' | 'ERRORED' | 'SKIPPED';

/** A test, known by the three names within its origin. */
export interface Test {
  readonly id: Id;
  readonly originId: Id;
  /** Null: none was told. */
  readonly suite: string | null;
  readonly className: string | null;
  readonly name: string;
}

/** One run of a test. Its place in its report tells it from all others. */
export interface TestResult {
  readonly buildId: Id;
  readonly reportId: Id;
  readonly position: number;
  readonly testId: Id;
  readonly outcome: TestOutcome;
  readonly durationMs: number | null;
  /** Whether a later attempt of the same test is in the same report. */
  readonly retried: boolean;
  /** When its build started; null while that is not known. */
  readonly startedAt: Time | null;
}

/** What is kept of a result beside it, where there is any of it. */
export interface TestDetail {
  readonly message: string | null;
  readonly file: string | null;
  readonly line: number | null;
}

/** Results of one build's tests that were reported under one name. */
export interface TestReport {
  readonly id: Id;
  readonly buildId: Id;
  readonly key: string;
  readonly stepId: Id | null;
}

/** How the tests of a build went; attempts that were repeated are only in the duration. */
export interface TestSummary {
  readonly passed: number;
  readonly failed: number;
  readonly errored: number;
  readonly skipped: number;
  readonly durationMs: number;
}

/** How far the results of a test can be trusted: what each means is said in schema.graphql. */
export interface TestFlakiness {
  readonly runCount: number;
  readonly failureRate: number | null;
  readonly flipRate: number | null;
  readonly flakyRevisionCount: number;
}
