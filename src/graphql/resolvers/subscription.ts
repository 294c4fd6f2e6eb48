// What can be watched. `resolve` runs for each entry of a stream. Log lines are a stream of each subscriber's own; events and
// builds are the channels of `liveFields`, which subscribers share (graphql/sharedSubscriptions.ts).

import type { Channel, Render } from '../../events/channel.ts';
import type { Live } from '../../events/live.ts';
import type {
  RequireFields,
  SubscriptionBuildArgs,
  SubscriptionEventsArgs,
  SubscriptionResolvers,
} from '../../generated/resolvers.ts';
import { localId } from '../../globalIds.ts';
import type { LogLineBatch } from '../../logs/logs.ts';
import type { Id } from '../../model.ts';
import type { Context } from '../context.ts';
import type { AnyEvent } from '../parents.ts';
import { linkedIfAny } from './things.ts';

/** How a field is watched that subscribers share. Both throw LavalampError for arguments that are wrong. */
export interface LiveField<Args> {
  /** Where one subscriber begins. */
  readonly position: (args: Args, live: Live) => string | null;
  /** What all share whose operations differ in nothing but the position. */
  readonly channel: (args: Args, live: Live, render: Render<unknown>) => Channel;
}

const events: LiveField<Partial<SubscriptionEventsArgs>> = {
  position: ({ after }, live) => (after == null ? null : live.parseCursor(after)),
  channel: ({ filter }, live, render) => live.events(filter ?? {}, render),
};
const build: LiveField<RequireFields<SubscriptionBuildArgs, 'id'>> = {
  position: () => null,
  channel: ({ id }, live, render) => live.build(localId('Build', id), render),
};

export const liveFields = { events, build } as const;

/** What opens these streams is `liveFields`. */
const shared = (): never => {
  throw new Error('This subscription is opened as a channel.');
};

const Subscription: SubscriptionResolvers = {
  events: { subscribe: shared, resolve: (event: AnyEvent) => event },
  build: {
    subscribe: shared,
    resolve: (id: Id | null, _: unknown, { history }: Context) => linkedIfAny(history, 'Build', id),
  },
  logLines: {
    subscribe: (_, { log, after }, { logs }) => {
      const id = localId('Log', log);
      return id === null ? nothing() : logs.follow(id, after ?? null);
    },
    resolve: (batch: LogLineBatch | null) => batch,
  },
};

/** The stream of an id that is none of a log: one null. */
async function* nothing(): AsyncGenerator<null, void, void> {
  yield null;
}

export const subscription = { Subscription };
