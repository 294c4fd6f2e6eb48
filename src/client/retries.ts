// Trying again: how long to wait, how often, and when to give up.

import { isTemporary, LaggedError } from './errors.ts';

/** How long to wait before trying again. Both in milliseconds. */
export interface Backoff {
  /** Before the first new attempt, at most. */
  readonly initialMs: number;
  /** Before any new attempt, at most. */
  readonly maxMs: number;
}

/** What may be said about being interrupted. */
export interface RetryOptions {
  /** Called when the stream was interrupted, or could not be opened, and will be tried again. */
  readonly onDisconnect?: (reason: Error, retryInMs: number) => void;
  /** Called with the first result after `onDisconnect`. */
  readonly onReconnect?: () => void;
  /** How often in a row to try in vain before the reason is thrown. Without end when left out. */
  readonly attempts?: number;
}

/** The failures in a row of one thing that is tried until it succeeds. */
export class Retries {
  readonly #options: RetryOptions;
  readonly #backoff: Backoff;
  readonly #signal: AbortSignal;
  #failures = 0;

  constructor(options: RetryOptions, backoff: Backoff, signal: AbortSignal) {
    this.#options = options;
    this.#backoff = backoff;
    this.#signal = signal;
  }

  /** The next failure is a first one again. */
  succeeded(): void {
    if (this.#failures > 0) this.#options.onReconnect?.();
    this.#failures = 0;
  }

  /** Waits until it is time to try again, or until the signal is aborted. Throws the reason when it does not pass, or after the last attempt. */
  async failed(reason: Error): Promise<void> {
    if (!isTemporary(reason) && !(reason instanceof LaggedError)) throw reason;
    this.#failures += 1;
    if (this.#failures >= (this.#options.attempts ?? Number.POSITIVE_INFINITY)) throw reason;
    const wait = delayAfter(this.#failures, this.#backoff);
    this.#options.onDisconnect?.(reason, wait);
    await pause(wait, this.#signal);
  }
}

/**
 * Doubles with each failure in a row, and is drawn from the upper half of that, so that the many clients of a server that
 * comes back do not all return at once.
 * @param failures how many attempts failed in a row, from 1.
 * @returns milliseconds.
 */
export function delayAfter(
  failures: number,
  { initialMs, maxMs }: Backoff,
  random: () => number = Math.random,
): number {
  const most = Math.min(maxMs, initialMs * 2 ** Math.min(failures - 1, 30));
  return most * (0.5 + random() / 2);
}

/** Waits; returns early, without an error, when the signal is aborted. */
export function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, signal.aborted ? 0 : milliseconds);
    signal.addEventListener('abort', done);
  });
}
