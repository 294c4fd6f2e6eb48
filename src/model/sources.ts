// What is built.

import type { Property } from './builds.ts';
import type { Id, Time } from './values.ts';

export interface SourceStamp {
  readonly id: Id;
  readonly originId: Id;
  readonly codebase: string;
  readonly repository: string;
  readonly branch: string | null;
  readonly revision: string | null;
  readonly project: string | null;
  readonly createdAt: Time;
  /** When a build of it first started; null while none has. */
  readonly firstStartedAt: Time | null;
}

export interface Patch {
  readonly sourceStampId: Id;
  readonly author: string | null;
  readonly comment: string | null;
  readonly level: number;
  readonly subdirectory: string | null;
  readonly body: string | null;
}

export interface Change {
  readonly id: Id;
  readonly originId: Id;
  readonly key: string;
  readonly author: string;
  readonly committer: string | null;
  readonly message: string;
  readonly revision: string | null;
  readonly branch: string | null;
  readonly repository: string;
  readonly codebase: string;
  readonly project: string | null;
  readonly category: string | null;
  readonly url: string | null;
  readonly files: readonly string[];
  /** In the order of their names. */
  readonly properties: readonly Property[];
  readonly committedAt: Time;
  readonly sourceStampId: Id;
}
