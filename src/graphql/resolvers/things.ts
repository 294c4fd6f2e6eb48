// Small words that the resolvers share: how one thing leads to another.

import { globalId, localId, type NodeType, parseGlobalId } from '../../globalIds.ts';
import type { History, Nodes } from '../../history/history.ts';
import type { Id, Viewer } from '../../model.ts';
import type { Context } from '../context.ts';
import type { NodeParent } from '../parents.ts';
import { mayUse } from '../scopes.ts';

/** @returns the resolver of `id` for things of that type. */
export const idOf = (type: NodeType) => (thing: { readonly id: Id }) => globalId(type, thing.id);

/**
 * The other end of a link that the database guarantees. Should it be missing nevertheless, GraphQL itself refuses the null,
 * which is then logged as the bug that it is; checking here as well would cost a promise for each thing.
 */
export function linked<T extends NodeType>(history: History, type: T, id: Id): Promise<Nodes[T]> {
  return history.node(type, id) as Promise<Nodes[T]>;
}

/** The other end of a link that need not be there; null when it is not. */
export function linkedIfAny<T extends NodeType>(
  history: History,
  type: T,
  id: Id | null,
): Promise<Nodes[T] | null> | null {
  return id === null ? null : history.node(type, id);
}

/** A thing of one type by a global id from outside; null when that is malformed, of another type, or of nothing. */
export function byGlobalId<T extends NodeType>(history: History, type: T, id: string): Promise<Nodes[T] | null> | null {
  return linkedIfAny(history, type, localId(type, id));
}

/** Anything by a global id from outside; null when that is malformed, of nothing, or of what the viewer must not see. */
export async function anyByGlobalId({ history, viewer }: Context, text: string): Promise<NodeParent | null> {
  const parsed = parseGlobalId(text);
  const thing = parsed === null || !maySee(viewer, parsed.type) ? null : await history.node(parsed.type, parsed.id);
  return parsed === null || thing === null ? null : ({ __typename: parsed.type, ...thing } as NodeParent);
}

/** What is for administrators only, by whichever way it is asked for. */
const ADMINISTRATION: readonly NodeType[] = ['Token', 'Webhook', 'Hook', 'HookDelivery'];

function maySee(viewer: Viewer, type: NodeType): boolean {
  return !ADMINISTRATION.includes(type) || mayUse(viewer, 'ADMIN');
}
