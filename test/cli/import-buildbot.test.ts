// Buildbot databases, imported: a real one compared with what was read out of it by other programs, and others that are old or broken.

import { once } from 'node:events';
import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import Database from 'libsql';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { freshState, type State } from '../../src/cli/import/state.ts';
import { historyOf } from '../adapters/support/history.ts';
import { posts, shuffled, truth } from '../adapters/support/posts.ts';
import { createDatabase, dropDatabase } from '../support/postgres.ts';
import { ADMIN_TOKEN, startServer, type TestServer } from '../support/server.ts';
import { importFrom, logsOf, OLD_POSTGRES, OLD_SQLITE, RECORDED, runSql } from './support/buildbot.ts';
import { Sandbox } from './support/cli.ts';

const TOKEN = { LAVALAMP_TOKEN: ADMIN_TOKEN };
const LOGS = JSON.parse(readFileSync(new URL('../data/buildbot-4.3/logs.json', import.meta.url), 'utf8'));
/** The builders of that master but the one whose six logs have 30,000 lines each: all of these are read once. */
const SHORT = [1, 2, 3, 4, 5, 6];

let server: TestServer;
let sandbox: Sandbox;

beforeAll(async () => {
  server = await startServer();
  sandbox = new Sandbox(() => server.url);
});

afterAll(async () => {
  sandbox.remove();
  await server.stop();
});

const path = (name: string): string => join(sandbox.directory, name);

async function eventCursor(): Promise<string> {
  return (await server.graphql('{ eventCursor }')).data.eventCursor;
}

async function push(origin: string, bodies: readonly unknown[]): Promise<void> {
  for (const body of bodies) {
    const response = await fetch(`${server.url}/hooks/buildbot/${origin}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${ADMIN_TOKEN}` },
      body: JSON.stringify(body),
    });
    expect(await response.json()).toMatchObject({ problems: [] });
  }
}

const byPlace = (a: { build: string; step: string; name: string }, b: { build: string; step: string; name: string }) =>
  `${a.build} ${a.step} ${a.name}` < `${b.build} ${b.step} ${b.name}` ? -1 : 1;

async function expectTruth(origin: string): Promise<void> {
  expect((await historyOf(server, origin)).history).toEqual(truth);
}

const PATCHES = `query ($origin: String!) {
  builds(first: 100, filter: { origins: [$origin] }) { nodes { sourceStamps { patch { body } } buildRequest { buildset { sourceStamps { patch { body } } } } } }
}`;

/** The texts of all patches, of builds and of their buildsets. */
async function patchesOf(origin: string): Promise<readonly string[]> {
  const { data } = await server.graphql(PATCHES, { origin });
  type Stamp = { readonly patch: { readonly body: string | null } | null };
  type Asked = {
    readonly sourceStamps: readonly Stamp[];
    readonly buildRequest: { readonly buildset: { readonly sourceStamps: readonly Stamp[] } };
  };
  return data.builds.nodes.flatMap((build: Asked) =>
    [...build.sourceStamps, ...build.buildRequest.buildset.sourceStamps].flatMap(({ patch }) =>
      patch === null ? [] : [patch.body],
    ),
  );
}

const PATCH = '--- a/x\n+++ b/x\n@@ -1 +1 @@\n-a\n+b\n';
const bodies = posts.map(({ body }) => body);

const STEPS_OF_TESTS: Readonly<Record<string, string>> = { 1: 'step/4', 6: 'step/18' };
const TEST_RESULTS = `query ($origin: String!) {
  builds(first: 100, filter: { origins: [$origin] }, orderBy: { field: STARTED_AT, direction: ASC }) { nodes { key testSummary { passed failed }
    testResults { nodes { test { name } outcome durationSeconds step { key } } } } }
}`;

