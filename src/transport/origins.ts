// Which web pages may use this server: its own, and those of the origins in LAVALAMP_ALLOWED_ORIGINS.

import type { IncomingHttpHeaders } from 'node:http';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { isLoopback, type ServerConfig } from '../config.ts';
import { LavalampError } from '../errors.ts';

/** How long a browser may remember what it was allowed, in seconds. */
const PREFLIGHT_SECONDS = 7_200;

/** Where a server is, and whom it lets in besides its own pages. */
export type Site = Pick<ServerConfig, 'host' | 'allowedOrigins'>;

/** Where a request comes from: no page at all, or one of this host; an allowed one elsewhere; any other. */
export type Provenance = 'here' | 'allowed' | 'foreign';

/** @returns where a request comes from, by its `origin` and `host` headers. */
export function provenance({ origin, host }: IncomingHttpHeaders, site: Site): Provenance {
  if (host !== undefined && !isOurs(host, site)) return 'foreign';
  if (origin === undefined) return 'here';
  // A page without an origin of its own, such as a sandboxed frame, says `null`.
  if (!URL.canParse(origin)) return 'foreign';
  const page = new URL(origin);
  if (host !== undefined && page.host === urlOf(page.protocol, host)?.host) return 'here';
  return site.allowedOrigins.includes(page.origin) ? 'allowed' : 'foreign';
}

/**
 * Whether the server may be called by that name. One that listens on loopback only is called so: another name is one that a
 * foreign page has made to lead here (DNS rebinding), to pass for a page of this host.
 */
function isOurs(host: string, { host: listening, allowedOrigins }: Site): boolean {
  if (!isLoopback(listening)) return true;
  const name = urlOf('http:', host)?.hostname.replace(/^\[|\]$/g, '');
  return (
    name !== undefined && (isLoopback(name) || allowedOrigins.some((allowed) => new URL(allowed).hostname === name))
  );
}

/** The address that a host header stands for, which leaves out the port where that goes without saying. */
function urlOf(protocol: string, host: string): URL | null {
  const text = `${protocol}//${host}`;
  return URL.canParse(text) ? new URL(text) : null;
}

/** Refuses requests of foreign pages, and tells browsers which others may read the answers (CORS). */
export function guardOrigins(app: FastifyInstance, site: Site): void {
  app.addHook('onRequest', async (request: FastifyRequest, reply: FastifyReply) => {
    const from = provenance(request.headers, site);
    if (from === 'foreign') throw refusal(request.headers);
    if (site.allowedOrigins.length > 0) reply.header('vary', 'origin');
    if (from === 'here') return undefined;
    const { origin, 'access-control-request-method': method } = request.headers;
    reply.headers({ 'access-control-allow-origin': origin, 'access-control-expose-headers': 'x-request-id' });
    if (request.method !== 'OPTIONS' || method === undefined) return undefined;
    return reply
      .code(204)
      .headers({
        'access-control-allow-methods': 'GET, POST',
        'access-control-allow-headers':
          'authorization, content-type, last-event-id, apollo-require-preflight, x-apollo-operation-name',
        'access-control-max-age': String(PREFLIGHT_SECONDS),
      })
      .send();
  });
}

function refusal({ origin, host }: IncomingHttpHeaders): LavalampError {
  const who = origin === undefined ? `Under the name ${host} this server` : `For pages of ${origin} this server`;
  return new LavalampError(
    'FORBIDDEN',
    `${who} does not answer: its administrator can add the origin to LAVALAMP_ALLOWED_ORIGINS.`,
  );
}
