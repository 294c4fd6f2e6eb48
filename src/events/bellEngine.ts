// The bell's engine where there are several servers: who listens in this process is told at once, the other servers by a wire.

import { EventEmitter } from 'node:events';
import { PubSub, PubSubEngine } from 'graphql-subscriptions';
import { topicsOf } from './topics.ts';

/** Publishes within this process, and through a wire when there is one. What is published carries nothing but its topic. */
export class BellEngine extends PubSubEngine {
  readonly #emitter = new EventEmitter();
  readonly #local = new PubSub({ eventEmitter: this.#emitter });
  readonly #toOthers: (topic: string) => void;

  /** @param toOthers tells the other servers; must not throw. */
  constructor(toOthers: (topic: string) => void = () => {}) {
    super();
    this.#toOthers = toOthers;
    // Any number may listen; Node's warning of a leak at the eleventh would be wrong.
    this.#emitter.setMaxListeners(0);
  }

  override async publish(topic: string): Promise<void> {
    this.#toOthers(topic);
    await this.#local.publish(topic, null);
  }

  override subscribe(topic: string, heard: () => void): Promise<number> {
    return this.#local.subscribe(topic, heard);
  }

  override unsubscribe(id: number): void {
    this.#local.unsubscribe(id);
  }

  /** Takes what another server said: tells those here who listen to any of it. */
  heard(message: string): void {
    for (const topic of topicsOf(message) ?? this.#emitter.eventNames()) {
      // Without a listener there is nothing to do, and one topic of Node's own would throw.
      if (this.#emitter.listenerCount(topic) > 0) this.#emitter.emit(topic, null);
    }
  }
}
