// @ts-check
// Databases that a benchmark makes and drops, and builds by the thousand in them.

import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { openDatabase } from '../../dist/store/database.js';
import { migrate } from '../../dist/store/migrations.js';

/**
 * @typedef {object} BenchDatabase
 * @property {string | null} url null: embedded in the directory
 * @property {Readonly<Record<string, string>>} settings what a Lavalamp server over it must be set to
 * @property {(work: (pool: import('pg').Pool) => Promise<void>) => Promise<void>} withPool
 *   does something with it while no server runs over it
 * @property {() => Promise<void>} drop
 */

export const TOKEN = 'benchmark-administrator-token';

/**
 * Makes a database with all migrations.
 * @param {string | null} serverUrl a PostgreSQL server on which databases may be made; null: embedded
 * @returns {Promise<BenchDatabase>}
 */
export async function createDatabase(serverUrl) {
  const directory = await mkdtemp(join(tmpdir(), 'lavalamp-bench-'));
  const name = `lavalamp_bench_${randomBytes(6).toString('hex')}`;
  const url = serverUrl === null ? null : addressOf(serverUrl, name);
  if (serverUrl !== null) await administer(serverUrl, `create database ${name}`);
  /** @type {BenchDatabase['withPool']} */
  const withPool = async (work) => {
    const database = await openDatabase({ url, directory, connections: 4 });
    try {
      await migrate(database);
      await work(database.pool);
    } finally {
      await database.close();
    }
  };
  await withPool(async () => {});
  return {
    url,
    settings: {
      LAVALAMP_DATA: directory,
      LAVALAMP_ADMIN_TOKEN: TOKEN,
      ...(url === null ? {} : { DATABASE_URL: url }),
    },
    withPool,
    drop: async () => {
      if (serverUrl !== null) await administer(serverUrl, `drop database if exists ${name} with (force)`);
      await rm(directory, { recursive: true, force: true });
    },
  };
}

/**
 * @param {string} serverUrl
 * @returns {Promise<string>}
 */
export async function versionOf(serverUrl) {
  const [version] = await administer(serverUrl, `select current_setting('server_version')`);
  return String(Object.values(version ?? {})[0]).replace(/ .*/, '');
}

/**
 * @param {string} serverUrl
 * @param {string} name
 */
function addressOf(serverUrl, name) {
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  return url.href;
}

/**
 * @param {string} serverUrl
 * @param {string} sql
 * @returns {Promise<readonly object[]>}
 */
async function administer(serverUrl, sql) {
  const client = new pg.Client({ connectionString: serverUrl });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

/**
 * Adds builds of 40 builders, a minute apart, each with a worker, a source stamp and ten steps.
 * @param {import('pg').Pool} pool
 * @param {number} builds
 */
export async function seed(pool, builds) {
  const statements = [
    `insert into origin (id, name, kind, created_at) values (1, 'seed', 'CUSTOM', now())`,
    `insert into builder (id, origin_id, name, tags, last_number)
     select 100 + i, 1, 'builder-' || i, array['tag-' || i % 2, 'linux'], ${builds} from generate_series(0, 39) i`,
    `insert into worker (id, origin_id, name, connected)
     select 200 + i, 1, 'worker-' || i, true from generate_series(0, 19) i`,
    `insert into source_stamp (id, origin_id, codebase, repository, branch, revision, created_at, digest)
     select 1000 + i, 1, '', 'https://git.example.org/demo.git', 'branch-' || i % 3, md5(i::text),
       timestamptz '2026-01-01 00:00Z' + i * interval '1 minute', sha256(i::text::bytea)
     from generate_series(1, ${builds}) i`,
    `insert into build (id, origin_id, key, builder_id, number, started_at, completed_at, state, result, state_string, worker_id)
     select 1000000 + i, 1, 'build-' || i, 100 + i % 40, 1 + i / 40, timestamptz '2026-01-01 00:00Z' + i * interval '1 minute',
       timestamptz '2026-01-01 00:00Z' + (i * 60 + i % 50) * interval '1.003 second', 'FINISHED',
       (array['SUCCESS', 'FAILURE', 'WARNINGS'])[1 + i % 3]::result, 'build ' || i, 200 + i % 20
     from generate_series(1, ${builds}) i`,
    `insert into build_source_stamp (build_id, codebase, source_stamp_id)
     select 1000000 + i, '', 1000 + i from generate_series(1, ${builds}) i`,
    `insert into step (id, build_id, key, number, name, state, result, state_string, started_at, completed_at, hidden, urls)
     select 100000000 + i * 100 + s, 1000000 + i, 'step-' || s, s, 'step ' || s, 'FINISHED', 'SUCCESS', '',
       timestamptz '2026-01-01 00:00Z' + i * interval '1 minute', timestamptz '2026-01-01 00:01Z' + i * interval '1 minute', false, '[]'
     from generate_series(1, ${builds}) i, generate_series(1, 10) s`,
    'vacuum analyze',
  ];
  for (const sql of statements) await pool.query(sql);
}
