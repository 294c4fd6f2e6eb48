// Servers in processes of their own, as their administrators start them: they can be killed, and so can their database's wire.

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Environment } from '../../../src/config.ts';
import { type GraphqlAnswer, post } from '../../support/graphql.ts';
import { createNews } from '../../support/news.ts';
import { SHORT_LIVED } from '../../support/node.ts';
import { ADMIN_TOKEN } from '../../support/server.ts';
import { toCleanUp } from './cleanUp.ts';

const MAIN = fileURLToPath(new URL('../../../dist/cli/main.js', import.meta.url));

/** How long a test of processes may take. A start takes a second or two, and many times that where others use the same cores. */
export const SLOW = 120_000;

/** How a process ended, and what it said. */
export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface ServerProcess {
  /** Such as `http://127.0.0.1:41234`. */
  readonly url: string;
  /** Everything that it has said so far. */
  readonly output: () => string;
  /** Sends a GraphQL operation as the administrator, or with another token (null: none). Rejects when no answer comes. */
  readonly graphql: (query: string, variables?: object, token?: string | null) => Promise<GraphqlAnswer>;
  /** Resolves when it has said this, now or earlier, on stdout or stderr; rejects when it ends without. */
  readonly said: (text: string) => Promise<void>;
  readonly kill: (signal: NodeJS.Signals) => Promise<Ended>;
}

/** For when the tests themselves are killed. */
const running = new Set<ChildProcess>();
process.once('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

/** Starts `lavalamp serve`, and waits until it listens. Rejects with what it said when it ends before. */
export async function startProcess(settings: Environment): Promise<ServerProcess> {
  const { child, ended, said, output } = spawnServer(settings);
  await said('Lavalamp is at ');
  const url = /Lavalamp is at (\S+)\n/.exec(output())?.[1] ?? '';
  return {
    url,
    output,
    said,
    graphql: (query, variables = {}, token = ADMIN_TOKEN) => post(url, query, variables, token),
    kill: (signal) => {
      child.kill(signal);
      return ended;
    },
  };
}

/** Runs `lavalamp serve` where it is expected not to start. */
export function failToStart(settings: Environment): Promise<Ended> {
  return spawnServer(settings).ended;
}

function spawnServer(settings: Environment) {
  const child = spawn(process.execPath, [...SHORT_LIVED, MAIN, 'serve'], {
    env: { PATH: process.env.PATH, PORT: '0', LAVALAMP_LOG_LEVEL: 'warn', ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  running.add(child);
  const texts = { stdout: '', stderr: '' };
  const news = createNews();
  const output = () => texts.stdout + texts.stderr;
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].setEncoding('utf8').on('data', (text: string) => {
      texts[name] += text;
      news.tell();
    });
  }
  const ended = once(child, 'close').then(([code, signal]): Ended => {
    running.delete(child);
    return { code, signal, ...texts };
  });
  toCleanUp(() => {
    child.kill('SIGKILL');
    return ended;
  });
  const said = (text: string) => {
    const heard = news.until(() => output().includes(text));
    const silent = ended.then(({ code, signal }) => {
      if (!output().includes(text)) throw new Error(`The server ended (${code ?? signal}): ${output()}`);
    });
    return Promise.race([heard, silent]);
  };
  return { child, ended, said, output };
}
