// A time that was not told is guessed, and a guess is no fact: it gives way to what is told later, and never stands against it.

import { afterAll, beforeAll, expect, test } from 'vitest';
import { startServer, type TestServer } from '../support/server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.stop());

const EARLY = '2026-03-01T11:00:00.000Z';
const T = '2026-03-01T12:00:00.000Z';
const U = '2026-03-01T13:00:00.000Z';

const report = async (...reports: object[]) => (await server.report(reports)).userErrors;
let run = 0;
/** What names a build of its own for each test. */
function newBuild() {
  run += 1;
  return { origin: 'o', key: `build-${run}` };
}

const BUILD = `query ($key: String!) { buildByKey(origin: "o", key: $key) { startedAt completedAt durationSeconds
  buildRequest { submittedAt claimedAt } steps { nodes { startedAt completedAt } } } }`;

async function read({ key }: { key: string }) {
  return (await server.graphql(BUILD, { key })).data.buildByKey;
}

test('the start and the end of a build, told after they were guessed, stand from then on', async () => {
  const build = newBuild();
  const start = { ...build, builder: 'b' };
  expect(await report({ startBuild: start }, { finishBuild: { build, result: 'SUCCESS' } })).toEqual([]);
  const told = [
    { startBuild: { ...start, startedAt: T } },
    { finishBuild: { build, result: 'SUCCESS', completedAt: U } },
  ];
  expect(await report(...told)).toEqual([]);
  expect(await read(build)).toMatchObject({ startedAt: T, completedAt: U, durationSeconds: 3_600 });
  // Neither the same again, nor one without a time, changes anything.
  expect(await report(...told, { startBuild: start }, { finishBuild: { build, result: 'SUCCESS' } })).toEqual([]);
  expect(await read(build)).toMatchObject({ startedAt: T, completedAt: U });
  expect(
    await report(
      { startBuild: { ...start, startedAt: EARLY } },
      { finishBuild: { build, result: 'SUCCESS', completedAt: EARLY } },
    ),
  ).toMatchObject([
    { code: 'CONFLICT', path: ['reports', '0', 'startBuild', 'startedAt'] },
    { code: 'CONFLICT', path: ['reports', '1', 'finishBuild', 'completedAt'] },
  ]);
});

test('those who watch are told of the true time', async () => {
  const build = newBuild();
  await report({ startBuild: { ...build, builder: 'b' } });
  const { data } = await server.graphql('{ eventCursor }');
  await report({ startBuild: { ...build, builder: 'b', startedAt: T } });
  const query = `query ($after: EventCursor!) { events(after: $after) { nodes { ... on BuildUpdated { build { startedAt } } } } }`;
  const answer = await server.graphql(query, { after: data.eventCursor });
  expect(answer.data.events.nodes).toEqual([{ build: { startedAt: T } }]);
});

test('a guessed end or start never makes a build or step end before it starts', async () => {
  const build = newBuild();
  const step = { build, key: 's' };
  const later = new Date(Date.now() + 3_600_000).toISOString();
  await report(
    { startBuild: { ...build, builder: 'b', startedAt: later } },
    { finishStep: { step, result: 'SUCCESS', completedAt: T } },
    { startStep: { ...step, name: 's' } },
    { finishBuild: { build, result: 'SUCCESS' } },
  );
  expect(await read(build)).toMatchObject({
    startedAt: later,
    completedAt: later,
    steps: { nodes: [{ startedAt: T, completedAt: T }] },
  });
});

test('the times of a step are settled in the same way, and one that starts after its log has begun has a start', async () => {
  const build = newBuild();
  const step = { build, key: 's' };
  const start = { ...step, name: 's' };
  expect(
    await report(
      { startBuild: { ...build, builder: 'b' } },
      { appendLog: { step, name: 'stdio', firstLine: 0, text: 'early\n' } },
      { startStep: start },
    ),
  ).toEqual([]);
  expect((await read(build)).steps.nodes).toEqual([{ startedAt: expect.any(String), completedAt: null }]);
  expect(
    await report(
      { finishStep: { step, result: 'SUCCESS' } },
      { startStep: { ...start, startedAt: T } },
      { finishStep: { step, result: 'SUCCESS', completedAt: U } },
      { startStep: start },
    ),
  ).toEqual([]);
  expect((await read(build)).steps.nodes).toEqual([{ startedAt: T, completedAt: U }]);
  expect(await report({ startStep: { ...start, startedAt: EARLY } })).toMatchObject([{ code: 'CONFLICT' }]);
});

test('the times of changes and requests are settled in the same way, and the builds of a request follow', async () => {
  const build = newBuild();
  const change = { origin: 'o', key: `change-${run}`, author: 'a', message: 'm', revision: 'r' };
  const request = { origin: 'o', key: `request-${run}`, builder: 'b' };
  expect(
    await report(
      { addChange: change },
      { requestBuild: request },
      { startBuild: { ...build, builder: 'b', buildRequest: { origin: 'o', key: request.key } } },
      { addChange: { ...change, committedAt: T } },
      { requestBuild: { ...request, submittedAt: EARLY } },
      { startBuild: { ...build, builder: 'b', startedAt: T } },
      { addChange: change },
      { requestBuild: request },
    ),
  ).toEqual([]);
  expect((await read(build)).buildRequest).toEqual({ submittedAt: EARLY, claimedAt: T });
  const { data } = await server.graphql('{ changes(first: 1) { nodes { committedAt } } }');
  expect(data.changes.nodes).toEqual([{ committedAt: T }]);
  expect(
    await report({ addChange: { ...change, committedAt: U } }, { requestBuild: { ...request, submittedAt: U } }),
  ).toMatchObject([{ code: 'CONFLICT' }, { code: 'CONFLICT' }]);
});

test('an end before the start stays as it was told, and so does the start', async () => {
  const build = newBuild();
  const buildRequest = { origin: 'o', key: `request-${run}` };
  expect(
    await report(
      { requestBuild: { ...buildRequest, builder: 'b', submittedAt: U } },
      { finishBuildRequest: { buildRequest, result: 'CANCELLED', completedAt: T } },
      { startBuild: { ...build, builder: 'b', startedAt: U } },
      { finishBuild: { build, result: 'SUCCESS', completedAt: T } },
    ),
  ).toEqual([]);
  expect(await read(build)).toMatchObject({ startedAt: U, completedAt: T, durationSeconds: 0 });
});

test.each([
  ['FinishBuildInput', 'completedAt'],
  ['FinishStepInput', 'completedAt'],
  ['FinishBuildRequestInput', 'completedAt'],
  ['StartBuildInput', 'startedAt'],
  ['StartStepInput', 'startedAt'],
])('the schema says at %s what comes of an end before the start', async (input, field) => {
  const { data } = await server.graphql(
    'query ($name: String!) { __type(name: $name) { inputFields { name description } } }',
    { name: input },
  );
  const fields: { name: string; description: string }[] = data.__type.inputFields;
  expect(fields.find(({ name }) => name === field)?.description).toMatch(
    /is no error, since clocks\s+differ: both stay/,
  );
});
