// What is wrong is refused with a code, a sentence and a path; nothing half-written stays behind, and no other report suffers.

import { afterAll, beforeAll, expect, test } from 'vitest';
import { startServer, type TestServer } from '../support/server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.stop());

const report = (...reports: object[]) => server.report(reports);

let run = 0;
/** A build of its own for each test. */
async function started(facts: object = {}) {
  run += 1;
  const build = { origin: 'o', key: `build-${run}` };
  expect((await report({ startBuild: { ...build, builder: `builder-${run}`, ...facts } })).userErrors).toEqual([]);
  return build;
}

const T = '2026-03-01T12:00:00.000Z';
const U = '2026-03-01T13:00:00.000Z';

test.each([
  ['another builder', { builder: 'other' }, ['builder']],
  ['another number', { number: 8 }, ['number']],
  ['another start', { startedAt: U }, ['startedAt']],
  ['another worker', { worker: 'w2' }, ['worker']],
  ['another revision', { sourceStamps: [{ revision: 'b' }] }, ['sourceStamps']],
  ['another parent', { parentBuild: { origin: 'o', key: 'other-parent' } }, ['parentBuild']],
  ['another build that it repeats', { rebuildOf: { origin: 'o', key: 'other-before' } }, ['rebuildOf']],
])('the same build reported with %s is a conflict, and changes nothing', async (_, facts, path) => {
  const own = {
    number: 7,
    worker: 'w1',
    startedAt: T,
    sourceStamps: [{ revision: 'a' }],
    parentBuild: { origin: 'o', key: 'parent' },
    rebuildOf: { origin: 'o', key: 'before' },
  };
  const build = await started(own);
  const before = await server.graphql('{ eventCursor }');
  const { userErrors } = await report({ startBuild: { ...build, builder: `builder-${run}`, ...own, ...facts } });
  expect(userErrors).toEqual([
    { code: 'CONFLICT', message: expect.stringMatching(/before/), path: ['reports', '0', 'startBuild', ...path] },
  ]);
  expect((await server.graphql('{ eventCursor }')).data).toEqual(before.data);
});

test.each(['known', 'not known yet'])(
  'a build of a request that was %s is not told to be of another',
  async (known) => {
    const request = (key: string) => ({ origin: 'o', key: `${key} of ${known}` });
    const builder = `builder of ${known}`;
    const asked = (key: string) => ({ requestBuild: { ...request(key), builder } });
    await report(asked('second'), ...(known === 'known' ? [asked('first')] : []));
    const build = await started({ builder, buildRequest: request('first') });
    const again = (key: string) => ({ startBuild: { ...build, builder, buildRequest: request(key) } });
    const requestOf = async () =>
      (await server.graphql(`{ buildByKey(origin: "o", key: "${build.key}") { buildRequest { key } } }`)).data
        .buildByKey.buildRequest;
    const { userErrors } = await report(again('second'), again('third'), again('first'));
    const conflict = { code: 'CONFLICT', message: 'The build was reported for another request before.' };
    expect(userErrors).toEqual([
      { ...conflict, path: ['reports', '0', 'startBuild', 'buildRequest'] },
      { ...conflict, path: ['reports', '1', 'startBuild', 'buildRequest'] },
    ]);
    expect(await requestOf()).toEqual(known === 'known' ? { key: request('first').key } : null);
    expect((await report(asked('first'), again('first'))).userErrors).toEqual([]);
    expect(await requestOf()).toEqual({ key: request('first').key });
  },
);

test('a finished build does not finish otherwise, and is not reopened by a late start', async () => {
  const build = await started({ startedAt: T });
  await report({ finishBuild: { build, result: 'SUCCESS', completedAt: U } });
  expect((await report({ finishBuild: { build, result: 'SUCCESS', completedAt: U } })).userErrors).toEqual([]);
  expect((await report({ finishBuild: { build, result: 'FAILURE' } })).userErrors).toMatchObject([
    {
      code: 'CONFLICT',
      message: 'It was reported as "SUCCESS" before; received "FAILURE".',
      path: ['reports', '0', 'finishBuild', 'result'],
    },
  ]);
  expect((await report({ startBuild: { ...build, builder: `builder-${run}` } })).userErrors).toEqual([]);
  const { data } = await server.graphql(
    'query ($key: String!) { buildByKey(origin: "o", key: $key) { state result } }',
    { key: build.key },
  );
  expect(data.buildByKey).toEqual({ state: 'FINISHED', result: 'SUCCESS' });
});

