// What has arrived of builds that go on, or have ended of late, so that of their logs only what is new is read.

import type { Row, StoredBuild } from '../../buildbot/index.ts';

interface OpenStep {
  readonly buildid: number;
  readonly row: Row<'steps'>;
  /** By the ids of its logs: the next line that has not arrived, and whether there are no more. */
  readonly logs: Map<number, { next: number; complete: boolean }>;
  /** Its end, and all its logs to their ends, have arrived. */
  settled: boolean;
}

/** How many builds that have ended are remembered. */
const MOST_ENDED = 1_000;
/** How many things with names are remembered in the words in which they were told. */
const MOST_TOLD = 50_000;

export class OpenWork {
  readonly #steps = new Map<number, OpenStep>();
  readonly #stepsOf = new Map<number, number[]>();
  readonly #ended = new Set<number>();
  readonly #told = new Set<string>();

  /** Whether this was not told before; it is told now. */
  isNews(words: string): boolean {
    if (this.#told.has(words)) return false;
    if (this.#told.size === MOST_TOLD) this.#told.clear();
    this.#told.add(words);
    return true;
  }

  /** It is not known what was told, and did not arrive. */
  forgetTold(): void {
    this.#told.clear();
  }

  /** A build was read: its steps are known from now on. */
  met({ build, steps }: StoredBuild): void {
    if (build.id === null) return;
    for (const { step } of steps) {
      if (step.id === null) continue;
      const known = this.#steps.get(step.id);
      const { logs, settled } = known ?? { logs: new Map(), settled: false };
      this.#steps.set(step.id, { buildid: build.id, row: step, logs, settled });
      if (known !== undefined) continue;
      this.#stepsOf.set(build.id, [...(this.#stepsOf.get(build.id) ?? []), step.id]);
    }
  }

  /** The build of a step; null when it is of none that is known. */
  buildOf(stepid: number): number | null {
    return this.#steps.get(stepid)?.buildid ?? null;
  }

  /** The step as it was last read; null when it is of no build that is known. */
  stepOf(stepid: number): Row<'steps'> | null {
    return this.#steps.get(stepid)?.row ?? null;
  }

  isSettled(stepid: number): boolean {
    return this.#steps.get(stepid)?.settled === true;
  }

  /** The first line of a log that has not arrived; null when all of it has. */
  nextLine(stepid: number, logid: number): number | null {
    const log = this.#steps.get(stepid)?.logs.get(logid);
    return log?.complete === true ? null : (log?.next ?? 0);
  }

  /** All lines before this one have arrived; and so has the end of the log, or not. */
  arrived(stepid: number, logid: number, next: number, complete: boolean): void {
    const logs = this.#steps.get(stepid)?.logs;
    const known = logs?.get(logid);
    logs?.set(logid, { next: Math.max(next, known?.next ?? 0), complete: complete || known?.complete === true });
  }

  /** The end of a step has arrived, when these were its logs: it is settled if all of theirs have. */
  settle(stepid: number, logids: readonly number[]): void {
    const step = this.#steps.get(stepid);
    if (step === undefined) return;
    step.settled = logids.every((id) => step.logs.get(id)?.complete === true);
  }

  /** A build has ended, and everything of it has arrived. It is remembered for a while, since it may be read once more. */
  ended(buildid: number): void {
    this.#ended.delete(buildid);
    this.#ended.add(buildid);
    if (this.#ended.size <= MOST_ENDED) return;
    const [oldest = 0] = this.#ended;
    this.#ended.delete(oldest);
    for (const stepid of this.#stepsOf.get(oldest) ?? []) this.#steps.delete(stepid);
    this.#stepsOf.delete(oldest);
  }
}
