// Applies what was received, apart from receiving it: translated, and reported in batches. What this process has kept itself is at
// hand; everything else that waits (kept by a server that has died, put off, or to be applied again) is taken from the database.

import { setTimeout as pause } from 'node:timers/promises';
import type { Adapter, Headers } from '../adapters/adapter.ts';
import { LavalampError } from '../errors.ts';
import { type Measure, Tally } from '../measures.ts';
import type { Id, Time } from '../model.ts';
import type { Outcome, Reporting } from '../reporting/outcome.ts';
import type { Report } from '../reporting/reports.ts';
import type { Applied, Deliveries } from '../store/deliveries.ts';
import { createTurns } from '../turns.ts';
import { payloadOf } from './payload.ts';

/** How many deliveries are applied together. */
const BATCH = 50;
/** How much is taken from the database at once. */
const TAKEN = { count: 200, bytes: 16 * 1_048_576 };
/** How much this process has at hand at most, in bytes of bodies; more is left to the database. */
const AT_HAND_BYTES = 32 * 1_048_576;
/** How long what is in hand is left alone by others. Applying it twice would do no harm. */
const LEASE_MS = 10_000;
/** How often to look for what nobody has in hand. */
const TURN_MS = 2_000;
/** How long applying gives way to a rush of deliveries, at most for each batch; and how often it looks whether that is over. */
const MOST_CALM_MS = 1_000;
const CALM_MS = 20;
/** How much of what was wrong is told. */
const MOST_PROBLEMS = 20;
const LONGEST_PROBLEM = 10_000; // characters

/** A delivery that is kept and waits to be applied. */
export interface Waiting {
  readonly id: Id;
  readonly adapter: string;
  readonly origin: string;
  readonly headers: Headers;
  readonly receivedAt: Time;
  /** The parsed body. */
  readonly payload: unknown;
  /** How long the body is. */
  readonly bytes: number;
}

/** What came of a delivery: how many of its reports were accepted, and what was wrong. */
export interface Verdict {
  readonly accepted: number;
  readonly problems: readonly string[];
}

export interface Applier {
  /** For how long what is kept now should be leased to this process; 0 while it has enough at hand. */
  readonly leaseMs: () => number;
  /** Takes a delivery in hand. `applied` is told what came of it, or what went wrong; not when the process stops before. */
  readonly offer: (delivery: Waiting, applied?: (verdict: Verdict | Error) => void) => void;
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
  readonly applied: (verdict: Verdict | Error) => void;
}

