// The room's door: everything that can be read, for one operation. Look-ups made in the same tick become one statement, and
// each thing is read once; a `History` must not outlive its operation.

import type {
  BuilderFilter,
  BuildFilter,
  BuildOrder,
  BuildRequestFilter,
  ChangeFilter,
  ConsoleFilter,
  Direction,
  HookDeliveryFilter,
  NameFilter,
  SourceStampFilter,
  TestFilter,
  TestResultFilter,
} from '../filters.ts';
import type { NodeType } from '../globalIds.ts';
import type {
  Build,
  Builder,
  BuilderBranch,
  BuildRequest,
  BuildState,
  Buildset,
  BuildsetOutcome,
  Change,
  Hook,
  HookDelivery,
  Id,
  Log,
  Master,
  Origin,
  PageRequest,
  Patch,
  Project,
  Property,
  Retention,
  SourceStamp,
  Step,
  Test,
  TestDetail,
  TestFlakiness,
  TestReport,
  TestResult,
  TestSummary,
  Time,
  Token,
  Webhook,
  WebhookAttempt,
  Worker,
} from '../model.ts';
import type { Connection } from '../pages.ts';
import type { RetentionSubject } from '../store/retention.ts';
import type { ResultCounts, SecondsSummary } from '../store/statistics.ts';
import type { Interval } from './calendar.ts';

/** The record of each type that has a global id. */
export interface Nodes {
  readonly Origin: Origin;
  readonly Master: Master;
  readonly Project: Project;
  readonly Builder: Builder;
  readonly Worker: Worker;
  readonly SourceStamp: SourceStamp;
  readonly Change: Change;
  readonly Buildset: Buildset;
  readonly BuildRequest: BuildRequest;
  readonly Build: Build;
  readonly Step: Step;
  readonly Log: Log;
  readonly Test: Test;
  readonly Token: Token;
  readonly Webhook: Webhook;
  readonly Hook: Hook;
  readonly HookDelivery: HookDelivery;
}

/** What a list of builds hangs on. */
export type BuildsParent = 'builder' | 'worker' | 'sourceStamp' | 'buildRequest' | 'parentBuild' | 'rebuildOf';

/** Source stamps of which a build has started, the one that was first started last first. */
export interface Console extends Connection<ConsoleRow> {
  /** The builders of the page, by name. Rejects as the cells do. */
  readonly builders: () => Promise<readonly Builder[]>;
}

export interface ConsoleRow {
  readonly sourceStamp: SourceStamp;
  /** In the order of the builders. Rejects with LavalampError LIMIT_EXCEEDED when the page has more than can be shown. */
  readonly cells: () => Promise<readonly ConsoleCell[]>;
}

export interface ConsoleCell {
  readonly builder: Builder;
  readonly buildCount: number;
  readonly latestBuild: Build;
}

/** Where the builder of a failed build broke. */
export interface Regression {
  /** The failed build. */
  readonly buildId: Id;
  /** Null when its builder had never passed before. */
  readonly lastGoodBuild: Build | null;
  readonly firstBadBuild: Build;
}

/** How many builds there are of each kind. */
export interface Counted {
  readonly count: number;
  /** From 0 to 1; null when none has passed or failed. */
  readonly successRate: number | null;
  readonly byResult: ResultCounts;
}

/** Some builds; each part is read when it is asked for. */
interface Measured {
  readonly counted: () => Promise<Counted>;
  /** Null when there are no durations. */
  readonly durationSeconds: () => Promise<SecondsSummary | null>;
}

/** What the builds amount to that ended from one moment until before another. */
export interface StatisticsBucket extends Measured {
  readonly from: Time;
  readonly to: Time;
}

export interface BuilderStatistics extends Measured {
  readonly builderId: Id;
}

/** What the finished builds of a list amount to. */
export interface BuildStatistics extends Measured {
  readonly queueSeconds: () => Promise<SecondsSummary | null>;
  /** The zone is UTC when none is given. Rejects with LavalampError BAD_USER_INPUT or LIMIT_EXCEEDED. */
  readonly series: (interval: Interval, timeZone: string | null | undefined) => Promise<readonly StatisticsBucket[]>;
  /** Rejects with LavalampError BAD_USER_INPUT. */
  readonly byBuilder: (first: number | null | undefined) => Promise<readonly BuilderStatistics[]>;
}

export interface BuildList extends Connection<Build> {
  /** Throws LavalampError BAD_USER_INPUT when the filter cannot be. */
  readonly statistics: () => BuildStatistics;
}

export interface History {
  /** The position in the event log of the snapshot that this operation reads. */
  readonly headSeq: () => Promise<string>;
  /** The position in the event log after which everything is kept. */
  readonly oldestSeq: () => Promise<string>;
  /** A thing by its local id; null when there is none. */
  readonly node: <T extends NodeType>(type: T, id: Id) => Promise<Nodes[T] | null>;
  readonly originByName: (name: string) => Promise<Origin | null>;
  readonly builderByName: (origin: string, name: string) => Promise<Builder | null>;
  readonly buildByKey: (origin: string, key: string) => Promise<Build | null>;
  readonly buildByNumber: (builderId: Id, number: number) => Promise<Build | null>;
  /** The build that started last, of all or of those in a state (null: in any). */
  readonly latestBuild: (builderId: Id, state: BuildState | null) => Promise<Build | null>;
  readonly runningBuildCount: (builderId: Id) => Promise<number>;
  readonly pendingRequestCount: (builderId: Id) => Promise<number>;
  readonly retentionOf: (subject: RetentionSubject, id: Id) => Promise<Retention>;
  readonly previousBuild: (build: Build) => Promise<Build | null>;
  readonly nextBuild: (build: Build) => Promise<Build | null>;