test('what is told late of whether a step is hidden undoes nothing, and another end is a conflict', async () => {
  const build = await started();
  const hiddenSteps = async (...reports: object[]) => {
    expect((await report(...reports)).userErrors).toEqual([]);
    const { data } = await server.graphql(
      `{ buildByKey(origin: "o", key: "${build.key}") { steps(first: 9) { nodes { key hidden } } } }`,
    );
    return data.buildByKey.steps.nodes
      .filter(({ hidden }: { hidden: boolean }) => hidden)
      .map(({ key }: { key: string }) => key);
  };
  const start = (key: string, hidden?: boolean) => ({ startStep: { build, key, name: key, hidden } });
  const update = (key: string, hidden?: boolean) => ({ updateStep: { step: { build, key }, hidden } });
  const finish = (key: string, hidden?: boolean) => ({
    finishStep: { step: { build, key }, result: 'SUCCESS', hidden },
  });
  expect(await hiddenSteps(start('a', true), start('a'), update('a'), start('a', false))).toEqual(['a']);
  expect(await hiddenSteps(update('a', false), start('a', true))).toEqual([]);
  expect(await hiddenSteps(finish('a', true), start('a', false), update('a', false), finish('a'))).toEqual(['a']);
  // What nobody has told is told late.
  expect(await hiddenSteps(finish('b'), update('b', true))).toEqual(['a', 'b']);
  expect(await hiddenSteps(finish('c'), start('c', true), start('c', false))).toEqual(['a', 'b', 'c']);
  expect((await report(finish('a', false), finish('a', true))).userErrors).toEqual([
    {
      code: 'CONFLICT',
      message: 'It was reported as true before; received false.',
      path: ['reports', '0', 'finishStep', 'hidden'],
    },
  ]);
});

test('a number that another build of the builder has is a conflict that names it', async () => {
  const build = await started({ number: 3 });
  const { userErrors } = await report({
    startBuild: { origin: 'o', key: 'thief', builder: `builder-${run}`, number: 3 },
  });
  expect(userErrors).toMatchObject([
    { code: 'CONFLICT', message: `Build 3 of this builder is "${build.key}" already.` },
  ]);
});

test('a build that one of those that it led to is said to have triggered is invalid, also by way of a request', async () => {
  run += 1;
  const build = (key: string) => ({ origin: 'o', key: `${key} of circle ${run}` });
  const start = (key: string, facts: object) => ({ startBuild: { ...build(key), builder: 'circle', ...facts } });
  const told = [
    start('third', { parentBuild: build('second') }),
    start('second', { parentBuild: build('first') }),
    { requestBuild: { ...build('asked'), builder: 'circle', parentBuild: build('third') } },
  ];
  expect((await report(...told)).userErrors).toEqual([]);
  const { userErrors } = await report(
    start('first', { parentBuild: build('third') }),
    start('first', { buildRequest: build('asked') }),
    start('second', { parentBuild: build('first') }),
    start('first', {}),
  );
  expect(userErrors).toMatchObject([
    { code: 'INVALID', path: ['reports', '0', 'startBuild', 'parentBuild'] },
    { code: 'INVALID', path: ['reports', '1', 'startBuild', 'buildRequest'] },
  ]);
  expect(userErrors).toHaveLength(2);
  // A build that was tied to the request before it was known by whom it was made is not tied to it.
  const late = start('early', { buildRequest: build('asked late') });
  const asked = { requestBuild: { ...build('asked late'), builder: 'circle', parentBuild: build('early') } };
  expect((await report(late, asked)).userErrors).toEqual([]);
  const { data } = await server.graphql(
    'query ($key: String!) { buildByKey(origin: "o", key: $key) { parentBuild { key } buildRequest { key } } }',
    { key: build('early').key },
  );
  expect(data.buildByKey).toEqual({ parentBuild: null, buildRequest: null });
});

