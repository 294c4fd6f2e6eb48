import type { Time } from '../../model.ts';

/** @returns the seconds from one moment to another, never negative (clocks differ); null when either is not known. */
export function secondsBetween(from: Time | null, to: Time | null): number | null {
  return from === null || to === null ? null : Math.max(0, Date.parse(to) - Date.parse(from)) / 1_000;
}
