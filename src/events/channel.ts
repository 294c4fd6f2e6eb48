// What a channel is: those who get the same, each at its own pace.

import type { Trail } from '../tracing.ts';

/** One who takes what a channel delivers. No method may throw. */
export interface Consumer {
  /**
   * Takes one payload, and the cursor of the event that it is of; null when it is of none. @returns whether more is welcome;
   * after a `false`, `resume` says when it is again.
   */
  readonly take: (payload: string, cursor: string | null) => boolean;
  /** Told once, before anything is taken: what follows the cursor, which is where the subscriber begins, will be told. Not told of builds. */
  readonly opened?: (cursor: string) => void;
  /** Told once, as the last thing: what was watched has ended by itself (undefined), or why nothing more can come. */
  readonly end: (error?: unknown) => void;
}

/** One subscriber's place in a channel. */
export interface LiveSubscription {
  /** The consumer has room again. */
  readonly resume: () => void;
  /** Nothing more is wanted, and nothing more will come, `end` included. */
  readonly cancel: () => void;
}

/** Those who get the same. */
export interface Channel {
  /**
   * Begins after a position of the event log; null: from now on. What cannot be, such as a cursor that has expired, is told to
   * the consumer's `end`.
   */
  readonly join: (after: string | null, consumer: Consumer) => LiveSubscription;
}

/** Things that are rendered in the same moment, which is this very object, may share what is read for them. */
export interface Moment {
  /** Where in a trace the read is that brought them; left out: nobody traces, or they were not brought by the feed. */
  readonly trail?: Trail | undefined;
}

/**
 * Makes the payloads of the first of some entries, one for each and in their order, of what the database holds now: of as many
 * as it takes on at once, which is one at least. Rejects when they cannot be had now, and is asked again.
 */
export type Render<E> = (entries: readonly E[], moment: Moment) => Promise<readonly string[]>;
