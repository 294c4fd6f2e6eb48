// The properties of changes, as the tables hold them.

import type { StoredProperty } from './stored.ts';
import type { Row } from './tables.ts';

/** Its value is written as a list of the value and the source. */
export function changeProperty({
  property_name: name,
  property_value: written,
}: Row<'change_properties'>): StoredProperty {
  try {
    const [value, source] = JSON.parse(written ?? 'null');
    return { name, value: JSON.stringify(value ?? null), source: typeof source === 'string' ? source : null };
  } catch {
    return { name, value: written, source: null };
  }
}
