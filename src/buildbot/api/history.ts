// What a master's API tells of the history, in the rows that its database would have given.

import type { LogText } from '../logText.ts';
import type { Reading } from '../reading.ts';
import type {
  Named,
  Selection,
  StoredBuild,
  StoredChange,
  StoredRequest,
  StoredStep,
  StoredTestResult,
} from '../stored.ts';
import type { Row } from '../tables.ts';
import { ByIds } from './byIds.ts';
import { readLogOf } from './logText.ts';
import type { Master, Parameters, Told } from './master.ts';
import { type NamedThings, readNamedThings } from './named.ts';
import * as rows from './rows.ts';
import { TestResults } from './tests.ts';

/** How many builds are listed at once: their properties come with them. */
const PAGE = 100;
/** How many are read with all that they have before they are handed on. */
const SLICE = 20;
/** Of one build: more than Lavalamp's API takes of anything. */
const MOST_OF_ONE = 20_000;
/** Ids and times grow together, but for what waited long: so much earlier is looked, in seconds. */
const MARGIN = 86_400;
/** How often at most names are read anew for something that has none. */
const REFRESH_MS = 1_000;

export class MasterHistory implements Reading {
  readonly master: Master;
  readonly tables = null;
  /** Whether a step and its logs have been read to their ends, so that its logs need not be asked for. */
  isSettled: (stepid: number) => boolean = () => false;
  #things: NamedThings;
  #tests: TestResults;
  #refreshedAt = Number.NEGATIVE_INFINITY;
  readonly #requests: ByIds;
  readonly #buildsets: ByIds;

  private constructor(master: Master, things: NamedThings, tests: TestResults) {
    this.master = master;
    this.#things = things;
    this.#tests = tests;
    this.#requests = new ByIds(master, 'buildrequests', 'buildrequestid');
    this.#buildsets = new ByIds(master, 'buildsets', 'bsid');
  }

  /** Throws MasterProblem when there is no Buildbot that answers. */
  static async open(master: Master): Promise<MasterHistory> {
    const things = await readNamedThings(master);
    return new MasterHistory(master, things, await TestResults.open(master, things));
  }

  get named(): Named {
    return this.#things;
  }

  /** The ids of the workers that are connected to a master. */
  get connectedWorkers(): ReadonlySet<number> {
    return this.#things.connectedWorkers;
  }

