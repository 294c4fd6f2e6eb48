// What every resolver is given: who asks, and the six rooms of the domain. Made anew for each operation, and for each event
// of a subscription, since what it has read is remembered.

import type { Events } from '../events/events.ts';
import type { History } from '../history/history.ts';
import type { Hooks } from '../hooks/hooks.ts';
import type { Logs } from '../logs/logs.ts';
import type { Viewer } from '../model.ts';
import type { Reporting } from '../reporting/outcome.ts';
import type { Webhooks } from '../webhooks/webhooks.ts';

export interface Context {
  readonly viewer: Viewer;
  readonly history: History;
  readonly reporting: Reporting;
  readonly events: Events;
  readonly logs: Logs;
  readonly webhooks: Webhooks;
  readonly hooks: Hooks;
}
