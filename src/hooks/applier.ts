// Applies what was received, apart from receiving it: translated, and reported in batches. What this process has kept itself is at
// hand; everything else that waits (kept by a server that has died, put off, or to be applied again) is taken from the database.

import { setTimeout as pause } from 'node:timers/promises';
import type { Adapter } from '../adapters/adapter.ts';
import { LavalampError } from '../errors.ts';
import { type Measure, Tally } from '../measures.ts';
import type { Id } from '../model.ts';
import type { Reporting } from '../reporting/outcome.ts';
import type { Applied, Deliveries, Patience } from '../store/deliveries.ts';
import { createTurns } from '../turns.ts';
import { payloadOf } from './payload.ts';
import { decide, type Verdict, type Waiting } from './verdicts.ts';

/** How many deliveries are applied together. */
const BATCH = 50;
/** How much is taken from the database at once. */
const TAKEN = { count: 200, bytes: 16 * 1_048_576 };
/** How much this process has at hand at most; more is left to the database. In a rush so many are applied before their leases end. */
const AT_HAND = { count: 400, bytes: 32 * 1_048_576 };
/** How long what is in hand is left alone by others. Applying it twice would do no harm, but cost. */
const LEASE_MS = 10_000;
/** A lease that ends sooner is renewed before a batch, and again and again while it is applied. */
const RENEW_MS = LEASE_MS / 2;
/** How soon to look again for what nobody has in hand; and how late, when nothing waits: another server may take something, and die. */
const SOON_MS = 2_000;
const LATE_MS = 30_000;
/** How long applying gives way to a rush of deliveries, at most for each batch; and how often it looks whether that is over. */
const MOST_CALM_MS = 1_000;
const CALM_MS = 20;
/** What the database gives up on, by itself, is put off again and again, for more than three hours in all. */
const PATIENCE: Patience = { attempts: 12, firstMs: 10_000, longestMs: 3_600_000 };
const GIVEN_UP = `The database gave up on this ${PATIENCE.attempts} times; the log of the server says why. Nothing of it is lost: it can be applied again.`;
/** How much of what was wrong is told. */
const MOST_PROBLEMS = 20;
const LONGEST_PROBLEM = 10_000; // characters

export interface Applier {
  /** For how long what is kept now should be leased to this process; 0 while it has enough at hand. */
  readonly leaseMs: () => number;
  /**
   * Takes a delivery in hand that is leased to this process until then, as `performance.now` tells times. `applied` is told what came of
   * it, or what went wrong; not when the process stops before.
   */
  readonly offer: (delivery: Waiting, leasedUntil: number, applied?: (verdict: Verdict | Error) => void) => void;
  /** Looks for what waits in the database, at once. */
  readonly look: () => void;
  readonly start: () => void;
  /** Ends the batch under way, and leaves what is at hand to others, within `waitMs`. */
  readonly stop: (waitMs: number) => Promise<void>;
  readonly measures: readonly Measure[];
}

export interface ApplierParts {
  readonly adapters: ReadonlyMap<string, Adapter>;
  readonly deliveries: Deliveries;
  readonly reporting: Pick<Reporting, 'submitAll'>;
  /** Whether so much comes in that applying it should wait a little: what is not accepted now is lost. */
  readonly busy: () => boolean;
  /** Told why something in the background failed. */
  readonly failed: (error: unknown) => void;
}

interface InHand extends Waiting {
  /** Until when it is left alone by others at least, as `performance.now` tells times. */
  leasedUntil: number;
  readonly applied: (verdict: Verdict | Error) => void;
}

