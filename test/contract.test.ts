// The contract's documents, run unchanged, one after the other as their users would.

import { afterAll, beforeAll, expect, test } from 'vitest';
import { contractOperation } from './support/contract.ts';
import { type GraphqlAnswer, startServer, type TestServer } from './support/server.ts';
import { watch } from './support/watch.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startServer({ LAVALAMP_HEARTBEAT_SECONDS: '0.2' });
});
afterAll(() => server.stop());

async function run(file: string, operation: string, variables: object): Promise<GraphqlAnswer['data']> {
  const answer = await server.graphql(contractOperation(file, operation), variables);
  expect(answer.errors).toBeUndefined();
  return answer.data;
}

const BUILD = { key: 'run-71', origin: 'ci.example.org' };
const START = {
  ...BUILD,
  builder: 'linux-gcc',
  worker: 'w1',
  reason: 'push',
  sourceStamps: [{ repository: 'https://git.example.org/demo.git', branch: 'main', revision: 'a1b2c3d' }],
  properties: [{ name: 'arch', value: 'amd64', source: 'Builder' }],
};

test('a build is reported as it happens, and every page shows it', async () => {
  const before = await run('overview', 'Overview', { first: 10 });
  const live = watch(server.url, contractOperation('watch', 'Watch'), { after: before.eventCursor });

  const { startBuild } = await run('report', 'StartBuild', { input: START });
  expect(startBuild).toEqual({ build: { id: expect.any(String), number: 1, state: 'RUNNING' }, userErrors: [] });
  const page = watch(server.url, contractOperation('build-live', 'BuildLive'), { id: startBuild.build.id });
  expect((await page.next()).build).toMatchObject({ state: 'RUNNING', steps: { nodes: [] } });

  const { startStep } = await run('report', 'StartStep', { input: { build: BUILD, key: 'compile', name: 'compile' } });
  expect(startStep.step).toMatchObject({ number: 1, state: 'RUNNING' });
  const step = { id: startStep.step.id };
  const { appendLog } = await run('report', 'AppendLog', {
    input: { step, name: 'stdio', firstLine: 0, text: 'cc -c main.c\n' },
  });
  expect(appendLog).toMatchObject({ log: { lineCount: 1 }, userErrors: [] });
  const follower = watch(server.url, contractOperation('log', 'FollowLog'), { id: appendLog.log.id });
  expect((await follower.next()).logLines).toMatchObject({
    complete: false,
    lines: [{ number: 0, stream: 'STDOUT', text: 'cc -c main.c' }],
  });
  await run('report', 'FinishStep', { input: { step, result: 'FAILURE', stateString: 'compile failed' } });
  expect((await follower.next()).logLines).toMatchObject({ complete: true, lines: [] });
  expect(await follower.next()).toBeUndefined();
  const { finishBuild } = await run('report', 'FinishBuild', {
    input: { build: BUILD, result: 'FAILURE', stateString: 'failed compile' },
  });
  expect(finishBuild.build).toMatchObject({
    state: 'FINISHED',
    result: 'FAILURE',
    durationSeconds: expect.any(Number),
  });

  let last = await page.next();
  for (let next = await page.next(); next !== undefined; next = await page.next()) last = next;
  expect(last.build).toMatchObject({ state: 'FINISHED', steps: { nodes: [{ state: 'FINISHED', result: 'FAILURE' }] } });

  // A heartbeat can come at any time.
  const types: string[] = [];
  while (types.at(-1) !== 'BuildFinished') {
    const { __typename: type } = (await live.next()).events;
    if (type !== 'Heartbeat') types.push(type);
  }
  expect(types.filter((type) => /^(Build|Step)(Started|Finished)/.test(type))).toEqual([
    'BuildStarted',
    'StepStarted',
    'StepFinished',
    'BuildFinished',
  ]);

  const caughtUp = await run('catch-up', 'CatchUp', { after: before.eventCursor, first: 100 });
  expect(caughtUp.events.nodes.map((event: { __typename: string }) => event.__typename)).toEqual(types);

  const overview = await run('overview', 'Overview', { first: 10 });
  expect(overview.builds).toMatchObject({
    totalCount: 1,
    nodes: [
      {
        result: 'FAILURE',
        worker: { name: 'w1' },
        sourceStamps: [{ branch: 'main' }],
        steps: { nodes: [{ name: 'compile' }] },
      },
    ],
  });
  const { build } = await run('build-page', 'BuildPage', { id: startBuild.build.id });
  expect(build).toMatchObject({
    reason: 'push',
    origin: { name: 'ci.example.org', kind: 'CUSTOM' },
    properties: [{ name: 'arch', value: 'amd64', source: 'Builder' }],
    steps: { nodes: [{ logs: [{ name: 'stdio', type: 'STDIO', complete: true, lineCount: 1 }] }] },
    previousBuild: null,
  });
  const { log } = await run('log', 'ReadLog', { id: appendLog.log.id, last: 10 });
  expect(log).toMatchObject({
    byteCount: 13,
    lines: { nodes: [{ text: 'cc -c main.c' }], pageInfo: { hasNextPage: false } },
  });

  await live.stop();
  await page.stop();
  await follower.stop();
});

