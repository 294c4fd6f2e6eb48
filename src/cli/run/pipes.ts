// Pipes to hear a command through.

import { execFileSync } from 'node:child_process';
import { closeSync, constants, mkdtempSync, openSync, rmSync } from 'node:fs';
import { Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';

/** One pipe: what is written to the descriptor is read from the stream. */
export interface Pipe {
  readonly from: Readable;
  readonly descriptor: number;
}

/**
 * What Node makes when it is asked for a pipe is a pair of sockets, and these cannot be opened by name: with them a script's
 * `echo … > /dev/stderr` fails. So named pipes are made, opened at both ends, and their names removed.
 * @returns as many pipes as asked for; null where there are none, as on Windows, or where /tmp cannot be written.
 */
export function makePipes(count: number): Pipe[] | null {
  const pipes: Pipe[] = [];
  let directory: string | undefined;
  try {
    directory = mkdtempSync(join(tmpdir(), 'lavalamp-'));
    const paths = Array.from({ length: count }, (_, i) => join(directory ?? '', String(i)));
    execFileSync('mkfifo', ['-m', '600', ...paths], { stdio: 'ignore' });
    for (const path of paths) pipes.push(openBoth(path));
    return pipes;
  } catch {
    for (const pipe of pipes) {
      pipe.from.destroy();
      closeSync(pipe.descriptor);
    }
    return null;
  } finally {
    if (directory !== undefined) rmSync(directory, { recursive: true, force: true });
  }
}

/** The reader comes first and does not wait for a writer; then the writer need not wait either. */
function openBoth(path: string): Pipe {
  const reader = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
  const from = new Socket({ fd: reader, readable: true, writable: false });
  return { from, descriptor: openSync(path, constants.O_WRONLY) };
}
