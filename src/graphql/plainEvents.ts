// Events as flat JSON objects, for those who speak no GraphQL: `GET /events`, and webhooks. They are a subscription like any other,
// with a document of our own.

import type { GraphQLSchema } from 'graphql';
import type { Limits } from '../config.ts';
import type { Consumer, LiveSubscription } from '../events/channel.ts';
import type { EventFilter } from '../filters.ts';
import type { Viewer } from '../model.ts';
import { createDocuments, isRefused } from './documents.ts';
import { causeOf } from './errorMasking.ts';
import type { Execution } from './executor.ts';
import { costOf } from './limits.ts';
import { watchedField } from './rootField.ts';
import { createSharedSubscriptions, type SharedSubscriptionsParts } from './sharedSubscriptions.ts';

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
    ... on TestResultsReported { summary { total passed failed errored skipped durationSeconds } build { ...Plain } }
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

const WRAPPING = '{"data":{"events":';

/** The event alone, without what GraphQL wraps around it; a result that has errors stays as it is. */
export function plainEvent(payload: string): string {
  return payload.startsWith(WRAPPING) && payload.endsWith('}}}') ? payload.slice(WRAPPING.length, -2) : payload;
}

/**
 * Subscribes, in nobody's name, to the events after a cursor that a filter lets through. Each, and each heartbeat, is given to the
 * consumer as plain JSON; what goes wrong is told to its `end` as it was thrown.
 */
export type SubscribePlainly = (filter: EventFilter, after: string, consumer: Consumer) => LiveSubscription;

export function createPlainSubscriptions(parts: SharedSubscriptionsParts, limits: Limits): SubscribePlainly {
  const operation = operationOf(parts.schema, limits);
  const { cost } = costOf(parts.schema, operation, {});
  const asked = { operation, cost, watched: watchedField(operation, {}), viewer: NOBODY };
  const subscriptions = createSharedSubscriptions(parts);
  return (filter, after, { take, end }) => {
    const execution: Execution = { ...asked, variables: { filter, after } };
    return subscriptions.open(execution, {
      take: (payload, cursor) => take(plainEvent(payload), cursor),
      end: (error) => end(causeOf(error)),
    });
  };
}

const NOBODY: Viewer = { tokenName: null, scopes: new Set(['READ']) };

/** The document is our own: the limits that are set for those of clients are not meant for it. */
function operationOf(schema: GraphQLSchema, limits: Limits): Execution['operation'] {
  const boundless = { ...limits, depth: Infinity, aliases: Infinity, tokens: Infinity };
  const prepared = createDocuments(schema, boundless).prepare(PLAIN_EVENTS);
  if (isRefused(prepared)) throw new Error('The document of plain events is not valid.', { cause: prepared });
  const operation = prepared.operation(null);
  if (operation instanceof Error) throw operation;
  return operation;
}
