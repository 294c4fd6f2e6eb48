import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { get, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import Fastify, { type FastifyInstance } from 'fastify';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { graphiql } from '../../src/transport/graphiql.ts';

const INDEX = '<!doctype html><title>Lavalamp</title>';
const SCRIPT = 'export const answer = 42;\n'.repeat(100);

let parent: string;
let app: FastifyInstance;

async function mount(directory: string) {
  app = Fastify();
  await app.register(graphiql, { directory });
}

/** The status of this very path, dots and all. */
async function statusOf(path: string): Promise<number | undefined> {
  await app.listen({ host: '127.0.0.1', port: 0 });
  const { port } = app.server.address() as AddressInfo;
  const [response] = (await once(get({ host: '127.0.0.1', port, path, agent: false }), 'response')) as [
    IncomingMessage,
  ];
  response.resume();
  return response.statusCode;
}

beforeEach(async () => {
  parent = await mkdtemp(join(tmpdir(), 'lavalamp-graphiql-'));
  await mkdir(join(parent, 'built', 'assets'), { recursive: true });
  await writeFile(join(parent, 'secret.txt'), 'secret');
  await writeFile(join(parent, 'built', 'index.html'), INDEX);
  await writeFile(join(parent, 'built', 'assets', 'app-1a2b3c.js'), SCRIPT);
  await writeFile(join(parent, 'built', 'assets', 'app-1a2b3c.js.gz'), gzipSync(SCRIPT));
});

afterEach(async () => {
  await app.close();
  await rm(parent, { recursive: true, force: true });
});

describe('GraphiQL', () => {
  test.each(['/graphiql', '/graphiql/'])('is served as a page at %s, which browsers must revalidate', async (url) => {
    await mount(join(parent, 'built'));
    const response = await app.inject({ url });
    expect(response.statusCode).toBe(200);
    expect(response.headers['content-type']).toBe('text/html; charset=utf-8');
    expect(response.headers['cache-control']).toBe('no-cache');
    expect(response.body).toBe(INDEX);
  });

  test('lets its hashed assets be cached for ever', async () => {
    await mount(join(parent, 'built'));
    const response = await app.inject({ url: '/graphiql/assets/app-1a2b3c.js' });
    expect(response.statusCode).toBe(200);
    expect(response.headers['content-type']).toMatch(/^(text|application)\/javascript/);
    expect(response.headers['cache-control']).toBe('public, max-age=31536000, immutable');
    expect(response.body).toBe(SCRIPT);
  });

  test('sends an asset as the build compressed it to a client that takes gzip', async () => {
    await mount(join(parent, 'built'));
    const headers = { 'accept-encoding': 'gzip' };
    const response = await app.inject({ url: '/graphiql/assets/app-1a2b3c.js', headers });
    expect(response.headers['content-encoding']).toBe('gzip');
    expect(response.headers['content-type']).toMatch(/^(text|application)\/javascript/);
    expect(response.headers['cache-control']).toBe('public, max-age=31536000, immutable');
    expect(response.headers.vary).toBe('accept-encoding');
    expect(response.rawPayload).toEqual(gzipSync(SCRIPT));
  });

  test.each(['/graphiql', '/graphiql/assets/app-1a2b3c.js', '/graphiql/assets/absent.js'])(
    'sends a policy with %s that allows no inline script, no other host and no frame',
    async (url) => {
      await mount(join(parent, 'built'));
      const { headers } = await app.inject({ url });
      const policy = String(headers['content-security-policy']).split('; ');
      expect(policy).toContain("default-src 'none'");
      expect(policy).toContain("script-src 'self'");
      expect(policy).toContain("worker-src 'self'");
      expect(policy).toContain("connect-src 'self'");
      expect(policy).toContain("frame-ancestors 'none'");
      expect(headers['x-frame-options']).toBe('DENY');
      expect(headers['x-content-type-options']).toBe('nosniff');
      expect(headers['referrer-policy']).toBe('no-referrer');
    },
  );

  test.each([
    '/graphiql/assets/../../secret.txt',
    '/graphiql/assets/%2e%2e/%2e%2e/secret.txt',
    '/graphiql/assets/..%2f..%2fsecret.txt',
    '/graphiql/assets/..%5c..%5csecret.txt',
    '/graphiql/../secret.txt',
  ])('refuses to leave its directory through %s', async (path) => {
    await mount(join(parent, 'built'));
    // Asked for over a socket, since `inject` resolves the dots before they reach the server.
    expect([403, 404]).toContain(await statusOf(path));
  });

  test.each(['/graphiql', '/graphiql/', '/graphiql/assets/app-1a2b3c.js'])(
    'answers 503 at %s, and names the command that mends it, when it has not been built',
    async (url) => {
      await mount(join(parent, 'absent'));
      const response = await app.inject({ url });
      expect(response.statusCode).toBe(503);
      expect(response.headers['content-type']).toBe('text/plain; charset=utf-8');
      expect(response.body).toContain('npm run build');
    },
  );
});
