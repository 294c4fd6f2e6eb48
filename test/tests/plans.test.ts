// On many results the pages of a build and of a test are read by their indexes, and only what they show.

import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { contractOperation } from '../support/contract.ts';
import { plansOf } from '../support/plans.ts';
import { seedBuilds } from '../support/seed.ts';
import { startServer, type TestServer } from '../support/server.ts';

const BUILDS = 2_000;
const TESTS = 100;
/** The embedded database plans alike, and takes long to fill. */
const isPostgres = inject('template').kind === 'postgres';

let server: TestServer;
beforeAll(async () => {
  if (!isPostgres) return;
  server = await startServer();
  await seedBuilds(server.database, BUILDS, 1);
  const statements = [
    `insert into test (id, origin_id, suite, class_name, name, digest)
     select i, 1, 's', 'c', 'test ' || i, md5(i::text)::uuid from generate_series(1, ${TESTS}) i`,
    `insert into test_report (id, build_id, key, taken)
     select id + 10000000, id, 'r', '[[0, ${TESTS}]]' from build`,
    `insert into test_result (build_id, report_id, position, test_id, started_at, duration_ms, outcome, retried)
     select id, id + 10000000, i - 1, i, started_at, 5, case when (id * 7 + i) % 97 = 0 then 1 else 0 end, false
     from build, generate_series(1, ${TESTS}) i`,
    'vacuum analyze',
  ];
  for (const sql of statements) await server.database.pool.query(sql);
});
afterAll(() => server?.stop());

async function planOf(file: string, variables: object, part: RegExp): Promise<string> {
  const [name, operation] = file.split(' ') as [string, string];
  const found = await plansOf(server.database, async () => {
    const { errors } = await server.graphql(contractOperation(name, operation), variables, null);
    expect(errors).toBeUndefined();
  });
  for (const { plan, text } of found) expect(plan, text).not.toMatch(/Seq Scan on test_result\b/);
  return found.find(({ text }) => part.test(text))?.plan ?? '';
}

test.runIf(isPostgres)('the results of a build that did not pass are read by the index on those alone', async () => {
  const plan = await planOf('tests BuildTests', { id: 'build_1000500', first: 50 }, /from test_result r where/);
  expect(plan).toMatch(/using test_result_unpassed_idx/);
  expect(plan).not.toMatch(/Sort/);
});

test.runIf(isPostgres)('a page of the history of a test is read from the end of its index', async () => {
  for (const filter of [null, {}, { startedFrom: '2026-01-01T10:00:00Z' }]) {
    const plan = await planOf(
      'tests TestHistory',
      { id: 'test_7', filter, first: 20 },
      /^select parents.id.*from test_result r/s,
    );
    expect(plan).toMatch(/Index Scan Backward using test_result_history_idx/);
    expect(plan).not.toMatch(/Sort/);
  }
});

test.runIf(isPostgres)('flakiness looks at the runs of its test alone, the newest first', async () => {
  const plan = await planOf('tests TestHistory', { id: 'test_7', filter: null, first: 20 }, /runs as materialized/);
  expect(plan).toMatch(/test_result_history_idx/);
});
