// @ts-check
// A real Buildbot of Debian's packages, with two workers, in a directory of its own.

import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, mkdirSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const CONFIG = fileURLToPath(new URL('master.cfg', import.meta.url));
const PATIENCE_MS = 90_000;

/** @returns {string | null} why there is none, and what to do; null when there is one */
export function missing() {
  const all = ['buildbot', 'buildbot-worker', 'git'].filter((name) => spawnSync(name, ['--version']).status !== 0);
  return all.length === 0
    ? null
    : `${all.join(', ')} cannot be run. On Debian: apt-get update && apt-get install -y buildbot buildbot-worker git`;
}

/** @returns {Promise<number>} a port that is free */
export async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  server.close();
  return port;
}

/** Debian does not package the web interface, without which the web service does not start: this stands in for it. */
function addWebPlugin(/** @type {string} */ directory) {
  const module = join(directory, 'api_only');
  const info = join(directory, 'api_only-1.dist-info');
  for (const each of [join(module, 'static'), info]) mkdirSync(each, { recursive: true });
  writeFileSync(
    join(module, '__init__.py'),
    "from buildbot.www.plugin import Application\nep = Application(__name__, 'API only')\n",
  );
  writeFileSync(join(module, 'VERSION'), '1');
  writeFileSync(join(module, 'static', 'index.html'), '');
  writeFileSync(join(info, 'METADATA'), 'Metadata-Version: 2.1\nName: api-only\nVersion: 1\n');
  writeFileSync(join(info, 'RECORD'), '');
  writeFileSync(join(info, 'entry_points.txt'), '[buildbot.www]\nbase = api_only:ep\n');
}

export class Installation {
  /** @type {import('node:child_process').ChildProcess | null} */
  #master = null;
  /** @type {import('node:child_process').ChildProcess[]} */
  #workers = [];
  /** @type {Record<string, string | undefined>} */
  #env;
  #directory;

  /**
   * @param {string} directory
   * @param {{ port: number, workerPort: number, lavalamp: string, token: string, source: string }} options
   */
  constructor(directory, { port, workerPort, lavalamp, token, source }) {
    this.#directory = directory;
    this.url = `http://127.0.0.1:${port}/`;
    this.workerPort = workerPort;
    this.repository = join(directory, 'repository.git');
    this.database = join(directory, 'master', 'state.sqlite');
    this.#env = {
      ...process.env,
      PYTHONPATH: join(directory, 'python'),
      REAL_URL: this.url,
      REAL_PORT: String(port),
      REAL_PB_PORT: String(workerPort),
      REAL_REPOSITORY: this.repository,
      REAL_LAVALAMP: lavalamp,
      REAL_TOKEN: token,
    };
    addWebPlugin(join(directory, 'python'));
    execFileSync('git', ['clone', '--quiet', '--bare', source, this.repository]);
    this.#run('buildbot', ['create-master', join(directory, 'master')]);
    copyFileSync(CONFIG, join(directory, 'master', 'master.cfg'));
    for (const name of ['worker-1', 'worker-2']) {
      const address = `127.0.0.1:${workerPort}`;
      this.#run('buildbot-worker', ['create-worker', join(directory, name), address, name, 'secret']);
    }
  }

  async start() {
    await this.startMaster();
    this.#workers = ['worker-1', 'worker-2'].map((name) => this.#spawn('buildbot-worker', name));
    await this.until('workers', (told) => told.every((/** @type {any} */ { connected_to }) => connected_to.length > 0));
  }

  async startMaster() {
    rmSync(join(this.#directory, 'master', 'twistd.pid'), { force: true });
    this.#master = this.#spawn('buildbot', 'master');
    await this.until('masters', (told) => told.length > 0);
  }

  /** As `kill -9` does. */
  async killMaster() {
    if (this.#master === null) return;
    this.#master.kill('SIGKILL');
    await once(this.#master, 'exit');
    this.#master = null;
  }

  async stop() {
    await this.killMaster();
    for (const worker of this.#workers) {
      worker.kill('SIGKILL');
      if (worker.exitCode === null && worker.signalCode === null) await once(worker, 'exit');
    }
  }

  /**
   * @param {string} revision
   * @param {{ author: string, message: string, files: readonly string[], category?: string }} change
   */
  sendChange(revision, { author, message, files, category }) {
    this.#run('buildbot', [
      'sendchange',
      `--master=127.0.0.1:${this.workerPort}`,
      `--who=${author}`,
      `--repository=${this.repository}`,
      '--branch=main',
      '--vc=git',
      `--revision=${revision}`,
      `--comments=${message}`,
      ...(category === undefined ? [] : [`--category=${category}`]),
      ...files,
    ]);
  }

  /** Resolves when no build and no request waits or runs. */
  async idle() {
    await this.until('buildrequests?complete=false', (told) => told.length === 0);
    await this.until('builds?complete=false', (told) => told.length === 0);
  }

  /**
   * Resolves with what was told, once it is so.
   * @param {string} path
   * @param {(told: readonly any[]) => boolean} holds
   */
  async until(path, holds) {
    for (const end = performance.now() + PATIENCE_MS; performance.now() < end; ) {
      const told = await this.ask(path).catch(() => null);
      if (told !== null && holds(told)) return told;
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
    throw new Error(`The master did not come to what was expected of ${path}. Its log is in ${this.#directory}.`);
  }

  /**
   * @param {string} path
   * @returns {Promise<readonly any[]>}
   */
  async ask(path) {
    const response = await fetch(`${this.url}api/v2/${path}`, { headers: { accept: 'application/json' } });
    const answer = await response.json();
    return answer[path.replace(/\?.*/, '').split('/')[0] ?? ''] ?? [];
  }

  #run(/** @type {string} */ program, /** @type {string[]} */ args) {
    execFileSync(program, args, { env: this.#env, stdio: ['ignore', 'ignore', 'inherit'] });
  }

  #spawn(/** @type {string} */ program, /** @type {string} */ name) {
    const log = openSync(join(this.#directory, `${name}.log`), 'a');
    const directory = join(this.#directory, name);
    const child = spawn(program, ['start', '--nodaemon', directory], { env: this.#env, stdio: ['ignore', log, log] });
    process.once('exit', () => child.kill('SIGKILL'));
    return child;
  }
}
