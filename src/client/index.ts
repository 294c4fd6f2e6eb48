// lavalamp/client: the typed client of a Lavalamp server.

export * from '../generated/client.ts';
export { Client, createClient, type SubscribeOptions } from './client.ts';
export {
  BacklogError,
  CursorExpiredError,
  type GraphQLErrorShape,
  GraphQLRequestError,
  isTemporary,
  LaggedError,
  TransportError,
} from './errors.ts';
export type { EventsOptions, EventsQuery, EventsResult, EventsVariables } from './events.ts';
export type { RequestOptions } from './http.ts';
export type { LogLineBatch, LogLinesOptions } from './log-lines.ts';
export type { ClientOptions } from './options.ts';
export type { Backoff, RetryOptions } from './retries.ts';
export type { Stream } from './stream.ts';
export type { WebSocketConstructor } from './websocket.ts';
