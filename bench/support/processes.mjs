// @ts-check
// Servers in processes of their own, and how much of the processor they have used.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

/**
 * @typedef {object} ServerProcess
 * @property {string} url such as `http://127.0.0.1:41234`
 * @property {() => number} cpuMs how much processor time it has used, in milliseconds; NaN where that cannot be known
 * @property {() => number} residentBytes how much memory it takes; NaN where that cannot be known
 * @property {(work: () => Promise<void>) => Promise<number>} delayDuring how long its event loop was held up at most during
 *   some work, in milliseconds
 * @property {() => Promise<void>} stop
 * @property {() => Promise<void>} kill as `kill -9` does
 */

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
/** Linux counts in hundredths of a second, whatever the kernel's own clock. */
const TICK_MS = 10;

/**
 * Starts a script that prints `… is at <address>` when it listens.
 * @param {readonly string[]} args the script, from the root of the repository, and its arguments
 * @param {Readonly<Record<string, string>>} env
 * @param {string} [node] the Node.js that it runs under
 * @returns {Promise<ServerProcess>}
 */
export async function startServer(args, env, node = process.execPath) {
  const delayFile = join(mkdtempSync(join(tmpdir(), 'lavalamp-bench-')), 'delay');
  const child = spawn(node, ['--import', './bench/support/eventLoopDelay.mjs', ...args], {
    cwd: ROOT,
    env: {
      PATH: process.env.PATH,
      // As all who serve anything with Node.js should have it.
      NODE_ENV: 'production',
      PORT: '0',
      LAVALAMP_LOG_LEVEL: 'error',
      BENCH_DELAY_FILE: delayFile,
      ...env,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'exit');
  // Should the benchmark fail, nothing is left behind.
  const kill = () => child.kill('SIGKILL');
  process.once('exit', kill);
  ended.then(() => {
    process.off('exit', kill);
    rmSync(dirname(delayFile), { recursive: true, force: true });
  });
  const end = async (/** @type {'SIGTERM' | 'SIGKILL'} */ signal) => {
    child.kill(signal);
    await ended;
  };
  // Begins to watch, and the second time tells: see eventLoopDelay.mjs.
  const delay = async () => {
    rmSync(delayFile, { force: true });
    child.kill('SIGUSR2');
    while (!existsSync(delayFile)) await setTimeout(5);
    return Number(readFileSync(delayFile, 'utf8'));
  };
  let output = '';
  const url = await new Promise((resolve, reject) => {
    child.stdout.setEncoding('utf8').on('data', (text) => {
      output += text;
      const address = / is at (\S+)\n/.exec(output)?.[1];
      if (address !== undefined) resolve(address);
    });
    ended.then(() => reject(new Error(`${args.join(' ')} ended before it listened.`)));
  });
  return {
    url,
    cpuMs: () => cpuMsOf(child.pid ?? 0),
    residentBytes: () => residentBytesOf(child.pid ?? 0),
    delayDuring: async (work) => {
      await delay();
      await work();
      return delay();
    },
    stop: () => end('SIGTERM'),
    kill: () => end('SIGKILL'),
  };
}

/**
 * @param {number} pid
 * @returns {number}
 */
function cpuMsOf(pid) {
  if (process.platform !== 'linux') return Number.NaN;
  // The name, in parentheses, can hold blanks; user and system time are the 12th and 13th field after it.
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
    .replace(/^.*\) /, '')
    .split(' ');
  return (Number(fields[11]) + Number(fields[12])) * TICK_MS;
}

/**
 * @param {number} pid
 * @returns {number}
 */
function residentBytesOf(pid) {
  if (process.platform !== 'linux') return Number.NaN;
  const kilobytes = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  return Number(kilobytes) * 1024;
}
