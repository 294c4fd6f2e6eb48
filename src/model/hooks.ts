// What CI systems post here.

import type { Id, Time } from './values.ts';

/** The CI systems that can post to a hook. The adapter of each has its name, in lower case. */
export type HookSystem = 'BUILDBOT' | 'GITHUB' | 'GITLAB' | 'JENKINS' | 'CDEVENTS';
export type HookDeliveryState = 'WAITING' | 'APPLIED' | 'UNAPPLIED';

/** A secret with which a CI system may post to the hook of one origin. The secret itself is in no record. */
export interface Hook {
  readonly id: Id;
  readonly system: HookSystem;
  /** The origin need not have reported anything yet. */
  readonly originName: string;
  readonly createdAt: Time;
}

/** What a hook received. */
export interface HookDelivery {
  readonly id: Id;
  readonly adapter: string;
  readonly origin: string;
  /** The sender's own name for it; null when it has none. */
  readonly key: string | null;
  readonly headers: Readonly<Record<string, string>>;
  readonly receivedAt: Time;
  /** When it was last tried to apply it; null while it waits. */
  readonly appliedAt: Time | null;
  readonly problem: string | null;
  readonly byteCount: number;
  /** How its body begins. */
  readonly excerpt: string;
}
