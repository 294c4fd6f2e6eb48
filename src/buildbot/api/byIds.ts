// Things by their ids, as few requests as there can be: the API has no list of ids, but ranges.

import type { Master, Told } from './master.ts';
import { int } from './rows.ts';
import { isTooMuch, unlessUntold } from './untold.ts';

/** How many things of a range may be ones that were not asked for, for each that was. */
const MOST_OTHERS = 4;
const MOST_IN_RANGE = 200;

export class ByIds {
  readonly #master: Master;
  readonly #plural: string;
  readonly #key: string;

  constructor(master: Master, plural: string, key: string) {
    this.#master = master;
    this.#plural = plural;
    this.#key = key;
  }

  /** @returns those of them that there are. @param untold told of each that cannot be told by itself, and why. Throws MasterProblem. */
  async read(ids: readonly number[], untold: (id: number, why: string) => void): Promise<ReadonlyMap<number, Told>> {
    const found = new Map<number, Told>();
    const wanted = new Set(ids);
    const answers = await Promise.all(stretches([...wanted]).map((stretch) => this.#stretch(stretch, untold)));
    for (const told of answers.flat()) {
      const id = int(told[this.#key]);
      if (id !== null && wanted.has(id)) found.set(id, told);
    }
    return found;
  }

  async #stretch(ids: readonly number[], untold: (id: number, why: string) => void): Promise<readonly Told[]> {
    const [first = 0, last = first] = [ids[0], ids.at(-1)];
    if (first === last) return this.#one(first, untold);
    const range = [
      [`${this.#key}__ge`, first],
      [`${this.#key}__le`, last],
    ] as const;
    try {
      return (await this.#master.things(this.#plural, this.#plural, range)) ?? [];
    } catch (error) {
      if (!isTooMuch(error)) throw error;
    }
    const half = Math.ceil(ids.length / 2);
    const [before, after] = [ids.slice(0, half), ids.slice(half)];
    return [...(await this.#stretch(before, untold)), ...(await this.#stretch(after, untold))];
  }

  #one(id: number, untold: (id: number, why: string) => void): Promise<readonly Told[]> {
    return unlessUntold(
      this.#master,
      async () => (await this.#master.things(`${this.#plural}/${id}`, this.#plural)) ?? [],
      (why) => {
        untold(id, why);
        return [];
      },
    );
  }
}

/** Ids that lie close together, in their order. */
function stretches(ids: readonly number[]): readonly (readonly number[])[] {
  const all: number[][] = [];
  for (const id of [...ids].sort((a, b) => a - b)) {
    const stretch = all.at(-1);
    const span = stretch === undefined ? 0 : id - (stretch[0] ?? id) + 1;
    if (stretch === undefined || span > MOST_IN_RANGE || span > (stretch.length + 1) * MOST_OTHERS) all.push([id]);
    else stretch.push(id);
  }
  return all;
}