  /** The things with names that a build refers to, as they were last read. */
  #namesOf({ builderid, workerid, masterid }: Row<'builds'>): Pick<StoredBuild, 'builder' | 'worker' | 'master'> {
    return {
      builder: this.#things.builderOf.get(builderid ?? -1) ?? null,
      worker: this.#things.workerOf.get(workerid ?? -1) ?? null,
      master: this.#things.judgedMaster(masterid, this.master.now),
    };
  }

  /** Reads anew what has names, and whether the masters live. */
  async refresh(): Promise<void> {
    this.#things = await readNamedThings(this.master);
    this.#refreshedAt = performance.now();
  }

  async *builds(after: number, selection: Selection): AsyncGenerator<readonly StoredBuild[]> {
    const { builders, since } = selection;
    if (builders?.length === 0) return;
    const filter: Parameters = [['property', '*'], ...(builders ?? []).map((id) => ['builderid', id] as const)];
    const from = await this.#begin('builds', 'buildid', 'started_at', after, since);
    for await (const page of this.#pages('builds', 'buildid', from, filter)) {
      const wanted = page.filter(({ started_at }) => since === null || (rows.int(started_at) ?? -1) >= since);
      yield* this.#whole(wanted, selection);
    }
  }

  async *buildsById(ids: readonly number[], selection: Selection): AsyncGenerator<readonly StoredBuild[]> {
    for (let at = 0; at < ids.length; at += SLICE) {
      const asked = ids.slice(at, at + SLICE).map((id) => this.#one('builds', id, [['property', '*']]));
      yield* this.#whole(
        (await Promise.all(asked)).filter((told) => told !== null),
        selection,
      );
    }
  }

  async countBuilds(after: number): Promise<number> {
    const [newest] = (await this.#list('builds', [
      ['order', '-buildid'],
      ['limit', 1],
    ])) as readonly [Told?];
    return Math.max(0, (rows.int(newest?.buildid) ?? 0) - after);
  }

  async build(id: number): Promise<Row<'builds'> | undefined> {
    const told = await this.#one('builds', id);
    return told === null ? undefined : rows.buildRow(told);
  }

  /** The builds that met a request, by id. */
  async buildsOf(request: number): Promise<readonly number[]> {
    const told = await this.#list('builds', [['buildrequestid', request]]);
    return told.flatMap(({ buildid }) => rows.int(buildid) ?? []);
  }

  /** The requests of a buildset, by id. */
  async requestsOf(buildset: number): Promise<readonly number[]> {
    const told = await this.#list('buildrequests', [['buildsetid', buildset]]);
    return told.flatMap(({ buildrequestid }) => rows.int(buildrequestid) ?? []);
  }

  async *unmetRequests(after: number, { builders, since }: Selection): AsyncGenerator<readonly StoredRequest[]> {
    const from = await this.#begin('buildrequests', 'buildrequestid', 'submitted_at', after, since);
    for await (const page of this.#pages('buildrequests', 'buildrequestid', from)) {
      const ids = page.flatMap(({ buildrequestid }) => rows.int(buildrequestid) ?? []);
      const builds = await this.#list('builds', [
        ['buildrequestid__ge', Math.min(...ids)],
        ['buildrequestid__le', Math.max(...ids)],
      ]);
      const met = new Set(builds.map(({ buildrequestid }) => buildrequestid));
      const unmet = page.filter(
        ({ buildrequestid, builderid, submitted_at }) =>
          !met.has(buildrequestid) &&
          (builders === null || builders.includes(rows.int(builderid) ?? -1)) &&
          (since === null || (rows.int(submitted_at) ?? -1) >= since),
      );
      yield await this.#withBuildsets(unmet);
    }
  }

  async requestsById(ids: readonly number[]): Promise<readonly StoredRequest[]> {
    const found: StoredRequest[] = [];
    for (let at = 0; at < ids.length; at += PAGE) {
      const told = await this.#requests.read(ids.slice(at, at + PAGE));
      found.push(...(await this.#withBuildsets([...told.values()])));
    }
    return found;
  }

  async *changes(after: number, since: number | null): AsyncGenerator<readonly StoredChange[]> {
    const from = await this.#begin('changes', 'changeid', 'when_timestamp', after, since);
    for await (const page of this.#pages('changes', 'changeid', from)) {
      const wanted = page.filter(({ when_timestamp }) => since === null || (rows.int(when_timestamp) ?? -1) >= since);
      yield wanted.map((told) => ({ change: rows.changeRow(told), files: rows.textsOf(told.files) }));
    }
  }

  /** Null when there is none. */
  async change(id: number): Promise<StoredChange | null> {
    const told = await this.#one('changes', id);
    return told === null ? null : { change: rows.changeRow(told), files: rows.textsOf(told.files) };
  }

  /** The build that a step is of; null when there is no such step. */
  async buildOfStep(stepid: number): Promise<number | null> {
    return rows.int((await this.#one('steps', stepid))?.buildid);
  }

  /** The logs of a step, in the order of their ids. */
  async logsOf(stepid: number): Promise<readonly Row<'logs'>[]> {
    const told = await this.master.things(`steps/${stepid}/logs`, 'logs');
    return (told ?? []).map(rows.logRow).sort((a, b) => (a.id ?? 0) - (b.id ?? 0));
  }

  logText(log: Row<'logs'>, from = 0): AsyncGenerator<LogText> {
    return readLogOf(this.master, log, from);
  }

  async *testResults(): AsyncGenerator<readonly StoredTestResult[]> {}

  testResultsOf(build: Row<'builds'>): AsyncGenerator<readonly StoredTestResult[]> {
    return this.#tests.of(build);
  }

  /** Builds with all that they hang on. Each was read before what it has, so that what one that has ended has is final. */
  async *#whole(told: readonly Told[], selection: Selection): AsyncGenerator<readonly StoredBuild[]> {
    for (let at = 0; at < told.length; at += SLICE) {
      const slice = told.slice(at, at + SLICE);
      const requests = await this.requestsById(idsOf(slice, 'buildrequestid'));
      await this.#meetNew(slice);
      const requestOf = new Map(requests.map((request) => [request.request.id, request]));
      yield await Promise.all(
        slice.map(async (each): Promise<StoredBuild> => {
          const build = rows.buildRow(each);
          return {
            build,
            ...this.#namesOf(build),
            request: requestOf.get(build.buildrequestid) ?? null,
            properties: rows.propertyRows(build.id, each.properties).slice(0, MOST_OF_ONE),
            steps: await this.#steps(build.id ?? 0, selection.logs),
          };
        }),
      );
    }
  }

  /** A builder may have come to be since the names were read. */
  async #meetNew(told: readonly Told[]): Promise<void> {
    const isNew = told.some(({ builderid }) => !this.#things.builderOf.has(rows.int(builderid) ?? -1));
    if (!isNew || performance.now() - this.#refreshedAt < REFRESH_MS) return;
    await this.refresh();
  }

  async #steps(buildid: number, withLogs: boolean): Promise<readonly StoredStep[]> {
    const told = (await this.master.things(`builds/${buildid}/steps`, 'steps')) ?? [];
    const steps = told.slice(0, MOST_OF_ONE).map(rows.stepRow);
    steps.sort((a, b) => (a.number ?? 0) - (b.number ?? 0));
    return Promise.all(
      steps.map(async (step) => {
        const isAsked = withLogs && step.id !== null && !this.isSettled(step.id);
        return { step, logs: isAsked ? await this.logsOf(step.id ?? 0) : [] };
      }),
    );
  }

  async #withBuildsets(told: readonly Told[]): Promise<readonly StoredRequest[]> {
    const buildsets = await this.#buildsets.read(idsOf(told, 'buildsetid'));
    return told.map((each) => {
      const request = rows.requestRow(each);
      const buildset = buildsets.get(request.buildsetid ?? -1);
      return {
        request,
        builder: this.#things.builderOf.get(request.builderid ?? -1) ?? null,
        buildset: buildset === undefined ? null : rows.buildsetRow(buildset),
        stamps: buildset === undefined ? [] : rows.stampsOf(buildset),
      };
    });
  }

  async *#pages(path: string, key: string, after: number, filter: Parameters = []): AsyncGenerator<readonly Told[]> {
    for (let last = after; ; ) {
      const told = await this.#list(path, [...filter, ...page(key, last, PAGE)]);
      const above = last;
      // What is told though it was not asked for would be told for ever.
      const found = told.filter((each) => (rows.int(each[key]) ?? 0) > above);
      if (found.length === 0) return;
      yield found;
      last = Math.max(...found.map((each) => rows.int(each[key]) ?? 0));
    }
  }

  /** The id after which those since then are found: by halves, since the API has no index of times. */
  async #begin(path: string, key: string, time: string, after: number, since: number | null): Promise<number> {
    if (since === null) return after;
    const [newest] = await this.#list(path, [
      ['order', `-${key}`],
      ['limit', 1],
    ]);
    let [low, high] = [after, rows.int(newest?.[key]) ?? after];
    while (low < high) {
      const middle = Math.floor((low + high) / 2);
      const [next] = await this.#list(path, page(key, middle, 1));
      const isBefore = next !== undefined && (rows.int(next[time]) ?? since) < since - MARGIN;
      if (isBefore) low = Math.max(middle + 1, rows.int(next[key]) ?? 0);
      else high = middle;
    }
    return low;
  }

  async #list(path: string, parameters: Parameters, plural = path): Promise<readonly Told[]> {
    return (await this.master.things(path, plural, parameters)) ?? [];
  }

  async #one(plural: string, id: number, parameters: Parameters = []): Promise<Told | null> {
    return (await this.master.things(`${plural}/${id}`, plural, parameters))?.[0] ?? null;
  }
}

const page = (key: string, after: number, limit: number): Parameters => [
  [`${key}__gt`, after],
  ['order', key],
  ['limit', limit],
];

const idsOf = (told: readonly Told[], key: string): readonly number[] => [
  ...new Set(told.flatMap((each) => rows.int(each[key]) ?? [])),
];
