// What of a document is executed.

import type { DocumentNode, FragmentDefinitionNode, OperationDefinitionNode } from 'graphql';

/** One operation of a valid document. The same object each time, as long as the document is cached. */
export interface SelectedOperation {
  readonly type: 'query' | 'mutation' | 'subscription';
  readonly document: DocumentNode;
  readonly node: OperationDefinitionNode;
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  /** The names of the root fields, those of fragments included. */
  readonly rootFields: ReadonlySet<string>;
}
