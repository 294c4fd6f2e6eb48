// Sends reports in calls that are full, several of them at once, and tells how far everything has arrived.

import type { Report } from '../../adapters/buildbot/reports.ts';
import { partsOfWhole, type WholeBuild, wholeBuild } from '../../adapters/wholeBuild.ts';
import { type Client, isTemporary, type Report as SentReport } from '../../client/index.ts';
import { delayAfter, pause } from '../../client/retries.ts';
import { type CallSent, sendHead } from '../reports.ts';

/** How many calls are under way at once: one is applied while the next one travels and is parsed. */
const IN_FLIGHT = 3;
/** The API takes at most 1,000 reports in a call; many proxies take at most 1 MiB. */
const MOST_REPORTS = 1_000;
const MOST_CHARACTERS = 700_000;
/** Of whole builds no more than the server commits together: more would only wait there, and fill the memory here. */
const MOST_WHOLES = 80;
/** What a server says that does not know whole builds. */
const UNKNOWN = /"recordBuild" is not defined/;
const TIMEOUT_MS = 120_000;
/** How often a call is tried, some four minutes in all, before an import gives up. */
const ATTEMPTS = 14;
const BACKOFF = { initialMs: 250, maxMs: 30_000 };

/** How long to try. */
export interface Patience {
  /** How often a call is tried; some four minutes long when left out. */
  readonly attempts?: number;
  /** Gives everything up. */
  readonly signal: AbortSignal;
}

/** What was sent in one call, and what is to be done when it, and all before it, has arrived. */
interface Batch {
  readonly reports: Report[];
  characters: number;
  wholes: number;
  readonly marks: (() => void)[];
  arrived: boolean;
}

export class Dispatch {
  readonly #client: Client;
  readonly #answered: (reports: readonly Report[], sent: CallSent, sentReports: readonly SentReport[]) => void;
  readonly #waiting: (reason: Error) => void;
  /** Those that have not arrived, and those behind them, in their order. */
  readonly #sent: Batch[] = [];
  readonly #underWay = new Set<Promise<void>>();
  readonly #abort = new AbortController();
  readonly #attempts: number;
  readonly #unlink: () => void;
  #failure: Error | null = null;
  #current = newBatch();
  /** Whether the server takes whole builds: older ones do not. */
  #takesWholes = true;

  /**
   * @param answered told what became of each call.
   * @param waiting told when the server is away, and will be tried again.
   */
  constructor(
    client: Client,
    answered: (reports: readonly Report[], sent: CallSent, sentReports: readonly SentReport[]) => void,
    waiting: (reason: Error) => void,
    patience?: Patience,
  ) {
    this.#attempts = patience?.attempts ?? ATTEMPTS;
    // A signal that lives long would remember each signal that was made of it.
    const giveUp = () => this.#abort.abort(patience?.signal.reason);
    if (patience?.signal.aborted === true) giveUp();
    patience?.signal.addEventListener('abort', giveUp);
    this.#unlink = () => patience?.signal.removeEventListener('abort', giveUp);
    this.#client = client;
    this.#answered = answered;
    this.#waiting = waiting;
  }

