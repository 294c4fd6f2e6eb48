// Which web pages may use this server: its own, and those of the origins in LAVALAMP_ALLOWED_ORIGINS.

import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { LavalampError } from '../errors.ts';

/** How long a browser may remember what it was allowed, in seconds. */
const PREFLIGHT_SECONDS = 7_200;

/** Where a request comes from: no page at all, or one of this host; an allowed one elsewhere; any other. */
export type Provenance = 'here' | 'allowed' | 'foreign';

/** @returns where a request comes from, by its `origin` and `host` headers. */
export function provenance(
  origin: string | undefined,
  host: string | undefined,
  allowedOrigins: readonly string[],
): Provenance {
  if (origin === undefined) return 'here';
  // A page without an origin of its own, such as a sandboxed frame, says `null`.
  if (!URL.canParse(origin)) return 'foreign';
  const url = new URL(origin);
  const here = `${url.protocol}//${host}`;
  if (host !== undefined && URL.canParse(here) && new URL(here).host === url.host) return 'here';
  return allowedOrigins.includes(url.origin) ? 'allowed' : 'foreign';
}

/** Refuses requests of foreign pages, and tells browsers which others may read the answers (CORS). */
export function guardOrigins(app: FastifyInstance, allowedOrigins: readonly string[]): void {
  app.addHook('onRequest', async (request: FastifyRequest, reply: FastifyReply) => {
    const { origin, host } = request.headers;
    const from = provenance(origin, host, allowedOrigins);
    if (from === 'foreign') {
      const message = `Pages of ${origin} may not use this server: its administrator can add them to LAVALAMP_ALLOWED_ORIGINS.`;
      throw new LavalampError('FORBIDDEN', message);
    }
    if (allowedOrigins.length > 0) reply.header('vary', 'origin');
    if (from === 'here') return undefined;
    reply.headers({ 'access-control-allow-origin': origin, 'access-control-expose-headers': 'x-request-id' });
    if (request.method !== 'OPTIONS' || request.headers['access-control-request-method'] === undefined)
      return undefined;
    return reply
      .code(204)
      .headers({
        'access-control-allow-methods': 'GET, POST',
        'access-control-allow-headers':
          'authorization, content-type, apollo-require-preflight, x-apollo-operation-name',
        'access-control-max-age': String(PREFLIGHT_SECONDS),
      })
      .send();
  });
}
