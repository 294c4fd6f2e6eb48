// Builds by the thousand, put into the tables directly: for tests of reading, where reporting them would take most of the time.

import type { Database } from '../../src/store/database.ts';

/** Adds builds of eight builders, a minute apart, each with a worker, a source stamp and some steps. The newest is running. */
export async function seedBuilds({ pool }: Database, builds: number, stepsEach: number): Promise<void> {
  await pool.query(`insert into origin (id, name, kind, created_at) values (1, 'seed', 'CUSTOM', now())`);
  await pool.query(`insert into builder (id, origin_id, name, tags, last_number)
    select 100 + i, 1, 'builder-' || i, array['tag-' || i % 2], 0 from generate_series(0, 7) i`);
  await pool.query(
    `insert into worker (id, origin_id, name, connected) select 200 + i, 1, 'worker-' || i, true from generate_series(0, 3) i`,
  );
  await pool.query(`insert into source_stamp (id, origin_id, codebase, repository, branch, revision, created_at, digest)
    select 1000 + i, 1, '', 'https://git.example.org/demo.git', 'branch-' || i % 3, md5(i::text),
      timestamptz '2026-01-01 00:00Z' + i * interval '1 minute', sha256(i::text::bytea) from generate_series(1, ${builds}) i`);
  await pool.query(`insert into build (id, origin_id, key, builder_id, number, started_at, completed_at, state, result, state_string, worker_id)
    select 1000000 + i, 1, 'build-' || i, 100 + i % 8, 1 + i / 8, timestamptz '2026-01-01 00:00Z' + i * interval '1 minute',
      case when i < ${builds} then timestamptz '2026-01-01 00:00Z' + (i * 60 + i % 50) * interval '1 second' end,
      case when i < ${builds} then 'FINISHED' else 'RUNNING' end::build_state,
      case when i < ${builds} then (array['SUCCESS', 'FAILURE', 'WARNINGS'])[1 + i % 3]::result end, '', 200 + i % 4
    from generate_series(1, ${builds}) i`);
  await pool.query(`insert into build_source_stamp (build_id, codebase, source_stamp_id)
    select 1000000 + i, '', 1000 + i from generate_series(1, ${builds}) i`);
  await pool.query(`insert into step (id, build_id, key, number, name, state, result, state_string, started_at, completed_at, hidden, urls)
    select 100000000 + i * 100 + s, 1000000 + i, 'step-' || s, s, 'step ' || s, 'FINISHED', 'SUCCESS', '',
      timestamptz '2026-01-01 00:00Z' + i * interval '1 minute', timestamptz '2026-01-01 00:01Z' + i * interval '1 minute', false, '[]'
    from generate_series(1, ${builds}) i, generate_series(1, ${stepsEach}) s`);
  await pool.query('analyze');
}
