// Runs the built command as its users do: in a process of its own.

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createNews } from '../../support/news.ts';

export const MAIN = fileURLToPath(new URL('../../../dist/cli/main.js', import.meta.url));

/** How a process ended, and what it said. */
export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: Buffer;
  readonly stderr: string;
}

export interface Started {
  readonly process: ChildProcess;
  readonly ended: Promise<Ended>;
  /** Resolves when this was said on stdout or stderr, or when the process has ended. */
  said(text: string): Promise<void>;
}

/** A place of one's own on the disk, and processes that know it. */
export class Sandbox {
  readonly directory = mkdtempSync(join(tmpdir(), 'lavalamp-cli-'));
  readonly dataDirectory = join(this.directory, 'data');
  readonly pendingDirectory = join(this.dataDirectory, 'pending');
  readonly #url: () => string;

  constructor(url: () => string) {
    this.#url = url;
  }

  start(args: readonly string[], environment: Record<string, string> = {}): Started {
    return this.startProgram(process.execPath, [MAIN, ...args], environment);
  }

  /** Starts another program, such as a shell that uses the command. */
  startProgram(program: string, args: readonly string[], environment: Record<string, string> = {}): Started {
    const child = spawn(program, args, {
      cwd: this.directory,
      env: {
        PATH: process.env.PATH ?? '',
        LAVALAMP_DATA: this.dataDirectory,
        LAVALAMP_URL: this.#url(),
        GIT_CEILING_DIRECTORIES: tmpdir(),
        ...environment,
      },
    });
    const stdout: Buffer[] = [];
    const stderr: Buffer[] = [];
    const news = createNews();
    const hear = (chunks: Buffer[]) => (chunk: Buffer) => {
      chunks.push(chunk);
      news.tell();
    };
    child.stdout.on('data', hear(stdout));
    child.stderr.on('data', hear(stderr));
    const ended = once(child, 'close').then(([code, signal]) => ({
      code: code as number | null,
      signal: signal as NodeJS.Signals | null,
      stdout: Buffer.concat(stdout),
      stderr: Buffer.concat(stderr).toString(),
    }));
    const said = (text: string) => {
      const heard = news.until(() => Buffer.concat([...stdout, ...stderr]).includes(text));
      return Promise.race([heard, ended.then(() => {})]);
    };
    return { process: child, ended, said };
  }

  async run(args: readonly string[], environment: Record<string, string> = {}): Promise<Ended> {
    const { process, ended } = this.start(args, environment);
    process.stdin?.end();
    return ended;
  }

  remove(): void {
    rmSync(this.directory, { recursive: true, force: true });
  }
}

/** A server, and a sandbox whose processes know it. */
export interface Place<S> {
  readonly server: S;
  readonly sandbox: Sandbox;
  /** Stops and removes both: what `beforeEach` and `beforeAll` are to return. */
  readonly leave: () => Promise<void>;
}

/** Makes a sandbox beside a server that has started. */
export function placeAt<S extends { readonly url: string; stop(): Promise<unknown> }>(server: S): Place<S> {
  const sandbox = new Sandbox(() => server.url);
  const leave = async () => {
    sandbox.remove();
    await server.stop();
  };
  return { server, sandbox, leave };
}
