// @ts-check
// Two servers under load, one of which is killed again and again; then their database is. No subscriber may miss an event, get
// one twice or out of order, and nothing that was acknowledged may be gone.

import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { createClient, EventCursorDocument } from '../dist/client/index.js';
import { findPostgres, startCluster } from './faults/cluster.mjs';
import { absentFrom, positionOf, startFollowers } from './faults/followers.mjs';
import { PLACES, startPair } from './faults/pair.mjs';
import { chance } from './faults/random.mjs';
import { startReporters } from './faults/reporters.mjs';
import { compareReports, compareWith, lastOf, logAfter } from './faults/verdict.mjs';
import { createDatabase } from './support/databases.mjs';

const REPORTERS = 8;
/** How many events there may be between all being well and the next fault, so that it comes at any moment of the work. */
const CALM_EVENTS = 60;
/** How long all may take to be well again before that counts as a failure. */
const PATIENCE_MS = 120_000;
const LOOK_MS = 20;

const INSTALL = `PostgreSQL's programs (pg_ctl, initdb) are not installed here, so there is no server that may be crashed.
Install them (Debian: apt-get install postgresql), or leave this part out with --restarts 0.`;

/**
 * @typedef {object} Scene what faults happen to
 * @property {import('./faults/pair.mjs').Pair} pair
 * @property {readonly import('./faults/followers.mjs').Follower[]} followers
 * @property {import('./faults/random.mjs').Chance} random
 */

/**
 * @param {{ serverUrl: string | null, kills: number, restarts: number, seed: number }} options
 * @returns {Promise<readonly import('./support/table.mjs').Row[]>}
 */
export async function kill({ serverUrl, kills, restarts, seed }) {
  process.stderr.write(` seed ${seed}\n`);
  const programs = findPostgres();
  if (programs === null && (restarts > 0 || serverUrl === null)) throw new Error(INSTALL);
  const cluster = programs === null ? null : await startCluster(programs);
  try {
    const rows = [];
    if (kills > 0) {
      const name = `kill -9 of one of two servers, ${kills} times`;
      rows.push(...(await survive(name, serverUrl ?? cluster?.url ?? '', seed, kills, killOne)));
    }
    if (restarts > 0 && cluster !== null) {
      const crash = (/** @type {Scene} */ scene) => crashDatabase(scene, cluster);
      rows.push(...(await survive(`PostgreSQL crashed, ${restarts} times`, cluster.url, seed, restarts, crash)));
    }
    return rows;
  } finally {
    cluster?.remove();
  }
}

/**
 * Kills a server at random, and starts it again.
 * @param {Scene} scene
 */
async function killOne({ pair, random }) {
  await pair.killAndStart(random.pick(PLACES));
}

/**
 * @param {Scene} scene
 * @param {import('./faults/cluster.mjs').Cluster} cluster
 */
async function crashDatabase({ followers }, cluster) {
  await cluster.crashAndStart();
  const before = Math.max(...followers.map((one) => one.position()));
  await until(() => followers.every((one) => one.position() > before));
}

/**
 * Lets faults happen under load, and compares what everybody knows afterwards. Throws when that is not the same.
 * @param {string} name
 * @param {string} serverUrl
 * @param {number} seed
 * @param {number} times
 * @param {(scene: Scene) => Promise<void>} fault
 * @returns {Promise<readonly import('./support/table.mjs').Row[]>}
 */
async function survive(name, serverUrl, seed, times, fault) {
  const database = await createDatabase(serverUrl);
  const pool = new pg.Pool({ connectionString: database.url ?? '', max: 1 });
  // A connection that is idle while the database crashes.
  pool.on('error', () => {});
  const pair = await startPair({ ...database.settings, LAVALAMP_HEARTBEAT_SECONDS: '1' });
  try {
    const { eventCursor } = await createClient({ url: pair.url(0) }).execute(EventCursorDocument);
    const followers = startFollowers(pair, eventCursor);
    const reporters = startReporters(pair, REPORTERS);
    const scene = { pair, followers, random: chance(seed) };
    const failed = Promise.race([reporters.failed, ...followers.map(({ ended }) => ended)]);

    const faults = async () => {
      const began = performance.now();
      for (let done = 0; done < times; done += 1) {
        await untilAllIsWell(scene);
        if (done % 10 === 0) tellProgress(name, done, times, began, scene, reporters);
        const enough = most(scene.followers) + scene.random.below(CALM_EVENTS);
        await until(() => most(scene.followers) >= enough);
        await fault(scene);
      }
      await untilAllIsWell(scene);
      tellProgress(name, times, times, began, scene, reporters);
      await reporters.stop();
      const last = await lastOf(pool);
      await until(() => followers.every((one) => one.position() >= last)).catch(() => {});
    };
    await Promise.race([faults(), failed]);
    for (const follower of followers) follower.stop();
    return verdict(
      name,
      await logAfter(pool, positionOf(eventCursor)),
      scene,
      reporters,
      await compareReports(pool, reporters.told),
    );
  } finally {
    await pair.stop();
    await pool.end();
    await database.drop();
  }
}

