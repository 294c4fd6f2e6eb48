// What a master cannot tell, though it tells everything else. It is asked for again: a few times soon, then when everything is looked at.

import type { Hint, Untold } from '../../buildbot/index.ts';
import { type Backoff, delayAfter, pause } from '../../client/retries.ts';
import type { State } from '../import/state.ts';
import type { Changed } from './dirty.ts';

/** How often it is asked for again soon, before it is set aside. */
export const SOON = 4;
/** How many are asked for again at one look. */
const MOST_AT_A_LOOK = 100;
/** What was set aside long ago is asked for again this often at least; in milliseconds. */
const RARELY_MS = 3_600_000;

interface Entry {
  readonly thing: Untold;
  /** How many attempts failed. */
  failures: number;
  /** Whether it is being asked for again, and what has come of that until now. */
  attempt: 'NONE' | 'WELL' | 'FAILED';
  /** Whether it is asked for again without a look. */
  isSoon: boolean;
  /** When a look may ask for it again, as `performance.now` tells times. */
  dueAt: number;
  isTold: boolean;
}

export interface SetAsideOptions {
  readonly backoff: Backoff;
  readonly lookMs: number;
  readonly signal: AbortSignal;
  /** To be read once more. */
  readonly again: (hint: Hint) => void;
  /** It has been read after all. */
  readonly settled: (thing: Untold) => void;
  /** What was set aside, and what could be read after all: a sentence for each. */
  readonly say: (sentence: string) => void;
}

export class SetAside {
  readonly #entries = new Map<string, Entry>();
  readonly #state: State;
  readonly #options: SetAsideOptions;

  /** @param state remembers them; those that it has were set aside before. */
  constructor(state: State, options: SetAsideOptions) {
    this.#state = state;
    this.#options = options;
    for (const { kind, id } of state.aside) {
      const thing = { kind, id, what: `${kind}/${id}`, why: 'it could not be read before' };
      this.#entries.set(keyOf(thing), entryOf(thing, SOON, performance.now()));
    }
  }

  has(kind: Untold['kind'], id: number): boolean {
    return this.#entries.has(`${kind}/${id}`);
  }

  /** All of them. */
  get things(): readonly Untold[] {
    return [...this.#entries.values()].map(({ thing }) => thing);
  }

  /** Something could not be told. Of one attempt that is said as often as parts are missing. */
  add(thing: Untold): void {
    const known = this.#entries.get(keyOf(thing));
    if (known !== undefined) {
      const hasFailed = known.attempt === 'FAILED';
      if (known.attempt !== 'NONE') known.attempt = 'FAILED';
      this.#entries.set(keyOf(thing), hasFailed ? known : Object.assign(known, { thing }));
      return;
    }
    const entry = entryOf(thing, 0, 0);
    this.#entries.set(keyOf(thing), entry);
    this.#state.aside.push({ kind: thing.kind, id: thing.id });
    this.#failed(entry);
  }

  /** What a look asks for again. */
  due(): readonly Hint[] {
    const now = performance.now();
    const due = [...this.#entries.values()].filter(
      ({ isSoon, dueAt, attempt }) => !isSoon && attempt === 'NONE' && dueAt <= now,
    );
    return due
      .sort((a, b) => a.dueAt - b.dueAt)
      .slice(0, MOST_AT_A_LOOK)
      .map(hintOf);
  }

  /** All of them, to be asked for at once. */
  all(): readonly Hint[] {
    return [...this.#entries.values()].map(hintOf);
  }

  /** These are read now. @returns what is to be called when that has come to its end; whether it did, or broke off. */
  begin({ builds, requests, changes }: Changed): (isWhole: boolean) => void {
    const ids = { builds, buildrequests: requests, changes };
    const tried = [...this.#entries.values()].filter(({ thing: { kind, id } }) => ids[kind].has(id));
    for (const entry of tried) entry.attempt = 'WELL';
    return (isWhole) => {
      for (const entry of tried) this.#ended(entry, isWhole);
    };
  }

  #ended(entry: Entry, isWhole: boolean): void {
    const { attempt } = entry;
    entry.attempt = 'NONE';
    entry.isSoon = false;
    if (attempt === 'FAILED') this.#failed(entry);
    else if (isWhole) this.#settle(entry);
  }

  #failed(entry: Entry): void {
    const { backoff, lookMs, signal, again } = this.#options;
    entry.failures += 1;
    if (entry.failures <= SOON) {
      entry.isSoon = true;
      void pause(delayAfter(entry.failures, backoff), signal).then(() => {
        if (signal.aborted || !entry.isSoon) return;
        // Should too much wait to be read, the next look asks for it.
        entry.isSoon = false;
        entry.dueAt = performance.now();
        again(hintOf(entry));
      });
      return;
    }
    // The next look asks for it; later ones more and more rarely, since some answers are large, and cost the master much.
    const looks = entry.isTold ? 2 ** Math.min(20, entry.failures - SOON - 2) : 0;
    entry.dueAt = performance.now() + Math.min(RARELY_MS, looks * lookMs);
    if (!entry.isTold) {
      const { what, why } = entry.thing;
      this.#options.say(
        `Set aside: ${what} cannot be read (${why}). All else goes on, and it is tried again now and then.`,
      );
    }
    entry.isTold = true;
  }

  #settle({ thing, isTold }: Entry): void {
    this.#entries.delete(keyOf(thing));
    const { aside } = this.#state;
    const at = aside.findIndex(({ kind, id }) => kind === thing.kind && id === thing.id);
    if (at >= 0) aside.splice(at, 1);
    this.#options.settled(thing);
    if (isTold) this.#options.say(`No longer set aside: ${thing.what} could be read.`);
  }
}

const keyOf = ({ kind, id }: Pick<Untold, 'kind' | 'id'>): string => `${kind}/${id}`;

const entryOf = (thing: Untold, failures: number, dueAt: number): Entry => ({
  thing,
  failures,
  attempt: 'NONE',
  isSoon: false,
  dueAt,
  isTold: false,
});

const hintOf = ({ thing: { kind, id } }: Entry): Hint => ({ kind, id, of: null });