describe('The database of a real master', () => {
  test('arrives with every build, step, property and line of its logs, and a second time nothing of it is new', async () => {
    const state = freshState();
    const first = await importFrom(server, RECORDED, 'whole', { state });
    await expectTruth('whole');
    expect([...(await logsOf(server, 'whole'))].sort(byPlace)).toEqual([...LOGS].sort(byPlace));
    expect(await patchesOf('whole')).toEqual([PATCH, PATCH]);
    expect(first.refusals).toEqual([]);
    expect(first.kinds).toMatchObject({
      builds: { read: 16, written: 16, skipped: 0 },
      properties: { read: 244, written: 244, skipped: 0 },
      steps: { read: 40, written: 40, skipped: 0 },
      logs: { read: 24, written: 24, skipped: 0 },
      'log lines': { read: 180_323, written: 180_323, skipped: 0 },
      changes: { written: 1 },
      'test result sets': { read: 2, written: 2, skipped: 0 },
      'test results': { read: 4, written: 4, skipped: 0 },
    });
    const { data } = await server.graphql(TEST_RESULTS, { origin: 'whole' });
    expect(data.builds.nodes.filter((build: { testSummary: unknown }) => build.testSummary !== null)).toEqual(
      ['1', '6'].map((id) => ({
        key: `build/${id}`,
        testSummary: { passed: 1, failed: 1 },
        testResults: {
          nodes: [
            {
              test: { name: 'tests.test_a' },
              outcome: 'PASSED',
              durationSeconds: 0.001,
              step: { key: STEPS_OF_TESTS[id] },
            },
            {
              test: { name: 'tests.test_b' },
              outcome: 'FAILED',
              durationSeconds: 1.5,
              step: { key: STEPS_OF_TESTS[id] },
            },
          ],
        },
      })),
    );
    const cursor = await eventCursor();
    const again = await importFrom(server, RECORDED, 'whole', { state });
    expect(again.kinds).toMatchObject({ builds: { read: 0 }, changes: { read: 0 }, 'log lines': { read: 0 } });
    expect(again.kinds['test results'].read).toBe(0);
    await importFrom(server, RECORDED, 'whole', { builders: SHORT });
    await importFrom(server, RECORDED, 'whole', { logs: false });
    expect(await eventCursor()).toBe(cursor);
  });

  test.each(['push-first', 'import-first'])('and its posts are one history: %s', async (origin) => {
    const posted = shuffled(bodies, 7);
    if (origin === 'push-first') await push(origin, posted);
    const { refusals } = await importFrom(server, RECORDED, origin, { logs: false });
    expect(refusals).toEqual([]);
    if (origin === 'import-first') await push(origin, posted);
    await expectTruth(origin);
    expect(await patchesOf(origin)).toEqual([PATCH, PATCH]);
  });

  test('that was killed in the middle, and goes on, is imported once', async () => {
    const arrived: State[] = [];
    const broken = importFrom(server, RECORDED, 'killed', {
      builders: SHORT,
      watcher: {
        arrived: (state) => {
          arrived.push(structuredClone(state));
          if (state.build >= 7) throw new Error('killed');
        },
      },
    });
    await expect(broken).rejects.toThrow('killed');
    const state = arrived.at(-1) ?? freshState();
    expect(state.build).toBeGreaterThanOrEqual(7);
    await importFrom(server, RECORDED, 'killed', { state, builders: SHORT });
    const short = LOGS.filter(({ lineCount }: { lineCount: number }) => lineCount < 30_000);
    expect([...(await logsOf(server, 'killed'))].sort(byPlace)).toEqual(short.sort(byPlace));
    await importFrom(server, RECORDED, 'killed', { logs: false });
    await expectTruth('killed');
  });
});

const LINKS = `query ($origin: String!) {
  builds(first: 100, filter: { origins: [$origin] }) { nodes { key rebuildOf { key } rebuilds(first: 9) { nodes { key } }
    buildRequest { buildset { key rebuildOf { key } } } } }
  changes(first: 100, filter: { origins: [$origin] }) { nodes { key properties { name value source } } }
}`;

