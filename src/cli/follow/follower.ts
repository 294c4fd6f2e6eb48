// Follows a Buildbot: reads everything that is new now and then, and in between what its WebSocket says has changed.

import { Frames, type MasterHistory, MasterProblem, type Untold } from '../../buildbot/index.ts';
import { type Client, isTemporary } from '../../client/index.ts';
import { type Backoff, delayAfter, pause } from '../../client/retries.ts';
import { type ImportOptions, importHistory, type Watcher } from '../import/buildbot.ts';
import type { Patience } from '../import/dispatch.ts';
import { OpenWork } from '../import/openWork.ts';
import { expectSameHistory } from '../import/resumable.ts';
import type { State } from '../import/state.ts';
import type { Tally } from '../import/tally.ts';
import { Dirty } from './dirty.ts';
import { type Left, LeftOpen } from './leftOpen.ts';
import { Live } from './live.ts';
import { SetAside, SOON } from './setAside.ts';

/** How it is followed. Times are in milliseconds. */
export interface FollowOptions extends ImportOptions {
  /** How often everything is looked at that goes on, though nothing was said of it. */
  readonly lookMs: number;
  /** The same while there is no WebSocket. */
  readonly lookWithoutSocketMs: number;
  /** For how long what is said is gathered before it is read. */
  readonly gatherMs: number;
  /** How often the WebSocket is tried. */
  readonly pingMs: number;
  readonly backoff: Backoff;
}

/** Who hears how it goes. */
export interface FollowWatcher extends Watcher {
  /** All that there was has arrived: for the first time, or again after a trouble. */
  readonly upToDate: (tally: Tally) => void;
  /** The master cannot be read, or the WebSocket is lost; both are tried again. */
  readonly trouble: (sentence: string) => void;
  /** The server has refused something: a sentence for each, told once. */
  readonly refused: (sentence: string) => void;
  /** The master cannot tell one thing, which is set aside; or could tell it after all. */
  readonly aside: (sentence: string) => void;
}

/** Never gives up what only time can mend. */
const ATTEMPTS = Number.POSITIVE_INFINITY;
const MOST_REFUSALS = 1_000;

export class Follower {
  readonly #client: Client;
  readonly #history: MasterHistory;
  readonly #state: State;
  readonly #options: FollowOptions;
  readonly #watcher: FollowWatcher;
  readonly #open = new OpenWork();
  readonly #dirty = new Dirty();
  readonly #live: Live;
  readonly #aside: SetAside;
  readonly #leftOpen: LeftOpen;
  /** What the server believes to go on and was asked for because of that. */
  readonly #askedFor = new Set<string>();
  readonly #refusals = new Set<string>();
  readonly #abort = new AbortController();
  readonly #signal: AbortSignal;
  /** Null: not known yet. */
  #hasSocket: boolean | null = null;
  #isWell = false;
  #isDue = true;
  #wake: () => void = () => {};

