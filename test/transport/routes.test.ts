import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ADMIN_TOKEN, startServer, type TestServer } from '../support/server.ts';

let server: TestServer;
let log: string;

beforeAll(async () => {
  server = await startServer({ LAVALAMP_ANONYMOUS_READ: 'false' });
  const build = { origin: 'o', key: 'b' };
  const step = { build, key: 's' };
  const mutation = 'mutation ($r: [Report!]!) { report(reports: $r) { userErrors { message path } } }';
  const { data } = await server.graphql(mutation, {
    r: [
      { startBuild: { ...build, builder: 'x' } },
      { startStep: { ...step, name: 'compile' } },
      { appendLog: { step, name: 'stdio', firstLine: 0, text: '<script>alert(1)</script>\nü\n' } },
    ],
  });
  expect(data.report.userErrors).toEqual([]);
  const found = await server.graphql(
    '{ buildByKey(origin: "o", key: "b") { steps { nodes { logs { id rawUrl } } } } }',
  );
  log = found.data.buildByKey.steps.nodes[0].logs[0].rawUrl;
});
afterAll(() => server.stop());

const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
const basic = (token: string) => ({ authorization: `Basic ${Buffer.from(`anybody:${token}`).toString('base64')}` });

async function tokenWith(scope: string): Promise<string> {
  const mutation = `mutation { createToken(input: { name: "${scope}", scopes: [${scope}] }) { secret } }`;
  return (await server.graphql(mutation)).data.createToken.secret;
}

describe('a raw log', () => {
  test('is plain text that no browser takes for a page', async () => {
    const response = await fetch(server.url + log, { headers: bearer(await tokenWith('READ')) });
    expect(await response.text()).toBe('<script>alert(1)</script>\nü\n');
    expect(response.headers.get('content-type')).toBe('text/plain; charset=utf-8');
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    expect(response.headers.get('content-security-policy')).toContain('sandbox');
  });

  test.each<[string, () => Promise<Record<string, string>>, number]>([
    ['without a token', async () => ({}), 401],
    ['with a token that does not work', async () => bearer('wrong'), 401],
    ['with a token that may only report', async () => bearer(await tokenWith('REPORT')), 403],
    ['with a password', async () => basic(ADMIN_TOKEN), 401],
  ])('is not for those %s', async (_, headers, status) => {
    const response = await fetch(server.url + log, { headers: await headers() });
    expect(response.status).toBe(status);
    expect(response.headers.get('www-authenticate')).toBe(status === 401 ? 'Bearer' : null);
  });

  test.each(['/logs/log_999/raw', '/logs/build_1/raw', '/logs/nonsense/raw', '/logs/%2e%2e/raw'])(
    'is not found at %s',
    async (path) => {
      const response = await fetch(server.url + path, { headers: bearer(ADMIN_TOKEN) });
      expect(response.status).toBe(404);
    },
  );
});

describe('a hook', () => {
  const post = (path: string, headers: Record<string, string>, body = 'not JSON') =>
    fetch(server.url + path, { method: 'POST', body, headers });

  test.each([
    ['a bearer token', bearer],
    ['a password', basic],
  ])('takes %s that may report, and a body of any type', async (_, headers) => {
    const token = await tokenWith('REPORT');
    for (const type of ['application/json', 'text/plain', 'application/octet-stream', 'application/cloudevents+json']) {
      const response = await post('/hooks/buildbot/o', { ...headers(token), 'content-type': type });
      expect([response.status, await response.json()]).toEqual([
        400,
        { accepted: 0, problems: ['The body is not JSON.'] },
      ]);
    }
  });

  test.each<[string, () => Promise<Record<string, string>>, number]>([
    ['without a token', async () => ({}), 401],
    ['with a token that does not work', async () => basic('wrong'), 401],
    ['with a token that may only read', async () => bearer(await tokenWith('READ')), 403],
  ])('is not for those %s', async (_, headers, status) => {
    expect((await post('/hooks/buildbot/o', await headers())).status).toBe(status);
  });

  test('is found for every name that an origin may have', async () => {
    const path = `/hooks/buildbot/${encodeURIComponent('漢'.repeat(500))}`;
    expect((await post(path, bearer(ADMIN_TOKEN))).status).toBe(400);
  });

  test.each(['nope', 'constructor', '__proto__', 'toString'])('called %s is not found', async (name) => {
    expect((await post(`/hooks/${name}/o`, bearer(ADMIN_TOKEN))).status).toBe(404);
  });
});

describe('health', () => {
  test('is told without a token', async () => {
    for (const path of ['/healthz', '/readyz']) {
      const response = await fetch(server.url + path);
      expect([response.status, await response.json()]).toEqual([200, { status: 'ok' }]);
    }
  });
});
