// What is counted of those who watch. Telling one subscriber takes some 20 µs, ten thousand times for an event: what is counted
// there is a number.

import { Distribution, type Measure, SECONDS } from '../measures.ts';

/** A channel with members. */
export interface CountedChannel {
  /** How many entries wait to be told, of each of its members. */
  readonly waiting: () => readonly number[];
}

export class LiveCounts {
  /** Those that have members now. */
  readonly channels = new Set<CountedChannel>();
  events = 0;
  heartbeats = 0;
  builds = 0;
  /** From when an event was recorded until a subscriber's connection took it; only of what came live. */
  readonly delay = new Distribution(SECONDS);

  /** @param recordedAt in milliseconds since 1970, by the clock of the server that recorded it: it may be ahead of ours. */
  toldLive(recordedAt: number): void {
    this.delay.add(Math.max(0, Date.now() - recordedAt) / 1_000);
  }

  /** What waits, of each subscriber, put together. */
  #sum(together: (one: number, other: number) => number): number {
    let sum = 0;
    for (const channel of this.channels) for (const waiting of channel.waiting()) sum = together(sum, waiting);
    return sum;
  }

  readonly measures: readonly Measure[] = [
    {
      kind: 'gauge',
      name: 'lavalamp_channels',
      help: 'Groups of subscribers who asked for the same and share what is read and rendered.',
      read: () => this.channels.size,
    },
    {
      kind: 'gauge',
      name: 'lavalamp_waiting_events',
      help: 'Events that wait for subscribers who read slowly, each counted for each of them.',
      read: () => this.#sum((sum, waiting) => sum + waiting),
    },
    {
      kind: 'gauge',
      name: 'lavalamp_deepest_queue_events',
      help: 'The most events that wait for one subscriber, who is told LAGGED above LAVALAMP_QUEUE_EVENTS.',
      read: () => this.#sum(Math.max),
    },
    {
      kind: 'counter',
      name: 'lavalamp_deliveries_total',
      help: 'What was handed to connections of subscribers, by kind: event, heartbeat, or build (its newest state).',
      read: () => [
        { labels: { kind: 'event' }, value: this.events },
        { labels: { kind: 'heartbeat' }, value: this.heartbeats },
        { labels: { kind: 'build' }, value: this.builds },
      ],
    },
    {
      kind: 'histogram',
      name: 'lavalamp_delivery_seconds',
      help: 'From when an event was recorded until it was handed to a connection, for each delivery that came live.',
      read: () => this.delay,
    },
  ];
}
