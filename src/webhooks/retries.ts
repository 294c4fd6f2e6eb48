// What an attempt leads to: on to the next event, to another attempt, or to a pause.

import type { WebhookAttempt } from '../model.ts';
import type { Progress } from '../store/webhooks.ts';

/** How long to wait at most, in milliseconds. */
export const LONGEST_WAIT_MS = 3_600_000;
/** The receiver wants no more. */
const GONE = 410;

/** An attempt, and how long the receiver asks to be left alone, in milliseconds; null when it does not ask. */
export type Answered = WebhookAttempt & { readonly retryAfterMs: number | null };

export interface RetryOptions {
  /** How long to wait after the first failure, in milliseconds; twice as long after each further one, up to an hour. */
  readonly retryMs: number;
  /** How long all attempts may fail. */
  readonly pauseAfterMs: number;
}

/** @param random from 0 to 1: it makes up half of the time to wait, so that those who failed together do not come back together. */
export function progressAfter(
  before: Progress,
  attempt: Answered,
  { retryMs, pauseAfterMs }: RetryOptions,
  random: number,
): Progress {
  if (attempt.problem === null) return at(attempt.position);
  const ended = Date.parse(attempt.attemptedAt) + attempt.durationMs;
  const failingSince = before.failingSince ?? attempt.attemptedAt;
  const wait =
    attempt.retryAfterMs === null
      ? Math.min(retryMs * 2 ** before.failures, LONGEST_WAIT_MS) * (0.5 + random / 2)
      : waitAsAsked(attempt.retryAfterMs, retryMs, random);
  const failing = ended - Date.parse(failingSince) >= pauseAfterMs;
  const pausedFor = attempt.status === GONE ? 'GONE' : failing ? 'FAILING' : null;
  return {
    position: before.position,
    failures: before.failures + 1,
    failingSince,
    pausedFor,
    nextAttemptAt: pausedFor === null ? new Date(ended + wait).toISOString() : null,
  };
}

/** A receiver that says when knows better than doubling does; but it is neither pressed nor waited for without bounds. */
function waitAsAsked(askedMs: number, retryMs: number, random: number): number {
  return Math.min(Math.max(askedMs, retryMs) + random * retryMs, LONGEST_WAIT_MS);
}

/** Everything up to a position was delivered, and nothing is wrong. */
export function at(position: string): Progress {
  return { position, pausedFor: null, failures: 0, failingSince: null, nextAttemptAt: null };
}
