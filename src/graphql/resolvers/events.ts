// The entries of the event log: what was true at the moment, and a link to the thing as it is now.

import type { Events } from '../../events/events.ts';
import type {
  BuilderUpdatedResolvers,
  BuildFinishedResolvers,
  BuildRequestedResolvers,
  BuildRequestFinishedResolvers,
  BuildStartedResolvers,
  BuildUpdatedResolvers,
  ChangeAddedResolvers,
  EventConnectionResolvers,
  EventEdgeResolvers,
  EventResolvers,
  HeartbeatResolvers,
  LogFinishedResolvers,
  LogStartedResolvers,
  MasterUpdatedResolvers,
  OriginUpdatedResolvers,
  ProjectUpdatedResolvers,
  StepFinishedResolvers,
  StepStartedResolvers,
  StepUpdatedResolvers,
  TestResultsReportedResolvers,
  WorkerConnectedResolvers,
  WorkerLostResolvers,
  WorkerUpdatedResolvers,
} from '../../generated/resolvers.ts';
import type { NodeType } from '../../globalIds.ts';
import type { Nodes } from '../../history/history.ts';
import type { Id } from '../../model.ts';
import type { Context } from '../context.ts';
import type { AnyEvent, EventPage, PageEnds } from '../parents.ts';

/** The GraphQL type of each type of event. */
const TYPES = {
  HEARTBEAT: 'Heartbeat',
  CHANGE_ADDED: 'ChangeAdded',
  BUILD_REQUESTED: 'BuildRequested',
  BUILD_REQUEST_FINISHED: 'BuildRequestFinished',
  BUILD_STARTED: 'BuildStarted',
  BUILD_UPDATED: 'BuildUpdated',
  BUILD_FINISHED: 'BuildFinished',
  STEP_STARTED: 'StepStarted',
  STEP_UPDATED: 'StepUpdated',
  STEP_FINISHED: 'StepFinished',
  LOG_STARTED: 'LogStarted',
  LOG_FINISHED: 'LogFinished',
  TEST_RESULTS_REPORTED: 'TestResultsReported',
  ORIGIN_UPDATED: 'OriginUpdated',
  MASTER_UPDATED: 'MasterUpdated',
  PROJECT_UPDATED: 'ProjectUpdated',
  BUILDER_UPDATED: 'BuilderUpdated',
  WORKER_UPDATED: 'WorkerUpdated',
  WORKER_CONNECTED: 'WorkerConnected',
  WORKER_LOST: 'WorkerLost',
} as const satisfies Record<AnyEvent['type'], string>;

const cursor = (event: { readonly seq: string }, _: unknown, { events }: Context): string => events.cursor(event.seq);

/** @returns the resolver of the thing that an event speaks of; null when it is no longer kept. */
const subject =
  <T extends NodeType>(type: T) =>
  (event: { readonly subjectId: Id }, _: unknown, { history }: Context): Promise<Nodes[T] | null> =>
    history.node(type, event.subjectId);

const Event: EventResolvers = { __resolveType: (event) => TYPES[event.type] };
const Heartbeat: HeartbeatResolvers = { cursor };
const ChangeAdded: ChangeAddedResolvers = { cursor, change: subject('Change') };
const BuildRequested: BuildRequestedResolvers = { cursor, buildRequest: subject('BuildRequest') };
const BuildRequestFinished: BuildRequestFinishedResolvers = {
  cursor,
  result: ({ moment }) => moment.result,
  buildRequest: subject('BuildRequest'),
};
const BuildStarted: BuildStartedResolvers = {
  cursor,
  startedAt: ({ moment }) => moment.startedAt,
  stateString: ({ moment }) => moment.stateString,
  build: subject('Build'),
};
const BuildUpdated: BuildUpdatedResolvers = {
  cursor,
  stateString: ({ moment }) => moment.stateString,
  build: subject('Build'),
};
const finish = {
  cursor,
  result: <R>({ moment }: { readonly moment: { readonly result: R } }): R => moment.result,
  stateString: ({ moment }: { readonly moment: { readonly stateString: string } }): string => moment.stateString,
  completedAt: ({ moment }: { readonly moment: { readonly completedAt: string } }): string => moment.completedAt,
};
const BuildFinished: BuildFinishedResolvers = { ...finish, build: subject('Build') };
const StepStarted: StepStartedResolvers = {
  cursor,
  state: ({ moment }) => moment.state,
  stateString: ({ moment }) => moment.stateString,
  startedAt: ({ moment }) => moment.startedAt,
  step: subject('Step'),
};
const StepUpdated: StepUpdatedResolvers = {
  cursor,
  state: ({ moment }) => moment.state,
  startedAt: ({ moment }) => moment.startedAt,
  stateString: ({ moment }) => moment.stateString,
  step: subject('Step'),
};
const StepFinished: StepFinishedResolvers = { ...finish, step: subject('Step') };
const LogStarted: LogStartedResolvers = { cursor, log: subject('Log') };
const LogFinished: LogFinishedResolvers = {
  cursor,
  lineCount: ({ moment }) => moment.lineCount,
  log: subject('Log'),
};
const TestResultsReported: TestResultsReportedResolvers = {
  cursor,
  summary: ({ moment }) => moment.summary,
  build: subject('Build'),
};
const OriginUpdated: OriginUpdatedResolvers = { cursor, origin: subject('Origin') };
const MasterUpdated: MasterUpdatedResolvers = { cursor, master: subject('Master') };
const ProjectUpdated: ProjectUpdatedResolvers = { cursor, project: subject('Project') };
const BuilderUpdated: BuilderUpdatedResolvers = { cursor, builder: subject('Builder') };
const WorkerUpdated: WorkerUpdatedResolvers = { cursor, worker: subject('Worker') };
const WorkerConnected: WorkerConnectedResolvers = {
  cursor,
  connectedAt: ({ moment }) => moment.connectedAt,
  worker: subject('Worker'),
};
const WorkerLost: WorkerLostResolvers = { cursor, lostAt: ({ moment }) => moment.lostAt, worker: subject('Worker') };

const EventConnection: EventConnectionResolvers = {
  edges: ({ stretch }) => stretch.events,
  nodes: ({ stretch }) => stretch.events,
  pageInfo: (page, _, { events }) => endsOf(page, events),
};
const EventEdge: EventEdgeResolvers = { cursor, node: (event) => event };

/** The end is how far the log was read, so that a client moves on even when the filter let nothing through. */
function endsOf({ stretch, afterSeq }: EventPage, events: Events): PageEnds {
  const [first] = stretch.events;
  return {
    hasNextPage: stretch.hasMore,
    hasPreviousPage: afterSeq !== '0',
    startCursor: () => (first === undefined ? null : events.cursor(first.seq)),
    endCursor: () => events.cursor(stretch.endSeq),
  };
}

const kinds = { BuildStarted, BuildUpdated, BuildFinished, StepStarted, StepUpdated, StepFinished };
const others = { ChangeAdded, BuildRequested, BuildRequestFinished, LogStarted, LogFinished, TestResultsReported };
const named = {
  OriginUpdated,
  MasterUpdated,
  ProjectUpdated,
  BuilderUpdated,
  WorkerUpdated,
  WorkerConnected,
  WorkerLost,
};

export const events = { Event, Heartbeat, ...kinds, ...others, ...named, EventConnection, EventEdge };
