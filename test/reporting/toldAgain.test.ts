// What becomes known late is told again: whoever follows the events knows what whoever asks knows.

import { afterAll, beforeAll, expect, test } from 'vitest';
import { startServer, type TestServer } from '../support/server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.stop());

const EVENTS = `query ($after: EventCursor!) { events(after: $after) { nodes { type: __typename
  ... on LogFinished { lineCount }
  ... on OriginUpdated { origin { name kind url } }
  ... on ProjectUpdated { project { name description } }
  ... on MasterUpdated { master { name active lastActiveAt } }
  ... on ChangeAdded { change { category files } }
  ... on BuildRequested { buildRequest { key priority buildset { reason } } }
  ... on BuildFinished { result completedAt }
  ... on BuildRequestFinished { buildRequest { completedAt } } } } }`;

/** Reports one after the other. @returns the events of it. */
async function eventsOf(...reports: readonly object[]) {
  const { data: before } = await server.graphql('{ eventCursor }');
  for (const report of reports) expect((await server.report([report])).userErrors).toEqual([]);
  const { data } = await server.graphql(EVENTS, { after: before.eventCursor });
  return data.events.nodes;
}

test('lines of a log that was told to be complete: each time with how many it has now, and when the gap before them is closed', async () => {
  const build = { origin: 'o', key: 'grows' };
  const step = { build, key: 's' };
  const append = (firstLine: number, text: string) => ({ appendLog: { step, name: 'stdio', firstLine, text } });
  await eventsOf({ startBuild: { ...build, builder: 'b' } }, { startStep: { ...step, name: 's' } }, append(0, 'a\n'));
  const finished = (lineCount: number) => ({ type: 'LogFinished', lineCount });
  expect(await eventsOf({ finishStep: { step, result: 'SUCCESS' } })).toEqual([finished(1), { type: 'StepFinished' }]);
  expect(await eventsOf(append(1, 'b\n'), append(0, 'a\n'), append(3, 'd\n'))).toEqual([finished(2)]);
  expect(await eventsOf(append(2, 'c\n'))).toEqual([finished(4)]);
});

test('that a log which was told to be complete is not, since more lines of it were announced', async () => {
  const build = { origin: 'o', key: 'announced' };
  const step = { build, key: 's' };
  const log = { step, name: 'stdio' };
  const append = (firstLine: number) => ({ appendLog: { ...log, firstLine, text: 'a\n' } });
  await eventsOf({ startBuild: { ...build, builder: 'b' } }, { startStep: { ...step, name: 's' } }, append(0));
  await eventsOf({ finishStep: { step, result: 'SUCCESS' } });
  const finish = { finishLog: { ...log, lineCount: 3 } };
  expect(await eventsOf(finish, finish, append(1))).toEqual([{ type: 'LogStarted' }]);
  expect(await eventsOf(append(2))).toEqual([{ type: 'LogFinished', lineCount: 3 }]);
});

test('a change whose category and files were not told at first', async () => {
  const change = { origin: 'o', key: 'c', author: 'jane', message: 'm', revision: 'r' };
  await eventsOf({ addChange: change });
  const full = { ...change, category: 'trunk', files: ['a.c'] };
  expect(await eventsOf({ addChange: full }, { addChange: full }, { addChange: change })).toEqual([
    { type: 'ChangeAdded', change: { category: 'trunk', files: ['a.c'] } },
  ]);
});

test('the priority of a request, and the reason of a buildset to all requests of it', async () => {
  const request = (key: string, facts: object = {}) => ({
    requestBuild: { origin: 'o', key, builder: 'b', buildset: 'set', ...facts },
  });
  const told = (key: string, priority: number, reason: string | null) => ({
    type: 'BuildRequested',
    buildRequest: { key, priority, buildset: { reason } },
  });
  await eventsOf(request('one'), request('two'));
  expect(await eventsOf(request('two', { priority: 3 }), request('two', { priority: 3 }), request('two'))).toEqual([
    told('two', 3, null),
  ]);
  expect(await eventsOf(request('three', { reason: 'nightly' }), request('one', { reason: 'nightly' }))).toEqual([
    told('one', 0, 'nightly'),
    told('two', 3, 'nightly'),
    told('three', 0, 'nightly'),
  ]);
});

