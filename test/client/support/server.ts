// A small but real server: node:http and graphql-ws over the real schema, with an event log in memory and levers for what goes
// wrong on networks.

import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { buildSchema, execute, GraphQLError, graphql, subscribe, validate } from 'graphql';
import { useServer as serve } from 'graphql-ws/use/ws';
import { type WebSocket, WebSocketServer } from 'ws';
import { Watched } from './watched.ts';

const SDL = readFileSync(new URL('../../../schema.graphql', import.meta.url), 'utf8');

/** What the log holds: any event whose fields the test selects. */
export interface LoggedEvent {
  readonly __typename: string;
  readonly cursor: string;
  readonly recordedAt: string;
  readonly [field: string]: unknown;
}

export interface LogBatch {
  readonly cursor: string;
  readonly complete: boolean;
  readonly lines: readonly { number: number; stream: string | null; text: string }[];
}

/** One `events` or `logLines` operation that a client has open. */
interface Operation {
  readonly id: string;
  readonly socket: WebSocket;
  readonly variables: Readonly<Record<string, unknown>>;
}

export interface Received {
  readonly query: string;
  readonly variables?: Readonly<Record<string, unknown>>;
  readonly operationName?: string;
}

type Answer = (request: Received, message: IncomingMessage) => { status?: number; body: unknown } | null;

export class TestServer {
  readonly log: LoggedEvent[] = [];
  /** Batches of the one log that there is; each with the cursor after it. */
  readonly batches: LogBatch[] = [];
  /** Everything that clients subscribed to, in order. */
  readonly subscribed = new Watched<Operation>();
  /** The ids of operations that clients completed. */
  readonly completed = new Watched<string>();
  /** The sockets that were opened, and those that were closed. */
  readonly opened = new Watched<WebSocket>();
  readonly closed = new Watched<number>();
  /** The requests that came over HTTP. */
  readonly requests = new Watched<Received & { authorization: string | undefined }>();
  /** The parameters that sockets were opened with. */
  readonly connectionParams: unknown[] = [];
  /** Cursors below this have been removed from the log. */
  oldest = 0;
  /** Answers a request instead of the schema, unless it returns null. */
  answer: Answer = () => null;
  /** Whether a request is never answered. */
  holds: (request: Received) => boolean = () => false;
  /** Whether the next sockets are accepted. */
  acceptSockets = true;
  readonly #bell = new Set<() => void>();
  readonly #unanswered: Duplex[] = [];
  #http: Server | undefined;
  #sockets: WebSocketServer | undefined;
  #port = 0;

  get url(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  /** Starts, on the port that it had before if it ran before. */
  async start(): Promise<this> {
    const http = createServer((request, response) => {
      void this.#post(request).then(({ status = 200, body }) => {
        const text = typeof body === 'string' ? body : JSON.stringify(body);
        response.writeHead(status, { 'content-type': 'application/json' }).end(text);
      });
    });
    const sockets = new WebSocketServer({ noServer: true });
    http.on('upgrade', (request, socket, head) => {
      if (!this.acceptSockets) {
        this.#unanswered.push(socket);
        return;
      }
      sockets.handleUpgrade(request, socket, head, (ws) => sockets.emit('connection', ws, request));
    });
    sockets.on('connection', (socket) => {
      this.opened.add(socket);
      socket.on('close', (code) => this.closed.add(code));
    });
    this.#serve(sockets);
    http.listen(this.#port, '127.0.0.1');
    await once(http, 'listening');
    this.#port = (http.address() as AddressInfo).port;
    this.#http = http;
    this.#sockets = sockets;
    return this;
  }