  /** Null when the build has not failed, or is a trial. */
  readonly regressionOf: (build: Build) => Promise<Regression | null>;
  /** The steps that have failed. */
  readonly failedStepsOf: (buildId: Id) => Promise<readonly Step[]>;
  /** The changes that can have broken what a build failed of; none when it has no regression. */
  readonly suspectsOf: (buildId: Id, page: PageRequest) => Connection<Change>;

  readonly builds: (filter: BuildFilter, order: BuildOrder, page: PageRequest) => BuildList;
  readonly builders: (filter: BuilderFilter, direction: Direction, page: PageRequest) => Connection<Builder>;
  readonly buildRequests: (
    filter: BuildRequestFilter,
    direction: Direction,
    page: PageRequest,
  ) => Connection<BuildRequest>;
  readonly changes: (filter: ChangeFilter, direction: Direction, page: PageRequest) => Connection<Change>;
  readonly sourceStamps: (
    filter: SourceStampFilter,
    direction: Direction,
    page: PageRequest,
  ) => Connection<SourceStamp>;
  /** Source stamps by builders, the source stamp whose first build started last first. */
  readonly console: (filter: ConsoleFilter, page: PageRequest) => Console;
  readonly workers: (filter: NameFilter, direction: Direction, page: PageRequest) => Connection<Worker>;
  readonly projects: (filter: NameFilter, direction: Direction, page: PageRequest) => Connection<Project>;
  readonly masters: (filter: NameFilter, direction: Direction, page: PageRequest) => Connection<Master>;
  readonly origins: (direction: Direction, page: PageRequest) => Connection<Origin>;
  readonly tokens: (page: PageRequest) => Connection<Token>;
  readonly webhooks: (page: PageRequest) => Connection<Webhook>;
  readonly hooks: (page: PageRequest) => Connection<Hook>;
  readonly hookDeliveries: (
    filter: HookDeliveryFilter,
    direction: Direction,
    page: PageRequest,
  ) => Connection<HookDelivery>;

  /** The builds of a parent: newest start first, but a build's children in the order in which they started. */
  readonly buildsOf: (parent: BuildsParent, id: Id, filter: BuildFilter, page: PageRequest) => BuildList;
  /** The branches of a builder, the one that was built last first; only those of some names when any are given. */
  readonly branchesOf: (builderId: Id, names: readonly string[] | null, page: PageRequest) => Connection<BuilderBranch>;
  readonly stepsOf: (buildId: Id, page: PageRequest) => Connection<Step>;
  readonly changesOf: (parent: 'build' | 'sourceStamp', id: Id, page: PageRequest) => Connection<Change>;
  readonly buildRequestsOf: (buildsetId: Id, page: PageRequest) => Connection<BuildRequest>;
  readonly buildersOf: (parent: 'origin' | 'project', id: Id, page: PageRequest) => Connection<Builder>;
  readonly projectsOf: (originId: Id, page: PageRequest) => Connection<Project>;
  readonly workersOf: (originId: Id, page: PageRequest) => Connection<Worker>;
  readonly mastersOf: (originId: Id, page: PageRequest) => Connection<Master>;

  readonly sourceStampsOf: (parent: 'build' | 'buildset', id: Id) => Promise<readonly SourceStamp[]>;
  readonly propertiesOf: (buildId: Id) => Promise<readonly Property[]>;
  readonly logsOf: (stepId: Id) => Promise<readonly Log[]>;
  readonly patchOf: (sourceStampId: Id) => Promise<Patch | null>;
  /** The last attempts to deliver, the newest first. */
  readonly attemptsOf: (webhookId: Id) => Promise<readonly WebhookAttempt[]>;
  readonly tests: (filter: TestFilter, direction: Direction, page: PageRequest) => Connection<Test>;
  /** In the order of the reports. */
  readonly testResultsOf: (buildId: Id, filter: TestResultFilter, page: PageRequest) => Connection<TestResult>;
  /** Those of the build that started last first. */
  readonly resultsOfTest: (testId: Id, filter: BuildFilter, page: PageRequest) => Connection<TestResult>;
  /** Null when no results were reported. */
  readonly testSummaryOf: (buildId: Id) => Promise<TestSummary | null>;
  /** Null when nothing more is kept of the result. */
  readonly testDetailOf: (result: TestResult) => Promise<TestDetail | null>;
  /** Null when nothing was told that it printed. */
  readonly testOutputOf: (result: TestResult) => Promise<string | null>;
  /** Null when there is none. */
  readonly testReport: (id: Id) => Promise<TestReport | null>;
  /** Rejects with LavalampError BAD_USER_INPUT when the filter cannot be. */
  readonly flakinessOf: (testId: Id, filter: BuildFilter) => Promise<TestFlakiness>;
  readonly outcomeOf: (buildsetId: Id) => Promise<BuildsetOutcome>;

  /** Forgets everything that was read, as after a write of the same operation. */
  readonly forget: () => void;
}
