// @ts-check
// The limit for reporting: reports that arrive together are written together, in the same rows, under the same lock, and answered
// when they are durable. Nothing is checked, nothing may come twice or out of order, and nobody is told.

import { createServer } from 'node:http';
import pg from 'pg';

const GROUP_LIMIT = 500;
const WAIT_MS = 2;
const APPEND_LOCK = 5_282_002;
const ORIGIN = 1;
/** No time is a guess. */
const TOLD = { started_guessed: false, completed_guessed: false };
const EPOCH_SECONDS = 1_262_304_000;

/**
 * @typedef {object} Report one of its fields is set
 * @property {{ key: string, builder: string }} [startBuild]
 * @property {{ build: { key: string }, key: string, name: string }} [startStep]
 * @property {{ step: { build: { key: string }, key: string }, result: string }} [finishStep]
 * @property {{ build: { key: string }, result: string }} [finishBuild]
 */

/**
 * @typedef {object} Submission
 * @property {readonly Report[]} reports
 * @property {(answer: object) => void} resolve
 * @property {(error: unknown) => void} reject
 */

const client = new pg.Client({
  connectionString: process.env.DATABASE_URL,
  options: '-c TimeZone=UTC -c jit=off',
  // As the server does: statements are sent without waiting for those before them.
  pipeline: true,
});
await client.connect();
let lastId = 1_000n;

/** @param {number} now */
function newId(now) {
  lastId += 1n;
  return String((BigInt(Math.floor(now / 1000) - EPOCH_SECONDS) << 32n) | lastId);
}

/**
 * @param {string} name
 * @param {string} text
 * @param {readonly unknown[]} values
 * @returns {Promise<string[][]>}
 */
async function run(name, text, values) {
  const { rows } = await client.query({ name, text, values: [...values], rowMode: 'array' });
  return /** @type {string[][]} */ (rows);
}

/**
 * @param {string} table
 * @param {readonly object[]} rows
 */
async function insert(table, rows) {
  const text = `insert into ${table} select * from jsonb_populate_recordset(null::${table}, $1::jsonb)`;
  if (rows.length > 0) await run(table, text, [JSON.stringify(rows)]);
}

/**
 * Writes a group of reports in one transaction.
 * @param {readonly Report[]} reports
 */
async function commit(reports) {
  const now = Date.now();
  const time = new Date(now).toISOString();
  const [, builds, numbers] = await Promise.all([client.query('begin'), knownBuilds(reports), nextNumbers(reports)]);
  const steps = await knownSteps(reports, builds);
  /** @type {{ builds: Record<string, unknown>[], steps: Record<string, unknown>[] }} */
  const added = { builds: [], steps: [] };
  /** @type {Set<Record<string, unknown>>} */
  const changed = new Set();
  /** @type {object[]} */
  const events = [];
  /** @type {(type: string, build: Record<string, unknown> | undefined, subject: unknown, moment: object) => void} */
  const tell = (type, build, subject, moment) =>
    events.push({ type, recorded_at: time, origin_id: ORIGIN, build_id: build?.id, subject_id: subject, moment });
  const end = (/** @type {Record<string, unknown>} */ thing, /** @type {string} */ result) => {
    Object.assign(thing, { state: 'FINISHED', result, completed_at: time });
    if (thing.known) changed.add(thing);
  };
  const answers = reports.map(({ startBuild, startStep, finishStep, finishBuild }) => {
    if (startBuild) {
      const builder = numbers.get(startBuild.builder);
      if (builder === undefined) throw new Error(`There is no builder ${startBuild.builder}.`);
      builder.next += 1;
      const build = {
        ...{ id: newId(now), origin_id: ORIGIN, key: startBuild.key, builder_id: builder.id, number: builder.next },
        ...{ started_at: time, state: 'RUNNING', state_string: '', heard_at: time, lost: false, ...TOLD },
      };
      added.builds.push(build);
      builds.set(startBuild.key, build);
      tell('BUILD_STARTED', build, build.id, { state: 'RUNNING', startedAt: time, stateString: '', result: null });
      return { id: build.id, number: build.number };
    }
    const build = builds.get((startStep ?? finishStep?.step ?? finishBuild)?.build.key ?? '');
    if (startStep) {
      const step = {
        ...{ id: newId(now), build_id: build?.id, key: startStep.key, number: 1, name: startStep.name },
        ...{ state: 'RUNNING', state_string: '', started_at: time, hidden: false, urls: [], lost: false, ...TOLD },
      };
      added.steps.push(step);
      steps.set(`${startStep.build.key} ${startStep.key}`, step);
      tell('STEP_STARTED', build, step.id, { state: 'RUNNING', startedAt: time });
      return { id: step.id };
    }
    const moment = { stateString: '', completedAt: time };
    if (finishStep) {
      const step = steps.get(`${finishStep.step.build.key} ${finishStep.step.key}`) ?? {};
      end(step, finishStep.result);
      tell('STEP_FINISHED', build, step.id, { ...moment, result: finishStep.result });
      return { id: step.id };
    }
    end(build ?? {}, finishBuild?.result ?? '');
    tell('BUILD_FINISHED', build, build?.id, { ...moment, result: finishBuild?.result });
    return { id: build?.id };
  });
  const sent = [
    insert('build', added.builds),
    insert('step', added.steps),
    update('build', changed, 'origin_id'),
    update('step', changed, 'build_id'),
    run('lock', `select pg_advisory_xact_lock(${APPEND_LOCK})`, []),
  ];
  const append = `insert into event (type, recorded_at, origin_id, build_id, subject_id, moment)
    select type, recorded_at, origin_id, build_id, subject_id, moment
    from jsonb_populate_recordset(null::event, $1::jsonb) with ordinality as e order by e.ordinality`;
  await Promise.all([...sent, run('append', append, [JSON.stringify(events)]), client.query('commit')]);
  return answers;
}

