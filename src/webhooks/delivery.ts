// One webhook that this process delivers for: a subscriber of the event log to whom each event is posted, and who takes the next when it
// has answered. After a failure the subscription is given up, and a new one begins with the same event: meanwhile nothing of
// it is held in memory.

import { setTimeout as pause } from 'node:timers/promises';
import { LavalampError } from '../errors.ts';
import type { Consumer, LiveSubscription } from '../events/channel.ts';
import type { EventCursors } from '../events/cursors.ts';
import type { EventFilter } from '../filters.ts';
import { globalId } from '../globalIds.ts';
import type { WebhookAttempt } from '../model.ts';
import type { LeasedWebhook, Progress } from '../store/webhooks.ts';
import { type Answer, type PostOptions, post } from './post.ts';
import { at, LONGEST_WAIT_MS, progressAfter, type RetryOptions } from './retries.ts';
import { signedHeaders } from './secrets.ts';

/** How long to wait before the database, or the event log, is tried again. */
const AGAIN_MS = 1_000;
/** What comes of an event that could not be read as a whole: it counts as an attempt, so that it is seen, and made again. */
const NOT_READ: Answer = {
  status: null,
  problem: 'The event could not be read as a whole; it is posted when it can be.',
  excerpt: null,
  retryAfterMs: null,
};

export interface DeliveryParts {
  /** Subscribes to the events after a cursor that a filter lets through, and to heartbeats, as JSON with a `type`. */
  readonly subscribe: (filter: EventFilter, after: string, consumer: Consumer) => LiveSubscription;
  readonly cursors: EventCursors;
  readonly settings: RetryOptions & Omit<PostOptions, 'abort'>;
  /** Keeps how far it has come. @returns whether this process still delivers for the webhook. */
  readonly note: (lease: string, progress: Progress, attempt: WebhookAttempt | null) => Promise<boolean>;
  /** Told of each attempt. */
  readonly attempted: (attempt: WebhookAttempt) => void;
  /** Told of what should not have happened. */
  readonly failed: (error: unknown) => void;
}

export class Delivery {
  #webhook: LeasedWebhook;
  #heldUntil: number;
  readonly #parts: DeliveryParts;
  readonly #abort = new AbortController();
  #progress: Progress;
  #subscription: LiveSubscription | undefined;
  #timer: NodeJS.Timeout | undefined;
  #work: Promise<void> = Promise.resolve();
  #stopping = false;

  /** @param heldUntil by `performance.now()`: afterwards it may be somebody else's. */
  constructor(webhook: LeasedWebhook, heldUntil: number, parts: DeliveryParts) {
    this.#webhook = webhook;
    this.#heldUntil = heldUntil;
    this.#parts = parts;
    this.#progress = webhook;
    this.#openWhenDue(webhook);
  }

  /** The lease was renewed; an old secret may have run out. */
  renewed(webhook: LeasedWebhook, heldUntil: number): void {
    this.#webhook = webhook;
    this.#heldUntil = heldUntil;
  }

  /** Takes no further event. Resolves when the one under way has been answered, and that is noted. */
  stop(): Promise<void> {
    this.#stopping = true;
    this.#close();
    return this.#work;
  }

  /** Ends everything at once: somebody else delivers, or nobody is to. */
  drop(): void {
    this.stop();
    this.#abort.abort();
  }

  #close(): void {
    clearTimeout(this.#timer);
    this.#subscription?.cancel();
    this.#subscription = undefined;
  }

