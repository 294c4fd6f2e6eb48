// What every adapter does to the texts and values of others before they become reports.

import type { Json } from '../model.ts';

/** Thrown within a translation, and turned into its problem: the message is one sentence. */
export class Untranslatable extends Error {
  override readonly name = 'Untranslatable';
}

/** How deep a JSON value may be nested. */
export const MAX_DEPTH = 64;

/** How long a text that people read may be, in characters: what is longer is cut. */
export const MAX_TEXT = 10_000;

/** How long an address may be, in characters. */
const MAX_ADDRESS = 8_000;

/** The text without what PostgreSQL and UTF-8 cannot hold: NUL characters and lone surrogates become U+FFFD. */
export function clean(text: string): string {
  return text.replaceAll('\0', '\uFFFD').replace(/\p{Surrogate}/gu, '\uFFFD');
}

/** A text for people: clean, and cut when it is longer than `most`. Null when there is none, or it is empty. */
export function words(text: string | null | undefined, most = MAX_TEXT): string | null {
  if (text === null || text === undefined || text === '') return null;
  return text.length <= most ? clean(text) : `${clean(text.slice(0, most - 1))}…`;
}

/** The address when it is one that a browser may be sent to: http or https. */
export function webAddress(url: string | null | undefined): string | null {
  if (typeof url !== 'string' || url.length > MAX_ADDRESS || !/^https?:\/\/[^\s]+$/iu.test(url)) return null;
  const cleaned = clean(url);
  return URL.canParse(cleaned) ? cleaned : null;
}

/** Any JSON value, with clean texts. `what` names it in the problem when it is not one. */
export function jsonValue(value: unknown, what: string, depth = 0): Json {
  if (value === null || typeof value === 'boolean') return value;
  if (typeof value === 'string') return clean(value);
  // JSON.parse makes Infinity of 1e999, which JSON cannot hold.
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  if (typeof value !== 'object')
    throw new Untranslatable(`Expected ${what} to be a JSON value, received ${kindOf(value)}.`);
  if (depth >= MAX_DEPTH)
    throw new Untranslatable(`Expected ${what} to be nested at most ${MAX_DEPTH} deep, received more.`);
  if (Array.isArray(value)) return value.map((item) => jsonValue(item, what, depth + 1));
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [clean(name), jsonValue(item, what, depth + 1)]),
  );
}

/** What kind of value it is, in a few words, for messages. */
export function kindOf(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'an array';
  if (typeof value === 'object') return 'an object';
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  return `a ${typeof value}`;
}
