// The bell of all servers over one database.

import { Distribution, type Measure, SECONDS } from '../measures.ts';
import { openNotifications } from '../store/notifications.ts';
import { type Bell, createBell } from './bell.ts';
import { BellEngine } from './bellEngine.ts';
import { createRedisLine } from './redisLine.ts';
import { createWire, type OpenLine, type Wire } from './wire.ts';

/** What carries the bell to the other servers: nothing, as when there are none, or what is at an address. */
export type BellPlace =
  | { readonly kind: 'local' }
  | { readonly kind: 'postgres'; readonly url: string }
  | { readonly kind: 'redis'; readonly url: string };

export interface SharedBellParts {
  readonly place: BellPlace;
  /** Which event log it rings for: several systems may use one Redis. */
  readonly logId: string;
  /** Told once for each time that other servers cannot be reached; it connects anew by itself. */
  readonly failed: (error: unknown) => void;
  /** Told when other servers can be reached: from now on, or again after `failed`. */
  readonly connected: (again: boolean) => void;
}

export interface SharedBell {
  readonly bell: Bell;
  /** Connects to the other servers, in the background. To be called once. */
  readonly start: () => void;
  /** Tells the others what they were not told yet, and closes, both within this time. The same promise each time. */
  readonly stop: (withinMs: number) => Promise<void>;
  readonly measures: readonly Measure[];
}

export function createSharedBell({ place, logId, failed, connected }: SharedBellParts): SharedBell {
  const counts = { here: 0, elsewhere: 0, connected: false };
  if (place.kind === 'local') {
    return { bell: counted(createBell(), counts), start: () => {}, stop: async () => {}, measures: [rings(counts)] };
  }
  const latency = new Distribution(SECONDS);
  const engine: BellEngine = new BellEngine((topic) => wire.ring(topic));
  const wire: Wire = createWire({
    open: lineOf(place, `lavalamp/${logId}`),
    heard: (message) => {
      counts.elsewhere += 1;
      engine.heard(message);
    },
    carried: (ms) => latency.add(ms / 1_000),
    failed: (error) => {
      counts.connected = false;
      failed(error);
    },
    connected: (again) => {
      counts.connected = true;
      connected(again);
    },
  });
  const isConnected: Measure = {
    kind: 'gauge',
    name: 'lavalamp_bell_connected',
    help: 'Whether this server can ring for the others, and hear them: 1 or 0.',
    read: () => Number(counts.connected),
  };
  const carried: Measure = {
    kind: 'histogram',
    name: 'lavalamp_bell_seconds',
    help: 'The time from a ring here to the moment in which its message came back from where other servers hear it.',
    read: () => latency,
  };
  return {
    bell: counted(createBell(engine), counts),
    start: wire.start,
    stop: wire.stop,
    measures: [rings(counts), isConnected, carried],
  };
}

interface Rings {
  here: number;
  elsewhere: number;
}

function counted(bell: Bell, counts: Rings): Bell {
  return {
    ring: (topic) => {
      counts.here += 1;
      bell.ring(topic);
    },
    listen: bell.listen,
  };
}

function rings(counts: Rings): Measure {
  return {
    kind: 'counter',
    name: 'lavalamp_bell_rings_total',
    help: 'How often the bell rang: for what happened here, and messages from elsewhere, each of which may be several rings.',
    read: () => [
      { labels: { from: 'here' }, value: counts.here },
      { labels: { from: 'elsewhere' }, value: counts.elsewhere },
    ],
  };
}

function lineOf(place: Exclude<BellPlace, { kind: 'local' }>, channel: string): OpenLine {
  return place.kind === 'redis'
    ? createRedisLine(place.url, channel)
    : (events) => openNotifications(place.url, channel, events);
}
