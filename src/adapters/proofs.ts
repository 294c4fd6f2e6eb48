// How the sender of a delivery shows that it knows the secret of the hook. Comparing takes the same time wherever texts differ.

import { createHmac, hash, timingSafeEqual } from 'node:crypto';

/** Headers that came once, their names in lower case. */
export type Headers = Readonly<Record<string, string | undefined>>;

export interface Proof {
  /** What it is called in messages. */
  readonly name: string;
  /** Whether the request holds what may be a proof, be it right or wrong. */
  readonly isGiven: (headers: Headers) => boolean;
  /** Whether it is about the body: only then `holds` needs the whole of it. */
  readonly needsBody: boolean;
  /** Whether it is right. */
  readonly holds: (secret: string, headers: Headers, body: Buffer) => boolean;
}

/** GitHub's: an HMAC with SHA-256 over the raw body. The older one, with SHA-1, is not taken. */
export const hubSignature: Proof = {
  name: 'signature in X-Hub-Signature-256',
  // What can be no signature is not worth reading a body for.
  isGiven: (headers) => /^sha256=[0-9a-f]{64}$/.test(headers['x-hub-signature-256'] ?? ''),
  needsBody: true,
  holds: (secret, headers, body) =>
    sameText(headers['x-hub-signature-256'] ?? '', `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`),
};

/** GitLab's: the secret itself, in a header of its own. */
export const gitlabToken: Proof = {
  name: 'secret in X-Gitlab-Token',
  isGiven: (headers) => headers['x-gitlab-token'] !== undefined,
  needsBody: false,
  holds: (secret, headers) => sameText(headers['x-gitlab-token'] ?? '', secret),
};

/** The secret as a bearer token, or as the password of any user, for senders that only know addresses with a password in them. */
export const password: Proof = {
  name: 'secret in Authorization',
  isGiven: (headers) => headers.authorization !== undefined,
  needsBody: false,
  holds: (secret, headers) => {
    const [, kind = '', given = ''] = /^(\S+) +(\S+) *$/.exec(headers.authorization ?? '') ?? [];
    if (kind.toLowerCase() === 'bearer') return sameText(given, secret);
    if (kind.toLowerCase() !== 'basic') return false;
    const pair = Buffer.from(given, 'base64').toString();
    return pair.includes(':') && sameText(pair.slice(pair.indexOf(':') + 1), secret);
  },
};

function sameText(a: string, b: string): boolean {
  const digest = (text: string) => hash('sha256', text, 'buffer');
  return timingSafeEqual(digest(a), digest(b));
}
