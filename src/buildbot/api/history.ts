// What a master's API tells of the history, in the rows that its database would have given.

import type { LogText } from '../logText.ts';
import type { Reading, UnmetRequests } from '../reading.ts';
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
import { isTooMuch, Pages } from './pages.ts';
import * as rows from './rows.ts';
import { TestResults } from './tests.ts';

/** How many requests are asked for at once by their ids. */
const MOST_REQUESTS = 100;
/** How many are read with all that they have before they are handed on. */
const SLICE = 20;
/** Of one build: more than Lavalamp's API takes of anything. */
const MOST_OF_ONE = 20_000;
/** How often at most names are read anew for something that has none. */
const REFRESH_MS = 1_000;
const PROPERTIES: Parameters = [['property', '*']];
const UNREAD = 'the properties of a build cannot be told by its master, or are too large: it is read without them';

export class MasterHistory implements Reading {
  readonly master: Master;
  readonly tables = null;
  /** Whether a step and its logs have been read to their ends, so that its logs need not be asked for. */
  isSettled: (stepid: number) => boolean = () => false;
  #things: NamedThings;
  #tests: TestResults;
  #refreshedAt = Number.NEGATIVE_INFINITY;
  /** Builds that were told without their properties. */
  readonly #bare = new WeakSet<Told>();
  readonly #pages: Readonly<Record<'builds' | 'buildrequests' | 'changes', Pages>>;
  readonly #requests: ByIds;
  readonly #buildsets: ByIds;

  private constructor(master: Master, things: NamedThings, tests: TestResults) {
    this.master = master;
    this.#things = things;
    this.#tests = tests;
    this.#pages = {
      builds: new Pages(master, 'builds', 'buildid'),
      buildrequests: new Pages(master, 'buildrequests', 'buildrequestid'),
      changes: new Pages(master, 'changes', 'changeid'),
    };
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
    const filter = (builders ?? []).map((id) => ['builderid', id] as const);
    const pages = this.#pages.builds;
    for await (const { things, isBare } of pages.after(
      await pages.begin('started_at', after, since),
      filter,
      PROPERTIES,
    )) {
      if (isBare) for (const each of things) this.#bare.add(each);
      const wanted = things.filter(({ started_at }) => since === null || (rows.int(started_at) ?? -1) >= since);
      yield* this.#whole(wanted, selection);
    }
  }

  async *buildsById(ids: readonly number[], selection: Selection): AsyncGenerator<readonly StoredBuild[]> {
    for (let at = 0; at < ids.length; at += SLICE) {
      const asked = ids.slice(at, at + SLICE).map((id) => this.#withProperties(id));
      yield* this.#whole(
        (await Promise.all(asked)).filter((told) => told !== null),
        selection,
      );
    }
  }

  async countBuilds(after: number): Promise<number> {
    return Math.max(0, (await this.#pages.builds.newest()) - after);
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

  async *unmetRequests(after: number, { builders, since }: Selection): AsyncGenerator<UnmetRequests> {
    const pages = this.#pages.buildrequests;
    for await (const { things, last } of pages.after(await pages.begin('submitted_at', after, since))) {
      const builds = await this.#list('builds', [
        ['buildrequestid__ge', rows.int(things[0]?.buildrequestid) ?? 0],
        ['buildrequestid__le', last],
      ]);
      const met = new Set(builds.map(({ buildrequestid }) => buildrequestid));
      const unmet = things.filter(
        ({ buildrequestid, builderid, submitted_at }) =>
          !met.has(buildrequestid) &&
          (builders === null || builders.includes(rows.int(builderid) ?? -1)) &&
          (since === null || (rows.int(submitted_at) ?? -1) >= since),
      );
      yield { requests: await this.#withBuildsets(unmet), last };
    }
  }

  async requestsById(ids: readonly number[]): Promise<readonly StoredRequest[]> {
    const found: StoredRequest[] = [];
    for (let at = 0; at < ids.length; at += MOST_REQUESTS) {
      const told = await this.#requests.read(ids.slice(at, at + MOST_REQUESTS));
      found.push(...(await this.#withBuildsets([...told.values()])));
    }
    return found;
  }

  async *changes(after: number, since: number | null): AsyncGenerator<readonly StoredChange[]> {
    const pages = this.#pages.changes;
    for await (const { things } of pages.after(await pages.begin('when_timestamp', after, since))) {
      const wanted = things.filter(({ when_timestamp }) => since === null || (rows.int(when_timestamp) ?? -1) >= since);
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
            ...(this.#bare.has(each) ? { unread: UNREAD } : {}),
            properties: rows.propertyRows(build.id, each.properties).slice(0, MOST_OF_ONE),
            steps: await this.#steps(build.id ?? 0, selection.logs),
          };
        }),
      );
    }
  }

  /** A builder, a worker or a master may have come to be since the names were read. */
  async #meetNew(told: readonly Told[]): Promise<void> {
    if (told.every((build) => this.#things.knows(build)) || performance.now() - this.#refreshedAt < REFRESH_MS) return;
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

  /** A build with its properties, or without them where they cannot be told. */
  async #withProperties(id: number): Promise<Told | null> {
    try {
      return await this.#one('builds', id, PROPERTIES);
    } catch (error) {
      if (!isTooMuch(error)) throw error;
    }
    const told = await this.#one('builds', id);
    if (told !== null) this.#bare.add(told);
    return told;
  }

  async #list(path: string, parameters: Parameters, plural = path): Promise<readonly Told[]> {
    return (await this.master.things(path, plural, parameters)) ?? [];
  }

  async #one(plural: string, id: number, parameters: Parameters = []): Promise<Told | null> {
    return (await this.master.things(`${plural}/${id}`, plural, parameters))?.[0] ?? null;
  }
}

const idsOf = (told: readonly Told[], key: string): readonly number[] => [
  ...new Set(told.flatMap((each) => rows.int(each[key]) ?? [])),
];
