// Several servers watch for lost builds at once, over one database, and clients watch them.

import { afterAll, beforeAll, expect, test } from 'vitest';
import { loseBuilds, silentSince } from '../../src/reporting/lostWatch.ts';
import { type Database, openDatabase } from '../../src/store/database.ts';
import { startServer, type TestServer } from '../support/server.ts';
import { watch } from '../support/watch.ts';
import { Clock, type LostRoom, lostRoom, MINUTE, ORIGIN_MINUTES, running } from './support/lostRoom.ts';

let server: TestServer;
/** Another server's database: the same one, over connections of its own where it can have some. */
let other: Database;
let clock: Clock;
let room: LostRoom;
let otherRoom: LostRoom;

beforeAll(async () => {
  server = await startServer();
  other =
    server.databaseUrl === null
      ? server.database
      : await openDatabase({ url: server.databaseUrl, directory: '', connections: 4 });
  clock = new Clock();
  clock.time = Date.now();
  room = lostRoom(server.database, clock);
  otherRoom = lostRoom(other, clock);
  await room.pass(1);
});
afterAll(async () => {
  if (other !== server.database) await other.close();
  await server.stop();
});

const keys = (count: number) => Array.from({ length: count }, (_, i) => `build-${i}`);

test('of two servers that look at once one takes the turn, and all that is silent is lost once', async () => {
  const builds = keys(70);
  await room.report(...builds.flatMap((key) => running('many', key)));
  const head = await room.head();
  await room.pass(ORIGIN_MINUTES);
  const found: number[][] = [];
  for (let i = 0; i < 3; i += 1) {
    clock.time += MINUTE;
    found.push(await Promise.all([room.watch.look(), otherRoom.watch.look()]));
  }
  expect(found.map((pair) => pair.toSorted((a, b) => a - b))).toEqual([
    [0, 0],
    [0, builds.length],
    [0, 0],
  ]);
  const events = await room.eventsAfter(head);
  expect(events.filter((event) => event === 'BUILD_FINISHED RETRY')).toHaveLength(builds.length);
  expect(events).toHaveLength(3 * builds.length);
});

test('were both to lose the same builds at once, each build would still be lost once', async () => {
  await room.report(...keys(20).flatMap((key) => running('race', key)));
  const { rows } = await server.database.pool.query(
    "select b.id::text, b.origin_id::text from build b join origin o on o.id = b.origin_id where o.name = 'race'",
  );
  const head = await room.head();
  clock.time += MINUTE;
  const lose = (database: Database) =>
    loseBuilds(
      database,
      clock.iso(),
      rows[0].origin_id,
      rows.map(({ id }) => id),
      { origin: clock.iso(), build: null },
    );
  const [one, two] = await Promise.all([lose(server.database), lose(other)]);
  expect(one + two).toBe(20);
  expect((await room.eventsAfter(head)).filter((event) => event.startsWith('BUILD'))).toHaveLength(20);
});

test('a report that comes while its build is being given up is not lost, whichever is first', async () => {
  const ends = keys(10).map((key) => ({ origin: 'photo', key }));
  await room.report(...ends.flatMap(({ key }) => running('photo', key)));
  await room.pass(ORIGIN_MINUTES + 1);
  clock.time += MINUTE;
  await Promise.all([
    room.watch.look(),
    ...ends.map((build) => otherRoom.report({ kind: 'finishBuild', input: { build, result: 'SUCCESS' } })),
  ]);
  for (const { key } of ends) {
    expect(await room.build('photo', key)).toMatchObject({ state: 'FINISHED', result: 'SUCCESS', lost: false });
  }
});

test('a build that cannot be ended stands in nobody’s way', async () => {
  await server.database.pool.query(
    "alter table build add constraint stuck check (key <> 'stuck' or state = 'RUNNING')",
  );
  await room.report(...['before', 'stuck', 'after'].flatMap((key) => running('some', key)));
  expect(await room.pass(ORIGIN_MINUTES + 2)).toBe(2);
  expect(await room.build('some', 'stuck')).toMatchObject({ state: 'RUNNING' });
  expect(room.failures).toHaveLength(1);
  await server.database.pool.query('alter table build drop constraint stuck');
  expect(await room.pass(1)).toBe(1);
});

test('a subscriber sees a build lost, running again, and ended', async () => {
  const build = { origin: 'seen', key: 'one' };
  const input = { ...build, builder: 'linux' };
  const { data } = await server.graphql(
    'mutation ($input: StartBuildInput!) { startBuild(input: $input) { build { id lost } } }',
    { input },
  );
  expect(data.startBuild.build.lost).toBe(false);
  const { data: query } = await server.graphql('{ eventCursor }');
  const subscriber = watch(
    server.url,
    `subscription ($after: EventCursor) { events(after: $after, filter: { builds: { origins: ["seen"] } }) { type: __typename
      ... on BuildFinished { result stateString build { state result lost stateString } }
      ... on BuildUpdated { build { state result lost stateString completedAt } } } }`,
    { after: query.eventCursor },
  );
  const next = async () => {
    for (;;) {
      const { events } = await subscriber.next();
      if (events.type !== 'Heartbeat') return events;
    }
  };
  await room.pass(ORIGIN_MINUTES + 2);
  const stateString = expect.stringMatching(/^lost: nothing heard from seen since .* UTC$/);
  expect(await next()).toEqual({
    type: 'BuildFinished',
    result: 'RETRY',
    stateString,
    build: { state: 'FINISHED', result: 'RETRY', lost: true, stateString },
  });
  await server.report([{ updateBuild: { build } }]);
  const runs = { state: 'RUNNING', result: null, lost: false, stateString: '', completedAt: null };
  expect(await next()).toEqual({ type: 'BuildUpdated', build: runs });
  await server.report([{ finishBuild: { build, result: 'SUCCESS', stateString: 'done' } }]);
  expect(await next()).toMatchObject({ type: 'BuildFinished', result: 'SUCCESS', build: { result: 'SUCCESS' } });
  await subscriber.stop();
});

test('a silence is counted over the time in which somebody listened', () => {
  const deaf = [
    { from: 0, to: 100 },
    { from: 300, to: 400 },
    { from: 450, to: 460 },
  ];
  expect(silentSince(1_000, 100, deaf)).toBe(900);
  // 540 since the last stretch, 10 before it.
  expect(silentSince(1_000, 550, deaf)).toBe(440);
  expect(silentSince(1_000, 640, deaf)).toBe(250);
  // Longer than anybody has ever listened.
  expect(silentSince(1_000, 900, deaf)).toBeLessThan(0);
});
