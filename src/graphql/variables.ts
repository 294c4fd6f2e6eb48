// Variables are coerced here, once, for every executor: graphql-jit's own coercion knows no @oneOf, and drops the defaults of
// input fields that must not be null.

import { GraphQLError, type GraphQLSchema, getVariableValues, Kind, type OperationDefinitionNode } from 'graphql';

/** Variables after coercion. */
export type Variables = Readonly<Record<string, unknown>>;

/** After so many mistakes in the variables the rest is not looked at. */
const MAX_ERRORS = 20;

/** @returns the variables with defaults filled in and every value in the form that resolvers take, or what is wrong with them. */
export function coerceVariables(
  schema: GraphQLSchema,
  { variableDefinitions = [] }: OperationDefinitionNode,
  given: Variables,
): Variables | readonly GraphQLError[] {
  const { coerced, errors } = getVariableValues(schema, variableDefinitions, given, { maxErrors: MAX_ERRORS });
  if (errors === undefined) return coerced;
  const extensions = { code: 'BAD_USER_INPUT' };
  return errors.map((error) => {
    // Filters hold filters, so that variables can nest deeper than graphql-js can follow. It says so as if it had been refused.
    const { message } = error instanceof RangeError ? { message: 'The variables nest too deep.' } : error;
    return new GraphQLError(message, { nodes: error.nodes ?? null, extensions });
  });
}

/**
 * The operation for variables that have been coerced already: they are passed through as they are, as JSON is. Booleans keep
 * their type, since graphql-jit looks at it where one decides about a @skip or @include.
 */
export function withCoercedVariables(operation: OperationDefinitionNode): OperationDefinitionNode {
  const passThrough = { kind: Kind.NAMED_TYPE, name: { kind: Kind.NAME, value: 'JSON' } } as const;
  const variableDefinitions = operation.variableDefinitions?.map((definition) => {
    const named = definition.type.kind === Kind.NON_NULL_TYPE ? definition.type.type : definition.type;
    if (named.kind === Kind.NAMED_TYPE && named.name.value === 'Boolean') return definition;
    const { defaultValue: _, ...rest } = definition;
    return { ...rest, type: passThrough };
  });
  return { ...operation, ...(variableDefinitions === undefined ? {} : { variableDefinitions }) };
}
