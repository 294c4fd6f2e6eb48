// What is asked of every value that is reported, before anything else is done with it.

import { isDeepStrictEqual } from 'node:util';
import type { Id, Json, Time } from '../model.ts';
import { Refused } from './refused.ts';

type Path = readonly string[];
type Given<T> = T | null | undefined;

/** Names and keys are parts of indexes, whose entries PostgreSQL limits to 2,704 bytes. All lengths of texts count UTF-16 units. */
export const NAME_LIMIT = 500; // characters
const TEXT_LIMIT = 1_048_576; // characters
export const STATE_STRING_LIMIT = 10_000; // characters
const URL_LIMIT = 8_000; // characters
const JSON_LIMIT = 1_048_576; // characters, as JSON
const JSON_DEPTH = 64; // levels
const EARLIEST = '1970-01-01T00:00:00.000Z';
const LATEST = '2200-01-01T00:00:00.000Z';

/** A name or key: not empty, and short enough for an index. */
export function name(path: Path, value: string): string {
  const problem = nameProblem(value);
  if (problem !== null) throw new Refused('INVALID', path, problem);
  return value;
}

/** Why a text can be no name; null when it can. */
export function nameProblem(value: string): string | null {
  return value === '' ? 'Must not be empty.' : textProblem(value, NAME_LIMIT);
}

/** A name that may be left out. @returns null when it was. */
export function optionalName(path: Path, value: Given<string>): string | null {
  return value === null || value === undefined ? null : name(path, value);
}

/** A name that may be empty, but is never absent. */
export function possiblyEmptyName(path: Path, value: Given<string>): string {
  return text(path, value ?? '', NAME_LIMIT);
}

/** A text that PostgreSQL can keep. */
export function text(path: Path, value: string, limit = TEXT_LIMIT): string {
  const problem = textProblem(value, limit);
  if (problem !== null) throw new Refused('INVALID', path, problem);
  return value;
}

function textProblem(value: string, limit: number): string | null {
  if (value.length > limit) return `At most ${limit} characters; received ${value.length}.`;
  if (value.includes('\0')) return 'Must not hold a NUL character (U+0000).';
  return /\p{Surrogate}/u.test(value) ? 'Must not hold half of a surrogate pair.' : null;
}

export function optionalText(path: Path, value: Given<string>, limit = TEXT_LIMIT): string | null {
  return value === null || value === undefined ? null : text(path, value, limit);
}

/** An address that a page may link to. */
export function optionalUrl(path: Path, value: Given<string>): string | null {
  return value === null || value === undefined ? null : url(path, value);
}

export function url(path: Path, value: string): string {
  text(path, value, URL_LIMIT);
  if (!URL.canParse(value) || !/^https?:$/.test(new URL(value).protocol)) {
    throw new Refused('INVALID', path, `Must be an http or https address; received ${quote(value)}.`);
  }
  return value;
}

/** A time that is not absurd; null when it was left out. */
export function optionalTime(path: Path, value: Given<Time>): Time | null {
  if (value === null || value === undefined) return null;
  if (value < EARLIEST || value > LATEST) {
    throw new Refused('INVALID', path, `Must be between 1970 and 2200; received ${quote(value)}.`);
  }
  return value;
}

/** A whole number within bounds. */
export function integer(path: Path, value: number, least: number, most: number): number {
  if (!Number.isInteger(value) || value < least || value > most) {
    throw new Refused('INVALID', path, `Must be a whole number from ${least} to ${most}; received ${value}.`);
  }
  return value;
}

/** A list that is not too long. */
export function list<T>(path: Path, value: readonly T[], most: number): readonly T[] {
  if (value.length > most) throw new Refused('INVALID', path, `At most ${most} entries; received ${value.length}.`);
  return value;
}

/** Refuses to let a thing have more than `most` of something, what was told before included. The words name both. */
export function total(path: Path, count: number, most: number, [thing, parts]: readonly [string, string]): void {
  if (count > most) {
    throw new Refused('INVALID', path, `A ${thing} has at most ${most} ${parts}; with this it would have ${count}.`);
  }
}

/** A JSON value that PostgreSQL can keep; null when it was left out. */
export function json(path: Path, value: Given<Json>): Json {
  if (isTooDeep(value ?? null, JSON_DEPTH)) {
    throw new Refused(
      'INVALID',
      path,
      `At most ${JSON_DEPTH} levels of lists and objects, and no number that is not finite.`,
    );
  }
  const written = JSON.stringify(value ?? null);
  if (written.length > JSON_LIMIT) {
    throw new Refused('INVALID', path, `At most ${JSON_LIMIT} characters of JSON; received ${written.length}.`);
  }
  if (/(?:^|[^\\])(?:\\\\)*\\u(?:0000|d[89a-f])/i.test(written)) {
    throw new Refused('INVALID', path, 'Must not hold a NUL character or half of a surrogate pair in a text.');
  }
  return value ?? null;
}

/** A JSON object that PostgreSQL can keep; null when it was left out. */
export function jsonObject(path: Path, value: Given<Json>): Json {
  if (value !== null && value !== undefined && (typeof value !== 'object' || Array.isArray(value))) {
    throw new Refused('INVALID', path, `Must be a JSON object; received ${quote(value)}.`);
  }
  return json(path, value);
}

/** Whether a value nests deeper than `levels`, or holds a number that JSON cannot write. */
function isTooDeep(value: Json, levels: number): boolean {
  if (typeof value === 'number') return !Number.isFinite(value);
  if (typeof value !== 'object' || value === null) return false;
  return levels === 0 || Object.values(value).some((inner) => isTooDeep(inner, levels - 1));
}

/** A value from outside, short and on one line, as a message shows it. */
export function quote(value: unknown): string {
  const written = JSON.stringify(value) ?? String(value);
  return written.length > 80 ? `${written.slice(0, 77)}…` : written;
}

/**
 * Two statements of one fact: the one that is known stands, what is missing is filled in, and a contradiction is refused.
 * Null means that nothing was said.
 */
export function settle<T>(path: Path, known: T | null, told: T | null): T | null {
  if (told === null || known === told) return known;
  if (known === null) return told;
  throw new Refused('CONFLICT', path, `It was reported as ${quote(known)} before; received ${quote(told)}.`);
}

/** The same for a thing that is known by its id: a contradiction is told by its name. */
export function settleThing(
  path: Path,
  known: Id | null,
  told: { readonly id: Id } | null,
  name: Given<string>,
): Id | null {
  if (told === null || known === null || known === told.id) return known ?? told?.id ?? null;
  throw new Refused('CONFLICT', path, `Another ${path.at(-1)} was reported before; received ${quote(name ?? '')}.`);
}

/** The name of a field in which two records differ; undefined when they are the same. */
export function firstDifference<T extends object>(a: T, b: T): string | undefined {
  return (Object.keys(b) as (keyof T & string)[]).find((field) => !isDeepStrictEqual(a[field], b[field]));
}
