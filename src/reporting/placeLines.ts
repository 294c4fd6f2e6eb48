// Where lines of a log go that may arrive twice, overlap, or come before their predecessors.

/** Lines of a log: from `firstLine`, `lineCount` of them. */
export interface Stretch {
  readonly firstLine: number;
  readonly lineCount: number;
}

/**
 * The parts of a new stretch that are not there yet. There are the lines before `lineCount`, and those of `waiting`, which are
 * beyond it, in order, and do not overlap.
 */
export function newParts(lineCount: number, waiting: readonly Stretch[], stretch: Stretch): readonly Stretch[] {
  const parts: Stretch[] = [];
  const end = stretch.firstLine + stretch.lineCount;
  let next = Math.max(stretch.firstLine, lineCount);
  for (const known of waiting) {
    const upTo = Math.min(known.firstLine, end);
    if (upTo > next) parts.push({ firstLine: next, lineCount: upTo - next });
    next = Math.max(next, known.firstLine + known.lineCount);
  }
  if (end > next) parts.push({ firstLine: next, lineCount: end - next });
  return parts;
}

/** Splits stretches, in order and without overlaps, into those that go on from `lineCount` without a gap, and those that wait. */
export function split<T extends Stretch>(
  lineCount: number,
  stretches: readonly T[],
): { readonly joined: readonly T[]; readonly waiting: readonly T[] } {
  let next = lineCount;
  const joined = stretches.filter((stretch) => {
    if (stretch.firstLine !== next) return false;
    next += stretch.lineCount;
    return true;
  });
  return { joined, waiting: stretches.slice(joined.length) };
}
