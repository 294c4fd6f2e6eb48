// What a Buildbot database holds, a page at a time: whole builds with all that they hang on, requests that no build met, and changes.

import { changeProperty } from './changeProperty.ts';
import { openSource } from './database.ts';
import { type LogText, readLog } from './logText.ts';
import type { Reading, UnmetRequests } from './reading.ts';
import type { Source } from './source.ts';
import type { Named, Selection, StoredBuild, StoredChange, StoredRequest, StoredTestResult } from './stored.ts';
import { type Query, type Row, type Table, Tables } from './tables.ts';
import { readVersion } from './version.ts';

/** How many rows the parts of one page may have: then a smaller page is read. */
const MOST_PARTS = 50_000;
/** Of one build: more than the API takes of anything. */
const MOST_OF_ONE = 20_000;
const PAGE = 200;

export class BuildbotHistory implements Reading {
  readonly #source: Source;
  readonly tables: Tables;
  readonly version: string;
  readonly named: Named;
  readonly #builders: ReadonlyMap<number, string>;
  readonly #workers: ReadonlyMap<number, string>;
  readonly #masters: ReadonlyMap<number, Row<'masters'>>;

  private constructor(source: Source, tables: Tables, version: string, named: Named) {
    this.#source = source;
    this.tables = tables;
    this.version = version;
    this.named = named;
    this.#builders = byId(named.builders.map(({ builder }) => [builder.id, builder.name]));
    this.#workers = byId(named.workers.map(({ id, name }) => [id, name]));
    this.#masters = byId(named.masters.map((master) => [master.id, master]));
  }

  /** Opens the database at an address. Throws DatabaseProblem when it is none of a Buildbot that can be read. */
  static async open(address: string): Promise<BuildbotHistory> {
    const source = await openSource(address);
    try {
      const tables = new Tables(source);
      const version = await readVersion(tables, source.name);
      return new BuildbotHistory(source, tables, version, await readNamed(tables));
    } catch (error) {
      await source.close();
      throw error;
    }
  }

  get name(): string {
    return this.#source.name;
  }

  close(): Promise<void> {
    return this.#source.close();
  }

  /** Builds with a higher id, in the order of their ids. */
  async *builds(after: number, selection: Selection): AsyncGenerator<readonly StoredBuild[]> {
    const where = ['id > ?', ...conditions(selection, 'started_at')].join(' and ');
    for (let last = after; ; ) {
      const rows = await this.tables.rows('builds', { where, parameters: [last], order: 'id', limit: PAGE });
      if (rows.length === 0) return;
      yield* this.#whole(rows, selection);
      last = rows.at(-1)?.id ?? last;
    }
  }

  /** Those of these builds that there are. */
  async *buildsById(ids: readonly number[], selection: Selection): AsyncGenerator<readonly StoredBuild[]> {
    for (let at = 0; at < ids.length; at += PAGE) {
      const rows = await this.#in('builds', 'id', ids.slice(at, at + PAGE), { order: 'id' });
      yield* this.#whole(rows, selection);
    }
  }

  /** How many builds there are to read. */
  countBuilds(after: number, selection: Selection): Promise<number> {
    const where = ['id > ?', ...conditions(selection, 'started_at')].join(' and ');
    return this.tables.number(`select count(*) as n from builds where ${where}`, [after]);
  }

  /** The build with that id; undefined when there is none. */
  async build(id: number): Promise<Row<'builds'> | undefined> {
    const [row] = await this.tables.rows('builds', { where: 'id = ?', parameters: [id] });
    return row;
  }

