// One filter, for events that one reader asks for: the same comparison as for all who listen.

import type { EventFilter } from '../filters.ts';
import type { LoggedEvent } from '../loggedEvents.ts';
import type { Reader } from '../store/reader.ts';
import { FilterIndex } from './filterIndex.ts';

/** The events that a filter lets through, in their order. Reads what it must of the builds that they are of. */
export type Matcher = (events: readonly LoggedEvent[]) => Promise<readonly LoggedEvent[]>;

/** Throws LavalampError BAD_USER_INPUT when a list of the filter is too long. */
export function createMatcher(reader: Reader, filter: EventFilter): Matcher {
  const index = new FilterIndex<'reader'>();
  index.add(filter, 'reader');
  return async (events) => (await index.match(reader, events)).get('reader') ?? [];
}
