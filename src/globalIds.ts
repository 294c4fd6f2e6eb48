// Global ids: `build_123`. Clients take them as opaque; the type in front makes a misplaced id an absent thing instead of another one.

import type { Id } from './model.ts';

const PREFIXES = {
  Origin: 'origin',
  Master: 'master',
  Project: 'project',
  Builder: 'builder',
  Worker: 'worker',
  SourceStamp: 'stamp',
  Change: 'change',
  Buildset: 'buildset',
  BuildRequest: 'request',
  Build: 'build',
  Step: 'step',
  Log: 'log',
  Test: 'test',
  Token: 'token',
  Webhook: 'webhook',
  Hook: 'hook',
  HookDelivery: 'delivery',
} as const;

/** The types whose things have a global id. */
export type NodeType = keyof typeof PREFIXES;

const TYPES = new Map(Object.entries(PREFIXES).map(([type, prefix]) => [prefix as string, type as NodeType]));
const LARGEST = 9_223_372_036_854_775_807n;

export function globalId(type: NodeType, id: Id): string {
  return `${PREFIXES[type]}_${id}`;
}

/** @returns the type and the local id; null when this is not a global id at all. */
export function parseGlobalId(text: string): { readonly type: NodeType; readonly id: Id } | null {
  const match = /^([a-z]+)_([1-9]\d{0,18})$/.exec(text);
  const type = match?.[1] === undefined ? undefined : TYPES.get(match[1]);
  const id = match?.[2];
  return type === undefined || id === undefined || BigInt(id) > LARGEST ? null : { type, id };
}

/** @returns the local id; null when this is not the global id of a thing of that type. */
export function localId(type: NodeType, text: string): Id | null {
  const parsed = parseGlobalId(text);
  return parsed?.type === type ? parsed.id : null;
}
