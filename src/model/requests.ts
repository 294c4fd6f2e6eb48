// That something is to be built.

import type { Result } from './results.ts';
import type { Id, Time } from './values.ts';

export type BuildRequestState = 'PENDING' | 'CLAIMED' | 'COMPLETE';

export interface Buildset {
  readonly id: Id;
  readonly originId: Id;
  readonly key: string;
  readonly reason: string | null;
  readonly externalId: string | null;
  readonly submittedAt: Time;
  readonly parentBuildId: Id | null;
  readonly rebuildOfId: Id | null;
}

/** What a buildset's requests have come to. `result` and `completedAt` are null until all of them are complete. */
export interface BuildsetOutcome {
  readonly buildsetId: Id;
  readonly complete: boolean;
  readonly completedAt: Time | null;
  readonly result: Result | null;
}

export interface BuildRequest {
  readonly id: Id;
  readonly originId: Id;
  readonly key: string;
  readonly buildsetId: Id;
  readonly builderId: Id;
  readonly priority: number;
  readonly submittedAt: Time;
  readonly claimedAt: Time | null;
  readonly completedAt: Time | null;
  readonly result: Result | null;
}
