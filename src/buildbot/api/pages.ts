// Things in the order of their ids, a page at a time. An answer that a master cannot give, or that is too large, costs no more than it has to.

import type { Master, Parameters, Told } from './master.ts';
import { Late, MasterProblem } from './problem.ts';
import { int } from './rows.ts';
import { expectAlive, isTooMuch } from './untold.ts';

/** How many are listed at once. */
const PAGE = 100;
/** Ids and times grow together, but for what waited long: so much earlier is looked, in seconds. */
const MARGIN = 86_400;
/** How often a single thing is asked for that now can be told and now cannot. */
const ATTEMPTS = 5;
/** No id is higher. */
const MOST_ID = 2 ** 31;

/** Never more than a page, in the order of their ids. */
export interface Page {
  readonly things: readonly Told[];
  /** The last id of them. */
  readonly last: number;
  /** Whether they were told without what was wished besides, and why; null: they were not. */
  readonly bare: string | null;
  /** Why there is nothing of the thing of the last id: it is there, and cannot be told. Null: it is told. */
  readonly untold: string | null;
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
    let inVain = 0;
    for (let last = after; ; ) {
      const page = await this.#page(last, limit, filter, wished);
      if (page === null) {
        inVain = limit === 1 ? inVain + 1 : 0;
        if (inVain === ATTEMPTS) throw unsure(this.#plural, last);
        limit = Math.max(1, Math.floor(limit / 2));
        continue;
      }
      inVain = 0;
      if (page.things.length === 0 && page.untold === null) return;
      yield page;
      last = page.last;
      limit = Math.min(PAGE, limit * 2);
    }
  }

  /** Null where fewer at once may do, or another attempt. */
  async #page(above: number, limit: number, filter: Parameters, wished: Parameters): Promise<Page | null> {
    const asked = [...filter, ...this.#range(above, limit)];
    const whole = await this.#tried([...wished, ...asked]);
    if (Array.isArray(whole)) return this.#pageOf(whole, above, limit, null);
    if (limit > 1) return null;
    const why = String(whole);
    const bare = wished.length === 0 ? why : await this.#tried(asked);
    if (Array.isArray(bare)) return this.#pageOf(bare, above, limit, why);
    const id = await this.#untoldAfter(above, filter);
    return id === null ? null : { things: [], last: id, bare: null, untold: why };
  }

  #pageOf(told: readonly Told[], above: number, limit: number, bare: string | null): Page {
    const idOf = (each: Told): number => int(each[this.#key]) ?? 0;
    // What is told though it was not asked for would be told for ever.
    const things = told
      .filter((each) => idOf(each) > above)
      .sort((a, b) => idOf(a) - idOf(b))
      .slice(0, limit);
    return { things, last: things.reduce((highest, each) => Math.max(highest, idOf(each)), above), bare, untold: null };
  }

  /** What is listed, or why it cannot be. Throws MasterProblem when that is not for what was asked for. */
  async #tried(parameters: Parameters): Promise<readonly Told[] | string> {
    try {
      return await this.#list(parameters);
    } catch (error) {
      if (!isTooMuch(error)) throw error;
      // As many attempts as it takes to ask for less would all be waited for.
      if (error instanceof Late) await expectAlive(this.#master);
      return error.message;
    }
  }

  /**
   * The first id above that is there and cannot be told: the API tells only things, so ranges are asked for that hold it, or nothing.
   * Null when everything can be told after all. Throws MasterProblem when the master cannot tell anything.
   */
  async #untoldAfter(above: number, filter: Parameters): Promise<number | null> {
    await expectAlive(this.#master);
    const holds = (last: number) =>
      this.#tried([...filter, [`${this.#key}__le`, last], ...this.#range(above, 1)]).then((told) =>
        Array.isArray(told) ? (told.length === 0 ? 'NOTHING' : 'TOLD') : 'UNTOLD',
      );
    let [low, high] = [above, above + 1];
    for (; ; high = above + (high - above) * 2) {
      const what = await holds(high);
      if (what === 'UNTOLD') break;
      if (what === 'TOLD' || high > MOST_ID) return null;
      low = high;
    }
    while (high - low > 1) {
      const middle = Math.floor((low + high) / 2);
      const what = await holds(middle);
      if (what === 'TOLD') return null;
      if (what === 'UNTOLD') high = middle;
      else low = middle;
    }
    return high;
  }

  /** The id after which those since then are found: by halves, since the API has no index of times. Throws MasterProblem. */
  async begin(time: string, after: number, since: number | null): Promise<number> {
    if (since === null) return after;
    let [low, high] = [after, Math.max(after, await this.newest())];
    while (low < high) {
      const middle = Math.floor((low + high) / 2);
      const told = await this.#tried(this.#range(middle, 1));
      // Of what cannot be told it is not known that it was before.
      const next = Array.isArray(told) ? told[0] : undefined;
      const isBefore = next !== undefined && (int(next[time]) ?? since) < since - MARGIN;
      if (isBefore) low = Math.max(middle + 1, int(next[this.#key]) ?? 0);
      else high = middle;
    }
    return low;
  }

  /** The highest id; 0 when there is none, or it cannot be told. Throws MasterProblem. */
  async newest(): Promise<number> {
    const told = await this.#tried([
      ['order', `-${this.#key}`],
      ['limit', 1],
    ]);
    return Array.isArray(told) ? (int(told[0]?.[this.#key]) ?? 0) : 0;
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

function unsure(plural: string, after: number): MasterProblem {
  return new MasterProblem(`The master now tells which of its ${plural} comes after ${after}, and now does not.`, {
    temporary: true,
  });
}
