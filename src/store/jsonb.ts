// JSON values in one spelling, so that two texts are the same exactly when PostgreSQL's jsonb calls the values equal. A jsonb has
// such a spelling, but for its numbers: 1.0 keeps its zero, and equals 1.

import type { Json } from '../model.ts';

/**
 * A value as the database would spell it. A text that the database cannot keep (NUL, half of a surrogate pair) stays escaped, and
 * so is the same as none that it keeps. Throws RangeError when the value is nested too deep for the stack.
 */
export function jsonbText(value: Json): string {
  // First what JSON.stringify makes of it, since that is what would be sent: undefined is left out, what is not finite is null.
  return spelled(JSON.parse(JSON.stringify(value)) as Json);
}

function spelled(value: Json): string {
  if (typeof value === 'number') return decimal(value);
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (isList(value)) return `[${value.map(spelled).join(', ')}]`;
  const members = Object.entries(value).map(([name, one]) => ({ name, bytes: Buffer.from(name), one }));
  members.sort((a, b) => a.bytes.length - b.bytes.length || Buffer.compare(a.bytes, b.bytes));
  return `{${members.map(({ name, one }) => `${JSON.stringify(name)}: ${spelled(one)}`).join(', ')}}`;
}

function isList(value: object): value is readonly Json[] {
  return Array.isArray(value);
}

/** A number without an exponent: JavaScript writes one from 1e21 and below 1e-6, jsonb never. */
function decimal(value: number): string {
  const [mantissa = '', exponent] = String(value).split('e');
  if (exponent === undefined) return mantissa;
  const [sign, unsigned] = mantissa.startsWith('-') ? ['-', mantissa.slice(1)] : ['', mantissa];
  const digits = unsigned.replace('.', '');
  const power = Number(exponent);
  // No mantissa has as many digits as the least exponent that is written.
  return power > 0 ? `${sign}${digits.padEnd(power + 1, '0')}` : `${sign}0.${'0'.repeat(-power - 1)}${digits}`;
}

const FRACTION_OR_STRING = /"[^"\\]*(?:\\.[^"\\]*)*"|\.\d+/g;

/** The one spelling of a jsonb that was read as text: without the zeros at the end of fractions. */
export function canonicalJsonb(text: string): string {
  // Most values are strings, and the long ones too.
  if (text.startsWith('"')) return text;
  return text.replace(FRACTION_OR_STRING, (part) => (part.startsWith('.') ? part.replace(/\.?0+$/, '') : part));
}
