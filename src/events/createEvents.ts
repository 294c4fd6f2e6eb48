// The room, put together: for one operation, whose reads are its own.

import { LavalampError } from '../errors.ts';
import type { EventFilter } from '../filters.ts';
import type { LoggedEvent } from '../loggedEvents.ts';
import { entriesAfter } from '../store/eventLog.ts';
import type { Reader } from '../store/reader.ts';
import { type Arrivals, LONGEST_WAIT_SECONDS } from './arrivals.ts';
import { type EventCursors, readAfter } from './cursors.ts';
import type { Events, Stretch } from './events.ts';
import { createMatcher } from './matching.ts';
import { checkPossible } from './possible.ts';

/** How many entries one poll reads at most, however few of them match. */
const SCANNED = 10_000;
const STRETCH = 1_000;

/** @param arrivals what waits for events that come; null where a snapshot is read, which no event can come into. */
export function createEvents(cursors: EventCursors, reader: Reader, arrivals: Arrivals | null): Events {
  return {
    parseCursor: cursors.parse,
    cursor: cursors.cursor,
    read: async (after, first, filter, waitSeconds) => {
      checkPossible(filter);
      checkWait(waitSeconds, arrivals !== null);
      let stretch: Stretch = { events: [], endSeq: after, hasMore: false };
      const find = async () => {
        const { endSeq } = stretch;
        stretch = await readAfter(reader, endSeq, () => scan(reader, endSeq, first, filter));
        return stretch.events.length > 0 || stretch.hasMore ? stretch : null;
      };
      await (waitSeconds > 0 && arrivals ? arrivals.first(filter, waitSeconds * 1_000, find) : find());
      return stretch;
    },
  };
}

function checkWait(seconds: number, canWait: boolean): void {
  if (seconds < 0 || seconds > LONGEST_WAIT_SECONDS) {
    throw new LavalampError(
      'BAD_USER_INPUT',
      `\`waitSeconds\` must be from 0 to ${LONGEST_WAIT_SECONDS}; received ${seconds}.`,
    );
  }
  if (seconds > 0 && !canWait) {
    throw new LavalampError(
      'BAD_USER_INPUT',
      'With `eventCursor` an operation reads one snapshot, which nothing comes into: leave out `waitSeconds`, or ask for the events alone and go on from `endCursor`.',
    );
  }
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
