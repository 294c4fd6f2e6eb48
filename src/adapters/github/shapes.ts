// What GitHub's webhooks post, as far as it is read. Checked against the examples of npm's @octokit/webhooks-examples.

import { z } from 'zod';
import { id, name, text } from '../reading.ts';

export const repository = z.looseObject({
  full_name: name,
  html_url: z.string(),
  clone_url: text,
});

const step = z.looseObject({
  number: z.int().min(0).max(2_147_483_647),
  name: text,
  status: z.string(),
  conclusion: text,
  started_at: text,
  completed_at: text,
});

/** How often a run was run. The oldest payloads do not say: then it is the first. */
const attempt = z.int().min(1).max(2_147_483_647).nullish();

export const workflowJob = z.looseObject({
  repository,
  workflow_job: z.looseObject({
    id,
    run_id: id,
    run_attempt: attempt,
    workflow_name: text,
    head_sha: name,
    head_branch: text,
    name,
    status: z.string(),
    conclusion: text,
    created_at: text,
    started_at: text,
    completed_at: text,
    runner_name: text,
    labels: z.array(z.string()).max(1_000).nullish(),
    html_url: text,
    steps: z.array(step).max(10_000).nullish(),
  }),
});

const person = z.looseObject({ name: text, email: text });

export const workflowRun = z.looseObject({
  repository,
  workflow: z.looseObject({ name: text }).nullish(),
  workflow_run: z.looseObject({
    id,
    run_number: id,
    run_attempt: attempt,
    name: text,
    event: text,
    status: z.string(),
    conclusion: text,
    created_at: text,
    run_started_at: text,
    updated_at: text,
    head_sha: name,
    head_branch: text,
    head_commit: z.looseObject({ id: name, message: text, timestamp: text, author: person.nullish() }).nullish(),
  }),
});

export const checkRun = z.looseObject({
  repository,
  check_run: z.looseObject({
    id,
    name,
    status: z.string(),
    conclusion: text,
    started_at: text,
    completed_at: text,
    head_sha: name,
    html_url: text,
    app: z.looseObject({ slug: text, name: text }).nullish(),
    check_suite: z.looseObject({ head_branch: text }).nullish(),
  }),
});

const files = z.array(z.string()).max(10_000).nullish();

export const push = z.looseObject({
  repository,
  ref: name,
  commits: z
    .array(
      z.looseObject({
        id: name,
        message: text,
        timestamp: text,
        url: text,
        author: person.nullish(),
        committer: person.nullish(),
        added: files,
        modified: files,
        removed: files,
      }),
    )
    .max(10_000),
});

export type Repository = z.infer<typeof repository>;
export type PostedJob = z.infer<typeof workflowJob>['workflow_job'];
export type PostedStep = z.infer<typeof step>;
export type PostedRun = z.infer<typeof workflowRun>;
export type PostedCheck = z.infer<typeof checkRun>['check_run'];
export type PostedPush = z.infer<typeof push>;
