// @ts-check
// Thousands of builders, the same each time: some build all day, some were quiet for a year, each on a few lasting branches and on
// branches of a day; a few builds run, and some requests wait.

import { LATEST_ON_BRANCHES } from '../../dist/store/branches.js';

const PART = 100_000;

/**
 * @param {import('pg').Pool} pool
 * @param {{ builders: number, builds: number }} size
 */
export async function seedBuilders(pool, { builders, builds }) {
  const client = await pool.connect();
  try {
    // What refers to what is known to be there.
    await client.query('set session_replication_role = replica');
    await client.query('set synchronous_commit = off');
    for (const sql of statements(builders, builds)) await client.query(sql);
    const { rows } = await client.query('select id from build order by id');
    for (let i = 0; i < rows.length; i += PART) {
      await client.query(LATEST_ON_BRANCHES, [JSON.stringify(rows.slice(i, i + PART).map(({ id }) => id))]);
    }
    await client.query('reset session_replication_role');
    await client.query('vacuum analyze');
  } finally {
    client.release();
  }
}

/**
 * @param {number} builders
 * @param {number} builds
 */
const statements = (builders, builds) => {
  const stamps = Math.ceil(builds / 50);
  const at = `timestamptz '2025-11-01 00:00Z' + i * interval '30 seconds'`;
  // The first builders are the busiest by far; those at the end have built but once, at the beginning.
  const builder = `case when i <= ${builders} then i - 1 else floor(${builders} * power(((i::bigint * 7919) % 1000003) / 1000003.0, 3))::int end`;
  return [
    `insert into origin (id, name, kind, created_at) values (1, 'seed', 'BUILDBOT', now())`,
    `insert into project (id, origin_id, name) select 10 + i, 1, 'project-' || i from generate_series(0, 3) i`,
    `insert into builder (id, origin_id, project_id, name, tags, last_number)
     select 10000 + j, 1, 10 + j % 4, 'builder-' || lpad(j::text, 4, '0'), array['tag-' || j % 5], ${builds} from generate_series(0, ${builders - 1}) j`,
    `insert into source_stamp (id, origin_id, codebase, repository, branch, revision, created_at, digest)
     select 1000000 + s, 1, '', 'https://git.example.org/main.git',
       case s % 10 when 7 then 'release-1' when 8 then 'release-2' when 9 then 'change-' || s else 'main' end, md5(s::text), now(), sha256(s::text::bytea)
     from generate_series(0, ${stamps}) s`,
    `insert into build (id, origin_id, key, builder_id, number, started_at, completed_at, state, result, state_string)
     select 100000000 + i, 1, 'b' || i, 10000 + ${builder}, i, ${at},
       case when i <= ${builds - 1_000} then ${at} + interval '7 minutes' end,
       case when i <= ${builds - 1_000} then 'FINISHED' else 'RUNNING' end::build_state,
       case when i > ${builds - 1_000} then null when i % 9 = 0 then 'FAILURE' else 'SUCCESS' end::result, ''
     from generate_series(1, ${builds}) i`,
    `insert into build_source_stamp (build_id, codebase, source_stamp_id, builder_id)
     select b.id, '', 1000000 + (b.number * 31) % ${stamps}, b.builder_id from build b`,
    `insert into buildset (id, origin_id, key, submitted_at) values (5, 1, 'set', now())`,
    `insert into build_request (id, origin_id, key, buildset_id, builder_id, priority, submitted_at, claimed_at, completed_at, result)
     select 500000000 + i, 1, 'r' || i, 5, 10000 + i % ${builders}, 0, ${at},
       case when i > 2000 then ${at} end, case when i > 2000 then ${at} end, case when i > 2000 then 'SUCCESS' end::result
     from generate_series(1, ${Math.floor(builds / 4)}) i`,
    'analyze',
  ];
};
