// @ts-check
// The page that a team keeps open all day, of 50 builds and of 1,000, against what a program written for that page alone can do.

import { deepStrictEqual } from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import pg from 'pg';
import { serverConfig } from '../dist/config.js';
import { serve } from '../dist/main.js';
import * as peer from './peers/postgraphile.mjs';
import { seedHistory } from './seed/history.mjs';
import { createDatabase, TOKEN } from './support/databases.mjs';
import { deepPage } from './support/deepPage.mjs';
import { createClient } from './support/http.mjs';
import { compare, quantile } from './support/measure.mjs';
import { startServer } from './support/processes.mjs';
import { milliseconds, rowsOf } from './support/table.mjs';

const QUERY = readFileSync(new URL('../docs/contract/overview.graphql', import.meta.url), 'utf8');
const PAGES = [
  { first: 50, perRound: 40, rounds: 5 },
  { first: 1000, perRound: 8, rounds: 5 },
];
/** From this many builds on half as many requests are timed: the page shows how many there are, and the peers count them each time. */
const MANY_BUILDS = 500_000;
const CONNECTIONS = [1, 4];
/** How many times each is looked at for how long it is held up. */
const DELAYS = 15;
/** Pages of which that is looked at: where it becomes too long lies between. */
const DELAY_PAGES = [50, 250, 1000];
const SERVE = ['dist/cli/main.js', 'serve'];

/**
 * @param {{ serverUrl: string | null, builds: number }} options
 * @returns {Promise<readonly import('./support/table.mjs').Row[]>}
 */
export async function overview({ serverUrl, builds }) {
  const database = await createDatabase(serverUrl);
  try {
    await database.withPool((pool) => seedHistory(pool, { builds }));
    return serverUrl === null ? await embedded(database, builds) : await against(database, builds);
  } finally {
    await database.drop();
  }
}

/**
 * @typedef {object} Started
 * @property {string} name
 * @property {(first: number) => string} bodyOf what asks for a page
 * @property {(answer: any, ours: any) => any} shaped its answer in the shape of ours
 * @property {ReadonlyMap<number, import('./support/http.mjs').Send>} send by the number of connections
 * @property {import('./support/processes.mjs').ServerProcess} server
 * @property {() => number} cpuMs
 * @property {() => Promise<void>} stop
 * @property {number[]} times how long each request took since it was emptied, in milliseconds
 */

/** @param {number} first */
const ourBodyOf = (first) => JSON.stringify({ query: QUERY, variables: { first } });

/**
 * @param {string} name
 * @param {import('./support/processes.mjs').ServerProcess} server
 * @param {string} path
 * @param {{ token?: string, bodyOf?: Started['bodyOf'], shaped?: Started['shaped'] }} [options]
 * @returns {Started}
 */
function contender(name, server, path, { token, bodyOf = ourBodyOf, shaped = (answer) => answer } = {}) {
  const authorization = token === undefined ? {} : { token };
  const clients = CONNECTIONS.map((connections) => createClient(server.url + path, { connections, ...authorization }));
  return {
    name,
    bodyOf,
    shaped,
    send: new Map(CONNECTIONS.map((connections, i) => [connections, /** @type {any} */ (clients[i]).send])),
    server,
    cpuMs: server.cpuMs,
    times: [],
    stop: async () => {
      for (const client of clients) client.close();
      await server.stop();
    },
  };
}

/**
 * @param {readonly Started[]} contenders
 * @param {number} builds
 */
async function race(contenders, builds) {
  const rows = [];
  for (const { first, rounds, ...page } of PAGES) {
    const perRound = builds < MANY_BUILDS ? page.perRound : page.perRound / 2;
    await compareAnswers(contenders, first);
    for (const connections of CONNECTIONS) {
      for (const { times } of contenders) times.length = 0;
      const medians = await compare({
        contenders,
        rounds,
        perRound,
        work: (started, round) => {
          // What came before is the round to warm up.
          if (round === 1) started.times.length = 0;
          return ask(started, first, connections, perRound);
        },
      });
      const compared = rowsOf(`overview of ${first} of ${builds} builds, ${connections} at a time`, medians);
      rows.push(...compared.map((row, i) => ({ ...row, result: `${row.result}, p95 ${p95Of(contenders[i])}` })));
    }
  }
  return rows;
}

