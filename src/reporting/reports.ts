// What can be reported: one type per report, in the shape in which the API takes it. What each field means is said in
// schema.graphql, once.

import type { Json, LogStream, LogType, OriginKind, Result, TestOutcome, Time } from '../model.ts';

/** A field that may be left out; null counts as left out. */
export type Optional<T> = T | null | undefined;

/** A build: by `id` (global), or by `origin` and `key`. */
export interface BuildRef {
  readonly id?: Optional<string>;
  readonly origin?: Optional<string>;
  readonly key?: Optional<string>;
}

export type BuildRequestRef = BuildRef;

/** A step: by `id` (global), or by `build` and `key`. */
export interface StepRef {
  readonly id?: Optional<string>;
  readonly build?: Optional<BuildRef>;
  readonly key?: Optional<string>;
}

export interface ReportedPatch {
  readonly author?: Optional<string>;
  readonly comment?: Optional<string>;
  readonly level?: Optional<number>;
  readonly subdirectory?: Optional<string>;
  readonly body?: Optional<string>;
}

export interface ReportedSourceStamp {
  readonly codebase?: Optional<string>;
  readonly repository?: Optional<string>;
  readonly branch?: Optional<string>;
  readonly revision?: Optional<string>;
  readonly project?: Optional<string>;
  readonly patch?: Optional<ReportedPatch>;
}

export interface ReportedProperty {
  readonly name: string;
  readonly value?: Optional<Json>;
  readonly source?: Optional<string>;
}

export interface ReportedLink {
  readonly name: string;
  readonly url: string;
}

export interface ReportedTestResult {
  readonly suite?: Optional<string>;
  readonly className?: Optional<string>;
  readonly name: string;
  readonly outcome: TestOutcome;
  readonly durationSeconds?: Optional<number>;
  readonly message?: Optional<string>;
  readonly output?: Optional<string>;
  readonly file?: Optional<string>;
  readonly line?: Optional<number>;
  readonly retried?: Optional<boolean>;
}

/** The request that a recorded build meets. What the two have in common is told of the build. */
export interface RecordedRequest {
  readonly key: string;
  readonly buildset?: Optional<string>;
  readonly externalId?: Optional<string>;
  readonly priority?: Optional<number>;
  readonly submittedAt?: Optional<Time>;
}

/** A step of a recorded build; without a result, it never ended. */
export interface RecordedStep {
  readonly key: string;
  readonly name: string;
  readonly number?: Optional<number>;
  readonly pending?: Optional<boolean>;
  readonly startedAt?: Optional<Time>;
  readonly completedAt?: Optional<Time>;
  readonly result?: Optional<Result>;
  readonly stateString?: Optional<string>;
  readonly hidden?: Optional<boolean>;
  readonly urls?: Optional<readonly ReportedLink[]>;
}

