// On a history of real size a page of builds is found by an index, whichever part of the filter it is asked for by.

import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { plansOf } from '../support/plans.ts';
import { startServer, type TestServer } from '../support/server.ts';

const BUILDS = 100_000;
/** The embedded database plans alike, and takes long to fill. */
const isPostgres = inject('template').kind === 'postgres';

let server: TestServer;
beforeAll(async () => {
  if (!isPostgres) return;
  server = await startServer();
  await seed();
});
afterAll(() => server?.stop());

/** A build every half minute by one of a thousand builders, ten of each revision. What is rare is there a few times, and long ago. */
async function seed() {
  const at = `timestamptz '2026-01-01 00:00Z' + i * interval '30 seconds'`;
  const stampAt = `timestamptz '2026-01-01 00:00Z' + i * interval '5 minutes'`;
  const ends = `i < ${BUILDS - 20}`;
  const statements = [
    // What refers to what is known to be there; to check it takes most of the time.
    'set session_replication_role = replica',
    'set synchronous_commit = off',
    `insert into origin (id, name, kind, created_at) values (1, 'seed', 'CUSTOM', now())`,
    `insert into project (id, origin_id, name) select 10 + i, 1, 'project-' || i from generate_series(0, 19) i`,
    `insert into builder (id, origin_id, project_id, name, tags)
     select 100 + j, 1, 10 + j % 20, 'builder-' || j, array['tag-' || j % 50, 'all'] from generate_series(0, 999) j`,
    `insert into worker (id, origin_id, name, connected) select 3000 + w, 1, 'worker-' || w, true from generate_series(0, 499) w`,
    `insert into source_stamp (id, origin_id, codebase, repository, branch, revision, created_at, first_started_at, digest)
     select 1000000 + i, 1, case when i % 1000 = 0 then 'lib' else '' end, 'https://git.example.org/' || i % 200,
       case when i % 10 < 8 then 'main' else 'branch-' || i % 3000 end, md5(i::text), now(), ${stampAt}, sha256(i::text::bytea)
     from generate_series(0, ${BUILDS / 10}) i`,
    `insert into change (id, origin_id, key, author, message, branch, repository, codebase, files, committed_at, source_stamp_id)
     select 2000000 + i, 1, i::text, 'Author ' || i % 1000 || ' <a@example.org>', '', 'main', 'r', '', '{}', ${stampAt}, 1000000 + i
     from generate_series(0, ${BUILDS / 10}) i`,
    `insert into build (id, origin_id, key, builder_id, number, started_at, completed_at, state, result, state_string, worker_id, reason)
     select 10000000 + i, 1, i::text, 100 + case when i = 7 then 999 else i * 7919::bigint % 999 end, i, ${at},
       case when ${ends} then ${at} + i * 7919::bigint % 600000 * interval '1 millisecond' end,
       case when ${ends} then 'FINISHED' else 'RUNNING' end::build_state,
       case when ${ends} then case when i % 5000 = 0 then 'RETRY' when i % 7 = 0 then 'FAILURE' else 'SUCCESS' end end::result, '',
       3000 + i * 31::bigint % 500, case when i % 5 = 0 then 'Forced by Ada' else 'nightly' end
     from generate_series(1, ${BUILDS}) i`,
    `insert into build_source_stamp (build_id, codebase, source_stamp_id)
     select 10000000 + i, '', 1000000 + i / 10 from generate_series(1, ${BUILDS}) i`,
    `insert into property (build_id, name, value)
     select 10000000 + i, p, to_jsonb(case p when 'number' then i when 'digit' then i % 10 else 1 end)
     from generate_series(1, ${BUILDS}) i, unnest(array['number', 'digit', 'same']) p`,
    'vacuum analyze',
  ];
  const client = await server.database.pool.connect();
  try {
    for (const sql of statements) await client.query(sql);
  } finally {
    client.release(true);
  }
}

const PAGE = `query ($filter: BuildFilter) { builds(filter: $filter, first: 50) { nodes { key } } }`;
const BY_START = 'build_started_at_id_idx';
const BY_BUILDER = /(on|using) build_builder_id_(number_key|started_at_id_idx)/;
const BY_STAMP = 'using build_source_stamp_source_stamp_id_builder_id_build_id_idx';

