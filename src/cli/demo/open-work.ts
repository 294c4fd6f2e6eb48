// What was begun and is not finished: a demo that is stopped leaves nothing running for ever.

import type { BuildRef, Report } from '../../client/index.ts';
import { ORIGIN } from './fleet.ts';
import { isoTime } from './timeline.ts';

interface OpenBuild {
  readonly build: BuildRef;
  /** The key of the step that runs; undefined between two steps. */
  step: string | undefined;
}

export class OpenWork {
  readonly #builds = new Map<string, OpenBuild>();
  readonly #requests = new Set<string>();

  /** How many builds run. */
  get running(): number {
    return this.#builds.size;
  }

  /** A report was sent. */
  note(report: Report): void {
    const { requestBuild, startBuild, startStep, finishStep, finishBuild } = report;
    if (requestBuild !== undefined) this.#requests.add(requestBuild.key);
    if (startBuild !== undefined) {
      const { key, buildRequest } = startBuild;
      this.#builds.set(key, { build: { origin: ORIGIN, key }, step: undefined });
      if (buildRequest?.key != null) this.#requests.delete(buildRequest.key);
    }
    if (startStep !== undefined) this.#step(startStep.build, startStep.key);
    if (finishStep !== undefined) this.#step(finishStep.step.build, undefined);
    if (finishBuild?.build.key != null) this.#builds.delete(finishBuild.build.key);
  }

  /** @returns what ends all of it, as cancelled. */
  cancel(at: number): Report[] {
    const completedAt = isoTime(at);
    const end = { result: 'CANCELLED' as const, stateString: 'the demo was stopped', completedAt };
    const requests = [...this.#requests].map(
      (key): Report => ({
        finishBuildRequest: { buildRequest: { origin: ORIGIN, key }, result: 'CANCELLED', completedAt },
      }),
    );
    const builds = [...this.#builds.values()].flatMap(({ build, step }): Report[] => [
      ...(step === undefined ? [] : [{ finishStep: { step: { build, key: step }, ...end } }]),
      { finishBuild: { build, ...end } },
    ]);
    return [...requests, ...builds];
  }

  #step(build: BuildRef | null | undefined, step: string | undefined): void {
    const open = this.#builds.get(build?.key ?? '');
    if (open !== undefined) open.step = step;
  }
}
