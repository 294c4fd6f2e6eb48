// A Redis for one test file.

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { redisProgram } from '../../support/redis.ts';
import { toCleanUp } from './cleanUp.ts';

/** Starts a Redis on a free port, which keeps nothing. @returns its address; null where there is none. Throws when it does not start. */
export async function startRedis(): Promise<string | null> {
  const program = redisProgram();
  if (program === null) return null;
  const port = await freePort();
  const child = spawn(program, ['--port', String(port), '--bind', '127.0.0.1', '--save', ''], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  if (!(await started(child))) throw new Error(`${program} is installed, and does not start.`);
  const ended = once(child, 'close');
  toCleanUp(() => {
    child.kill('SIGKILL');
    return ended;
  });
  return `redis://127.0.0.1:${port}`;
}

function started(child: ChildProcess): Promise<boolean> {
  return new Promise((resolve) => {
    child.once('error', () => resolve(false));
    child.once('exit', () => resolve(false));
    child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      if (text.includes('Ready to accept connections')) resolve(true);
    });
  });
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
