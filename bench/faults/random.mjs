// @ts-check
// Chance that can be repeated: the same seed makes the same choices, though not at the same moments.

/**
 * @typedef {object} Chance
 * @property {(below: number) => number} below an integer from 0 up to, and without, this
 * @property {<T>(of: readonly [T, ...T[]]) => T} pick
 */

/**
 * Mulberry32.
 * @param {number} seed
 * @returns {Chance}
 */
export function chance(seed) {
  let state = seed >>> 0;
  const below = (/** @type {number} */ limit) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let bits = Math.imul(state ^ (state >>> 15), state | 1);
    bits ^= bits + Math.imul(bits ^ (bits >>> 7), bits | 61);
    return Math.floor((((bits ^ (bits >>> 14)) >>> 0) / 2 ** 32) * limit);
  };
  return { below, pick: (of) => of[below(of.length)] ?? of[0] };
}
