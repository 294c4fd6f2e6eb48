// Those who report, and how far they have come.

import { expect } from 'vitest';
import type { TestServer } from '../../support/server.ts';
import type { Act, Batch } from './schedule.ts';

/** How many batches are acknowledged. */
export interface Progress {
  readonly advance: () => void;
  /** Resolves when there are that many. */
  readonly reached: (count: number) => Promise<void>;
}

export function createProgress(): Progress {
  let count = 0;
  let waiting: { readonly until: number; readonly resolve: () => void }[] = [];
  return {
    advance: () => {
      count += 1;
      for (const { until, resolve } of waiting) if (until <= count) resolve();
      waiting = waiting.filter(({ until }) => until > count);
    },
    reached: (until) =>
      until <= count ? Promise.resolve() : new Promise((resolve) => waiting.push({ until, resolve })),
  };
}

/** Reports act after act. Nothing of it may be refused: whatever the order, it tells one story. */
export async function write(servers: readonly TestServer[], acts: readonly Act[], progress: Progress): Promise<void> {
  for (const { batches, atOnce } of acts) {
    if (atOnce) await Promise.all(batches.map((batch) => send(servers, batch, progress)));
    else for (const batch of batches) await send(servers, batch, progress);
  }
}

async function send(
  servers: readonly TestServer[],
  { reports, server, twice }: Batch,
  progress: Progress,
): Promise<void> {
  const receivers = twice ? servers : servers.slice(server, server + 1);
  const answers = await Promise.all(receivers.map((receiver) => receiver.report(reports)));
  for (const { userErrors } of answers) expect(userErrors).toEqual([]);
  progress.advance();
}