export function createApplier({ adapters, deliveries, reporting, busy, failed }: ApplierParts): Applier {
  let atHand: InHand[] = [];
  let bytes = 0;
  let nextLookAt = 0; // milliseconds since 1970
  const tally = new Tally('system', 'outcome');

  /** Applies a batch, and notes it. Rejects when the database does not answer; then nothing was noted. */
  const apply = async (count: number): Promise<void> => {
    const stopped = turns.stopped;
    const batch = await heldOf(atHand.slice(0, count));
    const holding = setInterval(() => void deliveries.renew(idsOf(batch), LEASE_MS).catch(() => {}), RENEW_MS / 2);
    const verdicts = await decide(batch, { adapters, reporting, failed, stopped }).finally(() =>
      clearInterval(holding),
    );
    await deliveries.applied(verdicts.map((verdict, i) => noted(batch[i] as InHand, verdict)));
    for (const [i, verdict] of verdicts.entries()) {
      const delivery = batch[i] as InHand;
      tally.add(delivery.adapter, verdict.problems.length === 0 ? 'applied' : 'unapplied');
      delivery.applied(verdict);
    }
    settled(count);
  };

  /** Those that nobody else has taken since their leases ended; they are held for a while from now on. */
  const heldOf = async (batch: readonly InHand[]): Promise<readonly InHand[]> => {
    const now = performance.now();
    if (batch.every(({ leasedUntil }) => leasedUntil > now + RENEW_MS)) return batch;
    const held = await deliveries.renew(idsOf(batch), LEASE_MS);
    for (const delivery of batch) if (!held.has(delivery.id)) delivery.applied(TAKEN_ELSEWHERE);
    return batch.filter(({ id }) => held.has(id));
  };

  /** Those at the front are in hand no more. */
  const settled = (count: number) => {
    for (const delivery of atHand.slice(0, count)) bytes -= delivery.bytes;
    atHand = atHand.slice(count);
  };

  /**
   * Applies those at the front. What the database does not do for a batch, it may do for each of them; and what it does not do for
   * one, though it answers otherwise, is put off, so that others pass. Rejects when it does not answer at all.
   */
  const applyFirst = async (count: number): Promise<void> => {
    const batch = atHand.slice(0, count);
    try {
      await apply(count);
    } catch (error) {
      if (turns.stopped()) throw error;
      const [first] = batch;
      if (first !== undefined && batch.length === 1) await putOff(first, error as Error);
      else for (let left = count; left > 0; left -= 1) await applyFirst(1);
    }
  };

  const putOff = async (delivery: InHand, error: Error): Promise<void> => {
    const over = await deliveries.putOff({ id: delivery.id, problem: GIVEN_UP }, PATIENCE);
    nextLookAt = 0;
    failed(error);
    if (over) tally.add(delivery.adapter, 'unapplied');
    delivery.applied(error);
    settled(1);
  };

  const applyAtHand = async () => {
    while (atHand.length > 0 && !turns.stopped()) {
      await calm(busy);
      try {
        await applyFirst(Math.min(BATCH, atHand.length));
      } catch (error) {
        // They are taken from the database when it is back.
        for (const delivery of atHand) delivery.applied(error as Error);
        const ids = idsOf(atHand);
        atHand = [];
        bytes = 0;
        await deliveries.release(ids).catch(() => {});
        throw error;
      }
    }
  };

  /** What waits is in the hands of others, or put off: there is no use in looking before that ends. */
  const lookWhenFree = async () => {
    const asked = nextLookAt;
    const ms = Math.min((await deliveries.untilFree()) ?? LATE_MS, LATE_MS);
    // Unless something was kept for later meanwhile.
    if (nextLookAt === asked) nextLookAt = Date.now() + Math.max(ms, SOON_MS);
  };

  const turn = async () => {
    try {
      for (let more = true; more && !turns.stopped(); ) {
        await applyAtHand();
        if (Date.now() < nextLookAt) return;
        nextLookAt = Date.now() + SOON_MS;
        const leasedUntil = performance.now() + LEASE_MS;
        const taken = await deliveries.take(TAKEN.count, TAKEN.bytes, LEASE_MS);
        more = taken.length > 0;
        if (more) nextLookAt = 0;
        else await lookWhenFree();
        for (const { body, ...delivery } of taken) {
          const payload = payloadOf(body, delivery.headers)?.value;
          bytes += body.length;
          atHand.push({ ...delivery, payload, bytes: body.length, leasedUntil, applied: () => {} });
        }
      }
    } catch (error) {
      nextLookAt = 0;
      failed(error);
    }
  };
  const turns = createTurns(turn, () => Math.max(nextLookAt - Date.now(), SOON_MS));

  return {
    leaseMs: () => {
      if (bytes < AT_HAND.bytes && atHand.length < AT_HAND.count) return LEASE_MS;
      nextLookAt = 0;
      return 0;
    },
    offer: (delivery, leasedUntil, applied = () => {}) => {
      bytes += delivery.bytes;
      atHand.push({ ...delivery, leasedUntil, applied });
      if (atHand.length === 1) turns.hurry();
    },
    look: () => {
      nextLookAt = 0;
      turns.hurry();
    },
    start: () => turns.start('now'),
    stop: async (waitMs) => {
      await turns.stop(waitMs);
      const left = idsOf(atHand);
      if (left.length > 0) await deliveries.release(left).catch(() => {});
    },
    measures: [
      {
        kind: 'counter',
        name: 'lavalamp_hook_applied_total',
        help: 'Deliveries of hooks that this server applied, by outcome: applied, or unapplied (a part at least says nothing that can be kept).',
        read: () => tally.samples(),
      },
      {
        kind: 'gauge',
        name: 'lavalamp_hook_at_hand',
        help: 'Deliveries that this server has kept and not yet applied.',
        read: () => atHand.length,
      },
    ],
  };
}

/** Resolves when there is no rush any more; or after a while, so that in a long one it is still gone on with. */
async function calm(busy: () => boolean): Promise<void> {
  for (let waited = 0; waited < MOST_CALM_MS && busy(); waited += CALM_MS)
    await pause(CALM_MS, undefined, { ref: false });
}

const idsOf = (batch: readonly Waiting[]): readonly Id[] => batch.map(({ id }) => id);

/** What came of it, the other one knows. */
const TAKEN_ELSEWHERE = new LavalampError('UNAVAILABLE', 'It is kept, and another server applies it.');

function noted({ id }: Waiting, verdict: Verdict): Applied {
  // Of ten thousand jobs each may say the same.
  const problems = [...new Set(verdict.problems)];
  const told = [...problems.slice(0, MOST_PROBLEMS)];
  if (problems.length > told.length) told.push(`And ${problems.length - told.length} more.`);
  const problem = told.join('\n').replaceAll('\0', '\ufffd').slice(0, LONGEST_PROBLEM);
  return { id, problem: problems.length === 0 ? null : problem };
}
