// What is watched live: channels that many subscribers share. Each subscriber has its own position and its own pace; what they get
// is read, rendered and written down once for all of them.

import type { EventFilter } from '../filters.ts';
import type { Measure } from '../measures.ts';
import type { Id } from '../model.ts';
import { Backlog } from './backlog.ts';
import { BuildChannel } from './buildChannel.ts';
import type { Channel, Render } from './channel.ts';
import { EventChannel } from './eventChannel.ts';
import { LiveCounts } from './liveCounts.ts';
import type { LiveParts } from './liveParts.ts';
import { checkPossible } from './possible.ts';

export interface Live {
  /** See Events.parseCursor. */
  readonly parseCursor: (cursor: string) => string;
  /**
   * Everything that a filter lets through, in order, then live, with heartbeats in between. A subscriber that does not keep up
   * is ended with LAGGED and the cursor to resume from. Throws LavalampError when the filter itself is wrong.
   */
  readonly events: (filter: EventFilter, render: Render<unknown>) => Channel;
  /**
   * A build at once, and again after each change to it, its steps or its logs; a slow subscriber gets only the newest. Ends
   * when the build has finished, and, after one payload, when there is no such build.
   */
  readonly build: (id: Id | null, render: Render<unknown>) => Channel;
}

/** What the room puts together by itself is left out. `waitingBytes` is how much may wait for all subscribers together. */
export type LiveGiven = Omit<LiveParts, 'counts' | 'backlog'> & { readonly waitingBytes: number };

export function createLive({ waitingBytes, ...given }: LiveGiven): Live & { readonly measures: readonly Measure[] } {
  const counts = new LiveCounts();
  const backlog = new Backlog(waitingBytes);
  const parts: LiveParts = { ...given, counts, backlog };
  return {
    parseCursor: parts.cursors.parse,
    events: (filter, render) => {
      checkPossible(filter);
      return new EventChannel(parts, filter, render);
    },
    build: (id, render) => new BuildChannel(parts, id, render),
    measures: [...counts.measures, ...backlog.measures, ...given.log.measures, ...given.feed.measures],
  };
}
