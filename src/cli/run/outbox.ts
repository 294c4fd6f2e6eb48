// Reports on their way to the server: in memory while they fit, the rest of the log in a file.

import type { LogStream, Report, StepRef } from '../../client/index.ts';
import { headOf } from '../reports.ts';

/** Some lines of the step's log. */
export interface LinesReport {
  readonly step: StepRef;
  readonly stream: LogStream;
  /** The number of the first of them within the log. */
  readonly firstLine: number;
  /** Each with its line feed. */
  readonly text: string;
}

/** Where lines go that do not fit into memory. */
export interface Overflow {
  /** Keeps a report. @returns false when it could not be kept; no later one can then be kept either. */
  keep(report: Report): boolean;
}

/** Up to here lines that follow each other are put into one report. In UTF-16 code units. */
const FULL = 65_536;

interface Entry {
  report: Report;
  size: number;
  /** Lines that the next ones may be added to. */
  lines: LinesReport | null;
}

/** A queue that is read from the front and keeps what is being sent until it has arrived. */
export class Outbox {
  readonly #limit: number;
  readonly #overflow: Overflow;
  #entries: Entry[] = [];
  #size = 0;
  #sending = 0;
  #overflowed = false;
  #lostLines = 0;
  #wake: () => void = () => {};

  /** @param limit how many UTF-16 code units of log text to hold in memory. */
  constructor(limit: number, overflow: Overflow) {
    this.#limit = limit;
    this.#overflow = overflow;
  }

  /** How many reports wait in memory. */
  get length(): number {
    return this.#entries.length;
  }

  /** How many lines could be kept neither in memory nor in the file, and are lost. */
  get lostLines(): number {
    return this.#lostLines;
  }

  /** Adds a report that is not about lines: there are few of these, so they are never turned away. */
  add(report: Report): void {
    this.#push({ report, size: 0, lines: null });
  }

  /** Adds lines. Once some went to the file, all later ones do, so that the server waits for no gap to be closed. */
  addLines(lines: LinesReport): void {
    const size = lines.text.length;
    if (this.#overflowed || this.#size + size > this.#limit) {
      this.#overflowed = true;
      if (!this.#overflow.keep(reportOf(lines))) this.#lostLines += countLines(lines.text);
      return;
    }
    const last = this.#entries.length > this.#sending ? this.#entries.at(-1) : undefined;
    if (last?.lines != null && last.lines.stream === lines.stream && last.size + size <= FULL) {
      this.#size += size;
      last.size += size;
      last.lines = { ...last.lines, text: last.lines.text + lines.text };
      last.report = reportOf(last.lines);
    } else {
      this.#push({ report: reportOf(lines), size, lines });
    }
  }

  /** @returns the reports to send next, which stay here until `arrived` is called; empty when there is none. */
  next(): Report[] {
    const head = headOf(this.#reports());
    this.#sending = head.length;
    return head;
  }

  /** What `next` returned has arrived. */
  arrived(): void {
    for (const { size } of this.#entries.splice(0, this.#sending)) this.#size -= size;
    this.#sending = 0;
  }

  /** @returns all that is here; it is no longer here then. */
  empty(): Report[] {
    const reports = [...this.#reports()];
    this.#entries = [];
    this.#size = 0;
    this.#sending = 0;
    return reports;
  }

  /** Resolves when there is something to send; at once when there is. */
  async filled(): Promise<void> {
    if (this.#entries.length > 0) return;
    await new Promise<void>((resolve) => {
      this.#wake = resolve;
    });
  }

  *#reports(): Generator<Report> {
    for (const { report } of this.#entries) yield report;
  }

  #push(entry: Entry): void {
    this.#entries.push(entry);
    this.#size += entry.size;
    this.#wake();
  }
}

function reportOf({ step, stream, firstLine, text }: LinesReport): Report {
  return { appendLog: { step, name: 'stdio', stream, firstLine, text } };
}

function countLines(text: string): number {
  return text.split('\n').length - 1;
}
