// Events for those who can only ask: a page that waits for its first event.

import { afterAll, beforeAll, expect, test } from 'vitest';
import { untilMeasured } from '../support/measures.ts';
import { startServer, type TestServer } from '../support/server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startServer({});
});
afterAll(() => server.stop());

const POLL = `query ($after: EventCursor!, $filter: EventFilter, $wait: Int, $first: Int) {
  events(after: $after, filter: $filter, waitSeconds: $wait, first: $first) {
    nodes { cursor ... on BuildStarted { build { key } } } pageInfo { endCursor hasNextPage } } }`;

async function poll(variables: object) {
  const { data, errors } = await server.graphql(POLL, variables);
  return {
    errors,
    keys: data?.events.nodes.map((event: { build: { key: string } }) => event.build.key),
    ...data?.events,
  };
}

const now = async (): Promise<string> => (await server.graphql('{ eventCursor }')).data.eventCursor;
const start = (key: string, builder = 'linux') => server.report([{ startBuild: { origin: 'ci', key, builder } }]);
const STARTED = { types: ['BUILD_STARTED'] };

test('a client that polls and waits is told of everything once, in order, while reports come', async () => {
  let after = await now();
  const keys = Array.from({ length: 30 }, (_, i) => `polled${i}`);
  const reported = (async () => {
    for (const key of keys) await start(key);
  })();
  const told: string[] = [];
  while (told.length < keys.length) {
    const page = await poll({ after, filter: STARTED, wait: 50, first: 3 });
    expect(page.keys.length).toBeGreaterThan(0);
    told.push(...page.keys);
    after = page.pageInfo.endCursor;
  }
  await reported;
  expect(told).toEqual(keys);
});

test('what the filter leaves out does not end the wait, and an empty page moves on past it', async () => {
  const after = await now();
  const filter = { ...STARTED, builds: { builders: ['awaited'] } };
  const [page] = await Promise.all([poll({ after, filter, wait: 1 }), start('other')]);
  expect(page).toMatchObject({ keys: [], pageInfo: { hasNextPage: false } });
  const last = await now();
  const [next] = await Promise.all([poll({ after, filter, wait: 50 }), start('own', 'awaited')]);
  expect(next.keys).toEqual(['own']);
  expect(page.pageInfo.endCursor).toBe(last);
});

test.each([-1, 56])('a wait of %i seconds is refused, with what was expected', async (wait) => {
  const { errors } = await poll({ after: await now(), wait });
  expect(errors?.[0]).toMatchObject({
    message: `\`waitSeconds\` must be from 0 to 55; received ${wait}.`,
    extensions: { code: 'BAD_USER_INPUT' },
  });
});

test('an operation that reads a snapshot cannot wait, and is told what to do', async () => {
  const query =
    'query ($after: EventCursor!) { eventCursor events(after: $after, waitSeconds: 5) { nodes { cursor } } }';
  const { errors } = await server.graphql(query, { after: await now() });
  expect(errors?.[0]?.message).toContain('go on from `endCursor`');
});

test('a server that stops answers those who wait', async () => {
  const own = await startServer({});
  const { data } = await own.graphql('{ eventCursor }');
  const waiting = own.graphql(POLL, { after: data.eventCursor, wait: 50 });
  await untilMeasured(own, 'lavalamp_reads_waiting', 1);
  await own.stop();
  expect((await waiting).data.events.nodes).toEqual([]);
});
