// Generated from schema.graphql and src/client/operations by `npm run generate`. Do not edit.
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { TypedDocumentNode as DocumentNode } from '@graphql-typed-document-node/core';
/** A change that was seen. */
export type AddChangeInput = {
  /** Who wrote it, usually `Name <address>`. */
  author: string;
  /** The branch; left out for the default branch. */
  branch?: string | null | undefined;
  /** A word to sort changes by. Told again in other words, the first that was told stands. */
  category?: string | null | undefined;
  /** Which of the code bases that are built together it belongs to. */
  codebase?: string;
  /** When it was committed or pushed; when left out, the moment of the report, until it is told. */
  committedAt?: string | null | undefined;
  /** Who committed it, when that is somebody else. Told again in other words, the first that was told stands. */
  committer?: string | null | undefined;
  /** The files that it touched, as paths within the repository. At most 10,000. */
  files?: Array<string> | null | undefined;
  /** Your own name for it, unique within the origin. */
  key: string;
  /** The commit message. */
  message: string;
  /** The name of the origin. */
  origin: string;
  /** The project's name. */
  project?: string | null | undefined;
  /**
   * Named values, none named twice. Reported again, they add what is missing and change nothing. A change has at most 1,000, which are
   * together at most 1,048,576 characters of JSON.
   */
  properties?: Array<PropertyInput> | null | undefined;
  /** The repository's address. */
  repository?: string;
  /** The commit's id. */
  revision?: string | null | undefined;
  /** Where the change can be looked at: http or https. Told again in other words, the first that was told stands. */
  url?: string | null | undefined;
};

/** Lines of a log. */
export type AppendLogInput = {
  /**
   * The number of the first of these lines, from 0. Lines that are there already are not added again, and lines that come before
   * their time wait for those between. Left out, the lines go to the end, and a repeated append adds them again.
   */
  firstLine?: number | null | undefined;
  /** The log's name within the step, such as `stdio`. A step has at most 1,000. */
  name: string;
  /** The step that wrote them. */
  step: StepRef;
  /** Which stream of a STDIO log these lines came from. */
  stream?: LogStream;
  /** The lines, separated by line feeds; a line feed at the very end ends the last line. At most 1 MiB. */
  text: string;
  /** What the log holds. */
  type?: LogType;
};

/**
 * Which builds to count or list. All parts that are given must hold; within a list of names, one must. Filters nest at most 8 deep, the
 * outermost counted, and at most 50 of them hang together; a list has at most 1,000 entries, of patterns and of properties at most 100. A
 * range that ends before it starts is refused, with the name of the part.
 */
export type BuildFilter = {
  /** Only builds that match all of these filters. */
  and?: Array<BuildFilter> | null | undefined;
  /** Only builds with a source stamp on this branch. */
  branch?: string | null | undefined;
  /**
   * Only builds of builders whose whole name is like one of these patterns: `*` stands for any text, none included, and `?` for any one
   * character; a `\` makes the character after it a plain one. Upper and lower case differ. A pattern has at most 500 characters.
   */
  builderGlobs?: Array<string> | null | undefined;
  /** Only builds of these builders, by name. */
  builders?: Array<string> | null | undefined;
  /**
   * Only builds with a source stamp that has a change whose author contains this text, in upper or lower case. One and the same source
   * stamp must have everything that one filter asks of source stamps; ask with `and` where it may be several.
   */
  changeAuthor?: string | null | undefined;
  /** Only builds with a source stamp of this code base. */
  codebase?: string | null | undefined;
  /** Only builds that ended before this moment. */
  completedBefore?: string | null | undefined;
  /** Only builds that ended at this moment or later. */
  completedFrom?: string | null | undefined;
  /** Only builds that have ended and took less than this. */
  durationSecondsBelow?: number | null | undefined;
  /** Only builds that have ended and took this long or longer: see `Build.durationSeconds`. */
  durationSecondsFrom?: number | null | undefined;
  /** Only builds that do not match this filter. One of which nothing is known matches: a build without a reason has no reason like any. */
  not?: BuildFilter | null | undefined;
  /** Only builds that match at least one of these filters. */
  or?: Array<BuildFilter> | null | undefined;
  /** Only builds of these origins, by name. */
  origins?: Array<string> | null | undefined;
  /** Only builds of builders of these projects, by name. */
  projects?: Array<string> | null | undefined;
  /** Only builds with all of these properties. */
  properties?: Array<PropertyFilter> | null | undefined;
  /** Only builds whose reason contains this text, in upper or lower case. */
  reason?: string | null | undefined;
  /** Only builds with a source stamp of this repository. */
  repository?: string | null | undefined;
  /** Only builds with one of these results. */
  results?: Array<Result> | null | undefined;
  /** Only builds with a source stamp whose revision starts with this. */
  revision?: string | null | undefined;
  /** Only builds that started before this moment. */
  startedBefore?: string | null | undefined;
  /** Only builds that started at this moment or later. */
  startedFrom?: string | null | undefined;
  /** Only builds in one of these states. */
  states?: Array<BuildState> | null | undefined;
  /** Only builds of builders with all of these tags. */
  tags?: Array<string> | null | undefined;
  /** Only builds of builders with at least one of these tags. */
  tagsAny?: Array<string> | null | undefined;
  /** Only builds of builders with none of these tags. */
  tagsNone?: Array<string> | null | undefined;
  /** Only builds on these workers, by name. */
  workers?: Array<string> | null | undefined;
};

/** A build: by its `id`, or by `origin` and `key`. By key it may be reported before the build itself is. */
export type BuildRef = {
  /** The global id. */
  id?: string | null | undefined;
  /** The reporter's own name for the build, together with `origin`. */
  key?: string | null | undefined;
  /** The name of the origin, together with `key`. */
  origin?: string | null | undefined;
};

/** A build request: by its `id`, or by `origin` and `key`. */
export type BuildRequestRef = {
  /** The global id. */
  id?: string | null | undefined;
  /** The reporter's own name for the request, together with `origin`. */
  key?: string | null | undefined;
  /** The name of the origin, together with `key`. */
  origin?: string | null | undefined;
};

/** Where a build is in its life. */
export type BuildState =
  /** It has ended; `result` says how. */
  | 'FINISHED'
  /** It has started, and has not finished. */
  | 'RUNNING';

/** A worker that was connected. */
export type ConnectWorkerInput = {
  /** When; now when left out. What is older than the last that was heard changes nothing. */
  at?: string | null | undefined;
  /** The worker's name. It comes to be when it is not known. */
  name: string;
  /** The name of the origin. It comes to be when it is not known. */
  origin: string;
};

/** A secret to make for a hook. */
export type CreateHookInput = {
  /** The name of the origin that its reports are of. */
  originName: string;
  /** The secret, of 16 to 200 characters of ASCII; made here, and shown once, when left out. */
  secret?: string | null | undefined;
  /** What is to post. */
  system: HookSystem;
};

/** A token to make. */
export type CreateTokenInput = {
  /** What to call it, for people. */
  name: string;
  /** What it is to allow: at least one. */
  scopes: Array<Scope>;
};

/**
 * Which events to deliver. All parts that are given must hold; a HEARTBEAT always comes. A filter that no event can ever match, such as
 * one with an empty list of types, is refused.
 */
export type EventFilter = {
  /** Only events of this build, its steps and its logs. */
  build?: string | null | undefined;
  /**
   * Only events of builds that match, and of their steps and logs. A build's own events are compared by its state and result at
   * that moment; everything else is compared as it is when the event is delivered. An event that is of no build does not match.
   */
  builds?: BuildFilter | null | undefined;
  /** Only events of these origins, by name. */
  origins?: Array<string> | null | undefined;
  /** Only events of these types. */
  types?: Array<EventType> | null | undefined;
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
  again?: boolean;
  /** Which one. */
  build: BuildRef;
  /**
   * When it ended; when left out, the moment of the report, until it is told. An end before the start is no error, since clocks
   * differ: both stay as they were told, and the duration is 0. When only one of them was told, the other is moved to it.
   */
  completedAt?: string | null | undefined;
  /** How it ended. */
  result: Result;
  /** What came of it, in a few words. */
  stateString?: string | null | undefined;
};

/** The end of a build request. */
export type FinishBuildRequestInput = {
  /** Which one. */
  buildRequest: BuildRequestRef;
  /**
   * When it ended; when left out, the moment of the report, until it is told. A time before it was asked for is no error, since clocks
   * differ: both stay as they are.
   */
  completedAt?: string | null | undefined;
  /** How it ended. */
  result: Result;
};

/** The end of a log. */
export type FinishLogInput = {
  /** How many lines it has. When fewer have arrived, it is complete once they have, and not before, also when its step has ended. */
  lineCount?: number | null | undefined;
  /** The log's name within the step. */
  name: string;
  /** The step that wrote it. */
  step: StepRef;
  /** What the log holds; matters when nothing was appended to it. */
  type?: LogType;
};

/** The end of a step. */
export type FinishStepInput = {
  /**
   * When it ended; when left out, the moment of the report, until it is told. An end before the start is no error, since clocks
   * differ: both stay as they were told, and the duration is 0. When only one of them was told, the other is moved to it.
   */
  completedAt?: string | null | undefined;
  /** Whether a page should leave it out unless asked: the last word on that, which a repeated report may not contradict. */
  hidden?: boolean | null | undefined;
  /** How it ended. */
  result: Result;
  /** What came of it, in a few words. */
  stateString?: string | null | undefined;
  /** Which one. */
  step: StepRef;
};

