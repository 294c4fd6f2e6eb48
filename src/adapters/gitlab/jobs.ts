// A job of a pipeline: a build without steps. A pipeline's hook tells of all its jobs, a job's hook of one, both the same.

import type { Result } from '../../model.ts';
import type { BuildRef, Report } from '../../reporting/reports.ts';
import { fitting, joined, optionalName, timeIn } from '../reading.ts';
import { clean, webAddress, words } from '../text.ts';
import { problem, type Translation, together } from '../translation.ts';
import type { Place } from './places.ts';
import type { Runner } from './shapes.ts';

type Given<T> = T | null | undefined;

export interface Job {
  readonly id: number;
  readonly pipeline: number;
  readonly name: string;
  readonly stage: Given<string>;
  readonly status: string;
  readonly createdAt: Given<string>;
  readonly startedAt: Given<string>;
  readonly finishedAt: Given<string>;
  readonly allowFailure: boolean;
  readonly runner: Given<Runner>;
  readonly ref: Given<string>;
  readonly sha: string;
  /** What the pipeline was made for; null where only the job is told of. */
  readonly reason: string | null;
}

const WAITING = new Set([
  'created',
  'pending',
  'waiting_for_resource',
  'waiting_for_callback',
  'preparing',
  'scheduled',
  'manual',
]);
const MERGE_REQUEST = /^refs\/merge-requests\/\d+\/(head|merge|train)$/;
const RUNNING = new Set(['running', 'canceling']);
const RESULTS: Readonly<Record<string, Result>> = {
  success: 'SUCCESS',
  failed: 'FAILURE',
  canceled: 'CANCELLED',
  skipped: 'SKIPPED',
};

/**
 * By the job's status alone, since a successful job may carry a failure reason. A job that is over and was never started leaves no
 * build, only its request, which has ended. Of one whose status is not known only what is certain is told: that it was asked for, and
 * when it began.
 */
export function jobReports(place: Place, job: Job): Translation {
  const { origin } = place;
  const key = `job/${job.id}`;
  const build: BuildRef = { origin, key };
  const builder = joined(' / ', place.project, job.name);
  // The hook of a merge request's pipeline names the source branch, those of its jobs another ref: only one of them can be told.
  const sourceStamps = MERGE_REQUEST.test(job.ref ?? '')
    ? null
    : [{ repository: place.repository, branch: optionalName(job.ref), revision: fitting(clean(job.sha)) }];
  const reports: Report[] = [
    { kind: 'registerBuilder', input: { origin, name: builder, project: place.project } },
    {
      kind: 'requestBuild',
      input: {
        origin,
        key,
        builder,
        buildset: `pipeline/${job.pipeline}`,
        reason: words(job.reason),
        submittedAt: timeIn(job.createdAt, "the job's creation"),
        sourceStamps,
      },
    },
  ];
  if (WAITING.has(job.status)) return together(reports);
  const result = Object.hasOwn(RESULTS, job.status) ? RESULTS[job.status] : undefined;
  const unknown = result === undefined && !RUNNING.has(job.status) ? unknownStatus(job.status) : null;
  const startedAt = timeIn(job.startedAt, "the job's start");
  const completedAt = timeIn(job.finishedAt, "the job's end");
  const settled = result === 'FAILURE' && job.allowFailure ? 'WARNINGS' : result;
  if (startedAt === null && settled !== undefined && settled !== 'SUCCESS') {
    const end: Report = { kind: 'finishBuildRequest', input: { buildRequest: build, result: settled, completedAt } };
    return together(reports, [end]);
  }
  if (unknown !== null && startedAt === null) return together(reports, unknown);
  const runner = job.runner;
  reports.push({
    kind: 'startBuild',
    input: {
      origin,
      key,
      builder,
      worker: runner ? (optionalName(runner.description) ?? `runner ${runner.id}`) : null,
      url: webAddress(`${place.webUrl}/-/jobs/${job.id}`),
      startedAt,
      buildRequest: build,
      sourceStamps,
      properties: job.stage ? [{ name: 'stage', value: clean(job.stage), source: 'GitLab' }] : null,
    },
  });
  if (settled === undefined) return together(reports, unknown);
  const stateString = settled === 'WARNINGS' ? 'failed, which is allowed' : job.status;
  return together(reports, [{ kind: 'finishBuild', input: { build, result: settled, stateString, completedAt } }]);
}

function unknownStatus(status: string): Translation {
  const known = [...WAITING, ...RUNNING, ...Object.keys(RESULTS)].join(', ');
  return problem(
    `Expected the status of a job of GitLab to be one of ${known}, received ${JSON.stringify(clean(status.slice(0, 50)))}.`,
  );
}
