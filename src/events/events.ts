// The room's door: the event log, read. What is watched is in live.ts.

import type { EventFilter } from '../filters.ts';
import type { LoggedEvent } from '../loggedEvents.ts';

/** A stretch of the log. `endSeq` is how far it was read, events that the filter left out included. */
export interface Stretch {
  readonly events: readonly LoggedEvent[];
  readonly endSeq: string;
  readonly hasMore: boolean;
}

export interface Events {
  /** Parses a cursor. Throws LavalampError: BAD_USER_INPUT when it is none, CURSOR_EXPIRED when it is of another log. */
  readonly parseCursor: (cursor: string) => string;
  /** The cursor of a position in this log. */
  readonly cursor: (seq: string) => string;
  /**
   * What was recorded after a position. When there is nothing yet, it waits for the first that the filter lets through, for
   * `waitSeconds` at most. Throws CURSOR_EXPIRED when the position is older than what is kept, and BAD_USER_INPUT for a filter that
   * nothing can match, for a time that is out of range, and for one at all where a snapshot is read.
   */
  readonly read: (afterSeq: string, first: number, filter: EventFilter, waitSeconds: number) => Promise<Stretch>;
}
