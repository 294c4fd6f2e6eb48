// Builds that were given up, and may be heard of again: a build whose end was only guessed runs again when something is reported of it.

import type { BuildState, Result } from '../../client/index.ts';

/** How many are remembered. */
const MOST = 1_000;

export class GivenUp {
  readonly #ids = new Set<string>();

  /** A build has ended. */
  ended({ id }: { readonly id: string }, result: Result): void {
    this.#ids.delete(id);
    if (result !== 'RETRY') return;
    this.#ids.add(id);
    const [oldest] = this.#ids;
    if (this.#ids.size > MOST && oldest !== undefined) this.#ids.delete(oldest);
  }

  /** @returns whether a build of which something changed was given up before, and runs; once only, until it is given up again. */
  returned({ id, state }: { readonly id: string; readonly state: BuildState }): boolean {
    return state === 'RUNNING' && this.#ids.delete(id);
  }
}
