import type { Fetcher, FetcherParams, Observable } from '@graphiql/toolkit';
import { type ExecutionResult, getOperationAST, parse } from 'graphql';
import { type Client, createClient, type Sink } from 'graphql-ws';
import { ENDPOINT, failure, post } from './http.ts';
import { authorization } from './token.ts';

/** How one token's operations reach the server. */
export interface Connection {
  /** Sends queries and mutations by HTTP and subscriptions by WebSocket. */
  readonly fetcher: Fetcher;
  /** Closes the socket, if one is open, and with it the subscriptions that run on it. */
  close(): void;
}

/** A connection that carries this token, or none when it is empty. No socket is opened before the first subscription. */
export function connect(token: string): Connection {
  const client = createClient({
    url: `${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}${ENDPOINT}`,
    connectionParams: authorization(token),
    lazy: true,
    // A silent retry would start the subscription anew and hide that something may have been missed in between.
    retryAttempts: 0,
  });
  return {
    fetcher: (params, options) =>
      isSubscription(params)
        ? subscribe(client, params)
        : post(params, { ...authorization(token), ...options?.headers }),
    close: () => void client.dispose(),
  };
}

/** False also for what cannot be parsed, or names no operation: it goes by HTTP, and the server says what is wrong. */
function isSubscription({ query, operationName }: FetcherParams): boolean {
  try {
    return getOperationAST(parse(query), operationName)?.operation === 'subscription';
  } catch {
    return false;
  }
}

/**
 * The events of a subscription, as GraphiQL wants them. Its Stop button calls `unsubscribe`, which sends `complete`.
 * GraphiQL always passes an observer; the callback forms of the type are not used by it.
 */
function subscribe(client: Client, params: FetcherParams): Observable<ExecutionResult> {
  return {
    subscribe(observer) {
      if (typeof observer !== 'object') throw new TypeError('subscribe() wants an observer.');
      const sink: Sink<ExecutionResult> = {
        next: (result) => observer.next(result),
        complete: () => observer.complete(),
        error: (cause) => {
          observer.next(failureOf(cause));
          observer.complete();
        },
      };
      const { query, operationName, variables } = params;
      return { unsubscribe: client.subscribe({ query, operationName, variables }, sink) };
    },
  };
}

/** graphql-ws reports a refused operation as a list of GraphQL errors, and a lost connection as a close event or an error. */
function failureOf(cause: unknown): ExecutionResult {
  if (Array.isArray(cause)) return { errors: cause };
  if (cause instanceof CloseEvent) {
    const reason = cause.reason === '' ? 'no reason was given' : cause.reason;
    return failure(`The WebSocket was closed with code ${cause.code}: ${reason}.`);
  }
  return failure(cause instanceof Error ? cause.message : 'The WebSocket failed.');
}
