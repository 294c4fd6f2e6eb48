// @ts-check
// How long an event takes from its report to its subscribers: of the same server, and of another one over the same database.

import WebSocket from 'ws';
import { createDatabase, TOKEN } from './support/databases.mjs';
import { createClient } from './support/http.mjs';
import { quantile } from './support/measure.mjs';
import { startServer } from './support/processes.mjs';
import { milliseconds } from './support/table.mjs';

const SUBSCRIBERS = 50;
const EVENTS_PER_SECOND = 200;
const EVENTS = 1_200;
/** The first ones warm up. */
const WARM_UP = 200;

const REPORT = `mutation UpdateBuild($input: UpdateBuildInput!) { updateBuild(input: $input) { userErrors { message } } }`;
const START = `mutation StartBuild($input: StartBuildInput!) { startBuild(input: $input) { userErrors { message } } }`;
/** What the subscribers select: what the event itself says, or also the build that it is of, as it is now. */
const SELECTIONS = { 'events alone': '', 'events with their builds': 'build { number result }' };

/**
 * Subscribes, and calls `received` with the number of each event.
 * @param {string} url
 * @param {string} selection
 * @param {(event: number) => void} received
 * @returns {Promise<WebSocket>} when the subscription is live
 */
function subscribe(url, selection, received) {
  const query = `subscription Watch { events { __typename cursor ... on BuildUpdated { stateString ${selection} } } }`;
  const socket = new WebSocket(url.replace(/^http/, 'ws'), 'graphql-transport-ws');
  return new Promise((resolve, reject) => {
    socket.on('error', reject);
    socket.on('open', () => socket.send('{"type":"connection_init"}'));
    socket.on('message', (data) => {
      const text = String(data);
      const event = /"stateString":"(\d+)"/.exec(text)?.[1];
      if (event !== undefined) received(Number(event));
      else if (text.includes('connection_ack')) {
        socket.send(JSON.stringify({ id: '1', type: 'subscribe', payload: { query } }));
      } else if (text.includes('Heartbeat')) resolve(socket);
    });
  });
}

/**
 * @param {{ serverUrl: string | null }} options
 * @returns {Promise<readonly import('./support/table.mjs').Row[]>}
 */
export async function latency({ serverUrl }) {
  const database = await createDatabase(serverUrl);
  const settings = { ...database.settings, LAVALAMP_HEARTBEAT_SECONDS: '0.5' };
  /** @type {(settings: Readonly<Record<string, string>>) => Promise<import('./support/processes.mjs').ServerProcess>} */
  const start = (settings) => startServer(['dist/cli/main.js', 'serve'], settings);
  try {
    const rows = await measureAll('', () => start(settings));
    if (serverUrl === null) return rows;
    for (const bell of bells()) {
      // What is heard is the bell, and not the poll.
      const many = { ...settings, ...bell.settings, LAVALAMP_POLL_MILLISECONDS: bell.pollMs };
      rows.push(
        ...(await measureAll(
          `, at another server (${bell.name})`,
          () => start(many),
          () => start(many),
        )),
      );
    }
    return rows;
  } finally {
    await database.drop();
  }
}

/** What can tell another server of an event. Redis: where LAVALAMP_BENCH_REDIS_URL names one. */
function bells() {
  const redis = process.env.LAVALAMP_BENCH_REDIS_URL;
  return [
    { name: 'PostgreSQL', settings: { LAVALAMP_BELL: 'postgres' }, pollMs: '60000' },
    ...(redis ? [{ name: 'Redis', settings: { LAVALAMP_BELL: 'redis', REDIS_URL: redis }, pollMs: '60000' }] : []),
    { name: 'no bell, only the poll', settings: { LAVALAMP_BELL: 'local' }, pollMs: '250' },
  ];
}

/**
 * @param {string} where for the names of the rows
 * @param {() => Promise<import('./support/processes.mjs').ServerProcess>} startReporting
 * @param {(() => Promise<import('./support/processes.mjs').ServerProcess>)=} startSubscribing left out: the same
 */
async function measureAll(where, startReporting, startSubscribing) {
  const reporting = await startReporting();
  const subscribing = (await startSubscribing?.()) ?? reporting;
  const client = createClient(`${reporting.url}/graphql`, { connections: 64, token: TOKEN });
  const rows = [];
  try {
    for (const [name, selection] of Object.entries(SELECTIONS)) {
      const build = { origin: 'bench', key: `${name}${where}` };
      await client.send(JSON.stringify({ query: START, variables: { input: { ...build, builder: 'linux' } } }));
      const server = { ...subscribing, url: `${subscribing.url}/graphql` };
      const measured = await measure(server, client.send, build, selection);
      const benchmark = `${name}, ${EVENTS_PER_SECOND}/s to ${SUBSCRIBERS}${where}`;
      rows.push(...measured.map((row) => ({ benchmark, ...row })));
    }
    return rows;
  } finally {
    client.close();
    await reporting.stop();
    if (subscribing !== reporting) await subscribing.stop();
  }
}

/**
 * @param {import('./support/processes.mjs').ServerProcess} server
 * @param {import('./support/http.mjs').Send} send
 * @param {object} build
 * @param {string} selection
 */
async function measure({ url, cpuMs }, send, build, selection) {
  /** @type {number[]} */
  const sent = [];
  /** @type {number[]} */
  const acknowledged = [];
  /** @type {(readonly [event: number, at: number])[]} */
  const receipts = [];
  let all = () => {};
  const complete = new Promise((resolve) => {
    all = () => resolve(undefined);
  });
  const received = (/** @type {number} */ event) => {
    receipts.push([event, performance.now()]);
    if (receipts.length === EVENTS * SUBSCRIBERS) all();
  };
  const sockets = await Promise.all(Array.from({ length: SUBSCRIBERS }, () => subscribe(url, selection, received)));

  const cpu = cpuMs();
  const start = performance.now();
  /** @type {Promise<void>[]} */
  const reports = [];
  for (let event = 0; event < EVENTS; event += 1) {
    const due = start + (event * 1000) / EVENTS_PER_SECOND - performance.now();
    if (due > 0) await new Promise((resolve) => setTimeout(resolve, due));
    sent[event] = performance.now();
    const body = JSON.stringify({ query: REPORT, variables: { input: { build, stateString: String(event) } } });
    reports.push(
      send(body).then(() => {
        acknowledged[event] = performance.now();
      }),
    );
  }
  await Promise.all([...reports, complete]);
  const busy = (cpuMs() - cpu) / (performance.now() - start);
  for (const socket of sockets) socket.terminate();

  const measured = receipts.filter(([event]) => event >= WARM_UP);
  const since = (/** @type {readonly number[]} */ from) =>
    measured.map(([event, at]) => at - (from[event] ?? Number.NaN));
  const answers = acknowledged.slice(WARM_UP).map((at, i) => at - (sent[WARM_UP + i] ?? Number.NaN));
  const row = (/** @type {string} */ contender, /** @type {readonly number[]} */ values) => ({
    contender,
    result: `p50 ${milliseconds(quantile(values))}, p99 ${milliseconds(quantile(values, 0.99))}`,
  });
  return [
    row('report sent → acknowledged (durable)', answers),
    row('report sent → event received', since(sent)),
    row('acknowledged → event received', since(acknowledged)),
    {
      contender: 'server of the subscribers',
      result: Number.isNaN(busy) ? '–' : `${(busy * 100).toFixed(0)} % of one core`,
    },
  ];
}
