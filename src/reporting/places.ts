// Places in a report: stretches of them, in order, of which no two touch.

import type { Places } from '../store/cells.ts';

/** The parts of a stretch that are not taken. */
export function missing(taken: readonly Places[], [first, count]: Places): readonly Places[] {
  const parts: Places[] = [];
  const end = first + count;
  let at = first;
  for (const [from, length] of taken) {
    if (from + length <= at) continue;
    if (from >= end) break;
    if (from > at) parts.push([at, from - at]);
    at = from + length;
  }
  if (at < end) parts.push([at, end - at]);
  return parts;
}

/** What is taken once a stretch is. */
export function join(taken: readonly Places[], stretch: Places): readonly Places[] {
  const joined: Places[] = [];
  for (const [from, count] of [...taken, stretch].sort(([a], [b]) => a - b)) {
    const last = joined.at(-1);
    if (count === 0) continue;
    if (last === undefined || from > last[0] + last[1]) joined.push([from, count]);
    else joined[joined.length - 1] = [last[0], Math.max(last[1], from + count - last[0])];
  }
  return joined;
}
