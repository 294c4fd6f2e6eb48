// @ts-check
// A real Buildbot that builds this repository, pushed and followed at one origin, and imported at another: both must be one history,
// although the master and the server are killed meanwhile.

import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isDeepStrictEqual } from 'node:util';
import { createDatabase, TOKEN } from '../support/databases.mjs';
import { startServer } from '../support/processes.mjs';
import { differences, historyOf } from './compare.mjs';
import { freePort, Installation, missing } from './installation.mjs';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const CHANGES = 4;
const SLOW = 2;
const SETTLE_MS = 60_000;

/**
 * @param {{ serverUrl: string | null }} options
 * @returns {Promise<readonly import('../support/table.mjs').Row[]>}
 */
export async function real({ serverUrl }) {
  const lacking = missing();
  if (lacking !== null) throw new Error(lacking);
  const directory = await mkdtemp(join(tmpdir(), 'lavalamp-bench-real-'));
  const database = await createDatabase(serverUrl);
  const port = String(await freePort());
  const serve = () => startServer(['dist/cli/main.js', 'serve'], { ...database.settings, PORT: port });
  let server = await serve();
  const installation = new Installation(directory, {
    port: await freePort(),
    workerPort: await freePort(),
    lavalamp: server.url,
    token: TOKEN,
    source: ROOT,
  });
  const web = ['--web', installation.url];
  const follower = spawnCli(directory, server.url, [
    'follow',
    'buildbot',
    installation.url,
    '--origin',
    'live',
    '--every',
    '5',
    ...web,
  ]);
  try {
    await installation.start();
    for (const [revision, change] of commits(CHANGES)) installation.sendChange(revision, change);
    await installation.idle();
    say('The server is killed.');
    await server.kill();
    for (const [revision, change] of commits(1)) installation.sendChange(revision, change);
    await installation.idle();
    server = await serve();
    for (const [revision, change] of commits(SLOW)) installation.sendChange(revision, { ...change, category: 'slow' });
    await installation.until('builds?complete=false', (told) => told.length >= SLOW);
    say('The master is killed, while it builds.');
    await installation.killMaster();
    await installation.startMaster();
    await installation.idle();
    const idleAt = performance.now();
    const ask = askOf(server.url);
    await once(
      spawnCli(directory, server.url, ['import', 'buildbot', installation.database, '--origin', 'imported', ...web]),
      'exit',
    );
    const imported = await historyOf(ask, 'imported');
    let live = await historyOf(ask, 'live');
    while (!isDeepStrictEqual(live, imported) && performance.now() - idleAt < SETTLE_MS) {
      await new Promise((resolve) => setTimeout(resolve, 500));
      live = await historyOf(ask, 'live');
    }
    const begin = performance.now();
    const again = ['follow', 'buildbot', installation.url, '--origin', 'caught-up', '--once', ...web];
    await once(spawnCli(directory, server.url, again), 'exit');
    const seconds = (performance.now() - begin) / 1_000;
    const builds = imported.builds?.size ?? 0;
    return [
      ...rowsOf('pushed and followed', live, imported),
      ...rowsOf(`read by the API in ${seconds.toFixed(1)} s`, await historyOf(ask, 'caught-up'), imported),
      {
        benchmark: 'a real Buildbot: catching up',
        contender: 'all',
        result: `${(builds / seconds).toFixed(1)} builds/s`,
      },
    ];
  } finally {
    follower.kill('SIGTERM');
    await installation.stop();
    await server.stop();
    await database.drop();
    await rm(directory, { recursive: true, force: true });
  }
}

/**
 * @param {string} how
 * @param {Readonly<Record<string, ReadonlyMap<string, any>>>} live
 * @param {Readonly<Record<string, ReadonlyMap<string, any>>>} imported
 */
function rowsOf(how, live, imported) {
  return Object.keys(live).map((kind) => {
    const [one, other] = [live[kind] ?? new Map(), imported[kind] ?? new Map()];
    const differing = differences(one, other);
    for (const line of differing.slice(0, 20)) say(`${kind}: ${line.slice(0, 400)}`);
    return {
      benchmark: `a real Buildbot: ${kind}`,
      contender: `${how}, and imported`,
      result: `${one.size} and ${other.size}, ${differing.length} fields differ`,
    };
  });
}

const say = (/** @type {string} */ sentence) => process.stderr.write(`\n${sentence}`);

/**
 * The newest commits of this repository.
 * @param {number} count
 * @returns {readonly (readonly [string, { author: string, message: string, files: readonly string[] }])[]}
 */
function commits(count) {
  const git = (/** @type {string[]} */ ...args) =>
    execFileSync('git', ['-C', ROOT, ...args], { encoding: 'utf8' }).trim();
  return git('log', `-${count}`, '--format=%H')
    .split('\n')
    .map((revision) => [
      revision,
      {
        author: git('log', '-1', '--format=%an <%ae>', revision),
        message: git('log', '-1', '--format=%s', revision),
        files: git('show', '--format=', '--name-only', revision).split('\n').slice(0, 20),
      },
    ]);
}

/** @returns {import('./compare.mjs').Ask} */
function askOf(/** @type {string} */ url) {
  return async (query, variables) => {
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${TOKEN}` },
      body: JSON.stringify({ query, variables }),
    });
    const { data, errors } = await response.json();
    if (errors !== undefined) throw new Error(JSON.stringify(errors));
    return data;
  };
}

/**
 * @param {string} directory
 * @param {string} url
 * @param {string[]} args
 */
function spawnCli(directory, url, args) {
  return spawn(process.execPath, ['dist/cli/main.js', ...args], {
    cwd: ROOT,
    env: { ...process.env, LAVALAMP_URL: url, LAVALAMP_TOKEN: TOKEN, LAVALAMP_DATA: join(directory, 'cli') },
    stdio: ['ignore', 'inherit', 'inherit'],
  });
}
