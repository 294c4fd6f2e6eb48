import type { Resolvers } from '../../generated/resolvers.ts';
import { scalars } from '../scalars.ts';
import { access } from './access.ts';
import { builds } from './builds.ts';
import { connections } from './connections.ts';
import { events } from './events.ts';
import { hooks } from './hooks.ts';
import { logs } from './logs.ts';
import { mutation } from './mutation.ts';
import { origins } from './origins.ts';
import { query } from './query.ts';
import { sources } from './sources.ts';
import { statistics } from './statistics.ts';
import { subscription } from './subscription.ts';
import { tests } from './tests.ts';
import { webhooks } from './webhooks.ts';

/** Every resolver; a field without one is the property of that name. */
export const resolvers: Resolvers = {
  ...scalars,
  ...query,
  ...mutation,
  ...subscription,
  ...builds,
  ...sources,
  ...origins,
  ...logs,
  ...tests,
  ...events,
  ...access,
  ...webhooks,
  ...hooks,
  ...statistics,
  ...connections,
};
