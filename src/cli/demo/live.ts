// The fleet at work now, and faster than real ones.

import { type Client, isTemporary } from '../../client/index.ts';
import { pause } from '../../client/retries.ts';
import { sendAll } from '../reports.ts';
import type { Pace } from './build.ts';
import { OpenWork } from './open-work.ts';
import type { Random } from './random.ts';
import type { Simulation } from './simulation.ts';
import { inOrder, type TimedReport } from './timeline.ts';

/** Twenty times as fast as the clock: builds take from 5 to 40 s. Logs grow while steps run. */
const PACE: Pace = { second: 50, chunks: 5 };
const TICK_MS = 250;
const RETRY_MS = 2_000;

export interface LiveProgress {
  /** After each tick on which something was sent. */
  sent(reports: number, running: number): void;
  refused(sentences: readonly string[]): void;
  /** The server is away; it is tried again. */
  away(error: Error): void;
}

/** Reports until the signal is aborted; then ends what it has begun, as cancelled. Throws what does not pass by itself. */
export async function live(
  { client, simulation, random }: { client: Client; simulation: Simulation; random: Random },
  progress: LiveProgress,
  signal: AbortSignal,
): Promise<void> {
  const open = new OpenWork();
  let waiting: TimedReport[] = [];
  let nextChange = Date.now();
  while (!signal.aborted) {
    const now = Date.now();
    if (now >= nextChange) {
      waiting = inOrder([...waiting, ...simulation.change(now, PACE)]);
      nextChange = now + random.between(5_000, 12_000);
    }
    const due = waiting.filter(({ at }) => at <= now).map(({ report }) => report);
    try {
      if (due.length > 0) {
        const { refused } = await sendAll(client, due);
        waiting = waiting.slice(due.length);
        for (const report of due) open.note(report);
        progress.sent(due.length, open.running);
        progress.refused(refused);
      }
      await pause(TICK_MS, signal);
    } catch (error) {
      // Nothing is forgotten: all of it is due, and can be repeated, when the server is back.
      if (!(error instanceof Error) || !isTemporary(error)) throw error;
      progress.away(error);
      await pause(RETRY_MS, signal);
    }
  }
  await sendAll(client, open.cancel(Date.now()));
}
