// The plain records: what the rooms of the house hand to each other. This file imports nothing.
//
// Shapes: ids are decimal strings of 64-bit integers (see store/ids.ts). Times are strings, ISO 8601 in UTC with milliseconds,
// and so compare as they sort. `null` means "not so, or not known"; nothing is ever undefined.

export type Id = string;
export type Time = string;
export type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json };

export type OriginKind = 'BUILDBOT' | 'GITHUB_ACTIONS' | 'GITLAB_CI' | 'JENKINS' | 'CDEVENTS' | 'CUSTOM';
export type BuildState = 'RUNNING' | 'FINISHED';
export type StepState = 'PENDING' | 'RUNNING' | 'FINISHED';
export type BuildRequestState = 'PENDING' | 'CLAIMED' | 'COMPLETE';
export type Result = 'SUCCESS' | 'WARNINGS' | 'FAILURE' | 'SKIPPED' | 'EXCEPTION' | 'RETRY' | 'CANCELLED';
export type LogType = 'STDIO' | 'TEXT' | 'HTML';
export type LogStream = 'STDOUT' | 'STDERR' | 'STDIN' | 'HEADER';
export type TestOutcome = 'PASSED' | 'FAILED' | 'ERRORED' | 'SKIPPED';
export type Scope = 'READ' | 'REPORT' | 'ADMIN';
export type WebhookPause = 'REQUESTED' | 'FAILING' | 'GONE' | 'EXPIRED';

/** The results, worst first: what a set of builds came to is the first of these that any of them has. */
export const RESULTS_WORST_FIRST: readonly Result[] = [
  'CANCELLED',
  'RETRY',
  'EXCEPTION',
  'FAILURE',
  'WARNINGS',
  'SUCCESS',
  'SKIPPED',
];

/** How many of them a build, or a step, has at most, whoever told them when: they are read whole. */
export const MOST = { properties: 1_000, sourceStamps: 100, links: 1_000, logs: 1_000, recordedSteps: 1_000 } as const;

export interface Origin {
  readonly id: Id;
  readonly name: string;
  readonly kind: OriginKind;
  readonly url: string | null;
  readonly createdAt: Time;
}

export interface Master {
  readonly id: Id;
  readonly originId: Id;
  readonly name: string;
  readonly active: boolean;
  readonly lastActiveAt: Time | null;
}

export interface Project {
  readonly id: Id;
  readonly originId: Id;
  readonly name: string;
  readonly description: string | null;
  readonly url: string | null;
}

export interface Builder {
  readonly id: Id;
  readonly originId: Id;
  readonly projectId: Id | null;
  readonly name: string;
  readonly description: string | null;
  readonly tags: readonly string[];
}

export interface Worker {
  readonly id: Id;
  readonly originId: Id;
  readonly name: string;
  readonly connected: boolean;
  readonly connectionChangedAt: Time | null;
  readonly info: Json;
}

export interface SourceStamp {
  readonly id: Id;
  readonly originId: Id;
  readonly codebase: string;
  readonly repository: string;
  readonly branch: string | null;
  readonly revision: string | null;
  readonly project: string | null;
  readonly createdAt: Time;
  /** When a build of it first started; null while none has. */
  readonly firstStartedAt: Time | null;
}

export interface Patch {
  readonly sourceStampId: Id;
  readonly author: string | null;
  readonly comment: string | null;
  readonly level: number;
  readonly subdirectory: string | null;
  readonly body: string | null;
}

export interface Change {
  readonly id: Id;
  readonly originId: Id;
  readonly key: string;
  readonly author: string;
  readonly committer: string | null;
  readonly message: string;
  readonly revision: string | null;
  readonly branch: string | null;
  readonly repository: string;
  readonly codebase: string;
  readonly project: string | null;
  readonly category: string | null;
  readonly url: string | null;
  readonly files: readonly string[];
  /** In the order of their names. */
  readonly properties: readonly Property[];
  readonly committedAt: Time;
  readonly sourceStampId: Id;
}

export interface Buildset {
  readonly id: Id;
  readonly originId: Id;
  readonly key: string;
  readonly reason: string | null;
  readonly externalId: string | null;
  readonly submittedAt: Time;
  readonly parentBuildId: Id | null;
  readonly rebuildOfId: Id | null;
}

/** What a buildset's requests have come to. `result` and `completedAt` are null until all of them are complete. */
export interface BuildsetOutcome {
  readonly buildsetId: Id;
  readonly complete: boolean;
  readonly completedAt: Time | null;
  readonly result: Result | null;
}

