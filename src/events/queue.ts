// What waits for one subscriber: bounded, so that one who does not read costs a bounded amount of memory.

import type { LoggedEvent } from '../model.ts';

/** Why a wait ended. */
export type Woken = 'events' | 'overflow' | 'timeout' | 'closed';

export class EventQueue {
  readonly #limit: number;
  readonly #accepts: (event: LoggedEvent) => boolean;
  #events: LoggedEvent[] = [];
  #overflowed = false;
  #closed = false;
  #wake: (() => void) | undefined;

  /** `limit` in events. Only events that are accepted are kept. */
  constructor(limit: number, accepts: (event: LoggedEvent) => boolean = () => true) {
    this.#limit = limit;
    this.#accepts = accepts;
  }

  push(events: readonly LoggedEvent[]): void {
    if (this.#closed || this.#overflowed) return;
    const accepted = events.filter(this.#accepts);
    if (accepted.length === 0) return;
    if (this.#events.length + accepted.length > this.#limit) {
      this.#events = [];
      this.#overflowed = true;
    } else {
      this.#events.push(...accepted);
    }
    this.#wake?.();
  }

  /** What has come since the last time. */
  take(): readonly LoggedEvent[] {
    const events = this.#events;
    this.#events = [];
    return events;
  }

  /** Starts anew: what waits is dropped, and an overflow forgotten. */
  reset(): void {
    this.#events = [];
    this.#overflowed = false;
  }

  /** Ends all waits, now and later. */
  close(): void {
    this.#closed = true;
    this.#wake?.();
  }

  /** Waits until there is something to take, or for `ms` milliseconds. */
  async wait(ms: number): Promise<Woken> {
    if (this.#isQuiet()) {
      let timer: NodeJS.Timeout | undefined;
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
        timer = setTimeout(resolve, ms);
      });
      clearTimeout(timer);
      this.#wake = undefined;
    }
    if (this.#closed) return 'closed';
    if (this.#overflowed) return 'overflow';
    return this.#events.length > 0 ? 'events' : 'timeout';
  }

  #isQuiet(): boolean {
    return !this.#closed && !this.#overflowed && this.#events.length === 0;
  }
}
