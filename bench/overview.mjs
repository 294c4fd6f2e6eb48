// @ts-check
// The page that a team keeps open all day, of 50 builds and of 1,000, against what a program written for that page alone can do.

import { deepStrictEqual } from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import pg from 'pg';
import { serverConfig } from '../dist/config.js';
import { serve } from '../dist/main.js';
import { createDatabase, seed, TOKEN } from './support/databases.mjs';
import { createClient } from './support/http.mjs';
import { compare } from './support/measure.mjs';
import { startServer } from './support/processes.mjs';
import { rowsOf } from './support/table.mjs';

const QUERY = readFileSync(new URL('../docs/contract/overview.graphql', import.meta.url), 'utf8');
const PAGES = [
  { first: 50, perRound: 40, rounds: 5 },
  { first: 1000, perRound: 3, rounds: 5 },
];
const SERVE = ['dist/cli/main.js', 'serve'];

/**
 * @param {{ serverUrl: string | null, builds: number }} options
 * @returns {Promise<readonly import('./support/table.mjs').Row[]>}
 */
export async function overview({ serverUrl, builds }) {
  const database = await createDatabase(serverUrl);
  try {
    await database.withPool((pool) => seed(pool, builds));
    return serverUrl === null ? await embedded(database, builds) : await against(database, builds);
  } finally {
    await database.drop();
  }
}

/**
 * @typedef {object} Started
 * @property {string} name
 * @property {import('./support/http.mjs').Send} send
 * @property {() => number} cpuMs
 * @property {() => Promise<void>} stop
 */

/**
 * @param {string} name
 * @param {readonly string[]} args
 * @param {Readonly<Record<string, string>>} env
 * @param {string} path
 * @param {string} [token]
 * @returns {Promise<Started>}
 */
async function start(name, args, env, path, token) {
  const server = await startServer(args, env);
  const client = createClient(server.url + path, { connections: 1, ...(token === undefined ? {} : { token }) });
  return {
    name,
    send: client.send,
    cpuMs: server.cpuMs,
    stop: async () => {
      client.close();
      await server.stop();
    },
  };
}

/** @param {number} first */
const bodyOf = (first) => JSON.stringify({ query: QUERY, variables: { first } });

/**
 * @param {readonly Started[]} contenders
 * @param {number} builds
 */
async function race(contenders, builds) {
  const rows = [];
  for (const { first, perRound, rounds } of PAGES) {
    const body = bodyOf(first);
    const [expected, ...others] = await Promise.all(contenders.map(async ({ send }) => JSON.parse(await send(body))));
    for (const answer of others) deepStrictEqual(answer, expected);
    const medians = await compare({
      contenders,
      rounds,
      perRound,
      work: async ({ send }) => {
        for (let i = 0; i < perRound; i += 1) await send(body);
      },
    });
    rows.push(...rowsOf(`overview of ${first} of ${builds} builds`, medians));
  }
  return rows;
}

/**
 * @param {import('./support/databases.mjs').BenchDatabase} database
 * @param {number} builds
 */
async function against(database, builds) {
  const { settings } = database;
  const contenders = await Promise.all([
    start('hand-written', ['bench/limits/overview.mjs'], settings, '/'),
    start('Apollo Server and Prisma', ['bench/peers/apolloPrisma.mjs'], settings, '/'),
    start('Lavalamp', SERVE, settings, '/graphql'),
    start('Lavalamp, with a token', SERVE, settings, '/graphql', TOKEN),
    start('Lavalamp, graphql-js', SERVE, { ...settings, LAVALAMP_EXECUTOR: 'graphql-js' }, '/graphql'),
  ]);
  try {
    return [...(await race(contenders, builds)), await statements(settings)];
  } finally {
    await Promise.all(contenders.map(({ stop }) => stop()));
  }
}

/**
 * One process at a time can have the embedded database open, so nothing is interleaved.
 * @param {import('./support/databases.mjs').BenchDatabase} database
 * @param {number} builds
 */
async function embedded({ settings }, builds) {
  const contender = await start('Lavalamp, embedded', SERVE, settings, '/graphql');
  try {
    return await race([contender], builds);
  } finally {
    await contender.stop();
  }
}

/**
 * Counts the statements of one overview, with the server in this process.
 * @param {Readonly<Record<string, string>>} settings
 */
async function statements(settings) {
  const server = await serve(serverConfig({ ...settings, PORT: '0', LAVALAMP_LOG_LEVEL: 'error' }));
  const client = createClient(`${server.url}/graphql`, { connections: 1 });
  const { query } = pg.Client.prototype;
  let count = 0;
  pg.Client.prototype.query = /** @type {typeof query} */ (
    /** @this {unknown} @param {unknown[]} args */
    function counted(...args) {
      const [first] = /** @type {[string | { text: string }]} */ (args);
      if (!/^(begin|commit)/i.test(typeof first === 'string' ? first : first.text)) count += 1;
      return Reflect.apply(query, this, args);
    }
  );
  const counts = [];
  try {
    for (let i = 0; i < 5; i += 1) {
      count = 0;
      await client.send(bodyOf(1000));
      counts.push(count);
    }
  } finally {
    pg.Client.prototype.query = query;
    client.close();
    await server.stop();
  }
  // The server looks after itself now and then.
  const result = `${Math.min(...counts)} SQL statements`;
  return { benchmark: 'overview of 1000', contender: 'Lavalamp', result };
}