test('the requests of a buildset once each, however many of them prove that it was submitted earlier', async () => {
  const { data: before } = await server.graphql('{ eventCursor }');
  const request = (i: number, more = {}) => ({
    requestBuild: {
      ...{ origin: 'o', key: `late ${i}`, builder: 'b', buildset: 'late' },
      submittedAt: new Date(Date.UTC(2026, 0, 1, 0, 0, 50 - i)).toISOString(),
      ...more,
    },
  });
  const keys = [...Array(20).keys()];
  const half = (from: number) => server.report(keys.slice(from, from + 10).map((i) => request(i)));
  expect([(await half(0)).userErrors, (await half(10)).userErrors]).toEqual([[], []]);
  const told = async () =>
    (await server.graphql(EVENTS, { after: before.eventCursor })).data.events.nodes.map(
      ({ buildRequest }: { buildRequest: { key: string } }) => buildRequest.key,
    );
  expect(await told()).toEqual(keys.map((i) => `late ${i}`));
  const facts = { reason: 'nightly' };
  expect((await server.report([request(3, facts), request(4, { ...facts, priority: 2 })])).userErrors).toEqual([]);
  // In the order of their times: each once more.
  expect((await told()).slice(20).sort()).toEqual(keys.map((i) => `late ${i}`).sort());
});

test('when a request ended, which was not told at first', async () => {
  const buildRequest = { origin: 'o', key: 'ends' };
  const end = { finishBuildRequest: { buildRequest, result: 'CANCELLED' } };
  const at = { finishBuildRequest: { ...end.finishBuildRequest, completedAt: '2026-03-01T12:00:00.000Z' } };
  await eventsOf({ requestBuild: { ...buildRequest, builder: 'b' } });
  expect(await eventsOf(end, at, at, end)).toEqual(
    Array(2).fill({ type: 'BuildRequestFinished', buildRequest: { completedAt: '2026-03-01T12:00:00.000Z' } }),
  );
});

test('that a request which was passed over is built after all', async () => {
  const buildRequest = { origin: 'o', key: 'skipped' };
  const skip = { finishBuildRequest: { buildRequest, result: 'SKIPPED' } };
  const start = { startBuild: { origin: 'o', key: 'after all', builder: 'b', buildRequest } };
  await eventsOf({ requestBuild: { ...buildRequest, builder: 'b' } });
  const types = async (...reports: object[]) =>
    (await eventsOf(...reports)).map(({ type }: { type: string }) => type).sort();
  const state = async () => {
    const query =
      '{ buildRequests(filter: { origins: ["o"] }, first: 100) { nodes { key state result completedAt } } }';
    const { data } = await server.graphql(query);
    return data.buildRequests.nodes.find(({ key }: { key: string }) => key === 'skipped');
  };
  expect(await types(skip)).toEqual(['BuildRequestFinished']);
  expect(await state()).toMatchObject({ state: 'COMPLETE', result: 'SKIPPED' });
  expect(await types(start)).toEqual(['BuildRequested', 'BuildStarted']);
  expect(await types(skip)).toEqual([]);
  expect(await state()).toMatchObject({ state: 'CLAIMED', result: null, completedAt: null });
  const end = { finishBuild: { build: { origin: 'o', key: 'after all' }, result: 'SUCCESS' } };
  expect(await types(end, skip)).toEqual(['BuildFinished', 'BuildRequestFinished']);
  expect(await state()).toMatchObject({ state: 'COMPLETE', result: 'SUCCESS' });
});

