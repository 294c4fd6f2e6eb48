// The adapters that there are.

import type { Adapter } from './adapter.ts';
import { buildbot } from './buildbot/index.ts';

export type { Adapter, Delivery, Translation } from './adapter.ts';

/** The adapters by the name in their hook's path. */
export const adapters: ReadonlyMap<string, Adapter> = new Map([buildbot].map((adapter) => [adapter.name, adapter]));
