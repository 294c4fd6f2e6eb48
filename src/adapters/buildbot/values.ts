// How Buildbot's codes, times and ids are written here.

import type { Result, Time } from '../../model.ts';

const RESULTS: readonly Result[] = ['SUCCESS', 'WARNINGS', 'FAILURE', 'SKIPPED', 'EXCEPTION', 'RETRY', 'CANCELLED'];

/** The result that a code stands for; null when there is none yet, which Buildbot writes as null or -1. */
export function resultOf(code: number | null | undefined): Result | null {
  return RESULTS[code ?? -1] ?? null;
}

/** The result of something that has ended; null while it goes on. */
export function outcomeOf(thing: {
  readonly complete?: boolean | null | undefined;
  readonly results?: number | null | undefined;
}): Result | null {
  return thing.complete === false ? null : resultOf(thing.results);
}

/** A time from Unix seconds. */
export function timeOf(seconds: number): Time;
export function timeOf(seconds: number | null | undefined): Time | null;
export function timeOf(seconds: number | null | undefined): Time | null {
  return seconds === null || seconds === undefined ? null : new Date(Math.round(seconds * 1000)).toISOString();
}

/** The key of a build, within its origin. */
export const buildKey = (buildid: number): string => `build/${buildid}`;

/** The key of a build request, within its origin. */
export const requestKey = (buildrequestid: number): string => `request/${buildrequestid}`;

/** The key of a buildset, within its origin. */
export const buildsetKey = (bsid: number): string => `buildset/${bsid}`;

/** The key of a step, within its build: by its id in Buildbot's database, or by its number when that is not told. */
export const stepKey = (step: { readonly stepid?: number | null | undefined; readonly number: number }): string =>
  typeof step.stepid === 'number' ? `step/${step.stepid}` : `step-number/${step.number}`;
