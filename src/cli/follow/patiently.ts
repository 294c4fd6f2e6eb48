// Beginnings of a service, for which what it needs may be started later than it is.

import { MasterProblem } from '../../buildbot/index.ts';
import { isTemporary } from '../../client/index.ts';
import { delayAfter, pause } from '../../client/retries.ts';

const BACKOFF = { initialMs: 500, maxMs: 30_000 };

/** Tries until it succeeds. @param say told why it did not, once for each reason. Throws what time does not mend, and the signal's reason. */
export async function patiently<T>(
  attempt: () => Promise<T>,
  say: (sentence: string) => void,
  signal: AbortSignal,
): Promise<T> {
  let said = '';
  for (let failures = 1; ; failures++) {
    try {
      return await attempt();
    } catch (error) {
      signal.throwIfAborted();
      const passes = error instanceof MasterProblem ? error.temporary : isTemporary(error);
      if (!passes || !(error instanceof Error)) throw error;
      if (error.message !== said) say(`${error.message} Trying again.`);
      said = error.message;
      await pause(delayAfter(failures, BACKOFF), signal);
    }
  }
}
