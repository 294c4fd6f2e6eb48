// The import of a Buildbot's history: reads a page, translates it, sends it, and notes how far it has come.

import type { Report } from '../../adapters/buildbot/reports.ts';
import type { Reading } from '../../buildbot/index.ts';
import type { Client } from '../../client/index.ts';
import { Dispatch, type Patience } from './dispatch.ts';
import type { OpenWork } from './openWork.ts';
import { countOrphans } from './orphans.ts';
import { type ImportOptions, Recorder } from './recorder.ts';
import type { State } from './state.ts';
import { Tally } from './tally.ts';
import { testReports } from './testResults.ts';

export type { ImportOptions };

/** Who hears how an import goes on. */
export interface Watcher {
  /** Builds were read. */
  readonly progress: (tally: Tally) => void;
  /** All up to this state has arrived. It goes on changing: it is to be written at once. */
  readonly arrived: (state: State) => void;
  /** The server is away, and will be tried again. */
  readonly waiting: (reason: Error) => void;
}

/** What is known already, and how long to try: for an import that is one of many. */
export interface Course {
  readonly open?: OpenWork;
  readonly patience?: Patience;
}

/**
 * Imports what a state says is not imported yet. @returns what was read, written and left out. Throws as `Client.execute` does,
 * DatabaseProblem and MasterProblem: then all that was told to have arrived has.
 */
export async function importHistory(
  client: Client,
  history: Reading,
  state: State,
  options: ImportOptions,
  watcher: Watcher,
  course: Course = {},
): Promise<Tally> {
  const isFirst = state.build === 0 && state.request === 0;
  const work = new Import(client, history, state, options, watcher, course);
  const tally = await work.run();
  const { builders, since } = options.selection;
  const { tables } = history;
  if (tables === null) return tally;
  if (isFirst && builders === null && since === null) await countOrphans(tables, tally);
  tally.note('a text of the database was not UTF-8: each wrong place of it is U+FFFD', tables.invalidTexts);
  return tally;
}

class Import {
  readonly #tally = new Tally();
  readonly #dispatch: Dispatch;
  readonly #recorder: Recorder;
  readonly #history: Reading;
  readonly #options: ImportOptions;
  readonly #watcher: Watcher;
  readonly #state: State;

  constructor(
    client: Client,
    history: Reading,
    state: State,
    options: ImportOptions,
    watcher: Watcher,
    { open, patience }: Course,
  ) {
    this.#history = history;
    this.#options = options;
    this.#watcher = watcher;
    this.#state = state;
    this.#dispatch = new Dispatch(client, this.#tally.answered, watcher.waiting, patience);
    this.#recorder = new Recorder(history, options, this.#dispatch, this.#tally, open ?? null);
  }

  async run(): Promise<Tally> {
    try {
      await this.#recorder.named();
      await this.#changes();
      await this.#builds();
      await this.#unmetRequests();
      await this.#tests();
      await this.#dispatch.end();
      return this.#tally;
    } catch (error) {
      await this.#dispatch.stop();
      throw error;
    }
  }

  #add(...reports: readonly Report[]): Promise<void> {
    return this.#dispatch.add(reports);
  }

  /** Moves the state on as soon as all that was added until now has arrived. */
  #mark(change: (state: State) => void): void {
    this.#dispatch.mark(() => {
      change(this.#state);
      this.#watcher.arrived(this.#state);
    });
  }

  async #changes(): Promise<void> {
    for await (const page of this.#history.changes(this.#state.change, this.#options.selection.since)) {
      for (const change of page) await this.#recorder.change(change);
      const last = page.at(-1)?.change.changeid ?? 0;
      this.#mark((state) => {
        state.change = Math.max(state.change, last);
      });
    }
  }

  async #builds(): Promise<void> {
    const { selection } = this.#options;
    const gone = new Set(this.#state.openBuilds);
    for await (const page of this.#history.buildsById([...gone], selection)) {
      for (const stored of page) {
        gone.delete(stored.build.id ?? 0);
        if (!(await this.#recorder.build(stored))) this.#ended(stored.build.id ?? 0);
      }
      this.#watcher.progress(this.#tally);
    }
    for (const id of gone) this.#ended(id);
    for await (const page of this.#history.builds(this.#state.build, selection)) {
      for (const stored of page) {
        const isOpen = await this.#recorder.build(stored);
        const { id, number, started_at: startedAt } = stored.build;
        this.#mark((state) => {
          state.build = id ?? state.build;
          if (isOpen && id !== null && !state.openBuilds.includes(id)) state.openBuilds.push(id);
          if (
            id !== null &&
            number !== null &&
            startedAt !== null &&
            stored.builder !== null &&
            number >= 0 &&
            startedAt >= 0
          )
            state.witness = { id, number, startedAt };
        });
      }
      this.#watcher.progress(this.#tally);
    }
  }

  #ended(id: number): void {
    this.#mark((state) => {
      state.openBuilds = state.openBuilds.filter((open) => open !== id);
    });
  }

  async #unmetRequests(): Promise<void> {
    const { selection } = this.#options;
    const gone = new Set(this.#state.openRequests);
    const open = await this.#history.requestsById([...gone]);
    for (const request of open) {
      gone.delete(request.request.id ?? 0);
      if (!(await this.#recorder.unmet(request))) this.#settled(request.request.id ?? 0);
    }
    for (const id of gone) this.#settled(id);
    // What builds have met is left to them: they were read before, or have higher ids than those that were.
    for await (const { requests, last } of this.#history.unmetRequests(this.#state.request, selection)) {
      for (const request of requests) {
        const isOpen = await this.#recorder.unmet(request);
        const { id } = request.request;
        this.#mark((state) => {
          state.request = id ?? state.request;
          if (isOpen && id !== null && !state.openRequests.includes(id)) state.openRequests.push(id);
        });
      }
      this.#mark((state) => {
        state.request = Math.max(state.request, last);
      });
    }
  }

  #settled(id: number): void {
    this.#mark((state) => {
      state.openRequests = state.openRequests.filter((open) => open !== id);
    });
  }

  async #tests(): Promise<void> {
    const after = this.#state.testResult;
    for await (const { reports, last } of testReports(this.#history, this.#options, after, this.#tally)) {
      for (const report of reports) await this.#add(report);
      this.#mark((state) => {
        state.testResult = Math.max(state.testResult, last);
      });
    }
  }
}
