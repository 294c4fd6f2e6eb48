// The bell: it says "look", and never what there is to see. A ring that is lost costs the time until the next poll, nothing else.

import { PubSub, type PubSubEngine } from 'graphql-subscriptions';

/** What can be listened for: that something was committed, or that one log, or one step's logs, may have grown or ended. */
export type Topic = 'commit' | `log/${string}` | `step/${string}`;

export interface Bell {
  readonly ring: (topic: Topic) => void;
  /** @returns what stops the listening. */
  readonly listen: (topic: Topic, heard: () => void) => () => void;
}

/** A bell over any engine of graphql-subscriptions: within this process by default. */
export function createBell(engine: PubSubEngine = createLocalEngine()): Bell {
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

function createLocalEngine(): PubSubEngine {
  const engine = new PubSub();
  // Any number may listen; Node's warning of a leak at the eleventh would be wrong.
  (engine as unknown as { ee: { setMaxListeners: (most: number) => void } }).ee.setMaxListeners(0);
  return engine;
}
