// Reports, each with the moment at which it would be sent.

import type { Report } from '../../client/index.ts';

export interface TimedReport {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly report: Report;
}

/** @returns the moment as the API writes it. */
export function isoTime(at: number): string {
  return new Date(at).toISOString();
}

/** Sorts by time; reports of the same moment stay in their order. */
export function inOrder(reports: TimedReport[]): TimedReport[] {
  return reports.sort((one, other) => one.at - other.at);
}
