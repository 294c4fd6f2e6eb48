// What clients are told when something breaks that should not: nothing but where to look.

import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { administer } from '../support/postgres.ts';
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

/** Only a database of its own process can be away. */
const template = inject('template');

test.skipIf(template.kind !== 'postgres')('while the database is away the server says so, and lives', async () => {
  const away = await startServer();
  const name = new URL(away.databaseUrl ?? '').pathname.slice(1);
  const admin = template.kind === 'postgres' ? template.url : '';
  await administer(admin, `alter database ${name} allow_connections false`);
  await administer(admin, `select pg_terminate_backend(pid) from pg_stat_activity where datname = '${name}'`);
  await administer(admin, `alter database ${name} rename to ${name}_away`);

  expect((await fetch(`${away.url}/healthz`)).status).toBe(200);
  const ready = await fetch(`${away.url}/readyz`);
  expect([ready.status, await ready.json()]).toEqual([
    503,
    { errors: [{ message: expect.any(String), extensions: { code: 'UNAVAILABLE' } }] },
  ]);
  for (const token of [null, ADMIN_TOKEN]) {
    const { errors } = await away.graphql('{ builds { totalCount } }', {}, token);
    expect(errors?.map(({ extensions }) => extensions.code)).toEqual(['UNAVAILABLE']);
  }

  await administer(admin, `alter database ${name}_away rename to ${name}`);
  await administer(admin, `alter database ${name} allow_connections true`);
  expect((await fetch(`${away.url}/readyz`)).status).toBe(200);
  await away.stop();
});
