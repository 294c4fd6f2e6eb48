// Requests over HTTP as spans, below those of their senders.

import type { FastifyInstance, FastifyRequest } from 'fastify';
import { isTracing, type OpenSpan, openRequest, trailOf } from '../tracing.ts';

/** What machines ask every few seconds, and what lasts for hours: of a stream each delivery is told. */
const UNTOLD = new Set<string | undefined>(['/healthz', '/readyz', '/metrics', '/graphql/stream', '/events']);
const SERVER_ERROR = 500;

/** Makes spans of what is asked from now on, if anybody wants any. */
export function traceRequests(app: FastifyInstance): void {
  if (!isTracing()) return;
  const spans = new WeakMap<FastifyRequest, OpenSpan>();
  app.addHook('onRequest', (request, _reply, done) => {
    // A path without a route is the client's to choose.
    const route = request.routeOptions.url;
    const span = UNTOLD.has(route)
      ? null
      : openRequest(trailOf(request.headers), `${request.method} ${route ?? ''}`.trim(), {
          'http.request.method': request.method,
          ...(route === undefined ? {} : { 'http.route': route }),
        });
    if (span !== null) spans.set(request, span);
    within(span, done);
  });
  // What comes after the body was read comes from the socket, which knows of no span.
  app.addHook('preValidation', (request, _reply, done) => within(spans.get(request) ?? null, done));
  app.addHook('onResponse', async (request, { raw: { statusCode } }) => {
    const failure = statusCode >= SERVER_ERROR ? String(statusCode) : null;
    spans.get(request)?.end(failure, { 'http.response.status_code': statusCode });
  });
}

function within(span: OpenSpan | null, done: () => void): void {
  if (span === null) done();
  else span.within(done);
}
