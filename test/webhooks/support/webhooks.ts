// Webhooks, as their administrators use them.

import { expect } from 'vitest';
import type { TestServer } from '../../support/server.ts';

export const STATE = `id url filter state pauseReason cursor failures failingSince nextAttemptAt
  lastAttempt { delivered status error responseExcerpt durationSeconds eventType eventCursor }
  recentAttempts { delivered status eventType }`;

const REGISTER = `mutation ($input: RegisterWebhookInput!) {
  registerWebhook(input: $input) { webhook { id cursor } secret userErrors { code message path } } }`;
const UPDATE = `mutation ($input: UpdateWebhookInput!) {
  updateWebhook(input: $input) { webhook { ${STATE} } userErrors { code message path } } }`;

type Graphql = Pick<TestServer, 'graphql'>;

/** Registers a webhook. Fails when that is refused. */
export async function register(
  server: Graphql,
  input: object,
): Promise<{ id: string; cursor: string; secret: string }> {
  const { data, errors } = await server.graphql(REGISTER, { input });
  expect(errors).toBeUndefined();
  expect(data.registerWebhook.userErrors).toEqual([]);
  return { ...data.registerWebhook.webhook, secret: data.registerWebhook.secret };
}

/** Updates a webhook. @returns the payload. */
export async function update(server: Graphql, input: object) {
  const { data, errors } = await server.graphql(UPDATE, { input });
  expect(errors).toBeUndefined();
  return data.updateWebhook;
}

/** Everything that is told of a webhook. */
export async function stateOf(server: Graphql, id: string) {
  const { data, errors } = await server.graphql(`query ($id: ID!) { webhook(id: $id) { ${STATE} } }`, { id });
  expect(errors).toBeUndefined();
  return data.webhook;
}

/** Resolves when what is told of a webhook is as expected. */
export function until(server: Graphql, id: string, expected: object): Promise<void> {
  return expect.poll(() => stateOf(server, id), { timeout: 20_000, interval: 20 }).toMatchObject(expected);
}
