// What the resolvers of each type are given, where that is not a plain record of src/model.ts: codegen.yml names these types.

import type { Stretch } from '../events/events.ts';
import type { NodeType } from '../globalIds.ts';
import type { ConsoleRow, Nodes } from '../history/history.ts';
import type { EventType, Heartbeat, LoggedEvent } from '../loggedEvents.ts';
import type {
  Build,
  Builder,
  BuildRequest,
  Change,
  Hook,
  HookDelivery,
  LogLine,
  Master,
  Origin,
  Project,
  SourceStamp,
  Step,
  Test,
  TestResult,
  Token,
  Webhook,
  Worker,
} from '../model.ts';
import type { Connection } from '../pages.ts';

/** A thing of any type that has a global id, together with its type. */
export type NodeParent = { readonly [T in NodeType]: Nodes[T] & { readonly __typename: T } }[NodeType];

/** Where a page lies. Cursors are made only when they are asked for; null when the page is empty. */
export interface PageEnds {
  readonly hasNextPage: boolean;
  readonly hasPreviousPage: boolean;
  readonly startCursor: () => string | null;
  readonly endCursor: () => string | null;
}

/** One entry of a page. */
export interface Entry<T> {
  readonly node: T;
  readonly cursor: () => string;
}

export type BuildEntry = Entry<Build>;
export type BuilderList = Connection<Builder>;
export type BuilderEntry = Entry<Builder>;
export type BuildRequestList = Connection<BuildRequest>;
export type BuildRequestEntry = Entry<BuildRequest>;
export type ChangeList = Connection<Change>;
export type ChangeEntry = Entry<Change>;
export type SourceStampList = Connection<SourceStamp>;
export type SourceStampEntry = Entry<SourceStamp>;
export type WorkerList = Connection<Worker>;
export type WorkerEntry = Entry<Worker>;
export type ProjectList = Connection<Project>;
export type ProjectEntry = Entry<Project>;
export type OriginList = Connection<Origin>;
export type OriginEntry = Entry<Origin>;
export type MasterList = Connection<Master>;
export type MasterEntry = Entry<Master>;
export type StepList = Connection<Step>;
export type StepEntry = Entry<Step>;
export type TokenList = Connection<Token>;
export type TokenEntry = Entry<Token>;
export type WebhookList = Connection<Webhook>;
export type WebhookEntry = Entry<Webhook>;
export type HookList = Connection<Hook>;
export type HookEntry = Entry<Hook>;
export type HookDeliveryList = Connection<HookDelivery>;
export type HookDeliveryEntry = Entry<HookDelivery>;
export type LogLineList = Connection<LogLine>;
export type LogLineEntry = Entry<LogLine>;
export type TestList = Connection<Test>;
export type TestEntry = Entry<Test>;
export type TestResultList = Connection<TestResult>;
export type TestResultEntry = Entry<TestResult>;

export type ConsoleEntry = Entry<ConsoleRow>;

export type AnyEvent = LoggedEvent | Heartbeat;

/** A stretch of the event log, and the position that it was read from. */
export interface EventPage {
  readonly stretch: Stretch;
  readonly afterSeq: string;
}

/** The events of one type. */
export type EventOf<T extends EventType> = Extract<LoggedEvent, { readonly type: T }>;

export type ChangeAddedEvent = EventOf<'CHANGE_ADDED'>;
export type BuildRequestedEvent = EventOf<'BUILD_REQUESTED'>;
export type BuildRequestFinishedEvent = EventOf<'BUILD_REQUEST_FINISHED'>;
export type BuildStartedEvent = EventOf<'BUILD_STARTED'>;
export type BuildUpdatedEvent = EventOf<'BUILD_UPDATED'>;
export type BuildFinishedEvent = EventOf<'BUILD_FINISHED'>;
export type StepStartedEvent = EventOf<'STEP_STARTED'>;
export type StepUpdatedEvent = EventOf<'STEP_UPDATED'>;
export type StepFinishedEvent = EventOf<'STEP_FINISHED'>;
export type LogStartedEvent = EventOf<'LOG_STARTED'>;
export type LogFinishedEvent = EventOf<'LOG_FINISHED'>;
export type TestResultsReportedEvent = EventOf<'TEST_RESULTS_REPORTED'>;
export type OriginUpdatedEvent = EventOf<'ORIGIN_UPDATED'>;
export type MasterUpdatedEvent = EventOf<'MASTER_UPDATED'>;
export type ProjectUpdatedEvent = EventOf<'PROJECT_UPDATED'>;
export type BuilderUpdatedEvent = EventOf<'BUILDER_UPDATED'>;
export type WorkerUpdatedEvent = EventOf<'WORKER_UPDATED'>;
export type WorkerConnectedEvent = EventOf<'WORKER_CONNECTED'>;
export type WorkerLostEvent = EventOf<'WORKER_LOST'>;
