// @ts-check
// Deliveries of GitHub's hook, signed, from many connections: how many a second are accepted, which is when they are durable; and, when
// the server is killed under that load, whether any that was accepted is missing, or is not applied after a restart.

import { createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { createRequire } from 'node:module';
import { setTimeout as pause } from 'node:timers/promises';
import { createDatabase, TOKEN } from './support/databases.mjs';
import { startServer } from './support/processes.mjs';

const CONNECTIONS = 64;
/** How long all may take to be applied. */
const PATIENCE_MS = 180_000;
const SECRET = 'a secret of the hook of the bench'.replaceAll(' ', '-');
const SERVE = ['dist/cli/main.js', 'serve'];

/** @typedef {{ id: string, body: string, signature: string }} Prepared */

/**
 * Jobs as GitHub sends them: queued, begun, and ended with all their steps.
 * @param {number} count
 * @param {number} from
 * @returns {readonly Prepared[]}
 */
function prepare(count, from) {
  const require = createRequire(import.meta.url);
  const file = require.resolve('@octokit/webhooks-examples');
  /** @type {readonly { name: string, examples: readonly any[] }[]} */
  const all = JSON.parse(readFileSync(file, 'utf8'));
  const examples = all.find(({ name }) => name === 'workflow_job')?.examples ?? [];
  const ended = examples.find(({ action }) => action === 'completed');
  return Array.from({ length: count }, (_, i) => {
    const body = JSON.stringify({
      ...ended,
      workflow_job: { ...ended.workflow_job, id: from + i, run_id: from + (i >> 2) },
    });
    const signature = `sha256=${createHmac('sha256', SECRET).update(body).digest('hex')}`;
    return { id: `delivery-${from + i}`, body, signature };
  });
}

/**
 * Posts deliveries, each connection the next of them, until there are none or the server does not answer.
 * @param {string} url
 * @param {readonly Prepared[]} deliveries
 * @param {(accepted: number) => void} [each]
 * @returns {Promise<readonly string[]>} the names of those that were accepted
 */
async function post(url, deliveries, each = () => {}) {
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });
  /** @type {string[]} */
  const accepted = [];
  let next = 0;
  const worker = async () => {
    for (let one = deliveries[next++]; one !== undefined; one = deliveries[next++]) {
      const status = await send(agent, `${url}/hooks/github/bench`, one);
      if (status === null) return;
      if (status !== 202) throw new Error(`A delivery was answered ${status}.`);
      accepted.push(one.id);
      each(accepted.length);
    }
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, worker));
  agent.destroy();
  return accepted;
}

/**
 * @param {Agent} agent
 * @param {string} url
 * @param {Prepared} delivery
 * @returns {Promise<number | null>} the status; null when the server has gone
 */
function send(agent, url, { id, body, signature }) {
  const headers = {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(body),
    'x-github-event': 'workflow_job',
    'x-github-delivery': id,
    'x-hub-signature-256': signature,
  };
  return new Promise((resolve) => {
    const sending = request(url, { method: 'POST', agent, headers }, (response) => {
      response.on('error', () => resolve(null));
      response.on('end', () => resolve(response.statusCode ?? null));
      response.resume();
    });
    sending.on('error', () => resolve(null));
    sending.end(body);
  });
}

/**
 * @param {string} url
 * @param {string} query
 * @param {object} variables
 * @returns {Promise<any>}
 */
async function ask(url, query, variables = {}) {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${TOKEN}` },
    body: JSON.stringify({ query, variables }),
  });
  const { data, errors } = /** @type {any} */ (await response.json());
  if (errors) throw new Error(JSON.stringify(errors));
  return data;
}

const COUNTS = `{ waiting: hookDeliveries(filter: { states: [WAITING] }, first: 0) { totalCount }
  unapplied: hookDeliveries(filter: { states: [UNAPPLIED] }, first: 0) { totalCount } }`;

/** @param {string} url */
async function allApplied(url) {
  for (const end = performance.now() + PATIENCE_MS; ; await pause(100)) {
    const { waiting, unapplied } = await ask(url, COUNTS);
    if (unapplied.totalCount > 0) throw new Error(`${unapplied.totalCount} deliveries could not be applied.`);
    if (waiting.totalCount === 0) return;
    if (performance.now() > end)
      throw new Error(`${waiting.totalCount} deliveries are not applied after ${PATIENCE_MS} ms.`);
  }
}

/**
 * @param {{ serverUrl: string | null, deliveries: number }} options
 * @returns {Promise<readonly import('./support/table.mjs').Row[]>}
 */
export async function hooks({ serverUrl, deliveries }) {
  const database = await createDatabase(serverUrl);
  try {
    let server = await startServer(SERVE, database.settings);
    const input = { system: 'GITHUB', originName: 'bench', secret: SECRET };
    await ask(
      server.url,
      'mutation ($input: CreateHookInput!) { createHook(input: $input) { userErrors { message } } }',
      {
        input,
      },
    );
    await post(server.url, prepare(600, 1));
    await allApplied(server.url);

    const measured = prepare(deliveries, 100_000);
    const [start, cpu] = [performance.now(), server.cpuMs()];
    const { length } = await post(server.url, measured);
    const seconds = (performance.now() - start) / 1_000;
    const cpuMs = server.cpuMs() - cpu;
    process.stderr.write(` ${(length / seconds).toFixed(0)} accepted a second …`);
    await allApplied(server.url);
    const appliedSeconds = (performance.now() - start) / 1_000;

    let killed = Promise.resolve();
    const accepted = await post(server.url, prepare(deliveries, 10_000_000), (count) => {
      // A third of them is accepted by then.
      if (count === Math.ceil(deliveries / 3)) killed = server.kill();
    });
    await killed;
    server = await startServer(SERVE, database.settings);
    await allApplied(server.url);
    await server.stop();
    let missing = accepted.length;
    await database.withPool(async (pool) => {
      const { rows } = await pool.query(
        'select count(*)::int as there from delivery where delivery_key = any($1::text[]) and applied_at is not null',
        [accepted],
      );
      missing -= rows[0].there;
    });
    if (missing > 0) throw new Error(`${missing} of ${accepted.length} accepted deliveries were lost by kill -9.`);
    const size = `${((measured[0]?.body.length ?? 0) / 1024).toFixed(0)} KiB`;
    return [
      {
        benchmark: `deliveries of ${size}, ${CONNECTIONS} connections`,
        contender: 'accepted durably',
        result: `${(length / seconds).toFixed(0)} deliveries/s; ${(cpuMs / length).toFixed(2)} ms of processor each`,
      },
      {
        benchmark: 'the same, with steps',
        contender: 'accepted and applied',
        result: `${(length / appliedSeconds).toFixed(0)} deliveries/s`,
      },
      {
        benchmark: 'kill -9 under that load',
        contender: `${accepted.length} accepted`,
        result: '0 lost, all applied after the restart',
      },
    ];
  } finally {
    await database.drop();
  }
}
