// Delivers for webhooks. Every server does; which of them does for which webhook is settled by leases (store/webhooks.ts), so that
// those of a server that has died are taken over when they run out.

import { setTimeout as pause } from 'node:timers/promises';
import type { Bell } from '../events/bell.ts';
import type { EventCursors } from '../events/cursors.ts';
import { Distribution, type Measure, SECONDS, Tally } from '../measures.ts';
import type { Database } from '../store/database.ts';
import {
  leaseWebhooks,
  noteAttempt,
  noteProgress,
  releaseWebhooks,
  surveyWebhooks,
  type WebhookCounts,
} from '../store/webhooks.ts';
import { createTurns } from '../turns.ts';
import { Delivery, type DeliveryParts } from './delivery.ts';

/** How often leases are renewed, and free ones looked for; and how often where there is nothing to deliver for. */
const TURN_MS = 1_000;
const QUIET_TURN_MS = 5_000;
/** How long after its last sign of life the webhooks of a server are others'. */
const LEASE_MS = 4_000;
/** Nothing is posted when a lease ends so soon. */
const MARGIN_MS = 1_000;

export interface DelivererParts {
  readonly database: Database;
  readonly cursors: EventCursors;
  /** Rings when webhooks have changed: they are looked at then. */
  readonly bell: Bell;
  readonly subscribe: DeliveryParts['subscribe'];
  readonly settings: DeliveryParts['settings'];
  /** Told when it cannot look after the webhooks, once for each time, and of what should not have happened. */
  readonly failed: (error: unknown) => void;
}

export interface Deliverer {
  /** To be called once. */
  readonly start: () => void;
  /** Takes nothing new, waits for the answers under way, and leaves the webhooks to others: half of `waitMs` at most for each. */
  readonly stop: (waitMs: number) => Promise<void>;
  readonly measures: readonly Measure[];
}

export function createDeliverer(given: DelivererParts): Deliverer {
  const { database, bell, failed, subscribe, cursors, settings } = given;
  /** Those that this process delivers for, by their leases. */
  const held = new Map<string, Delivery>();
  const counts = createCounts();
  const parts: DeliveryParts = {
    subscribe,
    cursors,
    settings,
    failed,
    attempted: counts.attempted,
    note: (lease, progress, attempt) =>
      attempt === null ? noteProgress(database, lease, progress) : noteAttempt(database, lease, progress, attempt),
  };
  let well = true;

  const look = async () => {
    try {
      const since = performance.now();
      const leased = await leaseWebhooks(database, [...held.keys()], LEASE_MS);
      const leases = new Set(leased.map(({ lease }) => lease));
      for (const [lease, delivery] of held) {
        if (leases.has(lease)) continue;
        delivery.drop();
        held.delete(lease);
      }
      for (const webhook of leased) {
        const known = held.get(webhook.lease);
        if (known === undefined) held.set(webhook.lease, new Delivery(webhook, since + LEASE_MS - MARGIN_MS, parts));
        else known.renewed(webhook, since + LEASE_MS - MARGIN_MS);
      }
      counts.webhooks = await surveyWebhooks(database);
      well = true;
    } catch (error) {
      counts.webhooks = null;
      if (well) failed(error);
      well = false;
    }
  };
  const isQuiet = () => counts.webhooks !== null && counts.webhooks.active + counts.webhooks.retrying === 0;
  const turns = createTurns(look, () => (isQuiet() ? QUIET_TURN_MS : TURN_MS));
  const silence = bell.listen('webhooks', turns.hurry);

  const release = async () => {
    if (held.size === 0) return;
    await releaseWebhooks(database, [...held.keys()]);
    bell.ring('webhooks');
  };
  return {
    start: () => turns.start('now'),
    stop: async (waitMs) => {
      silence();
      const [halfTime, fullTime] = [waitMs / 2, waitMs].map((ms) => pause(ms, undefined, { ref: false }));
      await turns.stop(waitMs / 2);
      await Promise.race([Promise.all([...held.values()].map((delivery) => delivery.stop())), halfTime]);
      for (const delivery of held.values()) delivery.drop();
      await Promise.race([release().catch(failed), fullTime]);
    },
    measures: counts.measures,
  };
}

function createCounts() {
  const attempts = new Tally('outcome');
  const seconds = new Distribution(SECONDS);
  const counts = {
    /** Null: not known now. */
    webhooks: null as WebhookCounts | null,
    attempted: ({ problem, durationMs }: Parameters<DeliveryParts['attempted']>[0]) => {
      attempts.add(problem === null ? 'delivered' : 'failed');
      seconds.add(durationMs / 1_000);
    },
  };
  const measures: readonly Measure[] = [
    {
      kind: 'gauge',
      name: 'lavalamp_webhooks',
      help: 'Webhooks of all servers by state: active, retrying (the last attempt has failed), or paused.',
      read: () =>
        Object.entries(counts.webhooks ?? {}).map(([state, value]) => ({ labels: { state }, value: Number(value) })),
    },
    {
      kind: 'counter',
      name: 'lavalamp_webhook_attempts_total',
      help: 'Events that this server posted to webhooks, by outcome: delivered, or failed.',
      read: () => attempts.samples(),
    },
    {
      kind: 'histogram',
      name: 'lavalamp_webhook_seconds',
      help: 'How long the receivers of webhooks took to answer.',
      read: () => seconds,
    },
  ];
  return Object.assign(counts, { measures });
}
