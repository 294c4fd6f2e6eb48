// A subscriber who does not read: it costs a bounded amount of memory, disturbs nobody, is told where it stopped, and loses nothing.

import { once } from 'node:events';
import { afterAll, expect, test } from 'vitest';
import WebSocket from 'ws';
import { createNews } from '../support/news.ts';
import { cleanUp } from './support/cleanUp.ts';
import { answered, headOf, logAfter } from './support/events.ts';
import { follow } from './support/follower.ts';
import { createHome } from './support/home.ts';
import { SLOW, startProcess } from './support/processes.ts';

afterAll(cleanUp);

const QUEUE_EVENTS = 20;
/** More than what the kernel holds for a socket whose reader is away, and then the queue. */
const PAYLOAD_CHARACTERS = 250_000;
const BATCHES = 20;
const BATCH = 6;

const REPORT = 'mutation ($reports: [Report!]!) { report(reports: $reports) { userErrors { message } } }';
const HEAVY = `subscription ($after: EventCursor) { events(after: $after) { __typename cursor
  ... on BuildUpdated { build { properties { value } } } } }`;

interface Message {
  readonly type: string;
  readonly payload?: {
    readonly data?: { readonly events: { readonly __typename: string; readonly cursor: string } };
  };
}

/** A subscription by hand, over a socket whose reading can be stopped. */
async function subscribe(url: string, after: string) {
  const socket = new WebSocket(url.replace(/^http/, 'ws').concat('/graphql'), 'graphql-transport-ws');
  const messages: Message[] = [];
  const news = createNews();
  socket.on('message', (text) => {
    messages.push(JSON.parse(String(text)));
    news.tell();
  });
  await once(socket, 'open');
  const send = (message: object) => socket.send(JSON.stringify(message));
  const until = (holds: (message: Message) => boolean) => news.until(() => messages.some(holds));
  send({ type: 'connection_init' });
  await until(({ type }) => type === 'connection_ack');
  send({ id: '1', type: 'subscribe', payload: { query: HEAVY, variables: { after } } });
  return { socket, messages, until };
}

const typeOf = ({ payload }: Message) => payload?.data?.events.__typename;

test(
  'a subscriber who does not read is told LAGGED with its position, and resumes there; others go on',
  async () => {
    const { settings } = await createHome();
    const server = await startProcess({
      ...settings,
      LAVALAMP_QUEUE_EVENTS: String(QUEUE_EVENTS),
      LAVALAMP_HEARTBEAT_SECONDS: '0.05',
      LAVALAMP_POLL_MILLISECONDS: '20',
    });
    const build = { origin: 'ci', key: 'heavy' };
    const properties = [{ name: 'payload', value: 'x'.repeat(PAYLOAD_CHARACTERS) }];
    const report = async (reports: readonly object[]) => {
      const data = await answered(server.graphql, REPORT, { reports });
      expect(data.report.userErrors).toEqual([]);
    };
    await report([{ startBuild: { ...build, builder: 'linux', properties } }]);
    const start = await headOf(server.graphql);

    const laggard = await subscribe(server.url, start);
    await laggard.until((message) => typeOf(message) === 'Heartbeat');
    laggard.socket.pause();
    const other = follow(() => server.url, start);
    for (let batch = 1; batch <= BATCHES; batch += 1) {
      const updates = Array.from({ length: BATCH }, (_, i) => ({
        updateBuild: { build, stateString: `${batch}/${i}` },
      }));
      await report(updates);
      await other.until(() => other.seen.length === batch * BATCH);
    }
    expect(other.resumed()).toBe(0);
    other.stop();
    const measured = await (await fetch(`${server.url}/metrics`)).text();
    expect(measured).toContain('lavalamp_subscriptions_ended_total{transport="websocket",reason="LAGGED"} 1\n');

    laggard.socket.resume();
    await laggard.until(({ type }) => type === 'error');
    const received = laggard.messages.flatMap(({ payload }) => payload?.data?.events ?? []);
    const updates = received.filter(({ __typename: type }) => type !== 'Heartbeat').map(({ cursor }) => cursor);
    expect(updates.length).toBeLessThan(BATCHES * BATCH);
    expect(laggard.messages.at(-1)).toMatchObject({
      id: '1',
      payload: [{ extensions: { code: 'LAGGED', cursor: received.at(-1)?.cursor } }],
    });

    const resumed = follow(() => server.url, received.at(-1)?.cursor ?? '');
    const log = (await logAfter(server.graphql, start)).map(({ cursor }) => cursor);
    await resumed.until(() => updates.length + resumed.seen.length >= log.length);
    expect([...updates, ...resumed.seen.map(({ cursor }) => cursor)]).toEqual(log);
    resumed.stop();

    // The same socket is still good for another subscription.
    laggard.socket.send(JSON.stringify({ id: '2', type: 'subscribe', payload: { query: HEAVY } }));
    await laggard.until((message) => 'id' in message && message.id === '2' && typeOf(message) === 'Heartbeat');
    laggard.socket.close();
  },
  SLOW,
);
