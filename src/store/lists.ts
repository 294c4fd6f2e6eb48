// Lists that grow, read in keyset pages: the cost of a page does not depend on how deep it lies.

import type { Direction } from '../filters.ts';
import type { Id } from '../model.ts';
import { encodeCursor, type Key, type KeyType, type Page, type PageBounds } from '../pages.ts';
import { type Planning, type Reader, tail } from './reader.ts';
import { all, Values } from './sql.ts';
import type { Table } from './table.ts';

/** A list: its entries, and the order that they come in. The last of the order's columns is unique. */
export interface List<T> {
  /** Names the list and its order in cursors. */
  readonly name: string;
  readonly table: Table<T>;
  readonly order: readonly { readonly column: string; readonly type: KeyType }[];
  readonly direction: Direction;
  readonly key: (node: T) => Key;
  /** An expression for how many entries the list has when nothing narrows it; left out: they are counted. */
  readonly length?: string;
}

/** Where the children of a parent are found: what to select from, and the column that holds the parent's id. */
export interface Nesting {
  readonly from: string;
  readonly parent: string;
}

/** Adds a filter's values, and returns its conditions. */
export type Conditions = (values: Values) => readonly string[];

/** A page, and how many entries the whole list has, in one statement; each only when it is wanted. */
export async function readList<T>(
  reader: Reader,
  list: List<T>,
  conditions: Conditions,
  wanted: { readonly page: PageBounds | null; readonly count: boolean },
): Promise<{ readonly page: Page<T> | null; readonly count: number | null }> {
  const { table } = list;
  const from = `${table.table} t`;
  const empty = wanted.page?.limit === 0;
  if (wanted.page === null || empty) {
    const count = wanted.count ? await countAll(reader, list, conditions) : null;
    return { page: wanted.page === null ? null : pageOf(list, wanted.page, []), count };
  }
  const values = new Values();
  const asked = conditions(values);
  const filter = all([table.visible, ...asked]);
  const counted = wanted.count ? `(${lengthOf(list, asked)})` : 'null';
  const sql = `select ${counted}, ${table.columns} from ${from} where ${filter} ${window(list, wanted.page, values)}`;
  const rows = await reader.rows(sql, values.list, planning(asked));
  const page = pageOf(
    list,
    wanted.page,
    rows.map((cells) => table.read(tail(cells))),
  );
  const first = rows[0]?.[0];
  // A page behind the last entry has no row that could carry the count.
  const count = !wanted.count ? null : first ? Number(first) : await countAll(reader, list, conditions);
  return { page, count };
}

async function countAll<T>(reader: Reader, list: List<T>, conditions: Conditions): Promise<number> {
  const values = new Values();
  const asked = conditions(values);
  const [row] = await reader.rows(lengthOf(list, asked), values.list, planning(asked));
  return Number(row?.[0]);
}

/** A statement that says how many entries fulfil some conditions. */
function lengthOf<T>({ table, length }: List<T>, asked: readonly string[]): string {
  if (asked.length === 0 && length !== undefined) return `select ${length}`;
  return `select count(*) from ${table.table} t where ${all([table.visible, ...asked])}`;
}

/** A filter's values say how much is found: main or a branch of yesterday, a busy builder or a quiet one. */
function planning(asked: readonly string[]): Planning {
  return asked.length === 0 ? 'ONCE' : 'EACH_TIME';
}

/** A page of children, and how many there are: null when they were not counted. */
export interface Children<T> {
  readonly page: Page<T>;
  readonly count: number | null;
}

/**
 * The same page of the children of each of many parents and, when they are to be `counted`, how many each has, in one statement.
 * Parents without children have an empty page. The page must not be of no entries.
 */
export async function readChildren<T>(
  reader: Reader,
  list: List<T>,
  nesting: Nesting,
  conditions: Conditions,
  bounds: PageBounds,
  parents: readonly Id[],
  counted: boolean,
): Promise<Map<Id, Children<T>>> {
  const { table } = list;
  const found = new Map<Id, { readonly nodes: T[]; count: number | null }>(
    parents.map((id) => [id, { nodes: [], count: counted ? 0 : null }]),
  );
  if (bounds.limit > 0) {
    const values = new Values();
    const ids = values.add(parents, 'bigint[]');
    const asked = conditions(values);
    const from = `from ${nesting.from} where ${nesting.parent} = parents.id and ${all([table.visible, ...asked])}`;
    const page = `lateral (select ${table.columns} ${from} ${window(list, bounds, values)}) children`;
    const rows = await reader.rows(
      counted
        ? `select parents.id, counted.count, children.* from unnest(${ids}) as parents(id)
           cross join lateral (select count(*) ${from}) counted left join ${page} on true`
        : `select parents.id, null, children.* from unnest(${ids}) as parents(id) cross join ${page}`,
      values.list,
      planning(asked),
    );
    for (const cells of rows) {
      const children = found.get(cells[0] ?? '');
      if (children === undefined) continue;
      if (counted) children.count = Number(cells[1]);
      if (cells[2] !== null) children.nodes.push(table.read(tail(cells, 2)));
    }
  }
  return new Map([...found].map(([id, { nodes, count }]) => [id, { page: pageOf(list, bounds, nodes), count }]));
}

/** How many children each of many parents has, in one statement. */
export async function countChildren(
  reader: Reader,
  table: Table<unknown>,
  nesting: Nesting,
  conditions: Conditions,
  parents: readonly Id[],
): Promise<Map<Id, number>> {
  const values = new Values();
  const ids = values.add(parents, 'bigint[]');
  const asked = conditions(values);
  const filter = all([table.visible, ...asked]);
  const rows = await reader.rows(
    `select ${nesting.parent}, count(*) from ${nesting.from} where ${nesting.parent} = any(${ids}) and ${filter} group by 1`,
    values.list,
    planning(asked),
  );
  const counts = new Map<Id, number>(parents.map((id) => [id, 0]));
  for (const [id, count] of rows) if (id) counts.set(id, Number(count));
  return counts;
}

/** The condition, order and limit that cut a page, and one entry more, out of a list. */
function window<T>(list: List<T>, bounds: PageBounds, values: Values): string {
  const forward = (list.direction === 'ASC') !== bounds.fromEnd;
  const columns = `(${list.order.map(({ column }) => column).join(', ')})`;
  const place = (key: Key) => `(${list.order.map(({ type }, i) => values.add(key[i], type)).join(', ')})`;
  const beyond = (key: Key | null, operator: string) =>
    key === null ? '' : ` and ${columns} ${operator} ${place(key)}`;
  const ascending = list.direction === 'ASC';
  const order = list.order.map(({ column }) => `${column} ${forward ? 'asc' : 'desc'}`).join(', ');
  return `${beyond(bounds.after, ascending ? '>' : '<')}${beyond(bounds.before, ascending ? '<' : '>')} order by ${order} limit ${values.add(bounds.limit + 1, 'int')}`;
}

function pageOf<T>(list: List<T>, bounds: PageBounds, found: T[]): Page<T> {
  const more = found.length > bounds.limit;
  if (more) found.length = bounds.limit;
  const nodes = bounds.fromEnd ? found.reverse() : found;
  return {
    nodes,
    // Beyond a bound that the client gave lies at least the entry that it named.
    hasNextPage: bounds.before !== null || (!bounds.fromEnd && more),
    hasPreviousPage: bounds.after !== null || (bounds.fromEnd && more),
    cursor: (index) => {
      const node = nodes[index];
      if (node === undefined) throw new RangeError(`A page of ${nodes.length} entries has none at ${index}.`);
      return encodeCursor(list.name, list.key(node));
    },
  };
}
