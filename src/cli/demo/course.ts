// How a build goes. Builders break and are mended: they fail in runs, as real ones do, and not at random.

import type { Result } from '../../client/index.ts';
import type { BuilderKind, StepKind } from './fleet.ts';
import type { Random } from './random.ts';

/** What becomes of one build. */
export interface Fate {
  readonly result: Result;
  /** What came of it, in a few words. */
  readonly stateString: string;
  /** The step that decides it; undefined when all go well. */
  readonly step: StepKind | undefined;
}

const MENDED_BY_NEXT = 0.3;
const EXCEPTION = 0.015;
const RETRY = 0.02;
const CANCELLED = 0.015;
const WARNS = 0.6;

/** The builders that are broken now, and by which step. */
export class Health {
  readonly #broken = new Map<string, StepKind>();
  readonly #random: Random;

  constructor(random: Random) {
    this.#random = random;
  }

  /** @param hasWork whether there is anything to do for this builder. */
  fateOf(builder: BuilderKind, hasWork: boolean): Fate {
    const random = this.#random;
    if (!hasWork) return { result: 'SKIPPED', stateString: 'nothing to do', step: undefined };
    const accident = random.next();
    const anyStep = builder.steps[random.whole(0, builder.steps.length - 1)];
    if (accident < EXCEPTION) return { result: 'EXCEPTION', stateString: 'no space left on device', step: anyStep };
    if (accident < EXCEPTION + RETRY) return { result: 'RETRY', stateString: 'worker lost', step: anyStep };
    if (accident < EXCEPTION + RETRY + CANCELLED)
      return { result: 'CANCELLED', stateString: 'cancelled by lena', step: anyStep };
    const broken = this.#breakOrMend(builder);
    if (broken !== undefined) return { result: 'FAILURE', stateString: `${broken.name} failed`, step: broken };
    const noisy = builder.steps.find(({ log }) => log === 'compile');
    if (builder.warns && noisy !== undefined && random.chance(WARNS)) {
      return { result: 'WARNINGS', stateString: `${random.whole(1, 9)} warnings`, step: noisy };
    }
    return { result: 'SUCCESS', stateString: 'build successful', step: undefined };
  }

  /** @returns the step that is broken with this build; undefined when the builder is well. */
  #breakOrMend({ name, steps, fragility }: BuilderKind): StepKind | undefined {
    const random = this.#random;
    const broken = this.#broken.get(name);
    if (broken !== undefined) {
      if (!random.chance(MENDED_BY_NEXT)) return broken;
      this.#broken.delete(name);
      return undefined;
    }
    if (!random.chance(fragility)) return undefined;
    const breakable = steps.filter(({ canBreak }) => canBreak);
    const step = breakable[random.whole(0, breakable.length - 1)];
    if (step !== undefined) this.#broken.set(name, step);
    return step;
  }
}
