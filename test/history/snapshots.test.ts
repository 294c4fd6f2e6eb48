import { afterAll, beforeAll, expect, test } from 'vitest';
import { startServer, type TestServer } from '../support/server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.stop());

const report = (reports: object[]) =>
  server.graphql('mutation ($r: [Report!]!) { report(reports: $r) { userErrors { message } eventCursor } }', {
    r: reports,
  });

test('an operation that selects eventCursor reads one snapshot, whichever rooms it asks', async () => {
  const build = { origin: 'o', key: 'k' };
  const { data: before } = await server.graphql('{ eventCursor }');
  await report([
    { startBuild: { ...build, builder: 'b' } },
    { appendLog: { step: { build, key: 's' }, name: 'l', firstLine: 0, text: 'x\n' } },
  ]);
  const { data, errors } = await server.graphql(
    `query ($after: EventCursor!) { eventCursor events(after: $after) { nodes { cursor } }
      builds { totalCount nodes { builder { name } steps { nodes { logs { lines(first: 1) { nodes { text } } } } } } } }`,
    { after: before.eventCursor },
  );
  expect(errors).toBeUndefined();
  expect(data.builds.nodes[0].steps.nodes[0].logs[0].lines.nodes).toEqual([{ text: 'x' }]);
  expect(data.events.nodes.at(-1).cursor).toBe(data.eventCursor);
});

test('while builds are reported, what a snapshot shows is always what its cursor says', async () => {
  let reported = 0;
  const writing = (async () => {
    for (let i = 0; i < 40; i += 1) {
      await report([{ startBuild: { origin: 'o', key: `w${i}`, builder: 'watched' } }]);
      reported += 1;
    }
  })();
  const start = (await server.graphql('{ eventCursor builds(filter: { builders: ["watched"] }) { totalCount } }')).data;
  while (reported < 40) {
    const { data } = await server.graphql('{ eventCursor builds(filter: { builders: ["watched"] }) { totalCount } }');
    const { data: log } = await server.graphql(
      'query ($after: EventCursor!) { events(after: $after, first: 1000, filter: { types: [BUILD_STARTED] }) { nodes { cursor } } }',
      { after: start.eventCursor },
    );
    const seen = log.events.nodes.filter(
      ({ cursor }: { cursor: string }) => position(cursor) <= position(data.eventCursor),
    );
    expect(start.builds.totalCount + seen.length).toBe(data.builds.totalCount);
  }
  await writing;
});

/** Cursors are opaque to clients; this test may look inside. */
function position(cursor: string): number {
  return Number(Buffer.from(cursor, 'base64url').toString().split(' ')[1]);
}

test('an operation that fails halfway reads nothing after its snapshot is closed, and gives its connection back', async () => {
  const { data } = await server.graphql('{ eventCursor }');
  const ahead = Buffer.from(`${Buffer.from(data.eventCursor, 'base64url').toString()}000`).toString('base64url');
  const query = `query ($after: EventCursor!) { eventCursor events(after: $after) { nodes { __typename } }
    builds(first: 5) { nodes { builder { origin { builders(first: 5) { nodes { name } } } } } } }`;
  for (let i = 0; i < 15; i += 1) {
    // Each is another document, so that each is interpreted, whose fields go on after one has failed.
    const { errors } = await server.graphql(query.replace('first: 5)', `first: ${i + 1})`), { after: ahead });
    expect(errors?.map(({ extensions }) => extensions.code)).toEqual(['CURSOR_EXPIRED']);
  }
  const answers = await Promise.all(
    Array.from({ length: 20 }, () => server.graphql('{ eventCursor builds { totalCount } }')),
  );
  expect(answers.every(({ errors }) => errors === undefined)).toBe(true);
});

test('an argument that cannot be looked up is the caller’s mistake, also for what shares the snapshot with it', async () => {
  const { errors } = await server.graphql(
    'query ($name: String!) { eventCursor a: workers(filter: { names: [$name] }) { totalCount } b: origins { nodes { builders(first: 1) { nodes { name } } } } }',
    { name: 'a\0' },
  );
  expect(new Set(errors?.map(({ extensions }) => extensions.code))).toEqual(new Set(['BAD_USER_INPUT']));
});
