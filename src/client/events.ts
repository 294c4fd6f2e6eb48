// The event log, followed live and resumed by its cursors.

import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import type { EventFilter } from '../generated/client.ts';
import { TransportError } from './errors.ts';
import { type Operation, operationOf, takesVariable } from './operation.ts';
import type { Resumable } from './resume.ts';
import type { RetryOptions } from './retries.ts';
import type { Run } from './run.ts';

/** What to follow, and from where. */
export interface EventsOptions extends RetryOptions {
  /** The position to start after, such as an `eventCursor` or an event's `cursor`. Left out: now. */
  readonly after?: string | undefined;
  /** Only events that match; heartbeats always come. */
  readonly filter?: EventFilter | undefined;
  /** Ends the stream, without an error. */
  readonly signal?: AbortSignal | undefined;
}

/** What a document of the user's own must select: `events(after: $after, filter: $filter) { cursor … }`. */
export interface EventsResult {
  events: { cursor: string };
}

/** The variables that a document of the user's own takes: `($after: EventCursor, $filter: EventFilter)`. */
export type EventsVariables = {
  after?: string | null | undefined;
  filter?: EventFilter | null | undefined;
};

/** A document that selects the events' fields that its user wants. */
export type EventsQuery<Result extends EventsResult> = TypedDocumentNode<Result, EventsVariables>;

/** How the log is reached. */
export interface EventsSource {
  readonly url: string;
  /** @returns the position of the log's end. */
  now(): Promise<string>;
  run(operation: Operation): Run;
}

/**
 * Without `after` the end of the log is asked for first: so the stream has a position from its beginning, and loses nothing
 * even when its first socket drops before the first event.
 * Throws TypeError when the document takes no `$after`: it would start anew with each socket, and repeat.
 */
export function events<Result extends EventsResult>(
  source: EventsSource,
  document: EventsQuery<Result>,
  { after, filter }: EventsOptions,
): Resumable<Result['events']> {
  if (!takesVariable(document, 'after')) {
    throw new TypeError(
      'A document for events() must take the variable `$after: EventCursor` and pass it to `events`.',
    );
  }
  if (filter !== undefined && !takesVariable(document, 'filter')) {
    throw new TypeError('A filter was given, but the document takes no variable `$filter: EventFilter`.');
  }
  return {
    start: async () => after ?? (await source.now()),
    open: (position) =>
      source.run(operationOf(document, { after: position, ...(filter === undefined ? {} : { filter }) })),
    itemOf: (data) => (data as Result).events,
    positionOf: ({ cursor }) => cursor,
    isLast: () => false,
    brokenOff: () => new TransportError('The server ended the stream of events.', { url: source.url }),
  };
}
