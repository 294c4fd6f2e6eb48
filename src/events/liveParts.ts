// What channels are made of.

import type { Backlog } from './backlog.ts';
import type { EventCursors } from './cursors.ts';
import type { Feed } from './feed.ts';
import type { LiveCounts } from './liveCounts.ts';
import type { LogReader } from './logReader.ts';

export interface LiveParts {
  readonly log: LogReader;
  readonly feed: Feed;
  readonly cursors: EventCursors;
  readonly heartbeatMs: number;
  /** How long to wait before what could not be read is tried again. */
  readonly pollMs: number;
  /** How many events may wait for one subscriber. */
  readonly queueEvents: number;
  readonly counts: LiveCounts;
  readonly backlog: Backlog;
}
