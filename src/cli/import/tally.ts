// What an import has read, written and left out, by kind.

import type { Report } from '../../adapters/buildbot/reports.ts';
import type { Report as SentReport } from '../../client/index.ts';
import type { CallSent } from '../reports.ts';

export const KINDS = [
  'projects',
  'builders',
  'workers',
  'masters',
  'changes',
  'changed files',
  'requests',
  'builds',
  'properties',
  'steps',
  'logs',
  'log lines',
  'test result sets',
  'test results',
] as const;
export type Kind = (typeof KINDS)[number];
export type Amounts = Partial<Readonly<Record<Kind, number>>>;

/** How many different sentences are kept of what was left out or refused; the others are counted together. */
const MOST_SENTENCES = 100;

interface Counts {
  read: number;
  written: number;
  refused: number;
}

export class Tally {
  readonly #counts = new Map<Kind, Counts>(KINDS.map((kind) => [kind, { read: 0, written: 0, refused: 0 }]));
  readonly #notes = new Map<string, number>();
  readonly #refusals = new Map<string, number>();

  read(kind: Kind, count = 1): void {
    this.#of(kind).read += count;
  }

  written(amounts: Amounts): void {
    for (const kind of KINDS) this.#of(kind).written += amounts[kind] ?? 0;
  }

  /** A report was refused: what it was to write is not written. */
  refused(report: Report | null, why: string): void {
    const amounts: Amounts = report === null ? {} : amountsOf(report);
    for (const kind of KINDS) {
      this.#of(kind).written -= amounts[kind] ?? 0;
      this.#of(kind).refused += amounts[kind] ?? 0;
    }
    count(this.#refusals, `${report === null ? '' : `${report.kind}: `}${why}`, 1);
  }

  /** A call was answered. */
  readonly answered = (reports: readonly Report[], sent: CallSent, sentReports: readonly SentReport[]): void => {
    for (const report of reports) this.written(amountsOf(report));
    const at = new Map(sentReports.map((report, i) => [report, reports[i]]));
    for (const [i, why] of sent.refused.entries()) {
      const report = sent.refusedReports[i];
      this.refused((report && at.get(report)) ?? null, why);
    }
    for (const { report, why } of sent.malformed) this.refused(at.get(report) ?? null, why);
  };

  /** Something was left out, or put in another's place. */
  note(why: string, times = 1): void {
    if (times > 0) count(this.#notes, why, times);
  }

  countRead(kind: Kind): number {
    return this.#of(kind).read;
  }

  get refusedCount(): number {
    return [...this.#refusals.values()].reduce((sum, times) => sum + times, 0);
  }

  /** All of it, as it is printed for programs. Skipped is what was read, and neither written nor refused. */
  toJSON() {
    const kinds = [...this.#counts].map(([kind, { read, written, refused }]) => [
      kind,
      { read, written, skipped: Math.max(0, read - written - refused), refused },
    ]);
    return {
      kinds: Object.fromEntries(kinds) as Record<
        Kind,
        { read: number; written: number; skipped: number; refused: number }
      >,
      notes: sentences(this.#notes),
      refusals: sentences(this.#refusals),
    };
  }

  #of(kind: Kind): Counts {
    const counts = this.#counts.get(kind);
    if (counts === undefined) throw new Error(`There is no kind ${kind}.`);
    return counts;
  }
}

function count(sentences: Map<string, number>, sentence: string, times: number): void {
  const kept = sentences.has(sentence) || sentences.size < MOST_SENTENCES ? sentence : 'and others';
  sentences.set(kept, (sentences.get(kept) ?? 0) + times);
}

function sentences(of: ReadonlyMap<string, number>) {
  return [...of].map(([why, times]) => ({ why, times }));
}

/** What a report writes. */
export function amountsOf(report: Report): Amounts {
  switch (report.kind) {
    case 'registerProject':
      return { projects: 1 };
    case 'registerBuilder':
      return { builders: 1 };
    case 'registerWorker':
      return { workers: 1 };
    case 'registerMaster':
      return { masters: 1 };
    case 'addChange':
      return {
        changes: 1,
        'changed files': report.input.files?.length ?? 0,
        properties: report.input.properties?.length ?? 0,
      };
    case 'startBuild':
      return { builds: 1, properties: report.input.properties?.length ?? 0 };
    case 'recordBuild':
      return {
        builds: 1,
        properties: report.input.properties?.length ?? 0,
        steps: report.input.steps?.length ?? 0,
      };
    case 'setProperties':
      return { properties: report.input.properties.length };
    case 'startStep':
      return { steps: 1 };
    case 'appendLog':
      return { 'log lines': report.input.text.split('\n').length - 1 };
    case 'reportTestResults':
      return { 'test results': report.input.results.length, 'test result sets': report.input.firstResult ? 0 : 1 };
    default:
      return {};
  }
}
