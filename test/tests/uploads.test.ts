// Files of results on their way here: over HTTP as curl sends them, and by the command line.

import { writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Sandbox } from '../cli/support/cli.ts';
import { ADMIN_TOKEN, startServer, type TestServer } from '../support/server.ts';

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

const ORIGIN = 'ci.example.org';

async function startBuild(key: string): Promise<void> {
  await server.report([{ startBuild: { origin: ORIGIN, key, builder: 'b' } }]);
}

async function testsOf(key: string) {
  const query = `query ($key: String!) { buildByKey(origin: "${ORIGIN}", key: $key) { id testSummary { total failed durationSeconds }
    testResults(first: 3) { totalCount nodes { report file step { key } test { name } } } } }`;
  return (await server.graphql(query, { key })).data.buildByKey;
}

const xml = (count: number, ends = '</testsuite>') =>
  `<testsuite name="s">${Array.from({ length: count }, (_, i) => `<testcase name="t${i}" time="0.001"/>`).join('')}${ends}`;

function post(path: string, body: string | AsyncIterable<string>, token: string | null = ADMIN_TOKEN) {
  const headers = token === null ? {} : { authorization: `Bearer ${token}` };
  return fetch(`${server.url}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
    body: body as never,
    duplex: 'half',
  } as RequestInit);
}

test('a file that is posted is kept part by part, and posted again it adds nothing', async () => {
  await startBuild('posted');
  for (let again = 0; again < 2; again += 1) {
    const answer = await post(`/builds/${ORIGIN}/posted/tests?report=unit.xml&step=test`, xml(2_500));
    expect([answer.status, await answer.json()]).toEqual([200, { results: 2_500, problems: [] }]);
    expect(await testsOf('posted')).toMatchObject({
      testSummary: { total: 2_500, failed: 0, durationSeconds: 2.5 },
      testResults: {
        totalCount: 2_500,
        nodes: [{ report: 'unit.xml', step: { key: 'test' }, test: { name: 't0' } }, {}, {}],
      },
    });
  }
});

test('a file that ends too early is taken as far as it goes, and whole when it is posted whole', async () => {
  await startBuild('early');
  const answer = await post(`/builds/${ORIGIN}/early/tests`, xml(1_200, ''));
  expect([answer.status, await answer.json()]).toEqual([
    400,
    { results: 1_200, problems: [expect.stringMatching(/line 1/)] },
  ]);
  expect((await post(`/builds/${ORIGIN}/early/tests`, xml(1_300))).status).toBe(200);
  expect((await testsOf('early')).testSummary).toMatchObject({ total: 1_300 });
});

test('whoever breaks off in the middle of a file has kept what was whole, and may send it again', async () => {
  await startBuild('broken-off');
  const path = `${server.url}/builds/${ORIGIN}/broken-off/tests`;
  const sending = request(path, { method: 'POST', headers: { authorization: `Bearer ${ADMIN_TOKEN}` } });
  sending.on('error', () => {});
  sending.write(xml(1_500, ''));
  const total = async () => (await testsOf('broken-off')).testSummary?.total ?? 0;
  while ((await total()) < 1_000);
  sending.destroy();
  expect((await post(`/builds/${ORIGIN}/broken-off/tests`, xml(1_500))).status).toBe(200);
  expect(await total()).toBe(1_500);
});

test('another file under the same name is refused with words on what to do', async () => {
  await startBuild('other');
  await post(`/builds/${ORIGIN}/other/tests`, xml(3));
  const other = await post(`/builds/${ORIGIN}/other/tests`, '<testsuite><testcase name="else"/></testsuite>');
  expect([other.status, await other.json()]).toEqual([
    400,
    { results: 0, problems: [expect.stringMatching(/CONFLICT: Result 0 .* another test.*name of its own/)] },
  ]);
  expect((await testsOf('other')).testSummary).toMatchObject({ total: 3 });
});

test('nobody posts results without a token, and what is no JUnit XML is refused', async () => {
  await startBuild('refused');
  expect((await post(`/builds/${ORIGIN}/refused/tests`, xml(3), null)).status).toBe(401);
  for (const body of ['', '{}', '<!DOCTYPE x [<!ENTITY y "z">]><testsuite/>']) {
    const answer = await post(`/builds/${ORIGIN}/refused/tests`, body);
    expect([answer.status, await answer.json()]).toEqual([400, { results: 0, problems: [expect.any(String)] }]);
  }
  expect((await post(`/builds/${ORIGIN}/refused/tests?report=a&report=b`, xml(1))).status).toBe(400);
  expect((await post(`/builds/${ORIGIN}/refused/tests?report=${'n'.repeat(600)}`, xml(1))).status).toBe(400);
  expect((await testsOf('refused')).testSummary).toBeNull();
});

test('a body that is larger than what is held in memory is taken, since it is not held', async () => {
  await startBuild('large');
  const one = `<testcase name="t"><failure message="m">${'x'.repeat(1_000_000)}</failure></testcase>`;
  async function* body() {
    yield '<testsuite name="s">';
    for (let i = 0; i < 20; i += 1) yield one;
    yield '</testsuite>';
  }
  const answer = await post(`/builds/${ORIGIN}/large/tests`, body());
  expect([answer.status, await answer.json()]).toEqual([200, { results: 20, problems: [] }]);
  expect((await testsOf('large')).testSummary).toMatchObject({ total: 20, failed: 20 });
});

test('the command uploads files, names what is wrong with one, and goes on with the next', async () => {
  await startBuild('cli');
  writeFileSync(join(sandbox.directory, 'a.xml'), xml(1_001));
  writeFileSync(join(sandbox.directory, 'b.xml'), '<html/>');
  writeFileSync(join(sandbox.directory, 'c.xml'), xml(2));
  const args = ['tests', 'upload', 'a.xml', 'b.xml', 'gone.xml', 'c.xml'];
  // Once the build is named, and once it is the one that the command runs in.
  for (const [named, environment] of [
    [['--origin', ORIGIN, '--build', 'cli'], {}],
    [[], { LAVALAMP_ORIGIN: ORIGIN, LAVALAMP_BUILD: 'cli' }],
  ] as const) {
    const env = { LAVALAMP_TOKEN: ADMIN_TOKEN, ...environment };
    const { code, stdout, stderr } = await sandbox.run([...args, ...named], env);
    expect(stdout.toString()).toBe(
      'a.xml: 1001 results.\nb.xml: 0 results.\ngone.xml: 0 results.\nc.xml: 2 results.\n',
    );
    expect(stderr).toMatch(/b\.xml: It is no JUnit XML.*\n.*gone\.xml: ENOENT/);
    expect(code).toBe(1);
    expect((await testsOf('cli')).testResults).toMatchObject({
      totalCount: 1_003,
      nodes: [{ report: 'a.xml' }, {}, {}],
    });
  }
  const { id } = await testsOf('cli');
  const byId = sandbox.start(['tests', 'upload', '-', '--build', id], { LAVALAMP_TOKEN: ADMIN_TOKEN });
  byId.process.stdin?.end(xml(1));
  expect(await byId.ended).toMatchObject({ code: 0 });
  expect((await testsOf('cli')).testResults.totalCount).toBe(1_004);
});
