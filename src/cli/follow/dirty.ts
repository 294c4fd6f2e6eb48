// What is said to have changed, and has not been read yet. However often and in whatever order it is said, it is read once.

import type { Hint } from '../../buildbot/index.ts';

/** How many things may wait: what is more is left to the next look at everything. */
const MOST = 10_000;

export interface Changed {
  readonly builds: ReadonlySet<number>;
  /** Steps of whose logs there is more; all else of them is as it was. */
  readonly logsOfSteps: ReadonlySet<number>;
  /** Steps of builds that were not named. */
  readonly steps: ReadonlySet<number>;
  readonly requests: ReadonlySet<number>;
  readonly buildsets: ReadonlySet<number>;
  readonly changes: ReadonlySet<number>;
  readonly workers: boolean;
}

export class Dirty {
  #changed = nothing();
  #wake: () => void = () => {};

  /** Whether more was said than can be noted since this was last asked for. */
  overflowed = false;

  add({ kind, id, of }: Hint): void {
    const changed = this.#changed;
    if (sizeOf(changed) >= MOST) this.overflowed = true;
    else if (kind === 'builds') changed.builds.add(id);
    else if (kind === 'steps') of === null ? changed.steps.add(id) : changed.builds.add(of);
    else if (kind === 'logs') of === null ? undefined : changed.logsOfSteps.add(of);
    else if (kind === 'buildrequests') changed.requests.add(id);
    else if (kind === 'buildsets') changed.buildsets.add(id);
    else if (kind === 'changes') changed.changes.add(id);
    else changed.workers = true;
    this.#wake();
  }

  /** Resolves when there is something, or the signal is aborted. */
  async some(signal: AbortSignal): Promise<void> {
    if (signal.aborted || sizeOf(this.#changed) > 0 || this.#changed.workers) return;
    await new Promise<void>((resolve) => {
      const done = () => {
        signal.removeEventListener('abort', done);
        resolve();
      };
      this.#wake = done;
      signal.addEventListener('abort', done);
    });
  }

  /** All there is; then there is nothing. */
  take(): Changed {
    const taken = this.#changed;
    this.#changed = nothing();
    return taken;
  }
}

const nothing = () => ({
  builds: new Set<number>(),
  logsOfSteps: new Set<number>(),
  steps: new Set<number>(),
  requests: new Set<number>(),
  buildsets: new Set<number>(),
  changes: new Set<number>(),
  workers: false,
});

const sizeOf = ({ builds, logsOfSteps, steps, requests, buildsets, changes }: Changed): number =>
  builds.size + logsOfSteps.size + steps.size + requests.size + buildsets.size + changes.size;
