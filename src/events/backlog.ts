// What waits for subscribers who read slowly, of the whole process. Each of them may be well within its own bound, and all together too
// much: then whoever has the most waiting is told LAGGED, until it is little enough.

import type { Measure } from '../measures.ts';

/** One for whom something waits. */
export interface Laggard {
  readonly waitingBytes: number;
  /** Lets go of what waits: the subscriber has to resume, or to read it from the log. */
  readonly lag: () => void;
}

export class Backlog {
  readonly #most: number;
  readonly #laggards = new Set<Laggard>();
  #bytes = 0;

  /** @param most how many bytes may wait. */
  constructor(most: number) {
    this.#most = most;
  }

  /** To be called whenever what waits for one has changed, with by how much. */
  changed(laggard: Laggard, bytes: number): void {
    this.#bytes += bytes;
    if (laggard.waitingBytes === 0) this.#laggards.delete(laggard);
    else this.#laggards.add(laggard);
    if (bytes > 0) this.#relieve();
  }

  readonly measures: readonly Measure[] = [
    {
      kind: 'gauge',
      name: 'lavalamp_waiting_bytes',
      help: 'Memory of what waits for subscribers who read slowly, what several wait for counted for each of them.',
      read: () => this.#bytes,
    },
  ];

  #relieve(): void {
    while (this.#bytes > this.#most) {
      let fullest: Laggard | undefined;
      for (const one of this.#laggards) if (one.waitingBytes > (fullest?.waitingBytes ?? 0)) fullest = one;
      if (fullest === undefined) return;
      fullest.lag();
    }
  }
}

/** How much memory a text takes: V8 keeps one byte for each character while none is beyond Latin-1, and two otherwise. */
export function bytesOf(text: string): number {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are characters as well
  return /^[\x00-\xff]*$/.test(text) ? text.length : 2 * text.length;
}
