// A job of a workflow run: a build, and its steps.

import type { BuildRef, Report, ReportedProperty, StepRef } from '../../reporting/reports.ts';
import { optionalName, timeIn } from '../reading.ts';
import { clean, webAddress, words } from '../text.ts';
import { attempt, type Translation, together } from '../translation.ts';
import type { PostedJob, PostedStep, Repository } from './shapes.ts';
import { builderOf, builderReport, lifeOf, runKey, stampOf } from './values.ts';

/** A job that waits is a build request; once it runs, or has ended without, it is a build that meets the request. */
export function jobReports(origin: string, repository: Repository, job: PostedJob): Translation {
  const life = lifeOf('a job', job.status, job.conclusion);
  const key = `job/${job.id}/${job.run_attempt ?? 1}`;
  const build: BuildRef = { origin, key };
  const builder = builderOf(repository, job.workflow_name, job.name);
  const sourceStamps = stampOf(repository, job.head_branch, job.head_sha);
  const reports: Report[] = [
    builderReport(origin, repository, builder),
    {
      kind: 'requestBuild',
      input: {
        origin,
        key,
        builder,
        buildset: runKey(job.run_id, job.run_attempt),
        submittedAt: timeIn(job.created_at, "the job's created_at"),
        sourceStamps,
      },
    },
  ];
  if (life.state === 'waiting') return together(reports, life.unknown);
  const properties = propertiesOf(job);
  const start: Report = {
    kind: 'startBuild',
    input: {
      origin,
      key,
      builder,
      worker: optionalName(job.runner_name),
      url: webAddress(job.html_url),
      startedAt: timeIn(job.started_at, "the job's started_at"),
      buildRequest: build,
      sourceStamps,
      // An end sets them, as it does in what tells a whole build.
      properties: life.state === 'ended' ? null : properties,
    },
  };
  const steps = (job.steps ?? []).map((step) => attempt(() => stepReports(build, step, job.completed_at)));
  if (life.state !== 'ended') return together(reports, [start], ...steps, life.unknown);
  const completedAt = timeIn(job.completed_at, "the job's completed_at");
  return together(reports, [start], ...steps, [
    { kind: 'setProperties', input: { build, properties } },
    { kind: 'finishBuild', input: { build, result: life.result, stateString: life.words, completedAt } },
  ]);
}

/** Facts of a job that never change. */
function propertiesOf(job: PostedJob): readonly ReportedProperty[] {
  const facts = { run_id: job.run_id, run_attempt: job.run_attempt ?? 1, labels: (job.labels ?? []).map(clean) };
  return Object.entries(facts).map(([name, value]) => ({ name, value, source: 'GitHub' }));
}

function stepReports(build: BuildRef, posted: PostedStep, jobEndedAt: string | null | undefined): Translation {
  const life = lifeOf('a step', posted.status, posted.conclusion);
  const key = `step/${posted.number}`;
  const step: StepRef = { build, key };
  const startedAt = timeIn(posted.started_at, "a step's started_at");
  const name = optionalName(words(posted.name)) ?? `Step ${posted.number}`;
  const started: Report = {
    kind: 'startStep',
    input: { build, key, name, number: posted.number, pending: startedAt === null, startedAt },
  };
  if (life.state !== 'ended') return together([started], life.unknown);
  const completedAt = timeIn(posted.completed_at ?? jobEndedAt, "a step's completed_at");
  return together([
    started,
    { kind: 'finishStep', input: { step, result: life.result, stateString: life.words, completedAt } },
  ]);
}