test('when the highest number is taken, a build or step without one is refused for that, and one with a free number is not', async () => {
  const most = 2_147_483_647;
  const build = await started({ number: most });
  const again = (facts: object) => ({ startBuild: { origin: 'o', builder: `builder-${run}`, ...facts } });
  const step = (key: string, number?: number) => ({ startStep: { build, key, name: key, number } });
  const { userErrors } = await report(
    again({ key: `after ${run}` }),
    again({ key: `below ${run}`, number: most - 1 }),
    step('a', most),
    step('b'),
    step('c', 1),
  );
  expect(userErrors).toEqual([
    {
      code: 'INVALID',
      message: expect.stringMatching(/^No number is left/),
      path: ['reports', '0', 'startBuild', 'builder'],
    },
    { code: 'INVALID', message: expect.stringMatching(/^No number is left/), path: ['reports', '3', 'startStep'] },
  ]);
});

test('a number that another step of the build has is a conflict that names it; a number that was guessed gives way', async () => {
  const build = await started();
  const step = (key: string, number?: number) => ({ startStep: { build, key, name: key, number } });
  const finish = (key: string) => ({ finishStep: { step: { build, key }, result: 'SUCCESS' } });
  // Of the third and the second, the ends come first.
  await report(finish('third'), finish('second'));
  await report(step('first', 1));
  const { userErrors } = await report(step('thief', 1), step('first', 1), step('second', 2));
  const path = ['reports', '0', 'startStep', 'number'];
  expect(userErrors).toEqual([{ code: 'CONFLICT', message: 'Step 1 of this build is "first" already.', path }]);
  expect((await report(step('third'), step('fifth', 5), step('sixth'), step('thief', 5))).userErrors).toMatchObject([
    { code: 'CONFLICT', message: 'Step 5 of this build is "fifth" already.' },
  ]);
  const { data } = await server.graphql(
    'query ($key: String!) { buildByKey(origin: "o", key: $key) { steps(first: 9) { nodes { key number } } } }',
    { key: build.key },
  );
  expect(data.buildByKey.steps.nodes).toEqual([
    { key: 'first', number: 1 },
    { key: 'second', number: 2 },
    { key: 'third', number: 3 },
    { key: 'fifth', number: 5 },
    { key: 'sixth', number: 6 },
  ]);
});

test('of the address, the reason and the priority, the first that was told stands, in whatever report', async () => {
  run += 1;
  const builder = `builder-${run}`;
  const request = { origin: 'o', key: `first words ${run}` };
  const build = await started({ builder });
  const asked = (facts: object) => ({ requestBuild: { ...request, builder, ...facts } });
  const update = (number: number) => ({ updateBuild: { build, url: `https://ci.example.org/${number}` } });
  const start = (facts: object) => ({ startBuild: { ...build, builder, ...facts } });
  const { userErrors } = await report(
    update(1),
    update(2),
    start({ url: 'https://ci.example.org/3', reason: 'one' }),
    start({ reason: 'two' }),
    ...[0, 7, 0, 5].map((priority) => asked({ priority })),
    start({ buildRequest: request }),
  );
  expect(userErrors).toEqual([]);
  const { data } = await server.graphql(
    'query ($key: String!) { buildByKey(origin: "o", key: $key) { url reason buildRequest { priority } } }',
    { key: build.key },
  );
  expect(data.buildByKey).toEqual({ url: 'https://ci.example.org/1', reason: 'one', buildRequest: { priority: 7 } });
});

test('what is not of the form of the schema is refused with the whole request, which says where it is', async () => {
  const wrong = { startBuild: { origin: 'o', key: 'never', builder: 'x', startedAt: '2026-13-45T00:00:00Z' } };
  const batch = [{ startBuild: { origin: 'o', key: 'with it', builder: 'x' } }, wrong];
  await expect(report(...batch)).rejects.toThrow(/reports\[1\]\.startBuild\.startedAt.*2026-13-45/);
  const { data } = await server.graphql('{ buildByKey(origin: "o", key: "with it") { id } }');
  expect(data.buildByKey).toBeNull();
});

