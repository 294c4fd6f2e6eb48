// @ts-check
// One document, many subscribers: what a socket costs while nothing happens, and what an event costs when it goes to all of them.

import { createDatabase, TOKEN } from './support/databases.mjs';
import { createClient } from './support/http.mjs';
import { quantile } from './support/measure.mjs';
import { startServer } from './support/processes.mjs';
import { subscribeAll } from './support/subscribers.mjs';
import { milliseconds } from './support/table.mjs';

const EVENTS_PER_SECOND = 2;
const SECONDS = 60;
const EVENTS = EVENTS_PER_SECOND * SECONDS;
const CALM_MS = 5_000;

/**
 * @typedef {object} Contender
 * @property {string} name
 * @property {string} subscription
 * @property {(event: string) => string} report the body of the request that makes an event of this name
 * @property {readonly string[]} prepare the bodies of requests to send before
 * @property {import('./support/processes.mjs').ServerProcess} server
 * @property {() => Promise<void>} stop
 */

const BUILD = { origin: 'bench', key: 'fanout' };
const START = 'mutation ($input: StartBuildInput!) { startBuild(input: $input) { userErrors { message } } }';
const UPDATE = 'mutation ($input: UpdateBuildInput!) { updateBuild(input: $input) { userErrors { message } } }';

/**
 * @param {string | null} serverUrl
 * @returns {Promise<Contender>}
 */
async function lavalamp(serverUrl) {
  const database = await createDatabase(serverUrl);
  const server = await startServer(['dist/cli/main.js', 'serve'], database.settings);
  return {
    name: 'Lavalamp',
    subscription:
      'subscription Watch { events { __typename cursor ... on BuildUpdated { stateString build { number result } } } }',
    prepare: [JSON.stringify({ query: START, variables: { input: { ...BUILD, builder: 'linux' } } })],
    report: (event) => JSON.stringify({ query: UPDATE, variables: { input: { build: BUILD, stateString: event } } }),
    server,
    stop: async () => {
      await server.stop();
      await database.drop();
    },
  };
}

/** @returns {Promise<Contender>} */
async function graphqlWs() {
  const server = await startServer(['bench/peers/graphqlWs.mjs'], {});
  return {
    name: 'graphql-ws, graphql-js and PubSub',
    subscription: 'subscription Watch { events { __typename cursor stateString build { number result } } }',
    prepare: [],
    report: (event) => JSON.stringify({ query: `mutation { updateBuild(stateString: "${event}") }` }),
    server,
    stop: server.stop,
  };
}

/**
 * @param {{ serverUrl: string | null, subscribers: number }} options
 * @returns {Promise<readonly import('./support/table.mjs').Row[]>}
 */
export async function fanout({ serverUrl, subscribers }) {
  const rows = [];
  for (const start of [() => lavalamp(serverUrl), graphqlWs]) {
    const contender = await start();
    try {
      rows.push(...(await measure(contender, subscribers)));
    } finally {
      await contender.stop();
    }
  }
  return rows;
}

/**
 * @param {Contender} contender
 * @param {number} subscribers
 */
async function measure({ name, subscription, report, prepare, server }, subscribers) {
  const client = createClient(`${server.url}/graphql`, { connections: 4, token: TOKEN });
  for (const body of prepare) await client.send(body);
  for (let i = 0; i < 20; i += 1) await client.send(report(`warm ${i}`));

  /** @type {(event: string, at: number) => void} */
  let received = () => {};
  const before = server.residentBytes();
  const sockets = await subscribeAll(
    server.url,
    subscribers,
    () => ({ query: subscription }),
    (event) => received(event, performance.now()),
  );
  await new Promise((resolve) => setTimeout(resolve, CALM_MS));
  const idle = (server.residentBytes() - before) / subscribers;

  /** @type {Map<string, number>} */
  const sent = new Map();
  /** @type {number[]} */
  const delays = [];
  const counted = { all: 0, wanted: subscribers };
  /** @type {() => void} */
  let complete = () => {};
  received = (event, at) => {
    const since = sent.get(event);
    if (since === undefined) return;
    delays.push(at - since);
    counted.all += 1;
    if (counted.all === counted.wanted) complete();
  };
  /** @param {readonly string[]} events */
  const told = async (events) => {
    counted.all = 0;
    counted.wanted = events.length * subscribers;
    const done = new Promise((resolve) => {
      complete = () => resolve(undefined);
    });
    const start = performance.now();
    for (const [i, event] of events.entries()) {
      const due = start + (i * 1000) / EVENTS_PER_SECOND - performance.now();
      if (due > 0) await new Promise((resolve) => setTimeout(resolve, due));
      sent.set(event, performance.now());
      await client.send(report(event));
    }
    await done;
  };
  await told(['first', 'second', 'third']);
  delays.length = 0;
  const cpu = server.cpuMs();
  await told(Array.from({ length: EVENTS }, (_, i) => `event ${i}`));
  const cpuMs = server.cpuMs() - cpu;
  for (const socket of sockets) socket.terminate();
  client.close();

  const benchmark = `${subscribers} subscribers, ${EVENTS_PER_SECOND}/s for ${SECONDS} s`;
  const deliveries = EVENTS * subscribers;
  return [
    {
      benchmark,
      contender: name,
      result: `report sent → received: p50 ${milliseconds(quantile(delays))}, p99 ${milliseconds(quantile(delays, 0.99))}`,
    },
    { benchmark, contender: name, result: `${Math.round(deliveries / (cpuMs / 1000))} deliveries per CPU second` },
    { benchmark, contender: name, result: `${(idle / 1024).toFixed(1)} KiB for an idle socket` },
  ];
}
