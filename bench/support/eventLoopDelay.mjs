// Loaded into a server before it starts (`node --import`). At SIGUSR2 it begins to watch the event loop, and at the next one it writes into
// $BENCH_DELAY_FILE for how long, in milliseconds, that was held up at most. In between it costs a little, and nothing else.

import { renameSync, writeFileSync } from 'node:fs';
import { monitorEventLoopDelay } from 'node:perf_hooks';

/** How often it looks, which is counted as delay as well. */
const RESOLUTION_MS = 1;

/** @type {ReturnType<typeof monitorEventLoopDelay> | undefined} */
let watched;
process.on('SIGUSR2', () => {
  const most = watched === undefined ? 0 : watched.max / 1e6 - RESOLUTION_MS;
  if (watched === undefined) {
    watched = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
    watched.enable();
  } else {
    watched.disable();
    watched = undefined;
  }
  const file = String(process.env.BENCH_DELAY_FILE);
  writeFileSync(`${file}.new`, String(most));
  renameSync(`${file}.new`, file);
});
