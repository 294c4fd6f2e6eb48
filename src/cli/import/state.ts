// How far an import has come: kept in the data directory, so that the next one goes on from there.

import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const id = z.int().min(0);

const stateShape = z.object({
  version: z.literal(1),
  /** Everything up to these ids has arrived. */
  build: id,
  change: id,
  request: id,
  testResult: id.default(0),
  /** Builds up to there that had not ended, and requests that had not. */
  openBuilds: z.array(id),
  openRequests: z.array(id),
  /** What is there, and could not be read, or not wholly. */
  aside: z.array(z.object({ kind: z.enum(['builds', 'buildrequests', 'changes']), id })).default([]),
  /** The last build that arrived: by it the database and the server are known again. Null: none did. */
  witness: z.object({ id, number: id, startedAt: id }).nullable(),
});

export type State = z.infer<typeof stateShape>;

export const freshState = (): State => ({
  version: 1,
  build: 0,
  change: 0,
  request: 0,
  testResult: 0,
  openBuilds: [],
  openRequests: [],
  aside: [],
  witness: null,
});

/** The state of imports of one kind: to one server and origin, of the same selection. */
export class StateFile {
  readonly #directory: string;
  readonly #path: string;

  /** @param what tells one kind of imports from others; any JSON. */
  constructor(directory: string, what: unknown) {
    this.#directory = directory;
    const digest = createHash('sha256').update(JSON.stringify(what)).digest('hex').slice(0, 32);
    this.#path = join(directory, `buildbot-${digest}.json`);
  }

  /** @returns a fresh state when there is none, or none that can be read: then everything is read again, which repeats nothing. */
  read(): State {
    try {
      return stateShape.parse(JSON.parse(readFileSync(this.#path, 'utf8')));
    } catch {
      return freshState();
    }
  }

  /** Replaces what was kept, whole or not at all. */
  write(state: State): void {
    mkdirSync(this.#directory, { recursive: true, mode: 0o700 });
    const next = `${this.#path}.${process.pid}`;
    writeFileSync(next, JSON.stringify(state), { mode: 0o600 });
    renameSync(next, this.#path);
  }
}
