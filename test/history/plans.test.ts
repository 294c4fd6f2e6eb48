// On a history of real size the console and regressions read by their indexes, and only what they show.

import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { pruneBuilds } from '../../src/store/buildPruning.ts';
import { contractOperation } from '../support/contract.ts';
import { plansOf } from '../support/plans.ts';
import { startServer, type TestServer } from '../support/server.ts';

const REVISIONS = 4_000;
const BUILDERS = 10;
/** The embedded database plans alike, and takes long to fill. */
const isPostgres = inject('template').kind === 'postgres';

let server: TestServer;
beforeAll(async () => {
  if (!isPostgres) return;
  server = await startServer();
  await seedRevisions();
});
afterAll(() => server?.stop());

/** Revisions of which each is built by ten builders, and has three changes. One builder has been quiet since the first hundred. */
async function seedRevisions() {
  const { pool } = server.database;
  const started = `timestamptz '2026-01-01 00:00Z' + i * interval '10 minutes' + j * interval '1 second'`;
  const ofAll = `from generate_series(1, ${REVISIONS}) i, generate_series(1, ${BUILDERS}) j where j > 1 or i <= 100`;
  const milliseconds = (time: string) => `(extract(epoch from ${time}) * 1000)::bigint`;
  const statements = [
    `insert into origin (id, name, kind, created_at) values (1, 'seed', 'CUSTOM', now())`,
    `insert into builder (id, origin_id, name, tags) select 100 + j, 1, 'builder-' || j, '{}' from generate_series(1, ${BUILDERS}) j`,
    `insert into source_stamp (id, origin_id, codebase, repository, branch, revision, created_at, first_started_at, digest)
     select 100000 + i, 1, '', 'https://git.example.org/' || i % 70, 'branch-' || i % 100, 'r' || i, now(),
       timestamptz '2026-01-01 00:00Z' + i * interval '10 minutes', sha256(i::text::bytea) from generate_series(1, ${REVISIONS}) i`,
    `insert into change (id, origin_id, key, author, message, revision, branch, repository, codebase, files, committed_at, source_stamp_id)
     select 200000 + i * 3 + c, 1, i || '/' || c, 'A', 'm', s.revision, s.branch, s.repository, '', '{}',
       timestamptz '2026-01-01 00:00Z' + (i * 10 + c) * interval '1 minute', s.id
     from generate_series(1, ${REVISIONS}) i join source_stamp s on s.id = 100000 + i, generate_series(1, 3) c`,
    `insert into build (id, origin_id, key, builder_id, number, started_at, completed_at, state, result, state_string)
     select 1000000 + i * 100 + j, 1, i || '/' || j, 100 + j, i, ${started}, ${started} + interval '1 minute', 'FINISHED',
       case when i % 50 < 40 then 'SUCCESS' else 'FAILURE' end::result, '' ${ofAll}`,
    `insert into build_source_stamp (build_id, codebase, source_stamp_id, builder_id)
     select 1000000 + i * 100 + j, '', 100000 + i, 100 + j ${ofAll}`,
    `insert into verdict (build_id, builder_id, line, good, place)
     select 1000000 + i * 100 + j, 100 + j, md5((i % 700)::text)::uuid, i % 50 < 40,
       array[${milliseconds(`timestamptz '2026-01-01 00:03Z' + i * interval '10 minutes'`)}, 200000 + i * 3 + 3,
         ${milliseconds(started)}, 1000000 + i * 100 + j] ${ofAll}`,
    `insert into step (id, build_id, key, number, name, state, result, state_string, hidden, urls)
     select id * 10, id, 's', 1, 's', 'FINISHED', result, '', false, '[]' from build`,
    'vacuum analyze',
  ];
  for (const sql of statements) await pool.query(sql);
}

async function plans(query: string, variables: object) {
  return plansOf(server.database, async () => {
    const { errors } = await server.graphql(query, variables, null);
    expect(errors).toBeUndefined();
  });
}

