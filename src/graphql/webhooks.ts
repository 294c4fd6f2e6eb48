// From a mutation to the webhooks room and back.

import type {
  RegisterWebhookInput,
  RemoveWebhookInput,
  RotateWebhookSecretInput,
  UpdateWebhookInput,
} from '../generated/resolvers.ts';
import type { Webhook } from '../model.ts';
import type { Refusal } from '../reporting/outcome.ts';
import type { WithSecret } from '../webhooks/webhooks.ts';
import type { Context } from './context.ts';
import { isRefusal, payload, userError } from './payloads.ts';

/** Throws UNAVAILABLE when the database is away, and what reading events throws for a cursor or a filter that is wrong. */
export async function registerWebhook({ webhooks, history }: Context, input: RegisterWebhookInput) {
  const registered = await webhooks.register(input);
  history.forget();
  return secretPayload(registered);
}

/** Throws as `registerWebhook` does. */
export async function updateWebhook({ webhooks, history }: Context, input: UpdateWebhookInput) {
  const updated = await webhooks.update(input);
  history.forget();
  return webhookPayload(updated);
}

/** Throws UNAVAILABLE when the database is away. */
export async function rotateWebhookSecret({ webhooks, history }: Context, input: RotateWebhookSecretInput) {
  const rotated = await webhooks.rotateSecret(input);
  history.forget();
  return secretPayload(rotated);
}

/** Throws UNAVAILABLE when the database is away. */
export async function removeWebhook({ webhooks, history }: Context, input: RemoveWebhookInput) {
  const removed = await webhooks.remove(input.id);
  history.forget();
  return webhookPayload(removed);
}

function webhookPayload(answer: Webhook | Refusal) {
  return isRefusal(answer) ? payload('webhook', null, [userError([], answer)]) : payload('webhook', answer, []);
}

function secretPayload(answer: WithSecret | Refusal) {
  return isRefusal(answer)
    ? { webhook: null, secret: null, userErrors: [userError([], answer)] }
    : { ...answer, userErrors: [] };
}
