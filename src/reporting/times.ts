// Times that were not told are guessed: what is reported without one happened when the report arrived. A guess is no fact: it
// gives way to what is told later, and never stands against it.

import type { Time } from '../model.ts';
import { settle } from './checks.ts';

type Path = readonly string[];

/** A time that is known, and whether it was guessed. */
interface Known {
  readonly at: Time;
  readonly guessed: boolean;
}

/**
 * What is known of a time once it was `told`. Left out (null), it stays as it is, or else is `now`. Refuses what contradicts a time
 * that was told before.
 */
export function settleTime(path: Path, at: Time | null, guessed: boolean, told: Time | null, now: Time): Known {
  if (told === null) return at === null ? { at: now, guessed: true } : { at, guessed };
  settle(path, guessed ? null : at, told);
  return { at: told, guessed: false };
}

/** What starts and ends. */
interface Span {
  readonly startedAt: Time | null;
  readonly startedGuessed: boolean;
  readonly completedAt: Time | null;
  readonly completedGuessed: boolean;
  /** Whether its end is a guess of another kind, which will be taken back: nothing is made to fit it. */
  readonly lost: boolean;
}

/** The same with its start as it was told. */
export function withStart<T extends Span>(span: T, told: Time | null, now: Time) {
  const start = settleTime(['startedAt'], span.startedAt, span.startedGuessed, told, now);
  return fitting({ ...span, startedAt: start.at, startedGuessed: start.guessed });
}

/** The same with its end as it was told. */
export function withEnd<T extends Span>(span: T, told: Time | null, now: Time) {
  const end = settleTime(['completedAt'], span.completedAt, span.completedGuessed, told, now);
  return fitting({ ...span, completedAt: end.at, completedGuessed: end.guessed });
}

/** Nothing ends before it starts. Where that would be so, a guess follows what was told; what was told stands, since clocks differ. */
function fitting<T extends Span>(span: T): T {
  const { startedAt, completedAt } = span;
  if (span.lost || startedAt === null || completedAt === null || startedAt <= completedAt) return span;
  if (span.startedGuessed) return { ...span, startedAt: completedAt };
  return span.completedGuessed ? { ...span, completedAt: startedAt } : span;
}