  /** Stops as a process that is killed does: no goodbyes. */
  async stop(): Promise<void> {
    this.dropSockets();
    for (const socket of this.#unanswered) socket.destroy();
    this.#http?.closeAllConnections();
    if (this.#http?.listening) await new Promise((resolve) => this.#http?.close(resolve));
  }

  /** Cuts every socket, as a network does. */
  dropSockets(): void {
    for (const socket of this.#sockets?.clients ?? []) socket.terminate();
  }

  /** Hears and says nothing more on the sockets that there are, and leaves them open, as when a cable is pulled. */
  freezeSockets(): void {
    for (const socket of this.#sockets?.clients ?? []) {
      socket.pause();
      socket.send = () => {};
    }
  }

  /** Closes every socket with a code, as a server that goes away does. */
  closeSockets(code: number): void {
    for (const socket of this.#sockets?.clients ?? []) socket.close(code);
  }

  /** Records an event, which is delivered to who follows. */
  publish(typename = 'Heartbeat', fields: Record<string, unknown> = {}): LoggedEvent {
    const cursor = `log:${this.log.length + 1}`;
    const event = { __typename: typename, cursor, recordedAt: '2026-11-24T08:30:00.000Z', ...fields };
    this.log.push(event);
    for (const ring of this.#bell) ring();
    return event;
  }

  /** Adds lines to the log. */
  append(lines: readonly string[], complete = false): void {
    const before = this.batches.reduce((sum, batch) => sum + batch.lines.length, 0);
    this.batches.push({
      cursor: `line:${this.batches.length + 1}`,
      complete,
      lines: lines.map((text, i) => ({ number: before + i, stream: 'STDOUT', text })),
    });
    for (const ring of this.#bell) ring();
  }

  /** Says something about an operation that graphql-ws itself would not say now; all of it arrives at once. */
  say({ id, socket }: Operation, ...messages: { type: 'error' | 'next' | 'complete'; payload?: unknown }[]): void {
    const connection = Reflect.get(socket, '_socket') as Socket;
    connection.cork();
    for (const message of messages) socket.send(JSON.stringify({ id, ...message }));
    connection.uncork();
  }

  async #post(request: IncomingMessage): Promise<{ status?: number; body: unknown }> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const received = JSON.parse(Buffer.concat(chunks).toString()) as Received;
    this.requests.add({ ...received, authorization: request.headers.authorization });
    if (this.holds(received)) await new Promise(() => {});
    const answer = this.answer(received, request);
    if (answer !== null) return answer;
    const { query, variables, operationName } = received;
    return {
      body: await graphql({
        schema: this.#schema(),
        source: query,
        rootValue: {
          eventCursor: () => `log:${this.log.length}`,
          viewer: () => ({ tokenName: request.headers.authorization ?? null, scopes: ['READ'] }),
        },
        ...(variables === undefined ? {} : { variableValues: variables }),
        ...(operationName === undefined ? {} : { operationName }),
      }),
    };
  }

  #serve(sockets: WebSocketServer): void {
    serve(
      {
        schema: this.#schema(),
        // Vitest loads graphql as a module, graphql-ws as a script: these see to it that one copy does all the work.
        execute,
        subscribe,
        validate,
        onConnect: ({ connectionParams }) => {
          this.connectionParams.push(connectionParams);
          return (connectionParams as { authorization?: string } | undefined)?.authorization !== 'Bearer wrong';
        },
        onSubscribe: ({ extra }, id, { variables }) => {
          this.subscribed.add({ id, socket: extra.socket, variables: variables ?? {} });
        },
        onComplete: (_, id) => {
          this.completed.add(id);
        },
      },
      sockets,
    );
  }

  #schema() {
    const schema = buildSchema(SDL);
    const { events, logLines } = schema.getSubscriptionType()?.getFields() ?? {};
    if (events === undefined || logLines === undefined) throw new Error('The schema has no such subscriptions.');
    events.subscribe = (_, { after }: { after?: string | null }) => this.#events(after);
    events.resolve = (event) => event;
    logLines.subscribe = (_, { log, after }: { log: string; after?: string | null }) => this.#logLines(log, after);
    logLines.resolve = (batch) => batch;
    return schema;
  }

  #events(after: string | null | undefined): AsyncIterable<LoggedEvent> {
    const from = after == null ? this.log.length : Number(after.replace('log:', ''));
    if (from < this.oldest) throw new GraphQLError('Too old.', { extensions: { code: 'CURSOR_EXPIRED' } });
    return this.#follow(this.log, from);
  }

  async *#logLines(log: string, after: string | null | undefined): AsyncGenerator<LogBatch | null> {
    if (log !== 'the-log') return yield null;
    for await (const batch of this.#follow(this.batches, after == null ? 0 : Number(after.replace('line:', '')))) {
      yield batch;
      if (batch.complete) return;
    }
  }

  /** An iterator by hand, since it must end at once when it is told to, even while it waits. */
  #follow<T>(list: readonly T[], from: number): AsyncIterableIterator<T> {
    let next = from;
    let ended = false;
    let ring = () => {};
    const bell = this.#bell;
    return {
      async next() {
        for (;;) {
          const entry = list[next];
          if (ended) return { done: true, value: undefined };
          if (entry !== undefined) {
            next += 1;
            return { done: false, value: entry };
          }
          await new Promise<void>((resolve) => {
            ring = () => {
              bell.delete(ring);
              resolve();
            };
            bell.add(ring);
          });
        }
      },
      async return() {
        ended = true;
        ring();
        return { done: true, value: undefined };
      },
      [Symbol.asyncIterator]() {
        return this;
      },
    };
  }
}
