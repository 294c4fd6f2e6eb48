// The routes beside GraphQL: health, raw logs and the hooks of other CI systems.

import { Readable } from 'node:stream';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { localId } from '../globalIds.ts';
import { requireScope } from '../graphql/scopes.ts';
import type { Id, Scope } from '../model.ts';
import { type Authentication, authenticated, type Scheme } from './authentication.ts';

/** The whole log as UTF-8 text; null when there is no such log. The id is local. */
export type LogText = (id: Id) => Promise<AsyncIterable<Uint8Array> | null>;

/** `/healthz`: the process lives. `/readyz`: it can answer; 503 with a sentence while `ready` rejects. */
export function serveHealth(app: FastifyInstance, ready: () => Promise<void>): void {
  app.get('/healthz', async () => ({ status: 'ok' }));
  app.get('/readyz', async () => {
    await ready();
    return { status: 'ok' };
  });
}

/** `GET /logs/:id/raw`: the log as plain text, read no faster than the client takes it. */
export function serveLogs(app: FastifyInstance, authentication: Authentication, logText: LogText): void {
  const onRequest = requiring(authentication, 'READ', 'bearer');
  app.get<{ Params: { id: string } }>('/logs/:id/raw', { onRequest }, async (request, reply) => {
    const id = localId('Log', request.params.id);
    const text = id === null ? null : await logText(id);
    if (text === null) return reply.callNotFound();
    // It is data from outside: no browser may take it for a page.
    reply.headers({
      'content-type': 'text/plain; charset=utf-8',
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; sandbox",
      'cache-control': 'no-store',
    });
    return reply.send(Readable.from(text, { objectMode: false }));
  });
}

/** @returns what refuses a request before its body is read. */
export function requiring(authentication: Authentication, scope: Scope, scheme: Scheme) {
  return async (request: FastifyRequest): Promise<void> => {
    const viewer = await authenticated(authentication, request.headers, scheme);
    requireScope(viewer, scope, `${request.method} ${request.routeOptions.url ?? ''}`);
  };
}