  /** Requests with a higher id that no build has met, in the order of their ids. */
  async *unmetRequests(after: number, selection: Selection): AsyncGenerator<UnmetRequests> {
    const unmet = 'not exists (select 1 from builds b where b.buildrequestid = buildrequests.id)';
    const where = ['id > ?', unmet, ...conditions(selection, 'submitted_at')].join(' and ');
    for (let last = after; ; ) {
      const rows = await this.tables.rows('buildrequests', { where, parameters: [last], order: 'id', limit: PAGE });
      if (rows.length === 0) return;
      last = rows.at(-1)?.id ?? last;
      yield { requests: [...(await this.#requests(rows)).values()], last };
    }
  }

  async requestsById(ids: readonly number[]): Promise<readonly StoredRequest[]> {
    const found: StoredRequest[] = [];
    for (let at = 0; at < ids.length; at += PAGE) {
      const rows = await this.#in('buildrequests', 'id', ids.slice(at, at + PAGE), { order: 'id' });
      found.push(...(await this.#requests(rows)).values());
    }
    return found;
  }

  /** Changes with a higher id, in the order of their ids. */
  async *changes(after: number, since: number | null): AsyncGenerator<readonly StoredChange[]> {
    const where = since === null ? 'changeid > ?' : `changeid > ? and when_timestamp >= ${since}`;
    for (let last = after; ; ) {
      const rows = await this.tables.rows('changes', { where, parameters: [last], order: 'changeid', limit: PAGE });
      if (rows.length === 0) return;
      const files = await this.#in('change_files', 'changeid', idsOf(rows, 'changeid'), { limit: MOST_PARTS * 20 });
      const filesOf = grouped(files, 'changeid');
      const properties = await this.#in('change_properties', 'changeid', idsOf(rows, 'changeid'), {
        limit: MOST_PARTS,
      });
      const propertiesOf = grouped(properties, 'changeid');
      yield rows.map((change) => ({
        change,
        properties: (propertiesOf.get(change.changeid) ?? []).map(changeProperty),
        files: (filesOf.get(change.changeid) ?? []).flatMap(({ filename }) => (filename === null ? [] : [filename])),
      }));
      last = rows.at(-1)?.changeid ?? last;
    }
  }

  /** The lines of a log, in pieces. */
  logText(log: Row<'logs'>, from = 0): AsyncGenerator<LogText> {
    return readLog(this.tables, log, from);
  }

  /** All results of tests, in the order of their ids, with what they are of. */
  async *testResults(): AsyncGenerator<readonly StoredTestResult[]> {
    for (let last = 0; ; ) {
      const query = { where: 'id > ?', parameters: [last], order: 'id', limit: PAGE * 5 };
      const rows = await this.tables.rows('test_results', query);
      if (rows.length === 0) return;
      const found = await this.#in('test_result_sets', 'id', idsOf(rows, 'test_result_setid'));
      const sets = byId(found.map((row) => [row.id, row]));
      const builds = byId((await this.#in('builds', 'id', idsOf(found, 'buildid'))).map((row) => [row.id, row]));
      const tests = await this.#in('test_names', 'id', idsOf(rows, 'test_nameid'));
      const names = byId(tests.map((row) => [row.id, row.name]));
      const paths = await this.#in('test_code_paths', 'id', idsOf(rows, 'test_code_pathid'));
      const pathOf = byId(paths.map((row) => [row.id, row.path]));
      yield rows.map((result) => {
        const set = sets.get(result.test_result_setid ?? -1) ?? null;
        const build = builds.get(set?.buildid ?? -1) ?? null;
        return {
          result,
          set,
          build: build !== null && this.#builders.has(build.builderid ?? -1) ? build : null,
          test: names.get(result.test_nameid ?? -1) ?? null,
          path: pathOf.get(result.test_code_pathid ?? -1) ?? null,
        };
      });
      last = rows.at(-1)?.id ?? last;
    }
  }

  /** Builds with all that they hang on, in pages that are small enough to be held. */
  async *#whole(rows: readonly Row<'builds'>[], selection: Selection): AsyncGenerator<readonly StoredBuild[]> {
    if (rows.length === 0) return;
    const ids = idsOf(rows, 'id');
    const limit = rows.length === 1 ? MOST_OF_ONE : MOST_PARTS;
    const properties = await this.#in('build_properties', 'buildid', ids, { limit });
    const steps = await this.#in('steps', 'buildid', ids, { order: 'buildid, number', limit });
    if (rows.length > 1 && (properties.length >= limit || steps.length >= limit)) {
      const half = Math.ceil(rows.length / 2);
      yield* this.#whole(rows.slice(0, half), selection);
      yield* this.#whole(rows.slice(half), selection);
      return;
    }
    const logs = selection.logs
      ? await this.#in('logs', 'stepid', idsOf(steps, 'id'), { order: 'id', limit: MOST_PARTS * 4 })
      : [];
    const requests = await this.#requests(await this.#in('buildrequests', 'id', idsOf(rows, 'buildrequestid')));
    const [propertiesOf, stepsOf, logsOf] = [
      grouped(properties, 'buildid'),
      grouped(steps, 'buildid'),
      grouped(logs, 'stepid'),
    ];
    yield rows.map((build) => ({
      build,
      builder: this.#builders.get(build.builderid ?? -1) ?? null,
      worker: this.#workers.get(build.workerid ?? -1) ?? null,
      master: this.#masters.get(build.masterid ?? -1) ?? null,
      request: requests.get(build.buildrequestid ?? -1) ?? null,
      properties: propertiesOf.get(build.id) ?? [],
      steps: (stepsOf.get(build.id) ?? []).map((step) => ({ step, logs: logsOf.get(step.id) ?? [] })),
    }));
  }

  async #requests(rows: readonly Row<'buildrequests'>[]): Promise<ReadonlyMap<number, StoredRequest>> {
    const buildsets = await this.#in('buildsets', 'id', idsOf(rows, 'buildsetid'));
    const links = await this.#in('buildset_sourcestamps', 'buildsetid', idsOf(buildsets, 'id'), {
      order: 'id',
      limit: MOST_PARTS,
    });
    const stamps = await this.#in('sourcestamps', 'id', idsOf(links, 'sourcestampid'));
    const patches = byId((await this.#in('patches', 'id', idsOf(stamps, 'patchid'))).map((patch) => [patch.id, patch]));
    const stampOf = byId(stamps.map((stamp) => [stamp.id, stamp]));
    const buildsetOf = byId(buildsets.map((buildset) => [buildset.id, buildset]));
    const linksOf = grouped(links, 'buildsetid');
    return byId(
      rows.map((request) => [
        request.id,
        {
          request,
          builder: this.#builders.get(request.builderid ?? -1) ?? null,
          buildset: buildsetOf.get(request.buildsetid ?? -1) ?? null,
          stamps: (linksOf.get(request.buildsetid) ?? []).flatMap(({ sourcestampid }) => {
            const stamp = stampOf.get(sourcestampid ?? -1);
            return stamp === undefined ? [] : [{ stamp, patch: patches.get(stamp.patchid ?? -1) ?? null }];
          }),
        },
      ]),
    );
  }

  /** The rows that have one of these ids in a column. */
  async #in<T extends Table>(
    table: T,
    column: string,
    ids: readonly number[],
    query: Query = {},
  ): Promise<readonly Row<T>[]> {
    if (ids.length === 0) return [];
    return this.tables.rows(table, { ...query, where: `${column} in (${ids.join(',')})` });
  }
}

async function readNamed(tables: Tables): Promise<Named> {
  const [projects, builders, workers, masters, tags] = [
    await tables.rows('projects', { order: 'id' }),
    await tables.rows('builders', { order: 'id' }),
    await tables.rows('workers', { order: 'id' }),
    await tables.rows('masters', { order: 'id' }),
    await tables.rows('tags'),
  ];
  const projectOf = byId(projects.map(({ id, name }) => [id, name]));
  const tagOf = byId(tags.map(({ id, name }) => [id, name]));
  const tagsOf = grouped(await tables.rows('builders_tags', { order: 'id' }), 'builderid');
  return {
    projects,
    workers,
    masters,
    builders: builders.map((builder) => ({
      builder,
      project: projectOf.get(builder.projectid ?? -1) ?? null,
      tags: (tagsOf.get(builder.id) ?? []).flatMap(({ tagid }) => tagOf.get(tagid ?? -1) ?? []),
    })),
  };
}

/** The numbers are safe within SQL: they are numbers. */
function conditions({ builders, since }: Selection, time: string): string[] {
  return [
    ...(builders === null ? [] : [builders.length === 0 ? '1 = 0' : `builderid in (${builders.join(',')})`]),
    ...(since === null ? [] : [`${time} >= ${since}`]),
  ];
}

function byId<T>(pairs: readonly (readonly [number | null, T | null])[]): ReadonlyMap<number, T> {
  return new Map(pairs.flatMap(([id, value]) => (id === null || value === null ? [] : [[id, value] as const])));
}

function grouped<T extends object, C extends keyof T>(rows: readonly T[], column: C): ReadonlyMap<T[C], readonly T[]> {
  const groups = new Map<T[C], T[]>();
  for (const row of rows) {
    const group = groups.get(row[column]);
    if (group === undefined) groups.set(row[column], [row]);
    else group.push(row);
  }
  return groups;
}

function idsOf<T extends object>(rows: readonly T[], column: keyof T): readonly number[] {
  return [...new Set(rows.map((row) => row[column]))].filter((id): id is T[keyof T] & number =>
    Number.isSafeInteger(id),
  );
}
