// A build whose start is told after its results: they follow it, however many they are, and no report waits for all of them.

import { afterAll, beforeAll, expect, test } from 'vitest';
import { followMarked } from '../../src/store/testStarts.ts';
import { startServer, type TestServer } from '../support/server.ts';

const RESULTS = 3_000;
let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.stop());

const at = (hour: number) => `2026-03-01T${String(hour).padStart(2, '0')}:00:00.000Z`;

/** Reports results, the last parts first: of a test of each build, and of many others. */
async function reportResults(key: string, count: number): Promise<void> {
  const parts = [];
  for (let firstResult = 0; firstResult < count; firstResult += 1_000) {
    const places = Array.from({ length: Math.min(1_000, count - firstResult) }, (_, i) => firstResult + i);
    const results = places.map((place) => ({ name: place === count - 1 ? 'last' : `t${place}`, outcome: 'PASSED' }));
    parts.unshift({ reportTestResults: { build: { origin: 'o', key }, firstResult, results } });
  }
  expect((await server.report(parts)).userErrors).toEqual([]);
}

async function start(key: string, startedAt: string | null): Promise<void> {
  expect((await server.report([{ startBuild: { origin: 'o', key, builder: 'b', startedAt } }])).userErrors).toEqual([]);
}

/** How many results of a build were written by the transaction that wrote the build last, and how many have its start. */
async function followedOf(key: string) {
  const { rows } = await server.database.pool.query<{ together: number; right: number }>(
    `select count(*) filter (where r.xmin::text = b.xmin::text)::int as together,
       count(*) filter (where r.started_at = b.started_at)::int as right
     from build b join test_result r on r.build_id = b.id where b.key = $1`,
    [key],
  );
  return rows[0];
}

/** The server does it as well, from time to time. */
async function followAll(): Promise<void> {
  while ((await server.database.pool.query('select from test_restart')).rowCount) {
    await followMarked(server.database, 900);
  }
}

const history = async () => {
  const query = '{ tests(filter: { name: "last" }) { nodes { name results(first: 9) { nodes { build { key } } } } } }';
  const { nodes } = (await server.graphql(query)).data.tests;
  const last = nodes.find(({ name }: { name: string }) => name === 'last');
  return last.results.nodes.map(({ build }: { build: { key: string } }) => build.key);
};

test('a few results follow in the transaction of the report, and the rest some at a time', async () => {
  await reportResults('few', 1_500);
  await reportResults('many', RESULTS);
  await start('few', at(10));
  await start('many', at(11));
  expect(await followedOf('few')).toEqual({ together: 1_500, right: 1_500 });
  expect((await followedOf('many'))?.together).toBeLessThanOrEqual(2_000);
  await followAll();
  expect(await followedOf('many')).toMatchObject({ right: RESULTS });
  expect(await history()).toEqual(['many', 'few']);
});

test('a start that is told while results follow another one is that of all of them in the end', async () => {
  await start('twice', null);
  await reportResults('twice', RESULTS);
  await start('twice', at(9));
  await followMarked(server.database, 900);
  // More of them come meanwhile, and have the start that is known then.
  await reportResults('twice', RESULTS);
  await start('last', at(12));
  await reportResults('last', 1);
  await followAll();
  expect(await followedOf('twice')).toMatchObject({ right: RESULTS });
  expect((await history()).slice(-3)).toEqual(['many', 'few', 'twice']);
});
