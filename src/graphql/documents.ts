// Documents as they are asked for: parsed and validated once, however often they come.

import {
  type DocumentNode,
  type FragmentDefinitionNode,
  GraphQLError,
  type GraphQLSchema,
  Kind,
  type OperationDefinitionNode,
  parse,
  type SelectionSetNode,
  validate,
} from 'graphql';
import { LRUCache } from 'lru-cache';
import type { Limits } from '../config.ts';
import { asGraphQLError } from './errorMasking.ts';
import { checkShape } from './limits.ts';
import type { SelectedOperation } from './selectedOperation.ts';

const CACHED_DOCUMENTS = 1_000;
const CACHED_CHARACTERS = 8 * 1_048_576;

/** A valid document. */
export interface PreparedDocument {
  readonly document: DocumentNode;
  /** @returns the operation of that name, or the only one; an error when there is none. */
  readonly operation: (name: string | null | undefined) => SelectedOperation | GraphQLError;
}

/** What can be executed, or why it cannot. */
export type Prepared = PreparedDocument | readonly GraphQLError[];

export interface Documents {
  /** Parses and validates; never throws. What was valid is remembered. */
  readonly prepare: (source: string) => Prepared;
}

/** @returns whether the document was refused. */
export function isRefused(prepared: Prepared): prepared is readonly GraphQLError[] {
  return Array.isArray(prepared);
}

export function createDocuments(schema: GraphQLSchema, limits: Limits): Documents {
  const valid = new LRUCache<string, PreparedDocument>({
    max: CACHED_DOCUMENTS,
    maxSize: CACHED_CHARACTERS,
    sizeCalculation: (_, source) => source.length + 1,
  });
  return {
    prepare(source) {
      const cached = valid.get(source);
      if (cached !== undefined) return cached;
      const prepared = prepareAnew(schema, limits, source);
      if (!isRefused(prepared)) valid.set(source, prepared);
      return prepared;
    },
  };
}

function prepareAnew(schema: GraphQLSchema, limits: Limits, source: string): Prepared {
  try {
    const document = parse(source, { maxTokens: limits.tokens });
    // Before validation, whose work grows faster than the document does.
    checkShape(document, limits);
    const errors = mistakesIn(schema, document);
    if (errors.length > 0) return errors.map((error) => withCode(error, 'GRAPHQL_VALIDATION_FAILED'));
    return preparedDocument(document);
  } catch (error) {
    return [refusal(error, limits)];
  }
}

function mistakesIn(schema: GraphQLSchema, document: DocumentNode): readonly GraphQLError[] {
  try {
    return validate(schema, document);
  } catch (error) {
    // Thrown where a variable decides whether the root field of a subscription is there: the specification forbids that.
    if (error instanceof GraphQLError) return [error];
    throw error;
  }
}

/** What parsing or a limit threw. */
function refusal(error: unknown, limits: Limits): GraphQLError {
  if (error instanceof GraphQLError && error.message.endsWith('Parsing aborted.')) {
    const message = `The document has more than ${limits.tokens} tokens, which is the limit (LAVALAMP_MAX_TOKENS).`;
    const extensions = { code: 'LIMIT_EXCEEDED', limit: limits.tokens, setting: 'LAVALAMP_MAX_TOKENS' };
    return new GraphQLError(message, { extensions });
  }
  if (error instanceof GraphQLError) return withCode(error, 'GRAPHQL_PARSE_FAILED');
  return asGraphQLError(error);
}

function withCode({ message, nodes, source, positions }: GraphQLError, code: string): GraphQLError {
  return new GraphQLError(message, { nodes: nodes ?? null, source, positions, extensions: { code } });
}

function preparedDocument(document: DocumentNode): PreparedDocument {
  const fragments = new Map<string, FragmentDefinitionNode>();
  const nodes: OperationDefinitionNode[] = [];
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
    else if (definition.kind === Kind.OPERATION_DEFINITION) nodes.push(definition);
  }
  const operations = nodes.map((node) => ({
    type: node.operation,
    document,
    node,
    fragments,
    rootFields: rootFieldsOf(node.selectionSet, fragments, new Set(), new Set()),
  }));
  return { document, operation: (name) => select(operations, name) };
}

function select(
  operations: readonly SelectedOperation[],
  name: string | null | undefined,
): SelectedOperation | GraphQLError {
  const extensions = { code: 'OPERATION_RESOLUTION_FAILURE' };
  if (name == null || name === '') {
    const [only, another] = operations;
    if (only === undefined) return new GraphQLError('The document has no operation.', { extensions });
    if (another === undefined) return only;
    return new GraphQLError('The document has several operations: name one as `operationName`.', { extensions });
  }
  const named = operations.find(({ node }) => node.name?.value === name);
  return named ?? new GraphQLError(`The document has no operation named "${name}".`, { extensions });
}

/** Every fragment is looked into once: validation has refused cycles, but not that one is spread many times. */
function rootFieldsOf(
  { selections }: SelectionSetNode,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
  found: Set<string>,
  visited: Set<string>,
): ReadonlySet<string> {
  for (const selection of selections) {
    if (selection.kind === Kind.FIELD) {
      found.add(selection.name.value);
    } else if (selection.kind === Kind.INLINE_FRAGMENT) {
      rootFieldsOf(selection.selectionSet, fragments, found, visited);
    } else if (!visited.has(selection.name.value)) {
      visited.add(selection.name.value);
      const fragment = fragments.get(selection.name.value);
      if (fragment !== undefined) rootFieldsOf(fragment.selectionSet, fragments, found, visited);
    }
  }
  return found;
}
