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

/** The same page of the children of each parent that asks in one tick is one statement. Throws BAD_USER_INPUT. */
export class ChildLists {
  readonly #reader: Reader;
  readonly #pages = new Map<string, DataLoader<Id, Page<unknown>>>();
  readonly #counts = new Map<string, DataLoader<Id, number>>();

  constructor(reader: Reader) {
    this.#reader = reader;
  }

  /** `filterKey` tells filters apart: connections with the same list, filter and page are read together. */
  connect<T>(
    list: List<T>,
    nesting: Nesting,
    parentId: Id,
    request: PageRequest,
    conditions: Conditions = () => [],
    filterKey = '',
  ): Connection<T> {
    const bounds = pageBounds(list.name, keyTypes(list), request);
    const key = JSON.stringify([list.name, nesting.from, nesting.parent, filterKey]);
    return {
      page: () => this.#page(key, list, nesting, conditions, bounds).load(parentId) as Promise<Page<T>>,
      count: () => this.#count(key, list, nesting, conditions).load(parentId),
    };
  }

  #page<T>(key: string, list: List<T>, nesting: Nesting, conditions: Conditions, bounds: PageBounds) {
    return remember(this.#pages, `${key}${JSON.stringify(bounds)}`, () => {
      return byParent((parents) =>
        readChildren<unknown>(this.#reader, list as List<unknown>, nesting, conditions, bounds, parents),
      );
    });
  }

  #count<T>(key: string, list: List<T>, nesting: Nesting, conditions: Conditions) {
    return remember(this.#counts, key, () => {
      return byParent((parents) => countChildren(this.#reader, list.table, nesting, conditions, parents));
    });
  }
}

function byParent<V>(read: (parents: readonly Id[]) => Promise<ReadonlyMap<Id, V>>): DataLoader<Id, V> {
  return new DataLoader(async (parents) => {
    const found = await read(parents);
    return parents.map((id) => found.get(id) ?? new Error(`Nothing was read for the parent ${id}.`));
  });
}

function remember<V>(known: Map<string, V>, key: string, make: () => V): V {
  const value = known.get(key) ?? make();
  known.set(key, value);
  return value;
}

function keyTypes<T>(list: List<T>): readonly KeyType[] {
  return list.order.map(({ type }) => type);
}
