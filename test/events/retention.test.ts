// The event log is kept for a while. Whoever reads it is told everything, or that it is too late: never a part as the whole.

import fc from 'fast-check';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { createRetention } from '../../src/events/retention.ts';
import { PRUNE, pruneEvents } from '../../src/store/pruning.ts';
import { startServer, type TestServer } from '../support/server.ts';
import { watch } from '../support/watch.ts';

const DAY = 86_400_000; // milliseconds
const NOW = Date.parse('2026-11-24T08:00:00.000Z');

let server: TestServer;
beforeAll(async () => {
  server = await startServer({ LAVALAMP_HEARTBEAT_SECONDS: '0.1' });
  await server.report([{ startBuild: { origin: 'ci', key: 'k', builder: 'b' } }]);
});
afterAll(() => server.stop());
let told = 0;

const STRETCH = `query ($after: EventCursor!, $first: Int!) { events(after: $after, first: $first) {
  nodes { cursor ... on BuildUpdated { stateString } } pageInfo { endCursor hasNextPage } } }`;
const EVENTS =
  'subscription ($after: EventCursor) { events(after: $after) { __typename cursor ... on BuildUpdated { stateString } } }';

async function cursorOf(field: 'eventCursor' | 'oldestEventCursor'): Promise<string> {
  return (await server.graphql(`{ ${field} }`)).data[field];
}

/** Records events, one a day up to now. @returns their state strings. */
async function recordDays(count: number): Promise<string[]> {
  const texts = Array.from({ length: count }, () => {
    told += 1;
    return `at ${told}`;
  });
  const build = { origin: 'ci', key: 'k' };
  await server.report(texts.map((stateString) => ({ updateBuild: { build, stateString } })));
  await server.database.pool.query(
    `update event set recorded_at = $1::timestamptz - make_interval(days => (select max(seq) from event)::int - seq::int)`,
    [new Date(NOW).toISOString()],
  );
  return texts;
}

/** Records an event now. @returns its state string. */
async function record(stateString: string): Promise<string> {
  const { userErrors } = await server.report([{ updateBuild: { build: { origin: 'ci', key: 'k' }, stateString } }]);
  expect(userErrors).toEqual([]);
  return stateString;
}

/** All events after a position, page by page; null when they are no longer kept. */
async function readAll(after: string, first: number, between = async () => {}): Promise<string[] | null> {
  const texts: string[] = [];
  for (let cursor = after; ; ) {
    const { data, errors } = await server.graphql(STRETCH, { after: cursor, first });
    if (errors !== undefined) {
      expect(errors[0]?.extensions.code).toBe('CURSOR_EXPIRED');
      return null;
    }
    texts.push(...data.events.nodes.flatMap(({ stateString }: { stateString?: string }) => stateString ?? []));
    if (!data.events.pageInfo.hasNextPage) return texts;
    cursor = data.events.pageInfo.endCursor;
    await between();
  }
}

function sweeper(keepMs: number, keepCount: number) {
  const failures: unknown[] = [];
  const failed = (error: unknown) => failures.push(error);
  const { sweep, start, stop } = createRetention({
    database: server.database,
    keepMs,
    keepCount,
    failed,
    clock: () => NOW,
  });
  return { sweep, start, stop: () => stop(10_000).then(() => expect(failures).toEqual([])) };
}

test('events are removed by their age, and those that are left are read from the oldest cursor', async () => {
  const before = await cursorOf('eventCursor');
  const texts = await recordDays(10);
  const { sweep } = sweeper(4 * DAY, 0);
  await sweep();
  expect(await readAll(before, 3)).toBeNull();
  expect(await readAll(await cursorOf('oldestEventCursor'), 3)).toEqual(texts.slice(-5));
  expect(await sweep()).toBe(0);
});

test('events are removed by their number, down to none, and the position of the log stays', async () => {
  const texts = await recordDays(10);
  const head = await cursorOf('eventCursor');
  const { start, stop } = sweeper(0, 3);
  start();
  await stop();
  expect(await readAll(await cursorOf('oldestEventCursor'), 2)).toEqual(texts.slice(-3));
  await pruneEvents(server.database, { since: new Date(NOW + DAY).toISOString(), most: null }, 1_000);
  expect(await cursorOf('oldestEventCursor')).toBe(head);
  expect(await cursorOf('eventCursor')).toBe(head);
  expect(await readAll(head, 2)).toEqual([]);
  const later = await recordDays(2);
  expect(await readAll(head, 2)).toEqual(later);
});

test('an event stays while an older one stays, whatever their clocks said', async () => {
  const before = await cursorOf('eventCursor');
  const texts = await recordDays(4);
  await server.database.pool.query(
    `update event set recorded_at = '2000-01-01' where seq = (select max(seq) from event)`,
  );
  expect(await sweeper(30 * DAY, 0).sweep()).toBe(0);
  expect(await readAll(before, 10)).toEqual(texts);
});

test('a live subscriber is not disturbed, and one who comes too late is told so', async () => {
  const before = await cursorOf('eventCursor');
  const live = watch(server.url, EVENTS, { after: before });
  const [text] = await recordDays(1);
  expect((await live.next()).events).toMatchObject({ stateString: text });
  await recordDays(1);
  await pruneEvents(server.database, { since: null, most: 0 }, 1_000);
  const late = watch(server.url, EVENTS, { after: before });
  await expect(late.next()).rejects.toMatchObject({ errors: [{ extensions: { code: 'CURSOR_EXPIRED' } }] });
  const [last] = await recordDays(1);
  for (;;) {
    const { events } = await live.next();
    if (events.stateString === last) break;
  }
  await live.stop();
  await late.stop();
});

