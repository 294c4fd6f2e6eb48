// Pages: what a client may ask for, and the opaque cursors that name a place in a list.

import { LavalampError } from './errors.ts';
import type { PageRequest } from './model.ts';

/** One page of a list, in the order of the list. */
export interface Page<T> {
  readonly nodes: readonly T[];
  readonly hasNextPage: boolean;
  readonly hasPreviousPage: boolean;
  /** The cursor of `nodes[index]`. Made only when it is asked for. */
  readonly cursor: (index: number) => string;
}

/** A list that can grow: nothing is read until it is asked for. */
export interface Connection<T> {
  readonly page: () => Promise<Page<T>>;
  readonly count: () => Promise<number>;
}

/** How many entries a page has when nothing is said. */
export const DEFAULT_PAGE_SIZE = 50;
/** How many entries a page may have. */
export const MAX_PAGE_SIZE = 1_000;

/** The values of a list's order at one entry, as text; they end with something unique. */
export type Key = readonly string[];

/** A page request that was checked. */
export interface PageBounds {
  /** How many entries at most; 0 for none. */
  readonly limit: number;
  /** Whether the entries nearest to the end of the list are wanted. */
  readonly fromEnd: boolean;
  readonly after: Key | null;
  readonly before: Key | null;
}

/** What one value of a key is, in PostgreSQL's words. */
export type KeyType = 'bigint' | 'int' | 'text' | 'timestamptz';

/** What a cursor may claim a value to be. It comes from outside, and PostgreSQL is to be asked for nothing that it cannot read. */
const VALUES: { readonly [T in KeyType]: RegExp } = {
  bigint: /^\d{1,18}$|^[1-8]\d{18}$/,
  int: /^-1$|^\d{1,10}$/,
  text: /^[^\0]*$/,
  timestamptz: /^\d{4}-(0\d|1[0-2])-([0-2]\d|3[01])T([01]\d|2[0-3]):[0-5]\d:[0-5]\d\.\d{3}Z$/,
};

/**
 * Checks a page request against a list. `list` names the list and its order, so that a cursor of another is refused; `types` are
 * those of its keys' values. Throws LavalampError BAD_USER_INPUT, naming the argument and the limit.
 */
export function pageBounds(list: string, types: readonly KeyType[], request: PageRequest): PageBounds {
  const { first, last } = request;
  if (isGiven(first) && isGiven(last))
    throw wrong('`first` and `last` cannot be given together: a page is read from one end.');
  checkSize('first', first);
  checkSize('last', last);
  return {
    limit: first ?? last ?? DEFAULT_PAGE_SIZE,
    fromEnd: isGiven(last),
    after: isGiven(request.after) ? decodeCursor('after', list, types, request.after) : null,
    before: isGiven(request.before) ? decodeCursor('before', list, types, request.before) : null,
  };
}

/** How many entries are wanted of a list that is not read in pages. Throws LavalampError BAD_USER_INPUT, naming the argument. */
export function pageSize(argument: string, size: number | null | undefined): number {
  checkSize(argument, size);
  return size ?? DEFAULT_PAGE_SIZE;
}

/** The cursor of an entry. */
export function encodeCursor(list: string, key: Key): string {
  return Buffer.from(JSON.stringify([list, ...key])).toString('base64url');
}

function decodeCursor(argument: string, list: string, types: readonly KeyType[], cursor: string): Key {
  const parts = parse(cursor);
  if (parts === null) throw wrong(`\`${argument}\` is not a cursor. Pass one that this list returned.`);
  const [of, ...key] = parts;
  if (of !== list || key.length !== types.length) {
    throw wrong(
      `\`${argument}\` is a cursor of another list, or of another order of this one. Pass one that this list returned.`,
    );
  }
  if (!types.every((type, i) => VALUES[type].test(key[i] ?? ''))) {
    throw wrong(`\`${argument}\` is not a cursor that this list returned.`);
  }
  return key;
}

function parse(cursor: string): readonly string[] | null {
  try {
    const parts: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    return Array.isArray(parts) && parts.every((part) => typeof part === 'string') ? parts : null;
  } catch {
    return null;
  }
}

function checkSize(argument: string, size: number | null | undefined): void {
  if (isGiven(size) && (size < 0 || size > MAX_PAGE_SIZE)) {
    throw wrong(`\`${argument}\` must be from 0 to ${MAX_PAGE_SIZE}, and is ${size}.`);
  }
}

function isGiven<T>(value: T | null | undefined): value is T {
  return value !== null && value !== undefined;
}

function wrong(message: string): LavalampError {
  return new LavalampError('BAD_USER_INPUT', message);
}
