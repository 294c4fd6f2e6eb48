// The adapters that there are.

import type { Adapter } from './adapter.ts';
import { buildbot } from './buildbot/index.ts';
import { cdevents } from './cdevents/index.ts';
import { github } from './github/index.ts';
import { gitlab } from './gitlab/index.ts';
import { jenkins } from './jenkins/index.ts';

export type { Adapter, Delivery, Translation } from './adapter.ts';

/** The adapters by the name in their hook's path. */
export const adapters: ReadonlyMap<string, Adapter> = new Map(
  [buildbot, github, gitlab, jenkins, cdevents].map((adapter) => [adapter.name, adapter]),
);
