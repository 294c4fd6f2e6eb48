// Generated from schema.graphql by `npm run generate`. Do not edit.
import type { Json } from '../model.ts';
import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { Origin as OriginRecord, Master as MasterRecord, Project as ProjectRecord, Builder as BuilderRecord, Worker as WorkerRecord, SourceStamp as SourceStampRecord, Patch as PatchRecord, Change as ChangeRecord, Buildset as BuildsetRecord, BuildRequest as BuildRequestRecord, Build as BuildRecord, Step as StepRecord, Log as LogRecord, Test as TestRecord, TestSummary as TestSummaryRecord, TestResult as TestResultRecord, TestFlakiness as TestFlakinessRecord, Token as TokenRecord, Webhook as WebhookRecord, WebhookAttempt as WebhookAttemptRecord, Viewer as ViewerRecord, BuilderBranch as BuilderBranchRecord, Retention as RetentionRecord, Hook as HookRecord, HookDelivery as HookDeliveryRecord, LogLine as LogLineRecord, Property as PropertyRecord, Link as LinkRecord } from '../model.ts';
import type { NodeParent, PageEnds, BuildEntry, BuilderBranchList, BuilderBranchEntry, BuilderList, BuilderEntry, BuildRequestList, BuildRequestEntry, ChangeList, ChangeEntry, SourceStampList, SourceStampEntry, WorkerList, WorkerEntry, ProjectList, ProjectEntry, OriginList, OriginEntry, MasterList, MasterEntry, StepList, StepEntry, TokenList, TokenEntry, ConsoleEntry, WebhookList, WebhookEntry, HookList, HookEntry, HookDeliveryList, HookDeliveryEntry, LogLineList, LogLineEntry, TestList, TestEntry, TestResultList, TestResultEntry, AnyEvent, EventPage, ChangeAddedEvent, BuildRequestedEvent, BuildRequestFinishedEvent, BuildStartedEvent, BuildUpdatedEvent, BuildFinishedEvent, StepStartedEvent, StepUpdatedEvent, StepFinishedEvent, LogStartedEvent, LogFinishedEvent, TestResultsReportedEvent, OriginUpdatedEvent, MasterUpdatedEvent, ProjectUpdatedEvent, BuilderUpdatedEvent, WorkerUpdatedEvent, WorkerConnectedEvent, WorkerLostEvent } from '../graphql/parents.ts';
import type { BuildList, BuildStatistics as BuildStatisticsRecord, StatisticsBucket as StatisticsBucketRecord, BuilderStatistics as BuilderStatisticsRecord, Regression as RegressionRecord, Console, ConsoleRow as ConsoleRowRecord, ConsoleCell as ConsoleCellRecord } from '../history/history.ts';
import type { LogLineBatch as LogLineBatchRecord } from '../logs/logs.ts';
import type { LoggedEvent, Heartbeat as HeartbeatRecord } from '../loggedEvents.ts';
import type { Context } from '../graphql/context.ts';
export type Maybe<T> = T | null;
export type InputMaybe<T> = Maybe<T>;
export type Omit<T, K extends keyof T> = Pick<T, Exclude<keyof T, K>>;
export type RequireFields<T, K extends keyof T> = Omit<T, K> & { [P in K]-?: NonNullable<T[P]> };
/** All built-in and custom scalars, mapped to their actual values */
export type Scalars = {
  ID: { input: string; output: string; }
  String: { input: string; output: string; }
  Boolean: { input: boolean; output: boolean; }
  Int: { input: number; output: number; }
  Float: { input: number; output: number; }
  /** A moment in time: ISO 8601, in UTC, with milliseconds, such as `2026-11-24T08:30:00.000Z`. */
  DateTime: { input: string; output: string; }
  /**
   * A position in the event log: opaque, and good across reconnects, restarts and servers. Get one from `eventCursor`, or from
   * an event; give it back as `after`. It belongs to one database: another database's cursor is refused with CURSOR_EXPIRED.
   */
  EventCursor: { input: string; output: string; }
  /** Any JSON value: a string, number, boolean, null, list or object. */
  JSON: { input: Json; output: Json; }
  /** A whole number of up to 53 bits, written as a JSON number. For sizes and counts that outgrow `Int`. */
  Long: { input: number; output: number; }
};

/** A change that was seen. */
export type AddChangeInput = {
  /** Who wrote it, usually `Name <address>`. */
  readonly author: Scalars['String']['input'];
  /** The branch; left out for the default branch. */
  readonly branch?: InputMaybe<Scalars['String']['input']>;
  /** A word to sort changes by. Told again in other words, the first that was told stands. */
  readonly category?: InputMaybe<Scalars['String']['input']>;
  /** Which of the code bases that are built together it belongs to. */
  readonly codebase?: Scalars['String']['input'];
  /** When it was committed or pushed; when left out, the moment of the report, until it is told. */
  readonly committedAt?: InputMaybe<Scalars['DateTime']['input']>;
  /** Who committed it, when that is somebody else. Told again in other words, the first that was told stands. */
  readonly committer?: InputMaybe<Scalars['String']['input']>;
  /** The files that it touched, as paths within the repository. At most 10,000. */
  readonly files?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  /** Your own name for it, unique within the origin. */
  readonly key: Scalars['String']['input'];
  /** The commit message. */
  readonly message: Scalars['String']['input'];
  /** The name of the origin. */
  readonly origin: Scalars['String']['input'];
  /** The project's name. */
  readonly project?: InputMaybe<Scalars['String']['input']>;
  /**
   * Named values, none named twice. Reported again, they add what is missing and change nothing. A change has at most 1,000, which are
   * together at most 1,048,576 characters of JSON.
   */
  readonly properties?: InputMaybe<ReadonlyArray<PropertyInput>>;
  /** The repository's address. */
  readonly repository?: Scalars['String']['input'];
  /** The commit's id. */
  readonly revision?: InputMaybe<Scalars['String']['input']>;
  /** Where the change can be looked at: http or https. Told again in other words, the first that was told stands. */
  readonly url?: InputMaybe<Scalars['String']['input']>;
};

