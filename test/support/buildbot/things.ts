// What Buildbot's API tells of a database, in the form of the recorded answers; as it was at some time of the database's story.

import Database from 'libsql';
import { decodeChunk } from '../../../src/buildbot/chunks.ts';

// biome-ignore lint/suspicious/noExplicitAny: rows of tables, as they are
export type Thing = Record<string, any>;

/** The tables that the API answers from, at a time. */
export class Things {
  readonly #database: Database.Database;
  readonly #lines = new Map<number, readonly string[]>();
  /** In Unix seconds: what began later is not there, and what ended later goes on. */
  at = Number.POSITIVE_INFINITY;

  constructor(path: string) {
    this.#database = new Database(path);
  }

  close(): void {
    this.#database.close();
  }

  /** Changes the tables. */
  run(sql: string): void {
    this.#database.exec(sql);
  }

  #rows(sql: string, ...parameters: number[]): Thing[] {
    return this.#database.prepare(sql).all(...parameters) as Thing[];
  }

  #ended(time: number | null): boolean {
    return time !== null && time <= this.at;
  }

  builders(): Thing[] {
    const tags = this.#rows(
      'select builderid, name from builders_tags join tags on tags.id = tagid order by builders_tags.id',
    );
    return this.#rows('select * from builders order by id').map(({ id, name, description, projectid }) => ({
      builderid: id,
      name,
      description,
      projectid,
      masterids: [1],
      tags: tags.filter(({ builderid }) => builderid === id).map((tag) => tag.name),
    }));
  }

  projects(): Thing[] {
    return this.#rows('select * from projects').map(({ id, ...project }) => ({ projectid: id, ...project }));
  }

  workers(): Thing[] {
    const connected = this.#rows('select * from connected_workers');
    return this.#rows('select * from workers').map(({ id, name, info }) => ({
      workerid: id,
      name,
      workerinfo: JSON.parse(info),
      connected_to: connected.filter(({ workerid }) => workerid === id).map(({ masterid }) => ({ masterid })),
    }));
  }

  masters(): Thing[] {
    return this.#rows('select * from masters').map(({ id, name, active, last_active }) => ({
      masterid: id,
      name,
      active: active === 1,
      last_active,
    }));
  }

  changes(): Thing[] {
    const files = this.#rows('select * from change_files order by rowid');
    const properties = this.#rows('select * from change_properties order by rowid');
    const changes = this.#rows('select * from changes order by changeid');
    return changes
      .filter(({ when_timestamp }) => when_timestamp <= this.at)
      .map(({ sourcestampid, ...change }) => ({
        ...change,
        files: files.filter(({ changeid }) => changeid === change.changeid).map(({ filename }) => filename),
        properties: Object.fromEntries(
          properties
            .filter(({ changeid }) => changeid === change.changeid)
            .map(({ property_name, property_value }) => [property_name, JSON.parse(property_value)]),
        ),
        sourcestamp: this.#stamp(sourcestampid),
      }));
  }

  #stamp(id: number): Thing {
    const [row = {}] = this.#rows('select * from sourcestamps where id = ?', id);
    const { id: ssid, patchid, branch, revision, project, repository, codebase, created_at } = row;
    const [patch] = patchid === null ? [] : this.#rows('select * from patches where id = ?', patchid);
    const told = patch && {
      patchid,
      level: patch.patchlevel,
      subdir: patch.subdir,
      author: patch.patch_author,
      comment: patch.patch_comment,
      body: null,
    };
    return { ssid, branch, revision, project, repository, codebase, created_at, patch: told ?? null };
  }

  buildsets(): Thing[] {
    const links = this.#rows('select * from buildset_sourcestamps order by id');
    return this.#rows('select * from buildsets order by id')
      .filter(({ submitted_at }) => submitted_at <= this.at)
      .map(({ id, complete, complete_at, results, ...buildset }) => ({
        bsid: id,
        ...buildset,
        ...(this.#ended(complete_at)
          ? { complete: complete === 1, complete_at, results }
          : { complete: false, complete_at: null, results: -1 }),
        sourcestamps: links
          .filter(({ buildsetid }) => buildsetid === id)
          .map((link) => this.#stamp(link.sourcestampid)),
      }));
  }

  buildrequests(): Thing[] {
    return this.#rows('select * from buildrequests order by id')
      .filter(({ submitted_at }) => submitted_at <= this.at)
      .map(({ id, complete, complete_at, results, ...request }) => ({
        buildrequestid: id,
        ...request,
        properties: null,
        ...(this.#ended(complete_at)
          ? { complete: complete === 1, complete_at, results }
          : { complete: false, complete_at: null, results: -1 }),
      }));
  }

  builds(): Thing[] {
    return this.#rows('select * from builds order by id')
      .filter(({ started_at }) => started_at <= this.at)
      .map(({ id, complete_at, results, state_string, ...build }) => {
        const complete = this.#ended(complete_at);
        return {
          buildid: id,
          ...build,
          complete,
          complete_at: complete ? complete_at : null,
          results: complete ? results : null,
          state_string: complete || complete_at === null ? state_string : 'building',
          properties: {},
        };
      });
  }

  /** What steps set is there once the build has ended. */
  properties(build: Thing): Thing {
    const rows = this.#rows('select * from build_properties where buildid = ?', build.buildid);
    const early = new Set(['Build', 'Builder', 'Worker', 'Scheduler', 'Trigger', 'Force Build Form']);
    return Object.fromEntries(
      rows
        .filter(({ source }) => build.complete || early.has(source))
        .map(({ name, value, source }) => [name, [JSON.parse(value), source]]),
    );
  }

  steps(where = '1 = 1', ...parameters: number[]): Thing[] {
    return this.#rows(`select * from steps where ${where} order by number`, ...parameters)
      .filter(({ started_at }) => started_at === null || started_at <= this.at)
      .map(({ id, complete_at, results, urls_json, hidden, state_string, ...step }) => {
        const complete = this.#ended(complete_at);
        return {
          stepid: id,
          ...step,
          complete,
          complete_at: complete ? complete_at : null,
          results: complete ? results : null,
          state_string: complete || complete_at === null ? state_string : 'running',
          urls: complete ? JSON.parse(urls_json) : [],
          hidden: complete && hidden === 1,
        };
      });
  }

  /** Half of its lines are there while its step runs. */
  logs(where: string, ...parameters: number[]): Thing[] {
    return this.#rows(`select * from logs where ${where} order by id`, ...parameters).flatMap(
      ({ id, complete, num_lines, ...log }) => {
        const [step] = this.steps('id = ?', log.stepid);
        if (step === undefined) return [];
        const whole = step.complete || step.complete_at !== null || complete === 0;
        return [
          {
            logid: id,
            ...log,
            complete: step.complete && complete === 1,
            num_lines: whole ? num_lines : Math.floor(num_lines / 2),
          },
        ];
      },
    );
  }

  /** Null when there is no such line. */
  contents(logid: number, first: number, count: number): Thing | null {
    const [log] = this.logs('id = ?', logid);
    if (log === undefined || first < 0 || count < 1) return null;
    const lines = this.#linesOf(logid);
    const wanted = lines.slice(first, Math.min(first + count, log.num_lines));
    return { logid, firstline: first, content: wanted.length === 0 ? '' : `${wanted.join('\n')}\n` };
  }

  #linesOf(logid: number): readonly string[] {
    const known = this.#lines.get(logid);
    if (known !== undefined) return known;
    const chunks = this.#rows('select * from logchunks where logid = ? order by first_line', logid);
    const lines = chunks.flatMap(({ content, compressed }) =>
      decodeChunk(Buffer.from(content), compressed).toString().split('\n'),
    );
    this.#lines.set(logid, lines);
    return lines;
  }

  testSets(where: string, id: number): Thing[] {
    return this.#rows(`select * from test_result_sets where ${where} = ?`, id).map(
      ({ id: setid, complete, ...set }) => ({
        test_result_setid: setid,
        ...set,
        complete: complete === 1,
      }),
    );
  }

  testResults(set: number): Thing[] {
    return this.#rows(
      `select r.id as test_resultid, r.builderid, r.test_result_setid, n.name as test_name, p.path as test_code_path, line, duration_ns, value
       from test_results r left join test_names n on n.id = test_nameid left join test_code_paths p on p.id = test_code_pathid
       where test_result_setid = ?`,
      set,
    );
  }

  /** What has changed between two times, as a master announces it: the topic and the message of each event. */
  eventsUntil(to: number): { readonly key: string; readonly message: Thing }[] {
    const before = this.#everything();
    this.at = to;
    const events: { key: string; message: Thing }[] = [];
    for (const [key, thing] of this.#everything()) {
      const known = before.get(key);
      if (JSON.stringify(known) === JSON.stringify(thing)) continue;
      const [kind] = key.split('/');
      // As a real master does, steps come before the build that they are of.
      const names = [
        ...(known === undefined ? ['new'] : kind === 'logs' ? ['append'] : ['updated']),
        ...(thing.complete === true ? ['finished'] : []),
      ];
      for (const name of names) events.push({ key: `${key}/${name}`, message: thing });
    }
    return events;
  }

  #everything(): Map<string, Thing> {
    return new Map([
      ...this.changes().map((each) => [`changes/${each.changeid}`, each] as const),
      ...this.buildsets().map((each) => [`buildsets/${each.bsid}`, each] as const),
      ...this.buildrequests().map((each) => [`buildrequests/${each.buildrequestid}`, each] as const),
      ...this.steps().map((each) => [`steps/${each.stepid}`, each] as const),
      ...this.logs('1 = 1').map((each) => [`logs/${each.logid}`, each] as const),
      ...this.builds().map((each) => [`builds/${each.buildid}`, each] as const),
    ]);
  }
}
