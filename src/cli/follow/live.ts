// Reads what is said to have changed, and reports it.

import { storedProgress } from '../../adapters/buildbot/storedProgress.ts';
import { storedWorker } from '../../adapters/buildbot/storedThings.ts';
import type { MasterHistory, Selection, StoredBuild } from '../../buildbot/index.ts';
import type { Client } from '../../client/index.ts';
import { Dispatch, type Patience } from '../import/dispatch.ts';
import type { OpenWork } from '../import/openWork.ts';
import { type ImportOptions, Recorder } from '../import/recorder.ts';
import { Tally } from '../import/tally.ts';
import type { Changed } from './dirty.ts';

/** How many builds are remembered that need not be looked at again. */
const MOST_DONE = 20_000;

export class Live {
  readonly #client: Client;
  readonly #history: MasterHistory;
  readonly #options: ImportOptions;
  readonly #open: OpenWork;
  readonly #waiting: (reason: Error) => void;
  readonly #isAside: (buildid: number) => boolean;
  /** Builds whose end has arrived, or that are not wanted. */
  readonly #done = new Set<number>();
  /** What was told of each worker, by name. */
  readonly #workers = new Map<string, { readonly report: string; readonly isConnected: boolean }>();

  /** @param isAside whether something of a build could not be read. */
  constructor(
    client: Client,
    history: MasterHistory,
    options: ImportOptions,
    open: OpenWork,
    waiting: (reason: Error) => void,
    isAside: (buildid: number) => boolean,
  ) {
    this.#client = client;
    this.#history = history;
    this.#options = options;
    this.#open = open;
    this.#waiting = waiting;
    this.#isAside = isAside;
  }

  /** Resolves when all of it has been read, and has arrived. Throws MasterProblem, and as `Client.execute` does. */
  async read(changed: Changed, patience: Patience, tally = new Tally()): Promise<Tally> {
    const dispatch = new Dispatch(this.#client, tally.answered, this.#waiting, patience);
    const recorder = new Recorder(this.#history, this.#options, dispatch, tally, this.#open);
    try {
      await this.#changes(recorder, changed.changes);
      const builds = new Set([...changed.builds, ...(await this.#requests(recorder, changed))]);
      for (const step of changed.steps) {
        const build = this.#open.buildOf(step) ?? (await this.#history.buildOfStep(step));
        if (build !== null) builds.add(build);
      }
      await this.#logs(recorder, changed.logsOfSteps, builds);
      await this.#builds(recorder, dispatch, builds);
      if (changed.workers) await this.#toldWorkers(recorder, dispatch, tally);
      await dispatch.end();
      return tally;
    } catch (error) {
      await dispatch.stop();
      throw error;
    }
  }

  /** Reports what the workers are, and which are connected, where that has changed. */
  async #toldWorkers(recorder: Recorder, dispatch: Dispatch, tally: Tally): Promise<void> {
    await this.#history.refresh();
    const { place } = this.#options;
    for (const worker of this.#history.named.workers) {
      const { id, name } = worker;
      if (name === null || name === '' || id === null) continue;
      const told = this.#workers.get(name);
      const report = storedWorker(place, worker, (why) => tally.note(why));
      const news = { report: JSON.stringify(report), isConnected: this.#history.connectedWorkers.has(id) };
      if (told?.report !== news.report) await recorder.add(report);
      const input = { origin: place.origin, name };
      if (news.isConnected !== told?.isConnected) {
        await recorder.add(news.isConnected ? { kind: 'connectWorker', input } : { kind: 'loseWorker', input });
      }
      dispatch.mark(() => this.#workers.set(name, news));
    }
  }

  async #changes(recorder: Recorder, ids: ReadonlySet<number>): Promise<void> {
    const { since } = this.#options.selection;
    for await (const page of this.#history.changesById([...ids])) {
      for (const change of page) {
        if (since === null || (change.change.when_timestamp ?? -1) >= since) await recorder.change(change);
      }
    }
  }

  /** Reports requests that no build has met. @returns the builds that have met the others. */
  async #requests(recorder: Recorder, { requests, buildsets }: Changed): Promise<readonly number[]> {
    const ids = new Set(requests);
    // Those of one that cannot be told are found when everything is looked at.
    for (const buildset of buildsets) for (const id of (await this.#history.requestsOf(buildset)) ?? []) ids.add(id);
    const builds: number[] = [];
    for (const request of await this.#history.requestsById([...ids])) {
      const met = await this.#history.buildsOf(request.request.id ?? 0);
      if (met === null) continue;
      for (const build of met) builds.push(build);
      const { builderid, submitted_at } = request.request;
      if (met.length === 0 && isWanted(this.#options.selection, builderid, submitted_at)) await recorder.unmet(request);
    }
    return builds;
  }

  /** Only what is new of the logs of steps that are known; all of the builds of the others. */
  async #logs(recorder: Recorder, steps: ReadonlySet<number>, builds: Set<number>): Promise<void> {
    for (const stepid of steps) {
      const build = this.#open.buildOf(stepid);
      if (build === null) {
        const found = await this.#history.buildOfStep(stepid);
        if (found !== null) builds.add(found);
      } else if (!builds.has(build)) {
        const step = this.#open.stepOf(stepid);
        if (step === null || !this.#options.selection.logs) continue;
        await recorder.logs(build, { step, logs: await this.#history.logsOf(stepid, build) }, true);
      }
    }
  }

  async #builds(recorder: Recorder, dispatch: Dispatch, ids: ReadonlySet<number>): Promise<void> {
    const { selection } = this.#options;
    const wanted = [...ids].filter((id) => !this.#done.has(id) || this.#isAside(id));
    for await (const page of this.#history.buildsById(wanted, selection)) {
      for (const stored of page) await this.#build(recorder, dispatch, stored);
    }
  }

  async #build(recorder: Recorder, dispatch: Dispatch, stored: StoredBuild): Promise<void> {
    const { id, builderid, started_at } = stored.build;
    if (id === null) return;
    if (!isWanted(this.#options.selection, builderid, started_at)) return this.#finish(id);
    if (!(await recorder.build(stored))) return dispatch.mark(() => this.#finish(id));
    await recorder.add(...storedProgress(this.#options.place, stored));
  }

  #finish(id: number): void {
    this.#done.add(id);
    if (this.#done.size <= MOST_DONE) return;
    const [oldest] = this.#done;
    if (oldest !== undefined) this.#done.delete(oldest);
  }
}

const isWanted = ({ builders, since }: Selection, builder: number | null, time: number | null): boolean =>
  (builders === null || builders.includes(builder ?? -1)) && (since === null || (time ?? -1) >= since);
