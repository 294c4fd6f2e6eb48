// One stream of server-sent events (https://html.spec.whatwg.org/multipage/server-sent-events.html): what leaves, and how fast.

import type { OutgoingHttpHeaders } from 'node:http';
import type { FastifyReply } from 'fastify';

/** Above it the client is not keeping up: what there is for it waits elsewhere. */
const ROOMY_BYTES = 256 * 1_024;
/** How soon a browser comes back by itself, in milliseconds. */
const RETRY_MS = 1_000;

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
  #onEnd: (() => void)[] = [];

  constructor(reply: FastifyReply) {
    this.#reply = reply;
    reply.raw.once('close', () => this.#finish());
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
    this.begin();
    this.#reply.raw.end();
    this.#finish();
  }

  /** Ends the connection at once. */
  cut(): void {
    this.#reply.raw.destroy();
  }

  /** Calls back once, when nothing more can be sent; at once when that is so. */
  onEnd(ended: () => void): void {
    if (this.#ended) ended();
    else this.#onEnd.push(ended);
  }

  /** Calls back once, when the connection has ended; at once when it had before. */
  onClose(closed: () => void): void {
    const { raw } = this.#reply;
    if (raw.destroyed || raw.closed) closed();
    else raw.once('close', closed);
  }

  #finish(): void {
    if (this.#ended) return;
    this.#ended = true;
    // The client has gone before there was an answer: there is none to be made any more.
    if (!this.#begun) this.#reply.hijack();
    for (const ended of this.#onEnd) ended();
    this.#onEnd = [];
  }
}
