// The socket that a client's subscriptions share: opened for the first of them, closed with the last.

import { Connection, type Patience, type Sink } from './connection.ts';
import type { Endpoint } from './endpoint.ts';
import type { Operation } from './operation.ts';
import { platformWebSocket, type WebSocketConstructor } from './websocket.ts';

export class Connections {
  readonly #endpoint: Endpoint;
  readonly #patience: Patience;
  #WebSocket: WebSocketConstructor | undefined;
  #current: Connection | undefined;

  constructor(endpoint: Endpoint, patience: Patience, WebSocket: WebSocketConstructor | undefined) {
    this.#endpoint = endpoint;
    this.#patience = patience;
    this.#WebSocket = WebSocket;
  }

  /** Starts an operation on the socket, which is opened when there is none. @returns what stops it. */
  async start(operation: Operation, sink: Sink): Promise<() => void> {
    this.#WebSocket ??= await platformWebSocket(this.#patience.connectMs);
    if (this.#current?.usable !== true) {
      this.#current = new Connection(this.#endpoint, this.#WebSocket, this.#patience);
    }
    return this.#current.start(operation, sink);
  }
}
