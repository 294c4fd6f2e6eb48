// From a mutation to the hooks room and back.

import type { HookDeliveryFilter } from '../filters.ts';
import type { CreateHookInput, RemoveHookInput } from '../generated/resolvers.ts';
import type { Context } from './context.ts';
import { isRefusal, payload, userError } from './payloads.ts';

/** Throws UNAVAILABLE when the database is away. */
export async function createHook({ hooks, history }: Context, input: CreateHookInput) {
  const created = await hooks.create(input);
  history.forget();
  return isRefusal(created)
    ? { hook: null, secret: null, userErrors: [userError([], created)] }
    : { ...created, userErrors: [] };
}

/** Throws UNAVAILABLE when the database is away. */
export async function removeHook({ hooks, history }: Context, { id }: RemoveHookInput) {
  const removed = await hooks.remove(id);
  history.forget();
  return isRefusal(removed) ? payload('hook', null, [userError([], removed)]) : payload('hook', removed, []);
}

/** Throws UNAVAILABLE when the database is away, and BAD_USER_INPUT when a list of the filter is too long. */
export async function replayHookDeliveries({ hooks, history }: Context, filter: HookDeliveryFilter) {
  const deliveryCount = await hooks.replay(filter);
  history.forget();
  return { deliveryCount, userErrors: [] };
}
