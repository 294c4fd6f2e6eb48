// From an `authorization` header to the one who asks.

import type { IncomingHttpHeaders } from 'node:http';
import { LavalampError } from '../errors.ts';
import type { Scope, Viewer } from '../model.ts';

/** Looks a secret up; null when it is unknown or revoked. Rejects with LavalampError UNAVAILABLE when the database is away. */
export type Authenticate = (secret: string) => Promise<Viewer | null>;

/** Which ways of writing a token down are taken. */
export type Scheme = 'bearer' | 'bearer or basic';

/**
 * @returns who sent this value of an `authorization` header: without one the anonymous viewer, null when it holds no token
 * that works. Rejects as `Authenticate` does.
 */
export type Authentication = (authorization: string | undefined, scheme: Scheme) => Promise<Viewer | null>;

/** @param anonymousRead whether reading is open: to those without a token, and to those whose token does not say so. */
export function createAuthentication(authenticate: Authenticate, anonymousRead: boolean): Authentication {
  const open: readonly Scope[] = anonymousRead ? ['READ'] : [];
  const anonymous: Viewer = { tokenName: null, scopes: new Set(open) };
  return async (authorization, scheme) => {
    if (authorization === undefined) return anonymous;
    const secret = secretOf(authorization, scheme);
    const viewer = secret === null ? null : await authenticate(secret);
    return viewer === null ? null : { ...viewer, scopes: new Set([...viewer.scopes, ...open]) };
  };
}

/** @returns who sent this. Rejects as `Authentication` does, and with LavalampError UNAUTHENTICATED for a token that does not work. */
export async function authenticated(
  authentication: Authentication,
  { authorization }: IncomingHttpHeaders,
  scheme: Scheme,
): Promise<Viewer> {
  const viewer = await authentication(authorization, scheme);
  if (viewer === null) throw new LavalampError('UNAUTHENTICATED', 'The token that was sent is unknown or revoked.');
  return viewer;
}

/**
 * Basic is for webhooks, whose senders know only user names and passwords; the password is the token. Browsers remember it and
 * send it by themselves, so it must not open anything that a page of another site could call.
 */
function secretOf(authorization: string, scheme: Scheme): string | null {
  const [, kind = '', credentials = ''] = /^(\S+) +(\S+) *$/.exec(authorization) ?? [];
  if (kind.toLowerCase() === 'bearer') return credentials;
  if (kind.toLowerCase() !== 'basic' || scheme === 'bearer') return null;
  const pair = Buffer.from(credentials, 'base64').toString();
  return pair.includes(':') ? pair.slice(pair.indexOf(':') + 1) || null : null;
}
