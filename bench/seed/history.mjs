// @ts-check
// A long history, the same each time: revisions of two branches and two code bases, each built by a hundred builders, some of them
// late, with failures that last for a few revisions, and three changes for each revision of which one is built.

import { LATEST_ON_BRANCHES } from '../../dist/store/branches.js';
import { refillRollups } from '../../dist/store/rollupFill.js';
import { VERDICTS } from '../../dist/store/verdicts.js';

export const BUILDERS = 100;
/** How many builds get their verdicts at once. */
const PART = 50_000;

const start = `timestamptz '2026-01-01 00:00Z'`;
/** When the revision `i` was committed. */
const committed = `${start} + i * interval '50 minutes'`;

/** A number from 0 to 1 that the build of the revision `i` by the builder `j` has, another for each `salt`. */
const chance = (/** @type {number} */ salt) =>
  `((hashint8extended(i::bigint * ${BUILDERS} + j, ${salt}) & 65535) / 65535.0)`;
/** Each builder takes a time of its own, one to eleven minutes, and now half of that, now twice as long. */
const took = `round((60 + j * 37 % 600) * 1000 * exp(1.6 * (${chance(1)} + ${chance(2)} + ${chance(3)} - 1.5))) * interval '1 millisecond'`;
/** Half of the builds wait for less than three seconds, a few for an hour. */
const waited = `round(500 * exp(9 * ${chance(4)} * ${chance(5)})) * interval '1 millisecond'`;

/**
 * @param {import('pg').Pool} pool
 * @param {{ builds: number, stepsEach: number }} size
 */
export async function seedHistory(pool, { builds, stepsEach }) {
  const revisions = Math.ceil(builds / BUILDERS);
  const client = await pool.connect();
  try {
    // What refers to what is known to be there.
    await client.query('set session_replication_role = replica');
    await client.query('set synchronous_commit = off');
    for (const sql of statements(revisions, stepsEach)) await client.query(sql);
    const { rows } = await client.query('select id from build order by id');
    for (let i = 0; i < rows.length; i += PART) {
      const ids = JSON.stringify(rows.slice(i, i + PART).map(({ id }) => id));
      await client.query(VERDICTS, [ids]);
      await client.query(LATEST_ON_BRANCHES, [ids]);
    }
    await client.query('reset session_replication_role');
    // No trigger has fired.
    await refillRollups({ pool });
    await client.query('vacuum analyze');
  } finally {
    client.release();
  }
}

/**
 * @param {number} revisions
 * @param {number} stepsEach
 */
const statements = (revisions, stepsEach) => [
  `insert into origin (id, name, kind, created_at) values (1, 'seed', 'BUILDBOT', now())`,
  `insert into project (id, origin_id, name) select 10 + i, 1, 'project-' || i from generate_series(0, 3) i`,
  `insert into builder (id, origin_id, project_id, name, tags, last_number)
   select 100 + j, 1, 10 + j % 4, 'builder-' || j, array['tag-' || j % 5, 'all'], ${revisions} from generate_series(0, ${BUILDERS - 1}) j`,
  `insert into worker (id, origin_id, name, connected)
   select 300 + w, 1, 'worker-' || w, true from generate_series(0, 49) w`,
  ...[
    ['', 'https://git.example.org/main.git', 1_000_000],
    ['lib', 'https://git.example.org/lib.git', 2_000_000],
  ].flatMap(([codebase, repository, id]) => [
    `insert into source_stamp (id, origin_id, codebase, repository, branch, revision, created_at, digest)
     select ${id} + i, 1, '${codebase}', '${repository}', case when i % 10 = 9 then 'release' else 'main' end, md5('${codebase}' || i),
       ${committed}, sha256(('${codebase}' || i)::bytea)
     from generate_series(0, ${revisions - 1}) i`,
    `insert into change (id, origin_id, key, author, message, revision, branch, repository, codebase, files, committed_at, source_stamp_id)
     select (${id} + i) * 10 + c, 1, '${codebase}' || i || '/' || c, 'Author ' || (i * 3 + c) % 97 || ' <a@example.org>', 'Change ' || i || '/' || c,
       s.revision || case when c = 3 then '' else '-' || c end, s.branch, s.repository, s.codebase, array['src/a.c', 'src/b.c'],
       ${committed} - (3 - c) * interval '5 minutes', case when c = 3 then s.id else 900 end
     from generate_series(0, ${revisions - 1}) i join source_stamp s on s.id = ${id} + i, generate_series(1, 3) c`,
  ]),
  // What the changes that nothing was built of would be built as.
  `insert into source_stamp (id, origin_id, codebase, repository, created_at, digest) values (900, 1, '', '', now(), sha256('unbuilt'))`,
  `insert into build (id, origin_id, key, builder_id, number, started_at, completed_at, requested_at, state, result, state_string, reason, worker_id)
   select 100000000 + i * ${BUILDERS} + j, 1, 'build/' || i || '/' || j, 100 + j, i + 1, started, started + ${took}, started - ${waited}, 'FINISHED',
     case when (i * 31 + j * 17) % 50 = 0 then 'EXCEPTION' when (i / (7 + j % 5)) % 9 = 0 then 'FAILURE'
       when (i + j) % 20 = 0 then 'WARNINGS' else 'SUCCESS' end::result,
     'build ' || i, 'push', 300 + (i + j) % 50
   from generate_series(0, ${revisions - 1}) i, generate_series(0, ${BUILDERS - 1}) j,
     lateral (select ${committed} + j * interval '1 second' + case when j % 7 = 0 and i % 3 = 0 then interval '3 hours' else interval '1 minute' end) s(started)`,
  `insert into build_source_stamp (build_id, codebase, source_stamp_id)
   select 100000000 + i * ${BUILDERS} + j, '', 1000000 + i from generate_series(0, ${revisions - 1}) i, generate_series(0, ${BUILDERS - 1}) j`,
  `insert into build_source_stamp (build_id, codebase, source_stamp_id)
   select 100000000 + i * ${BUILDERS} + j, 'lib', 2000000 + i - (i % 10) % 5 from generate_series(0, ${revisions - 1}) i, generate_series(80, ${BUILDERS - 1}) j`,
  `insert into step (id, build_id, key, number, name, state, result, state_string, started_at, completed_at, hidden, urls)
   select b.id * 100 + s, b.id, 'step-' || s, s, 'step ' || s, 'FINISHED', case when s = ${stepsEach} then b.result else 'SUCCESS' end, '',
     b.started_at, b.completed_at, false, '[]'
   from build b, generate_series(1, ${stepsEach}) s`,
  `update build_source_stamp l set builder_id = b.builder_id from build b where b.id = l.build_id`,
  `update source_stamp s set first_started_at = first.at from (
     select l.source_stamp_id, min(b.started_at) as at from build_source_stamp l join build b on b.id = l.build_id group by 1
   ) first where s.id = first.source_stamp_id`,
  'analyze',
];
