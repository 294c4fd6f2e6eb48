import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply } from 'fastify';

export interface GraphiqlOptions {
  /** Where `npm run build` put the front end: the directory with `index.html` and `assets/`. It may be missing. */
  readonly directory: string;
}

/**
 * Everything comes from this server, and no script is inline. Styles are the exception: Monaco writes its theme and its
 * layout into style elements and attributes. `data:` is for the small pictures in style sheets. 'self' covers the
 * WebSocket of this host too.
 */
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "worker-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

const SECURITY_HEADERS = {
  'content-security-policy': CONTENT_SECURITY_POLICY,
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
};

/**
 * Serves GraphiQL at /graphiql, from the files that the build made. Without them each of its addresses answers 503 with
 * the command that makes them: the API is of use without its explorer, so that a server must start nevertheless.
 */
export async function graphiql(app: FastifyInstance, { directory }: GraphiqlOptions): Promise<void> {
  app.addHook('onRequest', async (_request, reply) => {
    reply.headers(SECURITY_HEADERS);
  });
  const indexFile = join(directory, 'index.html');
  if (existsSync(indexFile)) await serveFiles(app, directory, indexFile);
  else serveExplanation(app);
}

async function serveFiles(app: FastifyInstance, directory: string, indexFile: string): Promise<void> {
  // The index names the assets by their hashes, so that it alone has to be asked for again.
  const sendIndex = async (_request: unknown, reply: FastifyReply) =>
    reply
      .type('text/html; charset=utf-8')
      .header('cache-control', 'no-cache')
      .send(await readFile(indexFile));
  app.get('/graphiql', sendIndex);
  app.get('/graphiql/', sendIndex);
  await app.register(fastifyStatic, {
    root: join(directory, 'assets'),
    prefix: '/graphiql/assets/',
    index: false,
    // Another plugin that serves files may have decorated the reply already.
    decorateReply: false,
    preCompressed: true,
    cacheControl: false,
    setHeaders: (reply) => {
      reply.headers({ 'cache-control': 'public, max-age=31536000, immutable', vary: 'accept-encoding' });
    },
  });
}

function serveExplanation(app: FastifyInstance): void {
  const explain = async (_request: unknown, reply: FastifyReply) =>
    reply
      .code(503)
      .type('text/plain; charset=utf-8')
      .header('cache-control', 'no-store')
      .send('GraphiQL has not been built: run `npm run build`, then start the server again.\n');
  app.get('/graphiql', explain);
  app.get('/graphiql/*', explain);
}