test.runIf(isPostgres).each<[string, object, RegExp | string]>([
  ['builders', { builders: ['builder-7'] }, BY_BUILDER],
  ['builders that have been quiet', { builders: ['builder-999'] }, BY_BUILDER],
  ['patterns', { builderGlobs: ['builder-7??'] }, BY_START],
  ['patterns that few have', { builderGlobs: ['*-999'] }, BY_BUILDER],
  ['tags', { tags: ['tag-3', 'all'] }, BY_START],
  ['any of some tags', { tagsAny: ['tag-3', 'tag-4'] }, BY_START],
  ['none of some tags', { tagsNone: ['tag-3'] }, BY_START],
  ['projects', { projects: ['project-3'] }, BY_START],
  ['origins', { origins: ['seed'] }, BY_START],
  ['workers', { workers: ['worker-3'] }, 'build_worker_id_started_at_id_idx'],
  ['the main branch', { branch: 'main' }, BY_START],
  ['another branch', { branch: 'branch-8' }, BY_STAMP],
  ['a revision', { revision: 'c4ca4238a0' }, 'source_stamp_revision_idx'],
  ['a repository', { repository: 'https://git.example.org/7' }, 'source_stamp_repository_first_started_at_id_idx'],
  ['a code base', { codebase: '' }, BY_START],
  ['a rare code base', { codebase: 'lib' }, 'source_stamp_codebase_first_started_at_id_idx'],
  ['what all authors have', { changeAuthor: 'example' }, BY_START],
  ['an author', { changeAuthor: 'AUTHOR 7 ' }, BY_STAMP],
  ['builds that run', { states: ['RUNNING'] }, 'build_running_idx'],
  ['builds that have ended', { states: ['FINISHED'] }, BY_START],
  ['a result', { results: ['SUCCESS'] }, BY_START],
  ['failures', { results: ['FAILURE'] }, 'build_unsuccessful_idx'],
  ['rare results', { results: ['RETRY', 'EXCEPTION'] }, 'build_unsuccessful_idx'],
  ['a day of starts', { startedFrom: '2026-01-02T00:00:00Z', startedBefore: '2026-01-03T00:00:00Z' }, BY_START],
  [
    'an hour of ends',
    { completedFrom: '2026-01-02T00:00:00Z', completedBefore: '2026-01-02T01:00:00Z' },
    'build_finished_idx',
  ],
  ['many durations', { durationSecondsFrom: 100 }, BY_START],
  ['few durations', { durationSecondsFrom: 599.5, durationSecondsBelow: 599.6 }, 'build_duration_idx'],
  ['a property that all have', { properties: [{ name: 'same', value: 1 }] }, BY_START],
  ['a property that one has', { properties: [{ name: 'number', value: 777 }] }, 'property_hash_idx'],
  ['a property that none has', { properties: [{ name: 'number', value: 'x' }, { name: 'same' }] }, 'property_hash_idx'],
  ['the name of a property', { properties: [{ name: 'digit' }] }, 'property_pkey'],
  ['a reason', { reason: 'forced' }, BY_START],
  ['a reason that none has', { reason: 'nobody would' }, BY_START],
  ['all of some filters', { and: [{ branch: 'main' }, { builders: ['builder-7'] }] }, BY_BUILDER],
  ['one of some filters', { or: [{ builders: ['builder-7'] }, { results: ['RETRY'] }] }, BY_START],
  ['not a filter', { not: { branch: 'main' } }, BY_START],
])('a page of builds by %s is found by an index', async (_, filter, index) => {
  const [page, ...rest] = await plansOf(server.database, async () => {
    const { data, errors } = await server.graphql(PAGE, { filter }, null);
    expect(errors).toBeUndefined();
    expect(data.builds.nodes.length).toBeLessThanOrEqual(50);
  });
  expect(rest).toEqual([]);
  expect(page?.plan).not.toMatch(/Seq Scan on (build|build_source_stamp|property)\b/);
  expect(page?.plan).toMatch(index);
});

test.runIf(isPostgres)(
  'a page of builds in the order of their ends is read by the index of ends, and no further',
  async () => {
    const query = `query ($filter: BuildFilter) {
    builds(filter: $filter, first: 50, orderBy: { field: COMPLETED_AT, direction: DESC }) { nodes { key } } }`;
    for (const filter of [null, { completedBefore: '2026-01-02T00:00:00Z' }]) {
      const [page, ...rest] = await plansOf(server.database, async () => {
        const { data, errors } = await server.graphql(query, { filter }, null);
        expect(errors).toBeUndefined();
        expect(data.builds.nodes).toHaveLength(50);
      });
      expect(rest).toEqual([]);
      expect(page?.plan).toMatch('using build_finished_idx');
      expect(page?.plan).not.toMatch(/Sort|Seq Scan/);
    }
  },
);