test.each([
  ['an empty key', { startBuild: { origin: 'o', key: '', builder: 'x' } }, ['startBuild', 'key']],
  [
    'a key that is too long',
    { startBuild: { origin: 'o', key: 'k'.repeat(501), builder: 'x' } },
    ['startBuild', 'key'],
  ],
  ['a NUL character', { startBuild: { origin: 'o', key: 'k\0', builder: 'x' } }, ['startBuild', 'key']],
  ['half of a surrogate pair', { startBuild: { origin: 'o\ud800', key: 'k', builder: 'x' } }, ['startBuild', 'origin']],
  [
    'a number below zero',
    { startBuild: { origin: 'o', key: 'k', builder: 'x', number: -1 } },
    ['startBuild', 'number'],
  ],
  [
    'an address that is a script',
    { startBuild: { origin: 'o', key: 'k', builder: 'x', url: 'javascript:alert(1)' } },
    ['startBuild', 'url'],
  ],
  [
    'a time in another age',
    { startBuild: { origin: 'o', key: 'k', builder: 'x', startedAt: '0001-01-01T00:00:00Z' } },
    ['startBuild', 'startedAt'],
  ],
  [
    'a code base that is named twice',
    { startBuild: { origin: 'o', key: 'k', builder: 'x', sourceStamps: [{}, {}] } },
    ['startBuild', 'sourceStamps', '1', 'codebase'],
  ],
  [
    'a property with a NUL character',
    { setProperties: { build: { origin: 'o', key: 'k' }, properties: [{ name: 'n', value: { a: ['\0'] } }] } },
    ['setProperties', 'properties', '0', 'value'],
  ],
  [
    'a property that is named twice',
    { setProperties: { build: { origin: 'o', key: 'k' }, properties: [{ name: 'n' }, { name: 'm' }, { name: 'n' }] } },
    ['setProperties', 'properties', '2', 'name'],
  ],
  [
    'a list of facts about a worker',
    { registerWorker: { origin: 'o', name: 'w', info: [1] } },
    ['registerWorker', 'info'],
  ],
  [
    'a build that triggered itself',
    { startBuild: { origin: 'o', key: 'self', builder: 'x', parentBuild: { origin: 'o', key: 'self' } } },
    ['startBuild', 'parentBuild'],
  ],
  [
    'a build that repeats itself',
    { startBuild: { origin: 'o', key: 'again', builder: 'x', rebuildOf: { origin: 'o', key: 'again' } } },
    ['startBuild', 'rebuildOf'],
  ],
  [
    'a property of a change that is named twice',
    {
      addChange: {
        origin: 'o',
        key: 'twice',
        author: 'a',
        message: 'm',
        properties: [
          { name: 'p', value: 1 },
          { name: 'p', value: 2 },
        ],
      },
    },
    ['addChange', 'properties', '1', 'name'],
  ],
  [
    'properties of a change that are too large together',
    {
      addChange: {
        origin: 'o',
        key: 'large',
        author: 'a',
        message: 'm',
        properties: ['p', 'q'].map((name) => ({ name, value: 'x'.repeat(600_000) })),
      },
    },
    ['addChange', 'properties'],
  ],
  ['a reference by nothing', { finishBuild: { build: {}, result: 'SUCCESS' } }, ['finishBuild', 'build']],
  [
    'a reference by both',
    { finishBuild: { build: { id: 'build_1', origin: 'o', key: 'k' }, result: 'SUCCESS' } },
    ['finishBuild', 'build'],
  ],
  ['a step by half a reference', { finishStep: { step: { key: 'k' }, result: 'SUCCESS' } }, ['finishStep', 'step']],
  [
    'a line before the first',
    { appendLog: { step: { build: { origin: 'o', key: 'k' }, key: 's' }, name: 'l', firstLine: -1, text: 'x' } },
    ['appendLog', 'firstLine'],
  ],
  [
    'lines beyond the last',
    {
      appendLog: {
        step: { build: { origin: 'o', key: 'k' }, key: 's' },
        name: 'l',
        firstLine: 2_000_000_000,
        text: 'x',
      },
    },
    ['appendLog', 'firstLine'],
  ],
])('%s is invalid, and leaves nothing behind', async (_, wrong, path) => {
  const before = await server.graphql('{ eventCursor builds { totalCount } origins { totalCount } }');
  const { acceptedCount, userErrors } = await report(wrong);
  expect(acceptedCount).toBe(0);
  expect(userErrors).toEqual([{ code: 'INVALID', message: expect.any(String), path: ['reports', '0', ...path] }]);
  expect(await server.graphql('{ eventCursor builds { totalCount } origins { totalCount } }')).toEqual(before);
});

