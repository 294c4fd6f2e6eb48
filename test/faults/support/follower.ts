// A subscriber who keeps everything that comes, so that tests can wait for it, and who resumes as a client should.

import { createNews } from '../../support/news.ts';
import { type Watch, watch } from '../../support/watch.ts';
import { type Entry, EVENTS } from './events.ts';

export interface Follower {
  /** The events that have come, in their order; heartbeats left out. */
  readonly seen: readonly Entry[];
  /** How many heartbeats have come. */
  readonly heartbeats: () => number;
  /** How often it subscribed again: when it was told UNAVAILABLE, or moved. */
  readonly resumed: () => number;
  /** Resolves when this holds, now or after another message; rejects when the subscription fails before. */
  readonly until: (holds: () => boolean) => Promise<void>;
  /** Cuts its socket without a word, and resumes on another one. */
  readonly move: () => void;
  /** Ends it. */
  readonly stop: () => void;
}

/** Follows the event log from a position. Each time that it has to subscribe, `url` says where. */
export function follow(url: () => string, after: string): Follower {
  const seen: Entry[] = [];
  const news = createNews();
  const counts = { heartbeats: 0, resumed: 0 };
  let cursor = after;
  let subscription: Watch;
  let moving = false;
  let stopped = false;

  const receive = async () => {
    for (;;) {
      const message = await subscription.next();
      if (message === undefined) throw new Error('The subscription has completed.');
      const event: Entry = message.events;
      cursor = event.cursor;
      if (event.__typename === 'Heartbeat') counts.heartbeats += 1;
      else seen.push(event);
      news.tell();
    }
  };
  const keepReceiving = async () => {
    for (; !stopped; counts.resumed += 1) {
      moving = false;
      subscription = watch(url(), EVENTS, { after: cursor });
      await receive().catch((error) => {
        if (!stopped && !moving && !isUnavailable(error)) throw error;
      });
      subscription.cut();
    }
  };

  const ended = keepReceiving();
  ended.catch(() => {});
  return {
    seen,
    heartbeats: () => counts.heartbeats,
    resumed: () => counts.resumed,
    until: (holds) => Promise.race([news.until(holds), ended]),
    move: () => {
      moving = true;
      subscription.cut();
    },
    stop: () => {
      stopped = true;
      subscription.cut();
    },
  };
}

/** Whether a subscription was told, or its socket closed with, UNAVAILABLE. */
function isUnavailable({ errors }: { errors?: unknown }): boolean {
  const [error] = Array.isArray(errors) ? errors : [errors];
  return error?.extensions?.code === 'UNAVAILABLE' || error?.reason === 'UNAVAILABLE';
}
