// A Redis for one test file.

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { toCleanUp } from './cleanUp.ts';

/** Starts a Redis on a free port, which keeps nothing. @returns its address; null where the program is not installed. */
export async function startRedis(): Promise<string | null> {
  const port = await freePort();
  const child = spawn('redis-server', ['--port', String(port), '--bind', '127.0.0.1', '--save', ''], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  if (!(await started(child))) return null;
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
