// The room, put together: for one operation, whose reads are its own.

import type { EventFilter } from '../filters.ts';
import type { LoggedEvent } from '../loggedEvents.ts';
import { entriesAfter } from '../store/eventLog.ts';
import type { Reader } from '../store/reader.ts';
import { type EventCursors, readAfter } from './cursors.ts';
import type { Events, Stretch } from './events.ts';
import { createMatcher } from './matching.ts';
import { checkPossible } from './possible.ts';

/** How many entries one poll reads at most, however few of them match. */
const SCANNED = 10_000;
const STRETCH = 1_000;

export function createEvents(cursors: EventCursors, reader: Reader): Events {
  return {
    parseCursor: cursors.parse,
    cursor: cursors.cursor,
    read: async (after, first, filter) => {
      checkPossible(filter);
      return readAfter(reader, after, () => scan(reader, after, first, filter));
    },
  };
}

async function scan(reader: Reader, after: string, first: number, filter: EventFilter): Promise<Stretch> {
  const matching = createMatcher(reader, filter);
  const found: LoggedEvent[] = [];
  let end = after;
  for (let scanned = 0; scanned < SCANNED; scanned += STRETCH) {
    const events = await entriesAfter(reader, end, STRETCH);
    const matched = await matching(events);
    found.push(...matched.slice(0, first - found.length + 1));
    // One more than was asked for: there is more, and the stretch ends before it.
    if (found.length > first)
      return { events: found.slice(0, first), endSeq: found[first - 1]?.seq ?? after, hasMore: true };
    end = events.at(-1)?.seq ?? end;
    if (events.length < STRETCH) return { events: found, endSeq: end, hasMore: false };
  }
  return { events: found, endSeq: end, hasMore: true };
}
