// @ts-check
// Reports, one by one from many reporters and in batches, against a program that only writes the same rows, and against the
// ordinary way, which knows no batches.

import { deepStrictEqual } from 'node:assert/strict';
import { createDatabase, TOKEN } from './support/databases.mjs';
import { createClient } from './support/http.mjs';
import { compare } from './support/measure.mjs';
import { startServer } from './support/processes.mjs';
import { rowsOf } from './support/table.mjs';

const BUILDERS = 16;
const ROUNDS = 5;
const REPORTERS = 64;
/** How many builds each of them reports in a round, with four reports each. */
const BUILDS_EACH = 5;
const BATCH_SENDERS = 4;
const BATCHES_EACH = 5;
const BUILDS_PER_BATCH = 25;

/** @typedef {Record<string, object>} Report */

/** @type {Readonly<Record<string, string>>} */
const MUTATIONS = {
  startBuild: `mutation StartBuild($input: StartBuildInput!) {
    startBuild(input: $input) { build { id number } userErrors { message } } }`,
  startStep: `mutation StartStep($input: StartStepInput!) { startStep(input: $input) { step { id } userErrors { message } } }`,
  finishStep: `mutation FinishStep($input: FinishStepInput!) { finishStep(input: $input) { step { id } userErrors { message } } }`,
  finishBuild: `mutation FinishBuild($input: FinishBuildInput!) {
    finishBuild(input: $input) { build { id } userErrors { message } } }`,
};
const BATCH =
  'mutation Report($reports: [Report!]!) { report(reports: $reports) { acceptedCount userErrors { message } } }';

/** @type {(report: Report) => string} */
const single = (report) => {
  const [[kind, input] = ['', {}]] = Object.entries(report);
  return JSON.stringify({ query: MUTATIONS[kind], variables: { input } });
};
/** @type {(reports: readonly Report[]) => string} */
const batch = (reports) => JSON.stringify({ query: BATCH, variables: { reports } });
/** @type {(reports: readonly Report[]) => string} */
const plain = (reports) => JSON.stringify({ reports });

/**
 * @param {string} key
 * @param {number} builder
 * @returns {readonly Report[]} the four reports of a build
 */
function story(key, builder) {
  const build = { origin: 'bench', key };
  const step = { build, key: 'compile' };
  return [
    { startBuild: { ...build, builder: `builder-${builder % BUILDERS}` } },
    { startStep: { ...step, name: 'compile' } },
    { finishStep: { step, result: 'SUCCESS' } },
    { finishBuild: { build, result: 'SUCCESS' } },
  ];
}

/**
 * @typedef {object} Contender
 * @property {string} name
 * @property {import('./support/http.mjs').Send} send
 * @property {(report: Report) => string} one
 * @property {((reports: readonly Report[]) => string) | null} many null: it takes no batches, and is sent one by one
 * @property {() => number} cpuMs
 * @property {() => Promise<object>} finish stops it; resolves with what it has written
 * @property {() => Promise<void>} drop
 */

/**
 * @param {string | null} serverUrl
 * @param {string} name
 * @param {readonly string[]} args
 * @param {string} path
 * @param {Pick<Contender, 'one' | 'many'>} bodies
 * @returns {Promise<Contender>}
 */
async function start(serverUrl, name, args, path, bodies) {
  const database = await createDatabase(serverUrl);
  await database.withPool(async (pool) => {
    await pool.query(`insert into origin (id, name, kind, created_at) values (1, 'bench', 'CUSTOM', now())`);
    await pool.query(`insert into builder (id, origin_id, name, tags, last_number)
      select 100 + i, 1, 'builder-' || i, '{}', 0 from generate_series(0, ${BUILDERS - 1}) i`);
  });
  const server = await startServer(args, database.settings);
  const client = createClient(server.url + path, { connections: REPORTERS, token: TOKEN });
  return {
    name,
    ...bodies,
    send: async (body) => {
      const answer = await client.send(body);
      if (/"errors":|"userErrors":\[\{/.test(answer)) throw new Error(`${name} refused a report: ${answer}`);
      return answer;
    },
    cpuMs: server.cpuMs,
    finish: async () => {
      client.close();
      await server.stop();
      /** @type {object} */
      let written = {};
      await database.withPool(async (pool) => {
        written = (await pool.query(WRITTEN)).rows;
      });
      return written;
    },
    drop: database.drop,
  };
}

const WRITTEN = `
  select 'build' as of, state::text || result::text as kind, count(*)::text from build group by 2
  union all select 'step', state::text || result::text, count(*)::text from step group by 2
  union all select 'event', type::text, count(*)::text from event group by 2
  union all select 'number', name, last_number::text from builder order by 1, 2`;

/** @type {(contender: Contender, round: number) => Promise<void>} */
async function oneByOne({ send, one }, round) {
  const report = async (/** @type {number} */ reporter) => {
    for (let i = 0; i < BUILDS_EACH; i += 1) {
      for (const report of story(`single ${round} ${reporter} ${i}`, reporter)) await send(one(report));
    }
  };
  await Promise.all(Array.from({ length: REPORTERS }, (_, reporter) => report(reporter)));
}

/** @type {(contender: Contender, round: number) => Promise<void>} */
async function inBatches({ send, one, many }, round) {
  const report = async (/** @type {number} */ sender) => {
    for (let i = 0; i < BATCHES_EACH; i += 1) {
      const builds = Array.from({ length: BUILDS_PER_BATCH }, (_, j) => story(`batch ${round} ${sender} ${i} ${j}`, j));
      if (many === null) for (const report of builds.flat()) await send(one(report));
      else await send(many(builds.flat()));
    }
  };
  await Promise.all(Array.from({ length: BATCH_SENDERS }, (_, sender) => report(sender)));
}

/**
 * @param {{ serverUrl: string | null }} options
 * @returns {Promise<readonly import('./support/table.mjs').Row[]>}
 */
export async function reporting({ serverUrl }) {
  const contenders = [];
  if (serverUrl !== null) {
    const bodies = { one: (/** @type {Report} */ report) => plain([report]), many: plain };
    contenders.push(await start(serverUrl, 'hand-written', ['bench/limits/reporting.mjs'], '/', bodies));
  }
  if (serverUrl !== null) {
    const bodies = { one: single, many: null };
    contenders.push(await start(serverUrl, 'Apollo Server and Prisma', ['bench/peers/apolloPrisma.mjs'], '/', bodies));
  }
  contenders.push(
    await start(serverUrl, 'Lavalamp', ['dist/cli/main.js', 'serve'], '/graphql', { one: single, many: batch }),
  );
  try {
    return await race(contenders);
  } finally {
    for (const { drop } of contenders) await drop();
  }
}

/** @param {readonly Contender[]} contenders */
async function race(contenders) {
  const perSecond = (/** @type {number} */ ms) => `${(1000 / ms).toFixed(0)} reports/s`;
  const singles = await compare({ contenders, rounds: ROUNDS, perRound: REPORTERS * BUILDS_EACH * 4, work: oneByOne });
  const perRound = BATCH_SENDERS * BATCHES_EACH * BUILDS_PER_BATCH * 4;
  const batches = await compare({ contenders, rounds: ROUNDS, perRound, work: inBatches });
  const [expected, ...others] = await Promise.all(contenders.map(({ finish }) => finish()));
  for (const written of others) deepStrictEqual(written, expected);
  return [
    ...rowsOf(`single reports, ${REPORTERS} reporters`, singles, perSecond),
    ...rowsOf(`reports in batches of ${BUILDS_PER_BATCH * 4}`, batches, perSecond),
  ];
}