/** Which deliveries. Parts that are given must all match. */
export type HookDeliveryFilter = {
  /** Only what was posted for one of these origins, by name. */
  origins?: Array<string> | null | undefined;
  /** Only what was received before this time. */
  receivedBefore?: string | null | undefined;
  /** Only what was received at this time or later. */
  receivedFrom?: string | null | undefined;
  /** Only deliveries in one of these states. */
  states?: Array<HookDeliveryState> | null | undefined;
  /** Only what one of these systems posted. */
  systems?: Array<HookSystem> | null | undefined;
};

/** What has become of a delivery. */
export type HookDeliveryState =
  /** All of it is a part of the history. */
  | 'APPLIED'
  /** It could not be applied, wholly or in part: see `reason`. It can be tried again, by `replayHookDeliveries`. */
  | 'UNAPPLIED'
  /** It is kept, and will be applied. */
  | 'WAITING';

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
export type LinkInput = {
  /** What to call it. */
  name: string;
  /** The address: http or https. */
  url: string;
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
  at?: string | null | undefined;
  /** The worker's name. It comes to be when it is not known. */
  name: string;
  /** The name of the origin. It comes to be when it is not known. */
  origin: string;
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

/** What is applied on top of a revision. */
export type PatchInput = {
  /** Who wrote it. */
  author?: string | null | undefined;
  /** The patch itself. */
  body?: string | null | undefined;
  /** What is said about it. */
  comment?: string | null | undefined;
  /** How many leading parts of the paths in the patch to strip, as in `patch -p`. */
  level?: number;
  /** The directory to apply it in. */
  subdirectory?: string | null | undefined;
};

/** A property that a build must have. */
export type PropertyFilter = {
  /** The property's name. */
  name: string;
  /** The value that it must have; left out, any value will do. */
  value?: unknown;
};

/** A named value. */
export type PropertyInput = {
  /** Its name. */
  name: string;
  /** Who set it, such as `Builder` or `Scheduler`. */
  source?: string | null | undefined;
  /** Its value. */
  value?: unknown;
};

/**
 * All of a build that has ended. Each field means what it means in the report that tells it of a build that runs: `requestBuild`,
 * `startBuild`, `startStep`, `updateStep` and `finishStep` for each step, `setProperties`, `updateBuild` and `finishBuild`, in this order.
 */
export type RecordBuildInput = {
  /** The request that it met, when that is told by itself. Not together with `request`. */
  buildRequest?: BuildRequestRef | null | undefined;
  /** The name of the builder. It comes to be when it is not known. */
  builder: string;
  /**
   * What was built in the end, where that says more than what was asked for, as when the newest of a branch got its revision: replaces
   * the source stamps of the code bases that are named.
   */
  builtSourceStamps?: Array<SourceStampInput> | null | undefined;
  /** When it ended; when left out, the moment of the report, until it is told. */
  completedAt?: string | null | undefined;
  /** Your own name for the build, unique within the origin. */
  key: string;
  /** The name of the Buildbot master. */
  master?: string | null | undefined;
  /**
   * The build's number within its builder. Left out, it is the one after the highest that the builder has had; when there is no higher one
   * than that, the report is refused.
   */
  number?: number | null | undefined;
  /** The name of the origin. It comes to be when it is not known. */
  origin: string;
  /** The build that triggered it: not this one, nor one that this leads to. */
  parentBuild?: BuildRef | null | undefined;
  /** The properties, none named twice, as they were in the end: one that exists gets the new value. A build has at most 1,000. */
  properties?: Array<PropertyInput> | null | undefined;
  /** Why it was built, and `request` asked for. Told again in other words, the first that was told stands. */
  reason?: string | null | undefined;
  /** The build that it repeats, which is not this one; that of the request when left out. */
  rebuildOf?: BuildRef | null | undefined;
  /** The request that it met, told with it. Of its builder, reason, parent and source stamps it has what is told of the build. */
  request?: RecordedRequestInput | null | undefined;
  /** How it ended. */
  result: Result;
  /** What was asked to be built, one per code base; those of the request when left out. A build has at most 100. */
  sourceStamps?: Array<SourceStampInput> | null | undefined;
  /** When it started; when left out, the moment of the report, until it is told. */
  startedAt?: string | null | undefined;
  /** What came of it, in a few words. */
  stateString?: string | null | undefined;
  /** Its steps, in their order. At most 1,000; tell of more with `startStep` and `finishStep`. */
  steps?: Array<RecordedStepInput> | null | undefined;
  /** Its page in your own web interface: http or https. The first that was told stands. */
  url?: string | null | undefined;
  /** The name of the worker. It comes to be when it is not known. */
  worker?: string | null | undefined;
};

/** The request that a recorded build met. */
export type RecordedRequestInput = {
  /** Your own name for the buildset: requests that name the same one belong together. The request's key when left out. */
  buildset?: string | null | undefined;
  /** The name that whoever asked for it knows it by. */
  externalId?: string | null | undefined;
  /** Your own name for the request, unique within the origin. */
  key: string;
  /** How urgent it was: higher goes first. 0 counts as not told; of others, the first that was told stands. */
  priority?: number;
  /** When it was asked for; when left out, the moment of the report, until it is told. */
  submittedAt?: string | null | undefined;
};

/** A step of a recorded build. */
export type RecordedStepInput = {
  /** When it ended; when left out, the moment of the report, until it is told. Without a result it counts as not told. */
  completedAt?: string | null | undefined;
  /** Whether a page should leave it out unless asked. With a result it is the last word on that, which a repeated report may not contradict. */
  hidden?: boolean | null | undefined;
  /** Your own name for the step, unique within the build. */
  key: string;
  /** Its name. */
  name: string;
  /**
   * Its place in the build, which no other step may have. Left out, it is the one after the highest that the build has; when there is no
   * higher one than that, the report is refused.
   */
  number?: number | null | undefined;
  /** Whether it never got its turn. It has no start then. */
  pending?: boolean;
  /** How it ended; left out when it never did, as when its build broke off. */
  result?: Result | null | undefined;
  /** When it started; when left out, the moment of the report, until it is told. */
  startedAt?: string | null | undefined;
  /** What came of it, in a few words. */
  stateString?: string | null | undefined;
  /** Where more about it can be found: added to the links that it has. */
  urls?: Array<LinkInput> | null | undefined;
};

/** What a builder is. What is left out stays as it is. */
export type RegisterBuilderInput = {
  /** What it does, for people. */
  description?: string | null | undefined;
  /** Its name. */
  name: string;
  /** The name of the origin. It comes to be when it is not known. */
  origin: string;
  /** The name of the project that it belongs to. It comes to be when it is not known. */
  project?: string | null | undefined;
  /** Words that group builders. They replace those that it has. At most 100. */
  tags?: Array<string> | null | undefined;
};

/** What a Buildbot master is. */
export type RegisterMasterInput = {
  /** Whether it runs. */
  active?: boolean;
  /** When that was so; now when left out. What is older than the last that was heard changes nothing. */
  at?: string | null | undefined;
  /** Its name. */
  name: string;
  /** The name of the origin. It comes to be when it is not known. */
  origin: string;
};

/** What an origin is. */
export type RegisterOriginInput = {
  /** Which kind of CI system it is. */
  kind: OriginKind;
  /** Its name. */
  name: string;
  /** Where its own web interface is: http or https. */
  url?: string | null | undefined;
};

/** What a project is. */
export type RegisterProjectInput = {
  /** What it is, for people. */
  description?: string | null | undefined;
  /** Its name. */
  name: string;
  /** The name of the origin. It comes to be when it is not known. */
  origin: string;
  /** Its home page: http or https. */
  url?: string | null | undefined;
};

/** A webhook to register. */
export type RegisterWebhookInput = {
  /** The position to start from, not included; now when left out. */
  after?: string | null | undefined;
  /** Only events that match; all when left out. */
  filter?: EventFilter | null | undefined;
  /**
   * What to sign with: `whsec_` and 24 to 64 random bytes in base64, as Standard Webhooks has it. Made here, and shown once, when
   * left out. The database keeps it as it is, since it has to sign.
   */
  secret?: string | null | undefined;
  /** The address to post to: http or https, without a name or password in it. Private addresses must have been allowed by a setting. */
  url: string;
};

/** What a worker is. What is left out stays as it is. */
export type RegisterWorkerInput = {
  /** What is known about it, such as its host or version: a JSON object. */
  info?: unknown;
  /** Its name. */
  name: string;
  /** The name of the origin. It comes to be when it is not known. */
  origin: string;
};

/** A hook to remove. */
export type RemoveHookInput = {
  /** The hook's global id. */
  id: string;
};

/** A webhook to remove. */
export type RemoveWebhookInput = {
  /** The webhook's global id. */
  id: string;
};

/** One report of a batch: exactly one of its fields is given. */
export type Report =
  {   /** Says that a change was seen. */
  addChange: AddChangeInput; appendLog?: never; connectWorker?: never; finishBuild?: never; finishBuildRequest?: never; finishLog?: never; finishStep?: never; loseWorker?: never; recordBuild?: never; registerBuilder?: never; registerMaster?: never; registerOrigin?: never; registerProject?: never; registerWorker?: never; reportTestResults?: never; requestBuild?: never; setProperties?: never; startBuild?: never; startStep?: never; updateBuild?: never; updateStep?: never; }
  |  { addChange?: never;   /** Adds lines to a log, which comes to be with its first lines. */
  appendLog: AppendLogInput; connectWorker?: never; finishBuild?: never; finishBuildRequest?: never; finishLog?: never; finishStep?: never; loseWorker?: never; recordBuild?: never; registerBuilder?: never; registerMaster?: never; registerOrigin?: never; registerProject?: never; registerWorker?: never; reportTestResults?: never; requestBuild?: never; setProperties?: never; startBuild?: never; startStep?: never; updateBuild?: never; updateStep?: never; }
  |  { addChange?: never; appendLog?: never;   /** Says that a worker was connected to its CI system. */
  connectWorker: ConnectWorkerInput; finishBuild?: never; finishBuildRequest?: never; finishLog?: never; finishStep?: never; loseWorker?: never; recordBuild?: never; registerBuilder?: never; registerMaster?: never; registerOrigin?: never; registerProject?: never; registerWorker?: never; reportTestResults?: never; requestBuild?: never; setProperties?: never; startBuild?: never; startStep?: never; updateBuild?: never; updateStep?: never; }
  |  { addChange?: never; appendLog?: never; connectWorker?: never;   /** Says that a build ended. */
  finishBuild: FinishBuildInput; finishBuildRequest?: never; finishLog?: never; finishStep?: never; loseWorker?: never; recordBuild?: never; registerBuilder?: never; registerMaster?: never; registerOrigin?: never; registerProject?: never; registerWorker?: never; reportTestResults?: never; requestBuild?: never; setProperties?: never; startBuild?: never; startStep?: never; updateBuild?: never; updateStep?: never; }
  |  { addChange?: never; appendLog?: never; connectWorker?: never; finishBuild?: never;   /** Says that a build request, which must be known, was met or given up. Not needed for one that a build meets: the end of that build ends it. */
  finishBuildRequest: FinishBuildRequestInput; finishLog?: never; finishStep?: never; loseWorker?: never; recordBuild?: never; registerBuilder?: never; registerMaster?: never; registerOrigin?: never; registerProject?: never; registerWorker?: never; reportTestResults?: never; requestBuild?: never; setProperties?: never; startBuild?: never; startStep?: never; updateBuild?: never; updateStep?: never; }
  |  { addChange?: never; appendLog?: never; connectWorker?: never; finishBuild?: never; finishBuildRequest?: never;   /** Says that all of a log was sent. */
  finishLog: FinishLogInput; finishStep?: never; loseWorker?: never; recordBuild?: never; registerBuilder?: never; registerMaster?: never; registerOrigin?: never; registerProject?: never; registerWorker?: never; reportTestResults?: never; requestBuild?: never; setProperties?: never; startBuild?: never; startStep?: never; updateBuild?: never; updateStep?: never; }
  |  { addChange?: never; appendLog?: never; connectWorker?: never; finishBuild?: never; finishBuildRequest?: never; finishLog?: never;   /** Says that a step ended. Its logs are complete then. */
  finishStep: FinishStepInput; loseWorker?: never; recordBuild?: never; registerBuilder?: never; registerMaster?: never; registerOrigin?: never; registerProject?: never; registerWorker?: never; reportTestResults?: never; requestBuild?: never; setProperties?: never; startBuild?: never; startStep?: never; updateBuild?: never; updateStep?: never; }
  |  { addChange?: never; appendLog?: never; connectWorker?: never; finishBuild?: never; finishBuildRequest?: never; finishLog?: never; finishStep?: never;   /** Says that a worker was lost by its CI system. */
  loseWorker: LoseWorkerInput; recordBuild?: never; registerBuilder?: never; registerMaster?: never; registerOrigin?: never; registerProject?: never; registerWorker?: never; reportTestResults?: never; requestBuild?: never; setProperties?: never; startBuild?: never; startStep?: never; updateBuild?: never; updateStep?: never; }
  |  { addChange?: never; appendLog?: never; connectWorker?: never; finishBuild?: never; finishBuildRequest?: never; finishLog?: never; finishStep?: never; loseWorker?: never;   /** Says all of a build that has ended. */
  recordBuild: RecordBuildInput; registerBuilder?: never; registerMaster?: never; registerOrigin?: never; registerProject?: never; registerWorker?: never; reportTestResults?: never; requestBuild?: never; setProperties?: never; startBuild?: never; startStep?: never; updateBuild?: never; updateStep?: never; }
  |  { addChange?: never; appendLog?: never; connectWorker?: never; finishBuild?: never; finishBuildRequest?: never; finishLog?: never; finishStep?: never; loseWorker?: never; recordBuild?: never;   /** Says what a builder is. A builder that was never registered comes to be with its first build or request. */
  registerBuilder: RegisterBuilderInput; registerMaster?: never; registerOrigin?: never; registerProject?: never; registerWorker?: never; reportTestResults?: never; requestBuild?: never; setProperties?: never; startBuild?: never; startStep?: never; updateBuild?: never; updateStep?: never; }
  |  { addChange?: never; appendLog?: never; connectWorker?: never; finishBuild?: never; finishBuildRequest?: never; finishLog?: never; finishStep?: never; loseWorker?: never; recordBuild?: never; registerBuilder?: never;   /** Says what a Buildbot master is, and whether it runs. */
  registerMaster: RegisterMasterInput; registerOrigin?: never; registerProject?: never; registerWorker?: never; reportTestResults?: never; requestBuild?: never; setProperties?: never; startBuild?: never; startStep?: never; updateBuild?: never; updateStep?: never; }
  |  { addChange?: never; appendLog?: never; connectWorker?: never; finishBuild?: never; finishBuildRequest?: never; finishLog?: never; finishStep?: never; loseWorker?: never; recordBuild?: never; registerBuilder?: never; registerMaster?: never;   /** Says what an origin is. An origin that was never registered comes to be, as CUSTOM, with its first report. */
  registerOrigin: RegisterOriginInput; registerProject?: never; registerWorker?: never; reportTestResults?: never; requestBuild?: never; setProperties?: never; startBuild?: never; startStep?: never; updateBuild?: never; updateStep?: never; }
  |  { addChange?: never; appendLog?: never; connectWorker?: never; finishBuild?: never; finishBuildRequest?: never; finishLog?: never; finishStep?: never; loseWorker?: never; recordBuild?: never; registerBuilder?: never; registerMaster?: never; registerOrigin?: never;   /** Says what a project is. */
  registerProject: RegisterProjectInput; registerWorker?: never; reportTestResults?: never; requestBuild?: never; setProperties?: never; startBuild?: never; startStep?: never; updateBuild?: never; updateStep?: never; }
  |  { addChange?: never; appendLog?: never; connectWorker?: never; finishBuild?: never; finishBuildRequest?: never; finishLog?: never; finishStep?: never; loseWorker?: never; recordBuild?: never; registerBuilder?: never; registerMaster?: never; registerOrigin?: never; registerProject?: never;   /** Says what a worker is. A worker that was never registered comes to be with its first build. */
  registerWorker: RegisterWorkerInput; reportTestResults?: never; requestBuild?: never; setProperties?: never; startBuild?: never; startStep?: never; updateBuild?: never; updateStep?: never; }
  |  { addChange?: never; appendLog?: never; connectWorker?: never; finishBuild?: never; finishBuildRequest?: never; finishLog?: never; finishStep?: never; loseWorker?: never; recordBuild?: never; registerBuilder?: never; registerMaster?: never; registerOrigin?: never; registerProject?: never; registerWorker?: never;   /** Adds results of tests to a build. */
  reportTestResults: ReportTestResultsInput; requestBuild?: never; setProperties?: never; startBuild?: never; startStep?: never; updateBuild?: never; updateStep?: never; }
  |  { addChange?: never; appendLog?: never; connectWorker?: never; finishBuild?: never; finishBuildRequest?: never; finishLog?: never; finishStep?: never; loseWorker?: never; recordBuild?: never; registerBuilder?: never; registerMaster?: never; registerOrigin?: never; registerProject?: never; registerWorker?: never; reportTestResults?: never;   /** Says that a build was asked for. */
  requestBuild: RequestBuildInput; setProperties?: never; startBuild?: never; startStep?: never; updateBuild?: never; updateStep?: never; }
  |  { addChange?: never; appendLog?: never; connectWorker?: never; finishBuild?: never; finishBuildRequest?: never; finishLog?: never; finishStep?: never; loseWorker?: never; recordBuild?: never; registerBuilder?: never; registerMaster?: never; registerOrigin?: never; registerProject?: never; registerWorker?: never; reportTestResults?: never; requestBuild?: never;   /** Sets properties of a build. Those that are not named stay as they are. */
  setProperties: SetPropertiesInput; startBuild?: never; startStep?: never; updateBuild?: never; updateStep?: never; }
  |  { addChange?: never; appendLog?: never; connectWorker?: never; finishBuild?: never; finishBuildRequest?: never; finishLog?: never; finishStep?: never; loseWorker?: never; recordBuild?: never; registerBuilder?: never; registerMaster?: never; registerOrigin?: never; registerProject?: never; registerWorker?: never; reportTestResults?: never; requestBuild?: never; setProperties?: never;   /** Says that a build started. Steps that were reported before it are a part of it from now on. */
  startBuild: StartBuildInput; startStep?: never; updateBuild?: never; updateStep?: never; }
  |  { addChange?: never; appendLog?: never; connectWorker?: never; finishBuild?: never; finishBuildRequest?: never; finishLog?: never; finishStep?: never; loseWorker?: never; recordBuild?: never; registerBuilder?: never; registerMaster?: never; registerOrigin?: never; registerProject?: never; registerWorker?: never; reportTestResults?: never; requestBuild?: never; setProperties?: never; startBuild?: never;   /** Says that a step started, or that it waits for its turn. */
  startStep: StartStepInput; updateBuild?: never; updateStep?: never; }
  |  { addChange?: never; appendLog?: never; connectWorker?: never; finishBuild?: never; finishBuildRequest?: never; finishLog?: never; finishStep?: never; loseWorker?: never; recordBuild?: never; registerBuilder?: never; registerMaster?: never; registerOrigin?: never; registerProject?: never; registerWorker?: never; reportTestResults?: never; requestBuild?: never; setProperties?: never; startBuild?: never; startStep?: never;   /** Says what else became known of a build, such as its state string or the revision that it got. */
  updateBuild: UpdateBuildInput; updateStep?: never; }
  |  { addChange?: never; appendLog?: never; connectWorker?: never; finishBuild?: never; finishBuildRequest?: never; finishLog?: never; finishStep?: never; loseWorker?: never; recordBuild?: never; registerBuilder?: never; registerMaster?: never; registerOrigin?: never; registerProject?: never; registerWorker?: never; reportTestResults?: never; requestBuild?: never; setProperties?: never; startBuild?: never; startStep?: never; updateBuild?: never;   /** Says what else became known of a step, such as its state string or a link. */
  updateStep: UpdateStepInput; };

/** Results of the tests of a build: a report, or a part of one. */
export type ReportTestResultsInput = {
  /** The build. */
  build: BuildRef;
  /**
   * The place of the first of these results in the report, from 0. What is there already is not added again, so parts may be repeated and
   * come in any order; a result that contradicts the one at its place, since it is of another test or ended otherwise, is refused.
   */
  firstResult?: number;
  /**
   * Your own name for the report, unique within the build, such as the name of its file. Results of one report are told apart by their
   * places in it.
   */
  report?: string;
  /** The results, in their order: one for each run of a test. At most 1,000. */
  results: Array<TestResultInput>;
  /** Your own name for the step that ran the tests: its key within the build. All parts of a report have the same one, or none. */
  step?: string | null | undefined;
};

/** A build that was asked for. */
export type RequestBuildInput = {
  /** The name of the builder. It comes to be when it is not known. */
  builder: string;
  /** Your own name for the buildset: requests that name the same one belong together. The request's key when left out. */
  buildset?: string | null | undefined;
  /** The name that whoever asks for it knows it by. */
  externalId?: string | null | undefined;
  /** Your own name for this request, unique within the origin. */
  key: string;
  /** The name of the origin. */
  origin: string;
  /** The build that asks for it. It cannot be one that meets the request, or that this leads to. */
  parentBuild?: BuildRef | null | undefined;
  /** How urgent it is: higher goes first. 0 counts as not told; of others, the first that was told stands. */
  priority?: number;
  /** Why it is asked for. Told again in other words, the first that was told stands. */
  reason?: string | null | undefined;
  /** The build that it asks to repeat. */
  rebuildOf?: BuildRef | null | undefined;
  /** What is to be built, one per code base. */
  sourceStamps?: Array<SourceStampInput> | null | undefined;
  /** When it was asked for; when left out, the moment of the report, until it is told. */
  submittedAt?: string | null | undefined;
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

/** A token to revoke. */
export type RevokeTokenInput = {
  /** The token's global id. */
  id: string;
};

/** What a token allows. */
export type Scope =
  /** To manage tokens and webhooks; includes the others. */
  | 'ADMIN'
  /** To query and subscribe. Where reading is open, which is a setting of the server, every token has it, as do those without one. */
  | 'READ'
  /** To report, and to see the thing that was reported and what hangs on it. */
  | 'REPORT';

/** Properties of a build. */
export type SetPropertiesInput = {
  /** Which build. */
  build: BuildRef;
  /** The properties, none named twice. One that exists gets the new value. A build has at most 1,000. */
  properties: Array<PropertyInput>;
};

/** What was built, in one code base. */
export type SourceStampInput = {
  /** The branch; left out for the default branch. */
  branch?: string | null | undefined;
  /** Which of the code bases that are built together this is; empty where there is only one. */
  codebase?: string;
  /** What is applied on top, in a trial build. */
  patch?: PatchInput | null | undefined;
  /** The project's name, as the CI system writes it. */
  project?: string | null | undefined;
  /** The repository's address. */
  repository?: string;
  /** The commit's id; left out for the newest of the branch, and reported later by `updateBuild`. */
  revision?: string | null | undefined;
};

/** The start of a build. */
export type StartBuildInput = {
  /** The request that it meets. */
  buildRequest?: BuildRequestRef | null | undefined;
  /** The name of the builder. It comes to be when it is not known. */
  builder: string;
  /** Your own name for the build, unique within the origin. */
  key: string;
  /** The name of the Buildbot master. */
  master?: string | null | undefined;
  /**
   * The build's number within its builder. Left out, it is the one after the highest that the builder has had; when there is no higher one
   * than that, the report is refused.
   */
  number?: number | null | undefined;
  /** The name of the origin. It comes to be when it is not known. */
  origin: string;
  /** The build that triggered it: not this one, nor one that this leads to. */
  parentBuild?: BuildRef | null | undefined;
  /** Named values, none named twice. Reported again, they add what is missing and change nothing. A build has at most 1,000. */
  properties?: Array<PropertyInput> | null | undefined;
  /** Why it is built; the buildset's reason when left out. Told again in other words, the first that was told stands. */
  reason?: string | null | undefined;
  /** The build that it repeats, which is not this one; that of the request when left out. */
  rebuildOf?: BuildRef | null | undefined;
  /** What is built, one per code base; those of the request when left out. A build has at most 100. */
  sourceStamps?: Array<SourceStampInput> | null | undefined;
  /**
   * When it started; when left out, the moment of the report, until it is told. A start after the end is no error, since clocks
   * differ: both stay as they were told, and the duration is 0. When only one of them was told, the other is moved to it.
   */
  startedAt?: string | null | undefined;
  /** What it is doing, in a few words. */
  stateString?: string | null | undefined;
  /** Its page in your own web interface: http or https. The first that was told, here or in an update, stands. */
  url?: string | null | undefined;
  /** The name of the worker. It comes to be when it is not known. */
  worker?: string | null | undefined;
};

/** The start of a step. */
export type StartStepInput = {
  /** The build that it is a part of. */
  build: BuildRef;
  /** Whether a page should leave it out unless asked. A start that comes late does not change what was told since. */
  hidden?: boolean | null | undefined;
  /** Your own name for the step, unique within the build. */
  key: string;
  /** Its name. */
  name: string;
  /**
   * Its place in the build, which no other step may have. Left out, it is the one after the highest that the build has; when there is no
   * higher one than that, the report is refused.
   */
  number?: number | null | undefined;
  /** Whether it still waits for its turn. Report it again without this when it runs. */
  pending?: boolean;
  /**
   * When it started; when left out, the moment of the report, until it is told. A start after the end is no error, since clocks
   * differ: both stay as they were told, and the duration is 0. When only one of them was told, the other is moved to it.
   */
  startedAt?: string | null | undefined;
  /** What it is doing, in a few words. */
  stateString?: string | null | undefined;
  /** Where more about it can be found. */
  urls?: Array<LinkInput> | null | undefined;
};

/** A step: by its `id`, or by its `build` and `key`. */
export type StepRef = {
  /** The build, together with `key`. */
  build?: BuildRef | null | undefined;
  /** The global id. */
  id?: string | null | undefined;
  /** The reporter's own name for the step, together with `build`. */
  key?: string | null | undefined;
};

/** Where a step is in its life. */
export type StepState =
  /** It has ended; `result` says how. */
  | 'FINISHED'
  /** It is known, and waits for its turn or for a lock. */
  | 'PENDING'
  /** It has started, and has not finished. */
  | 'RUNNING';

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

/** How one run of a test ended. */
export type TestResultInput = {
  /** The class, module or file that the test belongs to. An empty text counts as none. */
  className?: string | null | undefined;
  /** How long it took, in seconds. Kept to the millisecond. */
  durationSeconds?: number | null | undefined;
  /** The file that the test is in, as a path. Kept with what has a message or output, or did not pass. */
  file?: string | null | undefined;
  /** The line of that file, from 1. */
  line?: number | null | undefined;
  /** What was wrong, or why it was skipped. At most 16,384 characters. */
  message?: string | null | undefined;
  /** The test's name, parameters included. What may change from run to run does not belong in it: it would be another test each time. */
  name: string;
  /** How it ended. */
  outcome: TestOutcome;
  /** What it printed, its stack trace and the like. At most 65,536 characters. */
  output?: string | null | undefined;
  /** Whether the test was run again after this, and that is in this report as well: then this attempt is not counted in the summary. */
  retried?: boolean;
  /** The suite that the test belongs to. An empty text counts as none; at most 2,000 characters, as the class and the name. */
  suite?: string | null | undefined;
};

/**
 * What else became known of a build. With nothing but `build`, it says that the build still runs: report that once in a few
 * minutes when there is nothing else to tell, so that the build does not count as lost.
 */
export type UpdateBuildInput = {
  /** Which one. */
  build: BuildRef;
  /**
   * What is built: replaces the source stamps of the code bases that are named, as when the revision became known. A build has at most
   * 100.
   */
  sourceStamps?: Array<SourceStampInput> | null | undefined;
  /** What it is doing, in a few words. Ignored once the build has finished. */
  stateString?: string | null | undefined;
  /** Its page in your own web interface: http or https. Counts only when none was told: the first that was stands. */
  url?: string | null | undefined;
  /** The name of the worker. */
  worker?: string | null | undefined;
};

/** What else became known of a step. */
export type UpdateStepInput = {
  /** Whether a page should leave it out unless asked. Once the step has finished, this counts only when it was not told. */
  hidden?: boolean | null | undefined;
  /** What it is doing, in a few words. Ignored once the step has finished. */
  stateString?: string | null | undefined;
  /** Which one. */
  step: StepRef;
  /** Where more about it can be found: added to the links that it has. */
  urls?: Array<LinkInput> | null | undefined;
};

/** What to change of a webhook. What is left out stays as it is. */
export type UpdateWebhookInput = {
  /** Another position to go on from, not included. What lies between is skipped, or posted again. */
  after?: string | null | undefined;
  /** Another filter; null for all events. */
  filter?: EventFilter | null | undefined;
  /** The webhook's global id. */
  id: string;
  /** True: deliver nothing until it is resumed. False: resume. */
  paused?: boolean | null | undefined;
  /** Another address. */
  url?: string | null | undefined;
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

export type BuildByKeyQueryVariables = Exact<{
  origin: string;
  key: string;
}>;


export type BuildByKeyQuery = { buildByKey: { id: string, number: number, state: BuildState, result: Result | null, steps: { nodes: Array<{ key: string, logs: Array<{ name: string, rawUrl: string }> }> } } | null };

export type BuildLiveSubscriptionVariables = Exact<{
  id: string;
}>;


export type BuildLiveSubscription = { build: { id: string, state: BuildState, result: Result | null, stateString: string, steps: { nodes: Array<{ id: string, name: string, state: StepState, result: Result | null, stateString: string }> } } | null };

export type BuildPageQueryVariables = Exact<{
  id: string;
}>;


export type BuildPageQuery = { build: { number: number, state: BuildState, result: Result | null, stateString: string, reason: string | null, url: string | null, startedAt: string, completedAt: string | null, durationSeconds: number | null, queueSeconds: number | null, origin: { name: string, kind: OriginKind }, builder: { name: string, description: string | null, project: { name: string } | null }, worker: { name: string } | null, buildRequest: { submittedAt: string, priority: number, buildset: { reason: string | null, externalId: string | null, complete: boolean, result: Result | null } } | null, parentBuild: { id: string, number: number } | null, childBuilds: { nodes: Array<{ id: string, number: number, result: Result | null, builder: { name: string } }> }, sourceStamps: Array<{ repository: string, branch: string | null, revision: string | null, patch: { author: string | null, comment: string | null } | null }>, changes: { nodes: Array<{ author: string, message: string, revision: string | null, committedAt: string, files: Array<string> }> }, properties: Array<{ name: string, value: unknown, source: string | null }>, steps: { nodes: Array<{ id: string, number: number, name: string, state: StepState, result: Result | null, stateString: string, startedAt: string | null, completedAt: string | null, hidden: boolean, urls: Array<{ name: string, url: string }>, logs: Array<{ id: string, name: string, type: LogType, complete: boolean, lineCount: number }> }> }, previousBuild: { id: string, number: number, result: Result | null } | null, nextBuild: { id: string, number: number, result: Result | null } | null } | null };

export type CatchUpQueryVariables = Exact<{
  after: string;
  first: number;
  filter?: EventFilter | null | undefined;
}>;


export type CatchUpQuery = { events: { nodes: Array<
      | { __typename: 'BuildFinished', cursor: string, recordedAt: string }
      | { __typename: 'BuildRequestFinished', cursor: string, recordedAt: string }
      | { __typename: 'BuildRequested', cursor: string, recordedAt: string }
      | { __typename: 'BuildStarted', cursor: string, recordedAt: string }
      | { __typename: 'BuildUpdated', cursor: string, recordedAt: string }
      | { __typename: 'BuilderUpdated', cursor: string, recordedAt: string }
      | { __typename: 'ChangeAdded', cursor: string, recordedAt: string }
      | { __typename: 'Heartbeat', cursor: string, recordedAt: string }
      | { __typename: 'LogFinished', cursor: string, recordedAt: string }
      | { __typename: 'LogStarted', cursor: string, recordedAt: string }
      | { __typename: 'MasterUpdated', cursor: string, recordedAt: string }
      | { __typename: 'OriginUpdated', cursor: string, recordedAt: string }
      | { __typename: 'ProjectUpdated', cursor: string, recordedAt: string }
      | { __typename: 'StepFinished', cursor: string, recordedAt: string }
      | { __typename: 'StepStarted', cursor: string, recordedAt: string }
      | { __typename: 'StepUpdated', cursor: string, recordedAt: string }
      | { __typename: 'TestResultsReported', cursor: string, recordedAt: string }
      | { __typename: 'WorkerConnected', cursor: string, recordedAt: string }
      | { __typename: 'WorkerLost', cursor: string, recordedAt: string }
      | { __typename: 'WorkerUpdated', cursor: string, recordedAt: string }
    >, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type EventCursorQueryVariables = Exact<{ [key: string]: never; }>;


export type EventCursorQuery = { eventCursor: string };

export type EventsSubscriptionVariables = Exact<{
  after?: string | null | undefined;
  filter?: EventFilter | null | undefined;
}>;


export type EventsSubscription = { events:
    | { __typename: 'BuildFinished', result: Result, stateString: string, completedAt: string, cursor: string, recordedAt: string, build: { id: string, number: number, state: BuildState, result: Result | null, durationSeconds: number | null, builder: { id: string, name: string, project: { name: string } | null }, worker: { name: string } | null, sourceStamps: Array<{ codebase: string, branch: string | null, revision: string | null }> } | null }
    | { __typename: 'BuildRequestFinished', result: Result, cursor: string, recordedAt: string, buildRequest: { id: string, builder: { id: string, name: string } } | null }
    | { __typename: 'BuildRequested', cursor: string, recordedAt: string, buildRequest: { id: string, builder: { id: string, name: string }, buildset: { id: string, reason: string | null } } | null }
    | { __typename: 'BuildStarted', startedAt: string, cursor: string, recordedAt: string, build: { id: string, number: number, state: BuildState, result: Result | null, durationSeconds: number | null, builder: { id: string, name: string, project: { name: string } | null }, worker: { name: string } | null, sourceStamps: Array<{ codebase: string, branch: string | null, revision: string | null }> } | null }
    | { __typename: 'BuildUpdated', stateString: string, cursor: string, recordedAt: string, build: { id: string, number: number, state: BuildState, result: Result | null, durationSeconds: number | null, builder: { id: string, name: string, project: { name: string } | null }, worker: { name: string } | null, sourceStamps: Array<{ codebase: string, branch: string | null, revision: string | null }> } | null }
    | { __typename: 'BuilderUpdated', cursor: string, recordedAt: string, builder: { id: string, name: string, tags: Array<string>, project: { name: string } | null } | null }
    | { __typename: 'ChangeAdded', cursor: string, recordedAt: string, change: { id: string, author: string, message: string, revision: string | null, branch: string | null, repository: string, url: string | null } | null }
    | { __typename: 'Heartbeat', cursor: string, recordedAt: string }
    | { __typename: 'LogFinished', lineCount: number, cursor: string, recordedAt: string, log: { id: string, name: string, step: { id: string, name: string, build: { id: string, number: number, builder: { id: string, name: string } } | null } } | null }
    | { __typename: 'LogStarted', cursor: string, recordedAt: string, log: { id: string, name: string, step: { id: string, name: string, build: { id: string, number: number, builder: { id: string, name: string } } | null } } | null }
    | { __typename: 'MasterUpdated', cursor: string, recordedAt: string, master: { id: string, name: string, active: boolean } | null }
    | { __typename: 'OriginUpdated', cursor: string, recordedAt: string, origin: { id: string, name: string, kind: OriginKind, url: string | null } | null }
    | { __typename: 'ProjectUpdated', cursor: string, recordedAt: string, project: { id: string, name: string, description: string | null, url: string | null } | null }
    | { __typename: 'StepFinished', result: Result, stateString: string, completedAt: string, cursor: string, recordedAt: string, step: { id: string, number: number, name: string, durationSeconds: number | null, build: { id: string, number: number, builder: { id: string, name: string } } | null } | null }
    | { __typename: 'StepStarted', state: StepState, cursor: string, recordedAt: string, stepStartedAt: string | null, step: { id: string, number: number, name: string, durationSeconds: number | null, build: { id: string, number: number, builder: { id: string, name: string } } | null } | null }
    | { __typename: 'StepUpdated', state: StepState, stateString: string, cursor: string, recordedAt: string, step: { id: string, number: number, name: string, durationSeconds: number | null, build: { id: string, number: number, builder: { id: string, name: string } } | null } | null }
    | { __typename: 'TestResultsReported', cursor: string, recordedAt: string, summary: { total: number, passed: number, failed: number, errored: number, skipped: number, durationSeconds: number }, build: { id: string, number: number, state: BuildState, result: Result | null, durationSeconds: number | null, builder: { id: string, name: string, project: { name: string } | null }, worker: { name: string } | null, sourceStamps: Array<{ codebase: string, branch: string | null, revision: string | null }> } | null }
    | { __typename: 'WorkerConnected', connectedAt: string, cursor: string, recordedAt: string, worker: { id: string, name: string, connected: boolean } | null }
    | { __typename: 'WorkerLost', lostAt: string, cursor: string, recordedAt: string, worker: { id: string, name: string, connected: boolean } | null }
    | { __typename: 'WorkerUpdated', cursor: string, recordedAt: string, worker: { id: string, name: string, connected: boolean } | null }
   };

export type EventBuildFragment = { id: string, number: number, state: BuildState, result: Result | null, durationSeconds: number | null, builder: { id: string, name: string, project: { name: string } | null }, worker: { name: string } | null, sourceStamps: Array<{ codebase: string, branch: string | null, revision: string | null }> };

export type EventStepFragment = { id: string, number: number, name: string, durationSeconds: number | null, build: { id: string, number: number, builder: { id: string, name: string } } | null };

export type EventLogFragment = { id: string, name: string, step: { id: string, name: string, build: { id: string, number: number, builder: { id: string, name: string } } | null } };

export type HooksQueryVariables = Exact<{
  first: number;
  after?: string | null | undefined;
}>;


export type HooksQuery = { hooks: { nodes: Array<{ id: string, system: HookSystem, originName: string, path: string, createdAt: string }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type UnappliedDeliveriesQueryVariables = Exact<{
  filter: HookDeliveryFilter;
  first: number;
}>;


export type UnappliedDeliveriesQuery = { hookDeliveries: { totalCount: number, nodes: Array<{ id: string, system: HookSystem, originName: string, receivedAt: string, reason: string | null }> } };

export type CreateHookMutationVariables = Exact<{
  input: CreateHookInput;
}>;


export type CreateHookMutation = { createHook: { secret: string | null, hook: { id: string, path: string } | null, userErrors: Array<{ code: UserErrorCode, message: string }> } };

export type RemoveHookMutationVariables = Exact<{
  input: RemoveHookInput;
}>;


export type RemoveHookMutation = { removeHook: { hook: { path: string } | null, userErrors: Array<{ code: UserErrorCode, message: string }> } };

export type ReplayHookDeliveriesMutationVariables = Exact<{
  filter: HookDeliveryFilter;
}>;


export type ReplayHookDeliveriesMutation = { replayHookDeliveries: { deliveryCount: number, userErrors: Array<{ code: UserErrorCode, message: string }> } };

export type LogLinesSubscriptionVariables = Exact<{
  log: string;
  after?: string | null | undefined;
}>;


export type LogLinesSubscription = { logLines: { cursor: string, complete: boolean, lines: Array<{ number: number, stream: LogStream | null, text: string }> } | null };

export type RunningBuildsQueryVariables = Exact<{
  origin: string;
  first: number;
  after?: string | null | undefined;
}>;


export type RunningBuildsQuery = { builds: { nodes: Array<{ key: string, builder: { name: string } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type PendingRequestsQueryVariables = Exact<{
  origin: string;
  first: number;
  after?: string | null | undefined;
}>;


export type PendingRequestsQuery = { buildRequests: { nodes: Array<{ key: string, builder: { name: string } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type OverviewQueryVariables = Exact<{
  first: number;
  after?: string | null | undefined;
  filter?: BuildFilter | null | undefined;
}>;


export type OverviewQuery = { eventCursor: string, builds: { totalCount: number, pageInfo: { hasNextPage: boolean, endCursor: string | null }, nodes: Array<{ id: string, number: number, state: BuildState, result: Result | null, stateString: string, startedAt: string, completedAt: string | null, durationSeconds: number | null, builder: { id: string, name: string, tags: Array<string> }, worker: { name: string } | null, sourceStamps: Array<{ codebase: string, repository: string, branch: string | null, revision: string | null }>, steps: { nodes: Array<{ number: number, name: string, state: StepState, result: Result | null, startedAt: string | null, completedAt: string | null }> } }> } };

export type ReadLogQueryVariables = Exact<{
  id: string;
  first?: number | null | undefined;
  after?: string | null | undefined;
  last?: number | null | undefined;
  before?: string | null | undefined;
}>;


export type ReadLogQuery = { log: { name: string, type: LogType, complete: boolean, lineCount: number, byteCount: number, rawUrl: string, lines: { nodes: Array<{ number: number, stream: LogStream | null, text: string }>, pageInfo: { hasNextPage: boolean, hasPreviousPage: boolean, startCursor: string | null, endCursor: string | null } } } | null };

export type ReportTestResultsMutationVariables = Exact<{
  input: ReportTestResultsInput;
}>;


export type ReportTestResultsMutation = { reportTestResults: { addedCount: number, userErrors: Array<{ code: UserErrorCode, message: string, path: Array<string> }> } };

export type ReportMutationVariables = Exact<{
  reports: Array<Report> | Report;
}>;


export type ReportMutation = { report: { acceptedCount: number, eventCursor: string, userErrors: Array<{ code: UserErrorCode, message: string, path: Array<string> }> } };

export type TokensQueryVariables = Exact<{
  first: number;
  after?: string | null | undefined;
}>;


export type TokensQuery = { tokens: { nodes: Array<{ id: string, name: string, scopes: Array<Scope>, createdAt: string, revokedAt: string | null }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type CreateTokenMutationVariables = Exact<{
  input: CreateTokenInput;
}>;


export type CreateTokenMutation = { createToken: { secret: string | null, token: { id: string, name: string, scopes: Array<Scope> } | null, userErrors: Array<{ code: UserErrorCode, message: string }> } };

export type RevokeTokenMutationVariables = Exact<{
  input: RevokeTokenInput;
}>;


export type RevokeTokenMutation = { revokeToken: { token: { id: string, name: string, revokedAt: string | null } | null, userErrors: Array<{ code: UserErrorCode, message: string }> } };

export type ViewerQueryVariables = Exact<{ [key: string]: never; }>;


export type ViewerQuery = { viewer: { tokenName: string | null, scopes: Array<Scope> } };

export type ListedWebhookFragment = { id: string, url: string, filter: unknown, state: WebhookState, pauseReason: WebhookPauseReason | null, createdAt: string, cursor: string, failures: number, failingSince: string | null, nextAttemptAt: string | null, lastAttempt: { eventType: string, attemptedAt: string, delivered: boolean, status: number | null, error: string | null } | null };

export type WebhooksQueryVariables = Exact<{
  first: number;
  after?: string | null | undefined;
}>;


export type WebhooksQuery = { webhooks: { nodes: Array<{ id: string, url: string, filter: unknown, state: WebhookState, pauseReason: WebhookPauseReason | null, createdAt: string, cursor: string, failures: number, failingSince: string | null, nextAttemptAt: string | null, lastAttempt: { eventType: string, attemptedAt: string, delivered: boolean, status: number | null, error: string | null } | null }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type RegisterWebhookMutationVariables = Exact<{
  input: RegisterWebhookInput;
}>;


export type RegisterWebhookMutation = { registerWebhook: { secret: string | null, webhook: { id: string, url: string, filter: unknown, state: WebhookState, pauseReason: WebhookPauseReason | null, createdAt: string, cursor: string, failures: number, failingSince: string | null, nextAttemptAt: string | null, lastAttempt: { eventType: string, attemptedAt: string, delivered: boolean, status: number | null, error: string | null } | null } | null, userErrors: Array<{ code: UserErrorCode, message: string }> } };

export type UpdateWebhookMutationVariables = Exact<{
  input: UpdateWebhookInput;
}>;


export type UpdateWebhookMutation = { updateWebhook: { webhook: { id: string, url: string, filter: unknown, state: WebhookState, pauseReason: WebhookPauseReason | null, createdAt: string, cursor: string, failures: number, failingSince: string | null, nextAttemptAt: string | null, lastAttempt: { eventType: string, attemptedAt: string, delivered: boolean, status: number | null, error: string | null } | null } | null, userErrors: Array<{ code: UserErrorCode, message: string }> } };

export type RemoveWebhookMutationVariables = Exact<{
  input: RemoveWebhookInput;
}>;


export type RemoveWebhookMutation = { removeWebhook: { webhook: { id: string, url: string, filter: unknown, state: WebhookState, pauseReason: WebhookPauseReason | null, createdAt: string, cursor: string, failures: number, failingSince: string | null, nextAttemptAt: string | null, lastAttempt: { eventType: string, attemptedAt: string, delivered: boolean, status: number | null, error: string | null } | null } | null, userErrors: Array<{ code: UserErrorCode, message: string }> } };

export const EventBuildFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"EventBuild"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Build"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"result"}},{"kind":"Field","name":{"kind":"Name","value":"durationSeconds"}},{"kind":"Field","name":{"kind":"Name","value":"builder"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"project"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"worker"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"sourceStamps"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"codebase"}},{"kind":"Field","name":{"kind":"Name","value":"branch"}},{"kind":"Field","name":{"kind":"Name","value":"revision"}}]}}]}}]} as unknown as DocumentNode<EventBuildFragment, unknown>;
export const EventStepFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"EventStep"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Step"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"durationSeconds"}},{"kind":"Field","name":{"kind":"Name","value":"build"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"builder"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}}]}}]} as unknown as DocumentNode<EventStepFragment, unknown>;
export const EventLogFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"EventLog"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Log"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"step"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"build"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"builder"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}}]}}]}}]} as unknown as DocumentNode<EventLogFragment, unknown>;
export const ListedWebhookFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ListedWebhook"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Webhook"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"url"}},{"kind":"Field","name":{"kind":"Name","value":"filter"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"pauseReason"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"cursor"}},{"kind":"Field","name":{"kind":"Name","value":"failures"}},{"kind":"Field","name":{"kind":"Name","value":"failingSince"}},{"kind":"Field","name":{"kind":"Name","value":"nextAttemptAt"}},{"kind":"Field","name":{"kind":"Name","value":"lastAttempt"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"eventType"}},{"kind":"Field","name":{"kind":"Name","value":"attemptedAt"}},{"kind":"Field","name":{"kind":"Name","value":"delivered"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"error"}}]}}]}}]} as unknown as DocumentNode<ListedWebhookFragment, unknown>;
export const BuildByKeyDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"BuildByKey"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"origin"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"key"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"buildByKey"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"origin"},"value":{"kind":"Variable","name":{"kind":"Name","value":"origin"}}},{"kind":"Argument","name":{"kind":"Name","value":"key"},"value":{"kind":"Variable","name":{"kind":"Name","value":"key"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"result"}},{"kind":"Field","name":{"kind":"Name","value":"steps"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"100"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"key"}},{"kind":"Field","name":{"kind":"Name","value":"logs"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"rawUrl"}}]}}]}}]}}]}}]}}]} as unknown as DocumentNode<BuildByKeyQuery, BuildByKeyQueryVariables>;
export const BuildLiveDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"subscription","name":{"kind":"Name","value":"BuildLive"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"build"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"result"}},{"kind":"Field","name":{"kind":"Name","value":"stateString"}},{"kind":"Field","name":{"kind":"Name","value":"steps"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"200"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"result"}},{"kind":"Field","name":{"kind":"Name","value":"stateString"}}]}}]}}]}}]}}]} as unknown as DocumentNode<BuildLiveSubscription, BuildLiveSubscriptionVariables>;
export const BuildPageDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"BuildPage"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"build"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"result"}},{"kind":"Field","name":{"kind":"Name","value":"stateString"}},{"kind":"Field","name":{"kind":"Name","value":"reason"}},{"kind":"Field","name":{"kind":"Name","value":"url"}},{"kind":"Field","name":{"kind":"Name","value":"startedAt"}},{"kind":"Field","name":{"kind":"Name","value":"completedAt"}},{"kind":"Field","name":{"kind":"Name","value":"durationSeconds"}},{"kind":"Field","name":{"kind":"Name","value":"queueSeconds"}},{"kind":"Field","name":{"kind":"Name","value":"origin"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}}]}},{"kind":"Field","name":{"kind":"Name","value":"builder"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"description"}},{"kind":"Field","name":{"kind":"Name","value":"project"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"worker"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"buildRequest"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"submittedAt"}},{"kind":"Field","name":{"kind":"Name","value":"priority"}},{"kind":"Field","name":{"kind":"Name","value":"buildset"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"reason"}},{"kind":"Field","name":{"kind":"Name","value":"externalId"}},{"kind":"Field","name":{"kind":"Name","value":"complete"}},{"kind":"Field","name":{"kind":"Name","value":"result"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"parentBuild"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"number"}}]}},{"kind":"Field","name":{"kind":"Name","value":"childBuilds"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"20"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"result"}},{"kind":"Field","name":{"kind":"Name","value":"builder"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"sourceStamps"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"repository"}},{"kind":"Field","name":{"kind":"Name","value":"branch"}},{"kind":"Field","name":{"kind":"Name","value":"revision"}},{"kind":"Field","name":{"kind":"Name","value":"patch"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"author"}},{"kind":"Field","name":{"kind":"Name","value":"comment"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"changes"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"50"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"author"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"revision"}},{"kind":"Field","name":{"kind":"Name","value":"committedAt"}},{"kind":"Field","name":{"kind":"Name","value":"files"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"properties"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"value"}},{"kind":"Field","name":{"kind":"Name","value":"source"}}]}},{"kind":"Field","name":{"kind":"Name","value":"steps"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"200"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"result"}},{"kind":"Field","name":{"kind":"Name","value":"stateString"}},{"kind":"Field","name":{"kind":"Name","value":"startedAt"}},{"kind":"Field","name":{"kind":"Name","value":"completedAt"}},{"kind":"Field","name":{"kind":"Name","value":"hidden"}},{"kind":"Field","name":{"kind":"Name","value":"urls"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"url"}}]}},{"kind":"Field","name":{"kind":"Name","value":"logs"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"type"}},{"kind":"Field","name":{"kind":"Name","value":"complete"}},{"kind":"Field","name":{"kind":"Name","value":"lineCount"}}]}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"previousBuild"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"result"}}]}},{"kind":"Field","name":{"kind":"Name","value":"nextBuild"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"result"}}]}}]}}]}}]} as unknown as DocumentNode<BuildPageQuery, BuildPageQueryVariables>;
export const CatchUpDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"CatchUp"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"EventCursor"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"filter"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"EventFilter"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"events"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"Variable","name":{"kind":"Name","value":"filter"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"cursor"}},{"kind":"Field","name":{"kind":"Name","value":"recordedAt"}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}}]}}]}}]} as unknown as DocumentNode<CatchUpQuery, CatchUpQueryVariables>;
export const EventCursorDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"EventCursor"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"eventCursor"}}]}}]} as unknown as DocumentNode<EventCursorQuery, EventCursorQueryVariables>;
export const EventsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"subscription","name":{"kind":"Name","value":"Events"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"EventCursor"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"filter"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"EventFilter"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"events"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}},{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"Variable","name":{"kind":"Name","value":"filter"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"cursor"}},{"kind":"Field","name":{"kind":"Name","value":"recordedAt"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ChangeAdded"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"change"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"author"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"revision"}},{"kind":"Field","name":{"kind":"Name","value":"branch"}},{"kind":"Field","name":{"kind":"Name","value":"repository"}},{"kind":"Field","name":{"kind":"Name","value":"url"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"BuildRequested"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"buildRequest"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"builder"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"buildset"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"reason"}}]}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"BuildRequestFinished"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"result"}},{"kind":"Field","name":{"kind":"Name","value":"buildRequest"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"builder"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"BuildStarted"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"startedAt"}},{"kind":"Field","name":{"kind":"Name","value":"build"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"EventBuild"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"BuildUpdated"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"stateString"}},{"kind":"Field","name":{"kind":"Name","value":"build"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"EventBuild"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"BuildFinished"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"result"}},{"kind":"Field","name":{"kind":"Name","value":"stateString"}},{"kind":"Field","name":{"kind":"Name","value":"completedAt"}},{"kind":"Field","name":{"kind":"Name","value":"build"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"EventBuild"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"StepStarted"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","alias":{"kind":"Name","value":"stepStartedAt"},"name":{"kind":"Name","value":"startedAt"}},{"kind":"Field","name":{"kind":"Name","value":"step"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"EventStep"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"StepUpdated"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"stateString"}},{"kind":"Field","name":{"kind":"Name","value":"step"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"EventStep"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"StepFinished"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"result"}},{"kind":"Field","name":{"kind":"Name","value":"stateString"}},{"kind":"Field","name":{"kind":"Name","value":"completedAt"}},{"kind":"Field","name":{"kind":"Name","value":"step"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"EventStep"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"LogStarted"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"log"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"EventLog"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"LogFinished"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"lineCount"}},{"kind":"Field","name":{"kind":"Name","value":"log"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"EventLog"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"TestResultsReported"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"summary"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"total"}},{"kind":"Field","name":{"kind":"Name","value":"passed"}},{"kind":"Field","name":{"kind":"Name","value":"failed"}},{"kind":"Field","name":{"kind":"Name","value":"errored"}},{"kind":"Field","name":{"kind":"Name","value":"skipped"}},{"kind":"Field","name":{"kind":"Name","value":"durationSeconds"}}]}},{"kind":"Field","name":{"kind":"Name","value":"build"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"EventBuild"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"OriginUpdated"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"origin"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"url"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"MasterUpdated"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"master"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"active"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ProjectUpdated"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"project"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"description"}},{"kind":"Field","name":{"kind":"Name","value":"url"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"BuilderUpdated"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"builder"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"tags"}},{"kind":"Field","name":{"kind":"Name","value":"project"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"WorkerUpdated"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"worker"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"connected"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"WorkerConnected"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"connectedAt"}},{"kind":"Field","name":{"kind":"Name","value":"worker"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"connected"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"WorkerLost"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"lostAt"}},{"kind":"Field","name":{"kind":"Name","value":"worker"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"connected"}}]}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"EventBuild"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Build"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"result"}},{"kind":"Field","name":{"kind":"Name","value":"durationSeconds"}},{"kind":"Field","name":{"kind":"Name","value":"builder"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"project"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"worker"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"sourceStamps"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"codebase"}},{"kind":"Field","name":{"kind":"Name","value":"branch"}},{"kind":"Field","name":{"kind":"Name","value":"revision"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"EventStep"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Step"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"durationSeconds"}},{"kind":"Field","name":{"kind":"Name","value":"build"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"builder"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"EventLog"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Log"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"step"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"build"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"builder"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}}]}}]}}]} as unknown as DocumentNode<EventsSubscription, EventsSubscriptionVariables>;
export const HooksDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Hooks"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hooks"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"system"}},{"kind":"Field","name":{"kind":"Name","value":"originName"}},{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}}]}}]}}]} as unknown as DocumentNode<HooksQuery, HooksQueryVariables>;
export const UnappliedDeliveriesDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"UnappliedDeliveries"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"filter"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"HookDeliveryFilter"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hookDeliveries"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"Variable","name":{"kind":"Name","value":"filter"}}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"system"}},{"kind":"Field","name":{"kind":"Name","value":"originName"}},{"kind":"Field","name":{"kind":"Name","value":"receivedAt"}},{"kind":"Field","name":{"kind":"Name","value":"reason"}}]}},{"kind":"Field","name":{"kind":"Name","value":"totalCount"}}]}}]}}]} as unknown as DocumentNode<UnappliedDeliveriesQuery, UnappliedDeliveriesQueryVariables>;
export const CreateHookDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"CreateHook"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"CreateHookInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"createHook"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hook"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"path"}}]}},{"kind":"Field","name":{"kind":"Name","value":"secret"}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}}]}}]} as unknown as DocumentNode<CreateHookMutation, CreateHookMutationVariables>;
export const RemoveHookDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"RemoveHook"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"RemoveHookInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"removeHook"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hook"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"path"}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}}]}}]} as unknown as DocumentNode<RemoveHookMutation, RemoveHookMutationVariables>;
export const ReplayHookDeliveriesDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"ReplayHookDeliveries"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"filter"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"HookDeliveryFilter"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"replayHookDeliveries"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"Variable","name":{"kind":"Name","value":"filter"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"deliveryCount"}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}}]}}]} as unknown as DocumentNode<ReplayHookDeliveriesMutation, ReplayHookDeliveriesMutationVariables>;
export const LogLinesDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"subscription","name":{"kind":"Name","value":"LogLines"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"log"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"logLines"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"log"},"value":{"kind":"Variable","name":{"kind":"Name","value":"log"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"cursor"}},{"kind":"Field","name":{"kind":"Name","value":"complete"}},{"kind":"Field","name":{"kind":"Name","value":"lines"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"stream"}},{"kind":"Field","name":{"kind":"Name","value":"text"}}]}}]}}]}}]} as unknown as DocumentNode<LogLinesSubscription, LogLinesSubscriptionVariables>;
export const RunningBuildsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"RunningBuilds"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"origin"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"builds"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}},{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"origins"},"value":{"kind":"ListValue","values":[{"kind":"Variable","name":{"kind":"Name","value":"origin"}}]}},{"kind":"ObjectField","name":{"kind":"Name","value":"states"},"value":{"kind":"ListValue","values":[{"kind":"EnumValue","value":"RUNNING"}]}}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"key"}},{"kind":"Field","name":{"kind":"Name","value":"builder"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}}]}}]}}]} as unknown as DocumentNode<RunningBuildsQuery, RunningBuildsQueryVariables>;
export const PendingRequestsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"PendingRequests"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"origin"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"buildRequests"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}},{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"origins"},"value":{"kind":"ListValue","values":[{"kind":"Variable","name":{"kind":"Name","value":"origin"}}]}},{"kind":"ObjectField","name":{"kind":"Name","value":"states"},"value":{"kind":"ListValue","values":[{"kind":"EnumValue","value":"PENDING"}]}}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"key"}},{"kind":"Field","name":{"kind":"Name","value":"builder"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}}]}}]}}]} as unknown as DocumentNode<PendingRequestsQuery, PendingRequestsQueryVariables>;
export const OverviewDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Overview"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"filter"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"BuildFilter"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"eventCursor"}},{"kind":"Field","name":{"kind":"Name","value":"builds"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}},{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"Variable","name":{"kind":"Name","value":"filter"}}},{"kind":"Argument","name":{"kind":"Name","value":"orderBy"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"field"},"value":{"kind":"EnumValue","value":"STARTED_AT"}},{"kind":"ObjectField","name":{"kind":"Name","value":"direction"},"value":{"kind":"EnumValue","value":"DESC"}}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"result"}},{"kind":"Field","name":{"kind":"Name","value":"stateString"}},{"kind":"Field","name":{"kind":"Name","value":"startedAt"}},{"kind":"Field","name":{"kind":"Name","value":"completedAt"}},{"kind":"Field","name":{"kind":"Name","value":"durationSeconds"}},{"kind":"Field","name":{"kind":"Name","value":"builder"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"tags"}}]}},{"kind":"Field","name":{"kind":"Name","value":"worker"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"sourceStamps"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"codebase"}},{"kind":"Field","name":{"kind":"Name","value":"repository"}},{"kind":"Field","name":{"kind":"Name","value":"branch"}},{"kind":"Field","name":{"kind":"Name","value":"revision"}}]}},{"kind":"Field","name":{"kind":"Name","value":"steps"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"50"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"result"}},{"kind":"Field","name":{"kind":"Name","value":"startedAt"}},{"kind":"Field","name":{"kind":"Name","value":"completedAt"}}]}}]}}]}}]}}]}}]} as unknown as DocumentNode<OverviewQuery, OverviewQueryVariables>;
export const ReadLogDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"ReadLog"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"last"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"before"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"log"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"type"}},{"kind":"Field","name":{"kind":"Name","value":"complete"}},{"kind":"Field","name":{"kind":"Name","value":"lineCount"}},{"kind":"Field","name":{"kind":"Name","value":"byteCount"}},{"kind":"Field","name":{"kind":"Name","value":"rawUrl"}},{"kind":"Field","name":{"kind":"Name","value":"lines"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}},{"kind":"Argument","name":{"kind":"Name","value":"last"},"value":{"kind":"Variable","name":{"kind":"Name","value":"last"}}},{"kind":"Argument","name":{"kind":"Name","value":"before"},"value":{"kind":"Variable","name":{"kind":"Name","value":"before"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"stream"}},{"kind":"Field","name":{"kind":"Name","value":"text"}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"hasPreviousPage"}},{"kind":"Field","name":{"kind":"Name","value":"startCursor"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}}]}}]}}]}}]} as unknown as DocumentNode<ReadLogQuery, ReadLogQueryVariables>;
export const ReportTestResultsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"ReportTestResults"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ReportTestResultsInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"reportTestResults"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"addedCount"}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"path"}}]}}]}}]}}]} as unknown as DocumentNode<ReportTestResultsMutation, ReportTestResultsMutationVariables>;
export const ReportDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"Report"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"reports"}},"type":{"kind":"NonNullType","type":{"kind":"ListType","type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Report"}}}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"report"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"reports"},"value":{"kind":"Variable","name":{"kind":"Name","value":"reports"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"acceptedCount"}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"path"}}]}},{"kind":"Field","name":{"kind":"Name","value":"eventCursor"}}]}}]}}]} as unknown as DocumentNode<ReportMutation, ReportMutationVariables>;
export const TokensDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Tokens"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"tokens"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"scopes"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"revokedAt"}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}}]}}]}}]} as unknown as DocumentNode<TokensQuery, TokensQueryVariables>;
export const CreateTokenDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"CreateToken"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"CreateTokenInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"createToken"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"token"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"scopes"}}]}},{"kind":"Field","name":{"kind":"Name","value":"secret"}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}}]}}]} as unknown as DocumentNode<CreateTokenMutation, CreateTokenMutationVariables>;
export const RevokeTokenDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"RevokeToken"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"RevokeTokenInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"revokeToken"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"token"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"revokedAt"}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}}]}}]} as unknown as DocumentNode<RevokeTokenMutation, RevokeTokenMutationVariables>;
export const ViewerDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Viewer"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"viewer"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"tokenName"}},{"kind":"Field","name":{"kind":"Name","value":"scopes"}}]}}]}}]} as unknown as DocumentNode<ViewerQuery, ViewerQueryVariables>;
export const WebhooksDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Webhooks"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"webhooks"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"ListedWebhook"}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ListedWebhook"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Webhook"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"url"}},{"kind":"Field","name":{"kind":"Name","value":"filter"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"pauseReason"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"cursor"}},{"kind":"Field","name":{"kind":"Name","value":"failures"}},{"kind":"Field","name":{"kind":"Name","value":"failingSince"}},{"kind":"Field","name":{"kind":"Name","value":"nextAttemptAt"}},{"kind":"Field","name":{"kind":"Name","value":"lastAttempt"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"eventType"}},{"kind":"Field","name":{"kind":"Name","value":"attemptedAt"}},{"kind":"Field","name":{"kind":"Name","value":"delivered"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"error"}}]}}]}}]} as unknown as DocumentNode<WebhooksQuery, WebhooksQueryVariables>;
export const RegisterWebhookDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"RegisterWebhook"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"RegisterWebhookInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"registerWebhook"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"webhook"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"ListedWebhook"}}]}},{"kind":"Field","name":{"kind":"Name","value":"secret"}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ListedWebhook"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Webhook"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"url"}},{"kind":"Field","name":{"kind":"Name","value":"filter"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"pauseReason"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"cursor"}},{"kind":"Field","name":{"kind":"Name","value":"failures"}},{"kind":"Field","name":{"kind":"Name","value":"failingSince"}},{"kind":"Field","name":{"kind":"Name","value":"nextAttemptAt"}},{"kind":"Field","name":{"kind":"Name","value":"lastAttempt"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"eventType"}},{"kind":"Field","name":{"kind":"Name","value":"attemptedAt"}},{"kind":"Field","name":{"kind":"Name","value":"delivered"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"error"}}]}}]}}]} as unknown as DocumentNode<RegisterWebhookMutation, RegisterWebhookMutationVariables>;
export const UpdateWebhookDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"UpdateWebhook"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"UpdateWebhookInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"updateWebhook"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"webhook"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"ListedWebhook"}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ListedWebhook"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Webhook"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"url"}},{"kind":"Field","name":{"kind":"Name","value":"filter"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"pauseReason"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"cursor"}},{"kind":"Field","name":{"kind":"Name","value":"failures"}},{"kind":"Field","name":{"kind":"Name","value":"failingSince"}},{"kind":"Field","name":{"kind":"Name","value":"nextAttemptAt"}},{"kind":"Field","name":{"kind":"Name","value":"lastAttempt"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"eventType"}},{"kind":"Field","name":{"kind":"Name","value":"attemptedAt"}},{"kind":"Field","name":{"kind":"Name","value":"delivered"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"error"}}]}}]}}]} as unknown as DocumentNode<UpdateWebhookMutation, UpdateWebhookMutationVariables>;
export const RemoveWebhookDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"RemoveWebhook"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"RemoveWebhookInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"removeWebhook"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"webhook"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"ListedWebhook"}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ListedWebhook"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Webhook"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"url"}},{"kind":"Field","name":{"kind":"Name","value":"filter"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"pauseReason"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"cursor"}},{"kind":"Field","name":{"kind":"Name","value":"failures"}},{"kind":"Field","name":{"kind":"Name","value":"failingSince"}},{"kind":"Field","name":{"kind":"Name","value":"nextAttemptAt"}},{"kind":"Field","name":{"kind":"Name","value":"lastAttempt"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"eventType"}},{"kind":"Field","name":{"kind":"Name","value":"attemptedAt"}},{"kind":"Field","name":{"kind":"Name","value":"delivered"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"error"}}]}}]}}]} as unknown as DocumentNode<RemoveWebhookMutation, RemoveWebhookMutationVariables>;