  /** @param signal ends it. */
  constructor(
    client: Client,
    history: MasterHistory,
    state: State,
    options: FollowOptions,
    watcher: FollowWatcher,
    signal: AbortSignal,
  ) {
    this.#client = client;
    this.#history = history;
    this.#state = state;
    this.#options = options;
    this.#watcher = {
      ...watcher,
      waiting: (reason) => {
        this.#isWell = false;
        watcher.waiting(reason);
      },
    };
    this.#signal = AbortSignal.any([signal, this.#abort.signal]);
    this.#signal.addEventListener('abort', () => this.#wake());
    history.isSettled = (stepid) => this.#open.isSettled(stepid);
    this.#leftOpen = new LeftOpen(client, options.place.origin);
    this.#aside = new SetAside(state, {
      backoff: options.backoff,
      lookMs: options.lookMs,
      signal: this.#signal,
      again: (hint) => this.#dirty.add(hint),
      settled: (thing) => this.#settled(thing),
      say: watcher.aside,
    });
    history.untold = (thing) => this.#aside.add(thing);
    this.#live = new Live(client, history, options, this.#open, this.#watcher.waiting, (id) =>
      this.#aside.has('builds', id),
    );
  }

  /** Follows until the signal is aborted. Throws what time does not mend: MasterProblem, and as `Client.execute` does. */
  async run(): Promise<void> {
    const { pingMs, backoff } = this.#options;
    const frames = new Frames(this.#history.master.address, {
      changed: (hint) => this.#dirty.add(hint),
      opened: () => {
        this.#isWell &&= this.#hasSocket !== false;
        this.#hasSocket = true;
        this.#lookNow();
      },
      lost: (why) => {
        if (this.#hasSocket === false) return;
        this.#hasSocket = false;
        this.#trouble(`The WebSocket of the master is lost: ${why}. Its REST API is asked instead; trying again.`);
        this.#lookNow();
      },
      pause: (failures) => pause(delayAfter(failures, backoff), this.#signal),
      pingMs,
    });
    const parts = [frames.run(this.#signal), this.#looking(), this.#listening()];
    try {
      await Promise.all(parts);
    } finally {
      this.#abort.abort();
      await Promise.allSettled(parts);
    }
  }

  get #patience() {
    return { attempts: ATTEMPTS, signal: this.#signal };
  }

  /** Everything is looked at as soon as can be. */
  #lookNow(): void {
    this.#isDue = true;
    this.#wake();
  }

  #trouble(sentence: string): void {
    this.#isWell = false;
    this.#watcher.trouble(sentence);
  }

  async #looking(): Promise<void> {
    await this.#retrying(
      async () => {
        this.#isDue = false;
        const tally = await this.look(this.#patience);
        if (!this.#isWell) this.#watcher.upToDate(tally);
        this.#isWell = true;
        await this.#due();
      },
      () => {
        this.#isDue = true;
      },
    );
  }

  /**
   * Reads everything that is new, and everything that goes on. Throws MasterProblem, and as `Client.execute` does.
   * @param patience with a server that is away: an import's when left out.
   */
  async look(patience: Patience = { signal: this.#signal }): Promise<Tally> {
    await this.#history.refresh();
    if (!this.#isWell) {
      this.#open.forgetTold();
      await expectSameHistory(this.#history, this.#state, this.#options.place.origin);
    }
    await this.#addLeftOpen();
    const course = { open: this.#open, patience };
    const tally = await importHistory(this.#client, this.#history, this.#state, this.#options, this.#watcher, course);
    this.#sayRefusals(tally);
    this.#dirty.add({ kind: 'workers', id: 0, of: null });
    for (const hint of this.#aside.due()) this.#dirty.add(hint);
    return tally;
  }

  /** What the master cannot tell, though it tells everything else. */
  get aside(): readonly Untold[] {
    return this.#aside.things;
  }

  /** What has been read after all may go on: it is looked at as all that does. */
  #settled({ kind, id }: Untold): void {
    const { openBuilds, build } = this.#state;
    if (kind === 'builds' && id <= build && !openBuilds.includes(id)) openBuilds.push(id);
    if (kind === 'buildrequests') this.#askedFor.delete(`request/${id}`);
  }

  /** Looks once, tries again, a few times, what could not be read, and is at its end then. Throws as `look` does. */
  async once(): Promise<Tally> {
    try {
      const tally = await this.look();
      this.#dirty.take();
      for (let failures = 1; failures <= SOON && this.aside.length > 0; failures++) {
        await pause(delayAfter(failures, this.#options.backoff), this.#signal);
        for (const hint of this.#aside.all()) this.#dirty.add(hint);
        await this.#readChanged({ signal: this.#signal }, tally);
      }
      return tally;
    } finally {
      this.#abort.abort();
    }
  }

  /** Reads what is said to have changed. What was taken and not read is found when everything is looked at. */
  async #readChanged(patience: Patience, tally?: Tally): Promise<Tally> {
    const changed = this.#dirty.take();
    const end = this.#aside.begin(changed);
    const reading = this.#live.read(changed, patience, tally);
    await reading.then(
      () => end(true),
      () => end(false),
    );
    return reading;
  }

  #sayRefusals(tally: Tally): void {
    for (const { why } of tally.toJSON().refusals) {
      if (this.#refusals.has(why) || this.#refusals.size === MOST_REFUSALS) continue;
      this.#refusals.add(why);
      this.#watcher.refused(why);
    }
  }

  /** What the server believes to go on, though it is read as ended, or was never read: posts have left it so. */
  async #addLeftOpen(): Promise<void> {
    const { builds, requests } = await this.#leftOpen.read();
    const { openBuilds, openRequests, build, request } = this.#state;
    for (const id of this.#newOf('build', builds, openBuilds, build)) openBuilds.push(id);
    for (const id of this.#newOf('request', requests, openRequests, request)) {
      const met = await this.#history.buildsOf(id);
      if (met === null || met.length === 0) openRequests.push(id);
      // What has become of it, its builds tell.
      for (const each of met ?? []) if (each <= build && !openBuilds.includes(each)) openBuilds.push(each);
    }
  }

  /** Those that are wanted. What is above has not been read, and will be; what was asked for once is not asked for again. */
  *#newOf(kind: string, left: readonly Left[], open: readonly number[], read: number): Generator<number> {
    const { builders } = this.#options.selection;
    const names = new Set(
      this.#history.named.builders.flatMap(({ builder: { id, name } }) =>
        builders === null || builders.includes(id ?? -1) ? (name ?? []) : [],
      ),
    );
    for (const { id, builder } of left) {
      if (id > read || open.includes(id) || !names.has(builder) || this.#askedFor.has(`${kind}/${id}`)) continue;
      yield id;
      this.#askedFor.add(`${kind}/${id}`);
    }
  }

  async #due(): Promise<void> {
    const { lookMs, lookWithoutSocketMs } = this.#options;
    if (this.#isDue || this.#signal.aborted) return;
    const due = new AbortController();
    this.#wake = () => due.abort();
    await pause(this.#hasSocket ? lookMs : lookWithoutSocketMs, due.signal);
  }

  async #listening(): Promise<void> {
    await this.#retrying(
      async () => {
        await this.#dirty.some(this.#signal);
        await pause(this.#options.gatherMs, this.#signal);
        if (this.#signal.aborted) return;
        if (this.#dirty.overflowed) this.#lookNow();
        this.#dirty.overflowed = false;
        this.#sayRefusals(await this.#readChanged(this.#patience));
      },
      () => this.#lookNow(),
    );
  }

  /** Does something again and again; after a trouble that passes, a little later. */
  async #retrying(turn: () => Promise<void>, failed: () => void): Promise<void> {
    for (let failures = 0; !this.#signal.aborted; ) {
      try {
        await turn();
        failures = 0;
      } catch (error) {
        if (this.#signal.aborted) return;
        const passes = error instanceof MasterProblem ? error.temporary : isTemporary(error);
        if (!passes || !(error instanceof Error)) throw error;
        failures += 1;
        failed();
        this.#trouble(`${error.message} Trying again.`);
        await pause(delayAfter(failures, this.#options.backoff), this.#signal);
      }
    }
  }
}
