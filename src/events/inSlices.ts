// Long work over many subscribers, in slices.

import { setImmediate as turn } from 'node:timers/promises';

/** How many are served before others have their turn: telling one subscriber takes some 20 µs. */
const SLICE = 200;

/** Serves all that are there now; one that leaves meanwhile may still be served. */
export async function inSlices<T>(all: Iterable<T>, serve: (one: T) => void): Promise<void> {
  let served = 0;
  for (const one of [...all]) {
    serve(one);
    served += 1;
    if (served % SLICE === 0) await turn();
  }
}
