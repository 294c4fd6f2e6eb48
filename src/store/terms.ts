// What must be known before events can be compared with filters, and what never changes once it is known.

import type { Id } from '../model.ts';
import { type Reader, Row } from './reader.ts';

export interface Terms {
  /** The names of origins, by their ids. */
  readonly origins: ReadonlyMap<Id, string>;
  /** Texts in lower case, by the texts. Only the database knows how its lower() treats İ or Σ: that depends on its locale. */
  readonly lowered: ReadonlyMap<string, string>;
}

/** One statement; none when nothing is asked. The texts must be such as the database can keep: see storedText in sql.ts. */
export async function readTerms(reader: Reader, originIds: readonly Id[], texts: readonly string[]): Promise<Terms> {
  const origins = new Map<Id, string>();
  const lowered = new Map<string, string>();
  if (originIds.length > 0 || texts.length > 0) {
    const rows = await reader.rows(
      `select 'origin', id::text, name from origin where id = any($1::bigint[])
       union all select 'text', given, lower(given) from unnest($2::text[]) as texts(given)`,
      [originIds, texts],
    );
    for (const cells of rows) {
      const row = new Row(cells);
      (row.text() === 'origin' ? origins : lowered).set(row.text(), row.text());
    }
  }
  return { origins, lowered };
}
