// @ts-check
// A PostgreSQL server of our own, which may be crashed: from the programs that are installed, in a directory that is removed.

import { execFile, execFileSync } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { chmodSync, chownSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';

const DEBIAN = '/usr/lib/postgresql';
const run = promisify(execFile);

/**
 * @typedef {object} Cluster
 * @property {string} url
 * @property {() => Promise<void>} crashAndStart without a checkpoint, as if all its processes had died; resolves when it serves again
 * @property {() => void} remove
 */

/**
 * Where PostgreSQL's programs are; null: not installed.
 * @returns {string | null}
 */
export function findPostgres() {
  const versions = existsSync(DEBIAN) ? readdirSync(DEBIAN).map((version) => join(DEBIAN, version, 'bin')) : [];
  const places = [...versions.sort().reverse(), ...(process.env.PATH ?? '').split(delimiter)];
  return places.find((place) => ['pg_ctl', 'initdb'].every((name) => existsSync(join(place, name)))) ?? null;
}

/**
 * @param {string} programs where PostgreSQL's programs are
 * @returns {Promise<Cluster>}
 */
export async function startCluster(programs) {
  const home = mkdtempSync(join(tmpdir(), 'lavalamp-cluster-'));
  const data = join(home, 'data');
  mkdirSync(data);
  // PostgreSQL refuses to run as root.
  const asRoot = process.getuid?.() === 0;
  /** @type {(name: string, args: readonly string[]) => readonly [string, readonly string[]]} */
  const command = (name, args) =>
    asRoot ? ['runuser', ['-u', 'postgres', '--', join(programs, name), ...args]] : [join(programs, name), args];
  /** @type {(name: string, ...args: readonly string[]) => Promise<unknown>} */
  const execute = (name, ...args) => run(...command(name, args), { cwd: data });
  const remove = () => {
    process.off('exit', remove);
    try {
      execFileSync(...command('pg_ctl', ['-D', data, '-m', 'immediate', 'stop']), { cwd: data, stdio: 'ignore' });
    } catch {
      // It does not run.
    }
    rmSync(home, { recursive: true, force: true });
  };
  process.once('exit', remove);
  // A signal alone would end this process, and leave PostgreSQL.
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(1));
  if (asRoot) {
    chmodSync(home, 0o755);
    const [user, group] = await Promise.all(
      ['-u', '-g'].map(async (what) => Number((await run('id', [what, 'postgres'])).stdout)),
    );
    chownSync(data, user ?? 0, group ?? 0);
  }
  const port = await freePort();
  const options = `-p ${port} -c listen_addresses=127.0.0.1 -c unix_socket_directories='${data}'`;
  await execute('initdb', '-D', data, '-U', 'postgres', '--auth=trust');
  await execute('pg_ctl', '-D', data, '-w', '-l', join(data, 'log'), '-o', options, 'start');
  return {
    url: `postgres://postgres@127.0.0.1:${port}/postgres`,
    crashAndStart: async () => {
      await execute('pg_ctl', '-D', data, '-m', 'immediate', '-w', '-l', join(data, 'log'), 'restart');
    },
    remove,
  };
}

/** Below the ports from which a system connects: while PostgreSQL is down, one of those could take it. */
async function freePort() {
  for (;;) {
    const port = 20_000 + randomInt(10_000);
    const server = createServer().listen(port, '127.0.0.1');
    const free = await Promise.race([
      once(server, 'listening').then(() => true),
      once(server, 'error').then(() => false),
    ]);
    server.close();
    if (free) return port;
  }
}
