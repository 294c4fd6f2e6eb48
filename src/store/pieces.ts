// How a range of time is put together from whole weeks, days and hours, of UTC, and what is left at its ends.

const HOUR_MS = 3_600_000;
export const DAY_MS = 24 * HOUR_MS;

/** From a moment until before another, in milliseconds since 1970; infinite where it has no end. */
export interface Range {
  readonly from: number;
  readonly to: number;
}

/** A part of a range, and what it is read from: the builds themselves, or roll-ups of one grain. */
export interface Piece extends Range {
  readonly source: 'BUILD' | 'HOUR' | 'DAY' | 'WEEK' | 'BUILDER_DAY' | 'BUILDER_WEEK';
}

interface Grain {
  readonly source: Piece['source'];
  readonly ms: number;
  /** How long after 1970 the first begins. */
  readonly shiftMs: number;
}

/** The longest first. */
const OF_ALL: readonly Grain[] = [
  // From Monday to Monday.
  { source: 'WEEK', ms: 7 * DAY_MS, shiftMs: 4 * DAY_MS },
  { source: 'DAY', ms: DAY_MS, shiftMs: 0 },
  { source: 'HOUR', ms: HOUR_MS, shiftMs: 0 },
];
const OF_BUILDERS: readonly Grain[] = [
  { source: 'BUILDER_WEEK', ms: 7 * DAY_MS, shiftMs: 4 * DAY_MS },
  { source: 'BUILDER_DAY', ms: DAY_MS, shiftMs: 0 },
];

/**
 * The pieces that a range is read from, in the order of time.
 * @param bounds where one group of builds ends and another begins, in milliseconds since 1970: no piece has parts of two
 * @returns null when none of it can be read from roll-ups.
 */
export function rolledUpPieces(range: Range, bounds: readonly number[], ofBuilders: boolean): readonly Piece[] | null {
  const grains = (ofBuilders ? OF_BUILDERS : OF_ALL).filter(({ ms, shiftMs }) =>
    bounds.every((at) => (at - shiftMs) % ms === 0),
  );
  const pieces = cut(range, grains);
  return pieces.some(({ source }) => source !== 'BUILD') ? pieces : null;
}

function cut(range: Range, [grain, ...finer]: readonly Grain[]): readonly Piece[] {
  if (range.from >= range.to) return [];
  if (grain === undefined) return [{ source: 'BUILD', ...range }];
  const { source, ms, shiftMs } = grain;
  const from = Math.ceil((range.from - shiftMs) / ms) * ms + shiftMs;
  const to = Math.floor((range.to - shiftMs) / ms) * ms + shiftMs;
  if (from >= to) return cut(range, finer);
  return [
    ...cut({ from: range.from, to: from }, finer),
    { source, from, to },
    ...cut({ from: to, to: range.to }, finer),
  ];
}
