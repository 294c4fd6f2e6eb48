// @ts-check
// The console of a long history against a program written for it alone, and who broke a build against a page of builds.

import { deepStrictEqual } from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import pg from 'pg';
import { seedHistory } from './seed/history.mjs';
import { createDatabase } from './support/databases.mjs';
import { createClient } from './support/http.mjs';
import { compare, quantile } from './support/measure.mjs';
import { startServer } from './support/processes.mjs';
import { milliseconds, rowsOf } from './support/table.mjs';

/** @param {string} name */
const contract = (name) => readFileSync(new URL(`../docs/contract/${name}.graphql`, import.meta.url), 'utf8');
const ROUNDS = 15;
const PER_ROUND = 4;
/** How many failed builds are asked about, one after the other, all over the history. */
const REGRESSIONS = 200;

/**
 * @param {{ serverUrl: string | null, builds: number }} options
 * @returns {Promise<readonly import('./support/table.mjs').Row[]>}
 */
export async function history({ serverUrl, builds }) {
  if (serverUrl === null) return [];
  const database = await createDatabase(serverUrl);
  try {
    await database.withPool((pool) => seedHistory(pool, { builds, stepsEach: 10 }));
    return await measureHistory(database.settings, builds);
  } finally {
    await database.drop();
  }
}

/**
 * @param {Readonly<Record<string, string>>} settings of a server over the database
 * @param {number} builds
 * @returns {Promise<readonly import('./support/table.mjs').Row[]>}
 */
export async function measureHistory(settings, builds) {
  const limit = await startServer(['bench/limits/history.mjs'], settings);
  const ours = await startServer(['dist/cli/main.js', 'serve'], settings);
  const clients = [
    createClient(`${limit.url}/`, { connections: 1 }),
    createClient(`${ours.url}/graphql`, { connections: 1 }),
  ];
  const [first, second] = clients;
  if (first === undefined || second === undefined) throw new Error('There are two.');
  try {
    return [
      ...(await consoles(
        [
          { name: 'hand-written', send: first.send, cpuMs: limit.cpuMs },
          { name: 'Lavalamp', send: second.send, cpuMs: ours.cpuMs },
        ],
        builds,
      )),
      ...(await regressions(second.send, String(settings.DATABASE_URL), builds)),
    ];
  } finally {
    for (const { close } of clients) close();
    await Promise.all([limit.stop(), ours.stop()]);
  }
}

/**
 * @param {readonly { name: string, send: import('./support/http.mjs').Send, cpuMs: () => number }[]} contenders
 * @param {number} builds
 */
async function consoles(contenders, builds) {
  const body = JSON.stringify({ query: contract('console'), variables: { filter: { branch: 'main' }, first: 50 } });
  const [expected, actual] = await Promise.all(contenders.map(async ({ send }) => JSON.parse(await send(body))));
  deepStrictEqual(actual, expected);
  const medians = await compare({
    contenders,
    rounds: ROUNDS,
    perRound: PER_ROUND,
    work: async ({ send }) => {
      for (let i = 0; i < PER_ROUND; i += 1) await send(body);
    },
  });
  return rowsOf(`console of 50 source stamps by 100 builders, ${builds} builds`, medians);
}

/**
 * A page of fifty builds and one regression take turns.
 * @param {import('./support/http.mjs').Send} send
 * @param {string} url
 * @param {number} builds
 */
async function regressions(send, url, builds) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query(
    `select id from (select id, row_number() over (order by id) as n, count(*) over () as all from build where result = 'FAILURE') failed
     where n % greatest(1, failed.all / $1) = 0 limit $1`,
    [REGRESSIONS],
  );
  await client.end();
  const page = JSON.stringify({ query: contract('overview'), variables: { first: 50 } }).replace('totalCount', '');
  /** @type {number[][]} */
  const times = [[], []];
  for (const round of [0, 1]) {
    for (const { id } of rows) {
      const regression = JSON.stringify({ query: contract('regression'), variables: { id: `build_${id}` } });
      for (const [i, body] of [page, regression].entries()) {
        const start = performance.now();
        const { errors } = JSON.parse(await send(body));
        if (errors) throw new Error(JSON.stringify(errors));
        if (round === 1) times[i]?.push(performance.now() - start);
      }
    }
  }
  const [ofPage, ofRegression] = times.map((list) => ({ p50: quantile(list), p95: quantile(list, 0.95) }));
  if (ofPage === undefined || ofRegression === undefined) throw new Error('There are two.');
  const benchmark = `who broke one of ${builds} builds`;
  return [
    { benchmark, contender: 'a page of 50 builds', result: both(ofPage), ratio: '1.00' },
    {
      benchmark,
      contender: 'a regression',
      result: both(ofRegression),
      ratio: (ofRegression.p95 / ofPage.p95).toFixed(2),
    },
  ];
}

/** @param {{ p50: number, p95: number }} times */
const both = ({ p50, p95 }) => `p50 ${milliseconds(p50)}, p95 ${milliseconds(p95)}`;
