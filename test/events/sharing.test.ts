// Subscribers who ask for the same are served by one execution, and see what each would see alone.

import { afterAll, beforeAll, expect, test } from 'vitest';
import { startServer, type TestServer } from '../support/server.ts';
import { countingStatements } from '../support/statements.ts';
import { type Watch, watch } from '../support/watch.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startServer({ LAVALAMP_HEARTBEAT_SECONDS: '0.2', LAVALAMP_POLL_MILLISECONDS: '5000' });
});
afterAll(() => server.stop());

const EVENTS = `subscription ($after: EventCursor, $filter: EventFilter) { events(after: $after, filter: $filter) { cursor __typename
  ... on BuildUpdated { stateString build { number builder { name } properties { name value } } } } }`;
const LIVE_BUILD = 'subscription ($id: ID!) { build(id: $id) { number state stateString builder { name } } }';

/** Whether a statement reads things for subscribers: the server also looks up who reports, writes, and looks after itself whenever it likes. */
const isRead = (text: string) => /^\s*select (t|builds)\./.test(text) && !/ from token /.test(text);

/** The next event that is no heartbeat. */
// biome-ignore lint/suspicious/noExplicitAny: as many-shaped as the events
async function nextEvent(subscriber: Watch): Promise<any> {
  for (;;) {
    const { events } = await subscriber.next();
    if (events.__typename !== 'Heartbeat') return events;
  }
}

async function startBuild(key: string, builder: string): Promise<string> {
  const input = { origin: 'ci', key, builder, properties: [{ name: 'p', value: [key] }] };
  const { data } = await server.graphql('mutation ($i: StartBuildInput!) { startBuild(input: $i) { build { id } } }', {
    i: input,
  });
  return data.startBuild.build.id;
}

async function headCursor(): Promise<string> {
  return (await server.graphql('{ eventCursor }')).data.eventCursor;
}

/** Subscribes, and waits until what comes is live. */
async function subscribeAll(count: number, variables: (i: number) => object): Promise<Watch[]> {
  const all = Array.from({ length: count }, (_, i) => watch(server.url, EVENTS, variables(i)));
  for (const one of all) expect((await one.next()).events.__typename).toBe('Heartbeat');
  return all;
}

test('an event costs as many statements for fifty subscribers as for one, wherever each of them began', async () => {
  const before = await headCursor();
  await startBuild('shared', 'linux');
  const after = await headCursor();
  const told = async (subscribers: readonly Watch[], stateString: string) => {
    const { statements } = await countingStatements(async () => {
      await server.report([{ updateBuild: { build: { origin: 'ci', key: 'shared' }, stateString } }]);
      for (const subscriber of subscribers) {
        expect(await nextEvent(subscriber)).toMatchObject({
          stateString,
          build: { builder: { name: 'linux' }, properties: [{ name: 'p', value: ['shared'] }] },
        });
      }
    });
    return statements.filter(isRead);
  };
  const [one] = await subscribeAll(1, () => ({ after }));
  const alone = await told([one as Watch], 'alone');
  expect(alone).toHaveLength(3);
  const now = await headCursor();
  const many = Array.from({ length: 50 }, (_, i) => watch(server.url, EVENTS, { after: i % 2 === 0 ? before : now }));
  for (const [i, subscriber] of many.entries()) {
    if (i % 2 === 0) expect((await nextEvent(subscriber)).__typename).toBe('OriginUpdated');
    while ((await subscriber.next()).events.__typename !== 'Heartbeat');
  }
  expect(await told([one as Watch, ...many], 'together')).toHaveLength(alone.length);
  await Promise.all([one, ...many].map((subscriber) => subscriber?.stop()));
});

test('subscribers with other variables get what they asked for, and no more', async () => {
  const names = ['a', 'b', 'c'];
  const subscribers = await subscribeAll(6, (i) => ({ filter: { builds: { builders: [names[i % 3]] } } }));
  for (const name of names) await startBuild(`of ${name}`, name);
  for (const [i, subscriber] of subscribers.entries()) {
    expect(await nextEvent(subscriber)).toMatchObject({ __typename: 'BuildStarted' });
    const key = `of ${names[i % 3]}`;
    if (i < 3) await server.report([{ updateBuild: { build: { origin: 'ci', key }, stateString: `to ${i}` } }]);
    expect(await nextEvent(subscriber)).toMatchObject({
      stateString: `to ${i % 3}`,
      build: { builder: { name: names[i % 3] } },
    });
  }
  await Promise.all(subscribers.map((subscriber) => subscriber.stop()));
});

test('who begins later misses nothing that came between', async () => {
  const after = await headCursor();
  const first = watch(server.url, EVENTS, { after });
  await startBuild('late', 'linux');
  const second = watch(server.url, EVENTS, { after });
  const seen = await Promise.all(
    [first, second].map(async (subscriber) => [await nextEvent(subscriber), (await subscriber.next()).events]),
  );
  expect(seen[0]?.[0]).toMatchObject({ __typename: 'BuildStarted' });
  expect(seen[1]?.[0]).toEqual(seen[0]?.[0]);
  await Promise.all([first.stop(), second.stop()]);
});

test('a build is read once for all who watch it, and a newcomer gets its state at once', async () => {
  const id = await startBuild('watched', 'linux');
  const watchers = Array.from({ length: 20 }, () => watch(server.url, LIVE_BUILD, { id }));
  for (const watcher of watchers) expect((await watcher.next()).build).toMatchObject({ state: 'RUNNING' });
  const told = async (stateString: string) => {
    const { statements } = await countingStatements(async () => {
      await server.report([{ updateBuild: { build: { origin: 'ci', key: 'watched' }, stateString } }]);
      for (const watcher of watchers) expect((await watcher.next()).build).toMatchObject({ stateString });
    });
    return statements.filter(isRead).length;
  };
  const many = await told('one');
  const newcomer = watch(server.url, LIVE_BUILD, { id });
  expect((await newcomer.next()).build).toMatchObject({ stateString: 'one' });
  await newcomer.stop();
  await Promise.all(watchers.splice(1).map((watcher) => watcher.stop()));
  expect(await told('two')).toBe(many);
  await server.report([{ finishBuild: { build: { origin: 'ci', key: 'watched' }, result: 'SUCCESS' } }]);
  for (const last of watchers) {
    expect((await last.next()).build).toMatchObject({ state: 'FINISHED' });
    expect(await last.next()).toBeUndefined();
    await last.stop();
  }
});
