// What a server tells of itself, for those who ask one thing of it. That its text is right is transport/metrics.test.ts's.

import { ADMIN_TOKEN, type TestServer } from './server.ts';

/** The values by their series, as they are written: `lavalamp_subscribers{transport="sse"}`. */
export async function measuresOf({ url }: Pick<TestServer, 'url'>): Promise<ReadonlyMap<string, number>> {
  const response = await fetch(`${url}/metrics`, { headers: { authorization: `Bearer ${ADMIN_TOKEN}` } });
  const samples = (await response.text()).matchAll(/^(lavalamp_\S+(?: \S+)*) (\S+)$/gm);
  return new Map([...samples].map(([, series = '', value]) => [series, Number(value)]));
}

/** Resolves when a series has a value. */
export async function untilMeasured(server: Pick<TestServer, 'url'>, series: string, value: number): Promise<void> {
  while ((await measuresOf(server)).get(series) !== value);
}
