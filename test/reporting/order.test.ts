// Reports in any order, once or more often, end in the same history.

import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { loseBuilds } from '../../src/reporting/lostWatch.ts';
import { startServer, type TestServer } from '../support/server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.stop());

const T = (second: number) => `2026-03-01T12:00:${String(second).padStart(2, '0')}.000Z`;

/** Two builds of one request, the first of which lost its worker, and one that the second triggered: told in the natural order. */
function story(origin: string): object[] {
  const sourceStamps = [{ repository: 'r', branch: 'main', revision: 'abc' }];
  const build = (key: string) => ({ origin, key });
  const step = (of: string, key: string) => ({ build: build(of), key });
  return [
    { registerBuilder: { origin, name: 'b', tags: ['x', 'a'], description: 'd', project: 'p' } },
    {
      addChange: {
        origin,
        key: 'c1',
        author: 'jane',
        message: 'm',
        repository: 'r',
        branch: 'main',
        revision: 'abc',
        committedAt: T(0),
        properties: [
          { name: 'ids', value: [1, null], source: 'Change' },
          { name: 'event', value: 'push' },
        ],
      },
    },
    {
      requestBuild: {
        origin,
        key: 'q',
        buildset: 's',
        builder: 'b',
        reason: 'why',
        submittedAt: T(1),
        sourceStamps,
        rebuildOf: build('three'),
      },
    },
    {
      startBuild: { ...build('one'), builder: 'b', number: 4, worker: 'w', startedAt: T(2), buildRequest: build('q') },
    },
    { startStep: { ...step('one', 'k'), build: build('one'), name: 'compile', number: 1, startedAt: T(3) } },
    { finishStep: { step: step('one', 'k'), result: 'RETRY', stateString: 'lost', completedAt: T(4) } },
    { finishBuild: { build: build('one'), result: 'RETRY', stateString: 'lost', completedAt: T(4) } },
    {
      startBuild: {
        ...build('two'),
        builder: 'b',
        number: 5,
        worker: 'w2',
        startedAt: T(5),
        buildRequest: build('q'),
        properties: [{ name: 'n', value: { a: [1, null] } }],
      },
    },
    { startStep: { build: build('two'), key: 'k1', name: 'compile', number: 1, startedAt: T(6), hidden: false } },
    { appendLog: { step: step('two', 'k1'), name: 'stdio', firstLine: 0, text: 'a\nb\n' } },
    { appendLog: { step: step('two', 'k1'), name: 'stdio', firstLine: 2, text: 'c\n', stream: 'STDERR' } },
    { appendLog: { step: step('two', 'k1'), name: 'stdio', firstLine: 3, text: 'd\ne' } },
    { finishLog: { step: step('two', 'k1'), name: 'stdio', lineCount: 5 } },
    { finishStep: { step: step('two', 'k1'), result: 'SUCCESS', stateString: 'ok', completedAt: T(7), hidden: true } },
    { startStep: { build: build('two'), key: 'k2', name: 'test', number: 2, pending: true } },
    { startStep: { build: build('two'), key: 'k2', name: 'test', number: 2, startedAt: T(8), hidden: true } },
    { finishStep: { step: step('two', 'k2'), result: 'WARNINGS', stateString: 'warned', completedAt: T(9) } },
    {
      startBuild: {
        ...build('three'),
        builder: 'c',
        number: 1,
        startedAt: T(9),
        parentBuild: build('two'),
        rebuildOf: build('one'),
        sourceStamps,
      },
    },
    { finishBuild: { build: build('three'), result: 'FAILURE', stateString: 'bad', completedAt: T(10) } },
    { finishBuild: { build: build('two'), result: 'WARNINGS', stateString: 'done', completedAt: T(11) } },
    { connectWorker: { origin, name: 'w', at: T(1) } },
    { loseWorker: { origin, name: 'w', at: T(4) } },
  ];
}

