// Deliveries of which a part is in words that are not known: the rest is applied, and the delivery is listed with the reason.

import { afterAll, beforeAll, expect, it } from 'vitest';
import { startServer, type TestServer } from '../support/server.ts';
import { cdeventsStream, githubExamples, gitlabStream, jenkinsStream, type Post } from './support/posts.ts';
import { sendAll, unapplied } from './support/server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.stop());

// biome-ignore lint/suspicious/noExplicitAny: payloads of others, looked into here and there.
type Any = any;

const BUILDS = `query ($origin: String!) {
  builds(first: 100, filter: { origins: [$origin] }) { nodes { key state result steps(first: 30) { nodes { number result } } } }
  buildRequests(first: 100, filter: { origins: [$origin] }) { nodes { key state } } }`;

/** What is there after some posts, and the only reason of what is not. */
async function after(origin: string, ...posts: readonly Post[]) {
  await sendAll(server, origin, posts);
  const { data } = await server.graphql(BUILDS, { origin });
  const reasons = (await unapplied(server, origin)).map(({ reason }) => reason);
  return { builds: data.builds.nodes as Any[], requests: data.buildRequests.nodes as Any[], reasons };
}

const pipeline = gitlabStream[1] as Post;
const job = githubExamples.find(
  ({ headers, body }) => headers['x-github-event'] === 'workflow_job' && (body as Any).workflow_job.steps.length > 2,
) as Post;
const withJob = (fields: object): Post => ({
  ...job,
  body: { ...(job.body as object), workflow_job: { ...(job.body as Any).workflow_job, ...fields } },
});

it('a pipeline of GitLab with one job of an unknown status tells of all others, and that this one was asked for', async () => {
  const { builds: jobs } = pipeline.body as Any;
  const odd = jobs.findIndex((one: Any) => one.started_at);
  const changed = jobs.map((one: Any, i: number) => (i === odd ? { ...one, status: 'hovering' } : one));
  const known = await after('gitlab-known', pipeline);
  const partly = await after('gitlab-partly', { ...pipeline, body: { ...(pipeline.body as object), builds: changed } });
  expect(partly.reasons).toEqual([expect.stringMatching(/status of a job of GitLab .* received "hovering"/)]);
  expect(partly.requests).toHaveLength(known.requests.length);
  const key = `job/${jobs[odd].id}`;
  const others = ({ builds }: typeof known) => builds.filter((build) => build.key !== key);
  expect(others(partly)).toEqual(others(known));
  // It says when it began.
  expect(partly.builds.find((build) => build.key === key)).toMatchObject({ state: 'RUNNING' });
});

it('a job of GitHub with one step of an unknown conclusion is told with all others, and ends', async () => {
  const { steps } = (job.body as Any).workflow_job;
  const changed = steps.map((step: Any, i: number) => (i === 1 ? { ...step, conclusion: 'dissolved' } : step));
  const { builds, reasons } = await after(
    'github-step',
    withJob({ status: 'completed', conclusion: 'failure', steps: changed }),
  );
  expect(reasons).toEqual([expect.stringMatching(/conclusion of a step .* received "dissolved"/)]);
  expect(builds).toMatchObject([{ state: 'FINISHED', result: 'FAILURE' }]);
  expect(builds[0].steps.nodes).toHaveLength(steps.length);
});

it('a job of GitHub with an unknown conclusion has begun, and one with an unknown status was asked for', async () => {
  const ended = await after('github-conclusion', withJob({ status: 'completed', conclusion: 'dissolved' }));
  expect(ended).toMatchObject({ builds: [{ state: 'RUNNING', result: null }], reasons: [expect.any(String)] });
  const waits = await after('github-status', withJob({ status: 'hovering', conclusion: null, steps: [] }));
  expect(waits).toMatchObject({ builds: [], requests: [{ state: 'PENDING' }], reasons: [expect.any(String)] });
});

it('an event of CDEvents that is not known leaves nothing else of its batch unapplied', async () => {
  const bodies = cdeventsStream.map(({ body }) => body as Any);
  const started = bodies.find(({ context }) => /pipelinerun\.started/.test(context.type));
  const odd = { ...started, context: { ...started.context, id: 'odd', type: 'dev.cdevents.lamp.lit.0.1.0' } };
  const post: Post = { system: 'cdevents', headers: {}, body: [odd, started, { context: {} }] };
  const { builds, reasons } = await after('cdevents-batch', post);
  expect(builds).toMatchObject([{ state: 'RUNNING' }]);
  expect(reasons).toEqual([expect.stringMatching(/dev\.cdevents\.lamp\.lit.*\n.*A CDEvent is wrong at/s)]);
});

it('a build of Jenkins with an unknown status has begun, and keeps the parameters that can be kept', async () => {
  const completed = jenkinsStream.find(({ body }) => (body as Any).build.phase === 'COMPLETED') as Post;
  const { build } = completed.body as Any;
  const deep = JSON.parse(`${'['.repeat(100)}${']'.repeat(100)}`);
  const changed = { ...build, status: 'BUBBLING', parameters: { ...build.parameters, deep } };
  const { builds, reasons } = await after('jenkins', {
    ...completed,
    body: { ...(completed.body as object), build: changed },
  });
  expect(builds).toMatchObject([{ state: 'RUNNING' }]);
  expect(reasons).toEqual([expect.stringMatching(/'deep' to be nested.*\n.*received "BUBBLING"/s)]);
});
