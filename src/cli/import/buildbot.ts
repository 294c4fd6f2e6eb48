// The import of a Buildbot's history: reads a page, translates it, sends it, and notes how far it has come.

import type { Report } from '../../adapters/buildbot/reports.ts';
import {
  originOf,
  type Place,
  storedBuild,
  storedBuilder,
  storedChange,
  storedMaster,
  storedProject,
  storedRequest,
  storedStepRef,
  storedWorker,
} from '../../adapters/buildbot/stored.ts';
import { isReadable, storedLines, storedLogEnd, storedLogNames } from '../../adapters/buildbot/storedLogs.ts';
import type { BuildbotHistory, Selection, StoredBuild, StoredRequest } from '../../buildbot/index.ts';
import type { Client } from '../../client/index.ts';
import { Dispatch } from './dispatch.ts';
import { countOrphans } from './orphans.ts';
import type { State } from './state.ts';
import { amountsOf, Tally } from './tally.ts';
import { testReports } from './testResults.ts';

export interface ImportOptions {
  readonly place: Place;
  readonly selection: Selection;
  readonly redactHeaders: boolean;
}

/** Who hears how an import goes on. */
export interface Watcher {
  /** Builds were read. */
  readonly progress: (tally: Tally) => void;
  /** All up to this state has arrived. It goes on changing: it is to be written at once. */
  readonly arrived: (state: State) => void;
  /** The server is away, and will be tried again. */
  readonly waiting: (reason: Error) => void;
}

/** How many ids of requests are remembered, so that those that several builds met in a row count once. */
const REMEMBERED_REQUESTS = 10_000;

/**
 * Imports what a state says is not imported yet. @returns what was read, written and left out. Throws as `Client.execute` does, and
 * DatabaseProblem: then all that was told to have arrived has.
 */
export async function importHistory(
  client: Client,
  history: BuildbotHistory,
  state: State,
  options: ImportOptions,
  watcher: Watcher,
): Promise<Tally> {
  const isFirst = state.build === 0 && state.request === 0;
  const work = new Import(client, history, state, options, watcher);
  const tally = await work.run();
  const { builders, since } = options.selection;
  if (isFirst && builders === null && since === null) await countOrphans(history.tables, tally);
  tally.note('a text of the database was not UTF-8: each wrong place of it is U+FFFD', history.tables.invalidTexts);
  return tally;
}

class Import {
  readonly #tally = new Tally();
  readonly #dispatch: Dispatch;
  readonly #history: BuildbotHistory;
  readonly #options: ImportOptions;
  readonly #watcher: Watcher;
  readonly #state: State;
  readonly #requests = new Set<number>();

