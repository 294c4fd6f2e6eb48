// The one root field of a subscription, and what is said of it.

import {
  type FieldNode,
  GraphQLError,
  GraphQLIncludeDirective,
  GraphQLSkipDirective,
  getDirectiveValues,
  Kind,
  type SelectionNode,
  type SelectionSetNode,
  visit,
} from 'graphql';
import type { SelectedOperation } from './selectedOperation.ts';
import type { Variables } from './variables.ts';

/** @returns what a subscription watches; null for other operations. Throws GraphQLError when all is skipped that it could watch. */
export function watchedField(operation: SelectedOperation, variables: Variables): FieldNode | null {
  if (operation.type !== 'subscription') return null;
  const field = rootFieldOf(operation, variables);
  if (field !== null) return field;
  throw new GraphQLError('The subscription has nothing to watch: its root field is skipped.', {
    nodes: operation.node,
    extensions: { code: 'BAD_USER_INPUT' },
  });
}

/** @returns the first root field that is not skipped, fragments looked into; null when there is none. */
function rootFieldOf({ node, fragments }: SelectedOperation, variables: Variables): FieldNode | null {
  const firstOf = ({ selections }: SelectionSetNode): FieldNode | null => {
    for (const selection of selections) {
      if (!isIncluded(selection, variables)) continue;
      const found = fieldIn(selection);
      if (found !== null) return found;
    }
    return null;
  };
  const fieldIn = (selection: SelectionNode): FieldNode | null => {
    if (selection.kind === Kind.FIELD) return selection;
    if (selection.kind === Kind.INLINE_FRAGMENT) return firstOf(selection.selectionSet);
    const fragment = fragments.get(selection.name.value);
    return fragment === undefined ? null : firstOf(fragment.selectionSet);
  };
  return firstOf(node.selectionSet);
}

function isIncluded(selection: SelectionNode, variables: Variables): boolean {
  return (
    getDirectiveValues(GraphQLSkipDirective, selection, variables)?.if !== true &&
    getDirectiveValues(GraphQLIncludeDirective, selection, variables)?.if !== false
  );
}

/** By the operation, which watches one field. */
const remembered = new WeakMap<SelectedOperation, string | null>();

/** @returns the variable that gives a root field's argument, when it is used for nothing else; null otherwise. */
export function variableOnlyIn(operation: SelectedOperation, field: FieldNode, argument: string): string | null {
  const known = remembered.get(operation);
  if (known !== undefined) return known;
  const value = field.arguments?.find(({ name }) => name.value === argument)?.value;
  const variable = value?.kind === Kind.VARIABLE ? value.name.value : null;
  const own = variable !== null && usesOf(operation, variable) === 1 ? variable : null;
  remembered.set(operation, own);
  return own;
}

function usesOf({ node, fragments }: SelectedOperation, variable: string): number {
  let uses = 0;
  // Not the definition of the variable itself.
  for (const part of [...(node.directives ?? []), node.selectionSet, ...fragments.values()]) {
    visit(part, {
      Variable: ({ name }) => {
        if (name.value === variable) uses += 1;
      },
    });
  }
  return uses;
}
