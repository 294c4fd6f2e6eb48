// What is made of each thing that was read of a Buildbot: reports, which are sent, and counts of what was read and left out.

import type { Report } from '../../adapters/buildbot/reports.ts';
import { storedBuild, storedRequest, storedStepRef } from '../../adapters/buildbot/stored.ts';
import { isReadable, storedLines, storedLogEnd, storedLogNames } from '../../adapters/buildbot/storedLogs.ts';
import {
  originOf,
  type Place,
  storedBuilder,
  storedChange,
  storedMaster,
  storedProject,
  storedWorker,
} from '../../adapters/buildbot/storedThings.ts';
import type {
  Reading,
  Row,
  Selection,
  StoredBuild,
  StoredChange,
  StoredRequest,
  StoredStep,
} from '../../buildbot/index.ts';
import type { Dispatch } from './dispatch.ts';
import type { OpenWork } from './openWork.ts';
import type { Tally } from './tally.ts';
import { testReportsOf } from './testResults.ts';

export interface ImportOptions {
  readonly place: Place;
  readonly selection: Selection;
  readonly redactHeaders: boolean;
}

/** How many ids of requests are remembered, so that those that several builds met in a row count once. */
const REMEMBERED_REQUESTS = 10_000;

export class Recorder {
  readonly #history: Reading;
  readonly #options: ImportOptions;
  readonly #dispatch: Dispatch;
  readonly #tally: Tally;
  readonly #open: OpenWork | null;
  readonly #requests = new Set<number>();

  /** @param open what has arrived of builds that are read again and again; null where each thing is read once. */
  constructor(
    history: Reading,
    options: ImportOptions,
    dispatch: Dispatch,
    tally: Tally,
    open: OpenWork | null = null,
  ) {
    this.#history = history;
    this.#options = options;
    this.#dispatch = dispatch;
    this.#tally = tally;
    this.#open = open;
  }

  readonly #note = (why: string): void => this.#tally.note(why);

  add(...reports: readonly Report[]): Promise<void> {
    return this.#dispatch.add(reports);
  }

  /** The origin, and everything that has a name. */
  async named(): Promise<void> {
    const { place } = this.#options;
    const { projects, builders, workers, masters } = this.#history.named;
    await this.#tell(originOf(place));
    for (const project of projects) {
      this.#tally.read('projects');
      await this.#tell(storedProject(place, project));
    }
    const wanted = this.#options.selection.builders;
    for (const builder of builders) {
      if (wanted !== null && !wanted.includes(builder.builder.id ?? -1)) continue;
      this.#tally.read('builders');
      await this.#tell(storedBuilder(place, builder));
    }
    for (const worker of workers) {
      this.#tally.read('workers');
      await this.#tell(storedWorker(place, worker, this.#note));
    }
    for (const master of masters) {
      this.#tally.read('masters');
      await this.#tell(storedMaster(place, master));
    }
  }

  /** What was told before in the same words is not told again. */
  async #tell(report: Report): Promise<void> {
    if (this.#open === null || this.#open.isNews(JSON.stringify(report))) await this.add(report);
  }

  async change(change: StoredChange): Promise<void> {
    this.#tally.read('changes');
    this.#tally.read('changed files', change.files.length);
    this.#tally.read('properties', change.properties.length);
    await this.add(storedChange(this.#options.place, change, this.#note));
  }

  /** @returns whether the build goes on. */
  async build(stored: StoredBuild): Promise<boolean> {
    const { place, selection } = this.#options;
    this.#tally.read('builds');
    this.#tally.read('properties', stored.properties.length);
    this.#tally.read('steps', stored.steps.length);
    this.#readRequest(stored.request);
    const built = storedBuild(place, stored, this.#note);
    if (built === null) return false;
    this.#open?.met(stored);
    await this.add(...built.reports);
    // The request to another builder: the build does not tell it.
    const { request } = stored;
    if (request !== null && request.request.builderid !== stored.build.builderid)
      await this.add(...storedRequest(place, request));
    if (selection.logs) for (const step of stored.steps) await this.logs(stored.build.id ?? 0, step, built.open);
    if (!built.open) await this.#tests(stored);
    const { id } = stored.build;
    if (!built.open && id !== null) this.#dispatch.mark(() => this.#open?.ended(id));
    return built.open;
  }

  /** What is new of the logs of a step. @param isOpen whether its build goes on. */
  async logs(buildid: number, { step, logs }: StoredStep, isOpen: boolean): Promise<void> {
    if (logs === null) return;
    const names = storedLogNames(logs);
    for (const log of logs) await this.#log(buildid, step, log, names.get(log), isOpen);
    const { id } = step;
    if (this.#open === null || id === null || step.complete_at === null || this.#open.isSettled(id)) return;
    const ids = logs.flatMap((log) => (isReadable(log) && names.has(log) ? (log.id ?? []) : []));
    this.#dispatch.mark(() => this.#open?.settle(id, ids));
  }

  async #log(
    buildid: number,
    step: Row<'steps'>,
    log: Row<'logs'>,
    name: string | undefined,
    isOpen: boolean,
  ): Promise<void> {
    this.#tally.read('logs');
    if (name === undefined) return this.#note('a log has no name, or one that is too long');
    if (!isReadable(log)) {
      return this.#note(
        log.type === 'd' ? 'a log was deleted by Buildbot' : `a log is of the unknown type ${log.type}`,
      );
    }
    const { place, redactHeaders } = this.#options;
    const ref = storedStepRef(place, buildid, step);
    const [stepid, logid] = [step.id ?? 0, log.id ?? 0];
    const begin = this.#open === null ? 0 : this.#open.nextLine(stepid, logid);
    if (begin === null) return;
    let lineCount = begin;
    for await (const text of this.#history.logText(log, begin)) {
      this.#tally.read('log lines', text.lines.length);
      this.#tally.note('characters of logs were not UTF-8, and are U+FFFD', text.replaced);
      if (text.problem !== null) this.#note(`a part of a log cannot be read: ${text.problem}`);
      const { reports, redacted } = storedLines(ref, name, log, text, redactHeaders);
      this.#tally.note('header lines of logs were redacted (--no-redact-headers keeps them)', redacted);
      for (const report of reports) await this.add(report);
      lineCount = text.firstLine + text.lines.length;
    }
    if (lineCount !== log.num_lines) this.#note('a log has another number of lines than it was said to have');
    const end = storedLogEnd(ref, name, log, lineCount, !isOpen);
    if (end !== null) await this.add(end);
    const isComplete = end !== null;
    this.#dispatch.mark(() => this.#open?.arrived(stepid, logid, lineCount, isComplete));
    this.#tally.written({ logs: 1 });
  }

  /** Where they are read build by build. */
  async #tests({ build }: StoredBuild): Promise<void> {
    if (this.#history.testResultsOf === undefined) return;
    const { place } = this.#options;
    const results = this.#history.testResultsOf(build);
    for await (const report of testReportsOf(results, place, this.#tally)) await this.add(report);
  }

  /** @returns whether it is still pending. */
  async unmet(request: StoredRequest): Promise<boolean> {
    this.#tally.read('requests');
    const reports = storedRequest(this.#options.place, request);
    if (reports.length === 0) {
      this.#note('a request asks a builder that there is not');
      return false;
    }
    this.#tally.written({ requests: 1 });
    await this.add(...reports);
    return request.request.complete !== 1;
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
}
