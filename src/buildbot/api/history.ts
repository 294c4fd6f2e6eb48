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
import { readLogOf } from './logText.ts';
import type { Master, Parameters, Told } from './master.ts';
import { type NamedThings, readNamedThings } from './named.ts';
import { Pages } from './pages.ts';
import { Requests } from './requests.ts';
import * as rows from './rows.ts';
import { TestResults } from './tests.ts';
import { type Untold, unlessUntold } from './untold.ts';

/** How many are read with all that they have before they are handed on. */
const SLICE = 20;
/** Of one build: more than Lavalamp's API takes of anything. */
const MOST_OF_ONE = 20_000;
/** How often at most names are read anew for something that has none. */
const REFRESH_MS = 1_000;
const WITHOUT_PROPERTIES = 'the properties of build';
const PROPERTIES: Parameters = [['property', '*']];

export class MasterHistory implements Reading {
  readonly master: Master;
  readonly tables = null;
  /** Whether a step and its logs have been read to their ends, so that its logs need not be asked for. */
  isSettled: (stepid: number) => boolean = () => false;
  /** Told of what is there and cannot be told; all else is handed on without it. */
  untold: (thing: Untold) => void = () => {};
  #things: NamedThings;
  #tests: TestResults;
  #refreshedAt = Number.NEGATIVE_INFINITY;
  readonly #builds: Pages;
  readonly #changes: Pages;
  readonly #requests: Requests;