/** @param {Started} [started] */
const p95Of = (started) => milliseconds(quantile(started?.times ?? [], 0.95));

/**
 * Fails when two of them do not say the same.
 * @param {readonly Started[]} contenders
 * @param {number} first
 */
async function compareAnswers(contenders, first) {
  const answers = await Promise.all(
    contenders.map(async ({ send, bodyOf }) => JSON.parse((await send.get(1)?.(bodyOf(first))) ?? '')),
  );
  const [expected] = answers;
  for (const [i, answer] of answers.entries()) deepStrictEqual(contenders[i]?.shaped(answer, expected), expected);
}

/**
 * Asks for a page so many times, some at a time.
 * @param {Started} started
 * @param {number} first
 * @param {number} connections
 * @param {number} requests
 */
async function ask({ send, bodyOf, times }, first, connections, requests) {
  const body = bodyOf(first);
  const lane = async () => {
    for (let i = 0; i < requests / connections; i += 1) {
      const start = performance.now();
      await send.get(connections)?.(body);
      times.push(performance.now() - start);
    }
  };
  await Promise.all(Array.from({ length: connections }, lane));
}

/**
 * @param {import('./support/databases.mjs').BenchDatabase} database
 * @param {number} builds
 */
async function against({ settings }, builds) {
  const contenders = [
    contender('hand-written', await startServer(['bench/limits/overview.mjs'], settings), '/'),
    ...(await postgraphile(settings)),
    contender('Apollo Server and Prisma', await startServer(['bench/peers/apolloPrisma.mjs'], settings), '/'),
    contender('Lavalamp', await startServer(SERVE, settings), '/graphql'),
    contender('Lavalamp, with a token', await startServer(SERVE, settings), '/graphql', { token: TOKEN }),
    contender(
      'Lavalamp, graphql-js',
      await startServer(SERVE, { ...settings, LAVALAMP_EXECUTOR: 'graphql-js' }),
      '/graphql',
    ),
  ];
  try {
    return [
      ...(await race(contenders, builds)),
      ...(await held(contenders)),
      ...(await deepPage(askLavalamp(contenders), builds)),
      await statements(settings),
    ];
  } finally {
    await Promise.all(contenders.map(({ stop }) => stop()));
  }
}

/** @param {readonly Started[]} contenders */
function askLavalamp(contenders) {
  const send = contenders.find(({ name }) => name === 'Lavalamp')?.send.get(1);
  if (send === undefined) throw new Error('Lavalamp is among them.');
  return send;
}

/** @param {Readonly<Record<string, string>>} settings */
async function postgraphile(settings) {
  if (!peer.isInstalled()) {
    process.stderr.write(` (without PostGraphile: ${peer.INSTALL})`);
    return [];
  }
  const server = await peer.startPostgraphile(settings);
  return [contender('PostGraphile 5', server, '/graphql', { bodyOf: peer.bodyOf, shaped: peer.inOurShape })];
}

/**
 * How long each is deaf to others while it answers, and what memory it has taken in the end.
 * @param {readonly Started[]} contenders
 */
async function held(contenders) {
  const rows = [];
  for (const first of DELAY_PAGES) {
    for (const started of contenders) {
      const delays = [];
      for (let i = 0; i < DELAYS; i += 1)
        delays.push(await started.server.delayDuring(() => ask(started, first, 1, 1)));
      const result = `${milliseconds(quantile(delays))}, at most ${milliseconds(Math.max(...delays))}`;
      rows.push({ benchmark: `the event loop is held up by an overview of ${first}`, contender: started.name, result });
    }
  }
  for (const { name, server } of contenders) {
    const result = `${(server.residentBytes() / 1_048_576).toFixed(0)} MiB`;
    rows.push({ benchmark: 'memory after all overviews', contender: name, result });
  }
  return rows;
}

/**
 * One process at a time can have the embedded database open, so nothing is interleaved.
 * @param {import('./support/databases.mjs').BenchDatabase} database
 * @param {number} builds
 */
async function embedded({ settings }, builds) {
  const started = contender('Lavalamp, embedded', await startServer(SERVE, settings), '/graphql');
  try {
    return await race([started], builds);
  } finally {
    await started.stop();
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
      await client.send(ourBodyOf(1000));
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
