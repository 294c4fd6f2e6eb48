// The reports of builds that have ended, one for each: the server has a quarter of the work with them. What that says is the same.

import { partsOfWhole, wholeBuild } from '../adapters/wholeBuild.ts';
import type { Outcome } from '../reporting/outcome.ts';
import type { Report } from '../reporting/reports.ts';

/** Reports, of which those of each build that has ended are put together; in the same order. */
export function condensed(reports: readonly Report[]): readonly Report[] {
  const all: Report[] = [];
  for (let at = 0; at < reports.length; ) {
    const end = endAfter(reports, at);
    const whole = end === null ? null : wholeBuild(reports.slice(at, end));
    if (whole === null) all.push(...reports.slice(at, at + 1));
    else all.push(whole);
    at = whole === null || end === null ? at + 1 : end;
  }
  return all;
}

/** Behind the end of the build that begins there; null when none does, or another begins before it ends. */
function endAfter(reports: readonly Report[], at: number): number | null {
  const first = reports[at]?.kind;
  if (first !== 'requestBuild' && first !== 'startBuild') return null;
  for (let i = at + 1; i < reports.length; i += 1) {
    const kind = reports[i]?.kind;
    if (kind === 'finishBuild') return i + 1;
    if (kind === 'requestBuild' || (kind === 'startBuild' && i > at + 1)) return null;
  }
  return null;
}

/** Reports without those that say of a thing with a name what was said of it last; and for each of those the one that said it. */
function distinct(reports: readonly Report[]) {
  const latest = new Map<string, { readonly told: string; readonly report: Report }>();
  const sameAs = new Map<Report, Report>();
  const first = reports.filter((report) => {
    if (!report.kind.startsWith('register')) return true;
    const { origin, name } = report.input as { readonly origin?: string; readonly name: string };
    const thing = JSON.stringify([report.kind, origin, name]);
    const told = JSON.stringify(report.input);
    const before = latest.get(thing);
    if (before?.told === told) sameAs.set(report, before.report);
    else latest.set(thing, { told, report });
    return before?.told !== told;
  });
  return { first, sameAs };
}

/**
 * Submits reports as they are put together, what is said again and again once. Where a whole build is refused, or what others only
 * repeat, all from there on is submitted again as it was: what is wrong with one part of a build keeps out no other, and what comes after
 * may need it. @returns the refused ones, as they were before, by what they were put into. Rejects as `submit` does.
 */
export async function submitCondensed(
  reports: readonly Report[],
  submit: (reports: readonly Report[]) => Promise<readonly Outcome[]>,
): Promise<ReadonlyMap<Report, readonly Refused[]>> {
  const { first, sameAs } = distinct(reports);
  const outcomes = await submit(first);
  const refused = refusedAmong(
    first.map((of) => ({ of, report: of })),
    outcomes,
  );
  const repeated = new Set(sameAs.values());
  const from = reports.findIndex((of) => refused.has(of) && (of.kind === 'recordBuild' || repeated.has(of)));
  if (from === -1) return refused;
  const again = reports
    .slice(from)
    .flatMap((of) =>
      (refused.has(of) && of.kind === 'recordBuild' ? partsOfWhole(of) : [of]).map((report) => ({ of, report })),
    );
  const outcomesAgain = await submit(again.map(({ report }) => report));
  const before = reports.slice(0, from).flatMap((of) => [[of, refused.get(of) ?? []] as const]);
  return new Map([...before.filter(([, all]) => all.length > 0), ...refusedAmong(again, outcomesAgain)]);
}

/** @param submitted reports, each with what it was put into. */
function refusedAmong(
  submitted: readonly { readonly of: Report; readonly report: Report }[],
  outcomes: readonly Outcome[],
): ReadonlyMap<Report, readonly Refused[]> {
  const refused = new Map<Report, Refused[]>();
  for (const [i, { of, report }] of submitted.entries()) {
    const outcome = outcomes[i];
    if (outcome === undefined || outcome.accepted) continue;
    refused.set(of, [...(refused.get(of) ?? []), { report, outcome }]);
  }
  return refused;
}

export interface Refused {
  readonly report: Report;
  readonly outcome: Extract<Outcome, { readonly accepted: false }>;
}
