// Things in the order of their ids, a page at a time. An answer that a master cannot give, or that is too large, costs no more than it has to.

import type { Master, Parameters, Told } from './master.ts';
import { MasterProblem, TooLarge } from './problem.ts';
import { int } from './rows.ts';

/** How many are listed at once. */
const PAGE = 100;
/** Ids and times grow together, but for what waited long: so much earlier is looked, in seconds. */
const MARGIN = 86_400;

/** Never more than a page, in the order of their ids. */
export interface Page {
  readonly things: readonly Told[];
  /** The last id of them. */
  readonly last: number;
  /** Whether they were told without what was wished besides. */
  readonly isBare: boolean;
}

export class Pages {
  readonly #master: Master;
  readonly #plural: string;
  readonly #key: string;

  /** @param key what the ids of these things are called. */
  constructor(master: Master, plural: string, key: string) {
    this.#master = master;
    this.#plural = plural;
    this.#key = key;
  }

  /**
   * Those with a higher id. Throws MasterProblem.
   * @param wished asked for besides; done without for a thing that cannot be told with it.
   */
  async *after(after: number, filter: Parameters = [], wished: Parameters = []): AsyncGenerator<Page> {
    let limit = PAGE;
    for (let last = after; ; ) {
      const page = await this.#page(last, limit, filter, wished);
      if (page === null) {
        limit = Math.floor(limit / 2);
        continue;
      }
      if (page.things.length === 0) return;
      yield page;
      last = page.last;
      limit = Math.min(PAGE, limit * 2);
    }
  }

  /** Null where fewer at once may do. */
  async #page(above: number, limit: number, filter: Parameters, wished: Parameters): Promise<Page | null> {
    const asked = [...filter, ...this.#range(above, limit)];
    const { told, isBare } = await this.#list([...wished, ...asked]).then(
      (found) => ({ told: found, isBare: false }),
      async (error: unknown) => {
        if (!isTooMuch(error) || (limit === 1 && wished.length === 0)) throw error;
        return { told: limit === 1 ? await this.#list(asked) : null, isBare: true };
      },
    );
    if (told === null) return null;
    const idOf = (each: Told): number => int(each[this.#key]) ?? 0;
    // What is told though it was not asked for would be told for ever.
    const things = told
      .filter((each) => idOf(each) > above)
      .sort((a, b) => idOf(a) - idOf(b))
      .slice(0, limit);
    return { things, last: things.reduce((highest, each) => Math.max(highest, idOf(each)), above), isBare };
  }

  /** The id after which those since then are found: by halves, since the API has no index of times. Throws MasterProblem. */
  async begin(time: string, after: number, since: number | null): Promise<number> {
    if (since === null) return after;
    let [low, high] = [after, Math.max(after, await this.newest())];
    while (low < high) {
      const middle = Math.floor((low + high) / 2);
      const [next] = await this.#list(this.#range(middle, 1));
      const isBefore = next !== undefined && (int(next[time]) ?? since) < since - MARGIN;
      if (isBefore) low = Math.max(middle + 1, int(next[this.#key]) ?? 0);
      else high = middle;
    }
    return low;
  }

  /** The highest id; 0 when there is none. Throws MasterProblem. */
  async newest(): Promise<number> {
    const [newest] = await this.#list([
      ['order', `-${this.#key}`],
      ['limit', 1],
    ]);
    return int(newest?.[this.#key]) ?? 0;
  }

  #range(above: number, limit: number): Parameters {
    return [
      [`${this.#key}__gt`, above],
      ['order', this.#key],
      ['limit', limit],
    ];
  }

  async #list(parameters: Parameters): Promise<readonly Told[]> {
    return (await this.#master.things(this.#plural, this.#plural, parameters)) ?? [];
  }
}

/** Whether a master may be able to tell less than it was asked for: a row that it cannot read fails its whole answer. */
export const isTooMuch = (error: unknown): boolean =>
  error instanceof TooLarge || (error instanceof MasterProblem && error.status === 500);
