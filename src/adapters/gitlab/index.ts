// GitLab's webhooks: pipelines, jobs and pushes. How they are set up, and what gets lost: docs/gitlab.md.

import type { Report } from '../../reporting/reports.ts';
import type { Adapter, Delivery, Translation } from '../adapter.ts';
import { changeOf } from '../commits.ts';
import { gitlabToken } from '../proofs.ts';
import { fitting, isObject, readShape } from '../reading.ts';
import { clean, kindOf } from '../text.ts';
import { attempt, problem, together } from '../translation.ts';
import { type Job, jobReports } from './jobs.ts';
import { type Place, placeOf, placeReports } from './places.ts';
import * as shapes from './shapes.ts';

type Translator = (body: unknown, origin: string) => Translation | readonly Report[];

const KINDS: ReadonlyMap<string, Translator> = new Map<string, Translator>([
  ['pipeline', pipelineReports],
  ['build', jobHookReports],
  ['push', pushReports],
  // A tag has no commits of its own.
  ['tag_push', (body: unknown, origin: string) => placeReports(pushedTo(origin, body).place)],
]);

/** All jobs of the pipeline, as they are now: what hooks of single jobs have missed is put right. */
function pipelineReports(body: unknown, origin: string): Translation {
  const {
    object_attributes: pipeline,
    project,
    commit,
    builds,
  } = readShape(shapes.pipelineHook, 'A pipeline hook of GitLab', body);
  const place = placeOf(origin, project, null);
  const { ref } = pipeline;
  const change = attempt(() => (commit && ref && !pipeline.tag ? [commitReport(place, ref, commit)] : []));
  const jobs = (builds ?? []).map(
    (build): Job => ({
      ...build,
      stage: build.stage,
      pipeline: pipeline.id,
      createdAt: build.created_at,
      startedAt: build.started_at,
      finishedAt: build.finished_at,
      allowFailure: build.allow_failure ?? false,
      runner: build.runner,
      ref,
      sha: pipeline.sha,
      reason: pipeline.source ?? null,
    }),
  );
  return together(placeReports(place), change, ...jobs.map((job) => attempt(() => jobReports(place, job))));
}

function jobHookReports(body: unknown, origin: string): Translation {
  const hook = readShape(shapes.jobHook, 'A job hook of GitLab', body);
  const place = placeOf(origin, hook.project, hook.repository);
  const job: Job = {
    id: hook.build_id,
    pipeline: hook.pipeline_id,
    name: hook.build_name,
    stage: hook.build_stage,
    status: hook.build_status,
    createdAt: hook.build_created_at,
    startedAt: hook.build_started_at,
    finishedAt: hook.build_finished_at,
    allowFailure: hook.build_allow_failure ?? false,
    runner: hook.runner,
    ref: hook.ref,
    sha: hook.sha,
    reason: null,
  };
  const told = together(
    placeReports(place),
    attempt(() => jobReports(place, job)),
  );
  if (hook.build_status !== 'failed' || !hook.build_failure_reason || !hook.build_started_at) return told;
  const reason = { name: 'failure_reason', value: clean(hook.build_failure_reason), source: 'GitLab' };
  const build = { origin, key: `job/${job.id}` };
  return together(told, [{ kind: 'setProperties', input: { build, properties: [reason] } }]);
}

function pushReports(body: unknown, origin: string): Translation {
  const { push, place } = pushedTo(origin, body);
  const branch = /^refs\/heads\/(.+)$/s.exec(push.ref)?.[1];
  const commits = branch === undefined ? [] : (push.commits ?? []);
  const changes = commits.map((commit) => attempt(() => [commitReport(place, branch ?? '', commit)]));
  return together(placeReports(place), ...changes);
}

function pushedTo(origin: string, body: unknown) {
  const push = readShape(shapes.pushHook, 'A push hook of GitLab', body);
  return { push, place: placeOf(origin, push.project, null) };
}

function commitReport(place: Place, branch: string, commit: Parameters<typeof changeOf>[1]): Report {
  return changeOf({ ...place, branch: fitting(clean(branch)) }, commit);
}

/** Translates what GitLab posts. */
export function translateGitlab(body: unknown, { origin }: Delivery): Translation {
  const kind = isObject(body) ? body.object_kind : undefined;
  const translator = typeof kind === 'string' ? KINDS.get(kind) : undefined;
  if (translator === undefined) {
    const received = typeof kind === 'string' ? JSON.stringify(clean(kind.slice(0, 50))) : kindOf(kind);
    return problem(`Expected object_kind to be one of ${[...KINDS.keys()].join(', ')}, received ${received}.`);
  }
  return attempt(() => translator(body, origin));
}

/** The adapter behind `/hooks/gitlab/ORIGIN`. */
export const gitlab: Adapter = {
  name: 'gitlab',
  headers: ['x-gitlab-event', 'idempotency-key'],
  proof: gitlabToken,
  deliveryId: (_body, headers) => headers['idempotency-key'] || null,
  translate: translateGitlab,
};
