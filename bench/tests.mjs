// @ts-check
// Results of tests: how fast a file of JUnit XML is taken, with how much memory; and how fast one test's history is told, and what is
// broken in a build, over millions of results.

import { readFileSync } from 'node:fs';
import { request } from 'node:http';
import { seedHistory } from './seed/history.mjs';
import { createDatabase, TOKEN } from './support/databases.mjs';
import { createClient } from './support/http.mjs';
import { quantile } from './support/measure.mjs';
import { startServer } from './support/processes.mjs';
import { milliseconds } from './support/table.mjs';

/** How many results each build has: with 20,000 builds, five million. */
const TESTS = 250;
const UPLOADED = 100_000; // results
const LARGE_MIB = 500;
const ROUNDS = 30;
const CONTRACT = readFileSync(new URL('../docs/contract/tests.graphql', import.meta.url), 'utf8');

/**
 * @param {{ serverUrl: string | null, builds: number }} options
 * @returns {Promise<readonly import('./support/table.mjs').Row[]>}
 */
export async function tests({ serverUrl, builds }) {
  const database = await createDatabase(serverUrl);
  try {
    /** @type {readonly string[]} */
    let some = [];
    await database.withPool(async (pool) => {
      some = await seedResults(pool, builds);
    });
    const server = await startServer(['dist/cli/main.js', 'serve'], database.settings);
    try {
      return [...(await questions(server, builds, some)), ...(await uploads(server))];
    } finally {
      await server.stop();
    }
  } finally {
    await database.drop();
  }
}

/**
 * Every build ran every test; one result in a hundred is bad.
 * @param {import('pg').Pool} pool
 * @param {number} builds
 * @returns {Promise<readonly string[]>} the ids of some builds, all over the history
 */
async function seedResults(pool, builds) {
  await seedHistory(pool, { builds });
  const statements = [
    `insert into test (id, origin_id, suite, class_name, name, digest)
     select i, 1, 'suite', 'class ' || i % 20, 'test ' || i, md5(i::text)::uuid from generate_series(1, ${TESTS}) i`,
    `select setval('test_id_seq', ${TESTS})`,
    `insert into test_report (id, build_id, key, taken) select id, id, 'r', '[[0, ${TESTS}]]' from build`,
    `insert into test_summary select id, ${TESTS}, 0, 0, 0, 1000 from build`,
    `insert into test_result (build_id, report_id, position, test_id, started_at, duration_ms, outcome, retried)
     select id, id, i - 1, i, started_at, 5, case when hashint8extended(id, i) % 100 = 0 then 1 else 0 end, false
     from build, generate_series(1, ${TESTS}) i`,
    'vacuum analyze',
  ];
  for (const sql of statements) await pool.query(sql);
  const { rows } = await pool.query('select id from build order by md5(id::text) limit $1', [ROUNDS]);
  return rows.map(({ id }) => id);
}

/**
 * @param {import('./support/processes.mjs').ServerProcess} server
 * @param {number} builds
 * @param {readonly string[]} some the ids of some of them
 */
async function questions(server, builds, some) {
  const client = createClient(`${server.url}/graphql`, { connections: 1 });
  const results = `${((builds * TESTS) / 1e6).toFixed(1)} million results`;
  const asked = {
    'the history and flakiness of a test': (/** @type {number} */ i) => ({
      operationName: 'TestHistory',
      variables: { id: `test_${1 + (i % TESTS)}`, filter: null, first: 50 },
    }),
    'the same on one branch': (/** @type {number} */ i) => ({
      operationName: 'TestHistory',
      variables: { id: `test_${1 + (i % TESTS)}`, filter: { branch: 'release' }, first: 50 },
    }),
    'what is broken in a build': (/** @type {number} */ i) => ({
      operationName: 'BuildTests',
      variables: { id: `build_${some[i]}`, first: 50 },
    }),
  };
  const rows = [];
  for (const [contender, question] of Object.entries(asked)) {
    const times = [];
    for (let i = 0; i < ROUNDS; i += 1) {
      const start = performance.now();
      const answer = JSON.parse(await client.send(JSON.stringify({ query: CONTRACT, ...question(i) })));
      times.push(performance.now() - start);
      if (answer.errors) throw new Error(answer.errors[0].message);
    }
    rows.push({
      benchmark: results,
      contender,
      result: `${milliseconds(quantile(times, 0.5))}, p95 ${milliseconds(quantile(times, 0.95))}`,
    });
  }
  client.close();
  return rows;
}

/** @param {import('./support/processes.mjs').ServerProcess} server */
async function uploads(server) {
  const client = createClient(`${server.url}/graphql`, { connections: 1, token: TOKEN });
  const start = 'mutation ($input: StartBuildInput!) { startBuild(input: $input) { userErrors { message } } }';
  for (const key of ['first', 'again', 'large']) {
    const variables = { input: { origin: 'bench', key, builder: 'b' } };
    await client.send(JSON.stringify({ query: start, variables }));
  }
  client.close();
  const rows = [];
  for (const [key, contender] of [
    ['first', 'tests that are new'],
    ['again', 'tests that are known'],
  ]) {
    const begin = performance.now();
    await upload(server.url, String(key), cases(UPLOADED, ''));
    const seconds = (performance.now() - begin) / 1_000;
    rows.push({
      benchmark: `a file of ${UPLOADED} results`,
      contender: String(contender),
      result: `${Math.round(UPLOADED / seconds)} results/s`,
    });
  }
  const before = server.residentBytes();
  let most = before;
  const watch = setInterval(() => {
    most = Math.max(most, server.residentBytes());
  }, 100);
  const begin = performance.now();
  const output = 'x'.repeat(20_000);
  const large = Math.ceil((LARGE_MIB * 1_048_576) / 20_150);
  await upload(server.url, 'large', cases(large, `<system-out><![CDATA[${output}]]></system-out>`));
  clearInterval(watch);
  const mib = (/** @type {number} */ bytes) => `${Math.round(bytes / 1_048_576)} MiB`;
  rows.push({
    benchmark: `a file of ${LARGE_MIB} MiB`,
    contender: 'Lavalamp',
    result: `${(LARGE_MIB / ((performance.now() - begin) / 1_000)).toFixed(0)} MiB/s; resident ${mib(before)} before, ${mib(most)} at most`,
  });
  return rows;
}

/**
 * @param {number} count
 * @param {string} inner what is in each case
 */
function* cases(count, inner) {
  yield '<testsuite name="bench">';
  for (let i = 0; i < count; i += 100) {
    let text = '';
    for (let j = i; j < Math.min(i + 100, count); j += 1) {
      text += `<testcase classname="org.example.bench.Class${j % 500}" name="test number ${j}" time="0.0${j % 90}">${inner}</testcase>\n`;
    }
    yield text;
  }
  yield '</testsuite>';
}

/**
 * @param {string} url
 * @param {string} build
 * @param {Iterable<string>} body
 */
async function upload(url, build, body) {
  const sending = request(`${url}/builds/bench/${build}/tests?report=bench.xml`, {
    method: 'POST',
    headers: { authorization: `Bearer ${TOKEN}` },
  });
  const answered = new Promise((resolve, reject) => {
    sending.on('error', reject).on('response', (response) => {
      response.resume().on('end', () => resolve(response.statusCode));
    });
  });
  for (const text of body) {
    if (sending.write(text)) continue;
    await Promise.race([answered, new Promise((resolve) => sending.once('drain', () => resolve(undefined)))]);
  }
  sending.end();
  const status = await answered;
  if (status !== 200) throw new Error(`The upload was answered ${status}.`);
}