/** The plan of the statement with that in its text. */
const planOf = (found: Awaited<ReturnType<typeof plans>>, part: RegExp) =>
  found.find(({ text }) => part.test(text))?.plan;

const LARGE = /Seq Scan on (build|build_source_stamp|source_stamp|change|verdict|step)\b/;

test.runIf(isPostgres)(
  'a page of the console reads as many source stamps as it shows, whatever they are filtered by',
  async () => {
    const indexes = {
      source_stamp_first_started_at_id_idx: {},
      source_stamp_branch_first_started_at_id_idx: { branch: 'branch-1' },
      source_stamp_repository_first_started_at_id_idx: { repository: 'https://git.example.org/1' },
    };
    for (const [index, filter] of Object.entries(indexes)) {
      const found = await plans(contractOperation('console', 'Console'), { filter, first: 10 });
      const page = planOf(found, /from source_stamp t/);
      expect(page).toMatch(`Index Scan Backward using ${index}`);
      expect(page).not.toMatch(/Sort/);
      for (const { plan, text } of found) expect(plan, text).not.toMatch(LARGE);
    }
  },
);

test.runIf(isPostgres)(
  'a regression is found by the index on verdicts, and its suspects by the index on lines',
  async () => {
    const found = await plans(contractOperation('regression', 'Regression'), {
      id: `build_${1_000_000 + 3_945 * 100 + 5}`,
    });
    for (const { plan, text } of found) expect(plan, text).not.toMatch(LARGE);
    const turn = planOf(found, /first_bad.*join build t/s);
    expect(turn?.match(/Index Scan (Backward )?using verdict_builder_id_line_good_place_idx/g)).toHaveLength(2);
    expect(turn).not.toMatch(/Sort Key: near/);
    const ranges = planOf(found, /from change c/)?.match(
      /Index Cond: .*origin_id = .*md5.*ROW\(committed_at, id\) > .*ROW\(committed_at, id\) <= /g,
    );
    // Once for the page, once for the number.
    expect(ranges).toHaveLength(2);
  },
);

test.runIf(isPostgres)('the console of a builder that has been quiet for long begins where it built last', async () => {
  const filter = { builders: ['builder-1'] };
  const page = planOf(
    await plans(contractOperation('console', 'Console'), { filter, first: 10 }),
    /from source_stamp t/,
  );
  expect(page).toMatch(/Index Cond: .*first_started_at <= /);
  expect(page).toMatch('using build_source_stamp_source_stamp_id_builder_id_build_id_idx');
  const { data } = await server.graphql(contractOperation('console', 'Console'), { filter, first: 2 });
  expect(data.console.nodes).toMatchObject([
    { sourceStamp: { revision: 'r100' } },
    { sourceStamp: { revision: 'r99' } },
  ]);
});

test.runIf(isPostgres)(
  'statistics of a range are read from the index on what has ended alone, with and without an origin',
  async () => {
    const range = { completedFrom: '2026-01-10T00:00:00Z', completedBefore: '2026-01-12T00:00:00Z' };
    for (const filter of [range, { ...range, origins: ['seed'], results: ['SUCCESS'] }]) {
      const found = await plans(contractOperation('health', 'Health'), { filter, interval: 'DAY' });
      expect(found).toHaveLength(5);
      const overBuilds = found.filter(({ text }) => text.includes('from build t'));
      expect(overBuilds).toHaveLength(4);
      for (const { plan, text } of overBuilds) expect(plan, text).toMatch('Index Only Scan using build_finished_idx');
    }
  },
);

test.runIf(isPostgres)(
  'what retention removes is found by indexes, from the builds to what hangs on them',
  async () => {
    const expiry = { now: '2026-02-01T00:00:00Z', unless: { keepDays: 10, keepBuilds: null } };
    const found = await plansOf(server.database, async () => {
      expect(await pruneBuilds(server.database, expiry, '1', ['105', '106'], 20)).toEqual({
        builds: 20,
        requests: 0,
      });
    });
    expect(found.length).toBeGreaterThan(10);
    for (const { plan, text } of found) expect(plan, text).not.toMatch(LARGE);
  },
);
