// Commands, told as a build with its steps.

import type { BuildRef, LogStream, Result, StartBuildInput } from '../../client/index.ts';
import type { Source } from './git.ts';
import { Lines } from './lines.ts';
import type { Outbox } from './outbox.ts';
import type { Outcome } from './outcome.ts';

/** What is known before the first command runs. */
export interface Facts {
  readonly origin: string;
  /** The build's name, unique within the origin. */
  readonly key: string;
  readonly builder: string;
  readonly project: string | null;
  readonly worker: string;
  /** The build's page elsewhere; null when it has none. */
  readonly url: string | null;
  readonly reason: string;
  readonly properties: Readonly<Record<string, string>>;
  /** The build within which this one runs; null when there is none. */
  readonly parent: BuildRef | null;
  readonly source: Source;
}

/** How a build ended, in the words of a list of builds. */
export type BuildEnd = Pick<Outcome, 'result' | 'stateString'>;

const LOG = 'stdio';

/** Writes into the outbox; every report has its time, so that it can be sent late. */
export class BuildRecord {
  readonly build: BuildRef;
  readonly #facts: Facts;
  readonly #outbox: Outbox;
  /** How often each name of a step was used. */
  readonly #names = new Map<string, number>();

  constructor(facts: Facts, outbox: Outbox) {
    this.#facts = facts;
    this.#outbox = outbox;
    this.build = { origin: facts.origin, key: facts.key };
  }

  start(): void {
    const { origin, key, builder, project, worker, url, reason, properties, parent, source } = this.#facts;
    if (project !== null) this.#outbox.add({ registerBuilder: { origin, name: builder, project } });
    const startBuild: StartBuildInput = {
      origin,
      key,
      builder,
      worker,
      reason,
      startedAt: now(),
      properties: Object.entries(properties).map(([name, value]) => ({ name, value, source: 'lavalamp run' })),
    };
    if (url !== null) startBuild.url = url;
    if (parent !== null) startBuild.parentBuild = parent;
    if (Object.keys(source).length > 0) startBuild.sourceStamps = [source];
    this.#outbox.add({ startBuild });
  }

  /** @returns a step that is not reported yet. */
  step(name: string): StepRecord {
    const times = (this.#names.get(name) ?? 0) + 1;
    this.#names.set(name, times);
    return new StepRecord(this.#outbox, this.build, { key: times === 1 ? name : `${name} (${times})`, name });
  }

  alive(): void {
    alive(this.build, this.#outbox);
  }

  finish({ result, stateString }: BuildEnd): void {
    this.#outbox.add({ finishBuild: { build: this.build, result, stateString, completedAt: now() } });
  }
}

/** One command. */
export class StepRecord {
  readonly key: string;
  readonly #build: BuildRef;
  readonly #name: string;
  readonly #outbox: Outbox;
  readonly #streams = new Map<LogStream, Lines>();
  #lineCount = 0;
  #lostBefore = 0;

  constructor(outbox: Outbox, build: BuildRef, { key, name }: { readonly key: string; readonly name: string }) {
    this.#outbox = outbox;
    this.#build = build;
    this.key = key;
    this.#name = name;
  }

  start(): void {
    this.#lostBefore = this.#outbox.lostLines;
    this.#outbox.add({ startStep: { build: this.#build, key: this.key, name: this.#name, startedAt: now() } });
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

  finish({ result, stateString, note }: Outcome): void {
    for (const [stream, lines] of this.#streams) this.#add(stream, lines.end());
    if (note !== null) this.#add('HEADER', [note]);
    const step = { build: this.#build, key: this.key };
    const lostLines = this.#outbox.lostLines - this.#lostBefore;
    const kept = this.#lineCount - lostLines;
    if (lostLines > 0) {
      const text = `${lostLines} more lines could be neither sent nor kept.\n`;
      this.#outbox.add({ appendLog: { step, name: LOG, stream: 'HEADER', firstLine: kept, text } });
    }
    const completedAt = now();
    if (this.#lineCount > 0) {
      this.#outbox.add({ finishLog: { step, name: LOG, lineCount: lostLines > 0 ? kept + 1 : kept } });
    }
    this.#outbox.add({ finishStep: { step, result, stateString, completedAt } });
  }

  /** It does not run, since what it builds on did not go well. */
  skip(): void {
    this.#outbox.add({ startStep: { build: this.#build, key: this.key, name: this.#name, pending: true } });
    const step = { build: this.#build, key: this.key };
    this.#outbox.add({ finishStep: { step, result: 'SKIPPED', stateString: 'not run', completedAt: now() } });
  }

  #add(stream: LogStream, lines: readonly string[]): void {
    if (lines.length === 0) return;
    const step = { build: this.#build, key: this.key };
    this.#outbox.addLines({ step, stream, firstLine: this.#lineCount, text: `${lines.join('\n')}\n` });
    this.#lineCount += lines.length;
  }
}

/** Says that a build still runs, so that a long silence is not taken for its end; nothing when something else says so. */
export function alive(build: BuildRef, outbox: Outbox): void {
  if (outbox.length === 0) outbox.add({ updateBuild: { build } });
}

/** From the least to the worst, for the steps of one build. */
const RANKS: readonly Result[] = ['SUCCESS', 'FAILURE', 'EXCEPTION', 'CANCELLED'];

/** What a list of builds shows: the worst that came of a step, and which step it was, where it was not well. */
export function endOf(steps: readonly { readonly name: string; readonly outcome: BuildEnd }[]): BuildEnd {
  const bad = steps.filter(({ outcome }) => outcome.result !== 'SUCCESS');
  const [first] = bad;
  if (first === undefined) return { result: 'SUCCESS', stateString: 'done' };
  const result = bad
    .map(({ outcome }) => outcome.result)
    .reduce((a, b) => (RANKS.indexOf(b) > RANKS.indexOf(a) ? b : a));
  const said =
    bad.length === 1 ? `${first.name}: ${first.outcome.stateString}` : bad.map(({ name }) => name).join(', ');
  return { result, stateString: bad.length === 1 ? said : `${bad.length} of ${steps.length} steps: ${said}` };
}

function now(): string {
  return new Date().toISOString();
}
