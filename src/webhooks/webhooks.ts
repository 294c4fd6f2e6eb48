// The room's door: what can be done to webhooks. Delivering is deliverer.ts.

import type { EventFilter } from '../filters.ts';
import type { Webhook } from '../model.ts';
import type { Refusal } from '../reporting/outcome.ts';

type Given<T> = T | null | undefined;

export interface NewWebhook {
  readonly url: string;
  /** Left out: all events. */
  readonly filter?: Given<EventFilter>;
  /** An event cursor; left out: from now on. */
  readonly after?: Given<string>;
  /** Left out: one is made. */
  readonly secret?: Given<string>;
}

/** What to change; what is left out stays. */
export interface WebhookUpdate {
  /** A global id. */
  readonly id: string;
  readonly url?: Given<string>;
  /** Null is a value: all events. */
  readonly filter?: Given<EventFilter>;
  readonly paused?: Given<boolean>;
  readonly after?: Given<string>;
}

export interface SecretChange {
  /** A global id. */
  readonly id: string;
  /** Left out: one is made. */
  readonly secret?: Given<string>;
}

/** A webhook, and the secret that was made for it; null when it was given one. */
export interface WithSecret {
  readonly webhook: Webhook;
  readonly secret: string | null;
}

/**
 * Every method refuses what is wrong, and rejects with LavalampError: UNAVAILABLE when the database is away; CURSOR_EXPIRED or
 * BAD_USER_INPUT, as reading events does, for a cursor that cannot be used, and BAD_USER_INPUT for a filter that nothing can match.
 */
export interface Webhooks {
  readonly register: (webhook: NewWebhook) => Promise<WithSecret | Refusal>;
  readonly update: (update: WebhookUpdate) => Promise<Webhook | Refusal>;
  readonly rotateSecret: (change: SecretChange) => Promise<WithSecret | Refusal>;
  /** @returns the webhook as it was. */
  readonly remove: (id: string) => Promise<Webhook | Refusal>;
}
