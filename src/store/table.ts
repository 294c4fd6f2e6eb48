// What there is to know of a table to read its rows: which columns to select, in which order, and how to read them.

import type { Row } from './reader.ts';

/** A table, as the hot reads see it. */
export interface Table<T> {
  readonly table: string;
  /** The select list, each column with the alias `t`. */
  readonly columns: string;
  readonly read: (row: Row) => T;
  /** A condition that every row that readers may see fulfils. */
  readonly visible: string;
}

/** @returns the select list of these columns; what has a dot in it is an expression, and taken as it is. */
export function columns(...names: string[]): string {
  return names.map((name) => (name.includes('.') ? name : `t.${name}`)).join(', ');
}
