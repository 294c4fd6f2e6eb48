// Files of results on their way here: over HTTP as curl sends them, and by the command line.

import { writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { connect } from 'node:net';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { placeAt, type Sandbox } from '../cli/support/cli.ts';
import { ADMIN_TOKEN, startServer, type TestServer } from '../support/server.ts';

let server: TestServer;
let sandbox: Sandbox;
beforeAll(async () => {
  const place = placeAt(await startServer());
  ({ server, sandbox } = place);
  return place.leave;
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
    const counts = again === 0 ? { added: 2_500, repeated: 0 } : { added: 0, repeated: 2_500 };
    expect([answer.status, await answer.json()]).toEqual([200, { results: 2_500, ...counts, problems: [] }]);
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
  const answer = await post(`/builds/${ORIGIN}/early/tests?report=a.xml`, xml(1_200, ''));
  expect([answer.status, await answer.json()]).toEqual([
    400,
    { results: 1_200, added: 1_200, repeated: 0, problems: [expect.stringMatching(/line 1/)] },
  ]);
  const whole = await post(`/builds/${ORIGIN}/early/tests?report=a.xml`, xml(1_300));
  expect(await whole.json()).toEqual({ results: 1_300, added: 100, repeated: 1_200, problems: [] });
  expect((await testsOf('early')).testSummary).toMatchObject({ total: 1_300 });
});

test('whoever breaks off in the middle of a file has kept what was whole, and may send it again', async () => {
  await startBuild('broken-off');
  const path = `${server.url}/builds/${ORIGIN}/broken-off/tests?report=a.xml`;
  const sending = request(path, { method: 'POST', headers: { authorization: `Bearer ${ADMIN_TOKEN}` } });
  sending.on('error', () => {});
  sending.write(xml(1_500, ''));
  const total = async () => (await testsOf('broken-off')).testSummary?.total ?? 0;
  while ((await total()) < 1_000);
  sending.destroy();
  expect((await post(`/builds/${ORIGIN}/broken-off/tests?report=a.xml`, xml(1_500))).status).toBe(200);
  expect(await total()).toBe(1_500);
});

test('another file under the same name is refused with words on what to do', async () => {
  await startBuild('other');
  await post(`/builds/${ORIGIN}/other/tests?report=a.xml`, xml(3));
  const other = await post(
    `/builds/${ORIGIN}/other/tests?report=a.xml`,
    '<testsuite><testcase name="else"/></testsuite>',
  );
  expect([other.status, await other.json()]).toEqual([
    400,
    {
      results: 0,
      added: 0,
      repeated: 0,
      problems: [expect.stringMatching(/CONFLICT: Result 0 .* another test.*name of its own/)],
    },
  ]);
  expect((await testsOf('other')).testSummary).toMatchObject({ total: 3 });
});

test('a file without a name is refused, since the next one would be taken for its repetition', async () => {
  await startBuild('nameless');
  for (const query of ['', '?report=', '?step=test']) {
    const answer = await post(`/builds/${ORIGIN}/nameless/tests${query}`, xml(3));
    const problems = [expect.stringMatching(/^`report` is missing: .*\?report=junit\.xml/)];
    expect([answer.status, await answer.json()]).toEqual([400, { results: 0, added: 0, repeated: 0, problems }]);
  }
  for (const report of ['unit.xml', 'again.xml']) {
    const answer = await post(`/builds/${ORIGIN}/nameless/tests?report=${report}`, xml(3));
    expect(await answer.json()).toEqual({ results: 3, added: 3, repeated: 0, problems: [] });
  }
  expect((await testsOf('nameless')).testSummary).toMatchObject({ total: 6 });
});

test('whoever reports results is told how many of them were new', async () => {
  await startBuild('counted');
  const mutation = `mutation ($input: ReportTestResultsInput!) {
    reportTestResults(input: $input) { addedCount userErrors { code } } }`;
  const results = ['a', 'b', 'c'].map((name) => ({ name, outcome: 'PASSED' }));
  const report = async (some: readonly object[]) => {
    const input = { build: { origin: ORIGIN, key: 'counted' }, results: some };
    return (await server.graphql(mutation, { input })).data.reportTestResults;
  };
  expect(await report(results.slice(0, 2))).toEqual({ addedCount: 2, userErrors: [] });
  expect(await report(results)).toEqual({ addedCount: 1, userErrors: [] });
  expect(await report(results)).toEqual({ addedCount: 0, userErrors: [] });
  expect(await report([{ name: 'd', outcome: 'PASSED' }])).toEqual({
    addedCount: 0,
    userErrors: [{ code: 'CONFLICT' }],
  });
});

test('a stranger who sends without end is answered at once, and the connection is closed', async () => {
  await startBuild('stranger');
  for (const token of [null, 'wrong']) {
    const { hostname, port, host } = new URL(server.url);
    const socket = connect(Number(port), hostname);
    socket.on('error', () => {});
    const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()));
    const answered = new Promise<string>((resolve) => socket.once('data', (data) => resolve(data.toString())));
    socket.write(`POST /builds/${ORIGIN}/stranger/tests?report=a.xml HTTP/1.1\r\nhost: ${host}\r\n`);
    if (token !== null) socket.write(`authorization: Bearer ${token}\r\n`);
    socket.write('transfer-encoding: chunked\r\n\r\nb\r\n<testsuite>\r\n');
    expect(await answered).toMatch(/^HTTP\/1\.1 401 .*connection: close/is);
    await closed;
  }
});

test('nobody posts results without a token, and what is no JUnit XML is refused', async () => {
  await startBuild('refused');
  expect((await post(`/builds/${ORIGIN}/refused/tests?report=a.xml`, xml(3), null)).status).toBe(401);
  for (const body of ['', '{}', '<!DOCTYPE x [<!ENTITY y "z">]><testsuite/>']) {
    const answer = await post(`/builds/${ORIGIN}/refused/tests?report=a.xml`, body);
    expect([answer.status, await answer.json()]).toEqual([
      400,
      { results: 0, added: 0, repeated: 0, problems: [expect.any(String)] },
    ]);
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
  const answer = await post(`/builds/${ORIGIN}/large/tests?report=a.xml`, body());
  expect([answer.status, await answer.json()]).toEqual([200, { results: 20, added: 20, repeated: 0, problems: [] }]);
  expect((await testsOf('large')).testSummary).toMatchObject({ total: 20, failed: 20 });
});

test('the command uploads files, names what is wrong with one, and goes on with the next', async () => {
  await startBuild('cli');
  writeFileSync(join(sandbox.directory, 'a.xml'), xml(1_001));
  writeFileSync(join(sandbox.directory, 'b.xml'), '<html/>');
  writeFileSync(join(sandbox.directory, 'c.xml'), xml(2));
  const args = ['tests', 'upload', 'a.xml', 'b.xml', 'gone.xml', 'c.xml'];
  // Once the build is named, and once it is the one that the command runs in.
  for (const [named, environment, there] of [
    [['--origin', ORIGIN, '--build', 'cli'], {}, ''],
    [[], { LAVALAMP_ORIGIN: ORIGIN, LAVALAMP_BUILD: 'cli' }, ', all of which were there already'],
  ] as const) {
    const env = { LAVALAMP_TOKEN: ADMIN_TOKEN, ...environment };
    const { code, stdout, stderr } = await sandbox.run([...args, ...named], env);
    expect(stdout.toString()).toBe(
      `a.xml: 1001 results${there}.\nb.xml: 0 results.\ngone.xml: 0 results.\nc.xml: 2 results${there}.\n`,
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
