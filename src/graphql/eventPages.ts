import { LavalampError } from '../errors.ts';
import type { Events } from '../events/events.ts';
import type { EventFilter } from '../filters.ts';
import { MAX_PAGE_SIZE } from '../pages.ts';
import type { EventPage } from './parents.ts';

/** How many events a page has when the client sends null; the schema says the same for when it sends nothing. */
const DEFAULT_FIRST = 100;

/** Reads a page of the event log. Throws BAD_USER_INPUT for a size out of range, and what `parseCursor` and `read` throw. */
export async function eventPage(
  events: Events,
  after: string,
  first: number | null | undefined,
  filter: EventFilter,
  waitSeconds: number,
): Promise<EventPage> {
  const size = first ?? DEFAULT_FIRST;
  if (size < 0 || size > MAX_PAGE_SIZE) {
    throw new LavalampError('BAD_USER_INPUT', `\`first\` must be from 0 to ${MAX_PAGE_SIZE}; received ${size}.`);
  }
  const afterSeq = events.parseCursor(after);
  return { stretch: await events.read(afterSeq, size, filter, waitSeconds), afterSeq };
}
