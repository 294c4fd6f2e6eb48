// One stream of server-sent events (https://html.spec.whatwg.org/multipage/server-sent-events.html): what leaves, and how fast.

import type { OutgoingHttpHeaders } from 'node:http';
import type { FastifyReply } from 'fastify';

/** Above it the client is not keeping up: what there is for it waits elsewhere. */
const ROOMY_BYTES = 256 * 1_024;
/** How soon a browser comes back by itself, in milliseconds. */
const RETRY_MS = 1_000;
/**
 * After how long a silence TCP asks whether the client is still there, in milliseconds. It asks ten times, a second apart: altogether it takes less
 * than the usual heartbeat, and while that is on its way TCP asks nothing.
 */
const KEEP_ALIVE_MS = 4_000;
/** For how many rounds what is unsent may stay so, */
const PATIENCE_ROUNDS = 5;
/** and how much of it makes up one more: slower is as good as gone. */
const ROUND_BYTES = 100_000;

export interface StreamEvent {
  /** Null: without a name, as `EventSource.onmessage` takes it. */
  readonly name: string | null;
  /** One line. */
  readonly data: string;
  /** What the client sends as `Last-Event-ID` when it comes back; null: as before. */
  readonly id: string | null;
}

export class EventStream {
  readonly #reply: FastifyReply;
  #begun = false;
  #ended = false;
  /** How many rounds the client has left to take what is unsent; null while there is nothing. */
  #patience: number | null = null;
  #onEnd: (() => void)[] = [];

  constructor(reply: FastifyReply) {
    this.#reply = reply;
    // As many answers can wait on one connection as its client likes, each with a listener.
    reply.request.raw.socket.setMaxListeners(0);
    this.onClose(() => this.#finish());
  }

  /** Whether the answer has begun: until then, it can be another one. */
  get begun(): boolean {
    return this.#begun;
  }

  /** Begins the answer, with the headers that were set so far; only once. */
  begin(): void {
    if (this.#begun || this.#ended) return;
    this.#begun = true;
    const reply = this.#reply;
    reply.hijack();
    reply.request.raw.socket.setKeepAlive(true, KEEP_ALIVE_MS);
    reply.raw.writeHead(200, {
      ...(reply.getHeaders() as OutgoingHttpHeaders),
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
      // Asks proxies not to collect it.
      'x-accel-buffering': 'no',
    });
    reply.raw.write(`retry: ${RETRY_MS}\n\n`);
  }

  /** Whether nothing more is sent. */
  get ended(): boolean {
    return this.#ended;
  }

  /** Tells where the stream begins, as the id that a client which is cut off before the first event comes back with. */
  mark(id: string): void {
    this.begin();
    if (!this.#ended) this.#reply.raw.write(`id: ${id}\n\n`);
  }

  /** Sends an event. @returns whether more is welcome; otherwise `roomy` is called when it is again, or when the client has gone. */
  send({ name, data, id }: StreamEvent, roomy: () => void): boolean {
    this.begin();
    const { raw } = this.#reply;
    if (this.#ended || raw.destroyed) return true;
    const welcome = raw.writableLength < ROOMY_BYTES;
    const text = `${id === null ? '' : `id: ${id}\n`}${name === null ? '' : `event: ${name}\n`}data: ${data}\n\n`;
    raw.write(text, welcome ? () => {} : roomy);
    return welcome;
  }

  /** Ends the answer. A browser comes back, unless it was told otherwise. */
  end(): void {
    if (this.#ended) return;
    this.begin();
    this.#reply.raw.end();
    this.#finish();
  }

  /** The answer is another one than a stream. */
  refuse(): void {
    this.#ended = true;
    this.#tellEnd();
  }

  /** Once a round: cuts the connection of a client that does not take what it is sent, or the end. */
  look(): void {
    const { raw } = this.#reply;
    if (this.#ended) {
      this.cut();
    } else if (this.#patience !== null) {
      this.#patience -= 1;
      if (this.#patience === 0) this.cut();
    } else if (raw.socket !== null && raw.writableLength > 0) {
      // Without a socket it waits behind another answer, and the client can do nothing about it.
      this.#patience = PATIENCE_ROUNDS + Math.ceil(raw.writableLength / ROUND_BYTES);
      // A comment, which clients pass over. It leaves after what is unsent now.
      raw.write(':\n\n', () => {
        this.#patience = null;
      });
    }
  }

  /** Ends the connection at once. */
  cut(): void {
    this.#reply.request.raw.socket.destroy();
  }

  /** Calls back once, when nothing more can be sent; at once when that is so. */
  onEnd(ended: () => void): void {
    if (this.#ended) ended();
    else this.#onEnd.push(ended);
  }

  /** Calls back once, when the connection has ended; at once when it had before. */
  onClose(closed: () => void): void {
    const { raw, request } = this.#reply;
    const { socket } = request.raw;
    if (raw.destroyed || raw.closed || socket.destroyed) {
      closed();
      return;
    }
    // An answer that waits behind another one on its connection is not told when that ends.
    const once = () => {
      raw.off('close', once);
      socket.off('close', once);
      closed();
    };
    raw.once('close', once);
    socket.once('close', once);
  }

  #finish(): void {
    if (this.#ended) return;
    this.#ended = true;
    // The client has gone before there was an answer: there is none to be made any more.
    if (!this.#begun) this.#reply.hijack();
    this.#tellEnd();
  }

  #tellEnd(): void {
    const told = this.#onEnd;
    this.#onEnd = [];
    for (const ended of told) ended();
  }
}
