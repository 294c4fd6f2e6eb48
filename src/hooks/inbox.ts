// What is received is made durable before it is answered. What arrives at the same time is kept together: one statement, one flush.

import { createHash } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { LavalampError } from '../errors.ts';
import type { Id } from '../model.ts';
import type { Deliveries, RawDelivery } from '../store/deliveries.ts';

/** How much one statement keeps at most. */
const TOGETHER = { count: 500, bytes: 8 * 1_048_576 };
/** How much may wait to be kept. More would only be kept after its senders had given up. */
const WAITING = { count: 10_000, bytes: 64 * 1_048_576 };
/** So many that came together, so lately, are a rush. */
const RUSH = { count: 8, ms: 100 };
/** Longer names of deliveries are kept as their digest. */
const LONGEST_KEY = 200; // characters

interface Waiting {
  readonly delivery: RawDelivery;
  readonly resolve: (kept: Kept) => void;
  readonly reject: (error: unknown) => void;
}

/** The id under which a delivery was kept; null when it had been kept before. */
export interface Kept {
  readonly id: Id | null;
  /** Until when this process is to apply it, as `performance.now` tells times; null when it is left to whoever gets to it. */
  readonly leasedUntil: number | null;
}

export interface Inbox {
  /**
   * Resolves when the delivery is durable. Rejects with LavalampError UNAVAILABLE when the database is away, or more waits for it
   * than may: nothing is kept then.
   */
  readonly keep: (delivery: RawDelivery) => Promise<Kept>;
  /** Whether deliveries come faster than they could be applied beside it. */
  readonly busy: () => boolean;
}

/**
 * @param waitMs how long the first waits for others, in milliseconds.
 * @param leaseMs for how long what is kept now is to be leased to this process; 0 while it has enough to do.
 */
export function createInbox(store: Pick<Deliveries, 'keep'>, waitMs: number, leaseMs: () => number): Inbox {
  const queue: Waiting[] = [];
  const waiting = { count: 0, bytes: 0 };
  let working = false;
  let rushedAt = Number.NEGATIVE_INFINITY;

  const work = async () => {
    if (working) return;
    working = true;
    if (waitMs > 0) await pause(waitMs);
    while (queue.length > 0) {
      const together = takeTogether(queue);
      if (together.length >= RUSH.count) rushedAt = performance.now();
      await keepTogether(store, together, leaseMs());
    }
    working = false;
  };

  return {
    busy: () => performance.now() - rushedAt < RUSH.ms,
    keep: async (delivery) => {
      const { length } = delivery.body;
      const full = waiting.count >= WAITING.count || waiting.bytes + length > WAITING.bytes;
      if (full && waiting.count > 0) throw overloaded(waiting.count);
      waiting.count += 1;
      waiting.bytes += length;
      try {
        return await new Promise<Kept>((resolve, reject) => {
          queue.push({ delivery, resolve, reject });
          void work();
        });
      } finally {
        waiting.count -= 1;
        waiting.bytes -= length;
      }
    },
  };
}

/** Keeps deliveries in one statement. Where that fails for another reason than the database being away, each is tried by itself. */
async function keepTogether(
  store: Pick<Deliveries, 'keep'>,
  together: readonly Waiting[],
  leaseMs: number,
): Promise<void> {
  const leasedUntil = leaseMs > 0 ? performance.now() + leaseMs : null;
  try {
    const ids = await store.keep(
      together.map(({ delivery }) => delivery),
      leaseMs,
    );
    for (const [i, { resolve }] of together.entries()) resolve({ id: ids[i] ?? null, leasedUntil });
  } catch (error) {
    const away = error instanceof LavalampError && error.code === 'UNAVAILABLE';
    if (away || together.length === 1) for (const { reject } of together) reject(error);
    else for (const one of together) await keepTogether(store, [one], leaseMs);
  }
}

/** What is at the front of the queue, as much as fits into one statement. */
function takeTogether(queue: Waiting[]): readonly Waiting[] {
  let bytes = 0;
  const fitting = queue.findIndex(({ delivery }, i) => {
    bytes += delivery.body.length;
    return i >= TOGETHER.count || bytes > TOGETHER.bytes;
  });
  return queue.splice(0, fitting === -1 ? queue.length : Math.max(fitting, 1));
}

/** The sender's own name for a delivery, in a form that an index takes. */
export function keyOf(deliveryId: string | null): string | null {
  if (deliveryId === null || (deliveryId.length <= LONGEST_KEY && /^[ -~]*$/.test(deliveryId))) return deliveryId;
  return `sha256:${createHash('sha256').update(deliveryId).digest('hex')}`;
}

function overloaded(count: number): LavalampError {
  const message = `The database does not keep up: ${count} deliveries wait for it. This one was not kept; send it again in a moment.`;
  return new LavalampError('UNAVAILABLE', message);
}
