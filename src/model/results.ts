// How things end.

export type Result = 'SUCCESS' | 'WARNINGS' | 'FAILURE' | 'SKIPPED' | 'EXCEPTION' | 'RETRY' | 'CANCELLED';

/** The results, worst first: what a set of builds came to is the first of these that any of them has. */
export const RESULTS_WORST_FIRST: readonly Result[] = [
  'CANCELLED',
  'RETRY',
  'EXCEPTION',
  'FAILURE',
  'WARNINGS',
  'SUCCESS',
  'SKIPPED',
];