  constructor(client: Client, history: BuildbotHistory, state: State, options: ImportOptions, watcher: Watcher) {
    this.#history = history;
    this.#options = options;
    this.#watcher = watcher;
    this.#state = state;
    this.#dispatch = new Dispatch(
      client,
      (reports, sent, sentReports) => {
        for (const report of reports) this.#tally.written(amountsOf(report));
        const at = new Map(sentReports.map((report, i) => [report, reports[i]]));
        for (const [i, why] of sent.refused.entries()) {
          const report = sent.refusedReports[i];
          this.#tally.refused((report && at.get(report)) ?? null, why);
        }
        for (const { report, why } of sent.malformed) this.#tally.refused(at.get(report) ?? null, why);
      },
      watcher.waiting,
    );
  }

  async run(): Promise<Tally> {
    try {
      await this.#named();
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

  readonly #note = (why: string): void => this.#tally.note(why);

  /** Moves the state on as soon as all that was added until now has arrived. */
  #mark(change: (state: State) => void): void {
    this.#dispatch.mark(() => {
      change(this.#state);
      this.#watcher.arrived(this.#state);
    });
  }

  async #named(): Promise<void> {
    const { place } = this.#options;
    const { projects, builders, workers, masters } = this.#history.named;
    await this.#add(originOf(place));
    for (const project of projects) {
      this.#tally.read('projects');
      await this.#add(storedProject(place, project));
    }
    const wanted = this.#options.selection.builders;
    for (const builder of builders) {
      if (wanted !== null && !wanted.includes(builder.builder.id ?? -1)) continue;
      this.#tally.read('builders');
      await this.#add(storedBuilder(place, builder));
    }
    for (const worker of workers) {
      this.#tally.read('workers');
      await this.#add(storedWorker(place, worker, this.#note));
    }
    for (const master of masters) {
      this.#tally.read('masters');
      await this.#add(storedMaster(place, master));
    }
  }

  async #changes(): Promise<void> {
    for await (const page of this.#history.changes(this.#state.change, this.#options.selection.since)) {
      for (const change of page) {
        this.#tally.read('changes');
        this.#tally.read('changed files', change.files.length);
        await this.#add(storedChange(this.#options.place, change));
      }
      const last = page.at(-1)?.change.changeid ?? 0;
      this.#mark((state) => {
        state.change = last;
      });
    }
  }

  async #builds(): Promise<void> {
    const { selection } = this.#options;
    const open = [...this.#state.openBuilds];
    for await (const page of this.#history.buildsById(open, selection)) {
      for (const stored of page) if (!(await this.#build(stored))) this.#ended(stored.build.id ?? 0);
      this.#watcher.progress(this.#tally);
    }
    for await (const page of this.#history.builds(this.#state.build, selection)) {
      for (const stored of page) {
        const isOpen = await this.#build(stored);
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

  /** @returns whether the build goes on. */
  async #build(stored: StoredBuild): Promise<boolean> {
    const { place, selection } = this.#options;
    this.#tally.read('builds');
    this.#tally.read('properties', stored.properties.length);
    this.#tally.read('steps', stored.steps.length);
    this.#readRequest(stored.request);
    const built = storedBuild(place, stored, this.#note);
    if (built === null) return false;
    await this.#add(...built.reports);
    // The request to another builder: the build does not tell it.
    const { request } = stored;
    if (request !== null && request.request.builderid !== stored.build.builderid)
      await this.#add(...storedRequest(place, request));
    if (selection.logs) await this.#logs(stored, built.open);
    return built.open;
  }

  #readRequest(request: StoredRequest | null): void {
    const id = request?.request.id ?? null;
    if (id === null || this.#requests.has(id)) return;
    this.#tally.read('requests');
    this.#tally.written({ requests: 1 });
    this.#requests.add(id);
    if (this.#requests.size > REMEMBERED_REQUESTS) {
      const [oldest] = this.#requests;
      if (oldest !== undefined) this.#requests.delete(oldest);
    }
  }

  async #logs({ build, steps }: StoredBuild, isOpen: boolean): Promise<void> {
    const { place, redactHeaders } = this.#options;
    for (const { step, logs } of steps) {
      const names = storedLogNames(logs);
      const ref = storedStepRef(place, build.id ?? 0, step);
      for (const log of logs) {
        this.#tally.read('logs');
        const name = names.get(log);
        if (name === undefined) {
          this.#tally.note('a log has no name, or one that is too long');
          continue;
        }
        if (!isReadable(log)) {
          this.#tally.note(
            log.type === 'd' ? 'a log was deleted by Buildbot' : `a log is of the unknown type ${log.type}`,
          );
          continue;
        }
        let lineCount = 0;
        for await (const text of this.#history.logText(log)) {
          this.#tally.read('log lines', text.lines.length);
          this.#tally.note('characters of logs were not UTF-8, and are U+FFFD', text.replaced);
          if (text.problem !== null) this.#tally.note(`a part of a log cannot be read: ${text.problem}`);
          const { reports, redacted } = storedLines(ref, name, log, text, redactHeaders);
          this.#tally.note('header lines of logs were redacted (--no-redact-headers keeps them)', redacted);
          for (const report of reports) await this.#add(report);
          lineCount = text.firstLine + text.lines.length;
        }
        if (lineCount !== log.num_lines) this.#tally.note('a log has another number of lines than it was said to have');
        const end = storedLogEnd(ref, name, log, lineCount, !isOpen);
        if (end !== null) await this.#add(end);
        this.#tally.written({ logs: 1 });
      }
    }
  }

  async #unmetRequests(): Promise<void> {
    const { selection } = this.#options;
    const open = await this.#history.requestsById(this.#state.openRequests);
    for (const request of open) if (!(await this.#unmet(request))) this.#settled(request.request.id ?? 0);
    for await (const page of this.#history.unmetRequests(this.#state.request, selection)) {
      for (const request of page) {
        const isOpen = await this.#unmet(request);
        const { id } = request.request;
        this.#mark((state) => {
          state.request = id ?? state.request;
          if (isOpen && id !== null && !state.openRequests.includes(id)) state.openRequests.push(id);
        });
      }
    }
  }

  #settled(id: number): void {
    this.#mark((state) => {
      state.openRequests = state.openRequests.filter((open) => open !== id);
    });
  }

  /** @returns whether it is still pending. */
  async #unmet(request: StoredRequest): Promise<boolean> {
    this.#tally.read('requests');
    const reports = storedRequest(this.#options.place, request);
    if (reports.length === 0) {
      this.#tally.note('a request asks a builder that there is not');
      return false;
    }
    this.#tally.written({ requests: 1 });
    await this.#add(...reports);
    return request.request.complete !== 1;
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
