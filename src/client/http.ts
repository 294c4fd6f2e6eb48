// Queries and mutations: one POST each.

import type { Endpoint } from './endpoint.ts';
import { type GraphQLErrorShape, requestError, TransportError } from './errors.ts';
import type { Operation } from './operation.ts';

/** How one request is sent. */
export interface RequestOptions {
  /** Gives the request up: what it returned then rejects with the signal's reason. */
  readonly signal?: AbortSignal;
  /** How long to wait for the whole answer, in milliseconds. The client's setting when left out. */
  readonly timeoutMs?: number;
}

interface Answer {
  readonly data?: unknown;
  readonly errors?: readonly GraphQLErrorShape[];
}

const MEND = 'Check that a Lavalamp server runs there and that this is its address.';

/**
 * @returns the answer's data. Throws GraphQLRequestError when the answer has errors, even when it has data as well: half an
 * answer is not what was asked for. Throws TransportError when there was no answer, and the signal's reason when it is aborted.
 */
export async function post(
  endpoint: Endpoint,
  operation: Operation,
  options: { fetch: typeof fetch; timeoutMs: number; signal?: AbortSignal | undefined },
): Promise<unknown> {
  const { timeoutMs, signal } = options;
  const url = endpoint.http;
  const deadline = AbortSignal.timeout(timeoutMs);
  let status: number;
  let body: string;
  try {
    const response = await options.fetch(url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        accept: 'application/graphql-response+json, application/json',
        ...endpoint.authorization,
      },
      body: JSON.stringify(operation),
      signal: signal === undefined ? deadline : AbortSignal.any([signal, deadline]),
    });
    status = response.status;
    body = await response.text();
  } catch (cause) {
    signal?.throwIfAborted();
    const why = deadline.aborted ? `no answer within ${timeoutMs / 1_000} s` : reasonOf(cause);
    throw new TransportError(`Cannot reach ${url}: ${why}. ${MEND}`, { url, cause });
  }
  const answer = parse(body);
  if (answer?.errors !== undefined && answer.errors.length > 0) throw requestError(answer.errors);
  if (answer === null || answer.data === undefined || answer.data === null || status >= 400) {
    throw new TransportError(`${url} answered HTTP ${status} without a GraphQL result. ${MEND}`, {
      url,
      status,
      // An answer that is not GraphQL's comes from a proxy whose server is away, or from a wrong address.
      temporary: status >= 500 || status === 408 || status === 429,
    });
  }
  return answer.data;
}

/** @returns null when it is not a GraphQL answer. */
function parse(body: string): Answer | null {
  try {
    const answer: unknown = JSON.parse(body);
    return typeof answer === 'object' && answer !== null && !Array.isArray(answer) ? answer : null;
  } catch {
    return null;
  }
}

/** `fetch` says only "fetch failed"; what happened is in its cause. */
function reasonOf(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  if (!(cause instanceof Error)) return String(cause);
  return cause.message || ('code' in cause ? String(cause.code) : cause.name);
}
