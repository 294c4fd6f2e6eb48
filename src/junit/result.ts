// What the room gives: results of tests, as the API takes them.

/** How one run of a test ended. What was not told is null. */
export interface JunitResult {
  readonly suite: string | null;
  readonly className: string | null;
  readonly name: string;
  readonly outcome: 'PASSED' | 'FAILED' | 'ERRORED' | 'SKIPPED';
  readonly durationSeconds: number | null;
  readonly message: string | null;
  readonly output: string | null;
  readonly file: string | null;
  readonly line: number | null;
  /** Whether a later attempt of the same test follows. */
  readonly retried: boolean;
}

/** The file is no JUnit XML, or more than may be read. The message says what is wrong, and where. */
export class JunitError extends Error {
  override readonly name = 'JunitError';
}
