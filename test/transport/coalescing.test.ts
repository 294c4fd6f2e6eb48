// One who watches a build and reads slowly gets its newest state, and not every state that there was: what waits for it is one.

import { createClient } from 'graphql-ws';
import { afterAll, beforeAll, expect, test } from 'vitest';
import WebSocket from 'ws';
import { measuresOf } from '../support/measures.ts';
import { createNews } from '../support/news.ts';
import { ADMIN_TOKEN, startServer, type TestServer } from '../support/server.ts';

const STATES = 60;
/** All states together are far more than what the kernel holds for a socket whose reader is away. */
const PAYLOAD_CHARACTERS = 250_000;
const WATCH = 'subscription ($id: ID!) { build(id: $id) { stateString properties { value } } }';
const BUILD = { origin: 'ci', key: 'watched' };

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.stop());

/** Watches a build, as one does with graphql-ws, over a connection that can be stopped from being read. */
async function watch(id: string) {
  const states: string[] = [];
  const ended: unknown[] = [];
  const news = createNews();
  let connected: (socket: WebSocket) => void = () => {};
  const opened = new Promise<WebSocket>((resolve) => {
    connected = resolve;
  });
  const client = createClient({
    url: `${server.url.replace(/^http/, 'ws')}/graphql`,
    webSocketImpl: WebSocket,
    connectionParams: { authorization: `Bearer ${ADMIN_TOKEN}` },
    retryAttempts: 0,
    on: { connected: (socket) => connected(socket as WebSocket) },
  });
  client.subscribe<{ build: { stateString: string } }>(
    { query: WATCH, variables: { id } },
    {
      next: ({ data }) => {
        states.push(data?.build.stateString ?? '');
        news.tell();
      },
      error: (error) => ended.push(error),
      complete: () => ended.push('complete'),
    },
  );
  const until = (state: string) => news.until(() => states.at(-1) === state);
  return { client, states, ended, until, socket: await opened };
}

const tell = async (stateString: string) =>
  expect((await server.report([{ updateBuild: { build: BUILD, stateString } }])).userErrors).toEqual([]);

test('a client that reads slowly is told the newest state of a build, while one that reads is told each', async () => {
  const properties = [{ name: 'payload', value: 'x'.repeat(PAYLOAD_CHARACTERS) }];
  await server.report([{ startBuild: { ...BUILD, builder: 'b', stateString: '0', properties } }]);
  const { data } = await server.graphql('{ buildByKey(origin: "ci", key: "watched") { id } }');
  const [slow, quick] = [await watch(data.buildByKey.id), await watch(data.buildByKey.id)];
  await Promise.all([slow.until('0'), quick.until('0')]);
  slow.socket.pause();

  const all = Array.from({ length: STATES + 1 }, (_, i) => String(i));
  for (const state of all.slice(1)) {
    await tell(state);
    await quick.until(state);
  }
  expect(quick.states).toEqual(all);
  expect(slow.states).toEqual(['0']);
  const waiting = (await measuresOf(server)).get('lavalamp_waiting_bytes') ?? 0;
  expect(waiting).toBeGreaterThan(PAYLOAD_CHARACTERS);
  expect(waiting).toBeLessThan(3 * PAYLOAD_CHARACTERS);

  slow.socket.resume();
  await slow.until(String(STATES));
  // Some were on their way already. None is told twice, and none after a newer one.
  expect(slow.states).toEqual(all.filter((state) => slow.states.includes(state)));
  expect(slow.states.length).toBeLessThan(all.length / 2);

  // It was not taken for one who lags: it goes on.
  await tell('later');
  await Promise.all([slow.until('later'), quick.until('later')]);
  expect([...slow.ended, ...quick.ended]).toEqual([]);
  for (const { client } of [slow, quick]) await client.dispose();
});
