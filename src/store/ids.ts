// Ids, made in this process: the second of the thing's birth in the upper 31 bits, a number that no other thing of this database
// has in the lower 32. The numbers come in blocks, so that a statement is needed once in BLOCK ids.

import type { Id } from '../model.ts';
import { type Database, reached } from './database.ts';

/** 2010-01-01: 31 bits of seconds from here end in 2078. */
const EPOCH_SECONDS = 1_262_304_000n;
const BLOCK = 65_536n; // ids
const SECONDS_MASK = (1n << 31n) - 1n;
const NUMBER_MASK = (1n << 32n) - 1n;

/** Makes ids for things born at a given time. */
export interface IdMaker {
  /** `bornAt` in milliseconds since 1970; what is outside 2010–2078 is taken as the nearer end. */
  readonly next: (bornAt: number) => Id;
  /** Must be awaited before up to `count` calls of `next`. Rejects with LavalampError UNAVAILABLE when the database is away. */
  readonly reserve: (count: number) => Promise<void>;
  /** @returns what takes back all ids that are made after this moment, for when nothing was kept under them. */
  readonly checkpoint: () => () => void;
}

export function createIdMaker(database: Pick<Database, 'pool'>): IdMaker {
  let next = 0n;
  let end = 0n;
  /** What is left of a block when the following one was fetched. */
  let following: { next: bigint; end: bigint } | undefined;

  const fetchBlock = async () => {
    const { rows } = await database.pool.query<{ block: string }>(
      'update event_log set next_id_block = next_id_block + 1 where id = 1 returning next_id_block - 1 as block',
    );
    const block = rows[0];
    if (block === undefined) throw new Error('The table event_log has no row: the database was not migrated.');
    const start = BigInt(block.block) * BLOCK;
    return { next: start, end: start + BLOCK };
  };

  return {
    checkpoint() {
      const then = { next, end, following };
      return () => {
        ({ next, end, following } = then);
      };
    },
    async reserve(count) {
      if (BigInt(count) > BLOCK) throw new RangeError(`At most ${BLOCK} ids can be reserved at once, not ${count}.`);
      const left = end - next + (following === undefined ? 0n : following.end - following.next);
      if (left < BigInt(count)) following = await reached(fetchBlock);
    },
    next(bornAt) {
      if (next === end) {
        if (following === undefined) throw new Error('Ids must be reserved before they are used.');
        ({ next, end } = following);
        following = undefined;
      }
      const number = next & NUMBER_MASK;
      next += 1n;
      return String((clampSeconds(bornAt) << 32n) | number);
    },
  };
}

function clampSeconds(milliseconds: number): bigint {
  const seconds = BigInt(Math.floor(milliseconds / 1000)) - EPOCH_SECONDS;
  // 0 would make small ids, and ids must stay positive.
  return seconds < 1n ? 1n : seconds > SECONDS_MASK ? SECONDS_MASK : seconds;
}
