// What every adapter is: a pure translation of what another CI system posts to its hook into reports.

import type { Time } from '../model.ts';
import type { Report } from '../reporting/reports.ts';

/** What is known of a delivery besides its body. */
export interface Delivery {
  /** The name of the origin that the hook was called for. */
  readonly origin: string;
  /** When it arrived: stands in for times that the body lacks, so that a delivery taken again gives the same. */
  readonly receivedAt: Time;
  /** The headers of the request, their names in lower case. Some systems name the event only there. */
  readonly headers?: Readonly<Record<string, string | undefined>>;
}

/** What a body says, in reports that are to be submitted in this order; or one sentence on why it says nothing. */
export type Translation = { readonly reports: readonly Report[] } | { readonly problem: string };

/**
 * The translator of one CI system. It is pure: the same body and delivery give the same reports. It never throws, whatever the
 * body is. And since deliveries come late, twice and out of order, the reports of a set of bodies must lead to the same
 * history in every order and repetition.
 */
export interface Adapter {
  /** The part of the hook's path that chooses it: `/hooks/NAME/ORIGIN`. */
  readonly name: string;
  /** Translates a parsed JSON body. */
  readonly translate: (body: unknown, delivery: Delivery) => Translation;
}
