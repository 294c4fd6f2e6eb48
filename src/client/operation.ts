// A typed document, as it is sent.

import type { DocumentNode, OperationDefinitionNode } from 'graphql';
// Only these, since all of graphql takes a command line a tenth of a second to load.
import { Kind } from 'graphql/language/kinds.js';
import { print } from 'graphql/language/printer.js';

/** An operation as both transports send it. */
export interface Operation {
  readonly query: string;
  readonly operationName: string | undefined;
  readonly variables: Record<string, unknown>;
}

const printed = new WeakMap<DocumentNode, string>();

/** @returns the document with its variables; printed once for each document. */
export function operationOf(document: DocumentNode, variables: Record<string, unknown>): Operation {
  let query = printed.get(document);
  if (query === undefined) {
    query = print(document);
    printed.set(document, query);
  }
  return { query, operationName: definitionOf(document)?.name?.value, variables };
}

/** @returns whether the document's operation takes a variable of this name. */
export function takesVariable(document: DocumentNode, name: string): boolean {
  return definitionOf(document)?.variableDefinitions?.some(({ variable }) => variable.name.value === name) ?? false;
}

function definitionOf(document: DocumentNode): OperationDefinitionNode | undefined {
  return document.definitions.find((definition) => definition.kind === Kind.OPERATION_DEFINITION);
}
