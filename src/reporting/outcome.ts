// What came of a report.

import type {
  Build,
  Builder,
  BuildRequest,
  Change,
  Id,
  Log,
  Master,
  Origin,
  Project,
  RetentionLimits,
  RetentionSource,
  Scope,
  Step,
  Token,
  Worker,
} from '../model.ts';
import type { Report, ReportKind, Reports } from './reports.ts';

/** The thing that each kind of report speaks of. */
export interface Subjects {
  readonly addChange: Change;
  readonly requestBuild: BuildRequest;
  readonly finishBuildRequest: BuildRequest;
  readonly startBuild: Build;
  readonly updateBuild: Build;
  readonly setProperties: Build;
  readonly finishBuild: Build;
  readonly recordBuild: Build;
  readonly startStep: Step;
  readonly updateStep: Step;
  readonly finishStep: Step;
  readonly appendLog: Log;
  readonly finishLog: Log;
  readonly reportTestResults: Build;
  readonly registerOrigin: Origin;
  readonly registerProject: Project;
  readonly registerBuilder: Builder;
  readonly registerWorker: Worker;
  readonly connectWorker: Worker;
  readonly loseWorker: Worker;
  readonly registerMaster: Master;
}

/** Why a report was refused. `path` starts within the report's input: `['build', 'key']`. */
export interface Refusal {
  readonly code: 'INVALID' | 'NOT_FOUND' | 'CONFLICT' | 'GONE';
  readonly message: string;
  readonly path: readonly string[];
}

/**
 * Accepted: the thing as it is after the whole group of reports, or null while it is a build that has only been named.
 * Refused: nothing of the report was kept. `addedResults`: how many results of tests were not there before.
 */
export type Outcome<K extends ReportKind = ReportKind> =
  | { readonly accepted: true; readonly thing: Subjects[K] | null; readonly addedResults: number }
  | { readonly accepted: false; readonly refusal: Refusal };

/** What came of a batch. `outcomes` are in the order of the reports; no event of theirs is after `seq`. */
export interface BatchOutcome {
  readonly outcomes: readonly Outcome[];
  /** A position in the event log. */
  readonly seq: string;
}

export interface NewToken {
  readonly token: Token;
  /** What is sent as `Authorization: Bearer …`. */
  readonly secret: string;
}

/** What retention was set on. */
export interface RetainedThing {
  readonly subject: Exclude<RetentionSource, 'SETTING'>;
  readonly id: Id;
}

/** The room's door: everything that writes history goes through it. */
export interface Reporting {
  /** Resolves when the report is durable, or was refused; rejects with LavalampError UNAVAILABLE when the database is away. */
  readonly submit: <K extends ReportKind>(kind: K, input: Reports[K]) => Promise<Outcome<K>>;
  /** The same for many, taken in order; one that is refused harms no other. */
  readonly submitAll: (reports: readonly Report[]) => Promise<BatchOutcome>;
  /** Makes an access token. The secret is told only now. Refuses a name that is empty, and scopes that are none. */
  readonly createToken: (name: string, scopes: readonly Scope[]) => Promise<NewToken | Refusal>;
  /** Revokes a token; again, changes nothing. Refuses an id (global) of no token. */
  readonly revokeToken: (id: string) => Promise<Token | Refusal>;
  /** Says how long builds of an origin, a project or a builder (a global id) are kept; null: what was said of it is taken back. */
  readonly setRetention: (id: string, limits: RetentionLimits | null) => Promise<RetainedThing | Refusal>;
}