test('an agent that was offline catches up, and a report that is wrong is refused by itself', async () => {
  const build = { origin: 'ci.example.org', key: 'offline-1' };
  const { report } = await run('report-batch', 'ReportBatch', {
    reports: [
      { startBuild: { ...START, ...build } },
      { startStep: { build, key: 's', name: '' } },
      { finishBuild: { build, result: 'SUCCESS' } },
    ],
  });
  expect(report).toEqual({
    acceptedCount: 2,
    userErrors: [{ code: 'INVALID', message: 'Must not be empty.', path: ['reports', '1', 'startStep', 'name'] }],
    eventCursor: expect.any(String),
  });
  const { events } = await run('catch-up', 'CatchUp', { after: report.eventCursor, first: 10 });
  expect(events.nodes).toEqual([]);
  expect(events.pageInfo.endCursor).toBe(report.eventCursor);
});

test('the console shows what was built of a revision, and where the log was then', async () => {
  const { console, eventCursor } = await run('console', 'Console', { filter: { branch: 'main' }, first: 10 });
  expect(eventCursor).toEqual(expect.any(String));
  expect(console).toMatchObject({
    builders: [{ name: 'linux-gcc' }],
    pageInfo: { hasNextPage: false, endCursor: expect.any(String) },
    nodes: [
      {
        sourceStamp: { branch: 'main', revision: 'a1b2c3d', changes: { nodes: [] } },
        cells: [
          { builder: console.builders[0] && { id: console.builders[0].id }, buildCount: 2, latestBuild: { number: 2 } },
        ],
      },
    ],
  });
});

test('a build that failed tells who broke it', async () => {
  const source = { repository: 'https://git.example.org/demo.git', branch: 'main' };
  const built = (key: string, revision: string, result: string) => [
    { startBuild: { ...START, key, builder: 'regressions', sourceStamps: [{ ...source, revision }] } },
    { finishBuild: { build: { origin: BUILD.origin, key }, result } },
  ];
  const committed = (revision: string, day: number) => ({
    addChange: {
      origin: BUILD.origin,
      key: revision,
      author: revision,
      message: revision,
      revision,
      ...source,
      committedAt: `2026-03-0${day}T00:00:00Z`,
    },
  });
  await server.report([
    ...[committed('fine', 1), committed('unbuilt', 2), committed('broken', 3)],
    ...[...built('passes', 'fine', 'SUCCESS'), ...built('fails', 'broken', 'FAILURE')],
  ]);
  const { data } = await server.graphql('{ buildByKey(origin: "ci.example.org", key: "fails") { id } }');
  expect(await run('regression', 'Regression', { id: data.buildByKey.id })).toMatchObject({
    build: {
      result: 'FAILURE',
      regression: {
        lastGoodBuild: { number: 1 },
        firstBadBuild: { number: 2, sourceStamps: [{ revision: 'broken' }] },
        failingSteps: [],
        suspects: { totalCount: 2, nodes: [{ author: 'broken' }, { author: 'unbuilt' }] },
      },
    },
  });
});

