// What deliveries come to: translated, and reported. Nothing is noted here.

import { setTimeout as pause } from 'node:timers/promises';
import type { Adapter, Headers, Translation } from '../adapters/adapter.ts';
import { problem } from '../adapters/translation.ts';
import { LavalampError, Overloaded } from '../errors.ts';
import type { Id, Time } from '../model.ts';
import { countOf } from '../reporting/expansion.ts';
import type { Outcome, Reporting } from '../reporting/outcome.ts';
import type { Report } from '../reporting/reports.ts';
import { condensed, type Refused, submitCondensed } from './condensed.ts';

/** How many small reports are submitted at once, as which a whole build counts: what is applied here must leave room for those who wait for an answer. */
const TOGETHER = 500;
/** How long to wait when there is none. */
const OVERLOADED_MS = 200;

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

export interface VerdictParts {
  readonly adapters: ReadonlyMap<string, Adapter>;
  readonly reporting: Pick<Reporting, 'submitAll'>;
  /** Told why the server failed at one. */
  readonly failed: (error: unknown) => void;
  /** Whether to wait no longer. */
  readonly stopped: () => boolean;
}

/**
 * Reports a whole batch. Where that fails, each delivery by itself, so that one that breaks harms no other. Rejects with LavalampError
 * UNAVAILABLE when the database does not answer, or has no room and it is to be waited no longer; a part may have been reported.
 */
export async function decide(batch: readonly Waiting[], parts: VerdictParts): Promise<readonly Verdict[]> {
  const translated = batch.map((delivery) => {
    const translation = translationOf(delivery, parts);
    return { ...translation, sent: condensed(translation.reports) };
  });
  try {
    const sent = translated.flatMap((one) => one.sent);
    const refused = await submitCondensed(sent, (reports) => submitted(reports, parts));
    return translated.map((one) => verdictOf(one, refused));
  } catch (error) {
    if (error instanceof LavalampError && error.code === 'UNAVAILABLE') throw error;
    if (batch.length === 1) {
      parts.failed(error);
      return [{ accepted: 0, problems: ['The server failed when it applied this; its log says how.'] }];
    }
    const verdicts: Verdict[] = [];
    for (const one of batch) verdicts.push(...(await decide([one], parts)));
    return verdicts;
  }
}

/** Submits some after the others. One delivery may hold tens of thousands. */
async function submitted(
  reports: readonly Report[],
  { reporting, stopped }: VerdictParts,
): Promise<readonly Outcome[]> {
  const outcomes: Outcome[] = [];
  while (outcomes.length < reports.length) {
    const some = firstOf(reports, outcomes.length);
    try {
      outcomes.push(...(await reporting.submitAll(some)).outcomes);
    } catch (error) {
      if (!(error instanceof Overloaded) || stopped()) throw error;
      await pause(OVERLOADED_MS, undefined, { ref: false });
    }
  }
  return outcomes;
}

/** As many as are submitted at once, from there on; one at least. */
function firstOf(reports: readonly Report[], from: number): readonly Report[] {
  let [end, weight] = [from, 0];
  do {
    weight += weightOf(reports[end] as Report);
    end += 1;
  } while (end < reports.length && weight + weightOf(reports[end] as Report) <= TOGETHER);
  return reports.slice(from, end);
}

const weightOf = (report: Report): number => (report.kind === 'recordBuild' ? countOf(report.input) : 1);

function translationOf(delivery: Waiting, { adapters, failed }: VerdictParts): Translation {
  const adapter = adapters.get(delivery.adapter);
  if (adapter === undefined) return problem(`There is no adapter '${delivery.adapter}' any more.`);
  try {
    return adapter.translate(delivery.payload, delivery);
  } catch (error) {
    failed(error);
    return problem('The server failed when it translated this; its log says how.');
  }
}

/** What was not understood comes first: what was refused may be so for lack of it. */
function verdictOf(
  { reports, sent, problems }: Translation & { readonly sent: readonly Report[] },
  refusedOf: ReadonlyMap<Report, readonly Refused[]>,
): Verdict {
  const refused = sent.flatMap((report) => refusedOf.get(report) ?? []);
  return { accepted: reports.length - refused.length, problems: [...problems, ...refused.map(sentenceOf)] };
}

function sentenceOf({ report, outcome }: Refused): string {
  const { code, message, path } = outcome.refusal;
  return `${report.kind} ${path.join('.')}: ${code}: ${message}`;
}
