// The room's door: the event log, read and watched.

import type { EventFilter } from '../filters.ts';
import type { Heartbeat, Id, LoggedEvent } from '../model.ts';

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
  /** What was recorded after a position. Throws CURSOR_EXPIRED when that is older than what is kept. */
  readonly read: (afterSeq: string, first: number, filter: EventFilter) => Promise<Stretch>;
  /**
   * Everything after `afterSeq` (null: from now on), in order, then live, with heartbeats in between; ends only when the
   * consumer returns or the server stops. Throws CURSOR_EXPIRED, and LAGGED with the cursor to resume from.
   */
  readonly subscribe: (afterSeq: string | null, filter: EventFilter) => AsyncIterableIterator<LoggedEvent | Heartbeat>;
  /**
   * Yields at once, and again after each change to the build, its steps or its logs; changes that come while the consumer is
   * busy are told as one. Ends after the build has finished, or when there is no such build. The consumer reads the build.
   */
  readonly watchBuild: (buildId: Id) => AsyncIterableIterator<Id>;
}
