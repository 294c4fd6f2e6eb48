// The days before now.

import type { Pace } from './build.ts';
import type { Random } from './random.ts';
import type { Simulation } from './simulation.ts';
import { inOrder, type TimedReport } from './timeline.ts';

const HOUR = 3_600_000;
/** A second is a second, and a log is told at once. */
const PACE: Pace = { second: 1_000, chunks: 1 };
/** The last builds have ended by now. */
const MARGIN = 0.75 * HOUR;
const NIGHTLY_HOUR = 2;

/**
 * People work from 8 to 19, UTC, and now and then at other times.
 * @returns all that is reported of the time from `from` to `to` (milliseconds since 1970), in order.
 */
export function history(simulation: Simulation, random: Random, from: number, to: number): TimedReport[] {
  const reports = simulation.fleet(from);
  const end = to - MARGIN;
  let nextNight = nightAfter(from);
  for (let at = from; ; ) {
    at += gap(at, random);
    if (nextNight < Math.min(at, end)) {
      reports.push(...simulation.nightly(nextNight, PACE));
      nextNight += 24 * HOUR;
    }
    if (at >= end) break;
    reports.push(...simulation.change(at, PACE));
  }
  return inOrder(reports);
}

/** @returns how long it is until the next change, in milliseconds. */
function gap(at: number, random: Random): number {
  const hour = new Date(at).getUTCHours();
  const mean = hour >= 8 && hour < 19 ? 0.7 * HOUR : 3 * HOUR;
  return -Math.log(1 - random.next()) * mean + 60_000;
}

function nightAfter(at: number): number {
  const night = new Date(at).setUTCHours(NIGHTLY_HOUR, 0, 0, 0);
  return night > at ? night : night + 24 * HOUR;
}
