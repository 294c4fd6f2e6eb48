// What can be watched. `subscribe` opens the stream; `resolve` runs for each entry of it, in a context of its own.

import type { SubscriptionResolvers } from '../../generated/resolvers.ts';
import { localId } from '../../globalIds.ts';
import type { LogLineBatch } from '../../logs/logs.ts';
import type { Id } from '../../model.ts';
import type { Context } from '../context.ts';
import type { AnyEvent } from '../parents.ts';
import { linkedIfAny } from './things.ts';

const Subscription: SubscriptionResolvers = {
  events: {
    subscribe: (_, { after, filter }, { events }) =>
      events.subscribe(after == null ? null : events.parseCursor(after), filter ?? {}),
    resolve: (event: AnyEvent) => event,
  },
  build: {
    subscribe: (_, { id }, { events }) => ifKnown(localId('Build', id), events.watchBuild),
    resolve: (id: Id | null, _: unknown, { history }: Context) => linkedIfAny(history, 'Build', id),
  },
  logLines: {
    subscribe: (_, { log, after }, { logs }) => ifKnown(localId('Log', log), (id) => logs.follow(id, after ?? null)),
    resolve: (batch: LogLineBatch | null) => batch,
  },
};

/** The stream of a thing; for an id that is none of its type, one null. */
function ifKnown<T>(id: Id | null, open: (id: Id) => AsyncIterable<T>): AsyncIterable<T | null> {
  return id === null ? nothing() : open(id);
}

async function* nothing(): AsyncGenerator<null, void, void> {
  yield null;
}

export const subscription = { Subscription };
