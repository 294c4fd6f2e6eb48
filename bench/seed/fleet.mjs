// @ts-check
// Who builds: the origin, its projects, workers and builders.

const SYSTEMS = ['linux-x64', 'linux-arm64', 'windows', 'macos', 'freebsd', 'android'];
const KINDS = ['gcc', 'clang', 'asan', 'release', 'docs', 'lint', 'coverage'];
export const WORKERS = 60;
/** Ids: of the builder at rank 0, and of the first worker. */
export const FIRST_BUILDER = 10_000;
export const FIRST_WORKER = 300;

/** @param {number} rank from 0, the busiest first */
export const builderName = (rank) =>
  `${SYSTEMS[rank % SYSTEMS.length]}-${KINDS[rank % KINDS.length]}-${String(rank).padStart(3, '0')}`;

/** @param {number} rank */
const tagsOf = (rank) => [SYSTEMS[rank % SYSTEMS.length], KINDS[rank % KINDS.length], rank < 20 ? 'required' : 'extra'];

/**
 * @param {number} builders
 * @returns {readonly string[]} statements
 */
export const fleetOf = (builders) => {
  const told = Array.from({ length: builders }, (_, rank) => ({ rank, name: builderName(rank), tags: tagsOf(rank) }));
  return [
    `insert into origin (id, name, kind, url, created_at) values (1, 'seed', 'BUILDBOT', 'https://ci.example.org/', now())`,
    `insert into project (id, origin_id, name) select 10 + i, 1, 'project-' || i from generate_series(0, 3) i`,
    `insert into worker (id, origin_id, name, connected) select ${FIRST_WORKER} + i, 1, 'worker-' || lpad(i::text, 2, '0'), true from generate_series(0, ${WORKERS - 1}) i`,
    `insert into builder (id, origin_id, project_id, name, tags, last_number)
     select ${FIRST_BUILDER} + rank, 1, 10 + rank % 4, name, tags, coalesce(last, 0)
     from jsonb_to_recordset('${JSON.stringify(told)}') as told(rank int, name text, tags text[])
     left join (select r as rank, max(number) as last from attempt group by 1) built using (rank)`,
  ];
};
