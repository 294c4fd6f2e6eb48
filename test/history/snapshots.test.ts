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
