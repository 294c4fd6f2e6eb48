// What a client is made of.

import type { Backoff } from './retries.ts';
import type { WebSocketConstructor } from './websocket.ts';

/** Where the server is, and how patient to be. Times are in milliseconds. */
export interface ClientOptions {
  /** The server's address, such as `https://ci.example.org`; its API is at `/graphql` below it. */
  readonly url: string;
  /** Sent as `Authorization: Bearer …`. Left out: only what is open to everybody can be asked. */
  readonly token?: string | undefined;
  /** Used for queries and mutations; the platform's when left out. */
  readonly fetch?: typeof fetch;
  /** Used for subscriptions; the package `ws` on Node, the platform's elsewhere, when left out. */
  readonly WebSocket?: WebSocketConstructor;
  /** How long to wait for the answer to a query or mutation; 30 s when left out. */
  readonly timeoutMs?: number;
  /** How long to wait for a WebSocket to be ready; 10 s when left out. */
  readonly connectMs?: number;
  /** After how long without any message a WebSocket counts as lost; 45 s when left out. It is pinged meanwhile. */
  readonly silenceMs?: number;
  /** How long to wait before resuming; at first up to 0.5 s, in the end up to 30 s, when left out. */
  readonly backoff?: Backoff;
  /**
   * How many results of one subscription may wait for their reader; 1,000 when left out. Beyond that a stream with cursors
   * has the server stop, and goes on from the last result once that is read; one without ends with BacklogError.
   */
  readonly backlog?: number;
}

/** @returns the options with their defaults. */
export function withDefaults(options: ClientOptions) {
  return {
    // Looked up at each request, so that what replaces the platform's `fetch` later is used.
    fetch: options.fetch ?? ((...request: Parameters<typeof fetch>) => globalThis.fetch(...request)),
    timeoutMs: options.timeoutMs ?? 30_000,
    patience: { connectMs: options.connectMs ?? 10_000, silenceMs: options.silenceMs ?? 45_000 },
    backoff: options.backoff ?? { initialMs: 500, maxMs: 30_000 },
    backlog: options.backlog ?? 1_000,
  };
}
