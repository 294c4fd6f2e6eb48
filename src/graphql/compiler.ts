// Compiles operations with graphql-jit, those that it executes as graphql-js does. Its ways differ in a few places, each of
// which has a test: such an operation is left to graphql-js, which is slower and right.

import {
  type ASTNode,
  BREAK,
  type DefinitionNode,
  type DocumentNode,
  type ExecutionResult,
  GraphQLError,
  type GraphQLSchema,
  Kind,
  parse,
  type SelectionNode,
  type SelectionSetNode,
  type Source,
  type SourceLocation,
  visit,
} from 'graphql';
import { compileQuery, isCompiledQuery } from 'graphql-jit';
import type { Context } from './context.ts';
import type { SelectedOperation } from './selectedOperation.ts';
import { type Variables, withCoercedVariables } from './variables.ts';

/** Executes one operation. Variables are coerced already. */
export type Run = (
  rootValue: unknown,
  context: Context,
  variables: Variables,
) => ExecutionResult | Promise<ExecutionResult>;

/** In its own marks graphql-jit writes what follows into the code that it makes: a string of a client must not hold one. */
const MARK = '__MAGIC_';

const OPTIONS = {
  // The records hold what the schema says, which the compiler of TypeScript checks.
  disableLeafSerialization: true,
  // An error that a resolver threw keeps its own stack; those that graphql-jit makes need none.
  disablingCapturingStackErrors: true,
  useExperimentalPathBasedSkipInclude: true,
};

/** @returns what executes the operation; null when graphql-js must. */
export function compile(schema: GraphQLSchema, operation: SelectedOperation): Run | null {
  const source = operation.node.loc?.source;
  if (source === undefined || !isCompilable(operation)) return null;
  const compiled = compileQuery(schema, documentOf(source, operation), operation.node.name?.value, OPTIONS);
  if (!isCompiledQuery(compiled)) return null;
  return async (rootValue, context, variables) =>
    withOwnErrors(source, await compiled.query(rootValue, context, variables as Record<string, unknown>));
}

/** The operation alone, parsed anew: graphql-jit writes notes onto the nodes that it is given. */
function documentOf(source: Source, { node }: SelectedOperation): DocumentNode {
  const definitions = parse(source).definitions.flatMap((definition): readonly DefinitionNode[] => {
    if (definition.kind !== Kind.OPERATION_DEFINITION) return [definition];
    return definition.name?.value === node.name?.value ? [withCoercedVariables(definition)] : [];
  });
  return { kind: Kind.DOCUMENT, definitions };
}

function isCompilable(operation: SelectedOperation): boolean {
  // A mutation that failed does not keep graphql-jit from going on with the next one.
  return operation.type !== 'mutation' && hasPlainNodes(operation) && !mergesConditionalFields(operation);
}

function hasPlainNodes({ node, fragments }: SelectedOperation): boolean {
  let plain = true;
  let nested = 0;
  visit({ kind: Kind.DOCUMENT, definitions: [node, ...fragments.values()] } satisfies DocumentNode, {
    enter(visited) {
      if (isNesting(visited)) nested++;
      if (!isPlain(visited, nested > 0)) plain = false;
      return plain ? undefined : BREAK;
    },
    leave(visited) {
      if (isNesting(visited)) nested--;
    },
  });
  return plain;
}

function isNesting({ kind }: ASTNode): boolean {
  return kind === Kind.LIST || kind === Kind.OBJECT;
}

function isPlain(node: ASTNode, nested: boolean): boolean {
  switch (node.kind) {
    case Kind.VARIABLE:
      // Within a list or an object, one that is not given counts as null there, whatever the default.
      return !nested;
    case Kind.STRING:
      return !node.value.includes(MARK);
    case Kind.OBJECT_FIELD:
      return !node.name.value.includes(MARK);
    case Kind.FRAGMENT_SPREAD:
      // Of a fragment that is spread twice, only the first condition counts.
      return !isConditional(node);
    default:
      return true;
  }
}

function isConditional({ directives = [] }: SelectionNode): boolean {
  return directives.length > 0;
}

/**
 * Whether a field with a selection is under a condition and may be merged with another of its name: what it selects would then
 * be there although it is skipped. Looks at names only, so that it finds more than there are.
 */
function mergesConditionalFields({ node, fragments }: SelectedOperation): boolean {
  const seen = new Set<string>();
  const repeated = new Set<string>();
  const conditional = new Set<string>();
  const look = ({ selections }: SelectionSetNode, underCondition: boolean): void => {
    for (const selection of selections) {
      if (selection.kind === Kind.FRAGMENT_SPREAD || selection.selectionSet === undefined) continue;
      const condition = underCondition || isConditional(selection);
      if (selection.kind === Kind.FIELD) {
        const name = (selection.alias ?? selection.name).value;
        if (seen.has(name)) repeated.add(name);
        seen.add(name);
        if (condition) conditional.add(name);
      }
      look(selection.selectionSet, selection.kind === Kind.INLINE_FRAGMENT && condition);
    }
  };
  for (const { selectionSet } of [node, ...fragments.values()]) look(selectionSet, false);
  return [...conditional].some((name) => repeated.has(name));
}

/** The result with errors as graphql-js makes them: graphql-jit's only look like such. */
function withOwnErrors(source: Source, result: ExecutionResult): ExecutionResult {
  const { errors } = result;
  return errors === undefined ? result : { ...result, errors: errors.map((error) => ownError(source, error)) };
}

function ownError(source: Source, { message, locations, path, originalError }: GraphQLError): GraphQLError {
  return new GraphQLError(message, {
    source,
    positions: (locations ?? []).map((location) => positionOf(source, location)),
    path: path ?? null,
    originalError: originalError ?? causeOf(message),
  });
}

/** What graphql-jit found by itself: an argument that must not be null is the caller's mistake, everything else is ours. */
function causeOf(message: string): Error {
  return message.startsWith('Argument "') ? new GraphQLError(message) : new Error(message);
}

/** The offset of a line and column in the source; the way back from graphql's `getLocation`. */
function positionOf({ body }: Source, { line, column }: SourceLocation): number {
  const lineEnds = body.matchAll(/\r\n|[\n\r]/g);
  let start = 0;
  for (let current = 1; current < line; current++) {
    const end = lineEnds.next().value;
    start = end === undefined ? start : end.index + end[0].length;
  }
  return start + column - 1;
}
