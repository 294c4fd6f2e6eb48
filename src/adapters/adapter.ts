// What every adapter is: a pure translation of what another CI system posts to its hook into reports.

import type { Time } from '../model.ts';
import type { Headers, Proof } from './proofs.ts';
import type { Translation } from './translation.ts';

export type { Headers, Translation };

/** What is known of a delivery besides its body. */
export interface Delivery {
  /** The name of the origin that the hook was called for. */
  readonly origin: string;
  /** When it arrived: stands in for times that the body lacks, so that a delivery taken again gives the same. */
  readonly receivedAt: Time;
  /** Those headers of the request that the adapter asks for. Some systems name the event only there. */
  readonly headers?: Headers;
}

/**
 * The translator of one CI system. It is pure: the same body and delivery give the same reports. It never throws, whatever the
 * body is. And since deliveries come late, twice and out of order, the reports of a set of bodies must lead to the same
 * history in every order and repetition.
 */
export interface Adapter {
  /** The part of the hook's path that chooses it: `/hooks/NAME/ORIGIN`. */
  readonly name: string;
  /** The headers that say something about the body: they are kept with it. In lower case. Never those that authenticate. */
  readonly headers: readonly string[];
  /** How a sender without an access token shows that it knows the hook's secret. */
  readonly proof: Proof;
  /** Whether the sender is answered only once the delivery was applied, with what came of it. */
  readonly answersOutcome?: boolean;
  /** The sender's own name for a delivery, alike when it is sent again; null when it has none. Never throws. */
  readonly deliveryId: (body: unknown, headers: Headers) => string | null;
  /** Translates a parsed JSON body. */
  readonly translate: (body: unknown, delivery: Delivery) => Translation;
}
