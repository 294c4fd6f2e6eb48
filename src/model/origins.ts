// Installations of CI systems, and what they are made of.

import type { Id, Json, Time } from './values.ts';

export type OriginKind = 'BUILDBOT' | 'GITHUB_ACTIONS' | 'GITLAB_CI' | 'JENKINS' | 'CDEVENTS' | 'CUSTOM';

export interface Origin {
  readonly id: Id;
  readonly name: string;
  readonly kind: OriginKind;
  readonly url: string | null;
  readonly createdAt: Time;
}

export interface Master {
  readonly id: Id;
  readonly originId: Id;
  readonly name: string;
  readonly active: boolean;
  readonly lastActiveAt: Time | null;
}

export interface Project {
  readonly id: Id;
  readonly originId: Id;
  readonly name: string;
  readonly description: string | null;
  readonly url: string | null;
}

export interface Builder {
  readonly id: Id;
  readonly originId: Id;
  readonly projectId: Id | null;
  readonly name: string;
  readonly description: string | null;
  readonly tags: readonly string[];
}

export interface Worker {
  readonly id: Id;
  readonly originId: Id;
  readonly name: string;
  readonly connected: boolean;
  readonly connectionChangedAt: Time | null;
  readonly info: Json;
}
