// What a client knows: a snapshot, and what the events after it have changed of that. A fact that an event carries is taken from
// the event; what the event only links to is read in it.

import { expect } from 'vitest';
import type { GraphqlAnswer } from '../../support/graphql.ts';

type Fields = Readonly<Record<string, unknown>>;
type Linked = Fields & { readonly id: string };

/** Everything that is known, by kind and id. */
export interface Model {
  readonly builds: Record<string, Fields>;
  readonly steps: Record<string, Fields>;
  readonly logs: Record<string, Fields>;
  readonly requests: Record<string, Fields>;
  readonly origins: Record<string, Fields>;
  readonly masters: Record<string, Fields>;
  readonly projects: Record<string, Fields>;
  readonly builders: Record<string, Fields>;
  readonly workers: Record<string, Fields>;
  readonly changes: Record<string, Fields>;
}

/** An event as it came: its facts are scalars, and its link is an object. */
export interface Event {
  readonly __typename: string;
  readonly cursor: string;
  // biome-ignore lint/suspicious/noExplicitAny: what an event holds depends on its type
  readonly [field: string]: any;
}

/** The model that the answer to SNAPSHOT is. */
export function modelOf(data: GraphqlAnswer['data']): Model {
  const model: Model = {
    builds: {},
    steps: {},
    logs: {},
    requests: byId(data.buildRequests.nodes),
    origins: byId(data.origins.nodes),
    masters: byId(data.masters.nodes),
    projects: byId(data.projects.nodes),
    builders: byId(data.builders.nodes),
    workers: byId(data.workers.nodes),
    changes: byId(data.changes.nodes),
  };
  for (const { steps, ...build } of data.builds.nodes) {
    model.builds[build.id] = build;
    for (const { logs, ...step } of steps.nodes) {
      model.steps[step.id] = step;
      // Lines are not events: how many there are is told once, with the end.
      for (const log of logs) model.logs[log.id] = { ...log, lineCount: log.complete ? log.lineCount : null };
    }
  }
  return model;
}

function byId(nodes: readonly Linked[]): Record<string, Fields> {
  return Object.fromEntries(nodes.map((node) => [node.id, node]));
}

/** An event without what its link holds besides the id: what is true of it whenever it is read. */
export function factsOf(event: Event): Fields {
  return Object.fromEntries(
    Object.entries(event).map(([name, value]) => [
      name,
      typeof value === 'object' && value !== null ? value.id : value,
    ]),
  );
}

/** Changes the model as an event tells. Fails when the event does not go with what is known: then one is missing, or came twice. */
export function apply(model: Model, event: Event): void {
  const change = CHANGES[event.__typename];
  if (change === undefined) throw new Error(`The model knows no event ${event.__typename}.`);
  change(model, event);
}

const UNFINISHED = { result: null, completedAt: null };

/** What each type of event changes. */
const CHANGES: Readonly<Record<string, (model: Model, event: Event) => void>> = {
  ChangeAdded: ({ changes }, { change }) => put(changes, change),
  BuildRequested: ({ requests }, { buildRequest }) => put(requests, buildRequest),
  BuildRequestFinished: ({ requests }, { buildRequest, result }) => putKnown(requests, { ...buildRequest, result }),
  BuildStarted: (model, { build, startedAt, stateString }) => {
    expectNew(model.builds, build);
    putBuild(model, build, { state: 'RUNNING', ...UNFINISHED, startedAt, stateString, testSummary: null });
    for (const { id } of build.childBuilds.nodes) {
      // One that is not known yet is told later, with its parent.
      if (id in model.builds) model.builds[id] = { ...model.builds[id], parentBuild: { id: build.id } };
    }
  },
  BuildUpdated: (model, { build, stateString }) => {
    expectKnown(model.builds, build);
    putBuild(model, build, { stateString });
  },
  BuildFinished: (model, { build, result, stateString, completedAt }) => {
    expect(model.builds[build.id]).toMatchObject({ state: 'RUNNING', result: null });
    putBuild(model, build, { state: 'FINISHED', result, stateString, completedAt });
  },
  StepStarted: ({ builds, steps }, { step, state, stateString, stepStartedAt: startedAt }) => {
    expectKnown(builds, step.build);
    putNew(steps, { ...step, ...UNFINISHED, state, stateString, startedAt });
  },
  StepUpdated: ({ steps }, { step, state, stateString, stepStartedAt: startedAt }) =>
    putKnown(steps, { ...step, state, stateString, startedAt }),
  StepFinished: ({ steps }, { step, result, stateString, completedAt }) => {
    expect(steps[step.id]).toMatchObject({ result: null });
    putKnown(steps, { ...step, state: 'FINISHED', result, stateString, completedAt });
  },
  LogStarted: ({ steps, logs }, { log }) => {
    expectKnown(steps, log.step);
    // What is told of a known log is that it is not complete after all.
    if (log.id in logs) expect(logs[log.id]).toMatchObject({ complete: true });
    put(logs, { ...log, complete: false, lineCount: null });
  },
  LogFinished: ({ logs }, { log, lineCount }) => {
    // What is told of a complete log is that it has more lines.
    const known = logs[log.id];
    if (known?.complete) expect(lineCount).toBeGreaterThan(Number(known.lineCount));
    putKnown(logs, { ...log, complete: true, lineCount });
  },
  TestResultsReported: (model, { build, testSummary }) => {
    expectKnown(model.builds, build);
    put(model.builds, { ...build, testSummary });
  },
  OriginUpdated: ({ origins }, { origin }) => put(origins, origin),
  MasterUpdated: ({ origins, masters }, { master }) => {
    expectKnown(origins, master.origin);
    put(masters, master);
  },
  ProjectUpdated: ({ origins, projects }, { project }) => {
    expectKnown(origins, project.origin);
    put(projects, project);
  },
  BuilderUpdated: ({ builders }, { builder }) => put(builders, builder),
  WorkerUpdated: ({ workers }, { worker }) => put(workers, worker),
  WorkerConnected: ({ workers }, { worker, connectedAt: connectionChangedAt }) =>
    putKnown(workers, { ...worker, connected: true, connectionChangedAt }),
  WorkerLost: ({ workers }, { worker, lostAt: connectionChangedAt }) =>
    putKnown(workers, { ...worker, connected: false, connectionChangedAt }),
};

/** A build's event tells of its request as well. */
function putBuild(
  { builds, requests }: Model,
  { childBuilds: _, buildRequest, ...build }: Linked,
  facts: Fields,
): void {
  const request = buildRequest as Linked | null;
  put(builds, { ...build, ...facts, buildRequest: request && { id: request.id } });
  // One that is not known yet is told later.
  if (request !== null && request.id in requests) put(requests, request);
}

function put(known: Record<string, Fields>, thing: Linked): void {
  known[thing.id] = { ...known[thing.id], ...thing };
}

function putNew(known: Record<string, Fields>, thing: Linked): void {
  expectNew(known, thing);
  put(known, thing);
}

function putKnown(known: Record<string, Fields>, thing: Linked): void {
  expectKnown(known, thing);
  put(known, thing);
}

function expectNew(known: Record<string, Fields>, { id }: Linked): void {
  expect(known[id], 'the thing that is told to be new').toBeUndefined();
}

function expectKnown(known: Record<string, Fields>, { id }: Linked): void {
  expect(known[id], 'the thing that is told to be another way').toBeDefined();
}
