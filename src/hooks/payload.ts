// From the body of a request to what it says.

import type { Headers } from '../adapters/adapter.ts';

/** The parsed JSON; undefined when there is none. A form holds it in the field `payload`: GitHub's hooks send forms unless told otherwise. */
export function payloadOf(body: Buffer, headers: Headers): { readonly value: unknown } | undefined {
  const text = body.toString();
  const isForm = /^application\/x-www-form-urlencoded\b/i.test(headers['content-type'] ?? '');
  return parse(isForm ? (new URLSearchParams(text).get('payload') ?? '') : text);
}

function parse(text: string): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return undefined;
  }
}
