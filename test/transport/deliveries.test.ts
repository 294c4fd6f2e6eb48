// What subscriptions deliver over a WebSocket: written once for all who share them, and sent past the protocol's library.

import { afterAll, beforeAll, expect, test } from 'vitest';
import { ADMIN_TOKEN, startServer, type TestServer } from '../support/server.ts';
import { connect } from './support/socket.ts';

let server: TestServer;
beforeAll(async () => {
  // Clients that do not read answer no pings either: they are not to be cut for that here.
  const patience = { LAVALAMP_PRESENCE_SECONDS: '600' };
  server = await startServer({ LAVALAMP_HEARTBEAT_SECONDS: '0.1', LAVALAMP_QUEUE_EVENTS: '50', ...patience });
});
afterAll(() => server.stop());

const report = (key: string) =>
  server.graphql('mutation ($i: StartBuildInput!) { startBuild(input: $i) { build { id } userErrors { message } } }', {
    i: { origin: 'o', key, builder: 'b' },
  });

test('results of any size and in any script arrive as they are', async () => {
  const socket = await connect(server.url, ADMIN_TOKEN);
  const { data } = await server.graphql('{ eventCursor }');
  const build = { origin: 'o', key: 'sizes' };
  await report('sizes');
  // A frame says its size in one byte, in two, or in eight: around each of the borders. A long alias makes a long result.
  const rest = '{"id":"1","type":"next","payload":{"data":{"events":{"":"BuildUpdated"}}}}'.length;
  const sizes = [124, 125, 126, 127, 65_534, 65_535, 65_536, 65_537];
  for (const [i, size] of sizes.entries()) {
    const alias = 'a'.repeat(size - rest);
    const query = `subscription ($after: EventCursor) { events(after: $after) { ... on BuildUpdated { ${alias}: __typename } } }`;
    socket.ask(String(i), query, { after: data.eventCursor });
    await server.report([{ updateBuild: { build, stateString: String(size) } }]);
    let { events } = (await socket.next()).payload.data;
    while (events[alias] === undefined) ({ events } = (await socket.next()).payload.data);
    expect(events).toEqual({ [alias]: 'BuildUpdated' });
    socket.send({ type: 'complete', id: String(i) });
  }
  const other = await connect(server.url, ADMIN_TOKEN);
  other.ask('2', 'subscription { events { ... on BuildUpdated { stateString } } }');
  expect((await other.next()).payload.data.events).toEqual({});
  for (const stateString of ['ü', '🌋'.repeat(100), 'ascii', 'п'.repeat(200)]) {
    await server.report([{ updateBuild: { build, stateString } }]);
    let { events } = (await other.next()).payload.data;
    while (events.stateString === undefined) ({ events } = (await other.next()).payload.data);
    expect(events).toEqual({ stateString });
  }
  socket.socket.close();
  other.socket.close();
});

test('a slow subscriber of a build gets its newest state, and not all those in between', async () => {
  const socket = await connect(server.url, ADMIN_TOKEN);
  const build = { origin: 'o', key: 'slow' };
  const value = 'x'.repeat(90_000);
  const { data } = await report('slow');
  await server.report([{ setProperties: { build, properties: [{ name: 'large', value }] } }]);
  socket.ask('slow', 'subscription ($id: ID!) { build(id: $id) { state stateString properties { value } } }', {
    id: data.startBuild.build.id,
  });
  expect((await socket.next()).payload.data.build).toMatchObject({ state: 'RUNNING' });
  socket.socket.pause();
  const updates = 120;
  for (let i = 0; i < updates; i += 1) await server.report([{ updateBuild: { build, stateString: `at ${i}` } }]);
  await server.report([{ finishBuild: { build, result: 'SUCCESS' } }]);
  socket.socket.resume();
  let received = 0;
  for (let last = ''; last !== 'FINISHED'; received += 1) last = (await socket.next()).payload.data.build.state;
  expect(received).toBeLessThan(updates);
  expect((await socket.next()).type).toBe('complete');
  socket.socket.close();
});

test('one who reads slowly while it catches up is not told LAGGED for what came meanwhile: that is in the log', async () => {
  const { data } = await server.graphql('{ eventCursor }');
  const build = { origin: 'o', key: 'catching up' };
  const value = 'x'.repeat(200_000);
  await report('catching up');
  await server.report([{ setProperties: { build, properties: [{ name: 'large', value }] } }]);
  // All of it is read at once, and more than the connection's buffers hold.
  const count = 90;
  const update = (from: number, to: number) =>
    server.report(
      Array.from({ length: to - from }, (_, i) => ({ updateBuild: { build, stateString: String(from + i) } })),
    );
  await update(0, count);
  const socket = await connect(server.url, ADMIN_TOKEN);
  const query = `subscription ($after: EventCursor) { events(after: $after, filter: { types: [BUILD_UPDATED] }) {
    ... on BuildUpdated { stateString build { properties { value } } } } }`;
  socket.ask('1', query, { after: data.eventCursor });
  const received: string[] = [];
  const receive = async () => {
    const { stateString } = (await socket.next()).payload.data.events;
    if (stateString !== undefined && stateString !== '') received.push(stateString);
  };
  while (received.length === 0) await receive();
  socket.socket.pause();
  await update(count, 2 * count);
  socket.socket.resume();
  while (received.length < 2 * count) await receive();
  expect(received).toEqual(Array.from({ length: 2 * count }, (_, i) => String(i)));
  socket.socket.close();
});
