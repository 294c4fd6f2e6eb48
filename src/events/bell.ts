// The bell: it says "look", and never what there is to see. A ring that is lost costs the time until the next poll, nothing else.

import type { PubSubEngine } from 'graphql-subscriptions';
import { BellEngine } from './bellEngine.ts';

/** What can be listened for: that something was committed, that webhooks changed, or that one log, or one step's logs, may have grown or ended. */
export type Topic = 'commit' | 'webhooks' | `log/${string}` | `step/${string}`;

export interface Bell {
  readonly ring: (topic: Topic) => void;
  /** @returns what stops the listening. */
  readonly listen: (topic: Topic, heard: () => void) => () => void;
}

/** A bell over any engine of graphql-subscriptions: within this process by default. */
export function createBell(engine: PubSubEngine = new BellEngine()): Bell {
  return {
    ring: (topic) => {
      engine.publish(topic, null).catch(() => {});
    },
    listen: (topic, heard) => {
      const subscription = engine.subscribe(topic, heard, {});
      return () => {
        subscription.then((id) => engine.unsubscribe(id)).catch(() => {});
      };
    },
  };
}
