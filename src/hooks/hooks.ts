// What the rooms outside see of hooks.

import type { HookDeliveryFilter } from '../filters.ts';
import type { Hook, HookSystem } from '../model.ts';
import type { Refusal } from '../reporting/outcome.ts';

/** Headers as Node gives them. */
export type RequestHeaders = Readonly<Record<string, string | string[] | undefined>>;

/** What the sender is answered. */
export interface HookAnswer {
  readonly status: number;
  /** Sent as JSON. */
  readonly body: object;
}

/** NONE: nothing, or the hook has no secret. BODY: that can only be told from the whole body. */
export type Knock = 'NONE' | 'RIGHT' | 'WRONG' | 'BODY';

/** What takes the deliveries of one CI system. Every method rejects with LavalampError UNAVAILABLE when the database is away. */
export interface HookDoor {
  /** How a sender proves that it knows a secret, for messages. */
  readonly proofName: string;
  /** What the headers of a request say of whether its sender knows a secret of that origin's hook. */
  readonly knocks: (origin: string, headers: RequestHeaders) => Promise<Knock>;
  /** Whether the body bears out what its headers say. */
  readonly proves: (origin: string, headers: RequestHeaders, body: Buffer) => Promise<boolean>;
  /** Counts a request that was turned away. */
  readonly turnedAway: () => void;
  /**
   * Takes a delivery. Resolves once it is durable: 202; or, for senders who are told what came of it, once it was applied: 200, or 202
   * with the problems. 400 when the body is no JSON, or the origin no name.
   */
  readonly take: (origin: string, body: Buffer, headers: RequestHeaders) => Promise<HookAnswer>;
}

/** What administrators do with hooks. Every method rejects with LavalampError UNAVAILABLE when the database is away. */
export interface Hooks {
  /** Makes a secret for an origin's hook, or keeps the one that is given. The secret is told only when it was made here. Refuses the 21st. */
  readonly create: (given: {
    readonly system: HookSystem;
    readonly originName: string;
    readonly secret?: string | null | undefined;
  }) => Promise<{ readonly hook: Hook; readonly secret: string | null } | Refusal>;
  /** Removes one: its secret opens nothing any more, within seconds on all servers. Refuses an id (global) of none. */
  readonly remove: (id: string) => Promise<Hook | Refusal>;
  /** Lets deliveries be applied again. @returns how many will be. */
  readonly replay: (filter: HookDeliveryFilter) => Promise<number>;
}
