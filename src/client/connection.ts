// One socket, from its opening to its end. It is never opened again: what it lost is resumed on another one, by those who
// know from where.

import { createClient } from 'graphql-ws/client';
import type { Endpoint } from './endpoint.ts';
import { type GraphQLErrorShape, requestError, TransportError } from './errors.ts';
import type { Operation } from './operation.ts';
import { close, drop, type WebSocketConstructor } from './websocket.ts';

/** Who hears what an operation delivers. Nothing is heard after `end`, nor after the operation was stopped. */
export interface Sink {
  next(data: unknown): void;
  /** @param error null when the server said that the operation is complete. */
  end(error: Error | null): void;
}

/** How long to wait for what, in milliseconds. */
export interface Patience {
  /** For a socket to open and be acknowledged. */
  readonly connectMs: number;
  /** For any message; pings are sent meanwhile, which a server that is alive answers. */
  readonly silenceMs: number;
}

interface Running {
  readonly sink: Sink;
  readonly release: () => void;
}

/** Close codes by which the server, or graphql-ws, says that the same will not work later either. */
const FINAL_CLOSE_CODES = new Set([4004, 4005, 4400, 4406, 4409, 4429]);
/** Close codes by which the server says that one may not come in. */
const ACCESS_CLOSE_CODES = new Map([
  [4401, 'UNAUTHENTICATED'],
  [4403, 'FORBIDDEN'],
]);

export class Connection {
  readonly #url: string;
  readonly #patience: Patience;
  readonly #wire: ReturnType<typeof createClient>;
  readonly #running = new Set<Running>();
  #socket: unknown;
  #acknowledged = false;
  #usable = true;
  #silence: ReturnType<typeof setTimeout> | undefined;

  constructor(endpoint: Endpoint, WebSocket: WebSocketConstructor, patience: Patience) {
    this.#url = endpoint.webSocket;
    this.#patience = patience;
    this.#wire = createClient({
      url: endpoint.webSocket,
      webSocketImpl: WebSocket,
      connectionParams: endpoint.authorization,
      keepAlive: patience.silenceMs / 3,
      retryAttempts: 0,
      on: {
        connecting: () => this.#heard(),
        opened: (socket) => {
          this.#socket = socket;
          // Given up while it was connecting.
          if (!this.#usable) drop(socket);
        },
        connected: () => {
          this.#acknowledged = true;
        },
        message: () => this.#heard(),
        error: (error) => this.#lose(this.#unreachable(messageOf(error))),
        closed: (event) => this.#lose(this.#closed(event)),
      },
    });
  }

  /** Whether operations can still be started on it. */
  get usable(): boolean {
    return this.#usable;
  }

  /** Starts an operation. @returns what stops it; the socket is closed with its last operation. */
  start(operation: Operation, sink: Sink): () => void {
    const running: Running = {
      sink,
      release: this.#wire.subscribe<unknown>(
        { ...operation },
        {
          next: ({ data, errors }) => {
            if (!this.#running.has(running)) return;
            if (errors !== undefined && errors.length > 0) this.#end(running, requestError(errors));
            else sink.next(data);
          },
          error: (error) =>
            this.#end(running, isErrorList(error) ? requestError(error) : this.#unreachable(String(error))),
          complete: () => this.#end(running, null),
        },
      ),
    };
    this.#running.add(running);
    return () => this.#release(running);
  }

  #end(running: Running, error: Error | null): void {
    if (!this.#running.has(running)) return;
    this.#release(running);
    running.sink.end(error);
  }

  /**
   * Does nothing when it was released before. While a message is being handled the next one may be on its way already: when
   * that is the operation's `complete`, graphql-ws would count the operation twice, and close the socket under others or
   * never. So it is told only after the messages that came together.
   */
  #release(running: Running): void {
    if (!this.#running.delete(running)) return;
    const isLast = this.#running.size === 0 && this.#usable;
    if (isLast) this.#retire();
    queueMicrotask(() => {
      running.release();
      if (isLast) close(this.#socket);
    });
  }

  /**
   * Takes everything down. The operations are released before graphql-ws itself hears of the loss: it would subscribe them
   * again after a normal closure, from where they began, and events would be repeated.
   */
  #lose(error: Error): void {
    if (!this.#usable) return;
    this.#retire();
    const running = [...this.#running];
    for (const { release } of running) release();
    for (const lost of running) this.#end(lost, error);
    drop(this.#socket);
  }

  #retire(): void {
    this.#usable = false;
    clearTimeout(this.#silence);
  }

  /** Something happened on the socket: silence starts anew. */
  #heard(): void {
    if (!this.#usable) return;
    const { connectMs, silenceMs } = this.#patience;
    const patience = this.#acknowledged ? silenceMs : connectMs;
    clearTimeout(this.#silence);
    this.#silence = setTimeout(
      () => this.#lose(this.#unreachable(`nothing was heard for ${patience / 1_000} s`)),
      patience,
    );
  }

  #closed(event: unknown): Error {
    // Its properties are not its own, so they are read one by one. An abnormal closure has no code on some platforms.
    const { code = 1006, reason = '' } = event as { code?: number; reason?: string };
    const access = ACCESS_CLOSE_CODES.get(code);
    if (access !== undefined) {
      const message = reason || 'The server refused the connection.';
      return requestError([{ message, extensions: { code: access } }]);
    }
    const message = `The connection to ${this.#url} was closed (${code}${reason === '' ? '' : `: ${reason}`}).`;
    return new TransportError(message, { url: this.#url, temporary: !FINAL_CLOSE_CODES.has(code) });
  }

  #unreachable(why: string): TransportError {
    return new TransportError(`Cannot reach ${this.#url}: ${why}.`, { url: this.#url });
  }
}

/** graphql-ws passes a list of GraphQL errors when the server refused the operation, and something else when the socket is gone. */
function isErrorList(error: unknown): error is readonly GraphQLErrorShape[] {
  return Array.isArray(error) && error.length > 0;
}

function messageOf(error: unknown): string {
  const message = typeof error === 'object' && error !== null && 'message' in error ? error.message : error;
  return typeof message === 'string' && message !== '' ? message : 'the socket failed';
}
