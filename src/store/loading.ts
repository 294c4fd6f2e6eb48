// What all that reads cells is made of.

import type { CellKey, LoadedCell } from './cells.ts';

/** Runs a statement in the transaction. Rows come with their columns' names in camel case, ids and times as in the records. */
export type Query = <T>(sql: string, ...values: readonly (readonly string[])[]) => Promise<readonly T[]>;

export type Loader = (query: Query, keys: readonly CellKey[]) => Promise<readonly LoadedCell[]>;

/** One part of each of some keys. */
export const column = (keys: readonly CellKey[], index: number) => keys.map((key) => key[index] ?? '');
