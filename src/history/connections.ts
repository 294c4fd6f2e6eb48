// Connections: lists that are read when somebody asks, and then in as few statements as can be.

import DataLoader from 'dataloader';
import type { Id, PageRequest } from '../model.ts';
import { type Connection, type KeyType, type Page, type PageBounds, pageBounds } from '../pages.ts';
import { type Conditions, countChildren, type List, type Nesting, readChildren, readList } from '../store/lists.ts';
import type { Reader } from '../store/reader.ts';

/** A list of its own. The page and the count, when both are asked for in one tick, are one statement. Throws BAD_USER_INPUT. */
export function connect<T>(reader: Reader, list: List<T>, conditions: Conditions, request: PageRequest): Connection<T> {
  const bounds = pageBounds(list.name, keyTypes(list), request);
  const parts = new DataLoader<'page' | 'count', Page<T> | number>(async (wanted) => {
    const { page, count } = await readList(reader, list, conditions, {
      page: wanted.includes('page') ? bounds : null,
      count: wanted.includes('count'),
    });
    return wanted.map((part) => (part === 'page' ? page : count) ?? new Error(`The ${part} was not read.`));
  });
  return {
    page: () => parts.load('page') as Promise<Page<T>>,
    count: () => parts.load('count') as Promise<number>,
  };
}

/** What is wanted of a parent's children: a page; or, where that is null, how many there are. */
interface Wanted {
  readonly parent: Id;
  readonly bounds: PageBounds | null;
  /** The bounds as text: pages with the same ones are read together. */
  readonly place: string;
}

/** The place of those of whom only the number is wanted. */
const NO_PLACE = '';

type Place = Pick<Wanted, 'parent' | 'place'>;

type Loader = DataLoader<Wanted, Page<unknown> | number, string>;

/**
 * The same page of the children of each parent that asks in one tick is one statement, and so is that page together with their
 * number. Throws BAD_USER_INPUT.
 */
export class ChildLists {
  readonly #reader: Reader;
  readonly #loaders = new Map<string, Loader>();

  constructor(reader: Reader) {
    this.#reader = reader;
  }

  /** `filterKey` tells filters apart: connections with the same list, filter and page are read together. */
  connect<T>(
    list: List<T>,
    nesting: Nesting,
    parent: Id,
    request: PageRequest,
    conditions: Conditions = () => [],
    filterKey = '',
  ): Connection<T> {
    const bounds = pageBounds(list.name, keyTypes(list), request);
    const key = JSON.stringify([list.name, nesting.from, nesting.parent, filterKey]);
    const loader = () => remember(this.#loaders, key, () => this.#loader(list as List<unknown>, nesting, conditions));
    return {
      page: () => loader().load({ parent, bounds, place: JSON.stringify(bounds) }) as Promise<Page<T>>,
      count: () => loader().load({ parent, bounds: null, place: NO_PLACE }) as Promise<number>,
    };
  }

  #loader(list: List<unknown>, nesting: Nesting, conditions: Conditions): Loader {
    return new DataLoader<Wanted, Page<unknown> | number, string>(
      (wanted) => this.#read(list, nesting, conditions, wanted),
      {
        cacheKeyFn: keyOf,
      },
    );
  }

  async #read(list: List<unknown>, nesting: Nesting, conditions: Conditions, wanted: readonly Wanted[]) {
    const pages = new Map<string, { readonly bounds: PageBounds; readonly parents: Id[] }>();
    const uncounted = new Set<Id>();
    for (const { parent, bounds, place } of wanted) {
      if (bounds === null) uncounted.add(parent);
      else remember(pages, place, () => ({ bounds, parents: [] })).parents.push(parent);
    }
    const reads = [...pages].map(([place, { bounds, parents }]) => {
      const counted = bounds.limit > 0 && parents.some((id) => uncounted.has(id));
      if (counted) for (const id of parents) uncounted.delete(id);
      return readChildren(this.#reader, list, nesting, conditions, bounds, parents, counted).then((children) => {
        return [...children].flatMap(([parent, { page, count }]): [string, Page<unknown> | number][] => [
          [keyOf({ parent, place }), page],
          ...(count === null ? [] : [[keyOf({ parent, place: NO_PLACE }), count] as [string, number]]),
        ]);
      });
    });
    const counts =
      uncounted.size === 0 ? [] : [countChildren(this.#reader, list.table, nesting, conditions, [...uncounted])];
    const rest = counts.map(async (read) =>
      [...(await read)].map(([parent, count]): [string, number] => [keyOf({ parent, place: NO_PLACE }), count]),
    );
    const found = new Map<string, Page<unknown> | number>((await Promise.all([...reads, ...rest])).flat());
    return wanted.map((each) => found.get(keyOf(each)) ?? new Error(`Nothing was read for the parent ${each.parent}.`));
  }
}

function keyOf({ parent, place }: Place): string {
  return `${parent} ${place}`;
}

/** The value of a key, which is made when it is not there yet. */
export function remember<K, V>(known: Map<K, V>, key: K, make: () => V): V {
  const value = known.get(key) ?? make();
  known.set(key, value);
  return value;
}

function keyTypes<T>(list: List<T>): readonly KeyType[] {
  return list.order.map(({ type }) => type);
}
