// Tables whose records can be read in part. Of a page of a thousand builds with ten steps each, most of what a read costs is the cells:
// a string for each, whether somebody looks at it or not (docs/decisions/0032-fields-that-are-read.md).

import { LRUCache } from 'lru-cache';
import { type Cell, isoTime, type Row } from './reader.ts';
import { columns, type Table } from './table.ts';

/** A field of a record: the column that it comes from, and how its cell is read. */
export interface Field<V> {
  readonly column: string;
  readonly read: (cell: Cell) => V;
}

export type Fields<T> = { readonly [F in keyof T]-?: Field<T[F]> };

/** A table of which it is known where each field comes from. */
export interface FieldTable<T> extends Table<T> {
  readonly fields: Fields<T>;
}

/** The fields of a record that somebody will look at; null: all of them. */
export type Wanted<T> = ReadonlySet<keyof T> | null;

function present(cell: Cell): string {
  if (cell === null) throw new Error('A column that is never null is null.');
  return cell;
}

/** Fields by the kind of their cells. Those that are not `optional` throw when the cell is null: the statement does not fit its reader. */
export const field = {
  text: <V extends string = string>(column: string): Field<V> => ({ column, read: (cell) => present(cell) as V }),
  optionalText: <V extends string = string>(column: string): Field<V | null> => ({
    column,
    read: (cell) => cell as V | null,
  }),
  number: (column: string): Field<number> => ({ column, read: (cell) => Number(present(cell)) }),
  boolean: (column: string): Field<boolean> => ({ column, read: (cell) => present(cell) === 't' }),
  time: (column: string): Field<string> => ({ column, read: (cell) => isoTime(present(cell)) }),
  optionalTime: (column: string): Field<string | null> => ({
    column,
    read: (cell) => (cell === null ? null : isoTime(cell)),
  }),
  json: <V>(column: string): Field<V> => ({ column, read: (cell) => JSON.parse(present(cell)) as V }),
};

/** @returns the table with these fields, whose records are read whole. */
export function tableOf<T extends object>(table: string, visible: string, fields: Fields<T>): FieldTable<T> {
  const entries = Object.entries(fields) as [keyof T, Field<T[keyof T]>][];
  return {
    table,
    visible,
    fields,
    columns: columns(...entries.map(([, { column }]) => column)),
    read: (row) => {
      const record = {} as T;
      for (const [name, { read }] of entries) record[name] = read(row.optional());
      return record;
    },
  };
}

/** Narrowed tables: a class each, which V8 makes fast code for, so that they must outlive an operation. */
const narrowed = new LRUCache<string, Table<object>>({ max: 500 });

/**
 * @returns the table with the columns of the wanted fields alone. Its records read a cell each time that they are asked for its field,
 * and throw when they are asked for another: whoever said what is wanted forgot it. They hold no properties of their own, so that
 * they can be neither spread nor compared.
 */
export function only<T extends object>(table: FieldTable<T>, wanted: Wanted<T>): Table<T> {
  if (wanted === null) return table;
  const names = (Object.keys(table.fields) as (keyof T & string)[]).filter((name) => wanted.has(name));
  const key = JSON.stringify([table.table, ...names]);
  const known = narrowed.get(key) ?? narrow(table, names);
  narrowed.set(key, known);
  return { ...(known as Table<T>), visible: table.visible };
}

function narrow<T extends object>(table: FieldTable<T>, names: readonly (keyof T & string)[]): Table<T> {
  class Narrowed {
    readonly row: Row;

    constructor(row: Row) {
      this.row = row;
    }
  }
  for (const [name, { read }] of Object.entries(table.fields) as [keyof T & string, Field<unknown>][]) {
    const at = names.indexOf(name);
    const get =
      at < 0
        ? () => {
            throw new Error(`The field ${name} of a ${table.table} is looked at, but nobody said that it would be.`);
          }
        : function (this: Narrowed) {
            return read(this.row.at(at));
          };
    Object.defineProperty(Narrowed.prototype, name, { get });
  }
  return {
    table: table.table,
    visible: table.visible,
    columns: columns(...names.map((name) => table.fields[name].column)),
    read: (row) => new Narrowed(row) as object as T,
  };
}
