// Long polling: a read of the log that waits for the first event to be had.

import { setTimeout as sleep } from 'node:timers/promises';
import { LavalampError } from '../errors.ts';
import type { EventFilter } from '../filters.ts';
import type { Measure } from '../measures.ts';
import type { Feed } from './feed.ts';

/** How long a read may wait: shorter than the minute after which many proxies give up on an answer. */
export const LONGEST_WAIT_SECONDS = 55;
/** How many reads may wait at once in one process. Each is as cheap as a subscriber, and nothing else counts them. */
const MOST_WAITING = 10_000;

/** Waits until events that a filter lets through may be there. */
export interface Arrivals {
  /**
   * Calls `find` until what it finds is not null, but not for longer than `waitMs`. Rejects with what it rejects with, with
   * LavalampError LIMIT_EXCEEDED when too many wait already, and when the log cannot be read.
   * @returns what was found; null when the time was over, or the server stops.
   */
  readonly first: <T>(filter: EventFilter, waitMs: number, find: () => Promise<T | null>) => Promise<T | null>;
}

export function createArrivals(feed: Pick<Feed, 'attach'>): Arrivals & { readonly measures: readonly Measure[] } {
  let waiting = 0;
  const measure: Measure = {
    kind: 'gauge',
    name: 'lavalamp_reads_waiting',
    help: 'Queries of events that wait for the first to come.',
    read: () => waiting,
  };
  return {
    measures: [measure],
    first: async (filter, waitMs, find) => {
      const there = await find();
      if (there !== null) return there;
      if (waiting >= MOST_WAITING) {
        throw new LavalampError(
          'LIMIT_EXCEEDED',
          `At most ${MOST_WAITING} reads wait for events at once; leave out \`waitSeconds\`.`,
        );
      }
      waiting += 1;
      const over = new AbortController();
      try {
        let arrived = () => {};
        const arrival = new Promise<void>((resolve) => {
          arrived = resolve;
        });
        const detach = await feed.attach(filter, { push: arrived, missed: arrived, stopped: arrived });
        try {
          // What came before the feed listened is in the log by now.
          const meanwhile = await find();
          if (meanwhile !== null) return meanwhile;
          await Promise.race([arrival, sleep(waitMs, undefined, { signal: over.signal }).catch(() => {})]);
        } finally {
          detach();
        }
        return await find();
      } finally {
        over.abort();
        waiting -= 1;
      }
    },
  };
}
