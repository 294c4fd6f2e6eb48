// Where the hand-over from a snapshot to the events cannot be made, and what filters and heartbeats have to do with it. That it is
// exact is shown in snapshotPlusEvents.test.ts.

import { afterAll, beforeAll, expect, test } from 'vitest';
import { startServer, type TestServer } from '../support/server.ts';
import { watch } from '../support/watch.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startServer({ LAVALAMP_HEARTBEAT_SECONDS: '0.3' });
});
afterAll(() => server.stop());

const REPORT = 'mutation ($reports: [Report!]!) { report(reports: $reports) { userErrors { message } } }';
const EVENTS = `subscription ($after: EventCursor, $filter: EventFilter) { events(after: $after, filter: $filter) {
  __typename cursor ... on BuildStarted { build { id } } ... on BuildFinished { result build { id } } } }`;

test('a cursor of another database, or one ahead of the log, or a forged one, is refused, and the socket stays', async () => {
  const forged = Buffer.from('00000000-0000-0000-0000-000000000000 5').toString('base64url');
  const { data } = await server.graphql('{ eventCursor }');
  const ahead = Buffer.from(
    Buffer.from(data.eventCursor, 'base64url').toString().replace(/\d+$/, '999999999'),
  ).toString('base64url');
  for (const [after, code] of [
    [forged, 'CURSOR_EXPIRED'],
    [ahead, 'CURSOR_EXPIRED'],
    ['nonsense', 'BAD_USER_INPUT'],
  ]) {
    const events = watch(server.url, EVENTS, { after });
    await expect(events.next()).rejects.toMatchObject({ errors: [{ extensions: { code } }] });
    await events.stop();
    const answer = await server.graphql('query ($after: EventCursor!) { events(after: $after) { nodes { cursor } } }', {
      after,
    });
    expect(answer.errors?.[0]?.extensions.code).toBe(code);
  }
});

test('a cursor older than what is kept is refused', async () => {
  const { data } = await server.graphql('{ eventCursor }');
  const first = Buffer.from(Buffer.from(data.eventCursor, 'base64url').toString().replace(/\d+$/, '0')).toString(
    'base64url',
  );
  await server.report([{ startBuild: { origin: 'ci', key: 'pruned', builder: 'linux' } }]);
  await server.database.pool.query('update event_log set pruned_through = (select max(seq) from event)');
  await server.database.pool.query('delete from event');
  const events = watch(server.url, EVENTS, { after: first });
  await expect(events.next()).rejects.toMatchObject({ errors: [{ extensions: { code: 'CURSOR_EXPIRED' } }] });
  await events.stop();
});

test('a filter narrows the events, and heartbeats move the cursor past those that it leaves out', async () => {
  const { data } = await server.graphql('{ eventCursor }');
  const filter = { builds: { builders: ['chosen'], results: ['FAILURE'] }, types: ['BUILD_STARTED', 'BUILD_FINISHED'] };
  const events = watch(server.url, EVENTS, {
    after: data.eventCursor,
    filter,
  });
  for (const [key, builder, result] of [
    ['f1', 'chosen', 'FAILURE'],
    ['f2', 'other', 'FAILURE'],
    ['f3', 'chosen', 'SUCCESS'],
  ]) {
    const build = { origin: 'filtered', key };
    await server.graphql(REPORT, {
      reports: [{ startBuild: { ...build, builder } }, { finishBuild: { build, result } }],
    });
  }
  const { data: after } = await server.graphql('{ eventCursor }');
  const types: string[] = [];
  for (let cursor = ''; cursor !== after.eventCursor; ) {
    const { events: event } = await events.next();
    if (event.__typename !== 'Heartbeat') types.push(`${event.__typename} ${event.result}`);
    cursor = event.cursor;
  }
  expect(types).toEqual(['BuildFinished FAILURE']);
  await events.stop();
});

