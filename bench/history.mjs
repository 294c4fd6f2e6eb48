// @ts-check
// The consoles of a long history, of a branch where most pushes are built by a few builders and of one where all build each, against a
// program written for it alone; who broke a build, and the health of all builds over ninety
// days, against a page of builds.

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
/** Of `release` each push is built by all builders, of `main` by a few. */
const BRANCHES = ['main', 'release'];
const ROUNDS = 15;
const PER_ROUND = 4;
/** How many failed builds are asked about, one after the other, all over the history. */
const REGRESSIONS = 200;
/** How many times the health is asked for. */
const HEALTHS = 40;
const DAYS = 90;
/** How many times it is looked at for how long a question holds the event loop up. */
const DELAYS = 15;

/**
 * @param {{ serverUrl: string | null, builds: number }} options
 * @returns {Promise<readonly import('./support/table.mjs').Row[]>}
 */
export async function history({ serverUrl, builds }) {
  if (serverUrl === null) return [];
  const database = await createDatabase(serverUrl);
  try {
    await database.withPool((pool) => seedHistory(pool, { builds }));
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
      ...(await health(second.send, String(settings.DATABASE_URL), builds, ours)),
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
  const rows = [];
  for (const branch of BRANCHES) {
    const body = operation('console', { filter: { branch }, first: 50 });
    const [expected, actual] = await Promise.all(contenders.map(async ({ send }) => JSON.parse(await send(body))));
    deepStrictEqual(actual, expected);
    const { builders, nodes } = actual.data.console;
    const cells = nodes.reduce((/** @type {number} */ sum, /** @type {any} */ node) => sum + node.cells.length, 0);
    const medians = await compare({
      contenders,
      rounds: ROUNDS,
      perRound: PER_ROUND,
      work: async ({ send }) => {
        for (let i = 0; i < PER_ROUND; i += 1) await send(body);
      },
    });
    const what = `console of ${branch}: ${nodes.length} source stamps by ${builders.length} builders, ${cells} cells`;
    rows.push(...rowsOf(`${what}, of ${builds} builds`, medians));
  }
  return rows;
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
  const questions = rows.map(({ id }) => operation('regression', { id: `build_${id}` }));
  const [ofPage, ofRegression] = await againstPage(send, [...questions, ...questions], questions.length);
  return twoRows(`who broke one of ${builds} builds`, 'a regression', ofPage, ofRegression, 'p95');
}

/**
 * A page of fifty builds and the health over the last ninety days take turns.
 * @param {import('./support/http.mjs').Send} send
 * @param {string} url
 * @param {number} builds
 * @param {import('./support/processes.mjs').ServerProcess} server
 */
async function health(send, url, builds, server) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query(
    `select newest as before, newest - make_interval(days => $1) as from,
       (select count(*) from build where completed_at >= newest - make_interval(days => $1) and completed_at < newest) as builds
     from (select date_trunc('day', max(completed_at)) as newest from build) ends`,
    [DAYS],
  );
  await client.end();
  const [range] = rows;
  const filter = { completedFrom: range.from, completedBefore: range.before };
  const question = operation('health', { filter, interval: 'DAY' });
  const times = await againstPage(send, Array(HEALTHS + 3).fill(question), 3);
  const benchmark = `health over ${DAYS} days, ${range.builds} of ${builds} builds`;
  return [
    ...twoRows(benchmark, 'the health', times[0], times[1], 'p50'),
    await heldUp('the health', server, () => send(question)),
    await heldUp('the console of release', server, () =>
      send(operation('console', { filter: { branch: 'release' }, first: 50 })),
    ),
  ];
}

/**
 * @param {string} what
 * @param {import('./support/processes.mjs').ServerProcess} server
 * @param {() => Promise<unknown>} work
 */
async function heldUp(what, server, work) {
  const delays = [];
  for (let i = 0; i < DELAYS; i += 1) delays.push(await server.delayDuring(async () => void (await work())));
  const result = `${milliseconds(quantile(delays))}, at most ${milliseconds(Math.max(...delays))}`;
  return { benchmark: `the event loop is held up by ${what}`, contender: 'Lavalamp', result };
}

/**
 * @param {string} document
 * @param {object} variables
 */
const operation = (document, variables) => JSON.stringify({ query: contract(document), variables });

/** @typedef {{ p50: number, p95: number }} Times */

/**
 * A page of fifty builds and each of some questions take turns, the first ones to warm up.
 * @param {import('./support/http.mjs').Send} send
 * @param {readonly string[]} questions
 * @param {number} warmUps
 * @returns {Promise<[ofPage: Times, ofQuestions: Times]>}
 */
async function againstPage(send, questions, warmUps) {
  const page = operation('overview', { first: 50 }).replace('totalCount', '');
  /** @param {string} body */
  const timeOf = async (body) => {
    const start = performance.now();
    const { errors } = JSON.parse(await send(body));
    if (errors) throw new Error(JSON.stringify(errors));
    return performance.now() - start;
  };
  /** @type {[number[], number[]]} */
  const times = [[], []];
  for (const [i, question] of questions.entries()) {
    const [ofPage, ofQuestion] = [await timeOf(page), await timeOf(question)];
    if (i < warmUps) continue;
    times[0].push(ofPage);
    times[1].push(ofQuestion);
  }
  /** @param {number[]} list */
  const summary = (list) => ({ p50: quantile(list), p95: quantile(list, 0.95) });
  return [summary(times[0]), summary(times[1])];
}

/**
 * @param {string} benchmark
 * @param {string} contender
 * @param {Times} ofPage
 * @param {Times} ofOther
 * @param {'p50' | 'p95'} compared
 */
function twoRows(benchmark, contender, ofPage, ofOther, compared) {
  const ratio = (ofOther[compared] / ofPage[compared]).toFixed(2);
  return [
    { benchmark, contender: 'a page of 50 builds', result: both(ofPage), ratio: '1.00' },
    { benchmark, contender, result: both(ofOther), ratio },
  ];
}

/** @param {Times} times */
const both = ({ p50, p95 }) => `p50 ${milliseconds(p50)}, p95 ${milliseconds(p95)}`;
