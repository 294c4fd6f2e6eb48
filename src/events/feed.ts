// The feed: one reader of the log for all subscribers of this process. The bell makes it look at once, a poll makes it look in
// any case, and what it finds goes to all whose filters let it through.

import type { EventFilter } from '../filters.ts';
import type { LoggedEvent } from '../loggedEvents.ts';
import type { Measure } from '../measures.ts';
import { entriesAfter, logState } from '../store/eventLog.ts';
import type { Reader } from '../store/reader.ts';
import { apart, tracedSince } from '../tracing.ts';
import type { Bell } from './bell.ts';
import type { Moment } from './channel.ts';
import { isAfter } from './cursors.ts';
import { FilterIndex } from './filterIndex.ts';
import { logMeasures } from './logMeasures.ts';
import { STRETCH } from './logReader.ts';

/** How long the log may leave a question unanswered before it counts as out of reach: a network can drop packets without a word. */
const PATIENCE_MS = 2_000;

export interface FeedParts {
  readonly reader: Reader;
  readonly bell: Bell;
  readonly pollMs: number;
  /** Told when the log cannot be read; the feed goes on by itself. */
  readonly failed: (error: unknown) => void;
}

/** One who is told of events. No method may throw. */
export interface FeedListener {
  /** Some events, in order; `moment` is the same object for all who are told at the same time. */
  readonly push: (events: readonly LoggedEvent[], moment: Moment) => void;
  /**
   * Events up to a position were removed from the log before this process had read them, as after a day in which it could not: who
   * was told less than that has not seen them.
   */
  readonly missed: (prunedThrough: string) => void;
  /** The server stops: nothing more will come. */
  readonly stopped: () => void;
}

export interface Feed {
  /**
   * Tells a listener of everything that is recorded after the moment in which this resolves, and maybe a little that was
   * before. @returns what detaches it, to be called once. Rejects when the log cannot be read, and with LavalampError when the
   * filter is wrong.
   */
  readonly attach: (filter: EventFilter, listener: FeedListener) => Promise<() => void>;
  /** How far the log has been read and told; null while nobody listens. */
  readonly position: () => string | null;
  /** Whether the log could be read the last time: only then may a subscriber be told that it is up to date. */
  readonly reachable: () => boolean;
  /** Tells all listeners. To be called once. */
  readonly stop: () => void;
  readonly measures: readonly Measure[];
}

export function createFeed({ reader, bell, pollMs, failed }: FeedParts): Feed {
  const index = new FilterIndex<FeedListener>();
  const listeners = new Set<FeedListener>();
  /** Undefined while nobody listens. */
  let position: string | undefined;
  /** Resolves when there is a position for the first of those who listen. */
  let positioned: Promise<void> | undefined;
  let looking = false;
  let lookAgain = false;
  /** When the log was last asked. */
  let askedAt = 0;
  let reachable = true;
  let stopped = false;

  const takePosition = async () => {
    position = (await logState(reader)).headSeq;
  };

  const readNew = async () => {
    while (position !== undefined && listeners.size > 0) {
      askedAt = performance.now();
      const from = position;
      const start = Date.now();
      const events = await entriesAfter(reader, from, STRETCH);
      const last = events.at(-1);
      if (last === undefined) return;
      // Read after the events: what was removed before that is no longer among them.
      const prunedThrough = isGap(from, events) ? (await logState(reader)).prunedThrough : from;
      const matches = await index.match(reader, events);
      // All have left, and others have come, who begin elsewhere.
      if (position !== from) continue;
      position = last.seq;
      if (isAfter(prunedThrough, from)) for (const listener of listeners) listener.missed(prunedThrough);
      // Told afterwards: of each poll that finds nothing nobody wants to hear.
      const moment: Moment = { trail: tracedSince(start, 'feed read', { 'lavalamp.events': events.length }) };
      for (const [listener, matched] of matches) if (listeners.has(listener)) listener.push(matched, moment);
    }
  };

  const outOfReach = (error: unknown) => {
    if (reachable && !stopped) failed(error);
    reachable = false;
  };

  const look = async () => {
    if (looking || stopped) {
      lookAgain = true;
      if (performance.now() - askedAt > PATIENCE_MS) outOfReach(new Error('The database does not answer.'));
      return;
    }
    looking = true;
    askedAt = performance.now();
    do {
      lookAgain = false;
      try {
        // Not below the report that rang.
        await apart(readNew);
        reachable = true;
      } catch (error) {
        outOfReach(error);
      }
    } while (lookAgain && !stopped && reachable);
    looking = false;
  };

  const silence = bell.listen('commit', look);
  const poll = setInterval(look, pollMs);
  poll.unref();

  const remove = (listener: FeedListener) => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    position = undefined;
    positioned = undefined;
  };

  return {
    attach: async (filter, listener) => {
      if (stopped) {
        listener.stopped();
        return () => {};
      }
      const forget = index.add(filter, listener);
      listeners.add(listener);
      const detach = () => {
        forget();
        remove(listener);
      };
      let own: Promise<void> | undefined;
      try {
        // Nobody may read the log to catch up before the place is fixed from which the feed reads it: what is recorded in
        // between would reach neither.
        own = positioned ??= takePosition();
        await own;
        return detach;
      } catch (error) {
        // The next that is attached takes it anew; another may have done that meanwhile.
        if (positioned === own) positioned = undefined;
        detach();
        throw error;
      }
    },
    position: () => position ?? null,
    reachable: () => reachable,
    stop: () => {
      stopped = true;
      clearInterval(poll);
      silence();
      for (const listener of listeners) listener.stopped();
      listeners.clear();
    },
    measures: [
      ...logMeasures(reader, () => position ?? null),
      {
        kind: 'gauge',
        name: 'lavalamp_feed_reachable',
        help: 'Whether the event log could be read the last time that the feed looked: 1 or 0.',
        read: () => Number(reachable),
      },
    ],
  };
}

/** Whether there may have been others between a position and the first of the events after it: a sequence can leave numbers out. */
function isGap(from: string, [first]: readonly LoggedEvent[]): boolean {
  return first !== undefined && BigInt(first.seq) !== BigInt(from) + 1n;
}