  private constructor(master: Master, things: NamedThings, tests: TestResults) {
    this.master = master;
    this.#things = things;
    this.#tests = tests;
    this.#builds = new Pages(master, 'builds', 'buildid');
    this.#changes = new Pages(master, 'changes', 'changeid');
    this.#requests = new Requests(
      master,
      () => this.#things,
      (thing) => this.untold(thing),
    );
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
    const begin = await this.#builds.begin('started_at', after, since);
    for await (const { things, last, bare, untold } of this.#builds.after(begin, filter, PROPERTIES)) {
      if (untold !== null) this.#tellOf(last, 'build', untold);
      if (bare !== null) for (const { buildid } of things) this.#tellOf(rows.int(buildid), WITHOUT_PROPERTIES, bare);
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
    return Math.max(0, (await this.#builds.newest()) - after);
  }

  async build(id: number): Promise<Row<'builds'> | undefined> {
    const told = await this.#oneOrNone('builds', id);
    return told === null ? undefined : rows.buildRow(told);
  }

  /** The builds that met a request, by id; null when they cannot be told. */
  buildsOf(request: number): Promise<readonly number[] | null> {
    return this.#requests.buildsOf(request);
  }

  /** The requests of a buildset, by id; null when they cannot be told. */
  requestsOf(buildset: number): Promise<readonly number[] | null> {
    return this.#requests.ofBuildset(buildset);
  }

  unmetRequests(after: number, selection: Selection): AsyncGenerator<UnmetRequests> {
    return this.#requests.unmet(after, selection);
  }

  requestsById(ids: readonly number[]): Promise<readonly StoredRequest[]> {
    return this.#requests.byId(ids);
  }

  async *changes(after: number, since: number | null): AsyncGenerator<readonly StoredChange[]> {
    const begin = await this.#changes.begin('when_timestamp', after, since);
    for await (const { things, last, untold } of this.#changes.after(begin)) {
      if (untold !== null) this.untold(untoldChange(last, untold));
      const wanted = things.filter(({ when_timestamp }) => since === null || (rows.int(when_timestamp) ?? -1) >= since);
      yield wanted.map(storedChange);
    }
  }

  async *changesById(ids: readonly number[]): AsyncGenerator<readonly StoredChange[]> {
    for (const id of ids) {
      const told = await unlessUntold(
        this.master,
        () => this.#one('changes', id),
        (why) => {
          this.untold(untoldChange(id, why));
          return null;
        },
      );
      if (told !== null) yield [storedChange(told)];
    }
  }

  /** The build that a step is of; null when there is no such step, or it cannot be told. */
  async buildOfStep(stepid: number): Promise<number | null> {
    return rows.int((await this.#oneOrNone('steps', stepid))?.buildid);
  }

  /** The logs of a step of a build, in the order of their ids; null when they cannot be told. */
  logsOf(stepid: number, buildid: number): Promise<readonly Row<'logs'>[] | null> {
    return unlessUntold<readonly Row<'logs'>[] | null>(
      this.master,
      async () => {
        const told = await this.master.things(`steps/${stepid}/logs`, 'logs');
        return (told ?? []).map(rows.logRow).sort((a, b) => (a.id ?? 0) - (b.id ?? 0));
      },
      (why) => {
        this.#tellOf(buildid, `the logs of step ${stepid} of build`, why);
        return null;
      },
    );
  }

  logText(log: Row<'logs'>, from = 0): AsyncGenerator<LogText> {
    return readLogOf(this.master, log, from);
  }

  async *testResults(): AsyncGenerator<readonly StoredTestResult[]> {}

  testResultsOf(build: Row<'builds'>): AsyncGenerator<readonly StoredTestResult[]> {
    return this.#tests.of(build, (why) => this.#tellOf(build.id, 'the test results of build', why));
  }

  /** Builds with all that they hang on. Each was read before what it has, so that what one that has ended has is final. */
  async *#whole(told: readonly Told[], selection: Selection): AsyncGenerator<readonly StoredBuild[]> {
    for (let at = 0; at < told.length; at += SLICE) {
      const slice = told.slice(at, at + SLICE);
      const broken = new Map<number, string>();
      const asked = idsOf(slice, 'buildrequestid');
      const requests = await this.#requests.byId(asked, (id, why) => broken.set(id, why));
      await this.#meetNew(slice);
      const requestOf = new Map(requests.map((request) => [request.request.id, request]));
      yield await Promise.all(
        slice.map(async (each): Promise<StoredBuild> => {
          const build = rows.buildRow(each);
          const why = broken.get(build.buildrequestid ?? -1);
          if (why !== undefined) this.#tellOf(build.id, 'the request of build', why);
          return {
            build,
            ...this.#namesOf(build),
            request: requestOf.get(build.buildrequestid) ?? null,
            properties: rows.propertiesOf(each.properties).slice(0, MOST_OF_ONE),
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
    const told = await unlessUntold(
      this.master,
      async () => (await this.master.things(`builds/${buildid}/steps`, 'steps')) ?? [],
      (why) => {
        this.#tellOf(buildid, 'the steps of build', why);
        return [];
      },
    );
    const steps = told.slice(0, MOST_OF_ONE).map(rows.stepRow);
    steps.sort((a, b) => (a.number ?? 0) - (b.number ?? 0));
    return Promise.all(
      steps.map(async (step) => {
        const isAsked = withLogs && step.id !== null && !this.isSettled(step.id);
        return { step, logs: isAsked ? await this.logsOf(step.id ?? 0, buildid) : [] };
      }),
    );
  }

  /** A build with its properties, or without them where they cannot be told; null when there is none, or it cannot be told at all. */
  #withProperties(id: number): Promise<Told | null> {
    return unlessUntold(
      this.master,
      () => this.#one('builds', id, PROPERTIES),
      (why) => {
        this.#tellOf(id, WITHOUT_PROPERTIES, why);
        return this.#oneOrNone('builds', id);
      },
    );
  }

  /** Something of a build, or the build itself, cannot be told. */
  #tellOf(id: number | null, what: string, why: string): void {
    if (id !== null) this.untold({ kind: 'builds', id, what: `${what} ${id}`, why });
  }

  /** Null when there is none, or it cannot be told. */
  #oneOrNone(plural: string, id: number): Promise<Told | null> {
    return unlessUntold(
      this.master,
      () => this.#one(plural, id),
      () => null,
    );
  }

  async #one(plural: string, id: number, parameters: Parameters = []): Promise<Told | null> {
    return (await this.master.things(`${plural}/${id}`, plural, parameters))?.[0] ?? null;
  }
}

const storedChange = (told: Told): StoredChange => ({
  change: rows.changeRow(told),
  files: rows.textsOf(told.files),
  properties: rows.propertiesOf(told.properties).slice(0, MOST_OF_ONE),
});

const untoldChange = (id: number, why: string): Untold => ({ kind: 'changes', id, what: `change ${id}`, why });

const idsOf = (told: readonly Told[], key: string): readonly number[] => [
  ...new Set(told.flatMap((each) => rows.int(each[key]) ?? [])),
];
