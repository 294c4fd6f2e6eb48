// The hooks that CI systems post to, and what they have received.

import type { HookDeliveryResolvers, HookResolvers } from '../../generated/resolvers.ts';
import type { HookSystem } from '../../model.ts';
import { idOf } from './things.ts';

const Hook: HookResolvers = {
  id: idOf('Hook'),
  path: ({ system, originName }) => `/hooks/${system.toLowerCase()}/${encodeURIComponent(originName)}`,
  origin: ({ originName }, _, { history }) => history.originByName(originName),
};

const HookDelivery: HookDeliveryResolvers = {
  id: idOf('HookDelivery'),
  system: ({ adapter }) => adapter.toUpperCase() as HookSystem,
  originName: ({ origin }) => origin,
  origin: ({ origin }, _, { history }) => history.originByName(origin),
  state: ({ appliedAt, problem }) => (appliedAt === null ? 'WAITING' : problem === null ? 'APPLIED' : 'UNAPPLIED'),
  deliveryKey: ({ key }) => key,
  triedAt: ({ appliedAt }) => appliedAt,
  reason: ({ problem }) => problem,
  bodyExcerpt: ({ excerpt }) => excerpt,
};

export const hooks = { Hook, HookDelivery };
