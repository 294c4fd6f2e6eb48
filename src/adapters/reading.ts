// What the adapters share in reading what was posted: shapes that say what is wrong, names and keys that fit, and times.

import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Time } from '../model.ts';
import { NAME_LIMIT } from '../reporting/checks.ts';
import { clean, kindOf, Untranslatable } from './text.ts';

/** What can be turned into a key or name: an id of another system. */
export const id = z.int().min(1);
/** A text that is told, or is not; what is longer than any name is cut by whoever uses it. */
export const text = z.string().nullish();
/** A name that is told: an empty one counts as none. */
export const name = z.string().min(1);

/** The body in its shape. `what` begins the sentence: `A build post of Buildbot`. Throws Untranslatable, with the first wrong place. */
export function readShape<T>(shape: z.ZodType<T>, what: string, body: unknown): T {
  const checked = shape.safeParse(body, { reportInput: true });
  if (checked.success) return checked.data;
  const [issue] = checked.error.issues;
  const place = clean((issue?.path ?? []).map(String).join('.').slice(0, 200));
  const expected = (issue?.message ?? 'another shape').replace(
    /^Invalid input: |^Too (big|small): |, received .*$/gu,
    '',
  );
  throw new Untranslatable(
    `${what} is wrong at '${place}': ${clean(expected).slice(0, 200)}, received ${kindOf(issue?.input)}.`,
  );
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A key or a name that is made of parts. One that is too long ends in a digest of it all, so that it still is like no other. */
export function joined(separator: string, ...parts: readonly (string | number | null | undefined)[]): string {
  const given = parts.filter((part) => part !== null && part !== undefined && part !== '');
  return fitting(clean(given.join(separator)));
}

/** A name as it is, or a shortened one that is like no other. */
export function fitting(text: string): string {
  if (text.length <= NAME_LIMIT) return text;
  const digest = createHash('sha256').update(text).digest('hex').slice(0, 16);
  return `${clean(text.slice(0, NAME_LIMIT - digest.length - 1))}…${digest}`;
}

/** A name of something that need not be told; null for an empty one. */
export function optionalName(text: string | null | undefined): string | null {
  return text ? fitting(clean(text)) : null;
}

const TIME = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}:\d{2})(\.\d{1,9})?\s?(Z|UTC|[+-]\d{2}:?\d{2})$/;

/**
 * A time as people and programs write it: ISO 8601 with a zone, or `2016-08-12 15:23:28 UTC`. Null when none was told, for the zero
 * that some write instead, and for what is before 1971 or after 2199. Throws Untranslatable for what is no time.
 */
export function timeIn(text: string | null | undefined, what: string): Time | null {
  if (text === null || text === undefined || text === '') return null;
  const [, day, time, fraction = '', zone = ''] = TIME.exec(text) ?? [];
  const offset = zone === 'UTC' ? 'Z' : zone.replace(/^([+-]\d{2})(\d{2})$/, '$1:$2');
  const at = new Date(`${day}T${time}${fraction.slice(0, 4)}${offset}`);
  if (day === undefined || Number.isNaN(at.getTime())) {
    throw new Untranslatable(`Expected ${what} to be a time, received ${JSON.stringify(clean(text.slice(0, 50)))}.`);
  }
  return at.getUTCFullYear() > 1970 && at.getUTCFullYear() < 2200 ? at.toISOString() : null;
}

/** `Name <address>`, or what there is of it. */
export function person(
  author: { readonly name?: string | null | undefined; readonly email?: string | null | undefined } | null | undefined,
): string {
  const { name, email } = author ?? {};
  return clean([name, email && `<${email}>`].filter(Boolean).join(' ').slice(0, 1_000));
}