export interface BuildRequest {
  readonly id: Id;
  readonly originId: Id;
  readonly key: string;
  readonly buildsetId: Id;
  readonly builderId: Id;
  readonly priority: number;
  readonly submittedAt: Time;
  readonly claimedAt: Time | null;
  readonly completedAt: Time | null;
  readonly result: Result | null;
}

export interface Build {
  readonly id: Id;
  readonly originId: Id;
  readonly key: string;
  readonly builderId: Id;
  readonly number: number;
  readonly startedAt: Time;
  readonly completedAt: Time | null;
  readonly state: BuildState;
  readonly result: Result | null;
  readonly stateString: string;
  readonly reason: string | null;
  readonly url: string | null;
  readonly requestedAt: Time | null;
  readonly workerId: Id | null;
  readonly masterId: Id | null;
  readonly buildRequestId: Id | null;
  readonly parentBuildId: Id | null;
  readonly rebuildOfId: Id | null;
  /** Whether its end was not reported, but guessed, since nothing was heard any more. */
  readonly lost: boolean;
}

/** What a builder last came to on a branch. */
export interface BuilderBranch {
  /** Null: builds of source stamps that have none. */
  readonly branch: string | null;
  /** Of those that have ended. */
  readonly latestBuild: Build;
}

/** What retention is set on; SETTING: on nothing, so that the server's default holds. */
export type RetentionSource = 'BUILDER' | 'PROJECT' | 'ORIGIN' | 'SETTING';

/** How long builds are kept. A build goes when it is beyond either limit; null: there is no such limit. */
export interface RetentionLimits {
  readonly keepDays: number | null;
  readonly keepBuilds: number | null;
}

/** The limits that hold for something, and where they were set. */
export interface Retention extends RetentionLimits {
  readonly source: RetentionSource;
}

export interface Property {
  readonly name: string;
  readonly value: Json;
  readonly source: string | null;
}

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

export interface Token {
  readonly id: Id;
  readonly name: string;
  readonly scopes: readonly Scope[];
  readonly createdAt: Time;
  readonly revokedAt: Time | null;
}

/** Where events are posted to. Its secret is in no record. */
export interface Webhook {
  readonly id: Id;
  readonly url: string;
  /** As it was given: an EventFilter. */
  readonly filter: Json;
  readonly createdAt: Time;
  /** The position in the event log up to which everything was delivered, or left out by the filter. */
  readonly position: string;
  /** Why nothing is delivered; null while it is. */
  readonly pausedFor: WebhookPause | null;
  /** How many attempts have failed in a row. */
  readonly failures: number;
  /** When the first of these was made. */
  readonly failingSince: Time | null;
  /** When the next attempt is due, after one that has failed. */
  readonly nextAttemptAt: Time | null;
}

/** One attempt to deliver an event. */
export interface WebhookAttempt {
  /** The event's position in the log. */
  readonly position: string;
  /** The event's type, as the body says it: `BuildFinished`. */
  readonly type: string;
  readonly attemptedAt: Time;
  readonly durationMs: number;
  /** The status of the answer; null when there was none. */
  readonly status: number | null;
  /** Why it failed; null when the event was delivered. */
  readonly problem: string | null;
  /** How the answer began; null when there was none, or nothing in it. */
  readonly excerpt: string | null;
}

/** The CI systems that can post to a hook. The adapter of each has its name, in lower case. */
export type HookSystem = 'BUILDBOT' | 'GITHUB' | 'GITLAB' | 'JENKINS' | 'CDEVENTS';
export type HookDeliveryState = 'WAITING' | 'APPLIED' | 'UNAPPLIED';

/** A secret with which a CI system may post to the hook of one origin. The secret itself is in no record. */
export interface Hook {
  readonly id: Id;
  readonly system: HookSystem;
  /** The origin need not have reported anything yet. */
  readonly originName: string;
  readonly createdAt: Time;
}

/** What a hook received. */
export interface HookDelivery {
  readonly id: Id;
  readonly adapter: string;
  readonly origin: string;
  /** The sender's own name for it; null when it has none. */
  readonly key: string | null;
  readonly headers: Readonly<Record<string, string>>;
  readonly receivedAt: Time;
  /** When it was last tried to apply it; null while it waits. */
  readonly appliedAt: Time | null;
  readonly problem: string | null;
  readonly byteCount: number;
  /** How its body begins. */
  readonly excerpt: string;
}

/** Who is asking. */
export interface Viewer {
  readonly tokenName: string | null;
  readonly scopes: ReadonlySet<Scope>;
}

/** Which page: at most one of `first` and `last` is given; with neither, a default size applies. */
export interface PageRequest {
  readonly first?: number | null | undefined;
  readonly after?: string | null | undefined;
  readonly last?: number | null | undefined;
  readonly before?: string | null | undefined;
}