test('a reader sees all of what it asked for, or is told that it is too late, whenever events are removed', async () => {
  const schedule = fc.record({
    count: fc.integer({ min: 1, max: 12 }),
    first: fc.integer({ min: 1, max: 5 }),
    kept: fc.array(fc.option(fc.nat({ max: 12 })), { maxLength: 6 }),
  });
  let expired = 0;
  await fc.assert(
    fc.asyncProperty(schedule, async ({ count, first, kept }) => {
      const before = await cursorOf('eventCursor');
      const texts = await recordDays(count);
      const cuts = [...kept];
      // Beside the reading of the next page, and not between two of them.
      const cutting: Promise<unknown>[] = [];
      const seen = await readAll(before, first, async () => {
        const most = cuts.shift() ?? null;
        if (most !== null) cutting.push(pruneEvents(server.database, { since: null, most }, 1_000));
      });
      await Promise.all(cutting);
      if (seen === null) expired += 1;
      else expect(seen).toEqual(texts);
    }),
    { numRuns: 60 },
  );
  expect(expired).toBeGreaterThan(0);
});

test('several processes that remove events at the same time remove what is due, once, while reports are committed', async () => {
  await recordDays(50);
  const head = await cursorOf('eventCursor');
  const sweeps = Array.from({ length: 4 }, () => sweeper(0, 10));
  for (const { start } of sweeps) start();
  const reports = Array.from({ length: 10 }, (_, i) =>
    server.report([{ updateBuild: { build: { origin: 'ci', key: 'k' }, stateString: `meanwhile ${i}` } }]),
  );
  for (const { userErrors } of await Promise.all(reports)) expect(userErrors).toEqual([]);
  for (const { stop } of sweeps) await stop();
  await sweeper(0, 10).sweep();
  expect(await readAll(await cursorOf('oldestEventCursor'), 100)).toHaveLength(10);
  expect(await readAll(head, 100)).toHaveLength(10);
});

/** Puts entries into the log directly, long ago: reporting as many would take most of the time. */
async function fillLog(count: number): Promise<void> {
  await server.database.pool.query(
    `insert into event (type, recorded_at, origin_id, build_id, subject_id, moment)
     select 'BUILD_UPDATED', '2020-01-01', 1, null, 1, '{"stateString": ""}' from generate_series(1, $1)`,
    [count],
  );
  await server.database.pool.query('analyze event');
}

// The embedded database has one connection: there a report waits for a stretch.
test.runIf(inject('template').kind === 'postgres')(
  'reports are committed, and the log is read, while a removal has not ended',
  async () => {
    await fillLog(20_000);
    const head = await cursorOf('eventCursor');
    const removing = await server.database.pool.connect();
    try {
      await removing.query('begin');
      const { rows } = await removing.query(PRUNE, [null, 10, 30_000]);
      expect(rows[0].removed).toBeGreaterThan(19_000);
      const text = await record('in between');
      expect(await readAll(head, 10)).toEqual([text]);
      await removing.query('commit');
    } finally {
      removing.release();
    }
    expect(await readAll(await cursorOf('oldestEventCursor'), 100)).toHaveLength(11);
  },
);

test('what is to be removed is found by the index, and what was removed is not looked through again', async () => {
  await fillLog(60_000);
  const values = ["'2026-01-01'", '1000', '5000'];
  const { rows } = await server.database.pool.query<{ 'QUERY PLAN': string }>(
    `explain ${PRUNE.replaceAll(/\$(\d)/g, (_, n) => values[Number(n) - 1] ?? '')}`,
  );
  const plan = rows.map((row) => row['QUERY PLAN']).join('\n');
  expect(plan).not.toMatch(/Seq Scan on event\b/);
  expect(plan.match(/Index Cond: \(\(?seq > /g)).toHaveLength(2);
});

test('events that were removed before anybody was told of them end those who waited for them, and not who came later', async () => {
  const quiet = await startServer({ LAVALAMP_POLL_MILLISECONDS: '60000', LAVALAMP_HEARTBEAT_SECONDS: '0.1' });
  try {
    const started = { startBuild: { origin: 'ci', key: 'k', builder: 'b' } };
    await quiet.report([started]);
    const early = watch(quiet.url, EVENTS);
    expect((await early.next()).events.__typename).toBe('Heartbeat');
    // Nothing rings for these: as after a long silence of the database.
    await quiet.database.pool.query(
      `insert into event (type, recorded_at, origin_id, build_id, subject_id, moment)
       select type, recorded_at, origin_id, build_id, subject_id, moment from event where type = 'BUILD_STARTED'`,
    );
    await pruneEvents(quiet.database, { since: null, most: 0 }, 1_000);
    const { data } = await quiet.graphql('{ eventCursor }');
    const late = watch(quiet.url, EVENTS, { after: data.eventCursor });
    await late.connected;
    await quiet.report([{ updateBuild: { build: { origin: 'ci', key: 'k' }, stateString: 'later' } }]);
    let told = (await late.next()).events;
    while (told.__typename === 'Heartbeat') told = (await late.next()).events;
    expect(told).toMatchObject({ __typename: 'BuildUpdated', stateString: 'later' });
    const gone = async () => {
      for (;;) await early.next();
    };
    await expect(gone()).rejects.toMatchObject({ errors: [{ extensions: { code: 'CURSOR_EXPIRED' } }] });
    await late.stop();
  } finally {
    await quiet.stop();
  }
});