test('the health of a builder is told over all its builds, and day by day', async () => {
  const build = (key: string, result: string, day: number) => {
    const times = { startedAt: `2026-05-0${day}T08:00:00Z` };
    return [
      { startBuild: { ...START, key, builder: 'health', ...times } },
      { finishBuild: { build: { origin: BUILD.origin, key }, result, completedAt: `2026-05-0${day}T08:01:30.5Z` } },
    ];
  };
  await server.report([...build('h1', 'SUCCESS', 1), ...build('h2', 'FAILURE', 3), ...build('h3', 'RETRY', 3)]);
  const { builds } = await run('health', 'Health', { filter: { builders: ['health'] }, interval: 'DAY' });
  expect(builds).toMatchObject({
    totalCount: 3,
    statistics: { finishedCount: 3, successRate: 0.5, queueSeconds: null },
  });
  expect(builds.statistics.byResult).toContainEqual({ result: 'RETRY', count: 1 });
  expect(builds.statistics.durationSeconds).toEqual({
    mean: 90.5,
    p50: 90.5,
    p90: 90.5,
    p95: 90.5,
    p99: 90.5,
    max: 90.5,
  });
  const days = builds.statistics.series.map(({ count, successRate }: Record<string, unknown>) => ({
    count,
    successRate,
  }));
  expect(days).toEqual([
    { count: 1, successRate: 1 },
    { count: 0, successRate: null },
    { count: 2, successRate: 0 },
  ]);
  expect(builds.statistics.byBuilder).toMatchObject([{ builder: { name: 'health' }, count: 3 }]);
});

test('the tests of a build tell what is broken, and one of them its history', async () => {
  const of = (key: string) => ({ origin: BUILD.origin, key });
  const results = (outcome: string) => [
    { suite: 'unit', className: 'Sums', name: 'adds', outcome, durationSeconds: 0.25, message: 'boom', output: 'at 7' },
    { suite: 'unit', className: 'Sums', name: 'subtracts', outcome: 'PASSED', durationSeconds: 1 },
  ];
  const { acceptedCount } = await server.report(
    ['PASSED', 'FAILED'].flatMap((outcome, i) => [
      { startBuild: { ...START, key: `tests-${i}`, builder: 'tests' } },
      { reportTestResults: { build: of(`tests-${i}`), report: 'unit.xml', results: results(outcome) } },
    ]),
  );
  expect(acceptedCount).toBe(4);
  const { data } = await server.graphql('{ buildByKey(origin: "ci.example.org", key: "tests-1") { id } }');
  const { build } = await run('tests', 'BuildTests', { id: data.buildByKey.id, first: 10 });
  expect(build).toEqual({
    testSummary: { total: 2, passed: 1, failed: 1, errored: 0, skipped: 0, durationSeconds: 1.25 },
    testResults: {
      nodes: [
        {
          outcome: 'FAILED',
          durationSeconds: 0.25,
          message: 'boom',
          output: 'at 7',
          test: { id: expect.any(String), suite: 'unit', className: 'Sums', name: 'adds' },
        },
      ],
      pageInfo: { hasNextPage: false, endCursor: expect.any(String) },
    },
  });
  const variables = { id: build.testResults.nodes[0].test.id, filter: { branch: 'main' }, first: 10 };
  expect((await run('tests', 'TestHistory', variables)).test).toEqual({
    name: 'adds',
    flakiness: { runCount: 2, failureRate: 0.5, flipRate: 1, flakyRevisionCount: 1 },
    results: {
      nodes: [
        {
          outcome: 'FAILED',
          durationSeconds: 0.25,
          build: { id: data.buildByKey.id, number: 2, startedAt: expect.any(String) },
        },
        {
          outcome: 'PASSED',
          durationSeconds: 0.25,
          build: { id: expect.any(String), number: 1, startedAt: expect.any(String) },
        },
      ],
    },
  });
});