/** The answer to `addChange`. */
export type AddChangePayload = {
  readonly __typename?: 'AddChangePayload';
  /** The change; null when the report was refused. */
  readonly change: Maybe<Change>;
  /** What was wrong with the report; empty when it was accepted. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/** Lines of a log. */
export type AppendLogInput = {
  /**
   * The number of the first of these lines, from 0. Lines that are there already are not added again, and lines that come before
   * their time wait for those between. Left out, the lines go to the end, and a repeated append adds them again.
   */
  readonly firstLine?: InputMaybe<Scalars['Int']['input']>;
  /** The log's name within the step, such as `stdio`. A step has at most 1,000. */
  readonly name: Scalars['String']['input'];
  /** The step that wrote them. */
  readonly step: StepRef;
  /** Which stream of a STDIO log these lines came from. */
  readonly stream?: LogStream;
  /** The lines, separated by line feeds; a line feed at the very end ends the last line. At most 1 MiB. */
  readonly text: Scalars['String']['input'];
  /** What the log holds. */
  readonly type?: LogType;
};

/** The answer to `appendLog`. */
export type AppendLogPayload = {
  readonly __typename?: 'AppendLogPayload';
  /** The log; null when the report was refused. */
  readonly log: Maybe<Log>;
  /** What was wrong with the report; empty when it was accepted. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/** One run of a builder. */
export type Build = Node & {
  readonly __typename?: 'Build';
  /** The request that it meets; null when it was built without one. */
  readonly buildRequest: Maybe<BuildRequest>;
  /** The builder that ran it. */
  readonly builder: Builder;
  /** The changes that led to what was built, the newest first. */
  readonly changes: ChangeConnection;
  /** The builds that it triggered, in the order in which they started. */
  readonly childBuilds: BuildConnection;
  /** When it ended; null while it runs. */
  readonly completedAt: Maybe<Scalars['DateTime']['output']>;
  /** From start to end, in seconds; null while it runs. */
  readonly durationSeconds: Maybe<Scalars['Float']['output']>;
  /** The global id. */
  readonly id: Scalars['ID']['output'];
  /** The reporter's own name for it, unique within its origin. */
  readonly key: Scalars['String']['output'];
  /**
   * Whether its end is a guess: its origin, or the build by itself, was silent for so long that it was given up, with the result
   * RETRY and an event. Whatever is reported of it afterwards takes the guess back: its end takes the place of the guess, with a
   * BuildFinished event, and anything else makes it run again, with a BuildUpdated event.
   */
  readonly lost: Scalars['Boolean']['output'];
  /** The master process that ran it; null outside Buildbot. */
  readonly master: Maybe<Master>;
  /** The build of the same builder with the next higher number; null when there is none yet. */
  readonly nextBuild: Maybe<Build>;
  /** Its number within its builder: from 1, unless the reporter numbers otherwise. */
  readonly number: Scalars['Int']['output'];
  /** The installation that it belongs to. */
  readonly origin: Origin;
  /** The build that triggered it; null when no build did. */
  readonly parentBuild: Maybe<Build>;
  /** The build of the same builder with the next lower number; null when there is none. */
  readonly previousBuild: Maybe<Build>;
  /** Named values, in the order of their names. At most 1,000. */
  readonly properties: ReadonlyArray<Property>;
  /** From its request to its start, in seconds; null when it was built without a request. */
  readonly queueSeconds: Maybe<Scalars['Float']['output']>;
  /** Why it was built; null when nothing was said. */
  readonly reason: Maybe<Scalars['String']['output']>;
  /**
   * The build that this one repeats, since somebody asked to build the same again; null when it repeats none. What was built again
   * because a worker was lost meets the same request: see `buildRequest { builds }`.
   */
  readonly rebuildOf: Maybe<Build>;
  /** The builds that repeat it, in the order in which they started. */
  readonly rebuilds: BuildConnection;
  /**
   * Who broke it. Null unless the build has failed: one that runs, that passed (SUCCESS, WARNINGS), or that says nothing of what was built
   * (EXCEPTION, RETRY, CANCELLED, SKIPPED) has none; nor has a trial build, whose patch is on no branch.
   */
  readonly regression: Maybe<Regression>;
  /** How it ended; null while it runs. Of a build that was lost it is RETRY. */
  readonly result: Maybe<Result>;
  /** What exactly was built, one per code base, in the order of their names. At most 100. */
  readonly sourceStamps: ReadonlyArray<SourceStamp>;
  /** When it started. */
  readonly startedAt: Scalars['DateTime']['output'];
  /** Where it is in its life. */
  readonly state: BuildState;
  /** What it is doing, or what came of it, in a few words; may be empty. Of a build that was lost it says since when nothing was heard. */
  readonly stateString: Scalars['String']['output'];
  /** Its steps, in the order of their numbers. */
  readonly steps: StepConnection;
  /** The results of its tests, in the order of the reports, and within each as they were reported. */
  readonly testResults: TestResultConnection;
  /** How its tests went, in numbers; null while no results of tests were reported. */
  readonly testSummary: Maybe<TestSummary>;
  /** Its page in the CI system's own web interface; null when none was told. */
  readonly url: Maybe<Scalars['String']['output']>;
  /** The machine that it ran on; null when none was told. */
  readonly worker: Maybe<Worker>;
};


/** One run of a builder. */
export type BuildChangesArgs = {
  after: InputMaybe<Scalars['String']['input']>;
  before: InputMaybe<Scalars['String']['input']>;
  first: InputMaybe<Scalars['Int']['input']>;
  last: InputMaybe<Scalars['Int']['input']>;
};


/** One run of a builder. */
export type BuildChildBuildsArgs = {
  after: InputMaybe<Scalars['String']['input']>;
  before: InputMaybe<Scalars['String']['input']>;
  first: InputMaybe<Scalars['Int']['input']>;
  last: InputMaybe<Scalars['Int']['input']>;
};


/** One run of a builder. */
export type BuildRebuildsArgs = {
  after: InputMaybe<Scalars['String']['input']>;
  before: InputMaybe<Scalars['String']['input']>;
  first: InputMaybe<Scalars['Int']['input']>;
  last: InputMaybe<Scalars['Int']['input']>;
};


/** One run of a builder. */
export type BuildStepsArgs = {
  after: InputMaybe<Scalars['String']['input']>;
  before: InputMaybe<Scalars['String']['input']>;
  first: InputMaybe<Scalars['Int']['input']>;
  last: InputMaybe<Scalars['Int']['input']>;
};


/** One run of a builder. */
export type BuildTestResultsArgs = {
  after: InputMaybe<Scalars['String']['input']>;
  before: InputMaybe<Scalars['String']['input']>;
  filter: InputMaybe<TestResultFilter>;
  first: InputMaybe<Scalars['Int']['input']>;
  last: InputMaybe<Scalars['Int']['input']>;
};

/** A page of builds. */
export type BuildConnection = {
  readonly __typename?: 'BuildConnection';
  /** The builds of this page, each with its own cursor. */
  readonly edges: ReadonlyArray<BuildEdge>;
  /** The builds of this page, without their cursors. */
  readonly nodes: ReadonlyArray<Build>;
  /** Where this page lies in the whole list. */
  readonly pageInfo: PageInfo;
  /** What the finished builds of the whole list amount to. Computed only when it is selected. */
  readonly statistics: BuildStatistics;
  /** How many builds the whole list has. Counted only when it is selected. */
  readonly totalCount: Scalars['Int']['output'];
};

/** One of the builds of a page, and its place in the list. */
export type BuildEdge = {
  readonly __typename?: 'BuildEdge';
  /** The place in the list; pass it as `after` or `before` to go on from here. */
  readonly cursor: Scalars['String']['output'];
  /** The thing itself. */
  readonly node: Build;
};

/**
 * Which builds to count or list. All parts that are given must hold; within a list of names, one must. Filters nest at most 8 deep, the
 * outermost counted, and at most 50 of them hang together; a list has at most 1,000 entries, of patterns and of properties at most 100. A
 * range that ends before it starts is refused, with the name of the part.
 */
export type BuildFilter = {
  /** Only builds that match all of these filters. */
  readonly and?: InputMaybe<ReadonlyArray<BuildFilter>>;
  /** Only builds with a source stamp on this branch. */
  readonly branch?: InputMaybe<Scalars['String']['input']>;
  /**
   * Only builds of builders whose whole name is like one of these patterns: `*` stands for any text, none included, and `?` for any one
   * character; a `\` makes the character after it a plain one. Upper and lower case differ. A pattern has at most 500 characters.
   */
  readonly builderGlobs?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  /** Only builds of these builders, by name. */
  readonly builders?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  /**
   * Only builds with a source stamp that has a change whose author contains this text, in upper or lower case. One and the same source
   * stamp must have everything that one filter asks of source stamps; ask with `and` where it may be several.
   */
  readonly changeAuthor?: InputMaybe<Scalars['String']['input']>;
  /** Only builds with a source stamp of this code base. */
  readonly codebase?: InputMaybe<Scalars['String']['input']>;
  /** Only builds that ended before this moment. */
  readonly completedBefore?: InputMaybe<Scalars['DateTime']['input']>;
  /** Only builds that ended at this moment or later. */
  readonly completedFrom?: InputMaybe<Scalars['DateTime']['input']>;
  /** Only builds that have ended and took less than this. */
  readonly durationSecondsBelow?: InputMaybe<Scalars['Float']['input']>;
  /** Only builds that have ended and took this long or longer: see `Build.durationSeconds`. */
  readonly durationSecondsFrom?: InputMaybe<Scalars['Float']['input']>;
  /** Only builds that do not match this filter. One of which nothing is known matches: a build without a reason has no reason like any. */
  readonly not?: InputMaybe<BuildFilter>;
  /** Only builds that match at least one of these filters. */
  readonly or?: InputMaybe<ReadonlyArray<BuildFilter>>;
  /** Only builds of these origins, by name. */
  readonly origins?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  /** Only builds of builders of these projects, by name. */
  readonly projects?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  /** Only builds with all of these properties. */
  readonly properties?: InputMaybe<ReadonlyArray<PropertyFilter>>;
  /** Only builds whose reason contains this text, in upper or lower case. */
  readonly reason?: InputMaybe<Scalars['String']['input']>;
  /** Only builds with a source stamp of this repository. */
  readonly repository?: InputMaybe<Scalars['String']['input']>;
  /** Only builds with one of these results. */
  readonly results?: InputMaybe<ReadonlyArray<Result>>;
  /** Only builds with a source stamp whose revision starts with this. */
  readonly revision?: InputMaybe<Scalars['String']['input']>;
  /** Only builds that started before this moment. */
  readonly startedBefore?: InputMaybe<Scalars['DateTime']['input']>;
  /** Only builds that started at this moment or later. */
  readonly startedFrom?: InputMaybe<Scalars['DateTime']['input']>;
  /** Only builds in one of these states. */
  readonly states?: InputMaybe<ReadonlyArray<BuildState>>;
  /** Only builds of builders with all of these tags. */
  readonly tags?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  /** Only builds of builders with at least one of these tags. */
  readonly tagsAny?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  /** Only builds of builders with none of these tags. */
  readonly tagsNone?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  /** Only builds on these workers, by name. */
  readonly workers?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
};

/** A build ended, or was given up as lost. One that was lost has another such event when its true end is reported. */
export type BuildFinished = Event & {
  readonly __typename?: 'BuildFinished';
  /** The build as it is now; null when it is no longer kept. */
  readonly build: Maybe<Build>;
  /** When it ended. */
  readonly completedAt: Scalars['DateTime']['output'];
  /** The position of this entry. */
  readonly cursor: Scalars['EventCursor']['output'];
  /** When it was recorded here. */
  readonly recordedAt: Scalars['DateTime']['output'];
  /** How it ended. */
  readonly result: Result;
  /** What came of it, in a few words; may be empty. */
  readonly stateString: Scalars['String']['output'];
};

/** How a list of builds is ordered. */
export type BuildOrder = {
  /** Which way. */
  readonly direction: OrderDirection;
  /** By what. */
  readonly field: BuildOrderField;
};

/** What a list of builds can be ordered by. */
export type BuildOrderField =
  /** When the build ended. Builds that still run are left out of the list. */
  | 'COMPLETED_AT'
  /** When the build started. */
  | 'STARTED_AT';

/** A build: by its `id`, or by `origin` and `key`. By key it may be reported before the build itself is. */
export type BuildRef = {
  /** The global id. */
  readonly id?: InputMaybe<Scalars['ID']['input']>;
  /** The reporter's own name for the build, together with `origin`. */
  readonly key?: InputMaybe<Scalars['String']['input']>;
  /** The name of the origin, together with `key`. */
  readonly origin?: InputMaybe<Scalars['String']['input']>;
};

/**
 * A request for one build on one builder. It is met by one build, or by more when a worker was lost (RETRY). One that was passed over
 * (SKIPPED) without a build, and is built after all, is open again.
 */
export type BuildRequest = Node & {
  readonly __typename?: 'BuildRequest';
  /** The builder that it asks. */
  readonly builder: Builder;
  /** The builds made for it, the one that started last first. */
  readonly builds: BuildConnection;
  /** The set that it belongs to. */
  readonly buildset: Buildset;
  /** When the newest build of it started, those that were given up (RETRY) left out; null while there is none. */
  readonly claimedAt: Maybe<Scalars['DateTime']['output']>;
  /** When it was met or given up; null until then. */
  readonly completedAt: Maybe<Scalars['DateTime']['output']>;
  /** The global id. */
  readonly id: Scalars['ID']['output'];
  /** The reporter's own name for it. */
  readonly key: Scalars['String']['output'];
  /** How urgent it is: higher goes first. */
  readonly priority: Scalars['Int']['output'];
  /** How it ended; null until it has. */
  readonly result: Maybe<Result>;
  /** Where it is in its life. */
  readonly state: BuildRequestState;
  /** When it was made. */
  readonly submittedAt: Scalars['DateTime']['output'];
};


/**
 * A request for one build on one builder. It is met by one build, or by more when a worker was lost (RETRY). One that was passed over
 * (SKIPPED) without a build, and is built after all, is open again.
 */
export type BuildRequestBuildsArgs = {
  after: InputMaybe<Scalars['String']['input']>;
  before: InputMaybe<Scalars['String']['input']>;
  first: InputMaybe<Scalars['Int']['input']>;
  last: InputMaybe<Scalars['Int']['input']>;
};

/** A page of build requests. */
export type BuildRequestConnection = {
  readonly __typename?: 'BuildRequestConnection';
  /** The build requests of this page, each with its own cursor. */
  readonly edges: ReadonlyArray<BuildRequestEdge>;
  /** The build requests of this page, without their cursors. */
  readonly nodes: ReadonlyArray<BuildRequest>;
  /** Where this page lies in the whole list. */
  readonly pageInfo: PageInfo;
  /** How many build requests the whole list has. Counted only when it is selected. */
  readonly totalCount: Scalars['Int']['output'];
};

/** One of the build requests of a page, and its place in the list. */
export type BuildRequestEdge = {
  readonly __typename?: 'BuildRequestEdge';
  /** The place in the list; pass it as `after` or `before` to go on from here. */
  readonly cursor: Scalars['String']['output'];
  /** The thing itself. */
  readonly node: BuildRequest;
};

/** Which build requests to list. All parts that are given must hold. */
export type BuildRequestFilter = {
  /** Only requests to these builders, by name. */
  readonly builders?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  /** Only requests of these origins, by name. */
  readonly origins?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  /** Only requests in one of these states. */
  readonly states?: InputMaybe<ReadonlyArray<BuildRequestState>>;
};

/** A build request was met, or given up. Told again when the time of that, which was not told, has become known. */
export type BuildRequestFinished = Event & {
  readonly __typename?: 'BuildRequestFinished';
  /** The request as it is now; null when it is no longer kept. */
  readonly buildRequest: Maybe<BuildRequest>;
  /** The position of this entry. */
  readonly cursor: Scalars['EventCursor']['output'];
  /** When it was recorded here. */
  readonly recordedAt: Scalars['DateTime']['output'];
  /** How it ended. */
  readonly result: Result;
};

/** A build request: by its `id`, or by `origin` and `key`. */
export type BuildRequestRef = {
  /** The global id. */
  readonly id?: InputMaybe<Scalars['ID']['input']>;
  /** The reporter's own name for the request, together with `origin`. */
  readonly key?: InputMaybe<Scalars['String']['input']>;
  /** The name of the origin, together with `key`. */
  readonly origin?: InputMaybe<Scalars['String']['input']>;
};

/** Where a build request is in its life. */
export type BuildRequestState =
  /** A build of it is running. */
  | 'CLAIMED'
  /** It was met, or given up; `result` says how. */
  | 'COMPLETE'
  /** No build of it is running yet. */
  | 'PENDING';

/** A build was asked for. Told again when more of the request, or of its buildset, has become known, such as the reason. */
export type BuildRequested = Event & {
  readonly __typename?: 'BuildRequested';
  /** The request as it is now; null when it is no longer kept. */
  readonly buildRequest: Maybe<BuildRequest>;
  /** The position of this entry. */
  readonly cursor: Scalars['EventCursor']['output'];
  /** When it was recorded here. */
  readonly recordedAt: Scalars['DateTime']['output'];
};

/** A build started. */
export type BuildStarted = Event & {
  readonly __typename?: 'BuildStarted';
  /** The build as it is now; null when it is no longer kept. */
  readonly build: Maybe<Build>;
  /** The position of this entry. */
  readonly cursor: Scalars['EventCursor']['output'];
  /** When it was recorded here. */
  readonly recordedAt: Scalars['DateTime']['output'];
  /** When the build started. */
  readonly startedAt: Scalars['DateTime']['output'];
  /** The state string at that moment; may be empty. */
  readonly stateString: Scalars['String']['output'];
};

/** Where a build is in its life. */
export type BuildState =
  /** It has ended; `result` says how. */
  | 'FINISHED'
  /** It has started, and has not finished. */
  | 'RUNNING';

/**
 * What the finished builds of a list amount to, whatever page of it is read, in the snapshot of `eventCursor`. Builds that still run do not
 * count. All numbers are exact but, over long ranges, the percentiles: see `SecondsSummary.exact`. Builds that were removed since (see
 * `Retention`) count where builds ended over a week or longer and are narrowed by builders, tags, projects, origins, results and ends at most; but not in
 * parts of an hour (of single builders: of a day) at the ends of a range, nor in series whose intervals are not made of whole hours (of
 * single builders: days) of UTC.
 */
export type BuildStatistics = {
  readonly __typename?: 'BuildStatistics';
  /** The builds by their builders, those with the most finished builds first; of two with as many, the one known longer. At most 1,000. */
  readonly byBuilder: ReadonlyArray<BuilderStatistics>;
  /** How many builds have ended with each result: all results, the worst first, those that none has included. At most 7. */
  readonly byResult: ReadonlyArray<ResultCount>;
  /**
   * How long the builds took, as their `durationSeconds`. Builds that were lost are left out, since their ends are guesses. Null when no
   * build is left.
   */
  readonly durationSeconds: Maybe<SecondsSummary>;
  /** How many builds have finished. */
  readonly finishedCount: Scalars['Int']['output'];
  /**
   * How long the builds waited before they started, as their `queueSeconds`. Builds of which it is not known when they were asked for are
   * left out. Null when no build is left.
   */
  readonly queueSeconds: Maybe<SecondsSummary>;
  /**
   * The builds by when they ended, the earliest first, without gaps: intervals in which none ended are there. The first begins at or before
   * the filter's `completedFrom` and the last ends at or after its `completedBefore`; without these, they are those of the first and
   * the last build that ended. At most 1,000: for more, an error says so.
   */
  readonly series: ReadonlyArray<StatisticsBucket>;
  /**
   * How many of the builds that passed or failed have passed, from 0 to 1: SUCCESS and WARNINGS among SUCCESS, WARNINGS and FAILURE. The
   * other results say nothing of what was built. Null when none has passed or failed.
   */
  readonly successRate: Maybe<Scalars['Float']['output']>;
};


/**
 * What the finished builds of a list amount to, whatever page of it is read, in the snapshot of `eventCursor`. Builds that still run do not
 * count. All numbers are exact but, over long ranges, the percentiles: see `SecondsSummary.exact`. Builds that were removed since (see
 * `Retention`) count where builds ended over a week or longer and are narrowed by builders, tags, projects, origins, results and ends at most; but not in
 * parts of an hour (of single builders: of a day) at the ends of a range, nor in series whose intervals are not made of whole hours (of
 * single builders: days) of UTC.
 */
export type BuildStatisticsByBuilderArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
};


/**
 * What the finished builds of a list amount to, whatever page of it is read, in the snapshot of `eventCursor`. Builds that still run do not
 * count. All numbers are exact but, over long ranges, the percentiles: see `SecondsSummary.exact`. Builds that were removed since (see
 * `Retention`) count where builds ended over a week or longer and are narrowed by builders, tags, projects, origins, results and ends at most; but not in
 * parts of an hour (of single builders: of a day) at the ends of a range, nor in series whose intervals are not made of whole hours (of
 * single builders: days) of UTC.
 */
export type BuildStatisticsSeriesArgs = {
  interval: StatisticsInterval;
  timeZone: InputMaybe<Scalars['String']['input']>;
};

/** Something about a build changed: its state string, properties, worker, sources or another fact; or it runs after all, though it counted as lost. */
export type BuildUpdated = Event & {
  readonly __typename?: 'BuildUpdated';
  /** The build as it is now; null when it is no longer kept. */
  readonly build: Maybe<Build>;
  /** The position of this entry. */
  readonly cursor: Scalars['EventCursor']['output'];
  /** When it was recorded here. */
  readonly recordedAt: Scalars['DateTime']['output'];
  /** The state string at that moment. */
  readonly stateString: Scalars['String']['output'];
};

/** A named way of building, such as `linux-gcc`. Its builds are numbered from 1. */
export type Builder = Node & {
  readonly __typename?: 'Builder';
  /**
   * What it last came to on each branch, the branch that was built last first. Only builds that have finished count; branches that nothing
   * is kept of are not in it.
   */
  readonly branches: BuilderBranchConnection;
  /** Its build of that number; null when there is none. */
  readonly build: Maybe<Build>;
  /** Its builds, the one that started last first. */
  readonly builds: BuildConnection;
  /** What it does, in the words of whoever set it up; null when nothing was said. */
  readonly description: Maybe<Scalars['String']['output']>;
  /** The global id. */
  readonly id: Scalars['ID']['output'];
  /** The build of it that started last, however long ago: retention never removes it. Null when there is none. */
  readonly latestBuild: Maybe<Build>;
  /** Its name, unique within its origin. */
  readonly name: Scalars['String']['output'];
  /** The installation that it belongs to. */
  readonly origin: Origin;
  /** How many requests wait for it: PENDING, no build of them is running yet. */
  readonly pendingRequestCount: Scalars['Int']['output'];
  /** The project that it belongs to; null when it belongs to none. */
  readonly project: Maybe<Project>;
  /** How long its builds are kept. */
  readonly retention: Retention;
  /** How many of its builds are running. */
  readonly runningBuildCount: Scalars['Int']['output'];
  /** Words that group builders, such as `linux` or `nightly`, in alphabetical order. At most 100. */
  readonly tags: ReadonlyArray<Scalars['String']['output']>;
};


/** A named way of building, such as `linux-gcc`. Its builds are numbered from 1. */
export type BuilderBranchesArgs = {
  after: InputMaybe<Scalars['String']['input']>;
  before: InputMaybe<Scalars['String']['input']>;
  first: InputMaybe<Scalars['Int']['input']>;
  last: InputMaybe<Scalars['Int']['input']>;
  names: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
};


/** A named way of building, such as `linux-gcc`. Its builds are numbered from 1. */
export type BuilderBuildArgs = {
  number: Scalars['Int']['input'];
};


/** A named way of building, such as `linux-gcc`. Its builds are numbered from 1. */
export type BuilderBuildsArgs = {
  after: InputMaybe<Scalars['String']['input']>;
  before: InputMaybe<Scalars['String']['input']>;
  filter: InputMaybe<BuildFilter>;
  first: InputMaybe<Scalars['Int']['input']>;
  last: InputMaybe<Scalars['Int']['input']>;
};


/** A named way of building, such as `linux-gcc`. Its builds are numbered from 1. */
export type BuilderLatestBuildArgs = {
  state: InputMaybe<BuildState>;
};

/** What a builder last came to on one branch. */
export type BuilderBranch = {
  readonly __typename?: 'BuilderBranch';
  /** The build of the builder on this branch that started last, of those that have finished. */
  readonly latestBuild: Build;
  /** The branch's name; null for what was built of no branch. A build of several code bases counts on the branch of each. */
  readonly name: Maybe<Scalars['String']['output']>;
};

/** A page of the branches of a builder. */
export type BuilderBranchConnection = {
  readonly __typename?: 'BuilderBranchConnection';
  /** The branches of this page, each with its own cursor. */
  readonly edges: ReadonlyArray<BuilderBranchEdge>;
  /** The branches of this page, without their cursors. */
  readonly nodes: ReadonlyArray<BuilderBranch>;
  /** Where this page lies in the whole list. */
  readonly pageInfo: PageInfo;
  /** How many branches the whole list has. Counted only when it is selected. */
  readonly totalCount: Scalars['Int']['output'];
};

/** One of the branches of a page, and its place in the list. */
export type BuilderBranchEdge = {
  readonly __typename?: 'BuilderBranchEdge';
  /** The place in the list; pass it as `after` or `before` to go on from here. */
  readonly cursor: Scalars['String']['output'];
  /** The thing itself. */
  readonly node: BuilderBranch;
};

/** A page of builders. */
export type BuilderConnection = {
  readonly __typename?: 'BuilderConnection';
  /** The builders of this page, each with its own cursor. */
  readonly edges: ReadonlyArray<BuilderEdge>;
  /** The builders of this page, without their cursors. */
  readonly nodes: ReadonlyArray<Builder>;
  /** Where this page lies in the whole list. */
  readonly pageInfo: PageInfo;
  /** How many builders the whole list has. Counted only when it is selected. */
  readonly totalCount: Scalars['Int']['output'];
};

/** One of the builders of a page, and its place in the list. */
export type BuilderEdge = {
  readonly __typename?: 'BuilderEdge';
  /** The place in the list; pass it as `after` or `before` to go on from here. */
  readonly cursor: Scalars['String']['output'];
  /** The thing itself. */
  readonly node: Builder;
};

/** Which builders to list. All parts that are given must hold. */
export type BuilderFilter = {
  /** Only builders with one of these names. */
  readonly names?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  /** Only builders of these origins, by name. */
  readonly origins?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  /** Only builders of these projects, by name. */
  readonly projects?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  /** Only builders with all of these tags. */
  readonly tags?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
};

/** The finished builds of a list that one builder ran. */
export type BuilderStatistics = {
  readonly __typename?: 'BuilderStatistics';
  /** The builder. */
  readonly builder: Builder;
  /** How many of them ended with each result, as in `BuildStatistics.byResult`. At most 7. */
  readonly byResult: ReadonlyArray<ResultCount>;
  /** How many builds have finished. */
  readonly count: Scalars['Int']['output'];
  /** How long they took: see `BuildStatistics.durationSeconds`. Null when none is left. */
  readonly durationSeconds: Maybe<SecondsSummary>;
  /** How many of those that passed or failed have passed: see `BuildStatistics.successRate`. Null when none has. */
  readonly successRate: Maybe<Scalars['Float']['output']>;
};

/** A builder became known, or something about it changed. */
export type BuilderUpdated = Event & {
  readonly __typename?: 'BuilderUpdated';
  /** The builder as it is now; null when it is no longer kept. */
  readonly builder: Maybe<Builder>;
  /** The position of this entry. */
  readonly cursor: Scalars['EventCursor']['output'];
  /** When it was recorded here. */
  readonly recordedAt: Scalars['DateTime']['output'];
};

/** A request to build some source stamps on some builders: a set of build requests, with a reason. */
export type Buildset = Node & {
  readonly __typename?: 'Buildset';
  /** Its requests, one for each builder, the earliest first. */
  readonly buildRequests: BuildRequestConnection;
  /** Whether all of its requests are complete. */
  readonly complete: Scalars['Boolean']['output'];
  /** When the last of its requests was complete; null until then. */
  readonly completedAt: Maybe<Scalars['DateTime']['output']>;
  /** The name that whoever asked for it knows it by; null when there is none. */
  readonly externalId: Maybe<Scalars['String']['output']>;
  /** The global id. */
  readonly id: Scalars['ID']['output'];
  /** The reporter's own name for it. */
  readonly key: Scalars['String']['output'];
  /** The installation that it belongs to. */
  readonly origin: Origin;
  /** The build that asked for it; null when it was not asked for by a build. */
  readonly parentBuild: Maybe<Build>;
  /** Why it was asked for; null when nothing was said. */
  readonly reason: Maybe<Scalars['String']['output']>;
  /** The build that it asks to repeat; null when it asks for something new. */
  readonly rebuildOf: Maybe<Build>;
  /** The worst result of its requests; null until all are complete. */
  readonly result: Maybe<Result>;
  /** What is to be built, one per code base. At most 100. */
  readonly sourceStamps: ReadonlyArray<SourceStamp>;
  /** When it was asked for. */
  readonly submittedAt: Scalars['DateTime']['output'];
};


/** A request to build some source stamps on some builders: a set of build requests, with a reason. */
export type BuildsetBuildRequestsArgs = {
  after: InputMaybe<Scalars['String']['input']>;
  before: InputMaybe<Scalars['String']['input']>;
  first: InputMaybe<Scalars['Int']['input']>;
  last: InputMaybe<Scalars['Int']['input']>;
};

/** One commit, or push, as the CI system saw it. */
export type Change = Node & {
  readonly __typename?: 'Change';
  /** Who wrote it, usually `Name <address>`. */
  readonly author: Scalars['String']['output'];
  /** The branch that it was seen on; null for the default branch. */
  readonly branch: Maybe<Scalars['String']['output']>;
  /** A word that the CI system sorts changes by; null when it does not. */
  readonly category: Maybe<Scalars['String']['output']>;
  /** Which of the code bases that are built together it belongs to; empty where there is only one. */
  readonly codebase: Scalars['String']['output'];
  /** When it was committed, or pushed. */
  readonly committedAt: Scalars['DateTime']['output'];
  /** Who committed it; null when it is not known, or the same as the author. */
  readonly committer: Maybe<Scalars['String']['output']>;
  /** The files that it touched, as paths within the repository. At most 10,000. */
  readonly files: ReadonlyArray<Scalars['String']['output']>;
  /** The global id. */
  readonly id: Scalars['ID']['output'];
  /** The reporter's own name for it. */
  readonly key: Scalars['String']['output'];
  /** The commit message. */
  readonly message: Scalars['String']['output'];
  /** The installation that saw it. */
  readonly origin: Origin;
  /** The project's name, as the CI system wrote it on the change; null when none was told. */
  readonly project: Maybe<Scalars['String']['output']>;
  /** Named values, such as what a hook of the CI system noted of it, in the order of their names. At most 1,000. */
  readonly properties: ReadonlyArray<Property>;
  /** The repository's address; empty when none was told. */
  readonly repository: Scalars['String']['output'];
  /** The commit's id in its repository; null when it is not known. */
  readonly revision: Maybe<Scalars['String']['output']>;
  /** What would be built if this very change were built. */
  readonly sourceStamp: SourceStamp;
  /** Where the change can be looked at; null when none was told. */
  readonly url: Maybe<Scalars['String']['output']>;
};

/** A change was seen. Told again when more of it has become known, such as its files. */
export type ChangeAdded = Event & {
  readonly __typename?: 'ChangeAdded';
  /** The change; null when it is no longer kept. */
  readonly change: Maybe<Change>;
  /** The position of this entry. */
  readonly cursor: Scalars['EventCursor']['output'];
  /** When it was recorded here. */
  readonly recordedAt: Scalars['DateTime']['output'];
};

/** A page of changes. */
export type ChangeConnection = {
  readonly __typename?: 'ChangeConnection';
  /** The changes of this page, each with its own cursor. */
  readonly edges: ReadonlyArray<ChangeEdge>;
  /** The changes of this page, without their cursors. */
  readonly nodes: ReadonlyArray<Change>;
  /** Where this page lies in the whole list. */
  readonly pageInfo: PageInfo;
  /** How many changes the whole list has. Counted only when it is selected. */
  readonly totalCount: Scalars['Int']['output'];
};

/** One of the changes of a page, and its place in the list. */
export type ChangeEdge = {
  readonly __typename?: 'ChangeEdge';
  /** The place in the list; pass it as `after` or `before` to go on from here. */
  readonly cursor: Scalars['String']['output'];
  /** The thing itself. */
  readonly node: Change;
};

/** Which changes to list. All parts that are given must hold. */
export type ChangeFilter = {
  /** Only changes whose author contains this text, in upper or lower case. */
  readonly author?: InputMaybe<Scalars['String']['input']>;
  /** Only changes on this branch. */
  readonly branch?: InputMaybe<Scalars['String']['input']>;
  /** Only changes of this code base. */
  readonly codebase?: InputMaybe<Scalars['String']['input']>;
  /** Only changes of these origins, by name. */
  readonly origins?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  /** Only changes of this repository. */
  readonly repository?: InputMaybe<Scalars['String']['input']>;
  /** Only changes whose revision starts with this. */
  readonly revision?: InputMaybe<Scalars['String']['input']>;
};

/** What retention is to be taken back from. */
export type ClearRetentionInput = {
  /** The global id of an origin, a project or a builder. */
  readonly id: Scalars['ID']['input'];
};

/** The answer to `clearRetention`. */
export type ClearRetentionPayload = {
  readonly __typename?: 'ClearRetentionPayload';
  /** How long builds of it are kept now; null when there is no such thing. */
  readonly retention: Maybe<Retention>;
  /** What it was taken back from: an origin, project or builder; null when there is no such thing. */
  readonly subject: Maybe<Node>;
  /** What was wrong; empty when all went well. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/** A worker that was connected. */
export type ConnectWorkerInput = {
  /** When; now when left out. What is older than the last that was heard changes nothing. */
  readonly at?: InputMaybe<Scalars['DateTime']['input']>;
  /** The worker's name. It comes to be when it is not known. */
  readonly name: Scalars['String']['input'];
  /** The name of the origin. It comes to be when it is not known. */
  readonly origin: Scalars['String']['input'];
};

/** The answer to `connectWorker`. */
export type ConnectWorkerPayload = {
  readonly __typename?: 'ConnectWorkerPayload';
  /** What was wrong with the report; empty when it was accepted. */
  readonly userErrors: ReadonlyArray<UserError>;
  /** The worker; null when the report was refused. */
  readonly worker: Maybe<Worker>;
};

/** What one builder has built of one source stamp. */
export type ConsoleCell = {
  readonly __typename?: 'ConsoleCell';
  /** How many builds of the source stamp it has run, those that still run and those that were given up included. */
  readonly buildCount: Scalars['Int']['output'];
  /** The builder. */
  readonly builder: Builder;
  /** The one of them that started last. */
  readonly latestBuild: Build;
};

/**
 * A page of the console: source stamps by builders. A builder is a column when it has built any of the source stamps of this page, and
 * no build is left out because others were busier: what is too large to be shown whole is refused (LIMIT_EXCEEDED).
 */
export type ConsoleConnection = {
  readonly __typename?: 'ConsoleConnection';
  /** The columns: the builders that match the filter and have built what is on this page, by name. At most 5,000. */
  readonly builders: ReadonlyArray<Builder>;
  /** The rows of this page, each with its own cursor. */
  readonly edges: ReadonlyArray<ConsoleEdge>;
  /** The rows of this page, without their cursors. */
  readonly nodes: ReadonlyArray<ConsoleRow>;
  /** Where this page lies in the whole console. */
  readonly pageInfo: PageInfo;
  /** How many source stamps the whole console has. Counted only when it is selected. */
  readonly totalCount: Scalars['Int']['output'];
};

/** One row of a page of the console, and its place. */
export type ConsoleEdge = {
  readonly __typename?: 'ConsoleEdge';
  /** The place in the console; pass it as `after` or `before` to go on from here. */
  readonly cursor: Scalars['String']['output'];
  /** The row. */
  readonly node: ConsoleRow;
};

/**
 * Which source stamps and builders the console shows: source stamps that match and were built by a builder that matches. All parts that
 * are given must hold; within a list of names, one must.
 */
export type ConsoleFilter = {
  /** Only source stamps on this branch. */
  readonly branch?: InputMaybe<Scalars['String']['input']>;
  /** Only these builders, by name. */
  readonly builders?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  /** Only source stamps of this code base. */
  readonly codebase?: InputMaybe<Scalars['String']['input']>;
  /** Only source stamps of these origins, by name. */
  readonly origins?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  /** Only builders of these projects, by name. */
  readonly projects?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  /** Only source stamps of this repository. */
  readonly repository?: InputMaybe<Scalars['String']['input']>;
  /** Only source stamps whose revision starts with this. */
  readonly revision?: InputMaybe<Scalars['String']['input']>;
  /** Only builders with all of these tags. */
  readonly tags?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
};

/** One source stamp, and what was built of it. */
export type ConsoleRow = {
  readonly __typename?: 'ConsoleRow';
  /** One for each builder that matches the filter and has built it, in the order of the columns. At most 5,000. */
  readonly cells: ReadonlyArray<ConsoleCell>;
  /** What was built. */
  readonly sourceStamp: SourceStamp;
};

/** A secret to make for a hook. */
export type CreateHookInput = {
  /** The name of the origin that its reports are of. */
  readonly originName: Scalars['String']['input'];
  /** The secret, of 16 to 200 characters of ASCII; made here, and shown once, when left out. */
  readonly secret?: InputMaybe<Scalars['String']['input']>;
  /** What is to post. */
  readonly system: HookSystem;
};

/** The answer to `createHook`. */
export type CreateHookPayload = {
  readonly __typename?: 'CreateHookPayload';
  /** The hook; null when it was not made. */
  readonly hook: Maybe<Hook>;
  /** The secret. It is shown only now. Null when it was given, or the hook was not made. */
  readonly secret: Maybe<Scalars['String']['output']>;
  /** What was wrong; empty when all went well. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/** A token to make. */
export type CreateTokenInput = {
  /** What to call it, for people. */
  readonly name: Scalars['String']['input'];
  /** What it is to allow: at least one. */
  readonly scopes: ReadonlyArray<Scope>;
};

/** The answer to `createToken`. */
export type CreateTokenPayload = {
  readonly __typename?: 'CreateTokenPayload';
  /** What to send as `Authorization: Bearer …`. It is shown only now. Null when the token was not made. */
  readonly secret: Maybe<Scalars['String']['output']>;
  /** The token; null when it was not made. */
  readonly token: Maybe<Token>;
  /** What was wrong; empty when all went well. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/** One entry of the event log, or a HEARTBEAT between entries. Entries come in the order in which they were committed. */
export type Event = {
  /** The position of this entry: give it back as `after`, and what follows comes next. */
  readonly cursor: Scalars['EventCursor']['output'];
  /** When it was recorded here; for a HEARTBEAT, when it was sent. */
  readonly recordedAt: Scalars['DateTime']['output'];
};

/** A stretch of the event log. */
export type EventConnection = {
  readonly __typename?: 'EventConnection';
  /** The events of this stretch, each with its cursor. */
  readonly edges: ReadonlyArray<EventEdge>;
  /** The events of this stretch, in the order in which they were committed. */
  readonly nodes: ReadonlyArray<Event>;
  /**
   * Where this stretch lies. `endCursor` is never null here: it is how far the log was read, events that the filter left out
   * included, so pass it as `after` the next time even when `nodes` is empty.
   */
  readonly pageInfo: PageInfo;
};

/** One event of a stretch. */
export type EventEdge = {
  readonly __typename?: 'EventEdge';
  /** The event's position. */
  readonly cursor: Scalars['EventCursor']['output'];
  /** The event. */
  readonly node: Event;
};

/**
 * Which events to deliver. All parts that are given must hold; a HEARTBEAT always comes. A filter that no event can ever match, such as
 * one with an empty list of types, is refused.
 */
export type EventFilter = {
  /** Only events of this build, its steps and its logs. */
  readonly build?: InputMaybe<Scalars['ID']['input']>;
  /**
   * Only events of builds that match, and of their steps and logs. A build's own events are compared by its state and result at
   * that moment; everything else is compared as it is when the event is delivered. An event that is of no build does not match.
   */
  readonly builds?: InputMaybe<BuildFilter>;
  /** Only events of these origins, by name. */
  readonly origins?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  /** Only events of these types. */
  readonly types?: InputMaybe<ReadonlyArray<EventType>>;
};

/** Which events there are. Every one but the heartbeat is kept in the log. */
export type EventType =
  /** A builder became known, or something about it changed. */
  | 'BUILDER_UPDATED'
  /** A build ended. */
  | 'BUILD_FINISHED'
  /**
   * A build was asked for. Told again when more of the request, or of its buildset, has become known: of all its requests then; but only of the one
   * that says so, when all that is new is that the buildset was submitted earlier.
   */
  | 'BUILD_REQUESTED'
  /** A build request was met, or given up. Told again when the time of that, which was not told, has become known. */
  | 'BUILD_REQUEST_FINISHED'
  /** A build started. */
  | 'BUILD_STARTED'
  /** Something about a build changed: its state string, properties, worker, sources or another fact. */
  | 'BUILD_UPDATED'
  /** A change was seen. Told again when more of it has become known. */
  | 'CHANGE_ADDED'
  /** All of a log is there, as far as is known. Told again when it turns out to have more lines, and they have come. */
  | 'LOG_FINISHED'
  /** A step has a new log. Told again when one that was told to be complete turns out not to be. */
  | 'LOG_STARTED'
  /** A master became known, or something about it changed: told also each time that it shows that it is active. */
  | 'MASTER_UPDATED'
  /** An origin became known, or its kind or address changed. */
  | 'ORIGIN_UPDATED'
  /** A project became known, or something about it changed. */
  | 'PROJECT_UPDATED'
  /** A step ended. */
  | 'STEP_FINISHED'
  /** A step became known: it runs, or waits for its turn. */
  | 'STEP_STARTED'
  /** Something about a step changed: its state string, links, or that it now runs. */
  | 'STEP_UPDATED'
  /** Results of tests were added to a build. */
  | 'TEST_RESULTS_REPORTED'
  /** A worker was connected to its CI system. */
  | 'WORKER_CONNECTED'
  /** A worker was lost by its CI system. */
  | 'WORKER_LOST'
  /** A worker became known, or something about it changed. */
  | 'WORKER_UPDATED';

/** The end of a build. */
export type FinishBuildInput = {
  /**
   * Whether the same build may end more than once, as a check does that is run again under its id. Of all ends that are told with this, in
   * whatever order, the one with the latest `completedAt` stands; of those at the same moment, the one with the worst result. Without
   * it, another result than the one that was told before is refused.
   */
  readonly again?: Scalars['Boolean']['input'];
  /** Which one. */
  readonly build: BuildRef;
  /**
   * When it ended; when left out, the moment of the report, until it is told. An end before the start is no error, since clocks
   * differ: both stay as they were told, and the duration is 0. When only one of them was told, the other is moved to it.
   */
  readonly completedAt?: InputMaybe<Scalars['DateTime']['input']>;
  /** How it ended. */
  readonly result: Result;
  /** What came of it, in a few words. */
  readonly stateString?: InputMaybe<Scalars['String']['input']>;
};

/** The answer to `finishBuild`. */
export type FinishBuildPayload = {
  readonly __typename?: 'FinishBuildPayload';
  /** The build; null when the report was refused, or while the build itself has not been reported. */
  readonly build: Maybe<Build>;
  /** What was wrong with the report; empty when it was accepted. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/** The end of a build request. */
export type FinishBuildRequestInput = {
  /** Which one. */
  readonly buildRequest: BuildRequestRef;
  /**
   * When it ended; when left out, the moment of the report, until it is told. A time before it was asked for is no error, since clocks
   * differ: both stay as they are.
   */
  readonly completedAt?: InputMaybe<Scalars['DateTime']['input']>;
  /** How it ended. */
  readonly result: Result;
};

/** The answer to `finishBuildRequest`. */
export type FinishBuildRequestPayload = {
  readonly __typename?: 'FinishBuildRequestPayload';
  /** The request; null when the report was refused. */
  readonly buildRequest: Maybe<BuildRequest>;
  /** What was wrong with the report; empty when it was accepted. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/** The end of a log. */
export type FinishLogInput = {
  /** How many lines it has. When fewer have arrived, it is complete once they have, and not before, also when its step has ended. */
  readonly lineCount?: InputMaybe<Scalars['Int']['input']>;
  /** The log's name within the step. */
  readonly name: Scalars['String']['input'];
  /** The step that wrote it. */
  readonly step: StepRef;
  /** What the log holds; matters when nothing was appended to it. */
  readonly type?: LogType;
};

/** The answer to `finishLog`. */
export type FinishLogPayload = {
  readonly __typename?: 'FinishLogPayload';
  /** The log; null when the report was refused. */
  readonly log: Maybe<Log>;
  /** What was wrong with the report; empty when it was accepted. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/** The end of a step. */
export type FinishStepInput = {
  /**
   * When it ended; when left out, the moment of the report, until it is told. An end before the start is no error, since clocks
   * differ: both stay as they were told, and the duration is 0. When only one of them was told, the other is moved to it.
   */
  readonly completedAt?: InputMaybe<Scalars['DateTime']['input']>;
  /** Whether a page should leave it out unless asked: the last word on that, which a repeated report may not contradict. */
  readonly hidden?: InputMaybe<Scalars['Boolean']['input']>;
  /** How it ended. */
  readonly result: Result;
  /** What came of it, in a few words. */
  readonly stateString?: InputMaybe<Scalars['String']['input']>;
  /** Which one. */
  readonly step: StepRef;
};

/** The answer to `finishStep`. */
export type FinishStepPayload = {
  readonly __typename?: 'FinishStepPayload';
  /** The step; null when the report was refused. */
  readonly step: Maybe<Step>;
  /** What was wrong with the report; empty when it was accepted. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/**
 * Sent while there is nothing to tell, so that an idle client knows how far it is: up to date, or, while it catches up with a
 * long log of which its filter lets little through, at some moment of the past. It is not kept in the log.
 */
export type Heartbeat = Event & {
  readonly __typename?: 'Heartbeat';
  /** Everything that the filter lets through, up to here, has been delivered. */
  readonly cursor: Scalars['EventCursor']['output'];
  /** The moment up to which that is: when it was sent, or, while the client catches up, when the event was recorded that it has come to. */
  readonly recordedAt: Scalars['DateTime']['output'];
};

/**
 * A secret with which a CI system may post to the hook of one origin, and do nothing else. An origin's hook can have several (20 at most), so that
 * one can be replaced by the next. The secret is never shown again.
 */
export type Hook = Node & {
  readonly __typename?: 'Hook';
  /** When it was made. */
  readonly createdAt: Scalars['DateTime']['output'];
  /** The global id. */
  readonly id: Scalars['ID']['output'];
  /** That origin; null while it has not reported anything. */
  readonly origin: Maybe<Origin>;
  /** The name of the origin that its reports are of. */
  readonly originName: Scalars['String']['output'];
  /** Where to post to, on this server: `/hooks/github/acme`. */
  readonly path: Scalars['String']['output'];
  /** What posts to it. */
  readonly system: HookSystem;
};

/** A page of hooks. */
export type HookConnection = {
  readonly __typename?: 'HookConnection';
  /** The hooks of this page, each with its own cursor. */
  readonly edges: ReadonlyArray<HookEdge>;
  /** The hooks of this page, without their cursors. */
  readonly nodes: ReadonlyArray<Hook>;
  /** Where this page lies in the whole list. */
  readonly pageInfo: PageInfo;
  /** How many hooks the whole list has. Counted only when it is selected. */
  readonly totalCount: Scalars['Int']['output'];
};

/** What a hook received, as it came. */
export type HookDelivery = Node & {
  readonly __typename?: 'HookDelivery';
  /** How the body begins: its first 65,536 bytes, as text. Counts as 100 objects of those that an operation may ask for. */
  readonly bodyExcerpt: Scalars['String']['output'];
  /** How long the body is, in bytes. */
  readonly byteCount: Scalars['Int']['output'];
  /** The sender's own name for it, or a digest of a long one: what comes again under it is dropped. Null when the sender has none. */
  readonly deliveryKey: Maybe<Scalars['String']['output']>;
  /** The headers that say something about the body, such as the name of the event; never what authenticates. */
  readonly headers: Scalars['JSON']['output'];
  /** The global id. */
  readonly id: Scalars['ID']['output'];
  /** That origin; null while it has not reported anything. */
  readonly origin: Maybe<Origin>;
  /** The name of the origin that it was posted for. */
  readonly originName: Scalars['String']['output'];
  /** Why it could not be applied, wholly or in part: one sentence a line; null when it was, or waits. */
  readonly reason: Maybe<Scalars['String']['output']>;
  /** When it was received. */
  readonly receivedAt: Scalars['DateTime']['output'];
  /** What has become of it. */
  readonly state: HookDeliveryState;
  /** What posted it. */
  readonly system: HookSystem;
  /** When it was last tried to apply it; null while it waits. */
  readonly triedAt: Maybe<Scalars['DateTime']['output']>;
};

/** A page of deliveries. */
export type HookDeliveryConnection = {
  readonly __typename?: 'HookDeliveryConnection';
  /** The deliveries of this page, each with its own cursor. */
  readonly edges: ReadonlyArray<HookDeliveryEdge>;
  /** The deliveries of this page, without their cursors. */
  readonly nodes: ReadonlyArray<HookDelivery>;
  /** Where this page lies in the whole list. */
  readonly pageInfo: PageInfo;
  /** How many deliveries the whole list has. Counted only when it is selected. */
  readonly totalCount: Scalars['Int']['output'];
};

/** One of the deliveries of a page, and its place in the list. */
export type HookDeliveryEdge = {
  readonly __typename?: 'HookDeliveryEdge';
  /** The place in the list; pass it as `after` or `before` to go on from here. */
  readonly cursor: Scalars['String']['output'];
  /** The thing itself. */
  readonly node: HookDelivery;
};

/** Which deliveries. Parts that are given must all match. */
export type HookDeliveryFilter = {
  /** Only what was posted for one of these origins, by name. */
  readonly origins?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  /** Only what was received before this time. */
  readonly receivedBefore?: InputMaybe<Scalars['DateTime']['input']>;
  /** Only what was received at this time or later. */
  readonly receivedFrom?: InputMaybe<Scalars['DateTime']['input']>;
  /** Only deliveries in one of these states. */
  readonly states?: InputMaybe<ReadonlyArray<HookDeliveryState>>;
  /** Only what one of these systems posted. */
  readonly systems?: InputMaybe<ReadonlyArray<HookSystem>>;
};

/** What has become of a delivery. */
export type HookDeliveryState =
  /** All of it is a part of the history. */
  | 'APPLIED'
  /** It could not be applied, wholly or in part: see `reason`. It can be tried again, by `replayHookDeliveries`. */
  | 'UNAPPLIED'
  /** It is kept, and will be applied. */
  | 'WAITING';

/** One of the hooks of a page, and its place in the list. */
export type HookEdge = {
  readonly __typename?: 'HookEdge';
  /** The place in the list; pass it as `after` or `before` to go on from here. */
  readonly cursor: Scalars['String']['output'];
  /** The thing itself. */
  readonly node: Hook;
};

/** A CI system that can post to a hook: `/hooks/NAME/ORIGIN`, with its name in lower case. */
export type HookSystem =
  /** Buildbot's HttpStatusPush: docs/buildbot.md. */
  | 'BUILDBOT'
  /** CDEvents over CloudEvents: docs/cdevents.md. */
  | 'CDEVENTS'
  /** GitHub's webhooks, for GitHub Actions and checks: docs/github.md. */
  | 'GITHUB'
  /** GitLab's webhooks: docs/gitlab.md. */
  | 'GITLAB'
  /** Jenkins with its notification plugin: docs/jenkins.md. */
  | 'JENKINS';

/** A named address. */
export type Link = {
  readonly __typename?: 'Link';
  /** What to call it. */
  readonly name: Scalars['String']['output'];
  /** The address. It comes from outside: show it as a link only when it is http or https. */
  readonly url: Scalars['String']['output'];
};

/** A named address. */
export type LinkInput = {
  /** What to call it. */
  readonly name: Scalars['String']['input'];
  /** The address: http or https. */
  readonly url: Scalars['String']['input'];
};

/** The output of a step, in lines. */
export type Log = Node & {
  readonly __typename?: 'Log';
  /** How many bytes its lines take, in UTF-8, line ends included. */
  readonly byteCount: Scalars['Long']['output'];
  /**
   * Whether its end, or that of its step, was reported, and all lines that were announced are there. Reports come late: a complete log can
   * still gain lines, which are there for who reads it again after the last cursor.
   */
  readonly complete: Scalars['Boolean']['output'];
  /** The global id. */
  readonly id: Scalars['ID']['output'];
  /** How many lines it has so far. */
  readonly lineCount: Scalars['Int']['output'];
  /** Its lines. With `last`, the end of the log, as `tail` shows it. */
  readonly lines: LogLineConnection;
  /** Its name, unique within its step, such as `stdio`. */
  readonly name: Scalars['String']['output'];
  /** The path, on this server, of the whole log as plain text. */
  readonly rawUrl: Scalars['String']['output'];
  /** The step that wrote it. */
  readonly step: Step;
  /** What it holds. */
  readonly type: LogType;
};


/** The output of a step, in lines. */
export type LogLinesArgs = {
  after: InputMaybe<Scalars['String']['input']>;
  before: InputMaybe<Scalars['String']['input']>;
  first: InputMaybe<Scalars['Int']['input']>;
  last: InputMaybe<Scalars['Int']['input']>;
};

/** All of a log is there, as far as is known. Told again when it turns out to have more lines, and they have come. */
export type LogFinished = Event & {
  readonly __typename?: 'LogFinished';
  /** The position of this entry. */
  readonly cursor: Scalars['EventCursor']['output'];
  /** How many lines it had at that moment. */
  readonly lineCount: Scalars['Int']['output'];
  /** The log as it is now; null when it is no longer kept. */
  readonly log: Maybe<Log>;
  /** When it was recorded here. */
  readonly recordedAt: Scalars['DateTime']['output'];
};

/** One line of a log. */
export type LogLine = {
  readonly __typename?: 'LogLine';
  /** Its number, from 0. */
  readonly number: Scalars['Int']['output'];
  /** Where it came from; null unless the log is STDIO. */
  readonly stream: Maybe<LogStream>;
  /** The line, without its line end. */
  readonly text: Scalars['String']['output'];
};

/** Some lines of a log that is being followed. */
export type LogLineBatch = {
  readonly __typename?: 'LogLineBatch';
  /** Whether the log is complete, and these are its last lines. */
  readonly complete: Scalars['Boolean']['output'];
  /** The place after these lines; give it back as `after` to go on from here. */
  readonly cursor: Scalars['String']['output'];
  /** The lines, in order; empty when there are none, or only the completion is news. At most 1,000. */
  readonly lines: ReadonlyArray<LogLine>;
};

/** A page of the lines of a log. */
export type LogLineConnection = {
  readonly __typename?: 'LogLineConnection';
  /** The lines of this page, each with its own cursor. */
  readonly edges: ReadonlyArray<LogLineEdge>;
  /** The lines of this page, without their cursors. */
  readonly nodes: ReadonlyArray<LogLine>;
  /** Where this page lies in the log. */
  readonly pageInfo: PageInfo;
  /** How many lines the log has so far. */
  readonly totalCount: Scalars['Int']['output'];
};

/** One line of a page, and its place in the log. */
export type LogLineEdge = {
  readonly __typename?: 'LogLineEdge';
  /** The place in the log; pass it as `after` or `before`, here or to `logLines`. */
  readonly cursor: Scalars['String']['output'];
  /** The line. */
  readonly node: LogLine;
};

/**
 * A step has a new log. Told again when one that was told to be complete is not after all: more lines were announced than there are, or
 * its step, which counted as lost, goes on. It is complete with the next LogFinished.
 */
export type LogStarted = Event & {
  readonly __typename?: 'LogStarted';
  /** The position of this entry. */
  readonly cursor: Scalars['EventCursor']['output'];
  /** The log as it is now; null when it is no longer kept. */
  readonly log: Maybe<Log>;
  /** When it was recorded here. */
  readonly recordedAt: Scalars['DateTime']['output'];
};

/** Where a line of a STDIO log came from. */
export type LogStream =
  /** Said by the CI system about the command: how it was called, how it exited. */
  | 'HEADER'
  /** The command's standard error. */
  | 'STDERR'
  /** What the command was given to read. */
  | 'STDIN'
  /** The command's standard output. */
  | 'STDOUT';

/** What a log holds. */
export type LogType =
  /** An HTML document. It is data: clients must not show it as a part of their own page. */
  | 'HTML'
  /** A command's output, each line with the stream that it came from. */
  | 'STDIO'
  /** Plain text. */
  | 'TEXT';

/** A worker that was lost. */
export type LoseWorkerInput = {
  /** When; now when left out. What is older than the last that was heard changes nothing. */
  readonly at?: InputMaybe<Scalars['DateTime']['input']>;
  /** The worker's name. It comes to be when it is not known. */
  readonly name: Scalars['String']['input'];
  /** The name of the origin. It comes to be when it is not known. */
  readonly origin: Scalars['String']['input'];
};

/** The answer to `loseWorker`. */
export type LoseWorkerPayload = {
  readonly __typename?: 'LoseWorkerPayload';
  /** What was wrong with the report; empty when it was accepted. */
  readonly userErrors: ReadonlyArray<UserError>;
  /** The worker; null when the report was refused. */
  readonly worker: Maybe<Worker>;
};

/** One Buildbot master process of an origin. */
export type Master = Node & {
  readonly __typename?: 'Master';
  /** Whether it was running when it was last heard of. */
  readonly active: Scalars['Boolean']['output'];
  /** The global id. */
  readonly id: Scalars['ID']['output'];
  /** When it was last heard of; null when never. */
  readonly lastActiveAt: Maybe<Scalars['DateTime']['output']>;
  /** Its name, as Buildbot writes it: host name and directory. */
  readonly name: Scalars['String']['output'];
  /** The installation that it belongs to. */
  readonly origin: Origin;
};

/** A page of masters. */
export type MasterConnection = {
  readonly __typename?: 'MasterConnection';
  /** The masters of this page, each with its own cursor. */
  readonly edges: ReadonlyArray<MasterEdge>;
  /** The masters of this page, without their cursors. */
  readonly nodes: ReadonlyArray<Master>;
  /** Where this page lies in the whole list. */
  readonly pageInfo: PageInfo;
  /** How many masters the whole list has. Counted only when it is selected. */
  readonly totalCount: Scalars['Int']['output'];
};

/** One of the masters of a page, and its place in the list. */
export type MasterEdge = {
  readonly __typename?: 'MasterEdge';
  /** The place in the list; pass it as `after` or `before` to go on from here. */
  readonly cursor: Scalars['String']['output'];
  /** The thing itself. */
  readonly node: Master;
};

/** A master became known, or something about it changed: told also each time that it shows that it is active. */
export type MasterUpdated = Event & {
  readonly __typename?: 'MasterUpdated';
  /** The position of this entry. */
  readonly cursor: Scalars['EventCursor']['output'];
  /** The master as it is now; null when it is no longer kept. */
  readonly master: Maybe<Master>;
  /** When it was recorded here. */
  readonly recordedAt: Scalars['DateTime']['output'];
};

/**
 * Everything that can be said. Reports need the scope REPORT, tokens and webhooks ADMIN. A report may be repeated: the same again changes
 * nothing and answers the same; the same key with contradicting facts is refused with CONFLICT. A report that is answered
 * without `userErrors` is durable.
 */
export type Mutation = {
  readonly __typename?: 'Mutation';
  /** Says that a change was seen. */
  readonly addChange: AddChangePayload;
  /** Adds lines to a log, which comes to be with its first lines. */
  readonly appendLog: AppendLogPayload;
  /** Takes back what was set on an origin, a project or a builder: what is set further away holds again. Again, it changes nothing. */
  readonly clearRetention: ClearRetentionPayload;
  /** Says that a worker was connected to its CI system. */
  readonly connectWorker: ConnectWorkerPayload;
  /**
   * Makes a secret for the hook of an origin, which need not have reported anything yet. Give it to the CI system together with the address.
   * A hook that has 20 secrets gets no more: CONFLICT.
   */
  readonly createHook: CreateHookPayload;
  /** Makes an access token. */
  readonly createToken: CreateTokenPayload;
  /** Says that a build ended. */
  readonly finishBuild: FinishBuildPayload;
  /** Says that a build request, which must be known, was met or given up. Not needed for one that a build meets: the end of that build ends it. */
  readonly finishBuildRequest: FinishBuildRequestPayload;
  /** Says that all of a log was sent. */
  readonly finishLog: FinishLogPayload;
  /** Says that a step ended. Its logs are complete then. */
  readonly finishStep: FinishStepPayload;
  /** Says that a worker was lost by its CI system. */
  readonly loseWorker: LoseWorkerPayload;
  /**
   * Says all of a build that has ended, in one report: what the reports of its request, its start, its steps, its properties and its end would
   * say one after the other, and with what comes of these, also where the build or parts of it are known already. It is kept whole or not at
   * all. Many of them in one `report` are the fastest way to bring a history in. Lines of logs and results of tests are reported by themselves.
   */
  readonly recordBuild: RecordBuildPayload;
  /** Says what a builder is. A builder that was never registered comes to be with its first build or request. */
  readonly registerBuilder: RegisterBuilderPayload;
  /** Says what a Buildbot master is, and whether it runs. */
  readonly registerMaster: RegisterMasterPayload;
  /** Says what an origin is. An origin that was never registered comes to be, as CUSTOM, with its first report. */
  readonly registerOrigin: RegisterOriginPayload;
  /** Says what a project is. */
  readonly registerProject: RegisterProjectPayload;
  /**
   * Registers a webhook: from now on, or from `after`, events are posted to its address. A cursor that cannot be used is refused as it
   * is by `events`, with CURSOR_EXPIRED or BAD_USER_INPUT, and so is a filter that nothing can match. Where there are as many as the
   * server allows (LAVALAMP_MAX_WEBHOOKS), the error is LIMIT_EXCEEDED.
   */
  readonly registerWebhook: RegisterWebhookPayload;
  /** Says what a worker is. A worker that was never registered comes to be with its first build. */
  readonly registerWorker: RegisterWorkerPayload;
  /** Removes the secret of a hook: what is sent with it is refused, within two seconds on all servers. */
  readonly removeHook: RemoveHookPayload;
  /** Removes a webhook. A request that is under way may still arrive. */
  readonly removeWebhook: RemoveWebhookPayload;
  /**
   * Lets deliveries be applied again, as after an update that understands more of them. What has been applied before changes nothing. They are
   * applied soon after this is answered: ask `hookDeliveries` for what became of them.
   */
  readonly replayHookDeliveries: ReplayHookDeliveriesPayload;
  /**
   * Many reports, taken in their order, in one call. A report that is wrong is refused by itself, with its index in `path`; the
   * others are kept. At most 1,000.
   *
   * What is not even of the form that this schema asks for (a field that must be there is missing, or is not known; a value of an enum
   * that there is not; a time that is none) is refused before any report is looked at, as in every GraphQL request: the answer has an
   * error with the code BAD_USER_INPUT, which names the place, such as `reports[3].startBuild.startedAt`, and nothing is kept. Take that
   * report out, and send the others again.
   */
  readonly report: ReportPayload;
  /**
   * Adds results of tests to a build: any number of them, in reports of any length, each sent in as many parts as it takes. Files of JUnit
   * XML need not be translated for it: see docs/tests.md.
   */
  readonly reportTestResults: ReportTestResultsPayload;
  /** Says that a build was asked for. */
  readonly requestBuild: RequestBuildPayload;
  /** Revokes an access token: nothing can be asked with it any more, and what is still open with it ends within seconds. Revoking it again changes nothing. */
  readonly revokeToken: RevokeTokenPayload;
  /** Gives a webhook another secret. For a day everything is signed with the one before as well, so that the receiver can change in time. */
  readonly rotateWebhookSecret: RotateWebhookSecretPayload;
  /** Sets properties of a build. Those that are not named stay as they are. */
  readonly setProperties: SetPropertiesPayload;
  /**
   * Sets how long builds of an origin, a project or a builder are kept, in place of what was set on it before. What is set on a builder
   * holds for it whatever is set on its project, and that whatever is set on the origin.
   */
  readonly setRetention: SetRetentionPayload;
  /** Says that a build started. Steps that were reported before it are a part of it from now on. */
  readonly startBuild: StartBuildPayload;
  /** Says that a step started, or that it waits for its turn. */
  readonly startStep: StartStepPayload;
  /** Says what else became known of a build, such as its state string or the revision that it got. */
  readonly updateBuild: UpdateBuildPayload;
  /** Says what else became known of a step, such as its state string or a link. */
  readonly updateStep: UpdateStepPayload;
  /** Changes a webhook, pauses it, or resumes it. Unless it is paused, it is tried again at once, also when nothing is changed. */
  readonly updateWebhook: UpdateWebhookPayload;
};


/**
 * Everything that can be said. Reports need the scope REPORT, tokens and webhooks ADMIN. A report may be repeated: the same again changes
 * nothing and answers the same; the same key with contradicting facts is refused with CONFLICT. A report that is answered
 * without `userErrors` is durable.
 */
export type MutationAddChangeArgs = {
  input: AddChangeInput;
};


/**
 * Everything that can be said. Reports need the scope REPORT, tokens and webhooks ADMIN. A report may be repeated: the same again changes
 * nothing and answers the same; the same key with contradicting facts is refused with CONFLICT. A report that is answered
 * without `userErrors` is durable.
 */
export type MutationAppendLogArgs = {
  input: AppendLogInput;
};


/**
 * Everything that can be said. Reports need the scope REPORT, tokens and webhooks ADMIN. A report may be repeated: the same again changes
 * nothing and answers the same; the same key with contradicting facts is refused with CONFLICT. A report that is answered
 * without `userErrors` is durable.
 */
export type MutationClearRetentionArgs = {
  input: ClearRetentionInput;
};


/**
 * Everything that can be said. Reports need the scope REPORT, tokens and webhooks ADMIN. A report may be repeated: the same again changes
 * nothing and answers the same; the same key with contradicting facts is refused with CONFLICT. A report that is answered
 * without `userErrors` is durable.
 */
export type MutationConnectWorkerArgs = {
  input: ConnectWorkerInput;
};


/**
 * Everything that can be said. Reports need the scope REPORT, tokens and webhooks ADMIN. A report may be repeated: the same again changes
 * nothing and answers the same; the same key with contradicting facts is refused with CONFLICT. A report that is answered
 * without `userErrors` is durable.
 */
export type MutationCreateHookArgs = {
  input: CreateHookInput;
};


/**
 * Everything that can be said. Reports need the scope REPORT, tokens and webhooks ADMIN. A report may be repeated: the same again changes
 * nothing and answers the same; the same key with contradicting facts is refused with CONFLICT. A report that is answered
 * without `userErrors` is durable.
 */
export type MutationCreateTokenArgs = {
  input: CreateTokenInput;
};


/**
 * Everything that can be said. Reports need the scope REPORT, tokens and webhooks ADMIN. A report may be repeated: the same again changes
 * nothing and answers the same; the same key with contradicting facts is refused with CONFLICT. A report that is answered
 * without `userErrors` is durable.
 */
export type MutationFinishBuildArgs = {
  input: FinishBuildInput;
};


/**
 * Everything that can be said. Reports need the scope REPORT, tokens and webhooks ADMIN. A report may be repeated: the same again changes
 * nothing and answers the same; the same key with contradicting facts is refused with CONFLICT. A report that is answered
 * without `userErrors` is durable.
 */
export type MutationFinishBuildRequestArgs = {
  input: FinishBuildRequestInput;
};


/**
 * Everything that can be said. Reports need the scope REPORT, tokens and webhooks ADMIN. A report may be repeated: the same again changes
 * nothing and answers the same; the same key with contradicting facts is refused with CONFLICT. A report that is answered
 * without `userErrors` is durable.
 */
export type MutationFinishLogArgs = {
  input: FinishLogInput;
};


/**
 * Everything that can be said. Reports need the scope REPORT, tokens and webhooks ADMIN. A report may be repeated: the same again changes
 * nothing and answers the same; the same key with contradicting facts is refused with CONFLICT. A report that is answered
 * without `userErrors` is durable.
 */
export type MutationFinishStepArgs = {
  input: FinishStepInput;
};


/**
 * Everything that can be said. Reports need the scope REPORT, tokens and webhooks ADMIN. A report may be repeated: the same again changes
 * nothing and answers the same; the same key with contradicting facts is refused with CONFLICT. A report that is answered
 * without `userErrors` is durable.
 */
export type MutationLoseWorkerArgs = {
  input: LoseWorkerInput;
};


/**
 * Everything that can be said. Reports need the scope REPORT, tokens and webhooks ADMIN. A report may be repeated: the same again changes
 * nothing and answers the same; the same key with contradicting facts is refused with CONFLICT. A report that is answered
 * without `userErrors` is durable.
 */
export type MutationRecordBuildArgs = {
  input: RecordBuildInput;
};


/**
 * Everything that can be said. Reports need the scope REPORT, tokens and webhooks ADMIN. A report may be repeated: the same again changes
 * nothing and answers the same; the same key with contradicting facts is refused with CONFLICT. A report that is answered
 * without `userErrors` is durable.
 */
export type MutationRegisterBuilderArgs = {
  input: RegisterBuilderInput;
};


/**
 * Everything that can be said. Reports need the scope REPORT, tokens and webhooks ADMIN. A report may be repeated: the same again changes
 * nothing and answers the same; the same key with contradicting facts is refused with CONFLICT. A report that is answered
 * without `userErrors` is durable.
 */
export type MutationRegisterMasterArgs = {
  input: RegisterMasterInput;
};


/**
 * Everything that can be said. Reports need the scope REPORT, tokens and webhooks ADMIN. A report may be repeated: the same again changes
 * nothing and answers the same; the same key with contradicting facts is refused with CONFLICT. A report that is answered
 * without `userErrors` is durable.
 */
export type MutationRegisterOriginArgs = {
  input: RegisterOriginInput;
};


/**
 * Everything that can be said. Reports need the scope REPORT, tokens and webhooks ADMIN. A report may be repeated: the same again changes
 * nothing and answers the same; the same key with contradicting facts is refused with CONFLICT. A report that is answered
 * without `userErrors` is durable.
 */
export type MutationRegisterProjectArgs = {
  input: RegisterProjectInput;
};


/**
 * Everything that can be said. Reports need the scope REPORT, tokens and webhooks ADMIN. A report may be repeated: the same again changes
 * nothing and answers the same; the same key with contradicting facts is refused with CONFLICT. A report that is answered
 * without `userErrors` is durable.
 */
export type MutationRegisterWebhookArgs = {
  input: RegisterWebhookInput;
};


/**
 * Everything that can be said. Reports need the scope REPORT, tokens and webhooks ADMIN. A report may be repeated: the same again changes
 * nothing and answers the same; the same key with contradicting facts is refused with CONFLICT. A report that is answered
 * without `userErrors` is durable.
 */
export type MutationRegisterWorkerArgs = {
  input: RegisterWorkerInput;
};


/**
 * Everything that can be said. Reports need the scope REPORT, tokens and webhooks ADMIN. A report may be repeated: the same again changes
 * nothing and answers the same; the same key with contradicting facts is refused with CONFLICT. A report that is answered
 * without `userErrors` is durable.
 */
export type MutationRemoveHookArgs = {
  input: RemoveHookInput;
};


/**
 * Everything that can be said. Reports need the scope REPORT, tokens and webhooks ADMIN. A report may be repeated: the same again changes
 * nothing and answers the same; the same key with contradicting facts is refused with CONFLICT. A report that is answered
 * without `userErrors` is durable.
 */
export type MutationRemoveWebhookArgs = {
  input: RemoveWebhookInput;
};


/**
 * Everything that can be said. Reports need the scope REPORT, tokens and webhooks ADMIN. A report may be repeated: the same again changes
 * nothing and answers the same; the same key with contradicting facts is refused with CONFLICT. A report that is answered
 * without `userErrors` is durable.
 */
export type MutationReplayHookDeliveriesArgs = {
  filter: InputMaybe<HookDeliveryFilter>;
};


/**
 * Everything that can be said. Reports need the scope REPORT, tokens and webhooks ADMIN. A report may be repeated: the same again changes
 * nothing and answers the same; the same key with contradicting facts is refused with CONFLICT. A report that is answered
 * without `userErrors` is durable.
 */
export type MutationReportArgs = {
  reports: ReadonlyArray<Report>;
};


/**
 * Everything that can be said. Reports need the scope REPORT, tokens and webhooks ADMIN. A report may be repeated: the same again changes
 * nothing and answers the same; the same key with contradicting facts is refused with CONFLICT. A report that is answered
 * without `userErrors` is durable.
 */
export type MutationReportTestResultsArgs = {
  input: ReportTestResultsInput;
};


/**
 * Everything that can be said. Reports need the scope REPORT, tokens and webhooks ADMIN. A report may be repeated: the same again changes
 * nothing and answers the same; the same key with contradicting facts is refused with CONFLICT. A report that is answered
 * without `userErrors` is durable.
 */
export type MutationRequestBuildArgs = {
  input: RequestBuildInput;
};


/**
 * Everything that can be said. Reports need the scope REPORT, tokens and webhooks ADMIN. A report may be repeated: the same again changes
 * nothing and answers the same; the same key with contradicting facts is refused with CONFLICT. A report that is answered
 * without `userErrors` is durable.
 */
export type MutationRevokeTokenArgs = {
  input: RevokeTokenInput;
};


/**
 * Everything that can be said. Reports need the scope REPORT, tokens and webhooks ADMIN. A report may be repeated: the same again changes
 * nothing and answers the same; the same key with contradicting facts is refused with CONFLICT. A report that is answered
 * without `userErrors` is durable.
 */
export type MutationRotateWebhookSecretArgs = {
  input: RotateWebhookSecretInput;
};


/**
 * Everything that can be said. Reports need the scope REPORT, tokens and webhooks ADMIN. A report may be repeated: the same again changes
 * nothing and answers the same; the same key with contradicting facts is refused with CONFLICT. A report that is answered
 * without `userErrors` is durable.
 */
export type MutationSetPropertiesArgs = {
  input: SetPropertiesInput;
};


/**
 * Everything that can be said. Reports need the scope REPORT, tokens and webhooks ADMIN. A report may be repeated: the same again changes
 * nothing and answers the same; the same key with contradicting facts is refused with CONFLICT. A report that is answered
 * without `userErrors` is durable.
 */
export type MutationSetRetentionArgs = {
  input: SetRetentionInput;
};


/**
 * Everything that can be said. Reports need the scope REPORT, tokens and webhooks ADMIN. A report may be repeated: the same again changes
 * nothing and answers the same; the same key with contradicting facts is refused with CONFLICT. A report that is answered
 * without `userErrors` is durable.
 */
export type MutationStartBuildArgs = {
  input: StartBuildInput;
};


/**
 * Everything that can be said. Reports need the scope REPORT, tokens and webhooks ADMIN. A report may be repeated: the same again changes
 * nothing and answers the same; the same key with contradicting facts is refused with CONFLICT. A report that is answered
 * without `userErrors` is durable.
 */
export type MutationStartStepArgs = {
  input: StartStepInput;
};


/**
 * Everything that can be said. Reports need the scope REPORT, tokens and webhooks ADMIN. A report may be repeated: the same again changes
 * nothing and answers the same; the same key with contradicting facts is refused with CONFLICT. A report that is answered
 * without `userErrors` is durable.
 */
export type MutationUpdateBuildArgs = {
  input: UpdateBuildInput;
};


/**
 * Everything that can be said. Reports need the scope REPORT, tokens and webhooks ADMIN. A report may be repeated: the same again changes
 * nothing and answers the same; the same key with contradicting facts is refused with CONFLICT. A report that is answered
 * without `userErrors` is durable.
 */
export type MutationUpdateStepArgs = {
  input: UpdateStepInput;
};


/**
 * Everything that can be said. Reports need the scope REPORT, tokens and webhooks ADMIN. A report may be repeated: the same again changes
 * nothing and answers the same; the same key with contradicting facts is refused with CONFLICT. A report that is answered
 * without `userErrors` is durable.
 */
export type MutationUpdateWebhookArgs = {
  input: UpdateWebhookInput;
};

/** Which workers, projects or masters to list. All parts that are given must hold. */
export type NameFilter = {
  /** Only those with one of these names. */
  readonly names?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  /** Only those of these origins, by name. */
  readonly origins?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
};

/** Anything with a global id. `node(id:)` fetches it again. */
export type Node = {
  /** A global id: unique over all types, opaque, and stable for the life of the thing. */
  readonly id: Scalars['ID']['output'];
};

/** Which way a list is ordered. */
export type OrderDirection =
  /** Smallest, earliest or first in the alphabet at the top. */
  | 'ASC'
  /** Largest, latest or last in the alphabet at the top. */
  | 'DESC';

/** One installation of a CI system that reports here. Names and numbers are unique within it. */
export type Origin = Node & {
  readonly __typename?: 'Origin';
  /** Its builders, by name. */
  readonly builders: BuilderConnection;
  /** When it was first heard of. */
  readonly createdAt: Scalars['DateTime']['output'];
  /** The global id. */
  readonly id: Scalars['ID']['output'];
  /** Which kind of CI system it is. */
  readonly kind: OriginKind;
  /** Its master processes, by name. Only Buildbot has any. */
  readonly masters: MasterConnection;
  /** Its name, chosen when it was set up, such as `ci.example.org`. */
  readonly name: Scalars['String']['output'];
  /** Its projects, by name. */
  readonly projects: ProjectConnection;
  /** How long its builds are kept, where nothing was set on their builders or projects. */
  readonly retention: Retention;
  /** Where its own web interface is; null when it has none, or none was told. */
  readonly url: Maybe<Scalars['String']['output']>;
  /** Its workers, by name. */
  readonly workers: WorkerConnection;
};


/** One installation of a CI system that reports here. Names and numbers are unique within it. */
export type OriginBuildersArgs = {
  after: InputMaybe<Scalars['String']['input']>;
  before: InputMaybe<Scalars['String']['input']>;
  first: InputMaybe<Scalars['Int']['input']>;
  last: InputMaybe<Scalars['Int']['input']>;
};


/** One installation of a CI system that reports here. Names and numbers are unique within it. */
export type OriginMastersArgs = {
  after: InputMaybe<Scalars['String']['input']>;
  before: InputMaybe<Scalars['String']['input']>;
  first: InputMaybe<Scalars['Int']['input']>;
  last: InputMaybe<Scalars['Int']['input']>;
};


/** One installation of a CI system that reports here. Names and numbers are unique within it. */
export type OriginProjectsArgs = {
  after: InputMaybe<Scalars['String']['input']>;
  before: InputMaybe<Scalars['String']['input']>;
  first: InputMaybe<Scalars['Int']['input']>;
  last: InputMaybe<Scalars['Int']['input']>;
};


/** One installation of a CI system that reports here. Names and numbers are unique within it. */
export type OriginWorkersArgs = {
  after: InputMaybe<Scalars['String']['input']>;
  before: InputMaybe<Scalars['String']['input']>;
  first: InputMaybe<Scalars['Int']['input']>;
  last: InputMaybe<Scalars['Int']['input']>;
};

/** A page of origins. */
export type OriginConnection = {
  readonly __typename?: 'OriginConnection';
  /** The origins of this page, each with its own cursor. */
  readonly edges: ReadonlyArray<OriginEdge>;
  /** The origins of this page, without their cursors. */
  readonly nodes: ReadonlyArray<Origin>;
  /** Where this page lies in the whole list. */
  readonly pageInfo: PageInfo;
  /** How many origins the whole list has. Counted only when it is selected. */
  readonly totalCount: Scalars['Int']['output'];
};

/** One of the origins of a page, and its place in the list. */
export type OriginEdge = {
  readonly __typename?: 'OriginEdge';
  /** The place in the list; pass it as `after` or `before` to go on from here. */
  readonly cursor: Scalars['String']['output'];
  /** The thing itself. */
  readonly node: Origin;
};

/** Which kind of CI system an origin is. */
export type OriginKind =
  /** A Buildbot master, or a cluster of masters over one database. */
  | 'BUILDBOT'
  /** A source of CDEvents. */
  | 'CDEVENTS'
  /** Anything else that reports here by itself: the CLI, a script, a home-made CI system. */
  | 'CUSTOM'
  /** GitHub Actions: an organisation or a user. */
  | 'GITHUB_ACTIONS'
  /** A GitLab instance. */
  | 'GITLAB_CI'
  /** A Jenkins controller. */
  | 'JENKINS';

/** An origin became known, or its kind or address changed. */
export type OriginUpdated = Event & {
  readonly __typename?: 'OriginUpdated';
  /** The position of this entry. */
  readonly cursor: Scalars['EventCursor']['output'];
  /** The origin as it is now; null when it is no longer kept. */
  readonly origin: Maybe<Origin>;
  /** When it was recorded here. */
  readonly recordedAt: Scalars['DateTime']['output'];
};

/** Where a page lies in its list. */
export type PageInfo = {
  readonly __typename?: 'PageInfo';
  /** The cursor of the last entry of this page; pass it as `after` to read on. Null when a list's page is empty. */
  readonly endCursor: Maybe<Scalars['String']['output']>;
  /** Whether there is more after this page. */
  readonly hasNextPage: Scalars['Boolean']['output'];
  /** Whether there is more before this page. */
  readonly hasPreviousPage: Scalars['Boolean']['output'];
  /** The cursor of the first entry of this page; null when the page is empty. */
  readonly startCursor: Maybe<Scalars['String']['output']>;
};

/** What is applied on top of a revision, in a trial build. */
export type Patch = {
  readonly __typename?: 'Patch';
  /** Who wrote it; null when nobody was named. */
  readonly author: Maybe<Scalars['String']['output']>;
  /** The patch itself; null when it was not told. */
  readonly body: Maybe<Scalars['String']['output']>;
  /** What was said about it; null when nothing was. */
  readonly comment: Maybe<Scalars['String']['output']>;
  /** How many leading parts of the paths in the patch to strip, as in `patch -p`. */
  readonly level: Scalars['Int']['output'];
  /** The directory to apply it in; null for the top of the source tree. */
  readonly subdirectory: Maybe<Scalars['String']['output']>;
};

/** What is applied on top of a revision. */
export type PatchInput = {
  /** Who wrote it. */
  readonly author?: InputMaybe<Scalars['String']['input']>;
  /** The patch itself. */
  readonly body?: InputMaybe<Scalars['String']['input']>;
  /** What is said about it. */
  readonly comment?: InputMaybe<Scalars['String']['input']>;
  /** How many leading parts of the paths in the patch to strip, as in `patch -p`. */
  readonly level?: Scalars['Int']['input'];
  /** The directory to apply it in. */
  readonly subdirectory?: InputMaybe<Scalars['String']['input']>;
};

/** A group of builders, and what they build. */
export type Project = Node & {
  readonly __typename?: 'Project';
  /** Its builders, by name. */
  readonly builders: BuilderConnection;
  /** What it is, in the words of whoever set it up; null when nothing was said. */
  readonly description: Maybe<Scalars['String']['output']>;
  /** The global id. */
  readonly id: Scalars['ID']['output'];
  /** Its name, unique within its origin. */
  readonly name: Scalars['String']['output'];
  /** The installation that it belongs to. */
  readonly origin: Origin;
  /** How long the builds of its builders are kept, where nothing was set on the builders themselves. */
  readonly retention: Retention;
  /** Its home page; null when none was told. */
  readonly url: Maybe<Scalars['String']['output']>;
};


/** A group of builders, and what they build. */
export type ProjectBuildersArgs = {
  after: InputMaybe<Scalars['String']['input']>;
  before: InputMaybe<Scalars['String']['input']>;
  first: InputMaybe<Scalars['Int']['input']>;
  last: InputMaybe<Scalars['Int']['input']>;
};

/** A page of projects. */
export type ProjectConnection = {
  readonly __typename?: 'ProjectConnection';
  /** The projects of this page, each with its own cursor. */
  readonly edges: ReadonlyArray<ProjectEdge>;
  /** The projects of this page, without their cursors. */
  readonly nodes: ReadonlyArray<Project>;
  /** Where this page lies in the whole list. */
  readonly pageInfo: PageInfo;
  /** How many projects the whole list has. Counted only when it is selected. */
  readonly totalCount: Scalars['Int']['output'];
};

/** One of the projects of a page, and its place in the list. */
export type ProjectEdge = {
  readonly __typename?: 'ProjectEdge';
  /** The place in the list; pass it as `after` or `before` to go on from here. */
  readonly cursor: Scalars['String']['output'];
  /** The thing itself. */
  readonly node: Project;
};

/** A project became known, or something about it changed. */
export type ProjectUpdated = Event & {
  readonly __typename?: 'ProjectUpdated';
  /** The position of this entry. */
  readonly cursor: Scalars['EventCursor']['output'];
  /** The project as it is now; null when it is no longer kept. */
  readonly project: Maybe<Project>;
  /** When it was recorded here. */
  readonly recordedAt: Scalars['DateTime']['output'];
};

/** A named value on a build, or on a change. */
export type Property = {
  readonly __typename?: 'Property';
  /** Its name, unique within the build or the change. */
  readonly name: Scalars['String']['output'];
  /** Who set it, such as `Builder` or `Scheduler`; null when that was not told. */
  readonly source: Maybe<Scalars['String']['output']>;
  /** Its value. */
  readonly value: Maybe<Scalars['JSON']['output']>;
};

/** A property that a build must have. */
export type PropertyFilter = {
  /** The property's name. */
  readonly name: Scalars['String']['input'];
  /** The value that it must have; left out, any value will do. */
  readonly value?: InputMaybe<Scalars['JSON']['input']>;
};

/** A named value. */
export type PropertyInput = {
  /** Its name. */
  readonly name: Scalars['String']['input'];
  /** Who set it, such as `Builder` or `Scheduler`. */
  readonly source?: InputMaybe<Scalars['String']['input']>;
  /** Its value. */
  readonly value?: InputMaybe<Scalars['JSON']['input']>;
};

/** Everything that can be asked. */
export type Query = {
  readonly __typename?: 'Query';
  /** A build by its id; null when there is none. */
  readonly build: Maybe<Build>;
  /** A build by its reporter's own name for it; null when there is none. */
  readonly buildByKey: Maybe<Build>;
  /** A build request by its id; null when there is none. */
  readonly buildRequest: Maybe<BuildRequest>;
  /** Build requests, the newest first unless ordered otherwise. */
  readonly buildRequests: BuildRequestConnection;
  /** A builder by its id; null when there is none. */
  readonly builder: Maybe<Builder>;
  /** A builder by its name; null when there is none. */
  readonly builderByName: Maybe<Builder>;
  /** Builders, by name. */
  readonly builders: BuilderConnection;
  /** Builds, the one that started last first unless ordered otherwise. */
  readonly builds: BuildConnection;
  /** A buildset by its id; null when there is none. */
  readonly buildset: Maybe<Buildset>;
  /** A change by its id; null when there is none. */
  readonly change: Maybe<Change>;
  /** Changes, the newest first unless ordered otherwise. */
  readonly changes: ChangeConnection;
  /**
   * Source stamps by builders: the source stamps of which a build started first most lately, each with the builds that every builder made
   * of it. One whose builds have not started is not there; a build whose revision became known only later moves to that revision's row.
   */
  readonly console: ConsoleConnection;
  /**
   * The position, in the event log, of the very snapshot that this operation reads. A subscription to `events` that starts
   * after it misses nothing and repeats nothing. Selecting it makes the whole operation read one snapshot.
   */
  readonly eventCursor: Scalars['EventCursor']['output'];
  /**
   * The event log by polling: what was recorded after a position, in order. A position whose events are no longer kept is refused
   * with CURSOR_EXPIRED. With `waitSeconds` an answer comes as soon as there is an event, which is long polling: go on with the
   * `endCursor` of each answer, also of an empty one.
   */
  readonly events: EventConnection;
  /**
   * What hooks received in the last days (LAVALAMP_DELIVERY_DAYS), the newest first unless ordered otherwise: to see what could not be
   * applied, and why. Needs the scope ADMIN.
   */
  readonly hookDeliveries: HookDeliveryConnection;
  /** The secrets with which CI systems may post to hooks, the newest first. Needs the scope ADMIN. */
  readonly hooks: HookConnection;
  /** A log by its id; null when there is none. */
  readonly log: Maybe<Log>;
  /** A master by its id; null when there is none. */
  readonly master: Maybe<Master>;
  /** Masters, by name. */
  readonly masters: MasterConnection;
  /** Anything by its global id; null when there is no such thing. */
  readonly node: Maybe<Node>;
  /** Many things by their global ids, in the order of the ids; null for each that does not exist. At most 1,000. */
  readonly nodes: ReadonlyArray<Maybe<Node>>;
  /**
   * The oldest position from which the event log can still be read to its end: older events are removed after some time. A client
   * that was away for longer takes a new snapshot.
   */
  readonly oldestEventCursor: Scalars['EventCursor']['output'];
  /** An origin by its name; null when there is none. */
  readonly origin: Maybe<Origin>;
  /** Origins, by name. */
  readonly origins: OriginConnection;
  /** A project by its id; null when there is none. */
  readonly project: Maybe<Project>;
  /** Projects, by name. */
  readonly projects: ProjectConnection;
  /** A source stamp by its id; null when there is none. */
  readonly sourceStamp: Maybe<SourceStamp>;
  /** Source stamps, the newest first unless ordered otherwise. */
  readonly sourceStamps: SourceStampConnection;
  /** A step by its id; null when there is none. */
  readonly step: Maybe<Step>;
  /** A test by its id; null when there is none. */
  readonly test: Maybe<Test>;
  /** Tests, by name. */
  readonly tests: TestConnection;
  /** The access tokens, the newest first. Needs the scope ADMIN. */
  readonly tokens: TokenConnection;
  /** Who is asking, and what they may do. */
  readonly viewer: Viewer;
  /** A webhook by its id; null when there is none. Needs the scope ADMIN. */
  readonly webhook: Maybe<Webhook>;
  /** The webhooks, the newest first. Needs the scope ADMIN. */
  readonly webhooks: WebhookConnection;
  /** A worker by its id; null when there is none. */
  readonly worker: Maybe<Worker>;
  /** Workers, by name. */
  readonly workers: WorkerConnection;
};


/** Everything that can be asked. */
export type QueryBuildArgs = {
  id: Scalars['ID']['input'];
};


/** Everything that can be asked. */
export type QueryBuildByKeyArgs = {
  key: Scalars['String']['input'];
  origin: Scalars['String']['input'];
};


/** Everything that can be asked. */
export type QueryBuildRequestArgs = {
  id: Scalars['ID']['input'];
};


/** Everything that can be asked. */
export type QueryBuildRequestsArgs = {
  after: InputMaybe<Scalars['String']['input']>;
  before: InputMaybe<Scalars['String']['input']>;
  direction?: InputMaybe<OrderDirection>;
  filter: InputMaybe<BuildRequestFilter>;
  first: InputMaybe<Scalars['Int']['input']>;
  last: InputMaybe<Scalars['Int']['input']>;
};


/** Everything that can be asked. */
export type QueryBuilderArgs = {
  id: Scalars['ID']['input'];
};


/** Everything that can be asked. */
export type QueryBuilderByNameArgs = {
  name: Scalars['String']['input'];
  origin: Scalars['String']['input'];
};


/** Everything that can be asked. */
export type QueryBuildersArgs = {
  after: InputMaybe<Scalars['String']['input']>;
  before: InputMaybe<Scalars['String']['input']>;
  direction?: InputMaybe<OrderDirection>;
  filter: InputMaybe<BuilderFilter>;
  first: InputMaybe<Scalars['Int']['input']>;
  last: InputMaybe<Scalars['Int']['input']>;
};


/** Everything that can be asked. */
export type QueryBuildsArgs = {
  after: InputMaybe<Scalars['String']['input']>;
  before: InputMaybe<Scalars['String']['input']>;
  filter: InputMaybe<BuildFilter>;
  first: InputMaybe<Scalars['Int']['input']>;
  last: InputMaybe<Scalars['Int']['input']>;
  orderBy?: InputMaybe<BuildOrder>;
};


/** Everything that can be asked. */
export type QueryBuildsetArgs = {
  id: Scalars['ID']['input'];
};


/** Everything that can be asked. */
export type QueryChangeArgs = {
  id: Scalars['ID']['input'];
};


/** Everything that can be asked. */
export type QueryChangesArgs = {
  after: InputMaybe<Scalars['String']['input']>;
  before: InputMaybe<Scalars['String']['input']>;
  direction?: InputMaybe<OrderDirection>;
  filter: InputMaybe<ChangeFilter>;
  first: InputMaybe<Scalars['Int']['input']>;
  last: InputMaybe<Scalars['Int']['input']>;
};


/** Everything that can be asked. */
export type QueryConsoleArgs = {
  after: InputMaybe<Scalars['String']['input']>;
  before: InputMaybe<Scalars['String']['input']>;
  filter: InputMaybe<ConsoleFilter>;
  first: InputMaybe<Scalars['Int']['input']>;
  last: InputMaybe<Scalars['Int']['input']>;
};


/** Everything that can be asked. */
export type QueryEventsArgs = {
  after: Scalars['EventCursor']['input'];
  filter: InputMaybe<EventFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  waitSeconds?: InputMaybe<Scalars['Int']['input']>;
};


/** Everything that can be asked. */
export type QueryHookDeliveriesArgs = {
  after: InputMaybe<Scalars['String']['input']>;
  before: InputMaybe<Scalars['String']['input']>;
  direction?: InputMaybe<OrderDirection>;
  filter: InputMaybe<HookDeliveryFilter>;
  first: InputMaybe<Scalars['Int']['input']>;
  last: InputMaybe<Scalars['Int']['input']>;
};


/** Everything that can be asked. */
export type QueryHooksArgs = {
  after: InputMaybe<Scalars['String']['input']>;
  before: InputMaybe<Scalars['String']['input']>;
  first: InputMaybe<Scalars['Int']['input']>;
  last: InputMaybe<Scalars['Int']['input']>;
};


/** Everything that can be asked. */
export type QueryLogArgs = {
  id: Scalars['ID']['input'];
};


/** Everything that can be asked. */
export type QueryMasterArgs = {
  id: Scalars['ID']['input'];
};


/** Everything that can be asked. */
export type QueryMastersArgs = {
  after: InputMaybe<Scalars['String']['input']>;
  before: InputMaybe<Scalars['String']['input']>;
  direction?: InputMaybe<OrderDirection>;
  filter: InputMaybe<NameFilter>;
  first: InputMaybe<Scalars['Int']['input']>;
  last: InputMaybe<Scalars['Int']['input']>;
};


/** Everything that can be asked. */
export type QueryNodeArgs = {
  id: Scalars['ID']['input'];
};


/** Everything that can be asked. */
export type QueryNodesArgs = {
  ids: ReadonlyArray<Scalars['ID']['input']>;
};


/** Everything that can be asked. */
export type QueryOriginArgs = {
  name: Scalars['String']['input'];
};


/** Everything that can be asked. */
export type QueryOriginsArgs = {
  after: InputMaybe<Scalars['String']['input']>;
  before: InputMaybe<Scalars['String']['input']>;
  direction?: InputMaybe<OrderDirection>;
  first: InputMaybe<Scalars['Int']['input']>;
  last: InputMaybe<Scalars['Int']['input']>;
};


/** Everything that can be asked. */
export type QueryProjectArgs = {
  id: Scalars['ID']['input'];
};


/** Everything that can be asked. */
export type QueryProjectsArgs = {
  after: InputMaybe<Scalars['String']['input']>;
  before: InputMaybe<Scalars['String']['input']>;
  direction?: InputMaybe<OrderDirection>;
  filter: InputMaybe<NameFilter>;
  first: InputMaybe<Scalars['Int']['input']>;
  last: InputMaybe<Scalars['Int']['input']>;
};


/** Everything that can be asked. */
export type QuerySourceStampArgs = {
  id: Scalars['ID']['input'];
};


/** Everything that can be asked. */
export type QuerySourceStampsArgs = {
  after: InputMaybe<Scalars['String']['input']>;
  before: InputMaybe<Scalars['String']['input']>;
  direction?: InputMaybe<OrderDirection>;
  filter: InputMaybe<SourceStampFilter>;
  first: InputMaybe<Scalars['Int']['input']>;
  last: InputMaybe<Scalars['Int']['input']>;
};


/** Everything that can be asked. */
export type QueryStepArgs = {
  id: Scalars['ID']['input'];
};


/** Everything that can be asked. */
export type QueryTestArgs = {
  id: Scalars['ID']['input'];
};


/** Everything that can be asked. */
export type QueryTestsArgs = {
  after: InputMaybe<Scalars['String']['input']>;
  before: InputMaybe<Scalars['String']['input']>;
  direction?: InputMaybe<OrderDirection>;
  filter: InputMaybe<TestFilter>;
  first: InputMaybe<Scalars['Int']['input']>;
  last: InputMaybe<Scalars['Int']['input']>;
};


/** Everything that can be asked. */
export type QueryTokensArgs = {
  after: InputMaybe<Scalars['String']['input']>;
  before: InputMaybe<Scalars['String']['input']>;
  first: InputMaybe<Scalars['Int']['input']>;
  last: InputMaybe<Scalars['Int']['input']>;
};


/** Everything that can be asked. */
export type QueryWebhookArgs = {
  id: Scalars['ID']['input'];
};


/** Everything that can be asked. */
export type QueryWebhooksArgs = {
  after: InputMaybe<Scalars['String']['input']>;
  before: InputMaybe<Scalars['String']['input']>;
  first: InputMaybe<Scalars['Int']['input']>;
  last: InputMaybe<Scalars['Int']['input']>;
};


/** Everything that can be asked. */
export type QueryWorkerArgs = {
  id: Scalars['ID']['input'];
};


/** Everything that can be asked. */
export type QueryWorkersArgs = {
  after: InputMaybe<Scalars['String']['input']>;
  before: InputMaybe<Scalars['String']['input']>;
  direction?: InputMaybe<OrderDirection>;
  filter: InputMaybe<NameFilter>;
  first: InputMaybe<Scalars['Int']['input']>;
  last: InputMaybe<Scalars['Int']['input']>;
};

/**
 * All of a build that has ended. Each field means what it means in the report that tells it of a build that runs: `requestBuild`,
 * `startBuild`, `startStep`, `updateStep` and `finishStep` for each step, `setProperties`, `updateBuild` and `finishBuild`, in this order.
 */
export type RecordBuildInput = {
  /** The request that it met, when that is told by itself. Not together with `request`. */
  readonly buildRequest?: InputMaybe<BuildRequestRef>;
  /** The name of the builder. It comes to be when it is not known. */
  readonly builder: Scalars['String']['input'];
  /**
   * What was built in the end, where that says more than what was asked for, as when the newest of a branch got its revision: replaces
   * the source stamps of the code bases that are named.
   */
  readonly builtSourceStamps?: InputMaybe<ReadonlyArray<SourceStampInput>>;
  /** When it ended; when left out, the moment of the report, until it is told. */
  readonly completedAt?: InputMaybe<Scalars['DateTime']['input']>;
  /** Your own name for the build, unique within the origin. */
  readonly key: Scalars['String']['input'];
  /** The name of the Buildbot master. */
  readonly master?: InputMaybe<Scalars['String']['input']>;
  /**
   * The build's number within its builder. Left out, it is the one after the highest that the builder has had; when there is no higher one
   * than that, the report is refused.
   */
  readonly number?: InputMaybe<Scalars['Int']['input']>;
  /** The name of the origin. It comes to be when it is not known. */
  readonly origin: Scalars['String']['input'];
  /** The build that triggered it: not this one, nor one that this leads to. */
  readonly parentBuild?: InputMaybe<BuildRef>;
  /** The properties, none named twice, as they were in the end: one that exists gets the new value. A build has at most 1,000. */
  readonly properties?: InputMaybe<ReadonlyArray<PropertyInput>>;
  /** Why it was built, and `request` asked for. Told again in other words, the first that was told stands. */
  readonly reason?: InputMaybe<Scalars['String']['input']>;
  /** The build that it repeats, which is not this one; that of the request when left out. */
  readonly rebuildOf?: InputMaybe<BuildRef>;
  /** The request that it met, told with it. Of its builder, reason, parent and source stamps it has what is told of the build. */
  readonly request?: InputMaybe<RecordedRequestInput>;
  /** How it ended. */
  readonly result: Result;
  /** What was asked to be built, one per code base; those of the request when left out. A build has at most 100. */
  readonly sourceStamps?: InputMaybe<ReadonlyArray<SourceStampInput>>;
  /** When it started; when left out, the moment of the report, until it is told. */
  readonly startedAt?: InputMaybe<Scalars['DateTime']['input']>;
  /** What came of it, in a few words. */
  readonly stateString?: InputMaybe<Scalars['String']['input']>;
  /** Its steps, in their order. At most 1,000; tell of more with `startStep` and `finishStep`. */
  readonly steps?: InputMaybe<ReadonlyArray<RecordedStepInput>>;
  /** Its page in your own web interface: http or https. The first that was told stands. */
  readonly url?: InputMaybe<Scalars['String']['input']>;
  /** The name of the worker. It comes to be when it is not known. */
  readonly worker?: InputMaybe<Scalars['String']['input']>;
};

/** The answer to `recordBuild`. */
export type RecordBuildPayload = {
  readonly __typename?: 'RecordBuildPayload';
  /** The build; null when the report was refused. */
  readonly build: Maybe<Build>;
  /** What was wrong with the report; empty when it was accepted. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/** The request that a recorded build met. */
export type RecordedRequestInput = {
  /** Your own name for the buildset: requests that name the same one belong together. The request's key when left out. */
  readonly buildset?: InputMaybe<Scalars['String']['input']>;
  /** The name that whoever asked for it knows it by. */
  readonly externalId?: InputMaybe<Scalars['String']['input']>;
  /** Your own name for the request, unique within the origin. */
  readonly key: Scalars['String']['input'];
  /** How urgent it was: higher goes first. 0 counts as not told; of others, the first that was told stands. */
  readonly priority?: Scalars['Int']['input'];
  /** When it was asked for; when left out, the moment of the report, until it is told. */
  readonly submittedAt?: InputMaybe<Scalars['DateTime']['input']>;
};

/** A step of a recorded build. */
export type RecordedStepInput = {
  /** When it ended; when left out, the moment of the report, until it is told. Without a result it counts as not told. */
  readonly completedAt?: InputMaybe<Scalars['DateTime']['input']>;
  /** Whether a page should leave it out unless asked. With a result it is the last word on that, which a repeated report may not contradict. */
  readonly hidden?: InputMaybe<Scalars['Boolean']['input']>;
  /** Your own name for the step, unique within the build. */
  readonly key: Scalars['String']['input'];
  /** Its name. */
  readonly name: Scalars['String']['input'];
  /**
   * Its place in the build, which no other step may have. Left out, it is the one after the highest that the build has; when there is no
   * higher one than that, the report is refused.
   */
  readonly number?: InputMaybe<Scalars['Int']['input']>;
  /** Whether it never got its turn. It has no start then. */
  readonly pending?: Scalars['Boolean']['input'];
  /** How it ended; left out when it never did, as when its build broke off. */
  readonly result?: InputMaybe<Result>;
  /** When it started; when left out, the moment of the report, until it is told. */
  readonly startedAt?: InputMaybe<Scalars['DateTime']['input']>;
  /** What came of it, in a few words. */
  readonly stateString?: InputMaybe<Scalars['String']['input']>;
  /** Where more about it can be found: added to the links that it has. */
  readonly urls?: InputMaybe<ReadonlyArray<LinkInput>>;
};

/** What a builder is. What is left out stays as it is. */
export type RegisterBuilderInput = {
  /** What it does, for people. */
  readonly description?: InputMaybe<Scalars['String']['input']>;
  /** Its name. */
  readonly name: Scalars['String']['input'];
  /** The name of the origin. It comes to be when it is not known. */
  readonly origin: Scalars['String']['input'];
  /** The name of the project that it belongs to. It comes to be when it is not known. */
  readonly project?: InputMaybe<Scalars['String']['input']>;
  /** Words that group builders. They replace those that it has. At most 100. */
  readonly tags?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
};

/** The answer to `registerBuilder`. */
export type RegisterBuilderPayload = {
  readonly __typename?: 'RegisterBuilderPayload';
  /** The builder; null when the report was refused. */
  readonly builder: Maybe<Builder>;
  /** What was wrong with the report; empty when it was accepted. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/** What a Buildbot master is. */
export type RegisterMasterInput = {
  /** Whether it runs. */
  readonly active?: Scalars['Boolean']['input'];
  /** When that was so; now when left out. What is older than the last that was heard changes nothing. */
  readonly at?: InputMaybe<Scalars['DateTime']['input']>;
  /** Its name. */
  readonly name: Scalars['String']['input'];
  /** The name of the origin. It comes to be when it is not known. */
  readonly origin: Scalars['String']['input'];
};

/** The answer to `registerMaster`. */
export type RegisterMasterPayload = {
  readonly __typename?: 'RegisterMasterPayload';
  /** The master; null when the report was refused. */
  readonly master: Maybe<Master>;
  /** What was wrong with the report; empty when it was accepted. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/** What an origin is. */
export type RegisterOriginInput = {
  /** Which kind of CI system it is. */
  readonly kind: OriginKind;
  /** Its name. */
  readonly name: Scalars['String']['input'];
  /** Where its own web interface is: http or https. */
  readonly url?: InputMaybe<Scalars['String']['input']>;
};

/** The answer to `registerOrigin`. */
export type RegisterOriginPayload = {
  readonly __typename?: 'RegisterOriginPayload';
  /** The origin; null when the report was refused. */
  readonly origin: Maybe<Origin>;
  /** What was wrong with the report; empty when it was accepted. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/** What a project is. */
export type RegisterProjectInput = {
  /** What it is, for people. */
  readonly description?: InputMaybe<Scalars['String']['input']>;
  /** Its name. */
  readonly name: Scalars['String']['input'];
  /** The name of the origin. It comes to be when it is not known. */
  readonly origin: Scalars['String']['input'];
  /** Its home page: http or https. */
  readonly url?: InputMaybe<Scalars['String']['input']>;
};

/** The answer to `registerProject`. */
export type RegisterProjectPayload = {
  readonly __typename?: 'RegisterProjectPayload';
  /** The project; null when the report was refused. */
  readonly project: Maybe<Project>;
  /** What was wrong with the report; empty when it was accepted. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/** A webhook to register. */
export type RegisterWebhookInput = {
  /** The position to start from, not included; now when left out. */
  readonly after?: InputMaybe<Scalars['EventCursor']['input']>;
  /** Only events that match; all when left out. */
  readonly filter?: InputMaybe<EventFilter>;
  /**
   * What to sign with: `whsec_` and 24 to 64 random bytes in base64, as Standard Webhooks has it. Made here, and shown once, when
   * left out. The database keeps it as it is, since it has to sign.
   */
  readonly secret?: InputMaybe<Scalars['String']['input']>;
  /** The address to post to: http or https, without a name or password in it. Private addresses must have been allowed by a setting. */
  readonly url: Scalars['String']['input'];
};

/** The answer to `registerWebhook`. */
export type RegisterWebhookPayload = {
  readonly __typename?: 'RegisterWebhookPayload';
  /** What its requests are signed with. It is shown only now. Null when it was given, and when nothing was registered. */
  readonly secret: Maybe<Scalars['String']['output']>;
  /** What was wrong; empty when all went well. */
  readonly userErrors: ReadonlyArray<UserError>;
  /** The webhook; null when it was not registered. */
  readonly webhook: Maybe<Webhook>;
};

/** What a worker is. What is left out stays as it is. */
export type RegisterWorkerInput = {
  /** What is known about it, such as its host or version: a JSON object. */
  readonly info?: InputMaybe<Scalars['JSON']['input']>;
  /** Its name. */
  readonly name: Scalars['String']['input'];
  /** The name of the origin. It comes to be when it is not known. */
  readonly origin: Scalars['String']['input'];
};

/** The answer to `registerWorker`. */
export type RegisterWorkerPayload = {
  readonly __typename?: 'RegisterWorkerPayload';
  /** What was wrong with the report; empty when it was accepted. */
  readonly userErrors: ReadonlyArray<UserError>;
  /** The worker; null when the report was refused. */
  readonly worker: Maybe<Worker>;
};

/**
 * Who broke it: where a builder last passed, where it first failed since then, and what came between. The order is that of what was built
 * on its branch, whenever it was built: a build lies where the newest change of its revision does, by `committedAt`. A revision without a
 * known change lies at the time when a build of it first started (`firstStartedAt`), a build without a known revision at its own start, and
 * builds of the same revision follow each other as they started. Where several code bases are built together, the newer of two revisions
 * decides, then the other. Compared are only builds of the same code bases, repositories and branches. Builds that say nothing of
 * what was built (EXCEPTION, RETRY, CANCELLED, SKIPPED) are looked through.
 */
export type Regression = {
  readonly __typename?: 'Regression';
  /** The steps of the first bad build that failed, in the order of their numbers. At most 1,000. */
  readonly failingSteps: ReadonlyArray<Step>;
  /** The first build after that one that failed: this one, or one before it. */
  readonly firstBadBuild: Build;
  /** The last build before this one that passed (SUCCESS or WARNINGS); null when none did. */
  readonly lastGoodBuild: Maybe<Build>;
  /**
   * The changes that can have broken it, the newest first: in each code base, all that are known on the branch after what the last good
   * build was made of, up to and with what the first bad build was made of; those that were never built included. Where no build was
   * good, all up to the first bad build. None when both were made of the same revision. Changes follow each other by `committedAt`: of
   * commits that are older than the last good build's and were merged after it, the merge is here and they are not.
   */
  readonly suspects: ChangeConnection;
};


/**
 * Who broke it: where a builder last passed, where it first failed since then, and what came between. The order is that of what was built
 * on its branch, whenever it was built: a build lies where the newest change of its revision does, by `committedAt`. A revision without a
 * known change lies at the time when a build of it first started (`firstStartedAt`), a build without a known revision at its own start, and
 * builds of the same revision follow each other as they started. Where several code bases are built together, the newer of two revisions
 * decides, then the other. Compared are only builds of the same code bases, repositories and branches. Builds that say nothing of
 * what was built (EXCEPTION, RETRY, CANCELLED, SKIPPED) are looked through.
 */
export type RegressionSuspectsArgs = {
  after: InputMaybe<Scalars['String']['input']>;
  before: InputMaybe<Scalars['String']['input']>;
  first: InputMaybe<Scalars['Int']['input']>;
  last: InputMaybe<Scalars['Int']['input']>;
};

/** A hook to remove. */
export type RemoveHookInput = {
  /** The hook's global id. */
  readonly id: Scalars['ID']['input'];
};

/** The answer to `removeHook`. */
export type RemoveHookPayload = {
  readonly __typename?: 'RemoveHookPayload';
  /** The hook as it was; null when there was no such hook. */
  readonly hook: Maybe<Hook>;
  /** What was wrong; empty when all went well. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/** A webhook to remove. */
export type RemoveWebhookInput = {
  /** The webhook's global id. */
  readonly id: Scalars['ID']['input'];
};

/** The answer to `removeWebhook`. */
export type RemoveWebhookPayload = {
  readonly __typename?: 'RemoveWebhookPayload';
  /** What was wrong; empty when all went well. */
  readonly userErrors: ReadonlyArray<UserError>;
  /** The webhook as it was; null when there was no such webhook. */
  readonly webhook: Maybe<Webhook>;
};

/** The answer to `replayHookDeliveries`. */
export type ReplayHookDeliveriesPayload = {
  readonly __typename?: 'ReplayHookDeliveriesPayload';
  /** How many deliveries will be applied again. */
  readonly deliveryCount: Scalars['Int']['output'];
  /** What was wrong; empty when all went well. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/** One report of a batch: exactly one of its fields is given. */
export type Report =
  /** Says that a change was seen. */
  { readonly addChange: AddChangeInput; readonly appendLog?: never; readonly connectWorker?: never; readonly finishBuild?: never; readonly finishBuildRequest?: never; readonly finishLog?: never; readonly finishStep?: never; readonly loseWorker?: never; readonly recordBuild?: never; readonly registerBuilder?: never; readonly registerMaster?: never; readonly registerOrigin?: never; readonly registerProject?: never; readonly registerWorker?: never; readonly reportTestResults?: never; readonly requestBuild?: never; readonly setProperties?: never; readonly startBuild?: never; readonly startStep?: never; readonly updateBuild?: never; readonly updateStep?: never; }
  |  /** Adds lines to a log, which comes to be with its first lines. */
  { readonly addChange?: never; readonly appendLog: AppendLogInput; readonly connectWorker?: never; readonly finishBuild?: never; readonly finishBuildRequest?: never; readonly finishLog?: never; readonly finishStep?: never; readonly loseWorker?: never; readonly recordBuild?: never; readonly registerBuilder?: never; readonly registerMaster?: never; readonly registerOrigin?: never; readonly registerProject?: never; readonly registerWorker?: never; readonly reportTestResults?: never; readonly requestBuild?: never; readonly setProperties?: never; readonly startBuild?: never; readonly startStep?: never; readonly updateBuild?: never; readonly updateStep?: never; }
  |  /** Says that a worker was connected to its CI system. */
  { readonly addChange?: never; readonly appendLog?: never; readonly connectWorker: ConnectWorkerInput; readonly finishBuild?: never; readonly finishBuildRequest?: never; readonly finishLog?: never; readonly finishStep?: never; readonly loseWorker?: never; readonly recordBuild?: never; readonly registerBuilder?: never; readonly registerMaster?: never; readonly registerOrigin?: never; readonly registerProject?: never; readonly registerWorker?: never; readonly reportTestResults?: never; readonly requestBuild?: never; readonly setProperties?: never; readonly startBuild?: never; readonly startStep?: never; readonly updateBuild?: never; readonly updateStep?: never; }
  |  /** Says that a build ended. */
  { readonly addChange?: never; readonly appendLog?: never; readonly connectWorker?: never; readonly finishBuild: FinishBuildInput; readonly finishBuildRequest?: never; readonly finishLog?: never; readonly finishStep?: never; readonly loseWorker?: never; readonly recordBuild?: never; readonly registerBuilder?: never; readonly registerMaster?: never; readonly registerOrigin?: never; readonly registerProject?: never; readonly registerWorker?: never; readonly reportTestResults?: never; readonly requestBuild?: never; readonly setProperties?: never; readonly startBuild?: never; readonly startStep?: never; readonly updateBuild?: never; readonly updateStep?: never; }
  |  /** Says that a build request, which must be known, was met or given up. Not needed for one that a build meets: the end of that build ends it. */
  { readonly addChange?: never; readonly appendLog?: never; readonly connectWorker?: never; readonly finishBuild?: never; readonly finishBuildRequest: FinishBuildRequestInput; readonly finishLog?: never; readonly finishStep?: never; readonly loseWorker?: never; readonly recordBuild?: never; readonly registerBuilder?: never; readonly registerMaster?: never; readonly registerOrigin?: never; readonly registerProject?: never; readonly registerWorker?: never; readonly reportTestResults?: never; readonly requestBuild?: never; readonly setProperties?: never; readonly startBuild?: never; readonly startStep?: never; readonly updateBuild?: never; readonly updateStep?: never; }
  |  /** Says that all of a log was sent. */
  { readonly addChange?: never; readonly appendLog?: never; readonly connectWorker?: never; readonly finishBuild?: never; readonly finishBuildRequest?: never; readonly finishLog: FinishLogInput; readonly finishStep?: never; readonly loseWorker?: never; readonly recordBuild?: never; readonly registerBuilder?: never; readonly registerMaster?: never; readonly registerOrigin?: never; readonly registerProject?: never; readonly registerWorker?: never; readonly reportTestResults?: never; readonly requestBuild?: never; readonly setProperties?: never; readonly startBuild?: never; readonly startStep?: never; readonly updateBuild?: never; readonly updateStep?: never; }
  |  /** Says that a step ended. Its logs are complete then. */
  { readonly addChange?: never; readonly appendLog?: never; readonly connectWorker?: never; readonly finishBuild?: never; readonly finishBuildRequest?: never; readonly finishLog?: never; readonly finishStep: FinishStepInput; readonly loseWorker?: never; readonly recordBuild?: never; readonly registerBuilder?: never; readonly registerMaster?: never; readonly registerOrigin?: never; readonly registerProject?: never; readonly registerWorker?: never; readonly reportTestResults?: never; readonly requestBuild?: never; readonly setProperties?: never; readonly startBuild?: never; readonly startStep?: never; readonly updateBuild?: never; readonly updateStep?: never; }
  |  /** Says that a worker was lost by its CI system. */
  { readonly addChange?: never; readonly appendLog?: never; readonly connectWorker?: never; readonly finishBuild?: never; readonly finishBuildRequest?: never; readonly finishLog?: never; readonly finishStep?: never; readonly loseWorker: LoseWorkerInput; readonly recordBuild?: never; readonly registerBuilder?: never; readonly registerMaster?: never; readonly registerOrigin?: never; readonly registerProject?: never; readonly registerWorker?: never; readonly reportTestResults?: never; readonly requestBuild?: never; readonly setProperties?: never; readonly startBuild?: never; readonly startStep?: never; readonly updateBuild?: never; readonly updateStep?: never; }
  |  /** Says all of a build that has ended. */
  { readonly addChange?: never; readonly appendLog?: never; readonly connectWorker?: never; readonly finishBuild?: never; readonly finishBuildRequest?: never; readonly finishLog?: never; readonly finishStep?: never; readonly loseWorker?: never; readonly recordBuild: RecordBuildInput; readonly registerBuilder?: never; readonly registerMaster?: never; readonly registerOrigin?: never; readonly registerProject?: never; readonly registerWorker?: never; readonly reportTestResults?: never; readonly requestBuild?: never; readonly setProperties?: never; readonly startBuild?: never; readonly startStep?: never; readonly updateBuild?: never; readonly updateStep?: never; }
  |  /** Says what a builder is. A builder that was never registered comes to be with its first build or request. */
  { readonly addChange?: never; readonly appendLog?: never; readonly connectWorker?: never; readonly finishBuild?: never; readonly finishBuildRequest?: never; readonly finishLog?: never; readonly finishStep?: never; readonly loseWorker?: never; readonly recordBuild?: never; readonly registerBuilder: RegisterBuilderInput; readonly registerMaster?: never; readonly registerOrigin?: never; readonly registerProject?: never; readonly registerWorker?: never; readonly reportTestResults?: never; readonly requestBuild?: never; readonly setProperties?: never; readonly startBuild?: never; readonly startStep?: never; readonly updateBuild?: never; readonly updateStep?: never; }
  |  /** Says what a Buildbot master is, and whether it runs. */
  { readonly addChange?: never; readonly appendLog?: never; readonly connectWorker?: never; readonly finishBuild?: never; readonly finishBuildRequest?: never; readonly finishLog?: never; readonly finishStep?: never; readonly loseWorker?: never; readonly recordBuild?: never; readonly registerBuilder?: never; readonly registerMaster: RegisterMasterInput; readonly registerOrigin?: never; readonly registerProject?: never; readonly registerWorker?: never; readonly reportTestResults?: never; readonly requestBuild?: never; readonly setProperties?: never; readonly startBuild?: never; readonly startStep?: never; readonly updateBuild?: never; readonly updateStep?: never; }
  |  /** Says what an origin is. An origin that was never registered comes to be, as CUSTOM, with its first report. */
  { readonly addChange?: never; readonly appendLog?: never; readonly connectWorker?: never; readonly finishBuild?: never; readonly finishBuildRequest?: never; readonly finishLog?: never; readonly finishStep?: never; readonly loseWorker?: never; readonly recordBuild?: never; readonly registerBuilder?: never; readonly registerMaster?: never; readonly registerOrigin: RegisterOriginInput; readonly registerProject?: never; readonly registerWorker?: never; readonly reportTestResults?: never; readonly requestBuild?: never; readonly setProperties?: never; readonly startBuild?: never; readonly startStep?: never; readonly updateBuild?: never; readonly updateStep?: never; }
  |  /** Says what a project is. */
  { readonly addChange?: never; readonly appendLog?: never; readonly connectWorker?: never; readonly finishBuild?: never; readonly finishBuildRequest?: never; readonly finishLog?: never; readonly finishStep?: never; readonly loseWorker?: never; readonly recordBuild?: never; readonly registerBuilder?: never; readonly registerMaster?: never; readonly registerOrigin?: never; readonly registerProject: RegisterProjectInput; readonly registerWorker?: never; readonly reportTestResults?: never; readonly requestBuild?: never; readonly setProperties?: never; readonly startBuild?: never; readonly startStep?: never; readonly updateBuild?: never; readonly updateStep?: never; }
  |  /** Says what a worker is. A worker that was never registered comes to be with its first build. */
  { readonly addChange?: never; readonly appendLog?: never; readonly connectWorker?: never; readonly finishBuild?: never; readonly finishBuildRequest?: never; readonly finishLog?: never; readonly finishStep?: never; readonly loseWorker?: never; readonly recordBuild?: never; readonly registerBuilder?: never; readonly registerMaster?: never; readonly registerOrigin?: never; readonly registerProject?: never; readonly registerWorker: RegisterWorkerInput; readonly reportTestResults?: never; readonly requestBuild?: never; readonly setProperties?: never; readonly startBuild?: never; readonly startStep?: never; readonly updateBuild?: never; readonly updateStep?: never; }
  |  /** Adds results of tests to a build. */
  { readonly addChange?: never; readonly appendLog?: never; readonly connectWorker?: never; readonly finishBuild?: never; readonly finishBuildRequest?: never; readonly finishLog?: never; readonly finishStep?: never; readonly loseWorker?: never; readonly recordBuild?: never; readonly registerBuilder?: never; readonly registerMaster?: never; readonly registerOrigin?: never; readonly registerProject?: never; readonly registerWorker?: never; readonly reportTestResults: ReportTestResultsInput; readonly requestBuild?: never; readonly setProperties?: never; readonly startBuild?: never; readonly startStep?: never; readonly updateBuild?: never; readonly updateStep?: never; }
  |  /** Says that a build was asked for. */
  { readonly addChange?: never; readonly appendLog?: never; readonly connectWorker?: never; readonly finishBuild?: never; readonly finishBuildRequest?: never; readonly finishLog?: never; readonly finishStep?: never; readonly loseWorker?: never; readonly recordBuild?: never; readonly registerBuilder?: never; readonly registerMaster?: never; readonly registerOrigin?: never; readonly registerProject?: never; readonly registerWorker?: never; readonly reportTestResults?: never; readonly requestBuild: RequestBuildInput; readonly setProperties?: never; readonly startBuild?: never; readonly startStep?: never; readonly updateBuild?: never; readonly updateStep?: never; }
  |  /** Sets properties of a build. Those that are not named stay as they are. */
  { readonly addChange?: never; readonly appendLog?: never; readonly connectWorker?: never; readonly finishBuild?: never; readonly finishBuildRequest?: never; readonly finishLog?: never; readonly finishStep?: never; readonly loseWorker?: never; readonly recordBuild?: never; readonly registerBuilder?: never; readonly registerMaster?: never; readonly registerOrigin?: never; readonly registerProject?: never; readonly registerWorker?: never; readonly reportTestResults?: never; readonly requestBuild?: never; readonly setProperties: SetPropertiesInput; readonly startBuild?: never; readonly startStep?: never; readonly updateBuild?: never; readonly updateStep?: never; }
  |  /** Says that a build started. Steps that were reported before it are a part of it from now on. */
  { readonly addChange?: never; readonly appendLog?: never; readonly connectWorker?: never; readonly finishBuild?: never; readonly finishBuildRequest?: never; readonly finishLog?: never; readonly finishStep?: never; readonly loseWorker?: never; readonly recordBuild?: never; readonly registerBuilder?: never; readonly registerMaster?: never; readonly registerOrigin?: never; readonly registerProject?: never; readonly registerWorker?: never; readonly reportTestResults?: never; readonly requestBuild?: never; readonly setProperties?: never; readonly startBuild: StartBuildInput; readonly startStep?: never; readonly updateBuild?: never; readonly updateStep?: never; }
  |  /** Says that a step started, or that it waits for its turn. */
  { readonly addChange?: never; readonly appendLog?: never; readonly connectWorker?: never; readonly finishBuild?: never; readonly finishBuildRequest?: never; readonly finishLog?: never; readonly finishStep?: never; readonly loseWorker?: never; readonly recordBuild?: never; readonly registerBuilder?: never; readonly registerMaster?: never; readonly registerOrigin?: never; readonly registerProject?: never; readonly registerWorker?: never; readonly reportTestResults?: never; readonly requestBuild?: never; readonly setProperties?: never; readonly startBuild?: never; readonly startStep: StartStepInput; readonly updateBuild?: never; readonly updateStep?: never; }
  |  /** Says what else became known of a build, such as its state string or the revision that it got. */
  { readonly addChange?: never; readonly appendLog?: never; readonly connectWorker?: never; readonly finishBuild?: never; readonly finishBuildRequest?: never; readonly finishLog?: never; readonly finishStep?: never; readonly loseWorker?: never; readonly recordBuild?: never; readonly registerBuilder?: never; readonly registerMaster?: never; readonly registerOrigin?: never; readonly registerProject?: never; readonly registerWorker?: never; readonly reportTestResults?: never; readonly requestBuild?: never; readonly setProperties?: never; readonly startBuild?: never; readonly startStep?: never; readonly updateBuild: UpdateBuildInput; readonly updateStep?: never; }
  |  /** Says what else became known of a step, such as its state string or a link. */
  { readonly addChange?: never; readonly appendLog?: never; readonly connectWorker?: never; readonly finishBuild?: never; readonly finishBuildRequest?: never; readonly finishLog?: never; readonly finishStep?: never; readonly loseWorker?: never; readonly recordBuild?: never; readonly registerBuilder?: never; readonly registerMaster?: never; readonly registerOrigin?: never; readonly registerProject?: never; readonly registerWorker?: never; readonly reportTestResults?: never; readonly requestBuild?: never; readonly setProperties?: never; readonly startBuild?: never; readonly startStep?: never; readonly updateBuild?: never; readonly updateStep: UpdateStepInput; };

/** The answer to `report`. */
export type ReportPayload = {
  readonly __typename?: 'ReportPayload';
  /** How many reports were accepted: those that changed something, and those that were known already. */
  readonly acceptedCount: Scalars['Int']['output'];
  /** A position in the event log that is not before any event of these reports. */
  readonly eventCursor: Scalars['EventCursor']['output'];
  /** What was wrong with the others. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/** Results of the tests of a build: a report, or a part of one. */
export type ReportTestResultsInput = {
  /** The build. */
  readonly build: BuildRef;
  /**
   * The place of the first of these results in the report, from 0. What is there already is not added again, so parts may be repeated and
   * come in any order; a result that contradicts the one at its place, since it is of another test or ended otherwise, is refused.
   */
  readonly firstResult?: Scalars['Int']['input'];
  /**
   * Your own name for the report, unique within the build, such as the name of its file. Results of one report are told apart by their
   * places in it.
   */
  readonly report?: Scalars['String']['input'];
  /** The results, in their order: one for each run of a test. At most 1,000. */
  readonly results: ReadonlyArray<TestResultInput>;
  /** Your own name for the step that ran the tests: its key within the build. All parts of a report have the same one, or none. */
  readonly step?: InputMaybe<Scalars['String']['input']>;
};

/** The answer to `reportTestResults`. */
export type ReportTestResultsPayload = {
  readonly __typename?: 'ReportTestResultsPayload';
  /**
   * How many of the results were new; the others were there already, at the same places in the report of that name. If nothing was sent
   * twice, they are of another run of the tests, and that needs a name of its own.
   */
  readonly addedCount: Scalars['Int']['output'];
  /** The build; null when the report was refused, and while the build itself has not been reported. */
  readonly build: Maybe<Build>;
  /** What was wrong with the report; empty when it was accepted. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/** A build that was asked for. */
export type RequestBuildInput = {
  /** The name of the builder. It comes to be when it is not known. */
  readonly builder: Scalars['String']['input'];
  /** Your own name for the buildset: requests that name the same one belong together. The request's key when left out. */
  readonly buildset?: InputMaybe<Scalars['String']['input']>;
  /** The name that whoever asks for it knows it by. */
  readonly externalId?: InputMaybe<Scalars['String']['input']>;
  /** Your own name for this request, unique within the origin. */
  readonly key: Scalars['String']['input'];
  /** The name of the origin. */
  readonly origin: Scalars['String']['input'];
  /** The build that asks for it. It cannot be one that meets the request, or that this leads to. */
  readonly parentBuild?: InputMaybe<BuildRef>;
  /** How urgent it is: higher goes first. 0 counts as not told; of others, the first that was told stands. */
  readonly priority?: Scalars['Int']['input'];
  /** Why it is asked for. Told again in other words, the first that was told stands. */
  readonly reason?: InputMaybe<Scalars['String']['input']>;
  /** The build that it asks to repeat. */
  readonly rebuildOf?: InputMaybe<BuildRef>;
  /** What is to be built, one per code base. */
  readonly sourceStamps?: InputMaybe<ReadonlyArray<SourceStampInput>>;
  /** When it was asked for; when left out, the moment of the report, until it is told. */
  readonly submittedAt?: InputMaybe<Scalars['DateTime']['input']>;
};

/** The answer to `requestBuild`. */
export type RequestBuildPayload = {
  readonly __typename?: 'RequestBuildPayload';
  /** The request; null when the report was refused. */
  readonly buildRequest: Maybe<BuildRequest>;
  /** What was wrong with the report; empty when it was accepted. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/** How a build, step, request or buildset ended. Worst first: CANCELLED, RETRY, EXCEPTION, FAILURE, WARNINGS, SUCCESS, SKIPPED. */
export type Result =
  /** Somebody, or something, stopped it. */
  | 'CANCELLED'
  /** The CI system itself failed, so this says nothing about what was built. */
  | 'EXCEPTION'
  /** What was built or tested is broken. */
  | 'FAILURE'
  /**
   * A worker was lost, or the build was given up for another reason; the same request is built again. Also what a build is given
   * when nothing is heard of it any more: see `Build.lost`.
   */
  | 'RETRY'
  /** There was nothing to do. */
  | 'SKIPPED'
  /** All went well. */
  | 'SUCCESS'
  /** It worked, with warnings. */
  | 'WARNINGS';

/** How many builds ended in one way. */
export type ResultCount = {
  readonly __typename?: 'ResultCount';
  /** How many they are. */
  readonly count: Scalars['Int']['output'];
  /** How they ended. */
  readonly result: Result;
};

/**
 * How long builds are kept. A build that is beyond either limit is removed within some hours, with its steps, logs and properties, and its
 * request once no build of that is left; where a build is linked to there is null from then on. Never removed are builds that run, and of
 * each builder the one that started last. Changes stay, the numbers of builds go on, and statistics that are kept by hour and day still
 * count what was removed. A report that comes late for what was removed is refused with GONE.
 */
export type Retention = {
  readonly __typename?: 'Retention';
  /** Of each builder, builds beyond so many that started last are removed; null: none for their number. */
  readonly keepBuilds: Maybe<Scalars['Int']['output']>;
  /** Builds that started more days ago are removed; null: none for its age. */
  readonly keepDays: Maybe<Scalars['Int']['output']>;
  /** What says so. Both limits come from there. */
  readonly source: RetentionSource;
};

/** Where it was said how long builds are kept: what is nearest to a build holds. */
export type RetentionSource =
  /** It was set on the builder. */
  | 'BUILDER'
  /** It was set on the origin. */
  | 'ORIGIN'
  /** It was set on the builder's project. */
  | 'PROJECT'
  /** It was set on none of these: the server's setting holds, LAVALAMP_BUILD_DAYS. */
  | 'SETTING';

/** A token to revoke. */
export type RevokeTokenInput = {
  /** The token's global id. */
  readonly id: Scalars['ID']['input'];
};

/** The answer to `revokeToken`. */
export type RevokeTokenPayload = {
  readonly __typename?: 'RevokeTokenPayload';
  /** The token; null when there is no such token. */
  readonly token: Maybe<Token>;
  /** What was wrong; empty when all went well. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/** A webhook that is to get another secret. */
export type RotateWebhookSecretInput = {
  /** The webhook's global id. */
  readonly id: Scalars['ID']['input'];
  /** The new one, as in `RegisterWebhookInput`; made here when left out. */
  readonly secret?: InputMaybe<Scalars['String']['input']>;
};

/** The answer to `rotateWebhookSecret`. */
export type RotateWebhookSecretPayload = {
  readonly __typename?: 'RotateWebhookSecretPayload';
  /** The new secret. It is shown only now. Null when it was given, and when nothing was changed. */
  readonly secret: Maybe<Scalars['String']['output']>;
  /** What was wrong; empty when all went well. */
  readonly userErrors: ReadonlyArray<UserError>;
  /** The webhook; null when nothing was changed. */
  readonly webhook: Maybe<Webhook>;
};

/** What a token allows. */
export type Scope =
  /** To manage tokens and webhooks; includes the others. */
  | 'ADMIN'
  /** To query and subscribe. Where reading is open, which is a setting of the server, every token has it, as do those without one. */
  | 'READ'
  /** To report, and to see the thing that was reported and what hangs on it. */
  | 'REPORT';

/**
 * Some lengths of time in seconds, to the millisecond. Percentiles are by nearest rank: the p90 is the shortest of them that at least 90
 * of 100 do not exceed, so it is always one of them, or within 1 percent of it: see `exact`.
 */
export type SecondsSummary = {
  readonly __typename?: 'SecondsSummary';
  /**
   * Whether the percentiles and `max` are exact. They are where the builds themselves were looked at. Where the filter lets a week or more
   * of builds through, whole hours, days and weeks are read from what was counted when the builds ended, if it is by origin, result, end,
   * and builder, tag or project alone, and the intervals of a series begin on the hour in UTC (at midnight, where it is by builder). Then
   * this is false, and each percentile and `max` is within 1 percent, and half a millisecond, of the exact one. The mean is always exact.
   */
  readonly exact: Scalars['Boolean']['output'];
  /** The longest. */
  readonly max: Scalars['Float']['output'];
  /** The arithmetic mean. */
  readonly mean: Scalars['Float']['output'];
  /** The median: half of them are no longer. */
  readonly p50: Scalars['Float']['output'];
  /** 90 of 100 are no longer. */
  readonly p90: Scalars['Float']['output'];
  /** 95 of 100 are no longer. */
  readonly p95: Scalars['Float']['output'];
  /** 99 of 100 are no longer. */
  readonly p99: Scalars['Float']['output'];
};

/** Properties of a build. */
export type SetPropertiesInput = {
  /** Which build. */
  readonly build: BuildRef;
  /** The properties, none named twice. One that exists gets the new value. A build has at most 1,000. */
  readonly properties: ReadonlyArray<PropertyInput>;
};

/** The answer to `setProperties`. */
export type SetPropertiesPayload = {
  readonly __typename?: 'SetPropertiesPayload';
  /** The build; null when the report was refused, or while the build itself has not been reported. */
  readonly build: Maybe<Build>;
  /** What was wrong with the report; empty when it was accepted. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/** How long builds are to be kept. Without either limit: for ever, whatever is set further away. */
export type SetRetentionInput = {
  /** The global id of an origin, a project or a builder. */
  readonly id: Scalars['ID']['input'];
  /** Of each builder, keep so many builds that started last: from 1 to 100,000. Left out: any number. */
  readonly keepBuilds?: InputMaybe<Scalars['Int']['input']>;
  /** Remove builds that started more days ago: from 1 to 36,500. Left out: none for its age. */
  readonly keepDays?: InputMaybe<Scalars['Int']['input']>;
};

/** The answer to `setRetention`. */
export type SetRetentionPayload = {
  readonly __typename?: 'SetRetentionPayload';
  /** How long builds of it are kept now; null when it was not set. */
  readonly retention: Maybe<Retention>;
  /** What it was set on: an origin, project or builder; null when it was not set. */
  readonly subject: Maybe<Node>;
  /** What was wrong; empty when all went well. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/** What exactly was built. Two builds of the same revision, branch, repository and patch share one source stamp. */
export type SourceStamp = Node & {
  readonly __typename?: 'SourceStamp';
  /** The branch; null for the default branch. */
  readonly branch: Maybe<Scalars['String']['output']>;
  /** The builds of it, the one that started last first. */
  readonly builds: BuildConnection;
  /** The changes that led to it, the newest first. */
  readonly changes: ChangeConnection;
  /** Which of the code bases that are built together this is; empty where there is only one. */
  readonly codebase: Scalars['String']['output'];
  /** When it was first heard of. */
  readonly createdAt: Scalars['DateTime']['output'];
  /** When a build of it first started; null while none has. */
  readonly firstStartedAt: Maybe<Scalars['DateTime']['output']>;
  /** The global id. */
  readonly id: Scalars['ID']['output'];
  /** The installation that built it. */
  readonly origin: Origin;
  /** What was applied on top of the revision, in a trial build; null in ordinary builds. */
  readonly patch: Maybe<Patch>;
  /** The project's name, as the CI system wrote it here; null when none was told. */
  readonly project: Maybe<Scalars['String']['output']>;
  /** The repository's address; empty when none was told. */
  readonly repository: Scalars['String']['output'];
  /** The commit's id; null for the newest of the branch at the time of the build. */
  readonly revision: Maybe<Scalars['String']['output']>;
};


/** What exactly was built. Two builds of the same revision, branch, repository and patch share one source stamp. */
export type SourceStampBuildsArgs = {
  after: InputMaybe<Scalars['String']['input']>;
  before: InputMaybe<Scalars['String']['input']>;
  filter: InputMaybe<BuildFilter>;
  first: InputMaybe<Scalars['Int']['input']>;
  last: InputMaybe<Scalars['Int']['input']>;
};


/** What exactly was built. Two builds of the same revision, branch, repository and patch share one source stamp. */
export type SourceStampChangesArgs = {
  after: InputMaybe<Scalars['String']['input']>;
  before: InputMaybe<Scalars['String']['input']>;
  first: InputMaybe<Scalars['Int']['input']>;
  last: InputMaybe<Scalars['Int']['input']>;
};

/** A page of source stamps. */
export type SourceStampConnection = {
  readonly __typename?: 'SourceStampConnection';
  /** The source stamps of this page, each with its own cursor. */
  readonly edges: ReadonlyArray<SourceStampEdge>;
  /** The source stamps of this page, without their cursors. */
  readonly nodes: ReadonlyArray<SourceStamp>;
  /** Where this page lies in the whole list. */
  readonly pageInfo: PageInfo;
  /** How many source stamps the whole list has. Counted only when it is selected. */
  readonly totalCount: Scalars['Int']['output'];
};

/** One of the source stamps of a page, and its place in the list. */
export type SourceStampEdge = {
  readonly __typename?: 'SourceStampEdge';
  /** The place in the list; pass it as `after` or `before` to go on from here. */
  readonly cursor: Scalars['String']['output'];
  /** The thing itself. */
  readonly node: SourceStamp;
};

/** Which source stamps to list. All parts that are given must hold. */
export type SourceStampFilter = {
  /** Only source stamps on this branch. */
  readonly branch?: InputMaybe<Scalars['String']['input']>;
  /** Only source stamps of this code base. */
  readonly codebase?: InputMaybe<Scalars['String']['input']>;
  /** Only source stamps of these origins, by name. */
  readonly origins?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  /** Only source stamps of this repository. */
  readonly repository?: InputMaybe<Scalars['String']['input']>;
  /** Only source stamps whose revision starts with this. */
  readonly revision?: InputMaybe<Scalars['String']['input']>;
};

/** What was built, in one code base. */
export type SourceStampInput = {
  /** The branch; left out for the default branch. */
  readonly branch?: InputMaybe<Scalars['String']['input']>;
  /** Which of the code bases that are built together this is; empty where there is only one. */
  readonly codebase?: Scalars['String']['input'];
  /** What is applied on top, in a trial build. */
  readonly patch?: InputMaybe<PatchInput>;
  /** The project's name, as the CI system writes it. */
  readonly project?: InputMaybe<Scalars['String']['input']>;
  /** The repository's address. */
  readonly repository?: Scalars['String']['input'];
  /** The commit's id; left out for the newest of the branch, and reported later by `updateBuild`. */
  readonly revision?: InputMaybe<Scalars['String']['input']>;
};

/** The start of a build. */
export type StartBuildInput = {
  /** The request that it meets. */
  readonly buildRequest?: InputMaybe<BuildRequestRef>;
  /** The name of the builder. It comes to be when it is not known. */
  readonly builder: Scalars['String']['input'];
  /** Your own name for the build, unique within the origin. */
  readonly key: Scalars['String']['input'];
  /** The name of the Buildbot master. */
  readonly master?: InputMaybe<Scalars['String']['input']>;
  /**
   * The build's number within its builder. Left out, it is the one after the highest that the builder has had; when there is no higher one
   * than that, the report is refused.
   */
  readonly number?: InputMaybe<Scalars['Int']['input']>;
  /** The name of the origin. It comes to be when it is not known. */
  readonly origin: Scalars['String']['input'];
  /** The build that triggered it: not this one, nor one that this leads to. */
  readonly parentBuild?: InputMaybe<BuildRef>;
  /** Named values, none named twice. Reported again, they add what is missing and change nothing. A build has at most 1,000. */
  readonly properties?: InputMaybe<ReadonlyArray<PropertyInput>>;
  /** Why it is built; the buildset's reason when left out. Told again in other words, the first that was told stands. */
  readonly reason?: InputMaybe<Scalars['String']['input']>;
  /** The build that it repeats, which is not this one; that of the request when left out. */
  readonly rebuildOf?: InputMaybe<BuildRef>;
  /** What is built, one per code base; those of the request when left out. A build has at most 100. */
  readonly sourceStamps?: InputMaybe<ReadonlyArray<SourceStampInput>>;
  /**
   * When it started; when left out, the moment of the report, until it is told. A start after the end is no error, since clocks
   * differ: both stay as they were told, and the duration is 0. When only one of them was told, the other is moved to it.
   */
  readonly startedAt?: InputMaybe<Scalars['DateTime']['input']>;
  /** What it is doing, in a few words. */
  readonly stateString?: InputMaybe<Scalars['String']['input']>;
  /** Its page in your own web interface: http or https. The first that was told, here or in an update, stands. */
  readonly url?: InputMaybe<Scalars['String']['input']>;
  /** The name of the worker. It comes to be when it is not known. */
  readonly worker?: InputMaybe<Scalars['String']['input']>;
};

/** The answer to `startBuild`. */
export type StartBuildPayload = {
  readonly __typename?: 'StartBuildPayload';
  /** The build; null when the report was refused. */
  readonly build: Maybe<Build>;
  /** What was wrong with the report; empty when it was accepted. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/** The start of a step. */
export type StartStepInput = {
  /** The build that it is a part of. */
  readonly build: BuildRef;
  /** Whether a page should leave it out unless asked. A start that comes late does not change what was told since. */
  readonly hidden?: InputMaybe<Scalars['Boolean']['input']>;
  /** Your own name for the step, unique within the build. */
  readonly key: Scalars['String']['input'];
  /** Its name. */
  readonly name: Scalars['String']['input'];
  /**
   * Its place in the build, which no other step may have. Left out, it is the one after the highest that the build has; when there is no
   * higher one than that, the report is refused.
   */
  readonly number?: InputMaybe<Scalars['Int']['input']>;
  /** Whether it still waits for its turn. Report it again without this when it runs. */
  readonly pending?: Scalars['Boolean']['input'];
  /**
   * When it started; when left out, the moment of the report, until it is told. A start after the end is no error, since clocks
   * differ: both stay as they were told, and the duration is 0. When only one of them was told, the other is moved to it.
   */
  readonly startedAt?: InputMaybe<Scalars['DateTime']['input']>;
  /** What it is doing, in a few words. */
  readonly stateString?: InputMaybe<Scalars['String']['input']>;
  /** Where more about it can be found. */
  readonly urls?: InputMaybe<ReadonlyArray<LinkInput>>;
};

/** The answer to `startStep`. */
export type StartStepPayload = {
  readonly __typename?: 'StartStepPayload';
  /** The step; null when the report was refused. */
  readonly step: Maybe<Step>;
  /** What was wrong with the report; empty when it was accepted. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/** The builds of a list that ended in one interval of a series. */
export type StatisticsBucket = {
  readonly __typename?: 'StatisticsBucket';
  /** How many of them ended with each result, as in `BuildStatistics.byResult`. At most 7. */
  readonly byResult: ReadonlyArray<ResultCount>;
  /** How many builds ended in it. */
  readonly count: Scalars['Int']['output'];
  /** How long they took: see `BuildStatistics.durationSeconds`. Null when none is left. */
  readonly durationSeconds: Maybe<SecondsSummary>;
  /** When the interval begins. Builds that ended at this moment belong to it. */
  readonly from: Scalars['DateTime']['output'];
  /** How many of those that passed or failed have passed: see `BuildStatistics.successRate`. Null when none has. */
  readonly successRate: Maybe<Scalars['Float']['output']>;
  /** When it ends, and the next begins. Builds that ended at this moment belong to the next. */
  readonly to: Scalars['DateTime']['output'];
};

/** How long the intervals of a series are. */
export type StatisticsInterval =
  /** From midnight to midnight in the time zone: 23 or 25 hours where clocks are changed. */
  | 'DAY'
  /** From one full hour of the time zone's clocks to the next. Where clocks are changed by less than an hour, two hours are shorter. */
  | 'HOUR'
  /** From Monday to Monday in the time zone. */
  | 'WEEK';

/** One command of a build. */
export type Step = Node & {
  readonly __typename?: 'Step';
  /**
   * The build that it is a part of. Null only while the step has been reported and its build has not (reports arrive out of
   * order): then the build is known by nothing but its key.
   */
  readonly build: Maybe<Build>;
  /** When it ended; null until it has. */
  readonly completedAt: Maybe<Scalars['DateTime']['output']>;
  /** From start to end, in seconds; null until it has ended, or when its start is not known. */
  readonly durationSeconds: Maybe<Scalars['Float']['output']>;
  /** Whether a page should leave it out unless asked, since it is of little interest. */
  readonly hidden: Scalars['Boolean']['output'];
  /** The global id. */
  readonly id: Scalars['ID']['output'];
  /** The reporter's own name for it, unique within its build. */
  readonly key: Scalars['String']['output'];
  /** Its logs, in the order of their names. At most 1,000. */
  readonly logs: ReadonlyArray<Log>;
  /**
   * Whether its end is a guess: it was given up, with the result RETRY and an event, since nothing was heard any more of its build, or
   * of its origin, for as long as a build may be silent: together with the build, or by itself when the build had ended without it.
   * Its logs are complete then, as far as is known. Whatever is reported of the step afterwards takes the guess back, with an event.
   */
  readonly lost: Scalars['Boolean']['output'];
  /** Its name. */
  readonly name: Scalars['String']['output'];
  /** Its place in the build, from 1 unless the reporter numbers otherwise. */
  readonly number: Scalars['Int']['output'];
  /** How it ended; null until it has. Of a step that was lost it is RETRY. */
  readonly result: Maybe<Result>;
  /** When it started; null while it is PENDING, or when only its end was reported. */
  readonly startedAt: Maybe<Scalars['DateTime']['output']>;
  /** Where it is in its life. */
  readonly state: StepState;
  /** What it is doing, or what came of it, in a few words; may be empty. */
  readonly stateString: Scalars['String']['output'];
  /** Where more about it can be found. At most 1,000. */
  readonly urls: ReadonlyArray<Link>;
};

/** A page of steps. */
export type StepConnection = {
  readonly __typename?: 'StepConnection';
  /** The steps of this page, each with its own cursor. */
  readonly edges: ReadonlyArray<StepEdge>;
  /** The steps of this page, without their cursors. */
  readonly nodes: ReadonlyArray<Step>;
  /** Where this page lies in the whole list. */
  readonly pageInfo: PageInfo;
  /** How many steps the whole list has. Counted only when it is selected. */
  readonly totalCount: Scalars['Int']['output'];
};

/** One of the steps of a page, and its place in the list. */
export type StepEdge = {
  readonly __typename?: 'StepEdge';
  /** The place in the list; pass it as `after` or `before` to go on from here. */
  readonly cursor: Scalars['String']['output'];
  /** The thing itself. */
  readonly node: Step;
};

/** A step ended, or was given up as lost. One that was lost has another such event when its true end is reported. */
export type StepFinished = Event & {
  readonly __typename?: 'StepFinished';
  /** When it ended. */
  readonly completedAt: Scalars['DateTime']['output'];
  /** The position of this entry. */
  readonly cursor: Scalars['EventCursor']['output'];
  /** When it was recorded here. */
  readonly recordedAt: Scalars['DateTime']['output'];
  /** How it ended. */
  readonly result: Result;
  /** What came of it, in a few words; may be empty. */
  readonly stateString: Scalars['String']['output'];
  /** The step as it is now; null when it is no longer kept. */
  readonly step: Maybe<Step>;
};

/** A step: by its `id`, or by its `build` and `key`. */
export type StepRef = {
  /** The build, together with `key`. */
  readonly build?: InputMaybe<BuildRef>;
  /** The global id. */
  readonly id?: InputMaybe<Scalars['ID']['input']>;
  /** The reporter's own name for the step, together with `build`. */
  readonly key?: InputMaybe<Scalars['String']['input']>;
};

/** A step became known: it runs, or waits for its turn. */
export type StepStarted = Event & {
  readonly __typename?: 'StepStarted';
  /** The position of this entry. */
  readonly cursor: Scalars['EventCursor']['output'];
  /** When it was recorded here. */
  readonly recordedAt: Scalars['DateTime']['output'];
  /** When the step started; null while it is PENDING, or when only its end was reported. */
  readonly startedAt: Maybe<Scalars['DateTime']['output']>;
  /** The step's state at that moment. */
  readonly state: StepState;
  /** The state string at that moment; may be empty. */
  readonly stateString: Scalars['String']['output'];
  /** The step as it is now; null when it is no longer kept. */
  readonly step: Maybe<Step>;
};

/** Where a step is in its life. */
export type StepState =
  /** It has ended; `result` says how. */
  | 'FINISHED'
  /** It is known, and waits for its turn or for a lock. */
  | 'PENDING'
  /** It has started, and has not finished. */
  | 'RUNNING';

/** Something about a step changed: its state string, links, or that it now runs; or it runs after all, though it counted as lost. */
export type StepUpdated = Event & {
  readonly __typename?: 'StepUpdated';
  /** The position of this entry. */
  readonly cursor: Scalars['EventCursor']['output'];
  /** When it was recorded here. */
  readonly recordedAt: Scalars['DateTime']['output'];
  /** When the step started; null while it is PENDING, or when only its end was reported. */
  readonly startedAt: Maybe<Scalars['DateTime']['output']>;
  /** The step's state at that moment. */
  readonly state: StepState;
  /** The state string at that moment. */
  readonly stateString: Scalars['String']['output'];
  /** The step as it is now; null when it is no longer kept. */
  readonly step: Maybe<Step>;
};

/** What can be watched live. Over WebSocket, by the graphql-transport-ws protocol, at the same path. */
export type Subscription = {
  readonly __typename?: 'Subscription';
  /**
   * A build as it is now, at once, and again after each change to it, its steps or its logs. Ends by itself after the build
   * has finished. Delivers null once, and ends, when there is no such build.
   */
  readonly build: Maybe<Build>;
  /**
   * Events as they are recorded. With `after`, everything since is delivered first, in order, and the stream then goes on
   * live; without it, the stream starts now. A client that cannot keep up is told LAGGED, with the cursor to resume from.
   */
  readonly events: Event;
  /**
   * The lines of a log, from the start or from `after`, and then each new one as it is reported. Ends by itself when the log is
   * complete. Delivers null once, and ends, when there is no such log.
   */
  readonly logLines: Maybe<LogLineBatch>;
};


/** What can be watched live. Over WebSocket, by the graphql-transport-ws protocol, at the same path. */
export type SubscriptionBuildArgs = {
  id: Scalars['ID']['input'];
};


/** What can be watched live. Over WebSocket, by the graphql-transport-ws protocol, at the same path. */
export type SubscriptionEventsArgs = {
  after: InputMaybe<Scalars['EventCursor']['input']>;
  filter: InputMaybe<EventFilter>;
};


/** What can be watched live. Over WebSocket, by the graphql-transport-ws protocol, at the same path. */
export type SubscriptionLogLinesArgs = {
  after: InputMaybe<Scalars['String']['input']>;
  log: Scalars['ID']['input'];
};

/**
 * A test, known by its suite, class and name within an origin: builds of different builders that report the same of these ran the same
 * test, and its history goes over all of them.
 */
export type Test = Node & {
  readonly __typename?: 'Test';
  /** The class, module or file that it belongs to, as its runner names it; null when none was told. */
  readonly className: Maybe<Scalars['String']['output']>;
  /** How far its results can be trusted. Counts as 1,000 objects of those that an operation may ask for. */
  readonly flakiness: TestFlakiness;
  /** The global id. */
  readonly id: Scalars['ID']['output'];
  /** Its name, parameters included. */
  readonly name: Scalars['String']['output'];
  /** The installation that it belongs to. */
  readonly origin: Origin;
  /** Its results, those of the build that started last first; of one build, the last attempt first. */
  readonly results: TestResultConnection;
  /** The suite that it belongs to, as its runner names it; null when none was told. */
  readonly suite: Maybe<Scalars['String']['output']>;
};


/**
 * A test, known by its suite, class and name within an origin: builds of different builders that report the same of these ran the same
 * test, and its history goes over all of them.
 */
export type TestFlakinessArgs = {
  filter: InputMaybe<BuildFilter>;
};


/**
 * A test, known by its suite, class and name within an origin: builds of different builders that report the same of these ran the same
 * test, and its history goes over all of them.
 */
export type TestResultsArgs = {
  after: InputMaybe<Scalars['String']['input']>;
  before: InputMaybe<Scalars['String']['input']>;
  filter: InputMaybe<BuildFilter>;
  first: InputMaybe<Scalars['Int']['input']>;
  last: InputMaybe<Scalars['Int']['input']>;
};

/** A page of tests. Select `edges` for the cursor of each, or `nodes` for just the things. */
export type TestConnection = {
  readonly __typename?: 'TestConnection';
  /** The tests of this page, each with its own cursor. */
  readonly edges: ReadonlyArray<TestEdge>;
  /** The tests of this page, without their cursors. */
  readonly nodes: ReadonlyArray<Test>;
  /** Where this page lies in the whole list. */
  readonly pageInfo: PageInfo;
  /** How many tests the whole list has. Counted only when it is selected. */
  readonly totalCount: Scalars['Int']['output'];
};

/** One of the tests of a page, and its place in the list. */
export type TestEdge = {
  readonly __typename?: 'TestEdge';
  /** The place in the list; pass it as `after` or `before` to go on from here. */
  readonly cursor: Scalars['String']['output'];
  /** The thing itself. */
  readonly node: Test;
};

/** Which tests to list. All parts that are given must hold. */
export type TestFilter = {
  /** Only tests of this class; an empty text stands for those without one. */
  readonly className?: InputMaybe<Scalars['String']['input']>;
  /** Only tests whose name contains this text, in upper or lower case. */
  readonly name?: InputMaybe<Scalars['String']['input']>;
  /** Only tests of these origins, by name. */
  readonly origins?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  /** Only tests of this suite; an empty text stands for those without one. */
  readonly suite?: InputMaybe<Scalars['String']['input']>;
};

/**
 * How far the results of a test can be trusted. Looked at are its runs: its results that are not SKIPPED, each attempt by itself; of those
 * that match, the 2,000 of the builds that started last. They are sought among the latest 10,000 results of the test, of the time that the
 * filter names if it names one. A run is good when it PASSED, and bad when it FAILED or ERRORED.
 */
export type TestFlakiness = {
  readonly __typename?: 'TestFlakiness';
  /** Which share of them is bad, from 0 to 1; null when there is no run. */
  readonly failureRate: Maybe<Scalars['Float']['output']>;
  /**
   * Of how many revisions one builder had both a good and a bad run. A revision is everything that was built, patches included: all code
   * bases together. Builds of which a revision is not known are left out here.
   */
  readonly flakyRevisionCount: Scalars['Int']['output'];
  /**
   * How often it changes its mind, from 0 to 1. Each run is compared with the one before it by the same builder on the same branches of the
   * same repositories, in the order of `results`: this is the share of those pairs of which one is good and the other bad. Null when there
   * is no pair. A test that broke once and was mended once has a low rate, one that fails at random a high one.
   */
  readonly flipRate: Maybe<Scalars['Float']['output']>;
  /** How many runs were looked at. */
  readonly runCount: Scalars['Int']['output'];
};

/** How one run of a test ended. */
export type TestOutcome =
  /** It could not be carried through: something else went wrong than what it looks at, such as its set-up. */
  | 'ERRORED'
  /** It found that what it tests does not do what it should: an assertion of it failed. */
  | 'FAILED'
  /** It did what it should. */
  | 'PASSED'
  /** It was not run: left out, switched off, or not possible where it was to run. */
  | 'SKIPPED';

/** One run of a test. */
export type TestResult = {
  readonly __typename?: 'TestResult';
  /** The build that it was run in. */
  readonly build: Build;
  /** How long it took, in seconds; null when it was not told. */
  readonly durationSeconds: Maybe<Scalars['Float']['output']>;
  /** The file that it is in, as a path that its runner told; null when it told none. */
  readonly file: Maybe<Scalars['String']['output']>;
  /** The line of that file, from 1; null when it was not told. */
  readonly line: Maybe<Scalars['Int']['output']>;
  /** What was wrong, or why it was skipped, in a few words; null when nothing was said. */
  readonly message: Maybe<Scalars['String']['output']>;
  /** How it ended. */
  readonly outcome: TestOutcome;
  /**
   * What it printed, its stack trace and the like; null when nothing was told. At most 65,536 characters were kept: counts as 100 objects
   * of those that an operation may ask for.
   */
  readonly output: Maybe<Scalars['String']['output']>;
  /** The name of the report that it came in, unique within its build. */
  readonly report: Scalars['String']['output'];
  /** Whether the test was run again after this, in the same report: then this is an attempt that the summary does not count. */
  readonly retried: Scalars['Boolean']['output'];
  /** The step that ran it; null when none was told. */
  readonly step: Maybe<Step>;
  /** The test. */
  readonly test: Test;
};

/** A page of results. Select `edges` for the cursor of each, or `nodes` for just the things. */
export type TestResultConnection = {
  readonly __typename?: 'TestResultConnection';
  /** The results of this page, each with its own cursor. */
  readonly edges: ReadonlyArray<TestResultEdge>;
  /** The results of this page, without their cursors. */
  readonly nodes: ReadonlyArray<TestResult>;
  /** Where this page lies in the whole list. */
  readonly pageInfo: PageInfo;
  /** How many results the whole list has. Counted only when it is selected. */
  readonly totalCount: Scalars['Int']['output'];
};

/** One of the results of a page, and its place in the list. */
export type TestResultEdge = {
  readonly __typename?: 'TestResultEdge';
  /** The place in the list; pass it as `after` or `before` to go on from here. */
  readonly cursor: Scalars['String']['output'];
  /** The thing itself. */
  readonly node: TestResult;
};

/** Which results of a build's tests to list. All parts that are given must hold. */
export type TestResultFilter = {
  /** Only results with one of these outcomes. */
  readonly outcomes?: InputMaybe<ReadonlyArray<TestOutcome>>;
  /** True: only attempts that were repeated. False: only what the summary counts. */
  readonly retried?: InputMaybe<Scalars['Boolean']['input']>;
};

/** How one run of a test ended. */
export type TestResultInput = {
  /** The class, module or file that the test belongs to. An empty text counts as none. */
  readonly className?: InputMaybe<Scalars['String']['input']>;
  /** How long it took, in seconds. Kept to the millisecond. */
  readonly durationSeconds?: InputMaybe<Scalars['Float']['input']>;
  /** The file that the test is in, as a path. Kept with what has a message or output, or did not pass. */
  readonly file?: InputMaybe<Scalars['String']['input']>;
  /** The line of that file, from 1. */
  readonly line?: InputMaybe<Scalars['Int']['input']>;
  /** What was wrong, or why it was skipped. At most 16,384 characters. */
  readonly message?: InputMaybe<Scalars['String']['input']>;
  /** The test's name, parameters included. What may change from run to run does not belong in it: it would be another test each time. */
  readonly name: Scalars['String']['input'];
  /** How it ended. */
  readonly outcome: TestOutcome;
  /** What it printed, its stack trace and the like. At most 65,536 characters. */
  readonly output?: InputMaybe<Scalars['String']['input']>;
  /** Whether the test was run again after this, and that is in this report as well: then this attempt is not counted in the summary. */
  readonly retried?: Scalars['Boolean']['input'];
  /** The suite that the test belongs to. An empty text counts as none; at most 2,000 characters, as the class and the name. */
  readonly suite?: InputMaybe<Scalars['String']['input']>;
};

/** Results of tests were added to a build: once for each part of a report that brought any. */
export type TestResultsReported = Event & {
  readonly __typename?: 'TestResultsReported';
  /** The build as it is now; null when it is no longer kept. */
  readonly build: Maybe<Build>;
  /** The position of this entry. */
  readonly cursor: Scalars['EventCursor']['output'];
  /** When it was recorded here. */
  readonly recordedAt: Scalars['DateTime']['output'];
  /** How the tests of the build went as far as was known at that moment. */
  readonly summary: TestSummary;
};

/**
 * How the tests of a build went, in numbers. It is kept as the results come, and costs the same for any number of them. Of a test that was
 * run again in the same report only the last attempt is counted.
 */
export type TestSummary = {
  readonly __typename?: 'TestSummary';
  /** What the tests took together, attempts that were repeated included; tests whose time was not told count as none. */
  readonly durationSeconds: Scalars['Float']['output'];
  /** How many are ERRORED. */
  readonly errored: Scalars['Int']['output'];
  /** How many are FAILED. */
  readonly failed: Scalars['Int']['output'];
  /** How many are PASSED. */
  readonly passed: Scalars['Int']['output'];
  /** How many are SKIPPED. */
  readonly skipped: Scalars['Int']['output'];
  /** How many results there are: the sum of the four below. */
  readonly total: Scalars['Int']['output'];
};

/** An access token. Its secret was shown once, when it was made; only a hash of it is kept. */
export type Token = Node & {
  readonly __typename?: 'Token';
  /** When it was made. */
  readonly createdAt: Scalars['DateTime']['output'];
  /** The global id. */
  readonly id: Scalars['ID']['output'];
  /** What it was called when it was made. */
  readonly name: Scalars['String']['output'];
  /** When it was revoked; null while it works. */
  readonly revokedAt: Maybe<Scalars['DateTime']['output']>;
  /** What it allows. */
  readonly scopes: ReadonlyArray<Scope>;
};

/** A page of tokens. */
export type TokenConnection = {
  readonly __typename?: 'TokenConnection';
  /** The tokens of this page, each with its own cursor. */
  readonly edges: ReadonlyArray<TokenEdge>;
  /** The tokens of this page, without their cursors. */
  readonly nodes: ReadonlyArray<Token>;
  /** Where this page lies in the whole list. */
  readonly pageInfo: PageInfo;
  /** How many tokens the whole list has. Counted only when it is selected. */
  readonly totalCount: Scalars['Int']['output'];
};

/** One of the tokens of a page, and its place in the list. */
export type TokenEdge = {
  readonly __typename?: 'TokenEdge';
  /** The place in the list; pass it as `after` or `before` to go on from here. */
  readonly cursor: Scalars['String']['output'];
  /** The thing itself. */
  readonly node: Token;
};

/**
 * What else became known of a build. With nothing but `build`, it says that the build still runs: report that once in a few
 * minutes when there is nothing else to tell, so that the build does not count as lost.
 */
export type UpdateBuildInput = {
  /** Which one. */
  readonly build: BuildRef;
  /**
   * What is built: replaces the source stamps of the code bases that are named, as when the revision became known. A build has at most
   * 100.
   */
  readonly sourceStamps?: InputMaybe<ReadonlyArray<SourceStampInput>>;
  /** What it is doing, in a few words. Ignored once the build has finished. */
  readonly stateString?: InputMaybe<Scalars['String']['input']>;
  /** Its page in your own web interface: http or https. Counts only when none was told: the first that was stands. */
  readonly url?: InputMaybe<Scalars['String']['input']>;
  /** The name of the worker. */
  readonly worker?: InputMaybe<Scalars['String']['input']>;
};

/** The answer to `updateBuild`. */
export type UpdateBuildPayload = {
  readonly __typename?: 'UpdateBuildPayload';
  /** The build; null when the report was refused, or while the build itself has not been reported. */
  readonly build: Maybe<Build>;
  /** What was wrong with the report; empty when it was accepted. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/** What else became known of a step. */
export type UpdateStepInput = {
  /** Whether a page should leave it out unless asked. Once the step has finished, this counts only when it was not told. */
  readonly hidden?: InputMaybe<Scalars['Boolean']['input']>;
  /** What it is doing, in a few words. Ignored once the step has finished. */
  readonly stateString?: InputMaybe<Scalars['String']['input']>;
  /** Which one. */
  readonly step: StepRef;
  /** Where more about it can be found: added to the links that it has. */
  readonly urls?: InputMaybe<ReadonlyArray<LinkInput>>;
};

/** The answer to `updateStep`. */
export type UpdateStepPayload = {
  readonly __typename?: 'UpdateStepPayload';
  /** The step; null when the report was refused. */
  readonly step: Maybe<Step>;
  /** What was wrong with the report; empty when it was accepted. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/** What to change of a webhook. What is left out stays as it is. */
export type UpdateWebhookInput = {
  /** Another position to go on from, not included. What lies between is skipped, or posted again. */
  readonly after?: InputMaybe<Scalars['EventCursor']['input']>;
  /** Another filter; null for all events. */
  readonly filter?: InputMaybe<EventFilter>;
  /** The webhook's global id. */
  readonly id: Scalars['ID']['input'];
  /** True: deliver nothing until it is resumed. False: resume. */
  readonly paused?: InputMaybe<Scalars['Boolean']['input']>;
  /** Another address. */
  readonly url?: InputMaybe<Scalars['String']['input']>;
};

/** The answer to `updateWebhook`. */
export type UpdateWebhookPayload = {
  readonly __typename?: 'UpdateWebhookPayload';
  /** What was wrong; empty when all went well. */
  readonly userErrors: ReadonlyArray<UserError>;
  /** The webhook; null when nothing was changed. */
  readonly webhook: Maybe<Webhook>;
};

/** What the caller got wrong, and can mend. */
export type UserError = {
  readonly __typename?: 'UserError';
  /** Which kind of mistake it is, for programs. */
  readonly code: UserErrorCode;
  /** What was wrong, what was expected and what was received, for people. */
  readonly message: Scalars['String']['output'];
  /** Where: the argument, then the fields within it; in a batch with the index of the report, from 0. */
  readonly path: ReadonlyArray<Scalars['String']['output']>;
};

/** The kinds of mistakes that a caller can mend. */
export type UserErrorCode =
  /** It contradicts what was reported under the same key before. */
  | 'CONFLICT'
  /** What it speaks of was here, and was removed because of its age or number (see `Retention`). Sending it again changes nothing. */
  | 'GONE'
  /** A value is not of the form that was asked for. */
  | 'INVALID'
  /** The thing that is to be changed does not exist. */
  | 'NOT_FOUND';

/** Who is asking. */
export type Viewer = {
  readonly __typename?: 'Viewer';
  /** What they may do, in the order of the enum. */
  readonly scopes: ReadonlyArray<Scope>;
  /** The name of the token that was sent; null when none was. */
  readonly tokenName: Maybe<Scalars['String']['output']>;
};

/**
 * Where events are posted to, one event a request, in their order: see docs/webhooks.md. An event is posted again until the receiver
 * takes it, so a receiver drops what it has by the header `webhook-id`. What a webhook signs with is never shown again.
 */
export type Webhook = Node & {
  readonly __typename?: 'Webhook';
  /** When it was registered. */
  readonly createdAt: Scalars['DateTime']['output'];
  /**
   * Everything that its filter lets through, up to here, was delivered. Give it to `events` as `after` to see what is still to come;
   * it may be a little behind where nothing had to be delivered.
   */
  readonly cursor: Scalars['EventCursor']['output'];
  /** When the first of these was made; null when the last one did not fail. */
  readonly failingSince: Maybe<Scalars['DateTime']['output']>;
  /** How many attempts have failed in a row; 0 when the last one did not. */
  readonly failures: Scalars['Int']['output'];
  /** Which events are posted, as an `EventFilter`; `{}` for all. */
  readonly filter: Scalars['JSON']['output'];
  /** The global id. */
  readonly id: Scalars['ID']['output'];
  /** The last attempt; null when there was none. */
  readonly lastAttempt: Maybe<WebhookAttempt>;
  /** When the next attempt is due; null unless it is RETRYING. */
  readonly nextAttemptAt: Maybe<Scalars['DateTime']['output']>;
  /** Why nothing is delivered; null unless it is PAUSED. */
  readonly pauseReason: Maybe<WebhookPauseReason>;
  /** The last attempts, the newest first. At most 50. */
  readonly recentAttempts: ReadonlyArray<WebhookAttempt>;
  /** Whether it delivers. */
  readonly state: WebhookState;
  /** The address that is posted to. */
  readonly url: Scalars['String']['output'];
};

/** One attempt to deliver an event. */
export type WebhookAttempt = {
  readonly __typename?: 'WebhookAttempt';
  /** When it was made. */
  readonly attemptedAt: Scalars['DateTime']['output'];
  /** Whether the receiver took the event: its status was 200 to 299. */
  readonly delivered: Scalars['Boolean']['output'];
  /** How long it took, in seconds. */
  readonly durationSeconds: Scalars['Float']['output'];
  /** Why it failed, for people; null when it did not. */
  readonly error: Maybe<Scalars['String']['output']>;
  /** The event's cursor. */
  readonly eventCursor: Scalars['EventCursor']['output'];
  /** The event's type, as `type` is in the body: `BuildFinished`. */
  readonly eventType: Scalars['String']['output'];
  /** How the body of the answer began, at most 1,000 characters; null when there was none. */
  readonly responseExcerpt: Maybe<Scalars['String']['output']>;
  /** The HTTP status of the answer; null when none came. */
  readonly status: Maybe<Scalars['Int']['output']>;
};

/** A page of webhooks. */
export type WebhookConnection = {
  readonly __typename?: 'WebhookConnection';
  /** The webhooks of this page, each with its own cursor. */
  readonly edges: ReadonlyArray<WebhookEdge>;
  /** The webhooks of this page, without their cursors. */
  readonly nodes: ReadonlyArray<Webhook>;
  /** Where this page lies in the whole list. */
  readonly pageInfo: PageInfo;
  /** How many webhooks the whole list has. Counted only when it is selected. */
  readonly totalCount: Scalars['Int']['output'];
};

/** One of the webhooks of a page, and its place in the list. */
export type WebhookEdge = {
  readonly __typename?: 'WebhookEdge';
  /** The place in the list; pass it as `after` or `before` to go on from here. */
  readonly cursor: Scalars['String']['output'];
  /** The thing itself. */
  readonly node: Webhook;
};

/** Why nothing is delivered. */
export type WebhookPauseReason =
  /** The events after its cursor are no longer kept. To resume it needs a new `after`. */
  | 'EXPIRED'
  /** No attempt has succeeded for as long as is set (LAVALAMP_WEBHOOK_PAUSE_HOURS). */
  | 'FAILING'
  /** The receiver has answered 410 Gone: it wants no more. */
  | 'GONE'
  /** By `updateWebhook`. */
  | 'REQUESTED';

/** Whether a webhook delivers. */
export type WebhookState =
  /** It delivers what there is. */
  | 'ACTIVE'
  /** Nothing is delivered, and its place is kept: see `pauseReason`. `updateWebhook` resumes it. */
  | 'PAUSED'
  /** The last attempt has failed; the same event is posted again at `nextAttemptAt`. */
  | 'RETRYING';

/** The machine, or runner, that builds run on. */
export type Worker = Node & {
  readonly __typename?: 'Worker';
  /** The builds that ran on it, the one that started last first. */
  readonly builds: BuildConnection;
  /** Whether it was connected to its CI system when that last said anything about it. */
  readonly connected: Scalars['Boolean']['output'];
  /** When it was last connected or lost; null when nothing was said about it yet. */
  readonly connectionChangedAt: Maybe<Scalars['DateTime']['output']>;
  /** The global id. */
  readonly id: Scalars['ID']['output'];
  /** What its CI system tells about it, such as its host or version; null when nothing was said. */
  readonly info: Maybe<Scalars['JSON']['output']>;
  /** Its name, unique within its origin. */
  readonly name: Scalars['String']['output'];
  /** The installation that it belongs to. */
  readonly origin: Origin;
};


/** The machine, or runner, that builds run on. */
export type WorkerBuildsArgs = {
  after: InputMaybe<Scalars['String']['input']>;
  before: InputMaybe<Scalars['String']['input']>;
  filter: InputMaybe<BuildFilter>;
  first: InputMaybe<Scalars['Int']['input']>;
  last: InputMaybe<Scalars['Int']['input']>;
};

/** A worker was connected to its CI system. */
export type WorkerConnected = Event & {
  readonly __typename?: 'WorkerConnected';
  /** When it was connected. */
  readonly connectedAt: Scalars['DateTime']['output'];
  /** The position of this entry. */
  readonly cursor: Scalars['EventCursor']['output'];
  /** When it was recorded here. */
  readonly recordedAt: Scalars['DateTime']['output'];
  /** The worker as it is now; null when it is no longer kept. */
  readonly worker: Maybe<Worker>;
};

/** A page of workers. */
export type WorkerConnection = {
  readonly __typename?: 'WorkerConnection';
  /** The workers of this page, each with its own cursor. */
  readonly edges: ReadonlyArray<WorkerEdge>;
  /** The workers of this page, without their cursors. */
  readonly nodes: ReadonlyArray<Worker>;
  /** Where this page lies in the whole list. */
  readonly pageInfo: PageInfo;
  /** How many workers the whole list has. Counted only when it is selected. */
  readonly totalCount: Scalars['Int']['output'];
};

/** One of the workers of a page, and its place in the list. */
export type WorkerEdge = {
  readonly __typename?: 'WorkerEdge';
  /** The place in the list; pass it as `after` or `before` to go on from here. */
  readonly cursor: Scalars['String']['output'];
  /** The thing itself. */
  readonly node: Worker;
};

/** A worker was lost by its CI system. */
export type WorkerLost = Event & {
  readonly __typename?: 'WorkerLost';
  /** The position of this entry. */
  readonly cursor: Scalars['EventCursor']['output'];
  /** When it was lost. */
  readonly lostAt: Scalars['DateTime']['output'];
  /** When it was recorded here. */
  readonly recordedAt: Scalars['DateTime']['output'];
  /** The worker as it is now; null when it is no longer kept. */
  readonly worker: Maybe<Worker>;
};

/** A worker became known, or something about it changed. */
export type WorkerUpdated = Event & {
  readonly __typename?: 'WorkerUpdated';
  /** The position of this entry. */
  readonly cursor: Scalars['EventCursor']['output'];
  /** When it was recorded here. */
  readonly recordedAt: Scalars['DateTime']['output'];
  /** The worker as it is now; null when it is no longer kept. */
  readonly worker: Maybe<Worker>;
};



export type ResolverTypeWrapper<T> = Promise<T> | T;

export type Resolver<TResult, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> = ResolverFn<TResult, TParent, TContext, TArgs>;

export type ResolverFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => Promise<TResult> | TResult;

export type SubscriptionSubscribeFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => AsyncIterable<TResult> | Promise<AsyncIterable<TResult>>;

export type SubscriptionResolveFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => TResult | Promise<TResult>;

export interface SubscriptionSubscriberObject<TResult, TKey extends string, TParent, TContext, TArgs> {
  subscribe: SubscriptionSubscribeFn<{ [key in TKey]: TResult }, TParent, TContext, TArgs>;
  resolve?: SubscriptionResolveFn<TResult, { [key in TKey]: TResult }, TContext, TArgs>;
}

export interface SubscriptionResolverObject<TResult, TParent, TContext, TArgs> {
  subscribe: SubscriptionSubscribeFn<any, TParent, TContext, TArgs>;
  resolve: SubscriptionResolveFn<TResult, any, TContext, TArgs>;
}

export type SubscriptionObject<TResult, TKey extends string, TParent, TContext, TArgs> =
  | SubscriptionSubscriberObject<TResult, TKey, TParent, TContext, TArgs>
  | SubscriptionResolverObject<TResult, TParent, TContext, TArgs>;

export type SubscriptionResolver<TResult, TKey extends string, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> =
  | ((...args: any[]) => SubscriptionObject<TResult, TKey, TParent, TContext, TArgs>)
  | SubscriptionObject<TResult, TKey, TParent, TContext, TArgs>;

export type TypeResolveFn<TTypes, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>> = (
  parent: TParent,
  context: TContext,
  info: GraphQLResolveInfo
) => Maybe<TTypes> | Promise<Maybe<TTypes>>;

export type IsTypeOfResolverFn<T = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>> = (obj: T, context: TContext, info: GraphQLResolveInfo) => boolean | Promise<boolean>;

export type NextResolverFn<T> = () => Promise<T>;

export type DirectiveResolverFn<TResult = Record<PropertyKey, never>, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> = (
  next: NextResolverFn<TResult>,
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => TResult | Promise<TResult>;





/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  AddChangeInput: AddChangeInput;
  AddChangePayload: ResolverTypeWrapper<Omit<AddChangePayload, 'change'> & { change?: Maybe<ResolversTypes['Change']> }>;
  AppendLogInput: AppendLogInput;
  AppendLogPayload: ResolverTypeWrapper<Omit<AppendLogPayload, 'log'> & { log?: Maybe<ResolversTypes['Log']> }>;
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
  Build: ResolverTypeWrapper<BuildRecord>;
  BuildConnection: ResolverTypeWrapper<BuildList>;
  BuildEdge: ResolverTypeWrapper<BuildEntry>;
  BuildFilter: BuildFilter;
  BuildFinished: ResolverTypeWrapper<BuildFinishedEvent>;
  BuildOrder: BuildOrder;
  BuildOrderField: BuildOrderField;
  BuildRef: BuildRef;
  BuildRequest: ResolverTypeWrapper<BuildRequestRecord>;
  BuildRequestConnection: ResolverTypeWrapper<BuildRequestList>;
  BuildRequestEdge: ResolverTypeWrapper<BuildRequestEntry>;
  BuildRequestFilter: BuildRequestFilter;
  BuildRequestFinished: ResolverTypeWrapper<BuildRequestFinishedEvent>;
  BuildRequestRef: BuildRequestRef;
  BuildRequestState: BuildRequestState;
  BuildRequested: ResolverTypeWrapper<BuildRequestedEvent>;
  BuildStarted: ResolverTypeWrapper<BuildStartedEvent>;
  BuildState: BuildState;
  BuildStatistics: ResolverTypeWrapper<BuildStatisticsRecord>;
  BuildUpdated: ResolverTypeWrapper<BuildUpdatedEvent>;
  Builder: ResolverTypeWrapper<BuilderRecord>;
  BuilderBranch: ResolverTypeWrapper<BuilderBranchRecord>;
  BuilderBranchConnection: ResolverTypeWrapper<BuilderBranchList>;
  BuilderBranchEdge: ResolverTypeWrapper<BuilderBranchEntry>;
  BuilderConnection: ResolverTypeWrapper<BuilderList>;
  BuilderEdge: ResolverTypeWrapper<BuilderEntry>;
  BuilderFilter: BuilderFilter;
  BuilderStatistics: ResolverTypeWrapper<BuilderStatisticsRecord>;
  BuilderUpdated: ResolverTypeWrapper<BuilderUpdatedEvent>;
  Buildset: ResolverTypeWrapper<BuildsetRecord>;
  Change: ResolverTypeWrapper<ChangeRecord>;
  ChangeAdded: ResolverTypeWrapper<ChangeAddedEvent>;
  ChangeConnection: ResolverTypeWrapper<ChangeList>;
  ChangeEdge: ResolverTypeWrapper<ChangeEntry>;
  ChangeFilter: ChangeFilter;
  ClearRetentionInput: ClearRetentionInput;
  ClearRetentionPayload: ResolverTypeWrapper<Omit<ClearRetentionPayload, 'retention' | 'subject'> & { retention?: Maybe<ResolversTypes['Retention']>, subject?: Maybe<ResolversTypes['Node']> }>;
  ConnectWorkerInput: ConnectWorkerInput;
  ConnectWorkerPayload: ResolverTypeWrapper<Omit<ConnectWorkerPayload, 'worker'> & { worker?: Maybe<ResolversTypes['Worker']> }>;
  ConsoleCell: ResolverTypeWrapper<ConsoleCellRecord>;
  ConsoleConnection: ResolverTypeWrapper<Console>;
  ConsoleEdge: ResolverTypeWrapper<ConsoleEntry>;
  ConsoleFilter: ConsoleFilter;
  ConsoleRow: ResolverTypeWrapper<ConsoleRowRecord>;
  CreateHookInput: CreateHookInput;
  CreateHookPayload: ResolverTypeWrapper<Omit<CreateHookPayload, 'hook'> & { hook?: Maybe<ResolversTypes['Hook']> }>;
  CreateTokenInput: CreateTokenInput;
  CreateTokenPayload: ResolverTypeWrapper<Omit<CreateTokenPayload, 'token'> & { token?: Maybe<ResolversTypes['Token']> }>;
  DateTime: ResolverTypeWrapper<Scalars['DateTime']['output']>;
  Event: ResolverTypeWrapper<AnyEvent>;
  EventConnection: ResolverTypeWrapper<EventPage>;
  EventCursor: ResolverTypeWrapper<Scalars['EventCursor']['output']>;
  EventEdge: ResolverTypeWrapper<LoggedEvent>;
  EventFilter: EventFilter;
  EventType: EventType;
  FinishBuildInput: FinishBuildInput;
  FinishBuildPayload: ResolverTypeWrapper<Omit<FinishBuildPayload, 'build'> & { build?: Maybe<ResolversTypes['Build']> }>;
  FinishBuildRequestInput: FinishBuildRequestInput;
  FinishBuildRequestPayload: ResolverTypeWrapper<Omit<FinishBuildRequestPayload, 'buildRequest'> & { buildRequest?: Maybe<ResolversTypes['BuildRequest']> }>;
  FinishLogInput: FinishLogInput;
  FinishLogPayload: ResolverTypeWrapper<Omit<FinishLogPayload, 'log'> & { log?: Maybe<ResolversTypes['Log']> }>;
  FinishStepInput: FinishStepInput;
  FinishStepPayload: ResolverTypeWrapper<Omit<FinishStepPayload, 'step'> & { step?: Maybe<ResolversTypes['Step']> }>;
  Float: ResolverTypeWrapper<Scalars['Float']['output']>;
  Heartbeat: ResolverTypeWrapper<HeartbeatRecord>;
  Hook: ResolverTypeWrapper<HookRecord>;
  HookConnection: ResolverTypeWrapper<HookList>;
  HookDelivery: ResolverTypeWrapper<HookDeliveryRecord>;
  HookDeliveryConnection: ResolverTypeWrapper<HookDeliveryList>;
  HookDeliveryEdge: ResolverTypeWrapper<HookDeliveryEntry>;
  HookDeliveryFilter: HookDeliveryFilter;
  HookDeliveryState: HookDeliveryState;
  HookEdge: ResolverTypeWrapper<HookEntry>;
  HookSystem: HookSystem;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  Int: ResolverTypeWrapper<Scalars['Int']['output']>;
  JSON: ResolverTypeWrapper<Scalars['JSON']['output']>;
  Link: ResolverTypeWrapper<LinkRecord>;
  LinkInput: LinkInput;
  Log: ResolverTypeWrapper<LogRecord>;
  LogFinished: ResolverTypeWrapper<LogFinishedEvent>;
  LogLine: ResolverTypeWrapper<LogLineRecord>;
  LogLineBatch: ResolverTypeWrapper<LogLineBatchRecord>;
  LogLineConnection: ResolverTypeWrapper<LogLineList>;
  LogLineEdge: ResolverTypeWrapper<LogLineEntry>;
  LogStarted: ResolverTypeWrapper<LogStartedEvent>;
  LogStream: LogStream;
  LogType: LogType;
  Long: ResolverTypeWrapper<Scalars['Long']['output']>;
  LoseWorkerInput: LoseWorkerInput;
  LoseWorkerPayload: ResolverTypeWrapper<Omit<LoseWorkerPayload, 'worker'> & { worker?: Maybe<ResolversTypes['Worker']> }>;
  Master: ResolverTypeWrapper<MasterRecord>;
  MasterConnection: ResolverTypeWrapper<MasterList>;
  MasterEdge: ResolverTypeWrapper<MasterEntry>;
  MasterUpdated: ResolverTypeWrapper<MasterUpdatedEvent>;
  Mutation: ResolverTypeWrapper<Record<PropertyKey, never>>;
  NameFilter: NameFilter;
  Node: ResolverTypeWrapper<NodeParent>;
  OrderDirection: OrderDirection;
  Origin: ResolverTypeWrapper<OriginRecord>;
  OriginConnection: ResolverTypeWrapper<OriginList>;
  OriginEdge: ResolverTypeWrapper<OriginEntry>;
  OriginKind: OriginKind;
  OriginUpdated: ResolverTypeWrapper<OriginUpdatedEvent>;
  PageInfo: ResolverTypeWrapper<PageEnds>;
  Patch: ResolverTypeWrapper<PatchRecord>;
  PatchInput: PatchInput;
  Project: ResolverTypeWrapper<ProjectRecord>;
  ProjectConnection: ResolverTypeWrapper<ProjectList>;
  ProjectEdge: ResolverTypeWrapper<ProjectEntry>;
  ProjectUpdated: ResolverTypeWrapper<ProjectUpdatedEvent>;
  Property: ResolverTypeWrapper<PropertyRecord>;
  PropertyFilter: PropertyFilter;
  PropertyInput: PropertyInput;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  RecordBuildInput: RecordBuildInput;
  RecordBuildPayload: ResolverTypeWrapper<Omit<RecordBuildPayload, 'build'> & { build?: Maybe<ResolversTypes['Build']> }>;
  RecordedRequestInput: RecordedRequestInput;
  RecordedStepInput: RecordedStepInput;
  RegisterBuilderInput: RegisterBuilderInput;
  RegisterBuilderPayload: ResolverTypeWrapper<Omit<RegisterBuilderPayload, 'builder'> & { builder?: Maybe<ResolversTypes['Builder']> }>;
  RegisterMasterInput: RegisterMasterInput;
  RegisterMasterPayload: ResolverTypeWrapper<Omit<RegisterMasterPayload, 'master'> & { master?: Maybe<ResolversTypes['Master']> }>;
  RegisterOriginInput: RegisterOriginInput;
  RegisterOriginPayload: ResolverTypeWrapper<Omit<RegisterOriginPayload, 'origin'> & { origin?: Maybe<ResolversTypes['Origin']> }>;
  RegisterProjectInput: RegisterProjectInput;
  RegisterProjectPayload: ResolverTypeWrapper<Omit<RegisterProjectPayload, 'project'> & { project?: Maybe<ResolversTypes['Project']> }>;
  RegisterWebhookInput: RegisterWebhookInput;
  RegisterWebhookPayload: ResolverTypeWrapper<Omit<RegisterWebhookPayload, 'webhook'> & { webhook?: Maybe<ResolversTypes['Webhook']> }>;
  RegisterWorkerInput: RegisterWorkerInput;
  RegisterWorkerPayload: ResolverTypeWrapper<Omit<RegisterWorkerPayload, 'worker'> & { worker?: Maybe<ResolversTypes['Worker']> }>;
  Regression: ResolverTypeWrapper<RegressionRecord>;
  RemoveHookInput: RemoveHookInput;
  RemoveHookPayload: ResolverTypeWrapper<Omit<RemoveHookPayload, 'hook'> & { hook?: Maybe<ResolversTypes['Hook']> }>;
  RemoveWebhookInput: RemoveWebhookInput;
  RemoveWebhookPayload: ResolverTypeWrapper<Omit<RemoveWebhookPayload, 'webhook'> & { webhook?: Maybe<ResolversTypes['Webhook']> }>;
  ReplayHookDeliveriesPayload: ResolverTypeWrapper<ReplayHookDeliveriesPayload>;
  Report: Report;
  ReportPayload: ResolverTypeWrapper<ReportPayload>;
  ReportTestResultsInput: ReportTestResultsInput;
  ReportTestResultsPayload: ResolverTypeWrapper<Omit<ReportTestResultsPayload, 'build'> & { build?: Maybe<ResolversTypes['Build']> }>;
  RequestBuildInput: RequestBuildInput;
  RequestBuildPayload: ResolverTypeWrapper<Omit<RequestBuildPayload, 'buildRequest'> & { buildRequest?: Maybe<ResolversTypes['BuildRequest']> }>;
  Result: Result;
  ResultCount: ResolverTypeWrapper<ResultCount>;
  Retention: ResolverTypeWrapper<RetentionRecord>;
  RetentionSource: RetentionSource;
  RevokeTokenInput: RevokeTokenInput;
  RevokeTokenPayload: ResolverTypeWrapper<Omit<RevokeTokenPayload, 'token'> & { token?: Maybe<ResolversTypes['Token']> }>;
  RotateWebhookSecretInput: RotateWebhookSecretInput;
  RotateWebhookSecretPayload: ResolverTypeWrapper<Omit<RotateWebhookSecretPayload, 'webhook'> & { webhook?: Maybe<ResolversTypes['Webhook']> }>;
  Scope: Scope;
  SecondsSummary: ResolverTypeWrapper<SecondsSummary>;
  SetPropertiesInput: SetPropertiesInput;
  SetPropertiesPayload: ResolverTypeWrapper<Omit<SetPropertiesPayload, 'build'> & { build?: Maybe<ResolversTypes['Build']> }>;
  SetRetentionInput: SetRetentionInput;
  SetRetentionPayload: ResolverTypeWrapper<Omit<SetRetentionPayload, 'retention' | 'subject'> & { retention?: Maybe<ResolversTypes['Retention']>, subject?: Maybe<ResolversTypes['Node']> }>;
  SourceStamp: ResolverTypeWrapper<SourceStampRecord>;
  SourceStampConnection: ResolverTypeWrapper<SourceStampList>;
  SourceStampEdge: ResolverTypeWrapper<SourceStampEntry>;
  SourceStampFilter: SourceStampFilter;
  SourceStampInput: SourceStampInput;
  StartBuildInput: StartBuildInput;
  StartBuildPayload: ResolverTypeWrapper<Omit<StartBuildPayload, 'build'> & { build?: Maybe<ResolversTypes['Build']> }>;
  StartStepInput: StartStepInput;
  StartStepPayload: ResolverTypeWrapper<Omit<StartStepPayload, 'step'> & { step?: Maybe<ResolversTypes['Step']> }>;
  StatisticsBucket: ResolverTypeWrapper<StatisticsBucketRecord>;
  StatisticsInterval: StatisticsInterval;
  Step: ResolverTypeWrapper<StepRecord>;
  StepConnection: ResolverTypeWrapper<StepList>;
  StepEdge: ResolverTypeWrapper<StepEntry>;
  StepFinished: ResolverTypeWrapper<StepFinishedEvent>;
  StepRef: StepRef;
  StepStarted: ResolverTypeWrapper<StepStartedEvent>;
  StepState: StepState;
  StepUpdated: ResolverTypeWrapper<StepUpdatedEvent>;
  String: ResolverTypeWrapper<Scalars['String']['output']>;
  Subscription: ResolverTypeWrapper<Record<PropertyKey, never>>;
  Test: ResolverTypeWrapper<TestRecord>;
  TestConnection: ResolverTypeWrapper<TestList>;
  TestEdge: ResolverTypeWrapper<TestEntry>;
  TestFilter: TestFilter;
  TestFlakiness: ResolverTypeWrapper<TestFlakinessRecord>;
  TestOutcome: TestOutcome;
  TestResult: ResolverTypeWrapper<TestResultRecord>;
  TestResultConnection: ResolverTypeWrapper<TestResultList>;
  TestResultEdge: ResolverTypeWrapper<TestResultEntry>;
  TestResultFilter: TestResultFilter;
  TestResultInput: TestResultInput;
  TestResultsReported: ResolverTypeWrapper<TestResultsReportedEvent>;
  TestSummary: ResolverTypeWrapper<TestSummaryRecord>;
  Token: ResolverTypeWrapper<TokenRecord>;
  TokenConnection: ResolverTypeWrapper<TokenList>;
  TokenEdge: ResolverTypeWrapper<TokenEntry>;
  UpdateBuildInput: UpdateBuildInput;
  UpdateBuildPayload: ResolverTypeWrapper<Omit<UpdateBuildPayload, 'build'> & { build?: Maybe<ResolversTypes['Build']> }>;
  UpdateStepInput: UpdateStepInput;
  UpdateStepPayload: ResolverTypeWrapper<Omit<UpdateStepPayload, 'step'> & { step?: Maybe<ResolversTypes['Step']> }>;
  UpdateWebhookInput: UpdateWebhookInput;
  UpdateWebhookPayload: ResolverTypeWrapper<Omit<UpdateWebhookPayload, 'webhook'> & { webhook?: Maybe<ResolversTypes['Webhook']> }>;
  UserError: ResolverTypeWrapper<UserError>;
  UserErrorCode: UserErrorCode;
  Viewer: ResolverTypeWrapper<ViewerRecord>;
  Webhook: ResolverTypeWrapper<WebhookRecord>;
  WebhookAttempt: ResolverTypeWrapper<WebhookAttemptRecord>;
  WebhookConnection: ResolverTypeWrapper<WebhookList>;
  WebhookEdge: ResolverTypeWrapper<WebhookEntry>;
  WebhookPauseReason: WebhookPauseReason;
  WebhookState: WebhookState;
  Worker: ResolverTypeWrapper<WorkerRecord>;
  WorkerConnected: ResolverTypeWrapper<WorkerConnectedEvent>;
  WorkerConnection: ResolverTypeWrapper<WorkerList>;
  WorkerEdge: ResolverTypeWrapper<WorkerEntry>;
  WorkerLost: ResolverTypeWrapper<WorkerLostEvent>;
  WorkerUpdated: ResolverTypeWrapper<WorkerUpdatedEvent>;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  AddChangeInput: AddChangeInput;
  AddChangePayload: Omit<AddChangePayload, 'change'> & { change?: Maybe<ResolversParentTypes['Change']> };
  AppendLogInput: AppendLogInput;
  AppendLogPayload: Omit<AppendLogPayload, 'log'> & { log?: Maybe<ResolversParentTypes['Log']> };
  Boolean: Scalars['Boolean']['output'];
  Build: BuildRecord;
  BuildConnection: BuildList;
  BuildEdge: BuildEntry;
  BuildFilter: BuildFilter;
  BuildFinished: BuildFinishedEvent;
  BuildOrder: BuildOrder;
  BuildRef: BuildRef;
  BuildRequest: BuildRequestRecord;
  BuildRequestConnection: BuildRequestList;
  BuildRequestEdge: BuildRequestEntry;
  BuildRequestFilter: BuildRequestFilter;
  BuildRequestFinished: BuildRequestFinishedEvent;
  BuildRequestRef: BuildRequestRef;
  BuildRequested: BuildRequestedEvent;
  BuildStarted: BuildStartedEvent;
  BuildStatistics: BuildStatisticsRecord;
  BuildUpdated: BuildUpdatedEvent;
  Builder: BuilderRecord;
  BuilderBranch: BuilderBranchRecord;
  BuilderBranchConnection: BuilderBranchList;
  BuilderBranchEdge: BuilderBranchEntry;
  BuilderConnection: BuilderList;
  BuilderEdge: BuilderEntry;
  BuilderFilter: BuilderFilter;
  BuilderStatistics: BuilderStatisticsRecord;
  BuilderUpdated: BuilderUpdatedEvent;
  Buildset: BuildsetRecord;
  Change: ChangeRecord;
  ChangeAdded: ChangeAddedEvent;
  ChangeConnection: ChangeList;
  ChangeEdge: ChangeEntry;
  ChangeFilter: ChangeFilter;
  ClearRetentionInput: ClearRetentionInput;
  ClearRetentionPayload: Omit<ClearRetentionPayload, 'retention' | 'subject'> & { retention?: Maybe<ResolversParentTypes['Retention']>, subject?: Maybe<ResolversParentTypes['Node']> };
  ConnectWorkerInput: ConnectWorkerInput;
  ConnectWorkerPayload: Omit<ConnectWorkerPayload, 'worker'> & { worker?: Maybe<ResolversParentTypes['Worker']> };
  ConsoleCell: ConsoleCellRecord;
  ConsoleConnection: Console;
  ConsoleEdge: ConsoleEntry;
  ConsoleFilter: ConsoleFilter;
  ConsoleRow: ConsoleRowRecord;
  CreateHookInput: CreateHookInput;
  CreateHookPayload: Omit<CreateHookPayload, 'hook'> & { hook?: Maybe<ResolversParentTypes['Hook']> };
  CreateTokenInput: CreateTokenInput;
  CreateTokenPayload: Omit<CreateTokenPayload, 'token'> & { token?: Maybe<ResolversParentTypes['Token']> };
  DateTime: Scalars['DateTime']['output'];
  Event: AnyEvent;
  EventConnection: EventPage;
  EventCursor: Scalars['EventCursor']['output'];
  EventEdge: LoggedEvent;
  EventFilter: EventFilter;
  FinishBuildInput: FinishBuildInput;
  FinishBuildPayload: Omit<FinishBuildPayload, 'build'> & { build?: Maybe<ResolversParentTypes['Build']> };
  FinishBuildRequestInput: FinishBuildRequestInput;
  FinishBuildRequestPayload: Omit<FinishBuildRequestPayload, 'buildRequest'> & { buildRequest?: Maybe<ResolversParentTypes['BuildRequest']> };
  FinishLogInput: FinishLogInput;
  FinishLogPayload: Omit<FinishLogPayload, 'log'> & { log?: Maybe<ResolversParentTypes['Log']> };
  FinishStepInput: FinishStepInput;
  FinishStepPayload: Omit<FinishStepPayload, 'step'> & { step?: Maybe<ResolversParentTypes['Step']> };
  Float: Scalars['Float']['output'];
  Heartbeat: HeartbeatRecord;
  Hook: HookRecord;
  HookConnection: HookList;
  HookDelivery: HookDeliveryRecord;
  HookDeliveryConnection: HookDeliveryList;
  HookDeliveryEdge: HookDeliveryEntry;
  HookDeliveryFilter: HookDeliveryFilter;
  HookEdge: HookEntry;
  ID: Scalars['ID']['output'];
  Int: Scalars['Int']['output'];
  JSON: Scalars['JSON']['output'];
  Link: LinkRecord;
  LinkInput: LinkInput;
  Log: LogRecord;
  LogFinished: LogFinishedEvent;
  LogLine: LogLineRecord;
  LogLineBatch: LogLineBatchRecord;
  LogLineConnection: LogLineList;
  LogLineEdge: LogLineEntry;
  LogStarted: LogStartedEvent;
  Long: Scalars['Long']['output'];
  LoseWorkerInput: LoseWorkerInput;
  LoseWorkerPayload: Omit<LoseWorkerPayload, 'worker'> & { worker?: Maybe<ResolversParentTypes['Worker']> };
  Master: MasterRecord;
  MasterConnection: MasterList;
  MasterEdge: MasterEntry;
  MasterUpdated: MasterUpdatedEvent;
  Mutation: Record<PropertyKey, never>;
  NameFilter: NameFilter;
  Node: NodeParent;
  Origin: OriginRecord;
  OriginConnection: OriginList;
  OriginEdge: OriginEntry;
  OriginUpdated: OriginUpdatedEvent;
  PageInfo: PageEnds;
  Patch: PatchRecord;
  PatchInput: PatchInput;
  Project: ProjectRecord;
  ProjectConnection: ProjectList;
  ProjectEdge: ProjectEntry;
  ProjectUpdated: ProjectUpdatedEvent;
  Property: PropertyRecord;
  PropertyFilter: PropertyFilter;
  PropertyInput: PropertyInput;
  Query: Record<PropertyKey, never>;
  RecordBuildInput: RecordBuildInput;
  RecordBuildPayload: Omit<RecordBuildPayload, 'build'> & { build?: Maybe<ResolversParentTypes['Build']> };
  RecordedRequestInput: RecordedRequestInput;
  RecordedStepInput: RecordedStepInput;
  RegisterBuilderInput: RegisterBuilderInput;
  RegisterBuilderPayload: Omit<RegisterBuilderPayload, 'builder'> & { builder?: Maybe<ResolversParentTypes['Builder']> };
  RegisterMasterInput: RegisterMasterInput;
  RegisterMasterPayload: Omit<RegisterMasterPayload, 'master'> & { master?: Maybe<ResolversParentTypes['Master']> };
  RegisterOriginInput: RegisterOriginInput;
  RegisterOriginPayload: Omit<RegisterOriginPayload, 'origin'> & { origin?: Maybe<ResolversParentTypes['Origin']> };
  RegisterProjectInput: RegisterProjectInput;
  RegisterProjectPayload: Omit<RegisterProjectPayload, 'project'> & { project?: Maybe<ResolversParentTypes['Project']> };
  RegisterWebhookInput: RegisterWebhookInput;
  RegisterWebhookPayload: Omit<RegisterWebhookPayload, 'webhook'> & { webhook?: Maybe<ResolversParentTypes['Webhook']> };
  RegisterWorkerInput: RegisterWorkerInput;
  RegisterWorkerPayload: Omit<RegisterWorkerPayload, 'worker'> & { worker?: Maybe<ResolversParentTypes['Worker']> };
  Regression: RegressionRecord;
  RemoveHookInput: RemoveHookInput;
  RemoveHookPayload: Omit<RemoveHookPayload, 'hook'> & { hook?: Maybe<ResolversParentTypes['Hook']> };
  RemoveWebhookInput: RemoveWebhookInput;
  RemoveWebhookPayload: Omit<RemoveWebhookPayload, 'webhook'> & { webhook?: Maybe<ResolversParentTypes['Webhook']> };
  ReplayHookDeliveriesPayload: ReplayHookDeliveriesPayload;
  Report: Report;
  ReportPayload: ReportPayload;
  ReportTestResultsInput: ReportTestResultsInput;
  ReportTestResultsPayload: Omit<ReportTestResultsPayload, 'build'> & { build?: Maybe<ResolversParentTypes['Build']> };
  RequestBuildInput: RequestBuildInput;
  RequestBuildPayload: Omit<RequestBuildPayload, 'buildRequest'> & { buildRequest?: Maybe<ResolversParentTypes['BuildRequest']> };
  ResultCount: ResultCount;
  Retention: RetentionRecord;
  RevokeTokenInput: RevokeTokenInput;
  RevokeTokenPayload: Omit<RevokeTokenPayload, 'token'> & { token?: Maybe<ResolversParentTypes['Token']> };
  RotateWebhookSecretInput: RotateWebhookSecretInput;
  RotateWebhookSecretPayload: Omit<RotateWebhookSecretPayload, 'webhook'> & { webhook?: Maybe<ResolversParentTypes['Webhook']> };
  SecondsSummary: SecondsSummary;
  SetPropertiesInput: SetPropertiesInput;
  SetPropertiesPayload: Omit<SetPropertiesPayload, 'build'> & { build?: Maybe<ResolversParentTypes['Build']> };
  SetRetentionInput: SetRetentionInput;
  SetRetentionPayload: Omit<SetRetentionPayload, 'retention' | 'subject'> & { retention?: Maybe<ResolversParentTypes['Retention']>, subject?: Maybe<ResolversParentTypes['Node']> };
  SourceStamp: SourceStampRecord;
  SourceStampConnection: SourceStampList;
  SourceStampEdge: SourceStampEntry;
  SourceStampFilter: SourceStampFilter;
  SourceStampInput: SourceStampInput;
  StartBuildInput: StartBuildInput;
  StartBuildPayload: Omit<StartBuildPayload, 'build'> & { build?: Maybe<ResolversParentTypes['Build']> };
  StartStepInput: StartStepInput;
  StartStepPayload: Omit<StartStepPayload, 'step'> & { step?: Maybe<ResolversParentTypes['Step']> };
  StatisticsBucket: StatisticsBucketRecord;
  Step: StepRecord;
  StepConnection: StepList;
  StepEdge: StepEntry;
  StepFinished: StepFinishedEvent;
  StepRef: StepRef;
  StepStarted: StepStartedEvent;
  StepUpdated: StepUpdatedEvent;
  String: Scalars['String']['output'];
  Subscription: Record<PropertyKey, never>;
  Test: TestRecord;
  TestConnection: TestList;
  TestEdge: TestEntry;
  TestFilter: TestFilter;
  TestFlakiness: TestFlakinessRecord;
  TestResult: TestResultRecord;
  TestResultConnection: TestResultList;
  TestResultEdge: TestResultEntry;
  TestResultFilter: TestResultFilter;
  TestResultInput: TestResultInput;
  TestResultsReported: TestResultsReportedEvent;
  TestSummary: TestSummaryRecord;
  Token: TokenRecord;
  TokenConnection: TokenList;
  TokenEdge: TokenEntry;
  UpdateBuildInput: UpdateBuildInput;
  UpdateBuildPayload: Omit<UpdateBuildPayload, 'build'> & { build?: Maybe<ResolversParentTypes['Build']> };
  UpdateStepInput: UpdateStepInput;
  UpdateStepPayload: Omit<UpdateStepPayload, 'step'> & { step?: Maybe<ResolversParentTypes['Step']> };
  UpdateWebhookInput: UpdateWebhookInput;
  UpdateWebhookPayload: Omit<UpdateWebhookPayload, 'webhook'> & { webhook?: Maybe<ResolversParentTypes['Webhook']> };
  UserError: UserError;
  Viewer: ViewerRecord;
  Webhook: WebhookRecord;
  WebhookAttempt: WebhookAttemptRecord;
  WebhookConnection: WebhookList;
  WebhookEdge: WebhookEntry;
  Worker: WorkerRecord;
  WorkerConnected: WorkerConnectedEvent;
  WorkerConnection: WorkerList;
  WorkerEdge: WorkerEntry;
  WorkerLost: WorkerLostEvent;
  WorkerUpdated: WorkerUpdatedEvent;
};

export type AddChangePayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AddChangePayload'] = ResolversParentTypes['AddChangePayload']> = {
  change?: Resolver<Maybe<ResolversTypes['Change']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type AppendLogPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AppendLogPayload'] = ResolversParentTypes['AppendLogPayload']> = {
  log?: Resolver<Maybe<ResolversTypes['Log']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type BuildResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Build'] = ResolversParentTypes['Build']> = {
  buildRequest?: Resolver<Maybe<ResolversTypes['BuildRequest']>, ParentType, ContextType>;
  builder?: Resolver<ResolversTypes['Builder'], ParentType, ContextType>;
  changes?: Resolver<ResolversTypes['ChangeConnection'], ParentType, ContextType, Partial<BuildChangesArgs>>;
  childBuilds?: Resolver<ResolversTypes['BuildConnection'], ParentType, ContextType, Partial<BuildChildBuildsArgs>>;
  completedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  durationSeconds?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  key?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  lost?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  master?: Resolver<Maybe<ResolversTypes['Master']>, ParentType, ContextType>;
  nextBuild?: Resolver<Maybe<ResolversTypes['Build']>, ParentType, ContextType>;
  number?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  origin?: Resolver<ResolversTypes['Origin'], ParentType, ContextType>;
  parentBuild?: Resolver<Maybe<ResolversTypes['Build']>, ParentType, ContextType>;
  previousBuild?: Resolver<Maybe<ResolversTypes['Build']>, ParentType, ContextType>;
  properties?: Resolver<ReadonlyArray<ResolversTypes['Property']>, ParentType, ContextType>;
  queueSeconds?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  reason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  rebuildOf?: Resolver<Maybe<ResolversTypes['Build']>, ParentType, ContextType>;
  rebuilds?: Resolver<ResolversTypes['BuildConnection'], ParentType, ContextType, Partial<BuildRebuildsArgs>>;
  regression?: Resolver<Maybe<ResolversTypes['Regression']>, ParentType, ContextType>;
  result?: Resolver<Maybe<ResolversTypes['Result']>, ParentType, ContextType>;
  sourceStamps?: Resolver<ReadonlyArray<ResolversTypes['SourceStamp']>, ParentType, ContextType>;
  startedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  state?: Resolver<ResolversTypes['BuildState'], ParentType, ContextType>;
  stateString?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  steps?: Resolver<ResolversTypes['StepConnection'], ParentType, ContextType, Partial<BuildStepsArgs>>;
  testResults?: Resolver<ResolversTypes['TestResultConnection'], ParentType, ContextType, Partial<BuildTestResultsArgs>>;
  testSummary?: Resolver<Maybe<ResolversTypes['TestSummary']>, ParentType, ContextType>;
  url?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  worker?: Resolver<Maybe<ResolversTypes['Worker']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type BuildConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['BuildConnection'] = ResolversParentTypes['BuildConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['BuildEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['Build']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  statistics?: Resolver<ResolversTypes['BuildStatistics'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type BuildEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['BuildEdge'] = ResolversParentTypes['BuildEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Build'], ParentType, ContextType>;
};

export type BuildFinishedResolvers<ContextType = Context, ParentType extends ResolversParentTypes['BuildFinished'] = ResolversParentTypes['BuildFinished']> = {
  build?: Resolver<Maybe<ResolversTypes['Build']>, ParentType, ContextType>;
  completedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  cursor?: Resolver<ResolversTypes['EventCursor'], ParentType, ContextType>;
  recordedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  result?: Resolver<ResolversTypes['Result'], ParentType, ContextType>;
  stateString?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type BuildRequestResolvers<ContextType = Context, ParentType extends ResolversParentTypes['BuildRequest'] = ResolversParentTypes['BuildRequest']> = {
  builder?: Resolver<ResolversTypes['Builder'], ParentType, ContextType>;
  builds?: Resolver<ResolversTypes['BuildConnection'], ParentType, ContextType, Partial<BuildRequestBuildsArgs>>;
  buildset?: Resolver<ResolversTypes['Buildset'], ParentType, ContextType>;
  claimedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  completedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  key?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  priority?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  result?: Resolver<Maybe<ResolversTypes['Result']>, ParentType, ContextType>;
  state?: Resolver<ResolversTypes['BuildRequestState'], ParentType, ContextType>;
  submittedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type BuildRequestConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['BuildRequestConnection'] = ResolversParentTypes['BuildRequestConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['BuildRequestEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['BuildRequest']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type BuildRequestEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['BuildRequestEdge'] = ResolversParentTypes['BuildRequestEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['BuildRequest'], ParentType, ContextType>;
};

export type BuildRequestFinishedResolvers<ContextType = Context, ParentType extends ResolversParentTypes['BuildRequestFinished'] = ResolversParentTypes['BuildRequestFinished']> = {
  buildRequest?: Resolver<Maybe<ResolversTypes['BuildRequest']>, ParentType, ContextType>;
  cursor?: Resolver<ResolversTypes['EventCursor'], ParentType, ContextType>;
  recordedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  result?: Resolver<ResolversTypes['Result'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type BuildRequestedResolvers<ContextType = Context, ParentType extends ResolversParentTypes['BuildRequested'] = ResolversParentTypes['BuildRequested']> = {
  buildRequest?: Resolver<Maybe<ResolversTypes['BuildRequest']>, ParentType, ContextType>;
  cursor?: Resolver<ResolversTypes['EventCursor'], ParentType, ContextType>;
  recordedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type BuildStartedResolvers<ContextType = Context, ParentType extends ResolversParentTypes['BuildStarted'] = ResolversParentTypes['BuildStarted']> = {
  build?: Resolver<Maybe<ResolversTypes['Build']>, ParentType, ContextType>;
  cursor?: Resolver<ResolversTypes['EventCursor'], ParentType, ContextType>;
  recordedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  startedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  stateString?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type BuildStatisticsResolvers<ContextType = Context, ParentType extends ResolversParentTypes['BuildStatistics'] = ResolversParentTypes['BuildStatistics']> = {
  byBuilder?: Resolver<ReadonlyArray<ResolversTypes['BuilderStatistics']>, ParentType, ContextType, RequireFields<BuildStatisticsByBuilderArgs, 'first'>>;
  byResult?: Resolver<ReadonlyArray<ResolversTypes['ResultCount']>, ParentType, ContextType>;
  durationSeconds?: Resolver<Maybe<ResolversTypes['SecondsSummary']>, ParentType, ContextType>;
  finishedCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  queueSeconds?: Resolver<Maybe<ResolversTypes['SecondsSummary']>, ParentType, ContextType>;
  series?: Resolver<ReadonlyArray<ResolversTypes['StatisticsBucket']>, ParentType, ContextType, RequireFields<BuildStatisticsSeriesArgs, 'interval'>>;
  successRate?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
};

export type BuildUpdatedResolvers<ContextType = Context, ParentType extends ResolversParentTypes['BuildUpdated'] = ResolversParentTypes['BuildUpdated']> = {
  build?: Resolver<Maybe<ResolversTypes['Build']>, ParentType, ContextType>;
  cursor?: Resolver<ResolversTypes['EventCursor'], ParentType, ContextType>;
  recordedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  stateString?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type BuilderResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Builder'] = ResolversParentTypes['Builder']> = {
  branches?: Resolver<ResolversTypes['BuilderBranchConnection'], ParentType, ContextType, Partial<BuilderBranchesArgs>>;
  build?: Resolver<Maybe<ResolversTypes['Build']>, ParentType, ContextType, RequireFields<BuilderBuildArgs, 'number'>>;
  builds?: Resolver<ResolversTypes['BuildConnection'], ParentType, ContextType, Partial<BuilderBuildsArgs>>;
  description?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  latestBuild?: Resolver<Maybe<ResolversTypes['Build']>, ParentType, ContextType, Partial<BuilderLatestBuildArgs>>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  origin?: Resolver<ResolversTypes['Origin'], ParentType, ContextType>;
  pendingRequestCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  project?: Resolver<Maybe<ResolversTypes['Project']>, ParentType, ContextType>;
  retention?: Resolver<ResolversTypes['Retention'], ParentType, ContextType>;
  runningBuildCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  tags?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type BuilderBranchResolvers<ContextType = Context, ParentType extends ResolversParentTypes['BuilderBranch'] = ResolversParentTypes['BuilderBranch']> = {
  latestBuild?: Resolver<ResolversTypes['Build'], ParentType, ContextType>;
  name?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type BuilderBranchConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['BuilderBranchConnection'] = ResolversParentTypes['BuilderBranchConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['BuilderBranchEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['BuilderBranch']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type BuilderBranchEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['BuilderBranchEdge'] = ResolversParentTypes['BuilderBranchEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['BuilderBranch'], ParentType, ContextType>;
};

export type BuilderConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['BuilderConnection'] = ResolversParentTypes['BuilderConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['BuilderEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['Builder']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type BuilderEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['BuilderEdge'] = ResolversParentTypes['BuilderEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Builder'], ParentType, ContextType>;
};

export type BuilderStatisticsResolvers<ContextType = Context, ParentType extends ResolversParentTypes['BuilderStatistics'] = ResolversParentTypes['BuilderStatistics']> = {
  builder?: Resolver<ResolversTypes['Builder'], ParentType, ContextType>;
  byResult?: Resolver<ReadonlyArray<ResolversTypes['ResultCount']>, ParentType, ContextType>;
  count?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  durationSeconds?: Resolver<Maybe<ResolversTypes['SecondsSummary']>, ParentType, ContextType>;
  successRate?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
};

export type BuilderUpdatedResolvers<ContextType = Context, ParentType extends ResolversParentTypes['BuilderUpdated'] = ResolversParentTypes['BuilderUpdated']> = {
  builder?: Resolver<Maybe<ResolversTypes['Builder']>, ParentType, ContextType>;
  cursor?: Resolver<ResolversTypes['EventCursor'], ParentType, ContextType>;
  recordedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type BuildsetResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Buildset'] = ResolversParentTypes['Buildset']> = {
  buildRequests?: Resolver<ResolversTypes['BuildRequestConnection'], ParentType, ContextType, Partial<BuildsetBuildRequestsArgs>>;
  complete?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  completedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  externalId?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  key?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  origin?: Resolver<ResolversTypes['Origin'], ParentType, ContextType>;
  parentBuild?: Resolver<Maybe<ResolversTypes['Build']>, ParentType, ContextType>;
  reason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  rebuildOf?: Resolver<Maybe<ResolversTypes['Build']>, ParentType, ContextType>;
  result?: Resolver<Maybe<ResolversTypes['Result']>, ParentType, ContextType>;
  sourceStamps?: Resolver<ReadonlyArray<ResolversTypes['SourceStamp']>, ParentType, ContextType>;
  submittedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ChangeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Change'] = ResolversParentTypes['Change']> = {
  author?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  branch?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  category?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  codebase?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  committedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  committer?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  files?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  key?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  origin?: Resolver<ResolversTypes['Origin'], ParentType, ContextType>;
  project?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  properties?: Resolver<ReadonlyArray<ResolversTypes['Property']>, ParentType, ContextType>;
  repository?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  revision?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  sourceStamp?: Resolver<ResolversTypes['SourceStamp'], ParentType, ContextType>;
  url?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ChangeAddedResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ChangeAdded'] = ResolversParentTypes['ChangeAdded']> = {
  change?: Resolver<Maybe<ResolversTypes['Change']>, ParentType, ContextType>;
  cursor?: Resolver<ResolversTypes['EventCursor'], ParentType, ContextType>;
  recordedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ChangeConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ChangeConnection'] = ResolversParentTypes['ChangeConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['ChangeEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['Change']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type ChangeEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ChangeEdge'] = ResolversParentTypes['ChangeEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Change'], ParentType, ContextType>;
};

export type ClearRetentionPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ClearRetentionPayload'] = ResolversParentTypes['ClearRetentionPayload']> = {
  retention?: Resolver<Maybe<ResolversTypes['Retention']>, ParentType, ContextType>;
  subject?: Resolver<Maybe<ResolversTypes['Node']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type ConnectWorkerPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ConnectWorkerPayload'] = ResolversParentTypes['ConnectWorkerPayload']> = {
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
  worker?: Resolver<Maybe<ResolversTypes['Worker']>, ParentType, ContextType>;
};

export type ConsoleCellResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ConsoleCell'] = ResolversParentTypes['ConsoleCell']> = {
  buildCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  builder?: Resolver<ResolversTypes['Builder'], ParentType, ContextType>;
  latestBuild?: Resolver<ResolversTypes['Build'], ParentType, ContextType>;
};

export type ConsoleConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ConsoleConnection'] = ResolversParentTypes['ConsoleConnection']> = {
  builders?: Resolver<ReadonlyArray<ResolversTypes['Builder']>, ParentType, ContextType>;
  edges?: Resolver<ReadonlyArray<ResolversTypes['ConsoleEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['ConsoleRow']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type ConsoleEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ConsoleEdge'] = ResolversParentTypes['ConsoleEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['ConsoleRow'], ParentType, ContextType>;
};

export type ConsoleRowResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ConsoleRow'] = ResolversParentTypes['ConsoleRow']> = {
  cells?: Resolver<ReadonlyArray<ResolversTypes['ConsoleCell']>, ParentType, ContextType>;
  sourceStamp?: Resolver<ResolversTypes['SourceStamp'], ParentType, ContextType>;
};

export type CreateHookPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CreateHookPayload'] = ResolversParentTypes['CreateHookPayload']> = {
  hook?: Resolver<Maybe<ResolversTypes['Hook']>, ParentType, ContextType>;
  secret?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type CreateTokenPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CreateTokenPayload'] = ResolversParentTypes['CreateTokenPayload']> = {
  secret?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  token?: Resolver<Maybe<ResolversTypes['Token']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export interface DateTimeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['DateTime'], any> {
  name: 'DateTime';
}

export type EventResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Event'] = ResolversParentTypes['Event']> = {
  __resolveType: TypeResolveFn<'BuildFinished' | 'BuildRequestFinished' | 'BuildRequested' | 'BuildStarted' | 'BuildUpdated' | 'BuilderUpdated' | 'ChangeAdded' | 'Heartbeat' | 'LogFinished' | 'LogStarted' | 'MasterUpdated' | 'OriginUpdated' | 'ProjectUpdated' | 'StepFinished' | 'StepStarted' | 'StepUpdated' | 'TestResultsReported' | 'WorkerConnected' | 'WorkerLost' | 'WorkerUpdated', ParentType, ContextType>;
};

export type EventConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['EventConnection'] = ResolversParentTypes['EventConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['EventEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['Event']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export interface EventCursorScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['EventCursor'], any> {
  name: 'EventCursor';
}

export type EventEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['EventEdge'] = ResolversParentTypes['EventEdge']> = {
  cursor?: Resolver<ResolversTypes['EventCursor'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Event'], ParentType, ContextType>;
};

export type FinishBuildPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['FinishBuildPayload'] = ResolversParentTypes['FinishBuildPayload']> = {
  build?: Resolver<Maybe<ResolversTypes['Build']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type FinishBuildRequestPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['FinishBuildRequestPayload'] = ResolversParentTypes['FinishBuildRequestPayload']> = {
  buildRequest?: Resolver<Maybe<ResolversTypes['BuildRequest']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type FinishLogPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['FinishLogPayload'] = ResolversParentTypes['FinishLogPayload']> = {
  log?: Resolver<Maybe<ResolversTypes['Log']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type FinishStepPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['FinishStepPayload'] = ResolversParentTypes['FinishStepPayload']> = {
  step?: Resolver<Maybe<ResolversTypes['Step']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type HeartbeatResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Heartbeat'] = ResolversParentTypes['Heartbeat']> = {
  cursor?: Resolver<ResolversTypes['EventCursor'], ParentType, ContextType>;
  recordedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type HookResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Hook'] = ResolversParentTypes['Hook']> = {
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  origin?: Resolver<Maybe<ResolversTypes['Origin']>, ParentType, ContextType>;
  originName?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  path?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  system?: Resolver<ResolversTypes['HookSystem'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type HookConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['HookConnection'] = ResolversParentTypes['HookConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['HookEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['Hook']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type HookDeliveryResolvers<ContextType = Context, ParentType extends ResolversParentTypes['HookDelivery'] = ResolversParentTypes['HookDelivery']> = {
  bodyExcerpt?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  byteCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  deliveryKey?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  headers?: Resolver<ResolversTypes['JSON'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  origin?: Resolver<Maybe<ResolversTypes['Origin']>, ParentType, ContextType>;
  originName?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  reason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  receivedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  state?: Resolver<ResolversTypes['HookDeliveryState'], ParentType, ContextType>;
  system?: Resolver<ResolversTypes['HookSystem'], ParentType, ContextType>;
  triedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type HookDeliveryConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['HookDeliveryConnection'] = ResolversParentTypes['HookDeliveryConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['HookDeliveryEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['HookDelivery']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type HookDeliveryEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['HookDeliveryEdge'] = ResolversParentTypes['HookDeliveryEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['HookDelivery'], ParentType, ContextType>;
};

export type HookEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['HookEdge'] = ResolversParentTypes['HookEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Hook'], ParentType, ContextType>;
};

export interface JsonScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['JSON'], any> {
  name: 'JSON';
}

export type LinkResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Link'] = ResolversParentTypes['Link']> = {
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  url?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type LogResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Log'] = ResolversParentTypes['Log']> = {
  byteCount?: Resolver<ResolversTypes['Long'], ParentType, ContextType>;
  complete?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  lineCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  lines?: Resolver<ResolversTypes['LogLineConnection'], ParentType, ContextType, Partial<LogLinesArgs>>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  rawUrl?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  step?: Resolver<ResolversTypes['Step'], ParentType, ContextType>;
  type?: Resolver<ResolversTypes['LogType'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type LogFinishedResolvers<ContextType = Context, ParentType extends ResolversParentTypes['LogFinished'] = ResolversParentTypes['LogFinished']> = {
  cursor?: Resolver<ResolversTypes['EventCursor'], ParentType, ContextType>;
  lineCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  log?: Resolver<Maybe<ResolversTypes['Log']>, ParentType, ContextType>;
  recordedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type LogLineResolvers<ContextType = Context, ParentType extends ResolversParentTypes['LogLine'] = ResolversParentTypes['LogLine']> = {
  number?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  stream?: Resolver<Maybe<ResolversTypes['LogStream']>, ParentType, ContextType>;
  text?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type LogLineBatchResolvers<ContextType = Context, ParentType extends ResolversParentTypes['LogLineBatch'] = ResolversParentTypes['LogLineBatch']> = {
  complete?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  lines?: Resolver<ReadonlyArray<ResolversTypes['LogLine']>, ParentType, ContextType>;
};

export type LogLineConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['LogLineConnection'] = ResolversParentTypes['LogLineConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['LogLineEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['LogLine']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type LogLineEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['LogLineEdge'] = ResolversParentTypes['LogLineEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['LogLine'], ParentType, ContextType>;
};

export type LogStartedResolvers<ContextType = Context, ParentType extends ResolversParentTypes['LogStarted'] = ResolversParentTypes['LogStarted']> = {
  cursor?: Resolver<ResolversTypes['EventCursor'], ParentType, ContextType>;
  log?: Resolver<Maybe<ResolversTypes['Log']>, ParentType, ContextType>;
  recordedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export interface LongScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['Long'], any> {
  name: 'Long';
}

export type LoseWorkerPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['LoseWorkerPayload'] = ResolversParentTypes['LoseWorkerPayload']> = {
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
  worker?: Resolver<Maybe<ResolversTypes['Worker']>, ParentType, ContextType>;
};

export type MasterResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Master'] = ResolversParentTypes['Master']> = {
  active?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  lastActiveAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  origin?: Resolver<ResolversTypes['Origin'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type MasterConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['MasterConnection'] = ResolversParentTypes['MasterConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['MasterEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['Master']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type MasterEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['MasterEdge'] = ResolversParentTypes['MasterEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Master'], ParentType, ContextType>;
};

export type MasterUpdatedResolvers<ContextType = Context, ParentType extends ResolversParentTypes['MasterUpdated'] = ResolversParentTypes['MasterUpdated']> = {
  cursor?: Resolver<ResolversTypes['EventCursor'], ParentType, ContextType>;
  master?: Resolver<Maybe<ResolversTypes['Master']>, ParentType, ContextType>;
  recordedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type MutationResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Mutation'] = ResolversParentTypes['Mutation']> = {
  addChange?: Resolver<ResolversTypes['AddChangePayload'], ParentType, ContextType, RequireFields<MutationAddChangeArgs, 'input'>>;
  appendLog?: Resolver<ResolversTypes['AppendLogPayload'], ParentType, ContextType, RequireFields<MutationAppendLogArgs, 'input'>>;
  clearRetention?: Resolver<ResolversTypes['ClearRetentionPayload'], ParentType, ContextType, RequireFields<MutationClearRetentionArgs, 'input'>>;
  connectWorker?: Resolver<ResolversTypes['ConnectWorkerPayload'], ParentType, ContextType, RequireFields<MutationConnectWorkerArgs, 'input'>>;
  createHook?: Resolver<ResolversTypes['CreateHookPayload'], ParentType, ContextType, RequireFields<MutationCreateHookArgs, 'input'>>;
  createToken?: Resolver<ResolversTypes['CreateTokenPayload'], ParentType, ContextType, RequireFields<MutationCreateTokenArgs, 'input'>>;
  finishBuild?: Resolver<ResolversTypes['FinishBuildPayload'], ParentType, ContextType, RequireFields<MutationFinishBuildArgs, 'input'>>;
  finishBuildRequest?: Resolver<ResolversTypes['FinishBuildRequestPayload'], ParentType, ContextType, RequireFields<MutationFinishBuildRequestArgs, 'input'>>;
  finishLog?: Resolver<ResolversTypes['FinishLogPayload'], ParentType, ContextType, RequireFields<MutationFinishLogArgs, 'input'>>;
  finishStep?: Resolver<ResolversTypes['FinishStepPayload'], ParentType, ContextType, RequireFields<MutationFinishStepArgs, 'input'>>;
  loseWorker?: Resolver<ResolversTypes['LoseWorkerPayload'], ParentType, ContextType, RequireFields<MutationLoseWorkerArgs, 'input'>>;
  recordBuild?: Resolver<ResolversTypes['RecordBuildPayload'], ParentType, ContextType, RequireFields<MutationRecordBuildArgs, 'input'>>;
  registerBuilder?: Resolver<ResolversTypes['RegisterBuilderPayload'], ParentType, ContextType, RequireFields<MutationRegisterBuilderArgs, 'input'>>;
  registerMaster?: Resolver<ResolversTypes['RegisterMasterPayload'], ParentType, ContextType, RequireFields<MutationRegisterMasterArgs, 'input'>>;
  registerOrigin?: Resolver<ResolversTypes['RegisterOriginPayload'], ParentType, ContextType, RequireFields<MutationRegisterOriginArgs, 'input'>>;
  registerProject?: Resolver<ResolversTypes['RegisterProjectPayload'], ParentType, ContextType, RequireFields<MutationRegisterProjectArgs, 'input'>>;
  registerWebhook?: Resolver<ResolversTypes['RegisterWebhookPayload'], ParentType, ContextType, RequireFields<MutationRegisterWebhookArgs, 'input'>>;
  registerWorker?: Resolver<ResolversTypes['RegisterWorkerPayload'], ParentType, ContextType, RequireFields<MutationRegisterWorkerArgs, 'input'>>;
  removeHook?: Resolver<ResolversTypes['RemoveHookPayload'], ParentType, ContextType, RequireFields<MutationRemoveHookArgs, 'input'>>;
  removeWebhook?: Resolver<ResolversTypes['RemoveWebhookPayload'], ParentType, ContextType, RequireFields<MutationRemoveWebhookArgs, 'input'>>;
  replayHookDeliveries?: Resolver<ResolversTypes['ReplayHookDeliveriesPayload'], ParentType, ContextType, Partial<MutationReplayHookDeliveriesArgs>>;
  report?: Resolver<ResolversTypes['ReportPayload'], ParentType, ContextType, RequireFields<MutationReportArgs, 'reports'>>;
  reportTestResults?: Resolver<ResolversTypes['ReportTestResultsPayload'], ParentType, ContextType, RequireFields<MutationReportTestResultsArgs, 'input'>>;
  requestBuild?: Resolver<ResolversTypes['RequestBuildPayload'], ParentType, ContextType, RequireFields<MutationRequestBuildArgs, 'input'>>;
  revokeToken?: Resolver<ResolversTypes['RevokeTokenPayload'], ParentType, ContextType, RequireFields<MutationRevokeTokenArgs, 'input'>>;
  rotateWebhookSecret?: Resolver<ResolversTypes['RotateWebhookSecretPayload'], ParentType, ContextType, RequireFields<MutationRotateWebhookSecretArgs, 'input'>>;
  setProperties?: Resolver<ResolversTypes['SetPropertiesPayload'], ParentType, ContextType, RequireFields<MutationSetPropertiesArgs, 'input'>>;
  setRetention?: Resolver<ResolversTypes['SetRetentionPayload'], ParentType, ContextType, RequireFields<MutationSetRetentionArgs, 'input'>>;
  startBuild?: Resolver<ResolversTypes['StartBuildPayload'], ParentType, ContextType, RequireFields<MutationStartBuildArgs, 'input'>>;
  startStep?: Resolver<ResolversTypes['StartStepPayload'], ParentType, ContextType, RequireFields<MutationStartStepArgs, 'input'>>;
  updateBuild?: Resolver<ResolversTypes['UpdateBuildPayload'], ParentType, ContextType, RequireFields<MutationUpdateBuildArgs, 'input'>>;
  updateStep?: Resolver<ResolversTypes['UpdateStepPayload'], ParentType, ContextType, RequireFields<MutationUpdateStepArgs, 'input'>>;
  updateWebhook?: Resolver<ResolversTypes['UpdateWebhookPayload'], ParentType, ContextType, RequireFields<MutationUpdateWebhookArgs, 'input'>>;
};

export type NodeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Node'] = ResolversParentTypes['Node']> = {
  __resolveType: TypeResolveFn<'Build' | 'BuildRequest' | 'Builder' | 'Buildset' | 'Change' | 'Hook' | 'HookDelivery' | 'Log' | 'Master' | 'Origin' | 'Project' | 'SourceStamp' | 'Step' | 'Test' | 'Token' | 'Webhook' | 'Worker', ParentType, ContextType>;
};

export type OriginResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Origin'] = ResolversParentTypes['Origin']> = {
  builders?: Resolver<ResolversTypes['BuilderConnection'], ParentType, ContextType, Partial<OriginBuildersArgs>>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['OriginKind'], ParentType, ContextType>;
  masters?: Resolver<ResolversTypes['MasterConnection'], ParentType, ContextType, Partial<OriginMastersArgs>>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  projects?: Resolver<ResolversTypes['ProjectConnection'], ParentType, ContextType, Partial<OriginProjectsArgs>>;
  retention?: Resolver<ResolversTypes['Retention'], ParentType, ContextType>;
  url?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  workers?: Resolver<ResolversTypes['WorkerConnection'], ParentType, ContextType, Partial<OriginWorkersArgs>>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type OriginConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['OriginConnection'] = ResolversParentTypes['OriginConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['OriginEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['Origin']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type OriginEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['OriginEdge'] = ResolversParentTypes['OriginEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Origin'], ParentType, ContextType>;
};

export type OriginUpdatedResolvers<ContextType = Context, ParentType extends ResolversParentTypes['OriginUpdated'] = ResolversParentTypes['OriginUpdated']> = {
  cursor?: Resolver<ResolversTypes['EventCursor'], ParentType, ContextType>;
  origin?: Resolver<Maybe<ResolversTypes['Origin']>, ParentType, ContextType>;
  recordedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type PageInfoResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PageInfo'] = ResolversParentTypes['PageInfo']> = {
  endCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  hasNextPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  hasPreviousPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  startCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type PatchResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Patch'] = ResolversParentTypes['Patch']> = {
  author?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  body?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  comment?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  level?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  subdirectory?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type ProjectResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Project'] = ResolversParentTypes['Project']> = {
  builders?: Resolver<ResolversTypes['BuilderConnection'], ParentType, ContextType, Partial<ProjectBuildersArgs>>;
  description?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  origin?: Resolver<ResolversTypes['Origin'], ParentType, ContextType>;
  retention?: Resolver<ResolversTypes['Retention'], ParentType, ContextType>;
  url?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ProjectConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ProjectConnection'] = ResolversParentTypes['ProjectConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['ProjectEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['Project']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type ProjectEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ProjectEdge'] = ResolversParentTypes['ProjectEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Project'], ParentType, ContextType>;
};

export type ProjectUpdatedResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ProjectUpdated'] = ResolversParentTypes['ProjectUpdated']> = {
  cursor?: Resolver<ResolversTypes['EventCursor'], ParentType, ContextType>;
  project?: Resolver<Maybe<ResolversTypes['Project']>, ParentType, ContextType>;
  recordedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type PropertyResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Property'] = ResolversParentTypes['Property']> = {
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  source?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  value?: Resolver<Maybe<ResolversTypes['JSON']>, ParentType, ContextType>;
};

export type QueryResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  build?: Resolver<Maybe<ResolversTypes['Build']>, ParentType, ContextType, RequireFields<QueryBuildArgs, 'id'>>;
  buildByKey?: Resolver<Maybe<ResolversTypes['Build']>, ParentType, ContextType, RequireFields<QueryBuildByKeyArgs, 'key' | 'origin'>>;
  buildRequest?: Resolver<Maybe<ResolversTypes['BuildRequest']>, ParentType, ContextType, RequireFields<QueryBuildRequestArgs, 'id'>>;
  buildRequests?: Resolver<ResolversTypes['BuildRequestConnection'], ParentType, ContextType, RequireFields<QueryBuildRequestsArgs, 'direction'>>;
  builder?: Resolver<Maybe<ResolversTypes['Builder']>, ParentType, ContextType, RequireFields<QueryBuilderArgs, 'id'>>;
  builderByName?: Resolver<Maybe<ResolversTypes['Builder']>, ParentType, ContextType, RequireFields<QueryBuilderByNameArgs, 'name' | 'origin'>>;
  builders?: Resolver<ResolversTypes['BuilderConnection'], ParentType, ContextType, RequireFields<QueryBuildersArgs, 'direction'>>;
  builds?: Resolver<ResolversTypes['BuildConnection'], ParentType, ContextType, RequireFields<QueryBuildsArgs, 'orderBy'>>;
  buildset?: Resolver<Maybe<ResolversTypes['Buildset']>, ParentType, ContextType, RequireFields<QueryBuildsetArgs, 'id'>>;
  change?: Resolver<Maybe<ResolversTypes['Change']>, ParentType, ContextType, RequireFields<QueryChangeArgs, 'id'>>;
  changes?: Resolver<ResolversTypes['ChangeConnection'], ParentType, ContextType, RequireFields<QueryChangesArgs, 'direction'>>;
  console?: Resolver<ResolversTypes['ConsoleConnection'], ParentType, ContextType, Partial<QueryConsoleArgs>>;
  eventCursor?: Resolver<ResolversTypes['EventCursor'], ParentType, ContextType>;
  events?: Resolver<ResolversTypes['EventConnection'], ParentType, ContextType, RequireFields<QueryEventsArgs, 'after' | 'first' | 'waitSeconds'>>;
  hookDeliveries?: Resolver<ResolversTypes['HookDeliveryConnection'], ParentType, ContextType, RequireFields<QueryHookDeliveriesArgs, 'direction'>>;
  hooks?: Resolver<ResolversTypes['HookConnection'], ParentType, ContextType, Partial<QueryHooksArgs>>;
  log?: Resolver<Maybe<ResolversTypes['Log']>, ParentType, ContextType, RequireFields<QueryLogArgs, 'id'>>;
  master?: Resolver<Maybe<ResolversTypes['Master']>, ParentType, ContextType, RequireFields<QueryMasterArgs, 'id'>>;
  masters?: Resolver<ResolversTypes['MasterConnection'], ParentType, ContextType, RequireFields<QueryMastersArgs, 'direction'>>;
  node?: Resolver<Maybe<ResolversTypes['Node']>, ParentType, ContextType, RequireFields<QueryNodeArgs, 'id'>>;
  nodes?: Resolver<ReadonlyArray<Maybe<ResolversTypes['Node']>>, ParentType, ContextType, RequireFields<QueryNodesArgs, 'ids'>>;
  oldestEventCursor?: Resolver<ResolversTypes['EventCursor'], ParentType, ContextType>;
  origin?: Resolver<Maybe<ResolversTypes['Origin']>, ParentType, ContextType, RequireFields<QueryOriginArgs, 'name'>>;
  origins?: Resolver<ResolversTypes['OriginConnection'], ParentType, ContextType, RequireFields<QueryOriginsArgs, 'direction'>>;
  project?: Resolver<Maybe<ResolversTypes['Project']>, ParentType, ContextType, RequireFields<QueryProjectArgs, 'id'>>;
  projects?: Resolver<ResolversTypes['ProjectConnection'], ParentType, ContextType, RequireFields<QueryProjectsArgs, 'direction'>>;
  sourceStamp?: Resolver<Maybe<ResolversTypes['SourceStamp']>, ParentType, ContextType, RequireFields<QuerySourceStampArgs, 'id'>>;
  sourceStamps?: Resolver<ResolversTypes['SourceStampConnection'], ParentType, ContextType, RequireFields<QuerySourceStampsArgs, 'direction'>>;
  step?: Resolver<Maybe<ResolversTypes['Step']>, ParentType, ContextType, RequireFields<QueryStepArgs, 'id'>>;
  test?: Resolver<Maybe<ResolversTypes['Test']>, ParentType, ContextType, RequireFields<QueryTestArgs, 'id'>>;
  tests?: Resolver<ResolversTypes['TestConnection'], ParentType, ContextType, RequireFields<QueryTestsArgs, 'direction'>>;
  tokens?: Resolver<ResolversTypes['TokenConnection'], ParentType, ContextType, Partial<QueryTokensArgs>>;
  viewer?: Resolver<ResolversTypes['Viewer'], ParentType, ContextType>;
  webhook?: Resolver<Maybe<ResolversTypes['Webhook']>, ParentType, ContextType, RequireFields<QueryWebhookArgs, 'id'>>;
  webhooks?: Resolver<ResolversTypes['WebhookConnection'], ParentType, ContextType, Partial<QueryWebhooksArgs>>;
  worker?: Resolver<Maybe<ResolversTypes['Worker']>, ParentType, ContextType, RequireFields<QueryWorkerArgs, 'id'>>;
  workers?: Resolver<ResolversTypes['WorkerConnection'], ParentType, ContextType, RequireFields<QueryWorkersArgs, 'direction'>>;
};

export type RecordBuildPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RecordBuildPayload'] = ResolversParentTypes['RecordBuildPayload']> = {
  build?: Resolver<Maybe<ResolversTypes['Build']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type RegisterBuilderPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RegisterBuilderPayload'] = ResolversParentTypes['RegisterBuilderPayload']> = {
  builder?: Resolver<Maybe<ResolversTypes['Builder']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type RegisterMasterPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RegisterMasterPayload'] = ResolversParentTypes['RegisterMasterPayload']> = {
  master?: Resolver<Maybe<ResolversTypes['Master']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type RegisterOriginPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RegisterOriginPayload'] = ResolversParentTypes['RegisterOriginPayload']> = {
  origin?: Resolver<Maybe<ResolversTypes['Origin']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type RegisterProjectPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RegisterProjectPayload'] = ResolversParentTypes['RegisterProjectPayload']> = {
  project?: Resolver<Maybe<ResolversTypes['Project']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type RegisterWebhookPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RegisterWebhookPayload'] = ResolversParentTypes['RegisterWebhookPayload']> = {
  secret?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
  webhook?: Resolver<Maybe<ResolversTypes['Webhook']>, ParentType, ContextType>;
};

export type RegisterWorkerPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RegisterWorkerPayload'] = ResolversParentTypes['RegisterWorkerPayload']> = {
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
  worker?: Resolver<Maybe<ResolversTypes['Worker']>, ParentType, ContextType>;
};

export type RegressionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Regression'] = ResolversParentTypes['Regression']> = {
  failingSteps?: Resolver<ReadonlyArray<ResolversTypes['Step']>, ParentType, ContextType>;
  firstBadBuild?: Resolver<ResolversTypes['Build'], ParentType, ContextType>;
  lastGoodBuild?: Resolver<Maybe<ResolversTypes['Build']>, ParentType, ContextType>;
  suspects?: Resolver<ResolversTypes['ChangeConnection'], ParentType, ContextType, Partial<RegressionSuspectsArgs>>;
};

export type RemoveHookPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RemoveHookPayload'] = ResolversParentTypes['RemoveHookPayload']> = {
  hook?: Resolver<Maybe<ResolversTypes['Hook']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type RemoveWebhookPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RemoveWebhookPayload'] = ResolversParentTypes['RemoveWebhookPayload']> = {
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
  webhook?: Resolver<Maybe<ResolversTypes['Webhook']>, ParentType, ContextType>;
};

export type ReplayHookDeliveriesPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ReplayHookDeliveriesPayload'] = ResolversParentTypes['ReplayHookDeliveriesPayload']> = {
  deliveryCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type ReportPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ReportPayload'] = ResolversParentTypes['ReportPayload']> = {
  acceptedCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  eventCursor?: Resolver<ResolversTypes['EventCursor'], ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type ReportTestResultsPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ReportTestResultsPayload'] = ResolversParentTypes['ReportTestResultsPayload']> = {
  addedCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  build?: Resolver<Maybe<ResolversTypes['Build']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type RequestBuildPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RequestBuildPayload'] = ResolversParentTypes['RequestBuildPayload']> = {
  buildRequest?: Resolver<Maybe<ResolversTypes['BuildRequest']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type ResultCountResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ResultCount'] = ResolversParentTypes['ResultCount']> = {
  count?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  result?: Resolver<ResolversTypes['Result'], ParentType, ContextType>;
};

export type RetentionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Retention'] = ResolversParentTypes['Retention']> = {
  keepBuilds?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  keepDays?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  source?: Resolver<ResolversTypes['RetentionSource'], ParentType, ContextType>;
};

export type RevokeTokenPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RevokeTokenPayload'] = ResolversParentTypes['RevokeTokenPayload']> = {
  token?: Resolver<Maybe<ResolversTypes['Token']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type RotateWebhookSecretPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RotateWebhookSecretPayload'] = ResolversParentTypes['RotateWebhookSecretPayload']> = {
  secret?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
  webhook?: Resolver<Maybe<ResolversTypes['Webhook']>, ParentType, ContextType>;
};

export type SecondsSummaryResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SecondsSummary'] = ResolversParentTypes['SecondsSummary']> = {
  exact?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  max?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  mean?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  p50?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  p90?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  p95?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  p99?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
};

export type SetPropertiesPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SetPropertiesPayload'] = ResolversParentTypes['SetPropertiesPayload']> = {
  build?: Resolver<Maybe<ResolversTypes['Build']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type SetRetentionPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SetRetentionPayload'] = ResolversParentTypes['SetRetentionPayload']> = {
  retention?: Resolver<Maybe<ResolversTypes['Retention']>, ParentType, ContextType>;
  subject?: Resolver<Maybe<ResolversTypes['Node']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type SourceStampResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SourceStamp'] = ResolversParentTypes['SourceStamp']> = {
  branch?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  builds?: Resolver<ResolversTypes['BuildConnection'], ParentType, ContextType, Partial<SourceStampBuildsArgs>>;
  changes?: Resolver<ResolversTypes['ChangeConnection'], ParentType, ContextType, Partial<SourceStampChangesArgs>>;
  codebase?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  firstStartedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  origin?: Resolver<ResolversTypes['Origin'], ParentType, ContextType>;
  patch?: Resolver<Maybe<ResolversTypes['Patch']>, ParentType, ContextType>;
  project?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  repository?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  revision?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type SourceStampConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SourceStampConnection'] = ResolversParentTypes['SourceStampConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['SourceStampEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['SourceStamp']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type SourceStampEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SourceStampEdge'] = ResolversParentTypes['SourceStampEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['SourceStamp'], ParentType, ContextType>;
};

export type StartBuildPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['StartBuildPayload'] = ResolversParentTypes['StartBuildPayload']> = {
  build?: Resolver<Maybe<ResolversTypes['Build']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type StartStepPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['StartStepPayload'] = ResolversParentTypes['StartStepPayload']> = {
  step?: Resolver<Maybe<ResolversTypes['Step']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type StatisticsBucketResolvers<ContextType = Context, ParentType extends ResolversParentTypes['StatisticsBucket'] = ResolversParentTypes['StatisticsBucket']> = {
  byResult?: Resolver<ReadonlyArray<ResolversTypes['ResultCount']>, ParentType, ContextType>;
  count?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  durationSeconds?: Resolver<Maybe<ResolversTypes['SecondsSummary']>, ParentType, ContextType>;
  from?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  successRate?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  to?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
};

export type StepResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Step'] = ResolversParentTypes['Step']> = {
  build?: Resolver<Maybe<ResolversTypes['Build']>, ParentType, ContextType>;
  completedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  durationSeconds?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  hidden?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  key?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  logs?: Resolver<ReadonlyArray<ResolversTypes['Log']>, ParentType, ContextType>;
  lost?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  number?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  result?: Resolver<Maybe<ResolversTypes['Result']>, ParentType, ContextType>;
  startedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  state?: Resolver<ResolversTypes['StepState'], ParentType, ContextType>;
  stateString?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  urls?: Resolver<ReadonlyArray<ResolversTypes['Link']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type StepConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['StepConnection'] = ResolversParentTypes['StepConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['StepEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['Step']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type StepEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['StepEdge'] = ResolversParentTypes['StepEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Step'], ParentType, ContextType>;
};

export type StepFinishedResolvers<ContextType = Context, ParentType extends ResolversParentTypes['StepFinished'] = ResolversParentTypes['StepFinished']> = {
  completedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  cursor?: Resolver<ResolversTypes['EventCursor'], ParentType, ContextType>;
  recordedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  result?: Resolver<ResolversTypes['Result'], ParentType, ContextType>;
  stateString?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  step?: Resolver<Maybe<ResolversTypes['Step']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type StepStartedResolvers<ContextType = Context, ParentType extends ResolversParentTypes['StepStarted'] = ResolversParentTypes['StepStarted']> = {
  cursor?: Resolver<ResolversTypes['EventCursor'], ParentType, ContextType>;
  recordedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  startedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  state?: Resolver<ResolversTypes['StepState'], ParentType, ContextType>;
  stateString?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  step?: Resolver<Maybe<ResolversTypes['Step']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type StepUpdatedResolvers<ContextType = Context, ParentType extends ResolversParentTypes['StepUpdated'] = ResolversParentTypes['StepUpdated']> = {
  cursor?: Resolver<ResolversTypes['EventCursor'], ParentType, ContextType>;
  recordedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  startedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  state?: Resolver<ResolversTypes['StepState'], ParentType, ContextType>;
  stateString?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  step?: Resolver<Maybe<ResolversTypes['Step']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type SubscriptionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Subscription'] = ResolversParentTypes['Subscription']> = {
  build?: SubscriptionResolver<Maybe<ResolversTypes['Build']>, "build", ParentType, ContextType, RequireFields<SubscriptionBuildArgs, 'id'>>;
  events?: SubscriptionResolver<ResolversTypes['Event'], "events", ParentType, ContextType, Partial<SubscriptionEventsArgs>>;
  logLines?: SubscriptionResolver<Maybe<ResolversTypes['LogLineBatch']>, "logLines", ParentType, ContextType, RequireFields<SubscriptionLogLinesArgs, 'log'>>;
};

export type TestResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Test'] = ResolversParentTypes['Test']> = {
  className?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  flakiness?: Resolver<ResolversTypes['TestFlakiness'], ParentType, ContextType, Partial<TestFlakinessArgs>>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  origin?: Resolver<ResolversTypes['Origin'], ParentType, ContextType>;
  results?: Resolver<ResolversTypes['TestResultConnection'], ParentType, ContextType, Partial<TestResultsArgs>>;
  suite?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type TestConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['TestConnection'] = ResolversParentTypes['TestConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['TestEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['Test']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type TestEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['TestEdge'] = ResolversParentTypes['TestEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Test'], ParentType, ContextType>;
};

export type TestFlakinessResolvers<ContextType = Context, ParentType extends ResolversParentTypes['TestFlakiness'] = ResolversParentTypes['TestFlakiness']> = {
  failureRate?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  flakyRevisionCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  flipRate?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  runCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type TestResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['TestResult'] = ResolversParentTypes['TestResult']> = {
  build?: Resolver<ResolversTypes['Build'], ParentType, ContextType>;
  durationSeconds?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  file?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  line?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  message?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  outcome?: Resolver<ResolversTypes['TestOutcome'], ParentType, ContextType>;
  output?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  report?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  retried?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  step?: Resolver<Maybe<ResolversTypes['Step']>, ParentType, ContextType>;
  test?: Resolver<ResolversTypes['Test'], ParentType, ContextType>;
};

export type TestResultConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['TestResultConnection'] = ResolversParentTypes['TestResultConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['TestResultEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['TestResult']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type TestResultEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['TestResultEdge'] = ResolversParentTypes['TestResultEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['TestResult'], ParentType, ContextType>;
};

export type TestResultsReportedResolvers<ContextType = Context, ParentType extends ResolversParentTypes['TestResultsReported'] = ResolversParentTypes['TestResultsReported']> = {
  build?: Resolver<Maybe<ResolversTypes['Build']>, ParentType, ContextType>;
  cursor?: Resolver<ResolversTypes['EventCursor'], ParentType, ContextType>;
  recordedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  summary?: Resolver<ResolversTypes['TestSummary'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type TestSummaryResolvers<ContextType = Context, ParentType extends ResolversParentTypes['TestSummary'] = ResolversParentTypes['TestSummary']> = {
  durationSeconds?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  errored?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  failed?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  passed?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  skipped?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  total?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type TokenResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Token'] = ResolversParentTypes['Token']> = {
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  revokedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  scopes?: Resolver<ReadonlyArray<ResolversTypes['Scope']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type TokenConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['TokenConnection'] = ResolversParentTypes['TokenConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['TokenEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['Token']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type TokenEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['TokenEdge'] = ResolversParentTypes['TokenEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Token'], ParentType, ContextType>;
};

export type UpdateBuildPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UpdateBuildPayload'] = ResolversParentTypes['UpdateBuildPayload']> = {
  build?: Resolver<Maybe<ResolversTypes['Build']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type UpdateStepPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UpdateStepPayload'] = ResolversParentTypes['UpdateStepPayload']> = {
  step?: Resolver<Maybe<ResolversTypes['Step']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type UpdateWebhookPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UpdateWebhookPayload'] = ResolversParentTypes['UpdateWebhookPayload']> = {
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
  webhook?: Resolver<Maybe<ResolversTypes['Webhook']>, ParentType, ContextType>;
};

export type UserErrorResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UserError'] = ResolversParentTypes['UserError']> = {
  code?: Resolver<ResolversTypes['UserErrorCode'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  path?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
};

export type ViewerResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Viewer'] = ResolversParentTypes['Viewer']> = {
  scopes?: Resolver<ReadonlyArray<ResolversTypes['Scope']>, ParentType, ContextType>;
  tokenName?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type WebhookResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Webhook'] = ResolversParentTypes['Webhook']> = {
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  cursor?: Resolver<ResolversTypes['EventCursor'], ParentType, ContextType>;
  failingSince?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  failures?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  filter?: Resolver<ResolversTypes['JSON'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  lastAttempt?: Resolver<Maybe<ResolversTypes['WebhookAttempt']>, ParentType, ContextType>;
  nextAttemptAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  pauseReason?: Resolver<Maybe<ResolversTypes['WebhookPauseReason']>, ParentType, ContextType>;
  recentAttempts?: Resolver<ReadonlyArray<ResolversTypes['WebhookAttempt']>, ParentType, ContextType>;
  state?: Resolver<ResolversTypes['WebhookState'], ParentType, ContextType>;
  url?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type WebhookAttemptResolvers<ContextType = Context, ParentType extends ResolversParentTypes['WebhookAttempt'] = ResolversParentTypes['WebhookAttempt']> = {
  attemptedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  delivered?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  durationSeconds?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  error?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  eventCursor?: Resolver<ResolversTypes['EventCursor'], ParentType, ContextType>;
  eventType?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  responseExcerpt?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  status?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type WebhookConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['WebhookConnection'] = ResolversParentTypes['WebhookConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['WebhookEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['Webhook']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type WebhookEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['WebhookEdge'] = ResolversParentTypes['WebhookEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Webhook'], ParentType, ContextType>;
};

export type WorkerResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Worker'] = ResolversParentTypes['Worker']> = {
  builds?: Resolver<ResolversTypes['BuildConnection'], ParentType, ContextType, Partial<WorkerBuildsArgs>>;
  connected?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  connectionChangedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  info?: Resolver<Maybe<ResolversTypes['JSON']>, ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  origin?: Resolver<ResolversTypes['Origin'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type WorkerConnectedResolvers<ContextType = Context, ParentType extends ResolversParentTypes['WorkerConnected'] = ResolversParentTypes['WorkerConnected']> = {
  connectedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  cursor?: Resolver<ResolversTypes['EventCursor'], ParentType, ContextType>;
  recordedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  worker?: Resolver<Maybe<ResolversTypes['Worker']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type WorkerConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['WorkerConnection'] = ResolversParentTypes['WorkerConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['WorkerEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['Worker']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type WorkerEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['WorkerEdge'] = ResolversParentTypes['WorkerEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Worker'], ParentType, ContextType>;
};

export type WorkerLostResolvers<ContextType = Context, ParentType extends ResolversParentTypes['WorkerLost'] = ResolversParentTypes['WorkerLost']> = {
  cursor?: Resolver<ResolversTypes['EventCursor'], ParentType, ContextType>;
  lostAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  recordedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  worker?: Resolver<Maybe<ResolversTypes['Worker']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type WorkerUpdatedResolvers<ContextType = Context, ParentType extends ResolversParentTypes['WorkerUpdated'] = ResolversParentTypes['WorkerUpdated']> = {
  cursor?: Resolver<ResolversTypes['EventCursor'], ParentType, ContextType>;
  recordedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  worker?: Resolver<Maybe<ResolversTypes['Worker']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type Resolvers<ContextType = Context> = {
  AddChangePayload?: AddChangePayloadResolvers<ContextType>;
  AppendLogPayload?: AppendLogPayloadResolvers<ContextType>;
  Build?: BuildResolvers<ContextType>;
  BuildConnection?: BuildConnectionResolvers<ContextType>;
  BuildEdge?: BuildEdgeResolvers<ContextType>;
  BuildFinished?: BuildFinishedResolvers<ContextType>;
  BuildRequest?: BuildRequestResolvers<ContextType>;
  BuildRequestConnection?: BuildRequestConnectionResolvers<ContextType>;
  BuildRequestEdge?: BuildRequestEdgeResolvers<ContextType>;
  BuildRequestFinished?: BuildRequestFinishedResolvers<ContextType>;
  BuildRequested?: BuildRequestedResolvers<ContextType>;
  BuildStarted?: BuildStartedResolvers<ContextType>;
  BuildStatistics?: BuildStatisticsResolvers<ContextType>;
  BuildUpdated?: BuildUpdatedResolvers<ContextType>;
  Builder?: BuilderResolvers<ContextType>;
  BuilderBranch?: BuilderBranchResolvers<ContextType>;
  BuilderBranchConnection?: BuilderBranchConnectionResolvers<ContextType>;
  BuilderBranchEdge?: BuilderBranchEdgeResolvers<ContextType>;
  BuilderConnection?: BuilderConnectionResolvers<ContextType>;
  BuilderEdge?: BuilderEdgeResolvers<ContextType>;
  BuilderStatistics?: BuilderStatisticsResolvers<ContextType>;
  BuilderUpdated?: BuilderUpdatedResolvers<ContextType>;
  Buildset?: BuildsetResolvers<ContextType>;
  Change?: ChangeResolvers<ContextType>;
  ChangeAdded?: ChangeAddedResolvers<ContextType>;
  ChangeConnection?: ChangeConnectionResolvers<ContextType>;
  ChangeEdge?: ChangeEdgeResolvers<ContextType>;
  ClearRetentionPayload?: ClearRetentionPayloadResolvers<ContextType>;
  ConnectWorkerPayload?: ConnectWorkerPayloadResolvers<ContextType>;
  ConsoleCell?: ConsoleCellResolvers<ContextType>;
  ConsoleConnection?: ConsoleConnectionResolvers<ContextType>;
  ConsoleEdge?: ConsoleEdgeResolvers<ContextType>;
  ConsoleRow?: ConsoleRowResolvers<ContextType>;
  CreateHookPayload?: CreateHookPayloadResolvers<ContextType>;
  CreateTokenPayload?: CreateTokenPayloadResolvers<ContextType>;
  DateTime?: GraphQLScalarType;
  Event?: EventResolvers<ContextType>;
  EventConnection?: EventConnectionResolvers<ContextType>;
  EventCursor?: GraphQLScalarType;
  EventEdge?: EventEdgeResolvers<ContextType>;
  FinishBuildPayload?: FinishBuildPayloadResolvers<ContextType>;
  FinishBuildRequestPayload?: FinishBuildRequestPayloadResolvers<ContextType>;
  FinishLogPayload?: FinishLogPayloadResolvers<ContextType>;
  FinishStepPayload?: FinishStepPayloadResolvers<ContextType>;
  Heartbeat?: HeartbeatResolvers<ContextType>;
  Hook?: HookResolvers<ContextType>;
  HookConnection?: HookConnectionResolvers<ContextType>;
  HookDelivery?: HookDeliveryResolvers<ContextType>;
  HookDeliveryConnection?: HookDeliveryConnectionResolvers<ContextType>;
  HookDeliveryEdge?: HookDeliveryEdgeResolvers<ContextType>;
  HookEdge?: HookEdgeResolvers<ContextType>;
  JSON?: GraphQLScalarType;
  Link?: LinkResolvers<ContextType>;
  Log?: LogResolvers<ContextType>;
  LogFinished?: LogFinishedResolvers<ContextType>;
  LogLine?: LogLineResolvers<ContextType>;
  LogLineBatch?: LogLineBatchResolvers<ContextType>;
  LogLineConnection?: LogLineConnectionResolvers<ContextType>;
  LogLineEdge?: LogLineEdgeResolvers<ContextType>;
  LogStarted?: LogStartedResolvers<ContextType>;
  Long?: GraphQLScalarType;
  LoseWorkerPayload?: LoseWorkerPayloadResolvers<ContextType>;
  Master?: MasterResolvers<ContextType>;
  MasterConnection?: MasterConnectionResolvers<ContextType>;
  MasterEdge?: MasterEdgeResolvers<ContextType>;
  MasterUpdated?: MasterUpdatedResolvers<ContextType>;
  Mutation?: MutationResolvers<ContextType>;
  Node?: NodeResolvers<ContextType>;
  Origin?: OriginResolvers<ContextType>;
  OriginConnection?: OriginConnectionResolvers<ContextType>;
  OriginEdge?: OriginEdgeResolvers<ContextType>;
  OriginUpdated?: OriginUpdatedResolvers<ContextType>;
  PageInfo?: PageInfoResolvers<ContextType>;
  Patch?: PatchResolvers<ContextType>;
  Project?: ProjectResolvers<ContextType>;
  ProjectConnection?: ProjectConnectionResolvers<ContextType>;
  ProjectEdge?: ProjectEdgeResolvers<ContextType>;
  ProjectUpdated?: ProjectUpdatedResolvers<ContextType>;
  Property?: PropertyResolvers<ContextType>;
  Query?: QueryResolvers<ContextType>;
  RecordBuildPayload?: RecordBuildPayloadResolvers<ContextType>;
  RegisterBuilderPayload?: RegisterBuilderPayloadResolvers<ContextType>;
  RegisterMasterPayload?: RegisterMasterPayloadResolvers<ContextType>;
  RegisterOriginPayload?: RegisterOriginPayloadResolvers<ContextType>;
  RegisterProjectPayload?: RegisterProjectPayloadResolvers<ContextType>;
  RegisterWebhookPayload?: RegisterWebhookPayloadResolvers<ContextType>;
  RegisterWorkerPayload?: RegisterWorkerPayloadResolvers<ContextType>;
  Regression?: RegressionResolvers<ContextType>;
  RemoveHookPayload?: RemoveHookPayloadResolvers<ContextType>;
  RemoveWebhookPayload?: RemoveWebhookPayloadResolvers<ContextType>;
  ReplayHookDeliveriesPayload?: ReplayHookDeliveriesPayloadResolvers<ContextType>;
  ReportPayload?: ReportPayloadResolvers<ContextType>;
  ReportTestResultsPayload?: ReportTestResultsPayloadResolvers<ContextType>;
  RequestBuildPayload?: RequestBuildPayloadResolvers<ContextType>;
  ResultCount?: ResultCountResolvers<ContextType>;
  Retention?: RetentionResolvers<ContextType>;
  RevokeTokenPayload?: RevokeTokenPayloadResolvers<ContextType>;
  RotateWebhookSecretPayload?: RotateWebhookSecretPayloadResolvers<ContextType>;
  SecondsSummary?: SecondsSummaryResolvers<ContextType>;
  SetPropertiesPayload?: SetPropertiesPayloadResolvers<ContextType>;
  SetRetentionPayload?: SetRetentionPayloadResolvers<ContextType>;
  SourceStamp?: SourceStampResolvers<ContextType>;
  SourceStampConnection?: SourceStampConnectionResolvers<ContextType>;
  SourceStampEdge?: SourceStampEdgeResolvers<ContextType>;
  StartBuildPayload?: StartBuildPayloadResolvers<ContextType>;
  StartStepPayload?: StartStepPayloadResolvers<ContextType>;
  StatisticsBucket?: StatisticsBucketResolvers<ContextType>;
  Step?: StepResolvers<ContextType>;
  StepConnection?: StepConnectionResolvers<ContextType>;
  StepEdge?: StepEdgeResolvers<ContextType>;
  StepFinished?: StepFinishedResolvers<ContextType>;
  StepStarted?: StepStartedResolvers<ContextType>;
  StepUpdated?: StepUpdatedResolvers<ContextType>;
  Subscription?: SubscriptionResolvers<ContextType>;
  Test?: TestResolvers<ContextType>;
  TestConnection?: TestConnectionResolvers<ContextType>;
  TestEdge?: TestEdgeResolvers<ContextType>;
  TestFlakiness?: TestFlakinessResolvers<ContextType>;
  TestResult?: TestResultResolvers<ContextType>;
  TestResultConnection?: TestResultConnectionResolvers<ContextType>;
  TestResultEdge?: TestResultEdgeResolvers<ContextType>;
  TestResultsReported?: TestResultsReportedResolvers<ContextType>;
  TestSummary?: TestSummaryResolvers<ContextType>;
  Token?: TokenResolvers<ContextType>;
  TokenConnection?: TokenConnectionResolvers<ContextType>;
  TokenEdge?: TokenEdgeResolvers<ContextType>;
  UpdateBuildPayload?: UpdateBuildPayloadResolvers<ContextType>;
  UpdateStepPayload?: UpdateStepPayloadResolvers<ContextType>;
  UpdateWebhookPayload?: UpdateWebhookPayloadResolvers<ContextType>;
  UserError?: UserErrorResolvers<ContextType>;
  Viewer?: ViewerResolvers<ContextType>;
  Webhook?: WebhookResolvers<ContextType>;
  WebhookAttempt?: WebhookAttemptResolvers<ContextType>;
  WebhookConnection?: WebhookConnectionResolvers<ContextType>;
  WebhookEdge?: WebhookEdgeResolvers<ContextType>;
  Worker?: WorkerResolvers<ContextType>;
  WorkerConnected?: WorkerConnectedResolvers<ContextType>;
  WorkerConnection?: WorkerConnectionResolvers<ContextType>;
  WorkerEdge?: WorkerEdgeResolvers<ContextType>;
  WorkerLost?: WorkerLostResolvers<ContextType>;
  WorkerUpdated?: WorkerUpdatedResolvers<ContextType>;
};

