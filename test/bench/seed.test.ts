// The history that benchmarks are run over: that it is what it is said to be, and what the product would have made of the same reports.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { seedHistory } from '../../bench/seed/history.mjs';
import { shapeOf } from '../../bench/seed/shape.mjs';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { startServer, type TestServer } from '../support/server.ts';

const silent = () => {};
type Pool = TestDatabase['database']['pool'];

describe('a seeded history', () => {
  let seeded: TestDatabase;
  beforeAll(async () => {
    seeded = await createTestDatabase();
    await seedHistory(seeded.database.pool, { builds: 2_000 }, silent);
  });
  afterAll(() => seeded.drop());

  it('is a year of a busy fleet', async () => {
    const shape = await shapeOf(seeded.database.pool);
    expect(shape).toMatchObject({ builds: 2_000, builders: 120, steps: 10, properties: 15 });
    expect(shape.days).toBeGreaterThan(360);
    // Of so few builds some others have not had one for half a year either.
    expect(shape.quiet).toBeGreaterThanOrEqual(12);
    // The second builder has half of what the busiest has, the tenth a tenth.
    expect(shape.busiest).toBeGreaterThan(15);
    expect(shape.tenth / shape.busiest).toBeCloseTo(0.1, 1);
    expect(shape.working).toBeGreaterThan(60);
    expect(shape.burst).toBeGreaterThanOrEqual(108);
    expect(shape.rebuilt).toBeGreaterThan(40);
    expect(shape.failed).toBeGreaterThan(8);
    expect(shape.failed).toBeLessThan(35);
    expect(shape.longestRun).toBeGreaterThan(10);
    expect(shape.twoCodebases).toBeGreaterThan(10);
    expect(shape.propertyBytes).toBeGreaterThan(30);
  });

  it('is the same each time', async () => {
    const again = await createTestDatabase();
    await seedHistory(again.database.pool, { builds: 2_000 }, silent);
    const digests = [await digestOf(seeded.database.pool), await digestOf(again.database.pool)];
    await again.drop();
    expect(digests[1]).toEqual(digests[0]);
  });
});

it('a seeded history is what the product makes of the same reports', async () => {
  const seeded = await startServer();
  await seedHistory(seeded.database.pool, { builds: 400, builders: 20, running: 5, waiting: 0 }, silent);
  const expected = await kept(seeded.database.pool);
  expect(expected.verdicts?.length).toBeGreaterThan(300);
  const reports = await reportsOf(seeded.database.pool);
  // What is told again changes nothing: changes, requests, source stamps and builds are known.
  await reportAll(seeded, reports);
  const toldAgain = await kept(seeded.database.pool);
  await seeded.stop();
  expect(toldAgain).toEqual(expected);

  const reported = await startServer();
  await reportAll(reported, reports);
  const actual = await kept(reported.database.pool);
  await reported.stop();
  expect(actual).toEqual(expected);
});

/** Everything in a history, in one text for each table. What runs was last heard of when it was made. */
async function digestOf(pool: Pool): Promise<readonly object[]> {
  const tables = [
    'source_stamp',
    'change',
    'buildset',
    'build_request',
    'step',
    'property',
    'verdict',
    'builder_branch',
    'rollup',
  ];
  const digests = [];
  for (const table of [...tables, `(select *, null as heard_at from build)`]) {
    const { rows } = await pool.query(
      `select count(*)::int, md5(string_agg(md5((to_jsonb(t) - 'heard_at')::text), '' order by md5((to_jsonb(t) - 'heard_at')::text))) from ${table} t`,
    );
    digests.push({ table, ...rows[0] });
  }
  return digests;
}

