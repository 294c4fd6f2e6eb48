// What is wrong on our side: seen as an attempt that failed, and never posted.

import { expect, test } from 'vitest';
import type { Consumer } from '../../src/events/channel.ts';
import { createEventCursors } from '../../src/events/cursors.ts';
import type { WebhookAttempt } from '../../src/model.ts';
import type { LeasedWebhook, Progress } from '../../src/store/webhooks.ts';
import { Delivery } from '../../src/webhooks/delivery.ts';
import { at } from '../../src/webhooks/retries.ts';
import { startReceiver } from './support/receiver.ts';

const SETTINGS = { timeoutMs: 5_000, allowPrivate: true, retryMs: 1, pauseAfterMs: 3_600_000 };
const SECRET = `whsec_${Buffer.alloc(24).toString('base64')}`;

test('an event that could not be read as a whole is not posted, but tried again, and so is what broke unexpectedly', async () => {
  const receiver = await startReceiver();
  const cursors = createEventCursors('00000000-0000-0000-0000-000000000000');
  const cursor = cursors.cursor('8');
  const bodies = ['{"data":{"events":null},"errors":[{}]}', 'no JSON', `{"type":"BuildFinished","cursor":"${cursor}"}`];
  const noted: [Progress, WebhookAttempt | null][] = [];
  const failures: unknown[] = [];
  const webhook: LeasedWebhook = { lease: '', id: '1', url: receiver.url, filter: {}, secrets: [SECRET], ...at('7') };
  const delivery = new Delivery(webhook, Number.POSITIVE_INFINITY, {
    subscribe: (_filter, after, { take }: Consumer) => {
      expect(cursors.parse(after)).toBe('7');
      take(bodies.shift() ?? '', cursor);
      return { resume: () => {}, cancel: () => {} };
    },
    cursors,
    settings: SETTINGS,
    note: async (_lease, progress, attempt) => {
      noted.push([progress, attempt]);
      return true;
    },
    attempted: () => {},
    failed: (error) => failures.push(error),
  });
  await receiver.until(1);
  await delivery.stop();
  await receiver.stop();
  expect(receiver.received).toHaveLength(1);
  expect(failures).toEqual([expect.any(SyntaxError)]);
  const problem = 'The event could not be read as a whole; it is posted when it can be.';
  expect(noted).toMatchObject([
    [
      { position: '7', failures: 1, pausedFor: null },
      { status: null, problem, position: '8' },
    ],
    [at('8'), { status: 204, problem: null, type: 'BuildFinished' }],
  ]);
});