test('a filtered client is told that it is up to date also while others are kept busy', async () => {
  const { data } = await server.graphql('{ eventCursor }');
  const filter = { origins: ['nobody'] };
  const events = watch(
    server.url,
    'subscription ($after: EventCursor, $filter: EventFilter) { events(after: $after, filter: $filter) { __typename cursor } }',
    { after: data.eventCursor, filter },
  );
  let heard = false;
  const first = events.next().then(({ events: event }) => {
    heard = true;
    return event;
  });
  // Reports without a pause: the log is never quiet for as long as a heartbeat takes.
  for (let i = 0; !heard && i < 300; i += 1) {
    await server.graphql(REPORT, { reports: [{ startBuild: { origin: 'busy', key: `b${i}`, builder: 'busy' } }] });
  }
  expect(heard).toBe(true);
  expect((await first).__typename).toBe('Heartbeat');
  await events.stop();
});

test.each<[string, object]>([
  ['types', { types: [] }],
  ['origins', { origins: ['\0'] }],
  ['build', { build: 'worker_1' }],
  ['builds.builders', { builds: { builders: [] } }],
  ['builds.tags', { builds: { tags: ['a', 'b\0'] } }],
  ['builds.branch', { builds: { branch: '\0' } }],
  ['builds.tagsAny', { builds: { tags: [], tagsNone: [], tagsAny: [] } }],
  ['builds.or', { builds: { or: [] } }],
  ['builds.or[0].builders', { builds: { or: [{ builders: [] }, { changeAuthor: '\0' }] } }],
  ['builds.and[1].results', { builds: { and: [{}, { results: [] }] } }],
  ['builds.startedFrom', { builds: { startedFrom: '2026-11-24T09:00Z', startedBefore: '2026-11-24T09:00Z' } }],
  ['types', { types: ['CHANGE_ADDED'], builds: { builders: ['a'] } }],
  ['builds.origins', { origins: ['a', 'b'], builds: { origins: ['c'] } }],
  ['builds.and[0].origins', { origins: ['a'], builds: { and: [{ origins: ['b'] }] } }],
  ['builds.and[1].results', { builds: { and: [{ results: ['FAILURE', 'RETRY'] }, { results: ['SUCCESS'] }] } }],
  ['builds.and[0].builders', { builds: { builders: ['a'], and: [{ builders: ['b'] }] } }],
  [
    'builds.and[0].startedFrom',
    { builds: { startedBefore: '2026-01-01T00:00Z', and: [{ startedFrom: '2026-01-02T00:00Z' }] } },
  ],
  ['builds.states', { builds: { states: ['RUNNING'], results: ['SUCCESS'] } }],
  ['builds.states', { builds: { states: ['RUNNING'], and: [{ results: ['SUCCESS'] }] } }],
  ['builds.states', { types: ['BUILD_FINISHED'], builds: { states: ['RUNNING'] } }],
  ['builds.tags', { builds: { tags: ['a', 'b'], tagsNone: ['b'] } }],
  ['builds.and[0].tagsAny', { builds: { tagsNone: ['a', 'b'], and: [{ tagsAny: ['b'] }] } }],
  [
    'builds.properties',
    {
      builds: {
        properties: [
          { name: 'p', value: 1 },
          { name: 'p', value: 2 },
        ],
      },
    },
  ],
  ['builds.or[0].origins', { origins: ['a'], builds: { or: [{ origins: ['b'] }, { builders: [] }] } }],
])('a filter that nothing can match, by its `%s`, is an error and not silence', async (part, filter) => {
  const events = watch(server.url, EVENTS, { filter });
  const error = {
    message: expect.stringMatching(`^No event can match: .*filter\\.${part.replace(/[[\]]/g, '\\$&')}.`),
    extensions: { code: 'BAD_USER_INPUT' },
  };
  await expect(events.next()).rejects.toMatchObject({ errors: [error] });
  await events.stop();
  const { data } = await server.graphql('{ eventCursor }');
  const query =
    'query ($after: EventCursor!, $filter: EventFilter) { events(after: $after, filter: $filter) { nodes { cursor } } }';
  const { errors } = await server.graphql(query, { after: data.eventCursor, filter });
  expect(errors).toMatchObject([error]);
});
