// How GitHub's words are written here.

import type { Result } from '../../model.ts';
import type { Report, ReportedSourceStamp } from '../../reporting/reports.ts';
import type { CommitPlace } from '../commits.ts';
import { fitting, joined, optionalName } from '../reading.ts';
import { clean, webAddress } from '../text.ts';
import { problem, type Translation } from '../translation.ts';
import type { Repository } from './shapes.ts';

/**
 * `neutral` says neither that it passed nor that it failed, which is what SKIPPED does to a verdict. `timed_out` is the fault of what
 * was run; `stale` (GitHub gave up on it) and `startup_failure` (it never ran) are not. `action_required` blocks a merge, as a failure does.
 */
const RESULTS: Readonly<Record<string, Result>> = {
  success: 'SUCCESS',
  failure: 'FAILURE',
  cancelled: 'CANCELLED',
  skipped: 'SKIPPED',
  neutral: 'SKIPPED',
  timed_out: 'FAILURE',
  action_required: 'FAILURE',
  stale: 'EXCEPTION',
  startup_failure: 'EXCEPTION',
};

const STATUSES = new Set(['queued', 'requested', 'waiting', 'pending', 'in_progress', 'completed']);

/** Where a run, a job, a step or a check is in its life: by what it says of itself, whatever the event is called. */
export type Life =
  | { readonly state: 'waiting' | 'running'; readonly unknown: Translation | null }
  | { readonly state: 'ended'; readonly result: Result; readonly words: string };

/** `unknown` is the problem of words that are not known; then only what is certain is told: not that it began, or not how it ended. */
export function lifeOf(what: string, status: string, conclusion: string | null | undefined): Life {
  if (!STATUSES.has(status)) {
    return { state: 'waiting', unknown: unknownWord(`the status of ${what}`, [...STATUSES], status) };
  }
  if (!conclusion) {
    return { state: status === 'in_progress' || status === 'completed' ? 'running' : 'waiting', unknown: null };
  }
  const result = Object.hasOwn(RESULTS, conclusion) ? RESULTS[conclusion] : undefined;
  if (result === undefined) {
    return { state: 'running', unknown: unknownWord(`the conclusion of ${what}`, Object.keys(RESULTS), conclusion) };
  }
  return { state: 'ended', result, words: conclusion.replaceAll('_', ' ') };
}

function unknownWord(what: string, expected: readonly string[], received: string): Translation {
  const shown = JSON.stringify(clean(received.slice(0, 50)));
  return problem(`Expected ${what} to be one of ${expected.join(', ')}, received ${shown}.`);
}

/** What every delivery tells of where it comes from. The origin's address is that of the whole GitHub: it may hold several organisations. */
export function placeReports(origin: string, repository: Repository): readonly Report[] {
  const url = webAddress(repository.html_url);
  return [
    { kind: 'registerOrigin', input: { name: origin, kind: 'GITHUB_ACTIONS', url: url && new URL(url).origin } },
    { kind: 'registerProject', input: { origin, name: projectOf(repository), url } },
  ];
}

export const projectOf = ({ full_name }: Repository): string => fitting(clean(full_name));

/** The builder's name holds the repository's: names are unique within the origin. */
export const builderOf = (repository: Repository, ...names: readonly (string | null | undefined)[]): string =>
  joined(' / ', repository.full_name, ...names);

/** Says what project a builder belongs to. */
export function builderReport(origin: string, repository: Repository, name: string): Report {
  return { kind: 'registerBuilder', input: { origin, name, project: projectOf(repository) } };
}

/** Where git finds it. */
export const repositoryUrl = ({ clone_url, html_url }: Repository): string =>
  clean((clone_url || `${html_url}.git`).slice(0, 2_000));

export function stampOf(
  repository: Repository,
  branch: string | null | undefined,
  revision: string,
): readonly ReportedSourceStamp[] {
  return [{ repository: repositoryUrl(repository), branch: optionalName(branch), revision: fitting(clean(revision)) }];
}

/** Where the commits of a branch are. */
export const commitPlace = (origin: string, repository: Repository, branch: string): CommitPlace => ({
  origin,
  project: projectOf(repository),
  repository: repositoryUrl(repository),
  branch: fitting(clean(branch)),
});

/** The key of the buildset of one attempt of a run; also of the request for the run as a whole. */
export const runKey = (run: number, attempt: number | null | undefined): string => `run/${run}/${attempt ?? 1}`;
