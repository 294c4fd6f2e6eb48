// @ts-check
// Databases that a benchmark makes and drops.

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
