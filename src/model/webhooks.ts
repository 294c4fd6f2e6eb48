// Where events are posted to.

import type { Id, Json, Time } from './values.ts';

export type WebhookPause = 'REQUESTED' | 'FAILING' | 'GONE' | 'EXPIRED';

/** Where events are posted to. Its secret is in no record. */
export interface Webhook {
  readonly id: Id;
  readonly url: string;
  /** As it was given: an EventFilter. */
  readonly filter: Json;
  readonly createdAt: Time;
  /** The position in the event log up to which everything was delivered, or left out by the filter. */
  readonly position: string;
  /** Why nothing is delivered; null while it is. */
  readonly pausedFor: WebhookPause | null;
  /** How many attempts have failed in a row. */
  readonly failures: number;
  /** When the first of these was made. */
  readonly failingSince: Time | null;
  /** When the next attempt is due, after one that has failed. */
  readonly nextAttemptAt: Time | null;
}

/** One attempt to deliver an event. */
export interface WebhookAttempt {
  /** The event's position in the log. */
  readonly position: string;
  /** The event's type, as the body says it: `BuildFinished`. */
  readonly type: string;
  readonly attemptedAt: Time;
  readonly durationMs: number;
  /** The status of the answer; null when there was none. */
  readonly status: number | null;
  /** Why it failed; null when the event was delivered. */
  readonly problem: string | null;
  /** How the answer began; null when there was none, or nothing in it. */
  readonly excerpt: string | null;
}
