// Hours, days and weeks of a time zone, as moments. What a zone's clocks show comes from the time zone database of the JavaScript engine.

import { LavalampError } from '../errors.ts';

export type Interval = 'HOUR' | 'DAY' | 'WEEK';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** How long an interval is where no clock is changed, and how far the first of them began before 1970: a Monday, for weeks. */
const LENGTHS: { readonly [I in Interval]: { readonly ms: number; readonly shiftMs: number } } = {
  HOUR: { ms: HOUR_MS, shiftMs: 0 },
  DAY: { ms: DAY_MS, shiftMs: 0 },
  WEEK: { ms: 7 * DAY_MS, shiftMs: 3 * DAY_MS },
};

/** How far the clocks of a zone are ahead of UTC, in milliseconds, at a moment in milliseconds since 1970. */
export type Clock = (at: number) => number;

/** The clock of a time zone. Throws LavalampError BAD_USER_INPUT, naming `timeZone`, when there is no such zone. */
export function clockOf(timeZone: string): Clock {
  const format = formatOf(timeZone);
  return (at) => {
    const seconds = Math.floor(at / 1_000) * 1_000;
    const shown = Object.fromEntries(format.formatToParts(seconds).map(({ type, value }) => [type, Number(value)]));
    const { year = 0, month = 1, day, hour, minute, second } = shown;
    return Date.UTC(year, month - 1, day, hour, minute, second) - seconds;
  };
}

function formatOf(timeZone: string): Intl.DateTimeFormat {
  const field = 'numeric';
  try {
    const parts = { year: field, month: field, day: field, hour: field, minute: field, second: field } as const;
    return new Intl.DateTimeFormat('en-US', { timeZone, hourCycle: 'h23', ...parts });
  } catch {
    const message = `\`timeZone\` must be a name of the IANA time zone database, such as "Europe/Berlin", and is ${JSON.stringify(timeZone)}.`;
    throw new LavalampError('BAD_USER_INPUT', message);
  }
}

/** At least how many intervals lie from one moment to another. */
export function fewestBetween(interval: Interval, from: number, to: number): number {
  // Clocks are changed by an hour at most, nearly: a day of 25 hours is made up for by one of 23.
  return Math.floor((to - from - HOUR_MS) / LENGTHS[interval].ms);
}

/**
 * Where the intervals begin that have a part from `from` until before `to`, ascending, and as the last one where the last of them
 * ends. All in milliseconds since 1970; `from` is before `to`. Takes time that grows with the number of intervals.
 */
export function boundsOf(clock: Clock, interval: Interval, from: number, to: number): number[] {
  const { ms, shiftMs } = LENGTHS[interval];
  const margin = 2 * Math.max(ms, DAY_MS);
  const bounds: number[] = [];
  let last = Number.NEGATIVE_INFINITY;
  for (const { start, end, offset } of stretches(clock, from - margin, to + margin, Math.max(ms, DAY_MS))) {
    const numberAt = (at: number) => Math.floor((at + offset + shiftMs) / ms);
    // When the clocks are changed another day may begin, with an hour that is skipped; an hour always does.
    for (let at = start; at < end; at = (numberAt(at) + 1) * ms - offset - shiftMs) {
      const number = numberAt(at);
      if (interval !== 'HOUR' && number <= last) continue;
      last = number;
      bounds.push(at);
    }
  }
  const first = bounds.findLastIndex((at) => at <= from);
  const end = bounds.findIndex((at) => at >= to);
  return bounds.slice(first, end + 1);
}

interface Stretch {
  readonly start: number;
  readonly end: number;
  readonly offset: number;
}

/** The stretches of time within which clocks are not changed. They are looked for in steps, and then to the millisecond. */
function stretches(clock: Clock, from: number, to: number, step: number): Stretch[] {
  const found: Stretch[] = [];
  let start = from;
  let offset = clock(from);
  for (let seen = from; seen < to; seen += step) {
    const next = Math.min(to, seen + step);
    const nextOffset = clock(next);
    if (nextOffset === offset) continue;
    const change = firstAt(seen, next, (at) => clock(at) !== offset);
    found.push({ start, end: change, offset });
    start = change;
    offset = nextOffset;
  }
  found.push({ start, end: to, offset });
  return found;
}

/** The first moment after `low`, and `high` at the latest, at which something holds that does not hold at `low`. */
function firstAt(low: number, high: number, holds: (at: number) => boolean): number {
  let before = low;
  let at = high;
  while (at - before > 1) {
    const middle = Math.floor((before + at) / 2);
    if (holds(middle)) at = middle;
    else before = middle;
  }
  return at;
}
