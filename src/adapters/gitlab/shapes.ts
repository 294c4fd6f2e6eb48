// What GitLab's webhooks post, as far as it is read.

import { z } from 'zod';
import { id, name, text } from '../reading.ts';

const project = z.looseObject({ path_with_namespace: text, web_url: text, git_http_url: text });
const repository = z.looseObject({ homepage: text, git_http_url: text });
const runner = z.looseObject({ id, description: text });
const person = z.looseObject({ name: text, email: text });
const files = z.array(z.string()).max(10_000).nullish();

const commit = z.looseObject({
  id: name,
  message: text,
  timestamp: text,
  url: text,
  author: person.nullish(),
  added: files,
  modified: files,
  removed: files,
});

export const pipelineHook = z.looseObject({
  object_attributes: z.looseObject({
    id,
    ref: text,
    tag: z.boolean().nullish(),
    sha: name,
    source: text,
    created_at: text,
  }),
  project,
  commit: commit.nullish(),
  builds: z
    .array(
      z.looseObject({
        id,
        stage: text,
        name,
        status: z.string(),
        created_at: text,
        started_at: text,
        finished_at: text,
        allow_failure: z.boolean().nullish(),
        runner: runner.nullish(),
      }),
    )
    .max(10_000)
    .nullish(),
});

export const jobHook = z.looseObject({
  ref: text,
  sha: name,
  build_id: id,
  build_name: name,
  build_stage: text,
  build_status: z.string(),
  build_created_at: text,
  build_started_at: text,
  build_finished_at: text,
  build_allow_failure: z.boolean().nullish(),
  build_failure_reason: text,
  pipeline_id: id,
  // Not `commit`: its id is that of the pipeline.
  project: project.nullish(),
  repository: repository.nullish(),
  runner: runner.nullish(),
});

export const pushHook = z.looseObject({
  ref: name,
  project,
  commits: z.array(commit).max(10_000).nullish(),
});

export type Runner = z.infer<typeof runner>;
export type PostedPipeline = z.infer<typeof pipelineHook>;
export type PostedJob = z.infer<typeof jobHook>;
export type PostedPush = z.infer<typeof pushHook>;
