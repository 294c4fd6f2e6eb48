// Builds.

import type { Result } from './results.ts';
import type { Id, Json, Time } from './values.ts';

export type BuildState = 'RUNNING' | 'FINISHED';

/** How many of these a build, or a step, has at most, whoever told them when: they are read whole. */
export const MOST = { properties: 1_000, sourceStamps: 100, links: 1_000, logs: 1_000, recordedSteps: 1_000 } as const;

export interface Build {
  readonly id: Id;
  readonly originId: Id;
  readonly key: string;
  readonly builderId: Id;
  readonly number: number;
  readonly startedAt: Time;
  readonly completedAt: Time | null;
  readonly state: BuildState;
  readonly result: Result | null;
  readonly stateString: string;
  readonly reason: string | null;
  readonly url: string | null;
  readonly requestedAt: Time | null;
  readonly workerId: Id | null;
  readonly masterId: Id | null;
  readonly buildRequestId: Id | null;
  readonly parentBuildId: Id | null;
  readonly rebuildOfId: Id | null;
  /** Whether its end was not reported, but guessed, since nothing was heard any more. */
  readonly lost: boolean;
}

/** What a builder last came to on a branch. */
export interface BuilderBranch {
  /** Null: builds of source stamps that have none. */
  readonly branch: string | null;
  /** Of those that have ended. */
  readonly latestBuild: Build;
}

export interface Property {
  readonly name: string;
  readonly value: Json;
  readonly source: string | null;
}
