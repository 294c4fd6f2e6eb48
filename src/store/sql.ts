// Statements that are put together: text and values grow side by side, and nothing from outside ever becomes a part of the text.

/** The values of a statement under construction. */
export class Values {
  readonly list: unknown[] = [];

  /** Adds a value. @returns its place in the text, cast to a PostgreSQL type: `$1::bigint`. */
  add(value: unknown, type: string): string {
    this.list.push(value);
    return `$${this.list.length}::${type}`;
  }
}

/** Conditions that must all hold, as one; `true` when there are none. */
export function all(conditions: readonly string[]): string {
  return conditions.length === 0 ? 'true' : conditions.join(' and ');
}

/** A pattern for LIKE that matches what starts with `text`. */
export function startsWith(text: string): string {
  return `${text.replace(/[\\%_]/g, '\\$&')}%`;
}

/**
 * A text as it arrives in the database: half of a surrogate pair becomes U+FFFD on the way. Null when the database cannot keep
 * it, since it holds a NUL character: no text there is equal to it.
 */
export function storedText(text: string): string | null {
  return text.includes('\0') ? null : text.replace(/\p{Surrogate}/gu, '\ufffd');
}