describe('What is read out of the tables beside the importer', () => {
  /** What the tables say, without anything of the code that imports them. */
  function linksIn(file: string) {
    const database = new Database(file);
    const rows = (sql: string) => database.prepare(sql).all() as Record<string, string | number | null>[];
    const key = (kind: string, id: string | number | null | undefined) =>
      id === null ? null : { key: `${kind}/${id}` };
    const links = rows(
      'select b.id, s.id as buildset, s.rebuilt_buildid from builds b join buildrequests r on r.id = b.buildrequestid join buildsets s on s.id = r.buildsetid',
    );
    const properties = rows('select * from change_properties');
    const found = {
      builds: links.map(({ id, buildset, rebuilt_buildid: rebuilt }) => ({
        key: `build/${id}`,
        rebuildOf: key('build', rebuilt),
        rebuilds: {
          nodes: links.filter((other) => other.rebuilt_buildid === id).map((other) => key('build', other.id)),
        },
        buildRequest: { buildset: { key: `buildset/${buildset}`, rebuildOf: key('build', rebuilt) } },
      })),
      changes: rows('select changeid from changes').map(({ changeid }) => ({
        key: `change/${changeid}`,
        properties: properties
          .filter((each) => each.changeid === changeid)
          .map(({ property_name, property_value }) => {
            const [value, source] = JSON.parse(String(property_value));
            return { name: property_name, value, source: source || null };
          })
          .sort((a, b) => (String(a.name) < String(b.name) ? -1 : 1)),
      })),
    };
    database.close();
    return found;
  }

  const bySort = (things: readonly { readonly key: string }[]) => [...things].sort((a, b) => (a.key < b.key ? -1 : 1));

  test('is there: which build another one repeats, and the properties of changes; twice, it changes nothing', async () => {
    const file = path('linked.sqlite');
    copyFileSync(RECORDED, file);
    runSql(
      file,
      `insert into change_properties values (1, 'event', '["push", "Change"]'), (1, 'b', '[{"z": [1, null, 1.5]}, ""]'), (1, 'a', '[null, "Poller"]');
      insert into changes (changeid, author, comments, branch, revision, revlink, when_timestamp, category, repository, codebase, project, sourcestampid)
        select 2, author, comments, branch, revision, revlink, when_timestamp, category, repository, codebase, project, sourcestampid from changes;
      update buildsets set rebuilt_buildid = 6 where id = 16;`,
    );
    const expected = linksIn(file);
    expect(expected.builds.filter(({ rebuildOf }) => rebuildOf !== null)).toHaveLength(2);
    const first = await importFrom(server, file, 'linked', { logs: false });
    expect(first.refusals).toEqual([]);
    expect(first.kinds.properties).toMatchObject({ read: 247, written: 247, skipped: 0 });
    const { data, errors } = await server.graphql(LINKS, { origin: 'linked' });
    expect(errors).toBeUndefined();
    expect(bySort(data.builds.nodes)).toEqual(bySort(expected.builds));
    expect(bySort(data.changes.nodes)).toEqual(bySort(expected.changes));
    const cursor = await eventCursor();
    await importFrom(server, file, 'linked', { logs: false });
    expect(await eventCursor()).toBe(cursor);
  });
});

const OLD = `query ($origin: String!) {
  builds(first: 10, filter: { origins: [$origin] }, orderBy: { field: STARTED_AT, direction: ASC }) {
    nodes { key state result startedAt completedAt stateString master { name } worker { name } properties { name value }
      sourceStamps { revision changes { key files } }
      steps(first: 5) { nodes { name state result logs { lines(first: 5) { nodes { stream text } } } } } }
  }
  buildRequests(first: 10, filter: { origins: [$origin] }) { nodes { key state } }
}`;

const EXPECTED_OLD = {
  builds: {
    nodes: [
      {
        key: 'build/1',
        state: 'FINISHED',
        result: 'SUCCESS',
        master: { name: 'gone' },
        worker: { name: 'w' },
        properties: [{ name: 'answer', value: 42 }],
        sourceStamps: [{ revision: 'abc' }],
        steps: {
          nodes: [
            {
              name: 'compile',
              result: 'SUCCESS',
              logs: [
                {
                  lines: {
                    nodes: [
                      { stream: 'HEADER', text: '(redacted)' },
                      { stream: 'STDOUT', text: 'one' },
                      { stream: 'STDERR', text: 'two' },
                    ],
                  },
                },
              ],
            },
          ],
        },
      },
      {
        key: 'build/2',
        state: 'FINISHED',
        result: 'RETRY',
        completedAt: '2017-07-14T02:48:20.000Z',
        stateString: 'interrupted: its master ended before it',
        properties: [{ name: 'answer', value: [1, { a: null }] }],
        steps: { nodes: [{ state: 'FINISHED', result: 'RETRY' }] },
      },
    ],
  },
};

