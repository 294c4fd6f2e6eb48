// The scalars that GraphQL does not bring. What the domain hands out is in its final form already, so that serialising is free.

import { GraphQLError, GraphQLScalarType } from 'graphql';
import type { Json } from '../model.ts';

/** Calendar date and time with a zone, in ISO 8601's extended or basic format; seconds and their fraction may be left out. */
const ISO_8601 =
  /^(\d{4})-?(\d{2})-?(\d{2})[Tt](\d{2}):?(\d{2})(?::?(\d{2})(?:[.,](\d{1,12}))?)?(?:([Zz])|([+-])(\d{2})(?::?(\d{2}))?)$/;

const asIs = <T>(value: unknown): T => value as T;

const DateTime = new GraphQLScalarType<string>({
  name: 'DateTime',
  serialize: asIs<string>,
  parseValue(value) {
    const time = typeof value === 'string' ? utcTime(value) : null;
    if (time !== null) return time;
    throw new GraphQLError(
      `DateTime must be an ISO 8601 date and time with a zone, such as "2026-11-24T08:30:00.000Z"; received ${shown(value)}.`,
    );
  },
});

const JSON_ = new GraphQLScalarType<Json>({ name: 'JSON', serialize: asIs<Json>, parseValue: asIs<Json> });

const Long = new GraphQLScalarType<number>({
  name: 'Long',
  serialize: asIs<number>,
  parseValue(value) {
    if (Number.isSafeInteger(value)) return value as number;
    throw new GraphQLError(`Long must be a whole number of up to 53 bits; received ${shown(value)}.`);
  },
});

const EventCursor = new GraphQLScalarType<string>({
  name: 'EventCursor',
  serialize: asIs<string>,
  parseValue(value) {
    if (typeof value === 'string') return value;
    throw new GraphQLError(`EventCursor must be a string, as it was received; received ${shown(value)}.`);
  },
});

export const scalars = { DateTime, JSON: JSON_, Long, EventCursor };

/** @returns the moment in UTC with milliseconds (what is finer is cut off); null when the text names none between the years 1 and 9999. */
export function utcTime(text: string): string | null {
  const match = ISO_8601.exec(text);
  if (match === null) return null;
  const [year, month, day, hour, minute, second = 0] = match.slice(1, 7).map((part) => Number(part ?? 0));
  if (year === undefined || month === undefined || day === undefined || hour === undefined || minute === undefined) {
    return null;
  }
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  const dayExists = date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  const zoneHour = Number(match[10] ?? 0);
  const zoneMinute = Number(match[11] ?? 0);
  if (!dayExists || hour > 23 || minute > 59 || second > 59 || zoneHour > 23 || zoneMinute > 59) return null;
  const zone = (match[9] === '-' ? -1 : 1) * (zoneHour * 60 + zoneMinute);
  date.setUTCHours(hour, minute - zone, second, Number((match[7] ?? '').slice(0, 3).padEnd(3, '0')));
  const utcYear = date.getUTCFullYear();
  return utcYear < 1 || utcYear > 9_999 ? null : date.toISOString();
}

function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 100 ? `${text.slice(0, 100)}…` : text;
}
