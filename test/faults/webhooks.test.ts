// A server is killed while it delivers to a webhook: the receiver misses nothing, gets everything in order, and can tell repeats.

import { afterAll, expect, inject, test } from 'vitest';
import { startReceiver } from '../webhooks/support/receiver.ts';
import { register } from '../webhooks/support/webhooks.ts';
import { cleanUp, toCleanUp } from './support/cleanUp.ts';
import { answered } from './support/events.ts';
import { createHome } from './support/home.ts';
import { SLOW, startProcess } from './support/processes.ts';

afterAll(cleanUp);

const EVENTS = 60;
const REPORT = 'mutation ($reports: [Report!]!) { report(reports: $reports) { userErrors { message } } }';

test(
  'kill -9 of the server that delivers costs no event, and repeats the one under way at most, under the same id',
  async () => {
    const { settings: home } = await createHome();
    const settings = { ...home, LAVALAMP_WEBHOOK_PRIVATE: 'true' };
    const killed = await startProcess(settings);
    const receiver = await startReceiver((response, _, count) => {
      // In the middle of it: the receiver has the event, and the server does not know.
      if (count === EVENTS / 2) killed.kill('SIGKILL');
      else response.writeHead(204).end();
    });
    toCleanUp(receiver.stop);
    await register(killed, { url: receiver.url, filter: { types: ['BUILD_UPDATED'] } });
    // Where there can be another server, it takes over; otherwise the next one does.
    const beside = inject('template').kind === 'postgres' ? await startProcess(settings) : null;

    const build = { origin: 'ci', key: 'k' };
    const texts = Array.from({ length: EVENTS }, (_, i) => `at ${i}`);
    const updates = texts.map((stateString) => ({ updateBuild: { build, stateString } }));
    await answered(killed.graphql, REPORT, { reports: [{ startBuild: { ...build, builder: 'b' } }, ...updates] });
    await receiver.until(EVENTS / 2);
    await killed.kill('SIGKILL');
    if (beside === null) await startProcess(settings);

    const received = await receiver.until(EVENTS + 1);
    const unlike = <T>(given: readonly T[]) => given.filter((value, i) => value !== given[i - 1]);
    expect(unlike(received.map(({ event }) => event.stateString))).toEqual(texts);
    expect(unlike(received.map(({ headers }) => headers['webhook-id']))).toHaveLength(EVENTS);
  },
  SLOW,
);
