// Runs a command so that it does not notice: what it writes goes through at once and unchanged.

import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync } from 'node:fs';
import type { Readable, Writable } from 'node:stream';
import { isatty } from 'node:tty';
import type { LogStream } from '../../client/index.ts';
import type { Ended } from './outcome.ts';
import { makePipes } from './pipes.ts';

/** Signals that are passed on. */
const SIGNALS: readonly NodeJS.Signals[] = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/**
 * How long after the command's end its output may be silent before it counts as over. It stays open when the command left a
 * process behind that holds it; a shell would not wait for that one either. In milliseconds.
 */
const LINGER_MS = 500;

export interface Running {
  /** Resolves when the command has ended and all that it wrote has been passed on. Never rejects. */
  readonly ended: Promise<Ended>;
  /** The last signal that the command was sent, or got from the terminal, on the user's behalf; null when none was. */
  askedToStop(): NodeJS.Signals | null;
  /** Signals are no longer passed on: from now on they have their usual effect. */
  release(): void;
}

/** @param output told what the command writes, after it was passed on. */
export function runCommand(
  command: readonly string[],
  environment: Record<string, string | undefined>,
  output: (stream: LogStream, chunk: Buffer) => void,
): Running {
  let asked: NodeJS.Signals | null = null;
  const pipes = makePipes(2);
  let child: ChildProcess;
  try {
    const [program = '', ...args] = command;
    const [out, err] = pipes?.map(({ descriptor }) => descriptor) ?? [];
    child = spawn(program, args, { stdio: ['inherit', out ?? 'pipe', err ?? 'pipe'], env: environment });
  } catch (error) {
    // Some of what keeps a program from being started is thrown, the rest emitted.
    for (const { from } of pipes ?? []) from.destroy();
    return { ended: Promise.resolve(failed(error)), askedToStop: () => null, release: () => {} };
  } finally {
    // The command has its own; a pipe ends when nobody holds its writing end any more.
    for (const { descriptor } of pipes ?? []) closeSync(descriptor);
  }
  const end = endOf(child);
  const [out, err] = pipes?.map(({ from }) => from) ?? [child.stdout, child.stderr];
  const streams = [
    passOn(out, process.stdout, (chunk) => output('STDOUT', chunk)),
    passOn(err, process.stderr, (chunk) => output('STDERR', chunk)),
  ];
  const pass = (signal: NodeJS.Signals) => {
    asked = signal;
    // Ctrl-C in a terminal reaches the command by itself. A second one would mean "at once" to many programs. (process.stdin is
    // not asked: only to look at it makes the command's standard input non-blocking.)
    if (!(signal === 'SIGINT' && isatty(0))) child.kill(signal);
  };
  for (const signal of SIGNALS) process.on(signal, pass);
  return {
    ended: end.then(async (ended) => {
      await Promise.all(streams.map((stream) => stream.finish(ended.kind === 'failed')));
      return ended;
    }),
    askedToStop: () => asked,
    release: () => {
      for (const signal of SIGNALS) process.off(signal, pass);
    },
  };
}

function endOf(child: ChildProcess): Promise<Ended> {
  return new Promise((resolve) => {
    child.on('error', (error) => {
      // Also when a signal could not be sent; but then the command runs on.
      if (child.pid === undefined) resolve(failed(error));
    });
    child.on('exit', (code, signal) => {
      resolve(signal === null ? { kind: 'exit', code: code ?? 0 } : { kind: 'signal', signal });
    });
  });
}

function failed(error: unknown): Ended {
  return { kind: 'failed', error: error instanceof Error ? error : new Error(String(error)) };
}

/**
 * Passes one stream on, no faster than it is taken.
 * @param from nothing when the command could not even be given its pipes.
 */
function passOn(
  from: Readable | null | undefined,
  to: Writable,
  seen: (chunk: Buffer) => void,
): { finish(now: boolean): Promise<void> } {
  if (from == null) return { finish: async () => {} };
  let lingering: ReturnType<typeof setTimeout> | undefined;
  let commandEnded = false;
  let blocked = false;
  const closed = new Promise<void>((resolve) => {
    from.on('close', resolve);
  });
  const linger = () => {
    clearTimeout(lingering);
    if (commandEnded && !blocked) lingering = setTimeout(() => from.destroy(), LINGER_MS);
  };
  from.on('data', (chunk: Buffer) => {
    blocked = !to.write(chunk);
    if (blocked) from.pause();
    seen(chunk);
    linger();
  });
  const drained = () => {
    blocked = false;
    from.resume();
    linger();
  };
  to.on('drain', drained);
  // Whoever read our output went away, as `| head` does: the command learns of it as if it had written there itself.
  const broken = () => from.destroy();
  to.on('error', broken);
  // As it may have before the command began.
  if (to.destroyed || to.errored) from.destroy();
  return {
    async finish(now) {
      commandEnded = true;
      if (now) from.destroy();
      linger();
      await closed;
      clearTimeout(lingering);
      to.off('drain', drained);
      hearErrors(to);
      to.off('error', broken);
      if (!to.destroyed && !to.errored) await new Promise<void>((resolve) => to.write('', () => resolve()));
    },
  };
}

/** What is written later to somebody who went away is nobody's concern, nor the end of us. */
function hearErrors(to: Writable): void {
  if (!to.listeners('error').includes(ignore)) to.on('error', ignore);
}

function ignore(): void {}
