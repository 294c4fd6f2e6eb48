// The feed: one reader of the log for all subscribers of this process. The bell makes it look at once, a poll makes it look in
// any case, and what it finds goes into the queues of all who are attached.

import type { LoggedEvent } from '../model.ts';
import { entriesAfter, logState } from '../store/eventLog.ts';
import type { Reader } from '../store/reader.ts';
import type { Bell } from './bell.ts';
import { EventQueue } from './queue.ts';

const STRETCH = 500; // events read at once
/** How long the log may leave a question unanswered before it counts as out of reach: a network can drop packets without a word. */
const PATIENCE_MS = 2_000;

export interface FeedParts {
  readonly reader: Reader;
  readonly bell: Bell;
  readonly pollMs: number;
  /** How many events may wait for one subscriber. */
  readonly queueEvents: number;
  /** Told when the log cannot be read; the feed goes on by itself. */
  readonly failed: (error: unknown) => void;
}

export interface Feed {
  /**
   * A queue that receives everything that is recorded after the moment in which this resolves, and maybe a little that was
   * before. Rejects when the log cannot be read.
   */
  readonly attach: (accepts?: (event: LoggedEvent) => boolean) => Promise<EventQueue>;
  readonly detach: (queue: EventQueue) => void;
  /** Whether the log could be read the last time: only then may a subscriber be told that it is up to date. */
  readonly reachable: () => boolean;
  /** Closes all queues. To be called once. */
  readonly stop: () => void;
}

export function createFeed({ reader, bell, pollMs, queueEvents, failed }: FeedParts): Feed {
  const queues = new Set<EventQueue>();
  /** How far the log was read; undefined while nobody listens. */
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
    while (position !== undefined && queues.size > 0) {
      askedAt = performance.now();
      const events = await entriesAfter(reader, position, STRETCH);
      const last = events.at(-1);
      if (last === undefined) return;
      position = last.seq;
      for (const queue of queues) queue.push(events);
    }
  };

  const detach = (queue: EventQueue) => {
    queue.close();
    queues.delete(queue);
    if (queues.size > 0) return;
    position = undefined;
    positioned = undefined;
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
        await readNew();
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

  return {
    attach: async (accepts) => {
      const queue = new EventQueue(queueEvents, accepts);
      if (stopped) {
        queue.close();
        return queue;
      }
      queues.add(queue);
      try {
        // Nobody may read the log to catch up before the place is fixed from which the feed reads it: what is recorded in
        // between would reach neither.
        positioned ??= takePosition();
        await positioned;
        return queue;
      } catch (error) {
        positioned = undefined;
        detach(queue);
        throw error;
      }
    },
    detach,
    reachable: () => reachable,
    stop: () => {
      stopped = true;
      clearInterval(poll);
      silence();
      for (const queue of queues) queue.close();
      queues.clear();
    },
  };
}