/**
 * Waits until both servers can be used and all followers hear. Those who were cut are at the same server then: of each kind one goes
 * over to where there is none.
 * @param {Scene} scene
 */
async function untilAllIsWell({ pair, followers, random }) {
  for (const place of PLACES) await until(() => pair.ready(place));
  await until(() => followers.every((one) => one.at() !== null));
  for (const place of PLACES) {
    for (const kind of absentFrom(followers, place)) {
      const [first, ...others] = followers.filter((one) => one.kind === kind);
      if (first !== undefined) random.pick([first, ...others]).move(place);
    }
    await until(() => absentFrom(followers, place).length === 0);
  }
}

/**
 * How many events the follower who is furthest has seen.
 * @param {readonly import('./faults/followers.mjs').Follower[]} followers
 */
const most = (followers) => Math.max(...followers.map(({ seen }) => seen.length));

/**
 * @param {() => boolean | Promise<boolean>} holds
 * @returns {Promise<void>} rejects when it does not come to hold
 */
async function until(holds) {
  for (const since = performance.now(); !(await holds()); ) {
    if (performance.now() - since > PATIENCE_MS) throw new Error(`Not within ${PATIENCE_MS} ms: ${holds}`);
    await pause(LOOK_MS);
  }
}

/**
 * @param {string} name
 * @param {number} done
 * @param {number} times
 * @param {number} began
 * @param {Scene} scene
 * @param {import('./faults/reporters.mjs').Reporters} reporters
 */
function tellProgress(name, done, times, began, { followers }, reporters) {
  const seconds = ((performance.now() - began) / 1_000).toFixed(0);
  const resumed = followers.reduce((sum, one) => sum + one.resumed(), 0);
  process.stderr.write(
    `  ${name}: ${done} of ${times} after ${seconds} s; ${most(followers)} events, resumed ${resumed}, calls repeated ${reporters.repeated()}\n`,
  );
}

/**
 * @param {string} name
 * @param {readonly string[]} log
 * @param {Scene} scene
 * @param {import('./faults/reporters.mjs').Reporters} reporters
 * @param {Awaited<ReturnType<typeof compareReports>>} reports
 * @returns {readonly import('./support/table.mjs').Row[]} Throws when anything is not as it must be
 */
function verdict(name, log, { followers }, reporters, reports) {
  /** @type {string[]} */
  const wrong = [...reports.wrong];
  const rows = followers.map((follower, i) => {
    const { missing, doubled, outOfOrder, unknown } = compareWith(follower.seen, log);
    const result = `${log.length} events: ${missing} missing, ${doubled} doubled, ${outOfOrder} out of order`;
    const contender = `subscriber ${i + 1}, ${follower.kind}, resumed ${follower.resumed()} times`;
    if (missing + doubled + outOfOrder + unknown > 0) wrong.push(`${contender}: ${result}, ${unknown} not in the log`);
    return { benchmark: name, contender, result };
  });
  if (log.length === 0) wrong.push('nothing was recorded');
  if (reports.lost.length > 0) wrong.push(`acknowledged and lost, of builds ${reports.lost.slice(0, 20).join(', ')}`);
  if (wrong.length > 0) throw new Error(`${name}:\n${wrong.join('\n')}`);
  const told = `${reports.reports} calls acknowledged, of ${reports.builds} builds: all there`;
  return [...rows, { benchmark: name, contender: `reporters, ${reporters.repeated()} calls repeated`, result: told }];
}
