// Those who stay connected are looked at again and again: whether they are there, and whether their token still works.

import { once } from 'node:events';
import { createConnection } from 'node:net';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { measuresOf, untilMeasured } from '../support/measures.ts';
import { ADMIN_TOKEN, startServer, type TestServer } from '../support/server.ts';
import { openStream } from './support/eventStream.ts';
import { connect } from './support/socket.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startServer({ LAVALAMP_PRESENCE_SECONDS: '1', LAVALAMP_ANONYMOUS_READ: 'false' });
});
afterAll(() => server.stop());

/** A token that works until it is revoked. */
async function newToken(name: string, scope = 'READ') {
  const create = 'mutation ($i: CreateTokenInput!) { createToken(input: $i) { token { id } secret } }';
  const { token, secret } = (await server.graphql(create, { i: { name, scopes: [scope] } })).data.createToken;
  const revoke = 'mutation ($id: ID!) { revokeToken(input: { id: $id }) { userErrors { message } } }';
  return { secret: secret as string, revoke: () => server.graphql(revoke, { id: token.id }) };
}

test('who may not read gets no stream, and is told so by the status', async () => {
  for (const [token, status] of [
    [null, 401],
    [(await newToken('reports', 'REPORT')).secret, 403],
  ] as const) {
    const headers: Record<string, string> = token === null ? {} : { authorization: `Bearer ${token}` };
    expect((await fetch(`${server.url}/events`, { headers })).status).toBe(status);
  }
});

test('whoever is connected with a token that was revoked is told so, and gets nothing more', async () => {
  const { secret, revoke } = await newToken('soon revoked');
  const init = { headers: { authorization: `Bearer ${secret}` } };
  const plain = await openStream(`${server.url}/events`, init);
  const query = new URLSearchParams({ query: 'subscription { events { cursor } }' });
  const graphql = await openStream(`${server.url}/graphql/stream?${query}`, init);
  const socket = await connect(server.url, secret);
  const other = await connect(server.url, ADMIN_TOKEN);
  onTestFinished(() => other.socket.close());
  await revoke();

  const errors = [{ extensions: { code: 'UNAUTHENTICATED' }, message: expect.stringContaining('revoked') }];
  expect(await plain.next()).toMatchObject({ event: 'error', data: { errors } });
  expect(await plain.next()).toBeUndefined();
  expect(await graphql.next()).toMatchObject({ event: 'next', data: { errors } });
  expect(await graphql.next()).toMatchObject({ event: 'complete' });
  expect(await graphql.next()).toBeUndefined();
  expect(await socket.closed).toBe(4403);
  expect(other.socket.readyState).toBe(other.socket.OPEN);
});

test('a connection whose client no longer answers is cut, and one that is only idle is not', async () => {
  const deaf = await connect(server.url, ADMIN_TOKEN, { autoPong: false });
  const idle = await connect(server.url, ADMIN_TOKEN);
  onTestFinished(() => idle.socket.close());
  expect(await deaf.closed).toBe(1006);
  expect(idle.socket.readyState).toBe(idle.socket.OPEN);
});

test('an event stream whose client takes nothing any more is cut after some rounds, and one that is only idle is not', async () => {
  const own = await startServer({ LAVALAMP_PRESENCE_SECONDS: '1', LAVALAMP_ANONYMOUS_READ: 'true' });
  onTestFinished(own.stop);
  const build = { origin: 'ci', key: 'heavy' };
  // More than what the kernel holds for a connection whose reader is away.
  const properties = [{ name: 'payload', value: 'x'.repeat(250_000) }];
  await own.report([{ startBuild: { ...build, builder: 'b', properties } }]);
  const idle = await openStream(`${own.url}/events?origin=another`);

  const { hostname, port } = new URL(own.url);
  const stalled = createConnection(Number(port), hostname);
  onTestFinished(() => void stalled.destroy());
  const query = 'subscription { events { ... on BuildUpdated { build { properties { value } } } } }';
  stalled.write(`GET /graphql/stream?${new URLSearchParams({ query })} HTTP/1.1\r\nhost: ${hostname}:${port}\r\n\r\n`);
  await once(stalled, 'data');
  await untilMeasured(own, 'lavalamp_subscribers{transport="sse"}', 2);
  stalled.pause();
  for (let i = 0; (await measuresOf(own)).get('lavalamp_waiting_events') === 0; i += 1) {
    await own.report([{ updateBuild: { build, stateString: `at ${i}` } }]);
  }
  expect((await measuresOf(own)).get('lavalamp_deepest_queue_events')).toBeGreaterThan(0);
  await untilMeasured(own, 'lavalamp_subscribers{transport="sse"}', 1);
  const measures = await measuresOf(own);
  expect(measures.get('lavalamp_subscriptions_ended_total{transport="sse",reason="left"}')).toBe(1);
  expect(measures.get('lavalamp_waiting_bytes')).toBe(0);
  await own.report([{ startBuild: { origin: 'another', key: 'k', builder: 'b' } }]);
  let event = await idle.next();
  while (event?.data.type === 'Heartbeat') event = await idle.next();
  expect(event?.data).toMatchObject({ type: 'OriginUpdated' });
}, 60_000);
