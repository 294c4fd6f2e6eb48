// A subscription that outlives its sockets: each run goes on where the one before ended.

import { LaggedError } from './errors.ts';
import type { Retries } from './retries.ts';
import type { Run } from './run.ts';

/** What there is to know of one kind of subscription, to resume it. */
export interface Resumable<Item> {
  /** @returns where to start; undefined: from the beginning. Called again while it fails for a reason that passes. */
  start(): Promise<string | undefined>;
  /** Subscribes to what comes after a position. */
  open(position: string | undefined): Run;
  /** @returns what a result holds; null when there is nothing to follow, and the stream ends. */
  itemOf(data: unknown): Item | null;
  /** @returns the position of an item: what comes after it comes next. */
  positionOf(item: Item): string;
  /** @returns whether nothing comes after this item. */
  isLast(item: Item): boolean;
  /** @returns what it means when the server completes the subscription although the last item has not come. */
  brokenOff(): Error;
}

/**
 * Yields everything after the start, once and in order. What was received before an interruption is yielded first; then the
 * next run starts after it. Throws what does not pass by itself: a cursor that expired, an operation that is refused.
 */
export async function* resume<Item>(
  how: Resumable<Item>,
  retries: Retries,
  signal: AbortSignal,
): AsyncGenerator<Item, void, undefined> {
  let position = await startOf(how, retries, signal);
  while (!signal.aborted) {
    let progressed = false;
    const run = how.open(position);
    const stop = () => run.stop();
    signal.addEventListener('abort', stop);
    try {
      for await (const data of run.results) {
        const item = how.itemOf(data);
        if (item === null) return;
        position = how.positionOf(item);
        progressed = true;
        retries.succeeded();
        yield item;
        if (how.isLast(item)) return;
      }
    } finally {
      signal.removeEventListener('abort', stop);
      run.stop();
    }
    const { ending } = run;
    if (ending instanceof LaggedError) position = ending.cursor ?? position;
    // Who was too slow goes on at once: the server is well, and what was missed is waiting there.
    const caughtUp = ending === 'full' || (ending instanceof LaggedError && progressed);
    if (ending === 'stopped') return;
    if (!caughtUp) await retries.failed(ending === 'complete' ? how.brokenOff() : ending);
  }
}

async function startOf<Item>(how: Resumable<Item>, retries: Retries, signal: AbortSignal): Promise<string | undefined> {
  while (!signal.aborted) {
    try {
      return await how.start();
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      if (!signal.aborted) await retries.failed(error);
    }
  }
  return undefined;
}