export interface Reports {
  readonly addChange: {
    readonly origin: string;
    readonly key: string;
    readonly author: string;
    readonly message: string;
    readonly committer?: Optional<string>;
    readonly revision?: Optional<string>;
    readonly branch?: Optional<string>;
    readonly repository?: Optional<string>;
    readonly codebase?: Optional<string>;
    readonly project?: Optional<string>;
    readonly category?: Optional<string>;
    readonly url?: Optional<string>;
    readonly files?: Optional<readonly string[]>;
    readonly properties?: Optional<readonly ReportedProperty[]>;
    readonly committedAt?: Optional<Time>;
  };
  readonly requestBuild: {
    readonly origin: string;
    readonly key: string;
    readonly builder: string;
    readonly buildset?: Optional<string>;
    readonly reason?: Optional<string>;
    readonly externalId?: Optional<string>;
    readonly priority?: Optional<number>;
    readonly submittedAt?: Optional<Time>;
    readonly parentBuild?: Optional<BuildRef>;
    readonly rebuildOf?: Optional<BuildRef>;
    readonly sourceStamps?: Optional<readonly ReportedSourceStamp[]>;
  };
  readonly finishBuildRequest: {
    readonly buildRequest: BuildRequestRef;
    readonly result: Result;
    readonly completedAt?: Optional<Time>;
  };
  readonly startBuild: {
    readonly origin: string;
    readonly key: string;
    readonly builder: string;
    readonly number?: Optional<number>;
    readonly worker?: Optional<string>;
    readonly master?: Optional<string>;
    readonly reason?: Optional<string>;
    readonly url?: Optional<string>;
    readonly stateString?: Optional<string>;
    readonly startedAt?: Optional<Time>;
    readonly buildRequest?: Optional<BuildRequestRef>;
    readonly parentBuild?: Optional<BuildRef>;
    readonly rebuildOf?: Optional<BuildRef>;
    readonly sourceStamps?: Optional<readonly ReportedSourceStamp[]>;
    readonly properties?: Optional<readonly ReportedProperty[]>;
  };
  readonly updateBuild: {
    readonly build: BuildRef;
    readonly stateString?: Optional<string>;
    readonly worker?: Optional<string>;
    readonly url?: Optional<string>;
    readonly sourceStamps?: Optional<readonly ReportedSourceStamp[]>;
  };
  readonly setProperties: {
    readonly build: BuildRef;
    readonly properties: readonly ReportedProperty[];
  };
  readonly finishBuild: {
    readonly build: BuildRef;
    readonly result: Result;
    readonly stateString?: Optional<string>;
    readonly completedAt?: Optional<Time>;
    /** Whether the build may end more than once: the latest end stands. */
    readonly again?: Optional<boolean>;
  };
  readonly recordBuild: {
    readonly origin: string;
    readonly key: string;
    readonly builder: string;
    readonly number?: Optional<number>;
    readonly worker?: Optional<string>;
    readonly master?: Optional<string>;
    readonly reason?: Optional<string>;
    readonly url?: Optional<string>;
    readonly startedAt?: Optional<Time>;
    readonly completedAt?: Optional<Time>;
    readonly result: Result;
    readonly stateString?: Optional<string>;
    readonly request?: Optional<RecordedRequest>;
    readonly buildRequest?: Optional<BuildRequestRef>;
    readonly parentBuild?: Optional<BuildRef>;
    readonly rebuildOf?: Optional<BuildRef>;
    readonly sourceStamps?: Optional<readonly ReportedSourceStamp[]>;
    readonly builtSourceStamps?: Optional<readonly ReportedSourceStamp[]>;
    readonly properties?: Optional<readonly ReportedProperty[]>;
    readonly steps?: Optional<readonly RecordedStep[]>;
  };
  readonly startStep: {
    readonly build: BuildRef;
    readonly key: string;
    readonly name: string;
    readonly number?: Optional<number>;
    readonly pending?: Optional<boolean>;
    readonly stateString?: Optional<string>;
    readonly startedAt?: Optional<Time>;
    readonly hidden?: Optional<boolean>;
    readonly urls?: Optional<readonly ReportedLink[]>;
  };
  readonly updateStep: {
    readonly step: StepRef;
    readonly stateString?: Optional<string>;
    readonly hidden?: Optional<boolean>;
    readonly urls?: Optional<readonly ReportedLink[]>;
  };
  readonly finishStep: {
    readonly step: StepRef;
    readonly result: Result;
    readonly stateString?: Optional<string>;
    readonly completedAt?: Optional<Time>;
    readonly hidden?: Optional<boolean>;
  };
  readonly appendLog: {
    readonly step: StepRef;
    readonly name: string;
    readonly type?: Optional<LogType>;
    readonly stream?: Optional<LogStream>;
    readonly firstLine?: Optional<number>;
    readonly text: string;
  };
  readonly finishLog: {
    readonly step: StepRef;
    readonly name: string;
    readonly type?: Optional<LogType>;
    readonly lineCount?: Optional<number>;
  };
  readonly reportTestResults: {
    readonly build: BuildRef;
    readonly step?: Optional<string>;
    readonly report?: Optional<string>;
    readonly firstResult?: Optional<number>;
    readonly results: readonly ReportedTestResult[];
  };
  readonly registerOrigin: {
    readonly name: string;
    readonly kind: OriginKind;
    readonly url?: Optional<string>;
  };
  readonly registerProject: {
    readonly origin: string;
    readonly name: string;
    readonly description?: Optional<string>;
    readonly url?: Optional<string>;
  };
  readonly registerBuilder: {
    readonly origin: string;
    readonly name: string;
    readonly description?: Optional<string>;
    readonly project?: Optional<string>;
    readonly tags?: Optional<readonly string[]>;
  };
  readonly registerWorker: {
    readonly origin: string;
    readonly name: string;
    readonly info?: Optional<Json>;
  };
  readonly connectWorker: { readonly origin: string; readonly name: string; readonly at?: Optional<Time> };
  readonly loseWorker: { readonly origin: string; readonly name: string; readonly at?: Optional<Time> };
  readonly registerMaster: {
    readonly origin: string;
    readonly name: string;
    readonly active?: Optional<boolean>;
    readonly at?: Optional<Time>;
  };
}

export type ReportKind = keyof Reports;

/** One report. */
export type Report = { readonly [K in ReportKind]: { readonly kind: K; readonly input: Reports[K] } }[ReportKind];
