import type { FetcherParams } from '@graphiql/toolkit';
import { type ExecutionResult, GraphQLError } from 'graphql';

/** Where the API is, over HTTP and WebSocket alike. */
export const ENDPOINT = '/graphql';

/** A result that holds nothing but this message: what GraphiQL then shows has no stack trace of the front end in it. */
export function failure(message: string): ExecutionResult {
  return { errors: [new GraphQLError(message)] };
}

/**
 * Runs a query or a mutation by HTTP POST. Never rejects: a server that cannot be reached, or that answers with something
 * other than JSON (a proxy's error page, say), gives a result with one error that says so.
 */
export async function post(
  params: FetcherParams,
  headers: Record<string, string>,
  signal: AbortSignal | null = null,
): Promise<ExecutionResult> {
  try {
    const response = await fetch(ENDPOINT, {
      method: 'POST',
      headers: {
        accept: 'application/graphql-response+json, application/json',
        'content-type': 'application/json',
        ...headers,
      },
      body: JSON.stringify(params),
      signal,
    });
    return resultOf(response, await response.text());
  } catch (error) {
    return failure(`The server could not be reached: ${error instanceof Error ? error.message : String(error)}.`);
  }
}

function resultOf(response: Response, body: string): ExecutionResult {
  try {
    const parsed: unknown = JSON.parse(body);
    if (typeof parsed === 'object' && parsed !== null) return parsed;
  } catch {
    // Falls through to the sentence below, which shows what came instead of JSON.
  }
  const excerpt = body.trim().slice(0, 200);
  return failure(`The server answered ${response.status} and no JSON object${excerpt === '' ? '.' : `: ${excerpt}`}`);
}
