// What a webhook signs with, by Standard Webhooks (https://www.standardwebhooks.com).

import { randomBytes } from 'node:crypto';
import { Webhook as Signer } from 'standardwebhooks';
import { Refused } from '../reporting/refused.ts';

const PREFIX = 'whsec_';
/** How many bytes a secret may have. */
const [LEAST, MOST, MADE] = [24, 64, 32];

export function newSecret(): string {
  return PREFIX + randomBytes(MADE).toString('base64');
}

/** @returns the secret. Throws Refused when it is not of the form that Standard Webhooks gives it, and never shows it. */
export function checkSecret(path: readonly string[], secret: string): string {
  const base64 = secret.startsWith(PREFIX) ? secret.slice(PREFIX.length) : '';
  const bytes = Buffer.from(base64, 'base64');
  if (bytes.toString('base64') === base64 && bytes.length >= LEAST && bytes.length <= MOST) return secret;
  const form = `\`${PREFIX}\` and ${LEAST} to ${MOST} bytes in base64`;
  throw new Refused('INVALID', path, `Must be ${form}; received something else, of ${secret.length} characters.`);
}

/** The headers that say which message it is and when it is sent, signed with each of the secrets. */
export function signedHeaders(
  secrets: readonly string[],
  id: string,
  at: Date,
  body: string,
): Readonly<Record<string, string>> {
  return {
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(at.getTime() / 1_000)),
    'webhook-signature': secrets.map((secret) => new Signer(secret).sign(id, at, body)).join(' '),
  };
}
