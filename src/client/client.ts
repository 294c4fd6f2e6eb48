// The client of one server: queries and mutations over HTTP, subscriptions over one WebSocket that they share.

import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { EventCursorDocument, EventsDocument, type EventsSubscription } from '../generated/client.ts';
import { Connections } from './connections.ts';
import { type Endpoint, endpointOf } from './endpoint.ts';
import { type EventsOptions, type EventsQuery, type EventsResult, events } from './events.ts';
import { post, type RequestOptions } from './http.ts';
import { type LogLineBatch, type LogLinesOptions, logLines } from './log-lines.ts';
import { once } from './once.ts';
import { type Operation, operationOf } from './operation.ts';
import { type ClientOptions, withDefaults } from './options.ts';
import { type Resumable, resume } from './resume.ts';
import { Retries, type RetryOptions } from './retries.ts';
import { Run } from './run.ts';
import { type Stream, streamOf } from './stream.ts';

/** How one subscription is read. */
export interface SubscribeOptions {
  /** Ends the stream, without an error. */
  readonly signal?: AbortSignal | undefined;
}

/** The variables, which may be left out when none is required, and options. */
type Arguments<Variables, Options> =
  Record<string, never> extends Variables
    ? [variables?: Variables, options?: Options]
    : [variables: Variables, options?: Options];

/** @returns a client of one server; nothing is sent yet. Throws TypeError when the url is not an http or https address. */
export function createClient(options: ClientOptions): Client {
  return new Client(options);
}

/** Holds a socket only while something is subscribed, so there is nothing to close. */
export class Client {
  readonly #endpoint: Endpoint;
  readonly #settings: ReturnType<typeof withDefaults>;
  readonly #connections: Connections;

  constructor(options: ClientOptions) {
    this.#endpoint = endpointOf(options.url, options.token);
    this.#settings = withDefaults(options);
    this.#connections = new Connections(this.#endpoint, this.#settings.patience, options.WebSocket);
  }

  /** Where the server's API is: the address that it was made with, and `/graphql`. */
  get url(): string {
    return this.#endpoint.http;
  }

  /**
   * Runs a query or a mutation. @returns its data. Throws GraphQLRequestError when the server refuses it or fails in it,
   * TransportError when there is no answer, and the signal's reason when it is aborted.
   */
  async execute<Data, Variables extends Record<string, unknown>>(
    document: TypedDocumentNode<Data, Variables>,
    ...[variables, options]: Arguments<Variables, RequestOptions>
  ): Promise<Data> {
    const { fetch, timeoutMs } = this.#settings;
    const answer = await post(this.#endpoint, operationOf(document, variables ?? {}), { fetch, timeoutMs, ...options });
    return answer as Data;
  }

  /**
   * Runs any subscription, once: it ends when the server completes it. Throws what `execute` throws, TransportError also when
   * the socket is lost, and BacklogError when it is not read in time. `events` and `logLines` resume by themselves.
   */
  subscribe<Data, Variables extends Record<string, unknown>>(
    document: TypedDocumentNode<Data, Variables>,
    ...[variables, options]: Arguments<Variables, SubscribeOptions>
  ): Stream<Data> {
    const operation = operationOf(document, variables ?? {});
    return streamOf((signal) => once(() => this.#run(operation), signal) as AsyncGenerator<Data>, options?.signal);
  }

  /**
   * Follows the event log: every event after a position, once and in order, across lost sockets and restarts of the server.
   * HEARTBEATs are delivered too: they say that the client is up to date, and their cursor is as good as an event's. The
   * `cursor` of the last event that was read is all that must be kept to go on later, in this process or another.
   * Throws CursorExpiredError when the position is not in the log any more, and GraphQLRequestError when the server refuses.
   */
  events(options?: EventsOptions): Stream<EventsSubscription['events']>;
  /** The same with a document of one's own, which selects other fields. */
  events<Result extends EventsResult>(document: EventsQuery<Result>, options?: EventsOptions): Stream<Result['events']>;
  events(first?: EventsQuery<EventsResult> | EventsOptions, second?: EventsOptions): Stream<EventsResult['events']> {
    const own = first !== undefined && 'kind' in first;
    const options = (own ? second : first) ?? {};
    const source = {
      url: this.#endpoint.webSocket,
      now: async () => (await this.execute(EventCursorDocument)).eventCursor,
      run: (operation: Operation) => this.#run(operation),
    };
    return this.#follow(events(source, own ? first : EventsDocument, options), options);
  }

  /** Follows a log, across lost sockets. Ends when the log is complete, and at once, without a batch, when there is no such log. */
  logLines(options: LogLinesOptions): Stream<LogLineBatch> {
    const source = { url: this.#endpoint.webSocket, run: (operation: Operation) => this.#run(operation) };
    return this.#follow(logLines(source, options), options);
  }

  #run(operation: Operation): Run {
    return new Run(this.#connections, operation, this.#settings.backlog);
  }

  #follow<Item>(how: Resumable<Item>, options: RetryOptions & SubscribeOptions): Stream<Item> {
    const { backoff } = this.#settings;
    return streamOf((signal) => resume(how, new Retries(options, backoff, signal), signal), options.signal);
  }
}