test.each([
  ['a build', { finishBuild: { build: { id: 'build_123' }, result: 'SUCCESS' } }, ['finishBuild', 'build', 'id']],
  [
    'a build, by a step',
    { finishBuild: { build: { id: 'step_123' }, result: 'SUCCESS' } },
    ['finishBuild', 'build', 'id'],
  ],
  ['a step', { finishStep: { step: { id: 'step_123' }, result: 'SUCCESS' } }, ['finishStep', 'step', 'id']],
  [
    'a request',
    { finishBuildRequest: { buildRequest: { origin: 'o', key: 'never' }, result: 'SUCCESS' } },
    ['finishBuildRequest', 'buildRequest', 'key'],
  ],
  [
    'nothing at all',
    { finishBuild: { build: { id: "'; drop table build" }, result: 'SUCCESS' } },
    ['finishBuild', 'build', 'id'],
  ],
])('%s that does not exist is not found', async (_, wrong, path) => {
  expect((await report(wrong)).userErrors).toEqual([
    { code: 'NOT_FOUND', message: expect.any(String), path: ['reports', '0', ...path] },
  ]);
});

test('one wrong report harms none of the others, before or after it', async () => {
  run += 1;
  const build = { origin: 'o', key: `batch-${run}` };
  const { acceptedCount, userErrors } = await report(
    { startBuild: { ...build, builder: 'x' } },
    { startStep: { build, key: '', name: 'wrong' } },
    { startStep: { build, key: 'right', name: 'right' } },
    { startBuild: { ...build, builder: 'y' } },
    { finishBuild: { build, result: 'SUCCESS' } },
  );
  expect(acceptedCount).toBe(3);
  expect(userErrors.map(({ path }) => path[1])).toEqual(['1', '3']);
  const { data } = await server.graphql(
    'query ($key: String!) { buildByKey(origin: "o", key: $key) { state steps { nodes { name } } } }',
    { key: build.key },
  );
  expect(data.buildByKey).toEqual({ state: 'FINISHED', steps: { nodes: [{ name: 'right' }] } });
});

test('steps of a build that is not known yet are kept, and shown once the build is reported', async () => {
  const build = { origin: 'o', key: 'late' };
  const { data } = await server.graphql(
    'mutation ($input: StartStepInput!) { startStep(input: $input) { step { id number state build { id } } userErrors { message } } }',
    { input: { build, key: 's', name: 'compile' } },
  );
  expect(data.startStep).toEqual({
    step: { id: expect.any(String), number: 1, state: 'RUNNING', build: null },
    userErrors: [],
  });
  const finished = await server.graphql(
    'mutation ($input: FinishBuildInput!) { finishBuild(input: $input) { build { id } userErrors { message } } }',
    { input: { build, result: 'SUCCESS' } },
  );
  expect(finished.data.finishBuild).toEqual({ build: null, userErrors: [] });
  const before = await server.graphql('{ eventCursor buildByKey(origin: "o", key: "late") { id } }');
  expect(before.data.buildByKey).toBeNull();

  await report({ startBuild: { ...build, builder: 'late-builder' } });
  const after = await server.graphql(
    'query ($after: EventCursor!) { buildByKey(origin: "o", key: "late") { state result steps { nodes { name } } } events(after: $after) { nodes { __typename } } }',
    { after: before.data.eventCursor },
  );
  expect(after.data.buildByKey).toEqual({
    state: 'FINISHED',
    result: 'SUCCESS',
    steps: { nodes: [{ name: 'compile' }] },
  });
  expect(after.data.events.nodes.map((event: { __typename: string }) => event.__typename)).toEqual([
    'BuilderUpdated',
    'BuildStarted',
    'StepStarted',
    'BuildFinished',
  ]);
});

test('numbers that nobody chose are given in order, also to builds that are reported at once', async () => {
  const reports = Array.from({ length: 40 }, (_, i) => ({
    startBuild: { origin: 'o', key: `numbered-${i}`, builder: 'numbered' },
  }));
  await Promise.all(reports.map((one) => report(one)));
  const { data } = await server.graphql(
    '{ builds(filter: { builders: ["numbered"] }, first: 100) { nodes { number } } }',
  );
  const numbers = data.builds.nodes
    .map(({ number }: { number: number }) => number)
    .sort((a: number, b: number) => a - b);
  expect(numbers).toEqual(Array.from({ length: 40 }, (_, i) => i + 1));
});