/** What the product keeps of builds beside what it was told, without ids. */
async function kept(pool: Pool): Promise<Record<string, readonly object[]>> {
  const sorted = (sketch: string) => `array(select unnest(string_to_array(trim(${sketch}), ' ')) order by 1)`;
  const questions = {
    builders: 'select name, last_number from builder order by name',
    builds: `select b.key, b.number, b.requested_at, r.key as request, l.codebase, s.revision, u.name, l.builder_id = b.builder_id as named from build b
      join builder u on u.id = b.builder_id join build_request r on r.id = b.build_request_id
      join build_source_stamp l on l.build_id = b.id join source_stamp s on s.id = l.source_stamp_id order by b.key, l.codebase`,
    stamps: 'select revision, codebase, branch, first_started_at from source_stamp order by revision',
    verdicts: `select b.key, u.name, v.line, v.good, array(select v.place[i] from generate_subscripts(v.place, 1) i where i % 2 = 1 order by i) as times
      from verdict v join build b on b.id = v.build_id join builder u on u.id = v.builder_id order by b.key`,
    branches: `select u.name, l.branch, l.started_at, b.key from builder_branch l join build b on b.id = l.build_id
      join builder u on u.id = l.builder_id order by u.name, l.branch`,
    rollups: `select r.grain, r.start, u.name, r.result, r.count, r.kept, r.duration_count, r.duration_ms, ${sorted('r.durations')} as durations,
      r.queue_count, r.queue_ms, ${sorted('r.queues')} as queues
      from rollup r left join builder u on u.id = r.builder_id order by r.grain, r.start, u.name, r.result`,
  };
  const answers: Record<string, readonly object[]> = {};
  for (const [name, sql] of Object.entries(questions)) answers[name] = (await pool.query(sql)).rows;
  return answers;
}

/** The history as a CI system would have told it: the changes, and then each build with its request, in the order of the starts. */
async function reportsOf(pool: Pool): Promise<readonly object[]> {
  const stamp = `jsonb_strip_nulls(jsonb_build_object('codebase', s.codebase, 'repository', s.repository, 'branch', s.branch, 'revision', s.revision))`;
  const { rows: changes } = await pool.query(
    `select jsonb_build_object('addChange', jsonb_build_object('origin', 'seed', 'key', key, 'author', author, 'message', message, 'revision', revision,
       'branch', branch, 'repository', repository, 'codebase', codebase, 'files', files, 'committedAt', committed_at)) as report
     from change order by committed_at, id`,
  );
  const { rows: builds } = await pool.query(
    `select b.key, b.number, u.name as builder, w.name as worker, b.reason, b.url, b.started_at, b.completed_at, b.result, b.state_string,
       r.key as request, r.submitted_at, q.key as buildset, q.reason as why,
       (select jsonb_agg(${stamp} order by s.codebase) from build_source_stamp l join source_stamp s on s.id = l.source_stamp_id where l.build_id = b.id) as stamps
     from build b join builder u on u.id = b.builder_id join worker w on w.id = b.worker_id
     join build_request r on r.id = b.build_request_id join buildset q on q.id = r.buildset_id order by b.started_at, b.id`,
  );
  return [...changes.map(({ report }) => report), ...builds.flatMap(reportsOfBuild)];
}

// biome-ignore lint/suspicious/noExplicitAny: a row of the query above
function reportsOfBuild(row: any): readonly object[] {
  const origin = 'seed';
  const { key, number, builder, worker, reason, url, stamps: sourceStamps } = row;
  const build = { origin, key };
  const buildRequest = { origin, key: row.request };
  const { buildset, why, submitted_at: submittedAt, started_at: startedAt } = row;
  const stateString = row.state_string;
  return [
    { requestBuild: { ...buildRequest, builder, buildset, reason: why, submittedAt, sourceStamps } },
    { startBuild: { ...build, number, builder, worker, reason, url, startedAt, buildRequest, sourceStamps } },
    ...(row.result === null
      ? []
      : [{ finishBuild: { build, result: row.result, stateString, completedAt: row.completed_at } }]),
  ];
}

async function reportAll(server: TestServer, reports: readonly object[]): Promise<void> {
  for (let i = 0; i < reports.length; i += 100) {
    const part = reports.slice(i, i + 100);
    expect(await server.report(part)).toMatchObject({ acceptedCount: part.length, userErrors: [] });
  }
}
