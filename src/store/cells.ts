// What a group of reports reads and writes, cut into cells: each is one row, one look-up from a natural key to an id, or one small
// set, under a key of its own. Commands ask for cells; those that were not read yet are read together (store/writing.ts).

import type {
  Build,
  Builder,
  BuildRequest,
  Buildset,
  Change,
  Id,
  Json,
  LogType,
  Master,
  Origin,
  Patch,
  Project,
  SourceStamp,
  Step,
  TestDetail,
  TestReport,
  TestSummary,
  Time,
  Worker,
} from '../model.ts';

export interface OriginRow extends Origin {
  /** When it last reported anything, to the minute. */
  readonly heardAt: Time;
}

export interface BuilderRow extends Builder {
  readonly lastNumber: number;
}

/** Whether the time of this name was not told: it is when the report arrived, until it is told. */
interface Guesses {
  readonly startedGuessed: boolean;
  readonly completedGuessed: boolean;
}

export interface ChangeRow extends Change {
  readonly committedGuessed: boolean;
}

export interface BuildsetRow extends Buildset {
  readonly submittedGuessed: boolean;
}

export interface RequestRow extends BuildRequest {
  readonly submittedGuessed: boolean;
  readonly completedGuessed: boolean;
}

/** A build; a placeholder while `startedAt` is null. */
export interface BuildRow extends Omit<Build, 'builderId' | 'number' | 'startedAt'>, Guesses {
  readonly builderId: Id | null;
  readonly number: number | null;
  readonly startedAt: Time | null;
  readonly awaitedRequestKey: string | null;
  /** When anything was last reported of it, to the minute, while it or the step that was spoken of runs. */
  readonly heardAt: Time;
}

/** A step; its name is null while only its end was reported. */
export interface StepRow extends Omit<Step, 'name' | 'hidden'>, Guesses {
  readonly name: string | null;
  /** Null: not told. */
  readonly hidden: boolean | null;
}

export interface LogRow {
  readonly id: Id;
  readonly stepId: Id;
  readonly name: string;
  readonly type: LogType;
  readonly complete: boolean;
  readonly lineCount: number;
  readonly byteCount: number;
  readonly expectedLineCount: number | null;
}

export interface SourceStampRow extends SourceStamp {
  /** In hexadecimal digits, after `\x`. */
  readonly digest: string;
}

/** Lines of a log that have arrived before those that come before them. */
export interface WaitingChunk {
  readonly firstLine: number;
  readonly lineCount: number;
  /** Of the text of the lines, line ends included. */
  readonly bytes: number;
}

/** Places in a report of tests, from `first` on. */
export type Places = readonly [first: number, count: number];

export interface TestReportRow extends TestReport {
  /** The places whose results are there, in order; no two stretches touch. */
  readonly taken: readonly Places[];
}

export type TestSummaryRow = TestSummary;

/** What is compared of a result that is reported again. */
export interface KnownTestResult {
  readonly position: number;
  /** In hexadecimal digits, without dashes. */
  readonly digest: string;
  /** The number that the tables hold for it. */
  readonly outcome: number;
}

/** A result to write, with the names of its test. */
export interface NewTestResult extends KnownTestResult {
  readonly buildId: Id;
  readonly reportId: Id;
  readonly originId: Id;
  readonly suite: string;
  readonly className: string;
  readonly name: string;
  readonly durationMs: number | null;
  readonly retried: boolean;
  /** Null: there is nothing more. */
  readonly detail: (TestDetail & { readonly output: string | null }) | null;
}

/** Source stamps by their code bases. */
export type Stamps = Readonly<Record<string, Id>>;

