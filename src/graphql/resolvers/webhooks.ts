// Where events are posted to, and how that goes.

import type { WebhookAttemptResolvers, WebhookResolvers } from '../../generated/resolvers.ts';
import { idOf } from './things.ts';

const Webhook: WebhookResolvers = {
  id: idOf('Webhook'),
  state: ({ pausedFor, failures }) => (pausedFor !== null ? 'PAUSED' : failures > 0 ? 'RETRYING' : 'ACTIVE'),
  pauseReason: ({ pausedFor }) => pausedFor,
  cursor: ({ position }, _, { events }) => events.cursor(position),
  lastAttempt: async ({ id }, _, { history }) => (await history.attemptsOf(id))[0] ?? null,
  recentAttempts: ({ id }, _, { history }) => history.attemptsOf(id),
};

const WebhookAttempt: WebhookAttemptResolvers = {
  eventCursor: ({ position }, _, { events }) => events.cursor(position),
  eventType: ({ type }) => type,
  durationSeconds: ({ durationMs }) => durationMs / 1_000,
  delivered: ({ problem }) => problem === null,
  error: ({ problem }) => problem,
  responseExcerpt: ({ excerpt }) => excerpt,
};

export const webhooks = { Webhook, WebhookAttempt };
