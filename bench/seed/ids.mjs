// @ts-check
// Ids as src/store/ids.ts makes them: the second of the birth, and a number that no other thing has. Each kind of thing has numbers of its
// own, of which there are as many as builds, or some times as many.

/** @typedef {'build' | 'request' | 'buildset' | 'rebuildset' | 'stamp' | 'change' | 'waiting' | 'step'} Kind */

/** @typedef {(kind: Kind, number: string, at: string) => string} Ids SQL of an id, from a number among its kind and the time of birth */

/** Where the numbers of a kind begin, in units of the number of builds. @type {Readonly<Record<Kind, number>>} */
const BLOCKS = { build: 0, request: 1, waiting: 2, buildset: 3, rebuildset: 5, stamp: 6, change: 10, step: 14 };
/** How many there are of each build. */
const OF_STEPS = 11;
const EPOCH_SECONDS = 1_262_304_000;
/** How many ids src/store/ids.ts hands out at once. */
const ID_BLOCK = 65_536;

/**
 * @param {number} builds
 * @returns {Ids}
 */
export const idsOf = (builds) => (kind, number, at) =>
  `(((extract(epoch from ${at})::bigint - ${EPOCH_SECONDS}) << 32) | (${BLOCKS[kind] * builds}::bigint + ${number}))`;

/** What keeps the product from making the same ids. @param {number} builds */
export const idsAreTaken = (builds) =>
  `update event_log set next_id_block = ${Math.ceil(((BLOCKS.step + OF_STEPS) * builds) / ID_BLOCK) + 1} where id = 1`;