  /** When the next attempt is due. */
  #openWhenDue({ nextAttemptAt }: Progress): void {
    // The server that said when may have had another clock.
    const wait = nextAttemptAt === null ? 0 : Date.parse(nextAttemptAt) - Date.now();
    this.#openIn(Math.min(wait, LONGEST_WAIT_MS));
  }

  #openIn(ms: number): void {
    if (this.#stopping) return;
    this.#timer = setTimeout(() => this.#open(), ms);
    this.#timer.unref();
  }

  #open(): void {
    const { subscribe, cursors } = this.#parts;
    this.#subscription = subscribe(this.#webhook.filter, cursors.cursor(this.#progress.position), {
      take: (body, cursor) => {
        this.#then(() => this.#take(body, cursor));
        return false;
      },
      end: (error) => this.#then(() => this.#ended(error)),
    });
  }

  /** Does one thing after the other. What should not have happened is tried again. */
  #then(work: () => Promise<void>): void {
    this.#work = this.#work.then(work).catch((error) => {
      this.#parts.failed(error);
      this.#close();
      this.#openIn(AGAIN_MS);
    });
  }

  async #take(body: string, cursor: string | null): Promise<void> {
    if (this.#stopping) return;
    const type = typeOf(body);
    const position = cursor === null ? this.#progress.position : this.#parts.cursors.parse(cursor);
    const taken = type === 'Heartbeat' ? await this.#moveTo(position) : await this.#post(type, position, body);
    if (taken) this.#subscription?.resume();
  }

  /** Up to here there was nothing to deliver. @returns whether this process goes on. */
  async #moveTo(position: string): Promise<boolean> {
    return position === this.#progress.position || this.#note(at(position), null);
  }

  /** @returns whether the receiver took it, and this process goes on. */
  async #post(type: string | null, position: string, body: string): Promise<boolean> {
    const { settings, attempted } = this.#parts;
    if (performance.now() > this.#heldUntil) {
      // The process stood still: who delivers now is known when the lease was renewed, or was not.
      this.#close();
      this.#openIn(AGAIN_MS);
      return false;
    }
    const { url, secrets, id } = this.#webhook;
    const began = new Date();
    const headers = signedHeaders(secrets, `${globalId('Webhook', id)}_${position}`, began, body);
    const sent = { ...settings, abort: this.#abort.signal };
    const answer = type === null ? NOT_READ : await post(url, headers, body, sent);
    // It was the server that ended it.
    if (this.#abort.signal.aborted) return false;
    const durationMs = Date.now() - began.getTime();
    const attempt = { ...answer, type: type ?? 'Event', position, attemptedAt: began.toISOString(), durationMs };
    attempted(attempt);
    const progress = progressAfter(this.#progress, attempt, settings, Math.random());
    if (!(await this.#note(progress, attempt))) return false;
    if (attempt.problem === null) return true;
    this.#close();
    if (progress.pausedFor === null) this.#openWhenDue(progress);
    return false;
  }

  /** Keeps how far it has come, as soon as the database can. @returns whether this process goes on. */
  async #note(progress: Progress, attempt: WebhookAttempt | null): Promise<boolean> {
    const { note, failed } = this.#parts;
    while (!this.#abort.signal.aborted) {
      try {
        const held = await note(this.#webhook.lease, progress, attempt);
        if (held) this.#progress = progress;
        else this.drop();
        return held;
      } catch (error) {
        if (!isAway(error)) failed(error);
        await pause(AGAIN_MS, undefined, { ref: false });
      }
    }
    return false;
  }

  /** The log can tell no more for now, or what follows is no longer kept. */
  async #ended(error: unknown): Promise<void> {
    // It was given up meanwhile.
    if (this.#subscription === undefined) return;
    this.#close();
    const code = error instanceof LavalampError ? error.code : undefined;
    if (code === 'CURSOR_EXPIRED') {
      await this.#note({ ...this.#progress, pausedFor: 'EXPIRED', nextAttemptAt: null }, null);
    } else if (error !== undefined) {
      if (code !== 'LAGGED' && !isAway(error)) this.#parts.failed(error);
      this.#openIn(code === 'LAGGED' ? 0 : AGAIN_MS);
    }
  }
}

function isAway(error: unknown): boolean {
  return error instanceof LavalampError && error.code === 'UNAVAILABLE';
}

/** The event's `type`; null when the body is a result with errors instead. */
function typeOf(body: string): string | null {
  const { type } = JSON.parse(body) as { readonly type?: unknown };
  return typeof type === 'string' ? type : null;
}
