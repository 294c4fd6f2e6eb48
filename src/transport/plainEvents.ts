// `GET /events`: events as flat JSON objects, for those who speak no GraphQL. They are a subscription like any other, with a
// document of our own.

import { LavalampError } from '../errors.ts';
import type { Variables } from '../graphql/limits.ts';

export const PLAIN_EVENTS = `subscription PlainEvents($after: EventCursor, $filter: EventFilter) {
  events(after: $after, filter: $filter) {
    type: __typename
    cursor
    recordedAt
    ... on ChangeAdded { change { id revision branch repository author } }
    ... on BuildRequested { buildRequest { id builder { name origin { name } } } }
    ... on BuildRequestFinished { result buildRequest { id builder { name origin { name } } } }
    ... on BuildStarted { startedAt stateString build { ...Plain } }
    ... on BuildUpdated { stateString build { ...Plain } }
    ... on BuildFinished { result stateString completedAt build { ...Plain } }
    ... on StepStarted { stateString step { ...PlainStep } }
    ... on StepUpdated { stateString step { ...PlainStep } }
    ... on StepFinished { result stateString completedAt step { ...PlainStep } }
    ... on LogStarted { log { id name } }
    ... on LogFinished { lineCount log { id name } }
    ... on OriginUpdated { origin { id name kind url } }
    ... on MasterUpdated { master { id name active } }
    ... on ProjectUpdated { project { id name description url } }
    ... on BuilderUpdated { builder { id name tags } }
    ... on WorkerUpdated { worker { id name } }
    ... on WorkerConnected { worker { id name } }
    ... on WorkerLost { worker { id name } }
  }
}
fragment Plain on Build { id number url state result origin { name } builder { name } }
fragment PlainStep on Step { id name number build { id number origin { name } builder { name } } }`;

/** The parameters that narrow by the events themselves. */
const OF_EVENTS = ['after', 'type', 'origin', 'build'];
/** Those that narrow by the builds, and which part of BuildFilter each is; these may be given several times. */
const LISTS = {
  builder: 'builders',
  tag: 'tags',
  project: 'projects',
  worker: 'workers',
  state: 'states',
  result: 'results',
} as const;
const SINGLE = ['branch', 'revision', 'repository', 'codebase'];
const KNOWN = [...OF_EVENTS, ...Object.keys(LISTS), ...SINGLE];

/** @returns the variables that the parameters of a URL stand for. Throws LavalampError BAD_USER_INPUT for those that are unknown. */
export function plainVariables(url: string): Variables {
  const parameters = new URL(url, 'http://localhost').searchParams;
  for (const name of parameters.keys()) {
    if (KNOWN.includes(name)) continue;
    const message = `There is no parameter \`${name.slice(0, 100)}\`. There are: ${KNOWN.join(', ')}.`;
    throw new LavalampError('BAD_USER_INPUT', message);
  }
  const builds: Record<string, unknown> = {};
  for (const [name, part] of Object.entries(LISTS)) {
    if (parameters.has(name)) builds[part] = parameters.getAll(name);
  }
  for (const name of SINGLE) {
    if (parameters.has(name)) builds[name] = parameters.get(name);
  }
  return {
    after: parameters.get('after'),
    filter: {
      types: parameters.has('type') ? parameters.getAll('type') : null,
      origins: parameters.has('origin') ? parameters.getAll('origin') : null,
      build: parameters.get('build'),
      builds: Object.keys(builds).length === 0 ? null : builds,
    },
  };
}

const WRAPPING = '{"data":{"events":';

/** The event alone, without what GraphQL wraps around it; a result that has errors stays as it is. */
export function plainEvent(payload: string): string {
  return payload.startsWith(WRAPPING) && payload.endsWith('}}}') ? payload.slice(WRAPPING.length, -2) : payload;
}
