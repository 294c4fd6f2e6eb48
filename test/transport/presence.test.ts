// Those who stay connected are looked at again and again: whether they are there, and whether their token still works.

import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
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