/** @param {readonly Report[]} reports */
async function knownBuilds(reports) {
  const keys = reports.map(
    ({ startStep, finishStep, finishBuild }) => (startStep ?? finishStep?.step ?? finishBuild)?.build.key,
  );
  const found = await run('builds', 'select id, key from build where origin_id = $1 and key = any($2)', [
    ORIGIN,
    [...new Set(keys.filter((key) => key !== undefined))],
  ]);
  /** @type {Map<string | undefined, Record<string, unknown>>} */
  const builds = new Map(found.map(([id, key]) => [key, { id, known: true, origin_id: ORIGIN }]));
  return builds;
}

/**
 * @param {readonly Report[]} reports
 * @param {ReadonlyMap<string | undefined, Record<string, unknown>>} builds
 */
async function knownSteps(reports, builds) {
  const wanted = reports.flatMap(({ finishStep }) => (finishStep ? [finishStep.step] : []));
  const text = `select s.id, k.build, k.key, s.build_id from unnest($1::bigint[], $2::text[], $3::text[]) k(id, build, key)
    join step s on s.build_id = k.id and s.key = k.key`;
  const found = await run('steps', text, [
    wanted.map(({ build }) => builds.get(build.key)?.id ?? null),
    wanted.map(({ build }) => build.key),
    wanted.map(({ key }) => key),
  ]);
  /** @type {Map<string, Record<string, unknown>>} */
  const steps = new Map(found.map(([id, build, key, of]) => [`${build} ${key}`, { id, known: true, build_id: of }]));
  return steps;
}

/** @param {readonly Report[]} reports */
async function nextNumbers(reports) {
  /** @type {Map<string, number>} */
  const counts = new Map();
  for (const { startBuild } of reports) {
    if (startBuild) counts.set(startBuild.builder, (counts.get(startBuild.builder) ?? 0) + 1);
  }
  const text = `update builder b set last_number = last_number + k.count from unnest($1::text[], $2::int[]) k(name, count)
    where b.origin_id = ${ORIGIN} and b.name = k.name returning b.name, b.id, b.last_number - k.count`;
  const found = counts.size === 0 ? [] : await run('numbers', text, [[...counts.keys()], [...counts.values()]]);
  return new Map(found.map(([name, id, last]) => [name ?? '', { id, next: Number(last) }]));
}

/**
 * @param {string} table
 * @param {ReadonlySet<Record<string, unknown>>} changed
 * @param {string} column that only rows of this table have
 */
async function update(table, changed, column) {
  const rows = [...changed].filter((row) => row[column] !== undefined);
  const text = `update ${table} t set state = r.state, result = r.result, completed_at = r.completed_at
    from jsonb_populate_recordset(null::${table}, $1::jsonb) r where t.id = r.id`;
  if (rows.length > 0) await run(`update ${table}`, text, [JSON.stringify(rows)]);
}

/** @type {Submission[]} */
const queue = [];
let working = false;

async function work() {
  working = true;
  await new Promise((resolve) => setTimeout(resolve, WAIT_MS));
  while (queue.length > 0) {
    let size = 0;
    const fitting = queue.findIndex(({ reports }) => {
      size += reports.length;
      return size > GROUP_LIMIT;
    });
    const group = queue.splice(0, fitting === -1 ? queue.length : Math.max(fitting, 1));
    const answers = await commit(group.flatMap(({ reports }) => reports));
    for (const { reports, resolve } of group) resolve(answers.splice(0, reports.length));
  }
  working = false;
}

const server = createServer((request, response) => {
  let body = '';
  request.setEncoding('utf8').on('data', (text) => {
    body += text;
  });
  request.on('end', async () => {
    const { reports } = JSON.parse(body);
    const answer = await new Promise((resolve, reject) => {
      queue.push({ reports, resolve, reject });
      if (!working) work().catch(reject);
    });
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
  });
});
server.listen(0, '127.0.0.1', () => {
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  console.log(`The limit is at http://127.0.0.1:${port}`);
});
process.once('SIGTERM', () => process.exit(0));
