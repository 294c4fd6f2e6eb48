// Operations as they are asked for in the parameters of a URL, or in a body of JSON (GraphQL over HTTP).

import type { FastifyRequest } from 'fastify';
import { LavalampError } from '../errors.ts';
import type { Documents } from '../graphql/documents.ts';
import { isRefused } from '../graphql/documents.ts';
import type { Variables } from '../graphql/variables.ts';

export interface Asked {
  readonly query: string;
  readonly operationName: string | null;
  readonly variables: Variables | null;
}

/** Throws LavalampError BAD_USER_INPUT when it is no operation at all, and when a GET asks for a mutation. */
export function askedBy(request: FastifyRequest, documents: Documents): Asked {
  const given = request.method === 'GET' ? parametersOf(request.url) : bodyOf(request.body);
  const { query, operationName, variables } = given;
  if (typeof query !== 'string') throw wrong('`query` must be a document.', query);
  if (operationName != null && typeof operationName !== 'string') {
    throw wrong('`operationName` must be a string.', operationName);
  }
  if (variables != null && !isObject(variables)) throw wrong('`variables` must be an object.', variables);
  const asked = { query, operationName: operationName ?? null, variables: variables ?? null };
  if (request.method === 'GET' && asksMutation(asked, documents)) {
    throw new LavalampError('BAD_USER_INPUT', 'A mutation must be sent by POST.');
  }
  return asked;
}

function parametersOf(url: string): Readonly<Record<string, unknown>> {
  const parameters = new URL(url, 'http://localhost').searchParams;
  const variables = parameters.get('variables');
  return {
    query: parameters.get('query'),
    operationName: parameters.get('operationName'),
    variables: variables === null || variables === '' ? null : parsed(variables),
  };
}

function parsed(variables: string): unknown {
  try {
    return JSON.parse(variables);
  } catch {
    throw wrong('`variables` must be JSON.', variables);
  }
}

function bodyOf(body: unknown): Readonly<Record<string, unknown>> {
  if (!isObject(body)) throw wrong('The body must be a JSON object with a `query`.', body);
  return body;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function asksMutation({ query, operationName }: Asked, documents: Documents): boolean {
  const prepared = documents.prepare(query);
  if (isRefused(prepared)) return false;
  const operation = prepared.operation(operationName);
  return 'type' in operation && operation.type === 'mutation';
}

function wrong(expected: string, received: unknown): LavalampError {
  const shown = received === undefined ? 'nothing' : JSON.stringify(received).slice(0, 100);
  return new LavalampError('BAD_USER_INPUT', `${expected} Received: ${shown}.`);
}
