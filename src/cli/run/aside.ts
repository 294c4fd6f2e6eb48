// Reports that the server cannot make anything of, set aside: they must not stand in the way of the others, nor be lost.

import { randomUUID } from 'node:crypto';
import { type FileHandle, open, rename, rm } from 'node:fs/promises';
import type { Report } from '../../client/index.ts';
import type { Header } from './pending.ts';

/** What is appended to the name of the file that they were in. */
const REFUSED = '.refused';

/** Those of one file, in a file of their own of the same form. Several processes can do this at once: the last one's stays. */
export class Aside {
  readonly #path: string;
  readonly #draft: string;
  readonly #header: Header;
  #file: FileHandle | undefined;

  constructor(file: string, header: Header) {
    this.#path = `${file}${REFUSED}`;
    this.#draft = `${this.#path}.${randomUUID()}`;
    this.#header = header;
  }

  /** Adds reports; logs can hold secrets, so only their owner may read the file. */
  async keep(reports: readonly Report[]): Promise<void> {
    if (reports.length === 0) return;
    const lines = reports.map((report) => `${JSON.stringify(report)}\n`);
    if (this.#file === undefined) {
      this.#file = await open(this.#draft, 'ax', 0o600);
      lines.unshift(`${JSON.stringify(this.#header)}\n`);
    }
    await this.#file.writeFile(lines.join(''));
  }

  /** Nothing is added from now on. @returns where they are; null when there are none. */
  async settle(): Promise<string | null> {
    if (this.#file === undefined) return null;
    await this.#file.close();
    this.#file = undefined;
    await rename(this.#draft, this.#path);
    return this.#path;
  }

  /** Forgets what was not settled: the file that it came from is still there. */
  async discard(): Promise<void> {
    if (this.#file === undefined) return;
    await this.#file.close();
    this.#file = undefined;
    await rm(this.#draft, { force: true });
  }
}