describe('Other databases', () => {
  test('of the oldest version arrive without what they lack, and builds of a dead master as interrupted', async () => {
    runSql(path('old.sqlite'), OLD_SQLITE);
    const { refusals } = await importFrom(server, path('old.sqlite'), 'old', { redactHeaders: true });
    expect(refusals).toEqual([]);
    const { data, errors } = await server.graphql(OLD.replace('changes { key files }', ''), { origin: 'old' });
    expect(errors).toBeUndefined();
    expect(data).toMatchObject(EXPECTED_OLD);
  });

  test('arrive with results of tests that are written while they are imported, and with words on what are none', async () => {
    const file = path('tests.sqlite');
    runSql(
      file,
      `${OLD_SQLITE}
      create table test_names (id integer, name text);
      create table test_code_paths (id integer, path text);
      create table test_result_sets (id integer, buildid integer, stepid integer, category text, value_unit text, complete integer);
      create table test_results (id integer, test_result_setid integer, test_nameid integer, test_code_pathid integer, line integer, duration_ns integer, value text);
      insert into test_names values (1, 'a'), (2, 'b');
      insert into test_code_paths values (1, 'src/x.py');
      insert into test_result_sets values (1, 1, 1, 'pass_fail', 'boolean', 0), (2, 1, 1, 'fail_only', 'message', 0), (3, 1, 1, 'performance', 'ms', 0),
        (4, 999, 1, 'pass_only', 'boolean', 0);
      insert into test_results values (1, 1, 1, null, null, null, '1'), (2, 2, null, 1, 7, -5, 'it broke'), (3, 1, 2, null, null, null, 'maybe'),
        (4, 3, 1, null, null, null, '12'), (5, 4, 1, null, null, null, '1'), (6, 1, 77, null, null, null, '1');`,
    );
    const state = freshState();
    const first = await importFrom(server, file, 'tests', { state });
    expect(first.refusals).toEqual([]);
    expect(first.kinds['test results']).toEqual({ read: 6, written: 2, skipped: 4, refused: 0 });
    const notes = first.notes.map(({ why }) => why).join('\n');
    for (const told of ['category performance', 'neither that it passed', 'of no test', 'a build that there is not'])
      expect(notes).toContain(told);
    runSql(
      file,
      "insert into test_results values (7, 2, 2, null, null, null, 'too'), (8, 1, 2, null, null, 3000000, '0');",
    );
    const second = await importFrom(server, file, 'tests', { state });
    expect(second.refusals).toEqual([]);
    expect(second.kinds['test results']).toEqual({ read: 2, written: 2, skipped: 0, refused: 0 });
    const cursor = await eventCursor();
    expect((await importFrom(server, file, 'tests')).refusals).toEqual([]);
    expect(await eventCursor()).toBe(cursor);
    const { data } = await server.graphql(`{ buildByKey(origin: "tests", key: "build/1") {
      testResults { nodes { report test { name } outcome durationSeconds message file line } } } }`);
    const nothing = { durationSeconds: null, message: null, file: null, line: null };
    expect(data.buildByKey.testResults.nodes).toEqual([
      { ...nothing, report: 'set/1', test: { name: 'a' }, outcome: 'PASSED' },
      { ...nothing, report: 'set/1', test: { name: 'b' }, outcome: 'FAILED', durationSeconds: 0.003 },
      {
        ...nothing,
        report: 'set/2',
        test: { name: 'src/x.py' },
        outcome: 'FAILED',
        message: 'it broke',
        file: 'src/x.py',
        line: 7,
      },
      { ...nothing, report: 'set/2', test: { name: 'b' }, outcome: 'FAILED', message: 'too' },
    ]);
  });

  test.skipIf(process.env.LAVALAMP_TEST_DATABASE_URL === undefined)('that PostgreSQL keeps arrive alike', async () => {
    const url = process.env.LAVALAMP_TEST_DATABASE_URL ?? '';
    const name = `lavalamp_test_buildbot_${process.pid}`;
    const address = await createDatabase(url, name);
    try {
      const client = new pg.Client({ connectionString: address });
      await client.connect();
      await client.query(OLD_POSTGRES);
      await client.end();
      await importFrom(server, address.replace('postgres:', 'postgresql+psycopg2:'), 'postgres', {
        redactHeaders: true,
      });
      const { data } = await server.graphql(OLD.replace('changes { key files }', ''), { origin: 'postgres' });
      expect(data).toMatchObject(EXPECTED_OLD);
    } finally {
      await dropDatabase(url, name);
    }
  });

  test('with broken rows and orphans arrive without those, and each is told of', async () => {
    runSql(
      path('broken.sqlite'),
      `${OLD_SQLITE}
      insert into builds values (3, 3, 99, 1, 1, 1, 1500000300, 1500000400, 'no builder', 0), (4, 4, 1, 77, 88, 99, 1500000300, 1500000400, 'no request', 0),
        (5, 'five', 1, 1, 1, 1, 1500000300, 1500000400, 'no number', 0), (6, 6, 1, 1, 1, 1, 1e30, 1, 'no start', 0),
        (7, 99999999999, 1, 1, 1, 1, 1500000300, 1500000400, 'too high', 0);
      insert into build_properties values (4, 'bad', '{not json', 't'), (4, '', '1', 't'), (4, 'utf', cast(x'22ff22' as text), 't'), (1234, 'orphan', '1', 't');
      insert into steps values (9, 0, 'orphan', 1234, 1, 2, '', 0, '[]', 0), (10, 1, 'links', 4, 1500000300, 1500000400, 'x', 0, '{"a": 1}', 0);
      insert into logs values (9, 'bad', 'bad', 10, 1, 5, 't'), (10, 'gone', 'gone', 10, 1, 5, 'd'), (11, 'far', 'far', 10, 1, 3, 't'), (12, 'bytes', 'bytes', 10, 1, 1, 't');
      insert into logchunks values (9, 0, 1, x'00', 2), (9, 2, 4, cast('c' || char(10) || 'd' as blob), 0), (9, 4, 4, cast('again' as blob), 0), (99, 0, 0, x'61', 0),
        (11, 0, 2000000000, cast('only' as blob), 0), (12, 0, 0, x'61ff62', 0);`,
    );
    const report = await importFrom(server, path('broken.sqlite'), 'broken');
    expect(report.kinds.builds).toEqual({ read: 7, written: 3, skipped: 4, refused: 0 });
    const notes = report.notes.map(({ why }) => why).join('\n');
    for (const told of [
      'a builder that there is not',
      'no number',
      'has no start',
      'a request that there is not',
      'no JSON that can be kept',
      'a property has no name',
      'the links of a step are no JSON list',
      'cannot be read',
      'a log was deleted',
      'another number of lines',
      'a text of the database was not UTF-8',
      'characters of logs were not UTF-8',
      'steps of builds that there are not',
      'build_properties of builds that there are not',
      'logchunks of logs that there are not',
    ])
      expect(notes).toContain(told);
    const asked =
      '{ buildByKey(origin: "broken", key: "build/4") { steps(first: 5) { nodes { logs { name complete lines(first: 9) { nodes { text } } } } } } }';
    const { data } = await server.graphql(asked);
    const text = (name: string) =>
      data.buildByKey.steps.nodes[0].logs
        .find((log: { name: string }) => log.name === name)
        .lines.nodes.map((line: { text: string }) => line.text);
    expect(text('bad')).toEqual(['\uFFFD', '\uFFFD', 'c', 'd', '\uFFFD']);
    expect(text('bytes')).toEqual(['a\uFFFDb']);
    expect(text('far')[0]).toBe('only');
  });
});

