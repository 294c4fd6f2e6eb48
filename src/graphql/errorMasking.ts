// The last step before an error leaves, on every transport: what clients may know stays, everything else is masked and logged.

import { type ExecutionResult, GraphQLError } from 'graphql';
import { LavalampError } from '../errors.ts';

/** The part of a logger that is needed here. */
export interface ErrorLog {
  readonly error: (details: object, message: string) => void;
}

/** What an error is to be found by afterwards. */
export interface Incident {
  readonly requestId: string;
  readonly log: ErrorLog;
}

/** @returns the result with errors that may be shown. */
export function maskResult(result: ExecutionResult, incident: Incident): ExecutionResult {
  return result.errors === undefined ? result : { ...result, errors: maskErrors(result.errors, incident) };
}

/** @returns errors that may be shown, in the same order. One that hit many fields is logged once. */
export function maskErrors(errors: readonly unknown[], incident: Incident): readonly GraphQLError[] {
  const logged = new Set<unknown>();
  return errors.map((error) => maskError(error, incident, logged));
}

/**
 * A LavalampError keeps its message, code and details; GraphQL's own errors stay as they are. Any other is logged with its
 * stack, unless its cause is in `logged` already, and becomes INTERNAL_SERVER_ERROR with the request id.
 */
export function maskError(error: unknown, { requestId, log }: Incident, logged = new Set<unknown>()): GraphQLError {
  const cause = causeOf(error);
  const place = error instanceof GraphQLError ? placeOf(error) : {};
  if (cause instanceof LavalampError) {
    return new GraphQLError(cause.message, { ...place, extensions: { ...cause.details, code: cause.code } });
  }
  if (error instanceof GraphQLError && cause instanceof GraphQLError) {
    return typeof error.extensions.code === 'string'
      ? error
      : new GraphQLError(error.message, { ...place, extensions: { code: 'BAD_USER_INPUT' } });
  }
  if (!logged.has(cause)) {
    logged.add(cause);
    log.error({ requestId, err: cause }, 'An operation failed unexpectedly');
  }
  const extensions = { code: 'INTERNAL_SERVER_ERROR', requestId };
  return new GraphQLError('Something went wrong here', { ...place, extensions });
}

/** @returns what was thrown as an error of GraphQL's, for the way to the masking. */
export function asGraphQLError(error: unknown): GraphQLError {
  if (error instanceof GraphQLError) return error;
  const originalError = error instanceof Error ? error : new Error(String(error));
  return new GraphQLError(originalError.message, { originalError });
}

/** @returns the code under which an error is shown. All are our own: few, and fixed. */
export function codeOf(error: unknown): string {
  const cause = causeOf(error);
  if (cause instanceof LavalampError) return cause.code;
  if (!(error instanceof GraphQLError && cause instanceof GraphQLError)) return 'INTERNAL_SERVER_ERROR';
  return typeof error.extensions.code === 'string' ? error.extensions.code : 'BAD_USER_INPUT';
}

/** What was thrown in the first place. */
export function causeOf(error: unknown): unknown {
  let cause = error;
  while (cause instanceof GraphQLError && cause.originalError !== undefined) cause = cause.originalError;
  return cause;
}

function placeOf({ nodes, source, positions, path }: GraphQLError) {
  return { nodes: nodes ?? null, source, positions, path };
}
