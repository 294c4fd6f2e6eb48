// What a failed request is answered, outside of GraphQL's own answers: the same shape, with a status of HTTP.

import type { FastifyInstance } from 'fastify';
import { GraphQLError } from 'graphql';
import { LavalampError } from '../errors.ts';
import { maskError } from '../graphql/errorMasking.ts';

const STATUS = new Map<unknown, number>([
  ['BAD_USER_INPUT', 400],
  ['LIMIT_EXCEEDED', 400],
  ['UNAUTHENTICATED', 401],
  ['FORBIDDEN', 403],
  ['CURSOR_EXPIRED', 410],
  ['UNAVAILABLE', 503],
  ['INTERNAL_SERVER_ERROR', 500],
]);

/** @returns the HTTP status of a failure with this error code; 400 for a mistake in the request itself. */
export function statusOf(code: unknown): number {
  return STATUS.get(code) ?? 400;
}

/** Answers what routes throw, and what has no route. */
export function answerFailures(app: FastifyInstance, bodyBytes: number): void {
  app.setErrorHandler(async (error, request, reply) => {
    const shown = maskError(mistakeOf(error, bodyBytes) ?? error, { requestId: request.id, log: app.log });
    const { http, ...extensions } = shown.extensions;
    const formatted = { message: shown.message, extensions };
    const status = typeof http === 'number' ? http : statusOf(extensions.code);
    if (status === 401) reply.header('www-authenticate', 'Bearer');
    return reply
      .code(status)
      .type('application/json; charset=utf-8')
      .send({ errors: [formatted] });
  });
  app.setNotFoundHandler(async (request, reply) =>
    reply.code(404).send({
      errors: [
        {
          message: `There is nothing at ${request.method} ${pathOf(request.url)}.`,
          extensions: { code: 'NOT_FOUND' },
        },
      ],
    }),
  );
}

/** @returns the path of a URL without its query. */
export function pathOf(url: string): string {
  return url.split('?', 1)[0] ?? url;
}

/** What Fastify refuses before a route sees it: the request was wrong, and its sentence may be shown. Null for anything else. */
function mistakeOf(error: unknown, bodyBytes: number): Error | null {
  if (error instanceof LavalampError || !(error instanceof Error) || !('statusCode' in error)) return null;
  const http = Number(error.statusCode);
  if (http === 413) {
    const message = `The body is larger than ${bodyBytes} bytes, which is the limit (LAVALAMP_MAX_BODY_BYTES).`;
    return new GraphQLError(message, { extensions: { code: 'LIMIT_EXCEEDED', http } });
  }
  if (http < 400 || http > 499) return null;
  return new GraphQLError(error.message, { extensions: { code: 'BAD_REQUEST', http } });
}