describe('A build that has ended', () => {
  const steps = async (origin: string) => {
    const { data } = await server.graphql(
      `{ buildByKey(origin: "${origin}", key: "build/1") { result properties { name } steps(first: 5) { nodes { key } } } }`,
    );
    return data.buildByKey;
  };

  test('of which a step is refused arrives without that step alone', async () => {
    const file = path('refused.sqlite');
    runSql(file, `${OLD_SQLITE} insert into steps values (3, 0, 'again', 1, 1500000010, 1500000090, 'x', 0, '[]', 0);`);
    const { kinds, refusals } = await importFrom(server, file, 'refused', { logs: false });
    expect(kinds).toMatchObject({ builds: { written: 2, refused: 0 }, steps: { read: 3, written: 2, refused: 1 } });
    expect(refusals).toEqual([{ why: expect.stringMatching(/Step 0 .* "step\/1" already/), times: 1 }]);
    expect(await steps('refused')).toMatchObject({ result: 'SUCCESS', properties: [{ name: 'answer' }] });
  });

  test('arrives in its parts at a server that does not know whole builds', async () => {
    const file = path('before.sqlite');
    runSql(file, OLD_SQLITE);
    let asked = 0;
    const before = createServer(async (request, response) => {
      const body = await text(request);
      const isNew = body.includes('"recordBuild"');
      if (isNew) asked += 1;
      const why = 'Variable "$reports" got invalid value; Field "recordBuild" is not defined by type "Report".';
      const answer = isNew
        ? { errors: [{ message: why, extensions: { code: 'BAD_USER_INPUT' } }] }
        : await server.graphql(JSON.parse(body).query, JSON.parse(body).variables);
      response.setHeader('content-type', 'application/json').end(JSON.stringify(answer));
    });
    before.listen(0, '127.0.0.1');
    await once(before, 'listening');
    try {
      const { port } = before.address() as AddressInfo;
      const url = `http://127.0.0.1:${port}`;
      const { kinds, refusals } = await importFrom({ ...server, url }, file, 'before', { logs: false });
      expect(refusals).toEqual([]);
      expect(kinds).toMatchObject({ builds: { written: 2 }, steps: { written: 2 } });
      expect(asked).toBeGreaterThan(0);
      expect(await steps('before')).toMatchObject({ result: 'SUCCESS', steps: { nodes: [{ key: 'step/1' }] } });
    } finally {
      before.close();
      before.closeAllConnections();
    }
  });
});

