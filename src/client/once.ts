// A subscription that cannot be resumed: one run.

import { BacklogError } from './errors.ts';
import type { Run } from './run.ts';

/** Yields what a run delivers, in order. Throws why it failed. */
export async function* once(open: () => Run, signal: AbortSignal): AsyncGenerator<unknown, void, undefined> {
  if (signal.aborted) return;
  const run = open();
  const stop = () => run.stop();
  signal.addEventListener('abort', stop);
  try {
    yield* run.results;
  } finally {
    signal.removeEventListener('abort', stop);
    run.stop();
  }
  if (run.ending instanceof Error) throw run.ending;
  if (run.ending === 'full') {
    throw new BacklogError('The subscription was ended: its results came faster than they were read.');
  }
}
