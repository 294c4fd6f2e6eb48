// Subscribers that read the log from far back: all of it, in pieces that hold nobody else up, and with signs of where they are.

import { afterAll, beforeAll, expect, test } from 'vitest';
import { positionOf } from '../faults/support/events.ts';
import { startServer, type TestServer } from '../support/server.ts';
import { type Watch, watch } from '../support/watch.ts';

/** Longer than a heartbeat's time to read. */
const LONG = 30_000;

let server: TestServer;
let start: string;
beforeAll(async () => {
  server = await startServer({ LAVALAMP_HEARTBEAT_SECONDS: '0.05' });
  start = (await server.graphql('{ eventCursor }')).data.eventCursor;
  await server.report([{ startBuild: { origin: 'ci', key: 'k', builder: 'busy' } }]);
  const updates = Array.from({ length: 250 }, (_, i) => ({
    updateBuild: { build: { origin: 'ci', key: 'k' }, stateString: String(i) },
  }));
  await server.report(updates);
});
afterAll(() => server.stop());

test('a subscription that asks for much with each event gets every event, in order', async () => {
  const query = `subscription ($after: EventCursor) { events(after: $after, filter: { types: [BUILD_UPDATED] }) {
    ... on BuildUpdated { stateString build { builder { builds(first: 900) { nodes { number } } } } } } }`;
  const subscriber = watch(server.url, query, { after: start });
  const seen: string[] = [];
  while (seen.length < 250) {
    const { stateString, build } = (await subscriber.next()).events;
    if (stateString === undefined) continue;
    seen.push(stateString);
    expect(build).toEqual({ builder: { builds: { nodes: [{ number: 1 }] } } });
  }
  expect(seen).toEqual(Array.from({ length: 250 }, (_, i) => String(i)));
  await subscriber.stop();
});

test('one whose filter lets nothing of a long log through is told how far it has come, and can go on from there', async () => {
  await server.database.pool.query(
    `insert into event (type, recorded_at, origin_id, build_id, subject_id, moment)
     select e.type, e.recorded_at, e.origin_id, e.build_id, e.subject_id, e.moment
       from event e, generate_series(1, $1) where e.type = 'BUILD_UPDATED' and e.seq = (select max(seq) from event)`,
    [LONG],
  );
  const head = positionOf((await server.graphql('{ eventCursor }')).data.eventCursor);
  const query = `subscription ($after: EventCursor) { events(after: $after, filter: { types: [WORKER_LOST] }) {
    __typename cursor recordedAt } }`;
  const positions: number[] = [];
  const receive = async (subscriber: Watch): Promise<string> => {
    const { events } = await subscriber.next();
    expect(events.__typename).toBe('Heartbeat');
    positions.push(positionOf(events.cursor));
    return events.cursor;
  };
  const first = watch(server.url, query, { after: start });
  const reached = await receive(first);
  first.cut();
  expect(positions[0]).toBeGreaterThan(positionOf(start));
  expect(positions[0]).toBeLessThan(head);
  const second = watch(server.url, query, { after: reached });
  while ((positions.at(-1) ?? 0) < head) await receive(second);
  expect(positions).toEqual([...new Set(positions)].sort((a, b) => a - b));
  await second.stop();
});
