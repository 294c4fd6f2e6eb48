// Reports that could not be sent: each command's in a file of its own, a report on each line, for the server that they were
// meant for.

import { randomUUID } from 'node:crypto';
import { closeSync, mkdirSync, openSync, readdirSync, renameSync, statSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type { Report } from '../../client/index.ts';
import type { Overflow } from './outbox.ts';

/** What all files together may take; what does not fit is lost, and said to be. */
const MOST_BYTES = 1_073_741_824;

/** The first line of a file. */
export interface Header {
  /** The server's address. */
  readonly url: string;
}

/** While it is written it ends in this, so that nobody sends half of it. */
export const OPEN = '.open';
export const READY = '.jsonl';

/** One command's file, made when there is something to keep in it. */
export class PendingFile implements Overflow {
  readonly #directory: string;
  readonly #header: Header;
  readonly #path: string;
  #file: number | undefined;
  #room = 0;
  #failure: Error | undefined;

  constructor(directory: string, header: Header) {
    this.#directory = directory;
    this.#header = header;
    this.#path = join(directory, `${new Date().toISOString().replace(/\W/g, '')}-${randomUUID()}${READY}`);
  }

  /** Why reports could not be kept; undefined when all were. */
  get failure(): Error | undefined {
    return this.#failure;
  }

  /** Logs can hold secrets, so only their owner may read the file. @returns false, and from then on, when it could not be kept. */
  keep(report: Report): boolean {
    if (this.#failure !== undefined) return false;
    try {
      if (this.#file === undefined) {
        mkdirSync(this.#directory, { recursive: true, mode: 0o700 });
        this.#room = MOST_BYTES - sizeOf(this.#directory);
        this.#file = openSync(`${this.#path}${OPEN}`, 'ax', 0o600);
        this.#write(this.#header);
      }
      this.#write(report);
      return true;
    } catch (error) {
      this.#failure = error instanceof Error ? error : new Error(String(error));
      return false;
    }
  }

  /** Nothing is added from now on, and the reports can be sent. @returns where they are; null when there is none. */
  close(): string | null {
    if (this.#file === undefined) return null;
    closeSync(this.#file);
    this.#file = undefined;
    renameSync(`${this.#path}${OPEN}`, this.#path);
    return this.#path;
  }

  #write(value: Header | Report): void {
    const line = Buffer.from(`${JSON.stringify(value)}\n`);
    this.#room -= line.length;
    if (this.#room < 0)
      throw new Error(`more than ${MOST_BYTES / 1_073_741_824} GiB wait in ${this.#directory} already`);
    let written = 0;
    while (written < line.length) written += writeSync(this.#file ?? -1, line, written);
  }
}

function sizeOf(directory: string): number {
  return readdirSync(directory).reduce(
    (sum, name) => sum + (statSync(join(directory, name), { throwIfNoEntry: false })?.size ?? 0),
    0,
  );
}
