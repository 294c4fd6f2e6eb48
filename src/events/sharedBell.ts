// The bell of all servers over one database.

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
}

export function createSharedBell({ place, logId, failed, connected }: SharedBellParts): SharedBell {
  if (place.kind === 'local') return { bell: createBell(), start: () => {}, stop: async () => {} };
  const engine: BellEngine = new BellEngine((topic) => wire.ring(topic));
  const wire: Wire = createWire({
    open: lineOf(place, `lavalamp/${logId}`),
    heard: (message) => engine.heard(message),
    failed,
    connected,
  });
  return { bell: createBell(engine), start: wire.start, stop: wire.stop };
}

function lineOf(place: Exclude<BellPlace, { kind: 'local' }>, channel: string): OpenLine {
  return place.kind === 'redis'
    ? createRedisLine(place.url, channel)
    : (events) => openNotifications(place.url, channel, events);
}
