// What waits for slow subscribers is bounded for all of them together, and not only for each.

import { afterAll, beforeAll, expect, test } from 'vitest';
import { Backlog, bytesOf } from '../../src/events/backlog.ts';
import { measuresOf } from '../support/measures.ts';
import { ADMIN_TOKEN, startServer, type TestServer } from '../support/server.ts';
import { connect } from '../transport/support/socket.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startServer({ LAVALAMP_WAITING_MIB: '1', LAVALAMP_PRESENCE_SECONDS: '600' });
});
afterAll(() => server.stop());

test('whoever has the most waiting lets go of it, until it is little enough', () => {
  const backlog = new Backlog(100);
  const lagged: string[] = [];
  const laggard = (name: string) => {
    const one = {
      waitingBytes: 0,
      wait: (bytes: number) => {
        one.waitingBytes += bytes;
        backlog.changed(one, bytes);
      },
      lag: () => {
        lagged.push(name);
        one.wait(-one.waitingBytes);
      },
    };
    return one;
  };
  const [little, much, more] = [laggard('little'), laggard('much'), laggard('more')];
  little.wait(10);
  much.wait(40);
  more.wait(50);
  expect(lagged).toEqual([]);
  little.wait(5);
  expect(lagged).toEqual(['more']);
  little.wait(46);
  expect(lagged).toEqual(['more', 'little']);
  expect(much.waitingBytes).toBe(40);
});

test('a text beyond Latin-1 takes two bytes a character', () => {
  expect(bytesOf('aß')).toBe(2);
  expect(bytesOf('a☃')).toBe(4);
});

test('many subscriptions of one who does not read keep no more than that waiting, and can go on from where they lagged', async () => {
  const build = { origin: 'ci', key: 'k' };
  await server.report([
    { startBuild: { ...build, builder: 'b' } },
    { setProperties: { build, properties: [{ name: 'large', value: 'x'.repeat(100_000) }] } },
  ]);
  const socket = await connect(server.url, ADMIN_TOKEN);
  const { data } = await server.graphql('{ eventCursor }');
  const query = (
    alias: string,
  ) => `subscription ($after: EventCursor) { events(after: $after, filter: { types: [BUILD_UPDATED] }) {
    ... on BuildUpdated { ${alias}: stateString build { properties { value } } } } }`;
  const aliases = ['a', 'b', 'c', 'd', 'e', 'f'];
  for (const alias of aliases) socket.ask(alias, query(alias), { after: data.eventCursor });
  await server.report([{ updateBuild: { build, stateString: 'first' } }]);
  for (const _ of aliases) expect((await socket.next()).type).toBe('next');
  socket.socket.pause();
  for (let i = 0; i < 20; i += 1) await server.report([{ updateBuild: { build, stateString: `at ${i}` } }]);
  expect((await measuresOf(server)).get('lavalamp_waiting_bytes')).toBeLessThanOrEqual(1_048_576);
  socket.socket.resume();
  let lagged = await socket.next();
  while (lagged.type === 'next') lagged = await socket.next();
  expect(lagged.payload[0].extensions).toMatchObject({ code: 'LAGGED', cursor: expect.any(String) });
  socket.socket.close();

  const again = await connect(server.url, ADMIN_TOKEN);
  again.ask('a', query('a'), { after: lagged.payload[0].extensions.cursor });
  let last = '';
  while (last !== 'at 19') last = (await again.next()).payload.data.events.a;
  again.socket.close();
});
