import { once } from 'node:events';
import { request } from 'node:http';
import { connect } from 'node:net';
import { auditServer } from 'graphql-http';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ADMIN_TOKEN, startServer, type TestServer } from '../support/server.ts';

const MAX_BYTES = 100_000;

let server: TestServer;
beforeAll(async () => {
  server = await startServer({
    LAVALAMP_MAX_BODY_BYTES: String(MAX_BYTES),
    LAVALAMP_ALLOWED_ORIGINS: 'https://ci.example.org',
    LAVALAMP_ANONYMOUS_READ: 'true',
  });
});
afterAll(() => server.stop());

const JSON_TYPE = 'application/json; charset=utf-8';
const RESPONSE_TYPE = 'application/graphql-response+json; charset=utf-8';

function post(body: object | string, headers: Record<string, string> = {}, path = '/graphql') {
  return fetch(server.url + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
}

async function errorOf(response: Response) {
  const { errors } = (await response.json()) as { errors: [{ message: string; extensions: Record<string, unknown> }] };
  return errors[0];
}

test('every audit of the GraphQL over HTTP specification passes', async () => {
  const results = await auditServer({ url: `${server.url}/graphql` });
  expect(results).toHaveLength(61);
  expect(results.filter(({ status }) => status === 'error' || status === 'warn')).toEqual([]);
});

describe('the status of an answer', () => {
  test.each<[string, object, Record<string, string>, number]>([
    ['with data', { query: '{ __typename }' }, {}, 200],
    ['to a document that does not parse', { query: '{' }, {}, 400],
    ['to a document that is not valid', { query: '{ nope }' }, {}, 400],
    ['to an operation that is not there', { query: '{ __typename }', operationName: 'Nope' }, {}, 400],
    [
      'to wrong variables',
      { query: 'query ($n: Int) { builds(first: $n) { totalCount } }', variables: { n: 'x' } },
      {},
      400,
    ],
    ['to what needs a token', { query: '{ tokens { totalCount } }' }, {}, 401],
    ['to a token that does not work', { query: '{ __typename }' }, { authorization: 'Bearer wrong' }, 401],
    [
      'to what a limit forbids',
      { query: '{ builds(first: 1000) { nodes { steps(first: 1000) { nodes { id } } } } }' },
      {},
      400,
    ],
    ['to a subscription', { query: 'subscription { events { cursor } }' }, {}, 400],
  ])('%s says what happened to those who look, and 200 to those who expect it', async (_, body, headers, status) => {
    const modern = await post(body, { accept: 'application/graphql-response+json', ...headers });
    expect([modern.status, modern.headers.get('content-type')]).toEqual([status, RESPONSE_TYPE]);
    const older = await post(body, { accept: 'application/json', ...headers });
    expect([older.status, older.headers.get('content-type')]).toEqual([200, JSON_TYPE]);
    expect(await older.text()).toBe(await modern.text());
  });
});

test.each([60_000, 70_000, 300_000])(
  'an answer of some %i characters comes whole, its length told in bytes',
  async (length) => {
    const key = `of ${length}`;
    const build = { origin: 'long', key };
    // Characters of one to four bytes: a length that was counted in characters would cut the answer.
    const value = 'aé€😀'.repeat(2_000);
    const properties = Array.from({ length: length / value.length }, (_, i) => ({ name: `${i}`, value }));
    await server.report([{ startBuild: { ...build, builder: 'b' } }]);
    for (const property of properties) {
      expect((await server.report([{ setProperties: { build, properties: [property] } }])).userErrors).toEqual([]);
    }
    const query = 'query ($key: String!) { buildByKey(origin: "long", key: $key) { properties { value } } }';
    const response = await post({ query, variables: { key } });
    const bytes = Buffer.from(await response.arrayBuffer());
    expect(bytes.length).toBeGreaterThan(65_536);
    expect(response.headers.get('content-length')).toBe(String(bytes.length));
    expect(response.headers.get('content-type')).toBe(JSON_TYPE);
    const values = properties.map(() => ({ value }));
    expect(JSON.parse(bytes.toString())).toEqual({ data: { buildByKey: { properties: values } } });
  },
);

describe('a request', () => {
  test('gets an id, whatever it claims to have', async () => {
    const response = await post({ query: '{ __typename }' }, { 'x-request-id': 'mine' });
    expect(response.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
  });

  test('by GET may ask, when it is no simple request of a foreign page', async () => {
    const url = `${server.url}/graphql?query=${encodeURIComponent('{ __typename }')}`;
    expect((await fetch(url)).status).toBe(400);
    const response = await fetch(url, { headers: { 'apollo-require-preflight': 'true' } });
    expect(await response.json()).toEqual({ data: { __typename: 'Query' } });
  });

  test('by GET may change nothing', async () => {
    const mutation = 'mutation { registerOrigin(input: { name: "get", kind: CUSTOM }) { origin { id } } }';
    const headers = { 'apollo-require-preflight': 'true', authorization: `Bearer ${ADMIN_TOKEN}` };
    const response = await fetch(`${server.url}/graphql?query=${encodeURIComponent(mutation)}`, { headers });
    expect(response.status).toBe(405);
    expect((await server.graphql('{ origin(name: "get") { id } }')).data).toEqual({ origin: null });
  });

  test.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data'])(
    'of the type %s, which any page can send, is refused',
    async (type) => {
      const response = await post({ query: '{ __typename }' }, { 'content-type': type });
      expect(response.status).toBeGreaterThanOrEqual(400);
      expect(response.status).toBeLessThan(500);
    },
  );

  test('with a basic password is not let in here, since browsers send it by themselves', async () => {
    const authorization = `Basic ${Buffer.from(`a:${ADMIN_TOKEN}`).toString('base64')}`;
    const error = await errorOf(await post({ query: '{ tokens { totalCount } }' }, { authorization }));
    expect(error.extensions.code).toBe('UNAUTHENTICATED');
  });

  test('that is too large is refused with the limit', async () => {
    const response = await post({ query: '{ __typename }', variables: { x: 'x'.repeat(MAX_BYTES) } });
    expect(response.status).toBe(413);
    const error = await errorOf(response);
    expect(error.message).toContain(`${MAX_BYTES} bytes`);
    expect(error.extensions).toEqual({ code: 'LIMIT_EXCEEDED' });
  });

  test.each([
    ['that is no JSON', '{'],
    ['that is empty', ''],
    ['that is a number', '5'],
    ['that is a list of operations', '[{"query":"{ __typename }"}]'],
    ['that has no query', '{"variables":{}}'],
    ['whose query is no string', '{"query":{"kind":"Document"}}'],
    ['whose variables are no object', '{"query":"{ __typename }","variables":[1]}'],
    ['that poisons prototypes', '{"query":"{ __typename }","__proto__":{"x":1}}'],
  ])('%s is refused', async (_, body) => {
    const response = await post(body);
    expect(response.status).toBe(400);
    expect((await errorOf(response)).message).toEqual(expect.any(String));
    expect((await server.graphql('{ __typename }')).data).toEqual({ __typename: 'Query' });
  });

  test('to nowhere is answered 404', async () => {
    const response = await fetch(`${server.url}/nowhere?secret=1`);
    expect(response.status).toBe(404);
    expect((await errorOf(response)).message).toBe('There is nothing at GET /nowhere.');
  });

  test('to / is sent to GraphiQL', async () => {
    const response = await fetch(server.url, { redirect: 'manual' });
    expect([response.status, response.headers.get('location')]).toEqual([302, '/graphiql']);
  });
});

describe('a page', () => {
  const query = { query: '{ __typename }' };

  test('of this server may ask', async () => {
    expect((await post(query, { origin: server.url })).status).toBe(200);
  });

  test.each(['https://evil.example', 'null', 'https://ci.example.org:8443'])('of %s may not', async (origin) => {
    for (const path of ['/graphql', '/hooks/buildbot/o', '/logs/log_1/raw']) {
      const response = await post(query, { origin }, path);
      expect(response.status).toBe(403);
      expect(response.headers.get('access-control-allow-origin')).toBeNull();
    }
  });

  test('of an allowed origin may ask, and read the answer', async () => {
    const origin = 'https://ci.example.org';
    const asked = {
      origin,
      'access-control-request-method': 'POST',
      'access-control-request-headers': 'authorization',
    };
    const preflight = await fetch(`${server.url}/graphql`, { method: 'OPTIONS', headers: asked });
    expect(preflight.status).toBe(204);
    expect(preflight.headers.get('access-control-allow-origin')).toBe(origin);
    expect(preflight.headers.get('access-control-allow-headers')).toContain('authorization');
    const response = await post(query, { origin });
    expect(response.status).toBe(200);
    expect(response.headers.get('access-control-allow-origin')).toBe(origin);
    expect(response.headers.get('vary')).toBe('origin');
  });

  test('that has made a name of its own lead here is not answered', async () => {
    const { port } = new URL(server.url);
    for (const host of [`[::1]:${port}`, `localhost:${port}`, '127.0.0.1', 'ci.example.org']) {
      expect(await statusUnder(host, port), host).toBe(200);
    }
    for (const host of ['evil.example', `evil.example:${port}`, '127.0.0.1.evil.example', 'a b', '[']) {
      expect([400, 403], host).toContain(await statusUnder(host, port));
    }
  });
});

/** The status of an operation that was sent under this name of the server. */
async function statusUnder(host: string, port: string): Promise<number | undefined> {
  const headers = { host, 'content-type': 'application/json' };
  const sent = request({ host: '127.0.0.1', port, path: '/graphql', method: 'POST', headers, agent: false });
  sent.end('{"query":"{ __typename }"}');
  const [response] = await once(sent, 'response');
  response.resume();
  return response.statusCode;
}

test('a server that stops cuts a client that does not finish what it sends', async () => {
  const stopping = await startServer({ LAVALAMP_STOP_SECONDS: '1' });
  const socket = connect(Number(new URL(stopping.url).port), '127.0.0.1');
  socket.on('error', () => undefined);
  socket.write(
    'POST /graphql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{',
  );
  await once(socket, 'ready');
  const closed = once(socket, 'close');
  expect((await fetch(`${stopping.url}/healthz`)).status).toBe(200);
  await Promise.all([stopping.stop(), closed]);
});
