// A command, told as a build with one step.

import { hostname } from 'node:os';
import type { BuildRef, LogStream, Result } from '../../client/index.ts';
import type { Source } from './git.ts';
import { Lines } from './lines.ts';
import type { Outbox } from './outbox.ts';
import type { Outcome } from './outcome.ts';

/** What is known before the command runs. */
export interface Facts {
  readonly origin: string;
  /** The build's name, unique within the origin. */
  readonly key: string;
  readonly builder: string;
  readonly step: string;
  readonly project: string | null;
  readonly reason: string;
  readonly properties: Readonly<Record<string, string>>;
  readonly source: Source;
}

const LOG = 'stdio';

/** Writes into the outbox; every report has its time, so that it can be sent late. */
export class BuildRecord {
  readonly #facts: Facts;
  readonly #outbox: Outbox;
  readonly #build: BuildRef;
  readonly #streams = new Map<LogStream, Lines>();
  #lineCount = 0;

  constructor(facts: Facts, outbox: Outbox) {
    this.#facts = facts;
    this.#outbox = outbox;
    this.#build = { origin: facts.origin, key: facts.key };
  }

  start(): void {
    const { origin, key, builder, step, project, reason, properties, source } = this.#facts;
    const startedAt = now();
    if (project !== null) this.#outbox.add({ registerBuilder: { origin, name: builder, project } });
    this.#outbox.add({
      startBuild: {
        origin,
        key,
        builder,
        worker: hostname(),
        reason,
        startedAt,
        ...(Object.keys(source).length === 0 ? {} : { sourceStamps: [source] }),
        properties: Object.entries(properties).map(([name, value]) => ({ name, value, source: 'lavalamp run' })),
      },
    });
    this.#outbox.add({ startStep: { build: this.#build, key: step, name: step, startedAt } });
  }

  /** What the command wrote, as it came: lines are cut here. */
  output(stream: LogStream, chunk: Uint8Array): void {
    let lines = this.#streams.get(stream);
    if (lines === undefined) {
      lines = new Lines();
      this.#streams.set(stream, lines);
    }
    this.#add(stream, lines.write(chunk));
  }

  /** Says that the command still runs, so that a long silence is not taken for its end; nothing when something else says so. */
  alive(): void {
    if (this.#outbox.length === 0) this.#outbox.add({ updateBuild: { build: this.#build } });
  }

  finish(outcome: Outcome): void {
    for (const [stream, lines] of this.#streams) this.#add(stream, lines.end());
    if (outcome.note !== null) this.#add('HEADER', [outcome.note]);
    const step = { build: this.#build, key: this.#facts.step };
    const { lostLines } = this.#outbox;
    const kept = this.#lineCount - lostLines;
    if (lostLines > 0) {
      const text = `${lostLines} more lines could be neither sent nor kept.\n`;
      this.#outbox.add({ appendLog: { step, name: LOG, stream: 'HEADER', firstLine: kept, text } });
    }
    const completedAt = now();
    const { result, stateString } = outcome;
    if (this.#lineCount > 0) {
      this.#outbox.add({ finishLog: { step, name: LOG, lineCount: lostLines > 0 ? kept + 1 : kept } });
    }
    this.#outbox.add({ finishStep: { step, result, stateString, completedAt } });
    this.#outbox.add({
      finishBuild: {
        build: this.#build,
        result,
        stateString: summary(this.#facts.step, result, stateString),
        completedAt,
      },
    });
  }

  #add(stream: LogStream, lines: readonly string[]): void {
    if (lines.length === 0) return;
    const step = { build: this.#build, key: this.#facts.step };
    this.#outbox.addLines({ step, stream, firstLine: this.#lineCount, text: `${lines.join('\n')}\n` });
    this.#lineCount += lines.length;
  }
}

/** What a list of builds shows: which step it was, where it was not well. */
function summary(step: string, result: Result, stateString: string): string {
  return result === 'SUCCESS' ? stateString : `${step}: ${stateString}`;
}

function now(): string {
  return new Date().toISOString();
}
