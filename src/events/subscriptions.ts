// Subscriptions: the log from a position, then live. The hand-over is exact because the queue is attached before the log is read,
// and because what comes twice is recognised by its position.

import { LavalampError } from '../errors.ts';
import type { EventFilter } from '../filters.ts';
import type { Heartbeat, Id, LoggedEvent } from '../model.ts';
import { entriesAfter, logState } from '../store/eventLog.ts';
import { byIds } from '../store/lookups.ts';
import type { Reader } from '../store/reader.ts';
import { BUILDS } from '../store/records.ts';
import { type EventCursors, logFrom } from './cursors.ts';
import type { Feed } from './feed.ts';
import { stoppable } from './iterators.ts';
import { createMatcher } from './matching.ts';
import type { EventQueue } from './queue.ts';

const STRETCH = 500; // events read at once

export interface SubscriptionParts {
  readonly reader: Reader;
  readonly feed: Feed;
  readonly cursors: EventCursors;
  readonly heartbeatMs: number;
}

type Delivered = LoggedEvent | Heartbeat;

/** See Events.subscribe. */
export function subscribe(
  parts: SubscriptionParts,
  after: string | null,
  filter: EventFilter,
): AsyncIterableIterator<Delivered> {
  return attached(parts, (queue) => deliver(parts, queue, after, filter));
}

async function* deliver(
  { reader, feed, cursors, heartbeatMs }: SubscriptionParts,
  queue: EventQueue,
  after: string | null,
  filter: EventFilter,
): AsyncGenerator<Delivered> {
  const matching = createMatcher(reader, filter);
  let last = after ?? (await logState(reader)).headSeq;
  await logFrom(reader, last);

  // What overflows the queue while the log is read is in the log.
  for (let caughtUp = false; !caughtUp; ) {
    queue.reset();
    for (let more = true; more; ) {
      const events = await entriesAfter(reader, last, STRETCH);
      yield* await matching(events);
      last = events.at(-1)?.seq ?? last;
      more = events.length === STRETCH;
    }
    caughtUp = (await queue.wait(0)) !== 'overflow';
  }

  let toldAt = performance.now();
  for (;;) {
    // Events that the filter leaves out are nothing to a client that waits for a sign of life.
    const woken = await queue.wait(Math.max(0, toldAt + heartbeatMs - performance.now()));
    if (woken === 'closed') return;
    if (woken === 'overflow') {
      throw new LavalampError('LAGGED', 'This subscriber did not keep up with the events. Resume from the cursor.', {
        cursor: cursors.cursor(last),
      });
    }
    const seen = BigInt(last);
    const events = queue.take().filter((event) => BigInt(event.seq) > seen);
    for (const event of await matching(events)) {
      last = event.seq;
      yield event;
      toldAt = performance.now();
    }
    last = events.at(-1)?.seq ?? last;
    if (performance.now() - toldAt < heartbeatMs) continue;
    if (feed.reachable()) yield { type: 'HEARTBEAT', seq: last, recordedAt: new Date().toISOString() };
    toldAt = performance.now();
  }
}

/** See Events.watchBuild. */
export function watchBuild(parts: SubscriptionParts, buildId: Id): AsyncIterableIterator<Id> {
  return attached(
    parts,
    (queue) => changes(parts, queue, buildId),
    (event) => event.buildId === buildId,
  );
}

async function* changes(
  { reader, heartbeatMs }: SubscriptionParts,
  queue: EventQueue,
  buildId: Id,
): AsyncGenerator<Id> {
  for (;;) {
    queue.reset();
    const build = (await byIds(reader, BUILDS, [buildId])).get(buildId);
    yield buildId;
    if (build?.state !== 'RUNNING') return;
    for (let woken = await queue.wait(heartbeatMs); woken !== 'events'; woken = await queue.wait(heartbeatMs)) {
      if (woken === 'closed') return;
      if (woken === 'overflow') break;
    }
  }
}

/** Attaches a queue, and sees to it that it is detached whatever happens. */
function attached<T>(
  { feed }: SubscriptionParts,
  run: (queue: EventQueue) => AsyncGenerator<T>,
  accepts?: (event: LoggedEvent) => boolean,
): AsyncIterableIterator<T> {
  return stoppable(async function* (onStop) {
    const queue = await feed.attach(accepts);
    onStop(() => queue.close());
    try {
      yield* run(queue);
    } finally {
      feed.detach(queue);
    }
  });
}