export function createApplier({ adapters, deliveries, reporting, busy, failed }: ApplierParts): Applier {
  let atHand: InHand[] = [];
  let bytes = 0;
  let nextLookAt = 0; // milliseconds since 1970
  const tally = new Tally('system', 'outcome');

  /** Applies a batch, and notes it. Rejects when the database is away; then nothing was noted. */
  const apply = async (batch: readonly InHand[]): Promise<void> => {
    const verdicts = await decide(batch, adapters, reporting, failed);
    await deliveries.applied(verdicts.map((verdict, i) => noted(batch[i] as InHand, verdict)));
    for (const [i, verdict] of verdicts.entries()) {
      const delivery = batch[i] as InHand;
      tally.add(delivery.adapter, verdict.problems.length === 0 ? 'applied' : 'unapplied');
      delivery.applied(verdict);
    }
  };

  const applyAtHand = async () => {
    while (atHand.length > 0 && !turns.stopped()) {
      await calm(busy);
      const batch = atHand.slice(0, BATCH);
      try {
        await apply(batch);
      } catch (error) {
        // They are taken from the database when it is back.
        for (const delivery of atHand) delivery.applied(error as Error);
        const ids = atHand.map(({ id }) => id);
        atHand = [];
        bytes = 0;
        await deliveries.release(ids).catch(() => {});
        throw error;
      }
      atHand = atHand.slice(batch.length);
      for (const delivery of batch) bytes -= delivery.bytes;
    }
  };

  const turn = async () => {
    try {
      for (let more = true; more && !turns.stopped(); ) {
        await applyAtHand();
        if (Date.now() < nextLookAt) return;
        nextLookAt = Date.now() + TURN_MS;
        const taken = await deliveries.take(TAKEN.count, TAKEN.bytes, LEASE_MS);
        more = taken.length > 0;
        if (more) nextLookAt = 0;
        for (const { body, ...delivery } of taken) {
          const payload = payloadOf(body, delivery.headers)?.value;
          bytes += body.length;
          atHand.push({ ...delivery, payload, bytes: body.length, applied: () => {} });
        }
      }
    } catch (error) {
      failed(error);
    }
  };
  const turns = createTurns(turn, () => TURN_MS);

  return {
    leaseMs: () => {
      if (bytes < AT_HAND_BYTES) return LEASE_MS;
      nextLookAt = 0;
      return 0;
    },
    offer: (delivery, applied = () => {}) => {
      bytes += delivery.bytes;
      atHand.push({ ...delivery, applied });
      if (atHand.length === 1) turns.hurry();
    },
    look: () => {
      nextLookAt = 0;
      turns.hurry();
    },
    start: () => turns.start('now'),
    stop: async (waitMs) => {
      await turns.stop(waitMs);
      const left = atHand.map(({ id }) => id);
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

function noted({ id }: Waiting, { problems }: Verdict): Applied {
  const told = [...problems.slice(0, MOST_PROBLEMS)];
  if (problems.length > told.length) told.push(`And ${problems.length - told.length} more.`);
  const problem = told.join('\n').replaceAll('\0', '\ufffd').slice(0, LONGEST_PROBLEM);
  return { id, problem: problems.length === 0 ? null : problem };
}

/** Reports a whole batch at once. Where that fails, each delivery by itself, so that one that breaks harms no other. */
async function decide(
  batch: readonly InHand[],
  adapters: ReadonlyMap<string, Adapter>,
  reporting: Pick<Reporting, 'submitAll'>,
  failed: (error: unknown) => void,
): Promise<readonly Verdict[]> {
  const translated = batch.map((delivery) => translationOf(delivery, adapters, failed));
  const reports = translated.flatMap((one) => ('reports' in one ? one.reports : []));
  try {
    const { outcomes } = reports.length === 0 ? { outcomes: [] } : await reporting.submitAll(reports);
    let from = 0;
    return translated.map((one) => {
      if ('problem' in one) return { accepted: 0, problems: [one.problem] };
      const verdict = verdictOf(outcomes.slice(from, from + one.reports.length), one.reports);
      from += one.reports.length;
      return verdict;
    });
  } catch (error) {
    if (error instanceof LavalampError && error.code === 'UNAVAILABLE') throw error;
    if (batch.length === 1) {
      failed(error);
      return [{ accepted: 0, problems: ['The server failed when it applied this; its log says how.'] }];
    }
    const verdicts: Verdict[] = [];
    for (const one of batch) verdicts.push(...(await decide([one], adapters, reporting, failed)));
    return verdicts;
  }
}

function translationOf(delivery: InHand, adapters: ReadonlyMap<string, Adapter>, failed: (error: unknown) => void) {
  const adapter = adapters.get(delivery.adapter);
  if (adapter === undefined) return { problem: `There is no adapter '${delivery.adapter}' any more.` };
  try {
    return adapter.translate(delivery.payload, delivery);
  } catch (error) {
    failed(error);
    return { problem: 'The server failed when it translated this; its log says how.' };
  }
}

function verdictOf(outcomes: readonly Outcome[], reports: readonly Report[]): Verdict {
  const problems = outcomes.flatMap((outcome, i) => problemOf(outcome, reports[i]));
  return { accepted: outcomes.length - problems.length, problems };
}

function problemOf(outcome: Outcome, report: Report | undefined): readonly string[] {
  if (outcome.accepted) return [];
  const { code, message, path } = outcome.refusal;
  return [`${report?.kind} ${path.join('.')}: ${code}: ${message}`];
}
