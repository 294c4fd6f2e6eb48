// What a master cannot tell of one thing, while it tells everything else.

import type { Master } from './master.ts';
import { Late, MasterProblem, TooLarge } from './problem.ts';

/** Something that could not be read, though it is there. It is to be asked for again. */
export interface Untold {
  readonly kind: 'builds' | 'buildrequests' | 'changes';
  readonly id: number;
  /** What of it, such as `the steps of build 7`. */
  readonly what: string;
  readonly why: string;
}

/** Whether a master may be able to tell less than it was asked for: a row that it cannot read fails its whole answer. */
export const isTooMuch = (error: unknown): error is MasterProblem =>
  error instanceof TooLarge || error instanceof Late || (error instanceof MasterProblem && error.status === 500);

/**
 * What is read, or what is made of it that a master fails in this alone. That it is not away is seen by asking for something else.
 * Throws MasterProblem.
 */
export async function unlessUntold<T>(
  master: Master,
  read: () => Promise<T>,
  untold: (why: string) => T | Promise<T>,
): Promise<T> {
  try {
    return await read();
  } catch (error) {
    if (!isTooMuch(error)) throw error;
    await expectAlive(master);
    return untold(error.message);
  }
}

/** Throws MasterProblem when the master does not tell what is smallest either. */
export async function expectAlive(master: Master): Promise<void> {
  await master.things('masters', 'masters');
}