  /**
   * Sends reports that belong into one call, in their order; those of a build that has ended as one. Waits while enough is under way.
   * Throws as `Client.execute` does.
   */
  async add(told: readonly Report[]): Promise<void> {
    const whole = this.#takesWholes ? wholeBuild(told) : null;
    const isWhole = whole !== null && sizeOf(whole) <= MOST_CHARACTERS;
    const group = isWhole ? [whole] : told;
    const characters = group.reduce((sum, report) => sum + sizeOf(report), 0);
    if (isWhole && this.#current.wholes === MOST_WHOLES) await this.#flush();
    const { reports } = this.#current;
    const isFull =
      reports.length + group.length > MOST_REPORTS || this.#current.characters + characters > MOST_CHARACTERS;
    if (isFull && reports.length > 0) await this.#flush();
    for (const report of group) {
      if (this.#current.reports.length === MOST_REPORTS) await this.#flush();
      this.#current.reports.push(report);
    }
    this.#current.characters += characters;
    this.#current.wholes += isWhole ? 1 : 0;
  }

  /** Does something as soon as all that was added until now has arrived. */
  mark(arrived: () => void): void {
    this.#current.marks.push(arrived);
  }

  /** Resolves when everything has arrived. Throws as `Client.execute` does. */
  async end(): Promise<void> {
    await this.#flush();
    await Promise.all(this.#underWay);
    this.#unlink();
    if (this.#failure !== null) throw this.#failure;
  }

  /** Gives up what is under way. */
  async stop(): Promise<void> {
    this.#unlink();
    this.#abort.abort();
    await Promise.allSettled(this.#underWay);
  }

  async #flush(): Promise<void> {
    const batch = this.#current;
    this.#current = newBatch();
    while (this.#underWay.size >= IN_FLIGHT) await Promise.race(this.#underWay);
    if (this.#failure !== null) throw this.#failure;
    this.#sent.push(batch);
    const sending = this.#send(batch)
      .catch((error: Error) => {
        this.#failure ??= error;
      })
      .finally(() => this.#underWay.delete(sending));
    this.#underWay.add(sending);
  }

  async #send(batch: Batch): Promise<void> {
    if (batch.reports.length > 0) await this.#decide(batch.reports);
    batch.arrived = true;
    while (this.#sent[0]?.arrived === true) for (const mark of this.#sent.shift()?.marks ?? []) mark();
  }

  /** A whole build that was refused is sent again in its parts: what is wrong with one of them need not keep out the others. */
  async #decide(reports: readonly Report[]): Promise<void> {
    const given = reports.map(sendable);
    const sent = await this.#tried(given);
    const of = new Map(given.map((report, i) => [report, reports[i]]));
    const whole = (report: SentReport | undefined): WholeBuild[] => {
      const told = report && of.get(report);
      return told?.kind === 'recordBuild' ? [told] : [];
    };
    const refused = sent.refusedReports.flatMap(whole);
    const malformed = sent.malformed.flatMap(({ report }) => whole(report));
    if (sent.malformed.some(({ why }) => UNKNOWN.test(why))) this.#takesWholes = false;
    const again = new Set<Report>([...refused, ...malformed]);
    const isLeft = (report: SentReport | undefined) => whole(report).every((told) => !again.has(told));
    const left = reports.flatMap((report, i) => (again.has(report) ? [] : [[report, given[i]] as const]));
    this.#answered(
      left.map(([report]) => report),
      {
        ...sent,
        refused: sent.refused.filter((_, i) => isLeft(sent.refusedReports[i])),
        refusedReports: sent.refusedReports.filter(isLeft),
        malformed: sent.malformed.filter(({ report }) => isLeft(report)),
      },
      left.flatMap(([, report]) => (report === undefined ? [] : [report])),
    );
    const parts = [...again].flatMap((report) => (report.kind === 'recordBuild' ? partsOfWhole(report) : []));
    for (let at = 0; at < parts.length; at += MOST_REPORTS) await this.#decide(parts.slice(at, at + MOST_REPORTS));
  }

  async #tried(reports: readonly SentReport[]): Promise<CallSent> {
    const { signal } = this.#abort;
    for (let failures = 1; ; failures++) {
      try {
        return await sendHead(this.#client, reports, { timeoutMs: TIMEOUT_MS, signal });
      } catch (error) {
        if (!(error instanceof Error) || !isTemporary(error) || failures === this.#attempts || signal.aborted)
          throw error;
        this.#waiting(error);
        await pause(delayAfter(failures, BACKOFF), signal);
      }
    }
  }
}

const newBatch = (): Batch => ({ reports: [], characters: 0, wholes: 0, marks: [], arrived: false });

/** About how many characters a report has as JSON; its texts are what makes it large. */
function sizeOf(report: Report): number {
  if (report.kind === 'appendLog') return report.input.text.length * 1.1 + 300;
  if (report.kind === 'startStep' || report.kind === 'finishStep') return 400;
  return JSON.stringify(report).length;
}

/** In the form of the API, where null is not the same as left out for what has a default. */
function sendable({ kind, input }: Report): SentReport {
  const told = Object.fromEntries(Object.entries(input).filter(([, value]) => value !== null && value !== undefined));
  return { [kind]: told } as unknown as SentReport;
}
