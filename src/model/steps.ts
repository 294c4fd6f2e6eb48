// The steps of builds, and their logs.

import type { Result } from './results.ts';
import type { Id, Time } from './values.ts';

export type StepState = 'PENDING' | 'RUNNING' | 'FINISHED';

export interface Link {
  readonly name: string;
  readonly url: string;
}

export interface Step {
  readonly id: Id;
  readonly buildId: Id;
  readonly key: string;
  readonly number: number;
  readonly name: string;
  readonly state: StepState;
  readonly result: Result | null;
  readonly stateString: string;
  readonly startedAt: Time | null;
  readonly completedAt: Time | null;
  readonly hidden: boolean;
  /** Whether its end is a guess, since nothing was heard any more of its build. */
  readonly lost: boolean;
  readonly urls: readonly Link[];
}

export type LogType = 'STDIO' | 'TEXT' | 'HTML';
export type LogStream = 'STDOUT' | 'STDERR' | 'STDIN' | 'HEADER';

export interface Log {
  readonly id: Id;
  readonly stepId: Id;
  readonly name: string;
  readonly type: LogType;
  readonly complete: boolean;
  readonly lineCount: number;
  readonly byteCount: number;
}

export interface LogLine {
  /** From 0. */
  readonly number: number;
  /** Null unless the log is STDIO. */
  readonly stream: LogStream | null;
  /** Without its line end. */
  readonly text: string;
}
