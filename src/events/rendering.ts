// Rendering, as channels use it: until it succeeds, since an event may not be told without what was asked of it.

import { setTimeout as sleep } from 'node:timers/promises';
import { LavalampError } from '../errors.ts';
import type { Moment } from './channel.ts';

/**
 * Reads and renders, and tries again, in another moment, while the database is away and somebody waits. @returns null when
 * nobody does any more. Rejects with whatever else went wrong.
 */
export async function whenPossible<T>(
  attempt: (moment: Moment) => Promise<T>,
  moment: Moment,
  wanted: () => boolean,
  retryMs: number,
): Promise<T | null> {
  for (let at = moment; wanted(); at = {}) {
    try {
      return await attempt(at);
    } catch (error) {
      if (!(error instanceof LavalampError && error.code === 'UNAVAILABLE')) throw error;
      await sleep(retryMs, undefined, { ref: false });
    }
  }
  return null;
}
