// How a range of time is put together from whole days and hours, of UTC, and what is left at its ends.

const HOUR_MS = 3_600_000;
export const DAY_MS = 24 * HOUR_MS;

/** From a moment until before another, in milliseconds since 1970; infinite where it has no end. */
export interface Range {
  readonly from: number;
  readonly to: number;
}

/** A part of a range, and what it is read from: the builds themselves, or roll-ups of one grain. */
export interface Piece extends Range {
  readonly source: 'BUILD' | 'HOUR' | 'DAY' | 'BUILDER_DAY';
}

interface Grain {
  readonly source: Piece['source'];
  readonly ms: number;
}

/** The longest first. */
const OF_ALL: readonly Grain[] = [
  { source: 'DAY', ms: DAY_MS },
  { source: 'HOUR', ms: HOUR_MS },
];
const OF_BUILDERS: readonly Grain[] = [{ source: 'BUILDER_DAY', ms: DAY_MS }];

/**
 * The pieces that a range is read from, in the order of time.
 * @param stride in milliseconds: groups are told apart only at multiples of it, so that nothing longer is of one group
 * @returns null when none of it can be read from roll-ups.
 */
export function rolledUpPieces(range: Range, stride: number, ofBuilders: boolean): readonly Piece[] | null {
  const grains = (ofBuilders ? OF_BUILDERS : OF_ALL).filter(({ ms }) => ms <= stride);
  const pieces = cut(range, grains);
  return pieces.some(({ source }) => source !== 'BUILD') ? pieces : null;
}

function cut(range: Range, [grain, ...finer]: readonly Grain[]): readonly Piece[] {
  if (range.from >= range.to) return [];
  if (grain === undefined) return [{ source: 'BUILD', ...range }];
  const from = Math.ceil(range.from / grain.ms) * grain.ms;
  const to = Math.floor(range.to / grain.ms) * grain.ms;
  if (from >= to) return cut(range, finer);
  return [
    ...cut({ from: range.from, to: from }, finer),
    { source: grain.source, from, to },
    ...cut({ from: to, to: range.to }, finer),
  ];
}
