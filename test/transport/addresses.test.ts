// One address cannot take all connections for itself.

import { once } from 'node:events';
import { afterAll, beforeAll, expect, test } from 'vitest';
import WebSocket from 'ws';
import { startServer, type TestServer } from '../support/server.ts';

const LIMITED = { LAVALAMP_MAX_STREAMS_PER_ADDRESS: '2', LAVALAMP_ANONYMOUS_READ: 'true' };

let server: TestServer;
beforeAll(async () => {
  server = await startServer(LIMITED);
});
afterAll(() => server.stop());

test('WebSockets and streams above the limit of their address are refused with the reason, until others have ended', async () => {
  const address = `${server.url.replace(/^http/, 'ws')}/graphql`;
  const open = new WebSocket(address, 'graphql-transport-ws');
  await once(open, 'open');
  const abort = new AbortController();
  const stream = await fetch(`${server.url}/events`, { signal: abort.signal });
  expect(stream.status).toBe(200);

  const refused = await fetch(`${server.url}/events`);
  expect(refused.status).toBe(429);
  expect(await refused.json()).toMatchObject({
    errors: [{ message: expect.stringContaining('LAVALAMP_MAX_STREAMS_PER_ADDRESS'), extensions: { limit: 2 } }],
  });
  const another = new WebSocket(address, 'graphql-transport-ws');
  another.on('error', () => {});
  const [, response] = await once(another, 'unexpected-response');
  expect(response.statusCode).toBe(429);
  let reason = '';
  for await (const part of response) reason += part;
  expect(reason).toContain('LAVALAMP_MAX_STREAMS_PER_ADDRESS');

  // Other requests are no matter of this limit.
  expect((await server.graphql('{ __typename }')).data).toEqual({ __typename: 'Query' });
  open.close();
  abort.abort();
  for (;;) {
    const later = new WebSocket(address, 'graphql-transport-ws');
    later.on('error', () => {});
    const entered = await Promise.race([
      once(later, 'open').then(() => true),
      once(later, 'unexpected-response').then(() => false),
    ]);
    later.terminate();
    if (entered) return;
  }
});

/** How many of six streams are taken, each of which says that it comes from elsewhere, through what has the address 10.1.1.1. */
async function takenOfSix(settings: object): Promise<number> {
  const own = await startServer({ ...LIMITED, ...settings });
  const abort = new AbortController();
  const statuses: number[] = [];
  for (let i = 1; i <= 6; i += 1) {
    const headers = { 'x-forwarded-for': `unknown, 192.0.2.${i}, 10.1.1.1` };
    statuses.push((await fetch(`${own.url}/events`, { headers, signal: abort.signal })).status);
  }
  abort.abort();
  await own.stop();
  return statuses.filter((status) => status === 200).length;
}

test('clients behind trusted proxies count by the address that these tell of, and nobody else’s word counts', async () => {
  expect(await takenOfSix({})).toBe(2);
  expect(await takenOfSix({ LAVALAMP_TRUSTED_PROXIES: 'loopback, 10.0.0.0/8' })).toBe(6);
});