test('origins, projects and masters, in whatever report they are named first, once; and whenever something about them changes', async () => {
  const origin = 'named';
  const told = (type: string, thing: object) => ({ type: `${type}Updated`, [type.toLowerCase()]: thing });
  const start = { startBuild: { origin, key: '1', builder: 'b', worker: 'w', master: 'm' } };
  const master = { name: 'm', active: true, lastActiveAt: null };
  const types = ({ type }: { type: string }) => type;
  const started = await eventsOf(start, start);
  expect(started.slice(0, 1)).toEqual([told('Origin', { name: origin, kind: 'CUSTOM', url: null })]);
  expect(started).toContainEqual(told('Master', master));
  const once = ['BuildStarted', 'BuilderUpdated', 'MasterUpdated', 'OriginUpdated', 'WorkerUpdated'];
  expect(started.map(types).sort()).toEqual(once);

  const registered = { registerOrigin: { name: origin, kind: 'BUILDBOT', url: 'https://ci.example.org/' } };
  expect(await eventsOf(registered, registered)).toEqual([
    told('Origin', { name: origin, kind: 'BUILDBOT', url: 'https://ci.example.org/' }),
  ]);
  const project = { registerProject: { origin, name: 'p', description: 'The project' } };
  expect(await eventsOf({ registerBuilder: { origin, name: 'b', project: 'p' } }, project, project)).toEqual([
    // What an event links to is read when it is asked for.
    told('Project', { name: 'p', description: 'The project' }),
    { type: 'BuilderUpdated' },
    told('Project', { name: 'p', description: 'The project' }),
  ]);
  const [at, later] = ['2026-03-01T12:00:00.000Z', '2026-03-01T12:01:00.000Z'];
  const heard = { registerMaster: { origin, name: 'm', at } };
  const gone = { registerMaster: { origin, name: 'm', active: false, at: later } };
  expect(await eventsOf(heard, heard)).toEqual([told('Master', { ...master, lastActiveAt: at })]);
  expect(await eventsOf(gone, gone, heard)).toEqual([
    told('Master', { ...master, active: false, lastActiveAt: later }),
  ]);
});

test('a thing that is registered with all its facts at once is told once', async () => {
  const named = { origin: 'at once', name: 'n' };
  const registered = [
    { registerOrigin: { name: 'at once', kind: 'JENKINS', url: 'https://ci.example.org/' } },
    { registerProject: { ...named, description: 'd' } },
    { registerMaster: { ...named, active: false } },
    { registerWorker: { ...named, info: { host: 'h' } } },
    { registerBuilder: { ...named, tags: ['t'] } },
  ];
  expect((await eventsOf(...registered)).map(({ type }: { type: string }) => type)).toEqual(
    ['Origin', 'Project', 'Master', 'Worker', 'Builder'].map((type) => `${type}Updated`),
  );
});

test('that a build may end again: the latest end stands in any order, also of its request and in the statistics', async () => {
  const day = (minute: number) => `2026-03-01T12:${String(minute).padStart(2, '0')}:00.000Z`;
  const ends = [
    { result: 'FAILURE', completedAt: day(1) },
    { result: 'SUCCESS', completedAt: day(5) },
    { result: 'WARNINGS', completedAt: day(5) },
    { result: 'CANCELLED' },
  ];
  for (const [run, order] of [
    [0, 1, 2, 3],
    [3, 2, 1, 0],
    [1, 3, 0, 2],
    [2, 0, 3, 1],
  ].entries()) {
    const build = { origin: 'o', key: `again-${run}` };
    const builder = `again-${run}`;
    await eventsOf(
      { requestBuild: { ...build, builder, submittedAt: day(0) } },
      { startBuild: { ...build, builder, startedAt: day(0), buildRequest: build } },
    );
    const end = (i: number) => ({ finishBuild: { build, ...ends[i], again: true } });
    await eventsOf(...order.map(end));
    // Told again, none changes anything.
    expect(await eventsOf(...order.map(end))).toEqual([]);
    const { data } = await server.graphql(
      `query ($key: String!, $builder: String!) { buildByKey(origin: "o", key: $key) { result completedAt state
        buildRequest { result completedAt } } builds(filter: { builders: [$builder] }) { statistics { byResult { result count } } } }`,
      { key: build.key, builder },
    );
    const expected = { result: 'WARNINGS', completedAt: day(5) };
    expect(data.buildByKey).toMatchObject({ ...expected, state: 'FINISHED', buildRequest: expected });
    expect(data.builds.statistics.byResult.filter(({ count }: { count: number }) => count > 0)).toEqual([
      { result: 'WARNINGS', count: 1 },
    ]);
  }
  const build = { origin: 'o', key: 'again-0' };
  expect(await eventsOf({ finishBuild: { build, result: 'SUCCESS', completedAt: day(9), again: true } })).toEqual([
    { type: 'BuildFinished', result: 'SUCCESS', completedAt: day(9) },
    { type: 'BuildRequestFinished', buildRequest: { completedAt: day(9) } },
  ]);
  const { userErrors } = await server.report([{ finishBuild: { build, result: 'FAILURE', completedAt: day(10) } }]);
  expect(userErrors).toMatchObject([{ code: 'CONFLICT' }]);
});
