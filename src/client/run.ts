// One run of a subscription: from its start until it ends, for whatever reason.

import { Backlog } from './backlog.ts';
import type { Connections } from './connections.ts';
import type { Operation } from './operation.ts';

/**
 * How a run ended: the server said that it is complete; it was stopped, here; the reader was too slow and it was given up
 * in good order, so that everything up to the last delivered result is there; or it failed.
 */
export type Ending = 'complete' | 'stopped' | 'full' | Error;

export class Run {
  /** What came, in order, until the ending. */
  readonly results: AsyncIterable<unknown>;
  readonly #backlog: Backlog<unknown>;
  #ending: Ending | undefined;
  #release: () => void = () => {};

  /** @param limit how many results may wait to be read. */
  constructor(connections: Connections, operation: Operation, limit: number) {
    this.#backlog = new Backlog(limit);
    this.results = this.#backlog;
    const sink = {
      next: (data: unknown) => {
        if (!this.#backlog.add(data)) this.#end('full');
      },
      end: (error: Error | null) => this.#end(error ?? 'complete'),
    };
    connections.start(operation, sink).then(
      (release) => {
        if (this.#ending === undefined) this.#release = release;
        else release();
      },
      (error: Error) => this.#end(error),
    );
  }

  /** How it ended; read it after the results. */
  get ending(): Ending {
    return this.#ending ?? 'stopped';
  }

  /** Tells the server that no more is wanted, and forgets what was not read. */
  stop(): void {
    this.#end('stopped');
    this.#backlog.discard();
  }

  #end(ending: Ending): void {
    if (this.#ending !== undefined) return;
    this.#ending = ending;
    this.#backlog.end();
    this.#release();
  }
}
