// What must hold before an operation is executed, on every transport alike.

import { GraphQLError, type GraphQLSchema } from 'graphql';
import type { Limits } from '../config.ts';
import { LavalampError } from '../errors.ts';
import type { Viewer } from '../model.ts';
import { isRefused, type Prepared } from './documents.ts';
import { asGraphQLError } from './errorMasking.ts';
import type { Execution } from './executor.ts';
import { checkedCost } from './limits.ts';
import { watchedField } from './rootField.ts';
import { requireScopes } from './scopes.ts';
import { coerceVariables, type Variables } from './variables.ts';

/** An operation as a client asks for it. */
export interface OperationRequest {
  readonly prepared: Prepared;
  readonly operationName: string | null | undefined;
  readonly variables: Variables | null | undefined;
  /** Null: a token was sent that does not work. */
  readonly viewer: Viewer | null;
}

/** What may be executed, or why it may not. Never throws. */
export type Admission = (request: OperationRequest) => Execution | readonly GraphQLError[];

/** @returns whether the operation may be executed. */
export function isAdmitted(admitted: Execution | readonly GraphQLError[]): admitted is Execution {
  return !Array.isArray(admitted);
}

export function createAdmission(schema: GraphQLSchema, limits: Limits): Admission {
  return ({ prepared, operationName, variables: given, viewer }) => {
    try {
      if (viewer === null) throw new LavalampError('UNAUTHENTICATED', 'The token that was sent is unknown or revoked.');
      if (isRefused(prepared)) return prepared;
      const operation = prepared.operation(operationName);
      if (operation instanceof GraphQLError) return [operation];
      requireScopes(viewer, operation);
      const variables = coerceVariables(schema, operation.node, given ?? {});
      if (isFailure(variables)) return variables;
      const cost = checkedCost(schema, operation, variables, limits);
      return { operation, variables, viewer, cost, watched: watchedField(operation, variables) };
    } catch (error) {
      return [asGraphQLError(error)];
    }
  };
}

function isFailure(variables: Variables | readonly GraphQLError[]): variables is readonly GraphQLError[] {
  return Array.isArray(variables);
}