const HISTORY = `query History($origins: [String!]!) {
  builds(filter: { origins: $origins }, first: 9) { nodes { key number state result lost stateString reason startedAt completedAt queueSeconds
    builder { name tags description project { name } } worker { name connected connectionChangedAt } parentBuild { key } rebuildOf { key } rebuilds(first: 9) { nodes { key } }
    buildRequest { key state result claimedAt completedAt buildset { key complete result reason rebuildOf { key } } } properties { name value }
    sourceStamps { repository branch revision changes(first: 9) { nodes { key author } } }
    steps(first: 9) { nodes { key number name state result lost stateString startedAt completedAt hidden logs { name type complete lineCount byteCount lines(first: 9) { nodes { number stream text } } } } } } }
  changes(filter: { origins: $origins }) { nodes { key author message properties { name value source } } } }`;

const report = (reports: readonly object[]) => server.report(reports);

async function historyOf(origin: string) {
  const { data, errors } = await server.graphql(HISTORY, { origins: [origin] });
  expect(errors).toBeUndefined();
  return data;
}

/** Everything of an origin that runs is taken for lost, also steps whose build has ended. */
async function loseAll(origin: string): Promise<number> {
  const { database } = server;
  const { rows } = await database.pool.query(
    'select b.id::text, b.origin_id::text from build b join origin o on o.id = b.origin_id where o.name = $1',
    [origin],
  );
  const ids = rows.map(({ id }) => id);
  const now = new Date().toISOString();
  return loseBuilds(database, now, rows[0]?.origin_id ?? '0', ids, { origin: '2100-01-01T00:00:00.000Z', build: null });
}

test('everything reported again changes nothing, answers the same, and records no event', async () => {
  const first = await report(story('twice'));
  const before = await historyOf('twice');
  const second = await report(story('twice'));
  expect(second).toEqual(first);
  expect(await historyOf('twice')).toEqual(before);
});

test('a step that is lost says so until its end is told, and its build, which has ended, does not', async () => {
  const build = { origin: 'left', key: '1' };
  const step = { build, key: 's' };
  await report([
    { startBuild: { ...build, builder: 'b' } },
    { startStep: { ...step, name: 's' } },
    { finishBuild: { build, result: 'SUCCESS' } },
  ]);
  expect(await loseAll('left')).toBe(1);
  expect((await historyOf('left')).builds.nodes).toMatchObject([
    { result: 'SUCCESS', lost: false, steps: { nodes: [{ state: 'FINISHED', result: 'RETRY', lost: true }] } },
  ]);
  await report([{ finishStep: { step, result: 'SUCCESS' } }]);
  expect((await historyOf('left')).builds.nodes).toMatchObject([
    { steps: { nodes: [{ state: 'FINISHED', result: 'SUCCESS', lost: false }] } },
  ]);
});

let run = 0;

test('a story told in any order, in any cuts, with any of it repeated, and its builds lost meanwhile, ends in the same history', async () => {
  await report(story('in-order'));
  const expected = await historyOf('in-order');
  expect(expected.builds.nodes).toHaveLength(3);
  const told = story('').length;
  const orders = fc.tuple(
    fc.shuffledSubarray([...Array(told).keys()], { minLength: told }),
    fc.array(fc.nat(told - 1), { maxLength: 10 }),
    fc.integer({ min: 1, max: told }),
    fc.boolean(),
  );
  let lost = 0;
  await fc.assert(
    fc.asyncProperty(orders, async ([order, repeated, size, loses]) => {
      run += 1;
      const origin = `shuffled-${run}`;
      const reports = story(origin);
      const sequence = [...order, ...repeated].map((i) => reports[i] ?? {});
      for (let from = 0; from < sequence.length; from += size) {
        const { userErrors } = await report(sequence.slice(from, from + size));
        expect(userErrors).toEqual([]);
        // Between any two reports the builds may be taken for lost: what is told later puts that right.
        if (loses && from + size < sequence.length) lost += await loseAll(origin);
      }
      expect(await historyOf(origin)).toEqual(expected);
    }),
    // On a loaded machine fewer stories are told: each time the test is run they are others.
    { numRuns: 20, interruptAfterTimeLimit: 20_000 },
  );
  expect(lost).toBeGreaterThan(0);
}, 120_000);
