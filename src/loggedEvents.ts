// The entries of the event log, as plain records.

import type { BuildState, Id, Result, StepState, TestSummary, Time } from './model.ts';

/** What is true of every entry of the event log. */
interface Entry {
  /** The position in the log: a decimal string, in the order of the commits. */
  readonly seq: string;
  readonly recordedAt: Time;
  readonly originId: Id;
  /** The build that the event belongs to; null when it is of no build. */
  readonly buildId: Id | null;
  /** The thing that the type speaks of. */
  readonly subjectId: Id;
}

/** What each type of event tells of its moment. */
export interface Moments {
  readonly CHANGE_ADDED: Record<never, never>;
  readonly BUILD_REQUESTED: Record<never, never>;
  readonly BUILD_REQUEST_FINISHED: { readonly result: Result };
  readonly BUILD_STARTED: {
    readonly startedAt: Time;
    readonly state: BuildState;
    readonly result: Result | null;
    readonly stateString: string;
  };
  readonly BUILD_UPDATED: { readonly stateString: string; readonly state: BuildState; readonly result: Result | null };
  readonly BUILD_FINISHED: { readonly result: Result; readonly stateString: string; readonly completedAt: Time };
  readonly STEP_STARTED: { readonly state: StepState; readonly startedAt: Time | null; readonly stateString: string };
  readonly STEP_UPDATED: { readonly state: StepState; readonly startedAt: Time | null; readonly stateString: string };
  readonly STEP_FINISHED: { readonly result: Result; readonly stateString: string; readonly completedAt: Time };
  readonly LOG_STARTED: Record<never, never>;
  readonly LOG_FINISHED: { readonly lineCount: number };
  readonly TEST_RESULTS_REPORTED: { readonly summary: TestSummary };
  readonly ORIGIN_UPDATED: Record<never, never>;
  readonly MASTER_UPDATED: Record<never, never>;
  readonly PROJECT_UPDATED: Record<never, never>;
  readonly BUILDER_UPDATED: Record<never, never>;
  readonly WORKER_UPDATED: Record<never, never>;
  readonly WORKER_CONNECTED: { readonly connectedAt: Time };
  readonly WORKER_LOST: { readonly lostAt: Time };
}

export type EventType = keyof Moments;

/** An entry of the event log. */
export type LoggedEvent = {
  readonly [T in EventType]: Entry & { readonly type: T; readonly moment: Moments[T] };
}[EventType];

/** An event that is about to be recorded: its position and time are given to it then. */
export type NewEvent = {
  readonly [T in EventType]: Pick<Entry, 'originId' | 'buildId' | 'subjectId'> & {
    readonly type: T;
    readonly moment: Moments[T];
  };
}[EventType];

/** Sent between entries; `seq` is how far the log was read. */
export interface Heartbeat {
  readonly type: 'HEARTBEAT';
  readonly seq: string;
  readonly recordedAt: Time;
}
