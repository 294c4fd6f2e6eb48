// What came for a reader and was not read yet. It is bounded: a socket cannot be told to wait, so who fills it must stop.

/** A queue for one reader, who takes what came in order and then finds the end. */
export class Backlog<T> implements AsyncIterable<T> {
  readonly #limit: number;
  #waiting: T[] = [];
  #ended = false;
  #wake: () => void = () => {};

  /** @param limit how many entries may wait, at least 1. */
  constructor(limit: number) {
    this.#limit = limit;
  }

  /** Adds an entry; ignored after the end. @returns whether there is room for another one. */
  add(entry: T): boolean {
    if (!this.#ended) this.#waiting.push(entry);
    this.#wake();
    return this.#waiting.length < this.#limit;
  }

  /** Nothing is added from now on; what waits is still read. */
  end(): void {
    this.#ended = true;
    this.#wake();
  }

  /** Nothing is added, and nothing read, from now on. */
  discard(): void {
    this.#waiting = [];
    this.end();
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<T, void, undefined> {
    for (;;) {
      const entry = this.#waiting.shift();
      if (entry !== undefined) yield entry;
      else if (this.#ended) return;
      else
        await new Promise<void>((resolve) => {
          this.#wake = resolve;
        });
    }
  }
}
