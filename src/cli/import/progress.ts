// What is shown while an import runs, and at its end.

import type { Untold } from '../../buildbot/index.ts';
import { duration, plain } from '../terminal.ts';
import { KINDS, type Tally } from './tally.ts';

const REDRAW_MS = 200;
const LINE_MS = 10_000;
const MOST_ASIDE = 100;
const WIDTH = 24; // characters of the bar

/** Shows how far an import has come: a bar on a terminal, a line now and then elsewhere. */
export class Progress {
  readonly #out: NodeJS.WriteStream;
  readonly #total: number;
  readonly #start = performance.now();
  #shownAt = Number.NEGATIVE_INFINITY;
  #isDrawn = false;

  /** @param total how many builds there are to read. */
  constructor(out: NodeJS.WriteStream, total: number) {
    this.#out = out;
    this.#total = total;
    if (!out.isTTY) this.#shownAt = this.#start;
  }

  show(tally: Tally): void {
    const now = performance.now();
    if (now - this.#shownAt < (this.#out.isTTY ? REDRAW_MS : LINE_MS)) return;
    this.#shownAt = now;
    const builds = tally.countRead('builds');
    const rate = builds / Math.max(0.001, (now - this.#start) / 1_000);
    const left = rate > 0 ? duration(Math.max(0, this.#total - builds) / rate) : '?';
    const line = `${count(builds)} of ${count(this.#total)} builds, ${count(Math.round(rate))} a second, ${left} left`;
    if (this.#out.isTTY) {
      const full = Math.min(WIDTH, Math.round((builds / Math.max(1, this.#total)) * WIDTH));
      this.#out.write(`\r\x1b[K[${'#'.repeat(full)}${'.'.repeat(WIDTH - full)}] ${line}`);
      this.#isDrawn = true;
    } else this.#out.write(`${line}\n`);
  }

  /** Says something on a line of its own. */
  say(sentence: string): void {
    this.clear();
    this.#out.write(`${plain(sentence)}\n`);
  }

  /** Takes the bar away. */
  clear(): void {
    if (this.#isDrawn) this.#out.write('\r\x1b[K');
    this.#isDrawn = false;
  }

  get seconds(): number {
    return (performance.now() - this.#start) / 1_000;
  }
}

const count = (number: number): string => number.toLocaleString('en-US');

/** The report at the end, for people. @param aside what is there and could not be read. */
export function reportOf(tally: Tally, seconds: number, aside: readonly Untold[] = []): string {
  const { kinds, notes, refusals } = tally.toJSON();
  const head = ['', 'read', 'written', 'skipped', 'refused'];
  const rows = KINDS.map((kind) => {
    const { read, written, skipped, refused } = kinds[kind];
    return [kind, ...[read, written, skipped, refused].map(count)];
  });
  const widths = head.map((_, i) => Math.max(...[head, ...rows].map((row) => (row[i] ?? '').length)));
  const table = [head, ...rows].map((row) =>
    row.map((cell, i) => (i === 0 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0))).join('  '),
  );
  const said = (title: string, sentences: typeof notes) =>
    sentences.length === 0
      ? []
      : ['', title, ...sentences.map(({ why, times }) => `  ${count(times)} × ${plain(why)}`)];
  return [
    ...table,
    ...said('Left out, or changed:', notes),
    ...said('Refused by the server:', refusals),
    ...(aside.length === 0 ? [] : ['', 'Could not be read, and is tried again the next time:']),
    ...aside.slice(0, MOST_ASIDE).map(({ what, why }) => plain(`  ${what}: ${why}`)),
    ...(aside.length > MOST_ASIDE ? [`  and ${count(aside.length - MOST_ASIDE)} more (--json names them)`] : []),
    '',
    `${count(kinds.builds.read)} builds in ${duration(seconds)}.`,
    '',
  ].join('\n');
}
