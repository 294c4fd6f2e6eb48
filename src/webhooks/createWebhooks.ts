// The room, put together.

import type { WebhookSettings } from '../config.ts';
import { createDeliverer, type Deliverer, type DelivererParts } from './deliverer.ts';
import { createRegistry, type RegistryParts } from './registry.ts';
import type { Webhooks } from './webhooks.ts';

export interface WebhooksParts
  extends Omit<RegistryParts, 'allowPrivate' | 'most' | 'changed'>,
    Omit<DelivererParts, 'settings'> {
  readonly settings: WebhookSettings;
}

/** The door of the room, and what delivers. */
export function createWebhooks(parts: WebhooksParts): { readonly webhooks: Webhooks; readonly deliverer: Deliverer } {
  const { bell, settings } = parts;
  const webhooks = createRegistry({
    ...parts,
    allowPrivate: settings.allowPrivate,
    most: settings.most,
    changed: () => bell.ring('webhooks'),
  });
  return { webhooks, deliverer: createDeliverer(parts) };
}
