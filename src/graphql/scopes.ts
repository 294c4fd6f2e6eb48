// Who may do what: one table, by operation type and root field.

import { LavalampError } from '../errors.ts';
import type { Scope, Viewer } from '../model.ts';
import type { SelectedOperation } from './selectedOperation.ts';

/** What every root field needs that has no entry below. */
const BY_OPERATION = { query: 'READ', subscription: 'READ', mutation: 'REPORT' } as const;

/** The root fields that need something else; null: nothing. */
const BY_FIELD = new Map<string, Scope | null>([
  ['query.viewer', null],
  // The schema is public: it is in the repository.
  ['query.__schema', null],
  ['query.__type', null],
  ['query.__typename', null],
  ['mutation.__typename', null],
  ['query.tokens', 'ADMIN'],
  ['mutation.createToken', 'ADMIN'],
  ['mutation.revokeToken', 'ADMIN'],
  ['query.webhook', 'ADMIN'],
  ['query.webhooks', 'ADMIN'],
  ['mutation.registerWebhook', 'ADMIN'],
  ['mutation.updateWebhook', 'ADMIN'],
  ['mutation.rotateWebhookSecret', 'ADMIN'],
  ['mutation.removeWebhook', 'ADMIN'],
  ['query.hooks', 'ADMIN'],
  ['query.hookDeliveries', 'ADMIN'],
  ['mutation.createHook', 'ADMIN'],
  ['mutation.removeHook', 'ADMIN'],
  ['mutation.replayHookDeliveries', 'ADMIN'],
]);

/** The scopes in the order of the enum. */
const SCOPES: readonly Scope[] = ['READ', 'REPORT', 'ADMIN'];

/** @returns whether the viewer has the scope; ADMIN includes the others. */
export function mayUse(viewer: Viewer, scope: Scope): boolean {
  return viewer.scopes.has(scope) || viewer.scopes.has('ADMIN');
}

/** @returns everything that the viewer may do, in the order of the enum. */
export function scopesOf(viewer: Viewer): readonly Scope[] {
  return SCOPES.filter((scope) => mayUse(viewer, scope));
}

/** @returns the scope that a root field needs; null when it needs none. */
export function neededScope(operation: 'query' | 'mutation' | 'subscription', field: string): Scope | null {
  const exception = BY_FIELD.get(`${operation}.${field}`);
  return exception === undefined ? BY_OPERATION[operation] : exception;
}

/** Throws LavalampError UNAUTHENTICATED without a token, FORBIDDEN with one that does not have the scope. */
export function requireScope(viewer: Viewer, scope: Scope, what: string): void {
  if (mayUse(viewer, scope)) return;
  if (viewer.tokenName === null) {
    const message = `${what} needs a token with the scope ${scope}: send it as \`Authorization: Bearer …\`.`;
    throw new LavalampError('UNAUTHENTICATED', message, { scope });
  }
  const has = scopesOf(viewer).join(', ') || 'none';
  throw new LavalampError('FORBIDDEN', `${what} needs the scope ${scope}; the token that was sent has ${has}.`, {
    scope,
  });
}

/** Throws LavalampError unless the viewer may use every root field of the operation, those that a directive skips included. */
export function requireScopes(viewer: Viewer, operation: SelectedOperation): void {
  for (const field of operation.rootFields) {
    const scope = neededScope(operation.type, field);
    if (scope !== null) requireScope(viewer, scope, `\`${field}\``);
  }
}