describe('The command', () => {
  test('imports what is selected, says what it did, and goes on where it was', async () => {
    const args = ['import', 'buildbot', RECORDED, '--origin', 'cli', '--no-logs', '--builder', 'linux-*', '--json'];
    const first = await sandbox.run(args, TOKEN);
    expect(first).toMatchObject({ code: 0 });
    const { kinds } = JSON.parse(first.stdout.toString());
    const wanted = truth.builds.filter(({ builder }) => builder.startsWith('linux-')).length;
    expect(kinds.builds).toMatchObject({ read: wanted, written: wanted });
    const second = JSON.parse((await sandbox.run(args, TOKEN)).stdout.toString());
    expect(second.kinds.builds).toMatchObject({ read: 0 });
  });

  test('says what to do where it cannot read, or cannot reach the server', async () => {
    writeFileSync(path('junk.sqlite'), 'hello, hello, this is not a database. '.repeat(100));
    const whole = readFileSync(RECORDED);
    for (let at = 4_096 * 2; at < whole.length; at += 7) whole[at] = (whole[at] ?? 0) ^ 0x5a;
    writeFileSync(path('damaged.sqlite'), whole);
    runSql(path('other.sqlite'), 'create table cats (name text)');
    runSql(path('new.sqlite'), OLD_SQLITE.replace("'059'", "'999'"));
    const refused = async (address: string) => {
      const { code, stderr } = await sandbox.run(['import', 'buildbot', address, '--origin', 'bad'], TOKEN);
      return `${code} ${stderr}`;
    };
    const [missing, junk, damaged, other, tooNew, mysql, away] = await Promise.all(
      [
        'none.sqlite',
        'junk.sqlite',
        'damaged.sqlite',
        'other.sqlite',
        'sqlite:///new.sqlite',
        'mysql://h/b',
        'postgresql://u:hidden@127.0.0.1:1/b',
      ].map(refused),
    );
    expect(missing).toMatch(/^2 .*There is no file/);
    expect(junk).toMatch(/^1 .*no SQLite database/);
    expect(damaged).toMatch(/^1 .*damaged.*\.recover/);
    expect(other).toMatch(/^2 .*no Buildbot database/);
    expect(tooNew).toMatch(/^1 .*after 4\.3 \(its version is 999/);
    expect(mysql).toMatch(/^2 .*copy-db/);
    expect(away).toMatch(/^3 .*Cannot reach postgres:\/\/u@127\.0\.0\.1:1\/b/);
  });
});
