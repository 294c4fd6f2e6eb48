// What clients are told when something breaks that should not: nothing but where to look.

import { afterAll, beforeAll, expect, test } from 'vitest';
import { ADMIN_TOKEN, startServer, type TestServer } from '../support/server.ts';
import { answerTo, connect } from './support/socket.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
  await server.database.pool.query('alter table build rename to build_elsewhere');
});
afterAll(() => server.stop());

const QUERY = '{ builds { nodes { id } } }';

const MASKED = {
  message: 'Something went wrong here',
  locations: [{ line: 1, column: 12 }],
  path: ['builds', 'nodes'],
  extensions: { code: 'INTERNAL_SERVER_ERROR', requestId: expect.stringMatching(/^[0-9a-f-]{36}$/) },
};

test('over HTTP the error is masked, under the id of the request', async () => {
  const response = await fetch(`${server.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${ADMIN_TOKEN}` },
    body: JSON.stringify({ query: QUERY }),
  });
  const { data, errors } = (await response.json()) as {
    data: unknown;
    errors: { extensions: { requestId: string } }[];
  };
  expect(data).toBeNull();
  expect(errors).toEqual([MASKED]);
  expect(errors[0]?.extensions.requestId).toBe(response.headers.get('x-request-id'));
});

test('over a WebSocket it is masked in the same way', async () => {
  const socket = await connect(server.url, ADMIN_TOKEN);
  const { data, errors } = await answerTo(socket, '1', QUERY);
  expect(data).toBeNull();
  expect(errors).toEqual([MASKED]);
  socket.socket.close();
});

test('while the database is away the server says so, and lives', async () => {
  const away = await startServer();
  await away.database.close();
  expect((await fetch(`${away.url}/healthz`)).status).toBe(200);
  const ready = await fetch(`${away.url}/readyz`);
  expect([ready.status, await ready.json()]).toEqual([
    503,
    { errors: [{ message: expect.any(String), extensions: { code: 'UNAVAILABLE' } }] },
  ]);
  const { errors } = await away.graphql('{ builds { totalCount } }', {}, null);
  expect(errors?.map(({ extensions }) => extensions.code)).toEqual(['UNAVAILABLE']);
  await away.stop();
});
