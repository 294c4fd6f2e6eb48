// What the tests see of history.mjs.

import type pg from 'pg';

export interface Size {
  readonly builds: number;
  readonly builders?: number;
  /** How many of the builds still run. */
  readonly running?: number;
  /** How many requests nobody has begun with. */
  readonly waiting?: number;
}

export function seedHistory(pool: pg.Pool, size: Size, tell?: (text: string) => void): Promise<void>;