/** Every kind of cell, with its value; what the key is made of is said beside it. Null, or an empty set: there is none. */
export interface Cells {
  /** originId. Held by this transaction until it ends: writers of one origin take turns. */
  readonly lock: true;
  /** name */
  readonly origin: OriginRow | null;
  /** originId */
  readonly originById: OriginRow | null;
  /** originId, name */
  readonly project: Project | null;
  /** originId, name */
  readonly builder: BuilderRow | null;
  /** originId, name */
  readonly worker: Worker | null;
  /** originId, name */
  readonly master: Master | null;
  /** originId, key */
  readonly change: ChangeRow | null;
  /** buildId. Which origin a thing is of never changes, so it can be read before the lock is held. */
  readonly originOfBuild: Id | null;
  /** stepId */
  readonly originOfStep: Id | null;
  /** requestId */
  readonly originOfRequest: Id | null;
  /** buildId */
  readonly build: BuildRow | null;
  /** originId, key */
  readonly buildByKey: Id | null;
  /** originId, key. Whether a build of that key was removed because of its age or number. Read with the build. */
  readonly buildRemoved: true | null;
  /** builderId, number */
  readonly buildByNumber: Id | null;
  /** requestId */
  readonly buildsOfRequest: readonly Id[];
  /** originId, key of the request */
  readonly buildsAwaiting: readonly Id[];
  /** buildId */
  readonly buildStamps: Stamps;
  /** buildId, name */
  readonly property: { readonly value: Json; readonly source: string | null } | null;
  /** buildId. Read with each of its properties. */
  readonly propertyCount: number;
  /** stepId */
  readonly step: StepRow | null;
  /** buildId, key */
  readonly stepByKey: Id | null;
  /** buildId, number. Of a step whose start was told: that of another is a guess, which no other step has to give way to. */
  readonly stepByNumber: Id | null;
  /** buildId */
  readonly stepsOfBuild: readonly Id[];
  /** buildId. The highest number of its steps, 0 when there are none. */
  readonly lastStepNumber: number;
  /** logId */
  readonly log: LogRow | null;
  /** stepId, name */
  readonly logByName: Id | null;
  /** stepId */
  readonly logsOfStep: readonly Id[];
  /** logId */
  readonly waitingChunks: readonly WaitingChunk[];
  /** buildId, key */
  readonly testReport: TestReportRow | null;
  /** buildId */
  readonly testSummary: TestSummaryRow | null;
  /** buildId, reportId, first place, number of places */
  readonly testResultsAt: readonly KnownTestResult[];
  /** requestId */
  readonly request: RequestRow | null;
  /** originId, key */
  readonly requestByKey: Id | null;
  /** originId, key. As `buildRemoved`. */
  readonly requestRemoved: true | null;
  /** buildsetId. As the database has them, without those that are new. */
  readonly requestsOfBuildset: readonly Id[];
  /** buildsetId */
  readonly buildset: BuildsetRow | null;
  /** originId, key */
  readonly buildsetByKey: Id | null;
  /** buildsetId */
  readonly buildsetStamps: Stamps;
  /** sourceStampId */
  readonly stamp: SourceStampRow | null;
  /** sourceStampId */
  readonly patch: Patch | null;
  /** digest */
  readonly stampByDigest: Id | null;
}

export type CellKind = keyof Cells;

/** The key of a cell: its parts, none of which holds a NUL character. */
export type CellKey = readonly string[];

/** A cell that was read. */
export type LoadedCell = { readonly [K in CellKind]: readonly [kind: K, key: CellKey, value: Cells[K]] }[CellKind];

/** A build whose start, result or source stamps are not what they were. */
export interface Moved {
  readonly buildId: Id;
  /** Whether it has another start, or other source stamps, than before. */
  readonly started: boolean;
  /** When it had started, where it has another start now; null otherwise. */
  readonly startedBefore: Time | null;
  /** The source stamps that it has no longer. */
  readonly left: readonly Id[];
  /** Whether it may have ended. */
  readonly judged: boolean;
}

/** What a group of reports writes. Rows that are not new replace those of the same id. */
export interface Writes {
  readonly origins: Written<OriginRow>;
  readonly projects: Written<Project>;
  readonly builders: Written<BuilderRow>;
  readonly workers: Written<Worker>;
  readonly masters: Written<Master>;
  readonly stamps: Written<SourceStampRow>;
  readonly patches: readonly Patch[];
  readonly changes: Written<ChangeRow>;
  readonly builds: Written<BuildRow>;
  readonly buildsets: Written<BuildsetRow>;
  readonly requests: Written<RequestRow>;
  readonly buildStamps: readonly { readonly buildId: Id; readonly stamps: Stamps }[];
  /** The builds among these whose place among others has changed: what is kept of that follows. */
  readonly moved: readonly Moved[];
  readonly buildsetStamps: readonly { readonly buildsetId: Id; readonly stamps: Stamps }[];
  readonly properties: readonly {
    readonly buildId: Id;
    readonly name: string;
    readonly value: Json;
    readonly source: string | null;
  }[];
  readonly steps: Written<StepRow>;
  readonly logs: Written<LogRow>;
  readonly chunks: readonly {
    readonly logId: Id;
    readonly firstLine: number;
    readonly lineCount: number;
    readonly content: Buffer;
  }[];
  readonly testReports: Written<TestReportRow>;
  readonly testSummaries: readonly ({ readonly buildId: Id } & TestSummaryRow)[];
  readonly testResults: readonly NewTestResult[];
  /** The builds that were known before and have another start now. */
  readonly restarted: readonly Id[];
}

export interface Written<T> {
  readonly added: readonly T[];
  readonly changed: readonly T[];
}
