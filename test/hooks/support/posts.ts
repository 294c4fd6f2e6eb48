// What GitHub, GitLab, Jenkins and CDEvents post, as streams of deliveries.

import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

export interface Post {
  readonly system: 'github' | 'gitlab' | 'jenkins' | 'cdevents';
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
}

interface Example {
  readonly name: string;
  readonly examples: readonly Record<string, unknown>[];
}

const require = createRequire(import.meta.url);
const HOSTS = ['api.github.com', 'ghes-31', 'ghes-32', 'ghes-33', 'ghes-34', 'ghes-35'];
export const EVENTS = ['workflow_run', 'workflow_job', 'check_run', 'push', 'ping'];

/** Every example of the package that is of these events, by the host that it is of. */
function examplesOf(host: string): readonly Post[] {
  const all = require(`@octokit/webhooks-examples/${host}/index.json`) as readonly Example[];
  return all
    .filter(({ name }) => EVENTS.includes(name))
    .flatMap(({ name, examples }) => examples.map((body) => githubPost(name, body)));
}

export const githubPost = (event: string, body: unknown): Post => ({
  system: 'github',
  headers: { 'x-github-event': event },
  body,
});

export const githubExamples: readonly Post[] = HOSTS.flatMap(examplesOf);

/**
 * The examples as streams that could have been sent. Some were written by hand from one another, and contradict each other: one job
 * has three names, one check failed and succeeded. Each such variant is in a stream of its own, with all that it does not contradict.
 */
export const githubStreams: readonly (readonly Post[])[] = HOSTS.flatMap((host) => {
  const streams: { readonly posts: Post[]; readonly variants: Map<string, string> }[] = [];
  for (const post of examplesOf(host)) {
    const { subject, variant } = subjectOf(post);
    const host = hostOf(post);
    const stream = streams.find(
      ({ variants }) => (variants.get(subject) ?? variant) === variant && (variants.get('host') ?? host) === host,
    );
    const into = stream ?? { posts: [], variants: new Map<string, string>() };
    if (stream === undefined) streams.push(into);
    into.posts.push(post);
    into.variants.set(subject, variant);
    if (host !== undefined) into.variants.set('host', host);
  }
  return streams.map(({ posts }) => posts.flatMap((post) => [...livesOf(post)]));
});

// biome-ignore lint/suspicious/noExplicitAny: payloads of others, looked into here and there.
type Any = any;

/** One origin is one GitHub. A ping of an organisation is of none. */
function hostOf({ body }: Post): string | undefined {
  const url = (body as Any).repository?.html_url;
  return url === undefined ? undefined : new URL(url).origin;
}

/** What a payload is of, and what of it cannot have been otherwise. */
function subjectOf({ headers, body }: Post): { readonly subject: string; readonly variant: string } {
  const event = headers['x-github-event'] ?? '';
  const thing = (body as Any)[event] ?? {};
  const { id, name, steps, run_number, html_url, details_url } = thing;
  const ended = thing.conclusion && event !== 'workflow_run' ? [thing.conclusion, steps?.length] : [];
  const known = JSON.stringify([name, run_number, html_url, event === 'check_run' ? null : details_url, ended]);
  return { subject: id === undefined ? JSON.stringify(body) : `${event} ${id}`, variant: known };
}

/** A job that has ended, and what was posted of it before. */
function* livesOf(post: Post): Generator<Post> {
  const job = (post.body as Any).workflow_job;
  if (job?.conclusion) {
    const earlier = (fields: object) =>
      githubPost('workflow_job', { ...(post.body as object), workflow_job: { ...job, completed_at: null, ...fields } });
    yield earlier({ status: 'queued', conclusion: null, steps: [], runner_name: null, started_at: job.created_at });
    const steps = job.steps.map((step: Any, i: number) =>
      i < 2 ? step : { ...step, status: 'queued', conclusion: null, started_at: null, completed_at: null },
    );
    yield earlier({ status: 'in_progress', conclusion: null, steps });
  }
  yield post;
}

const checkOf = githubExamples.find(({ body }) => (body as Any).check_run?.conclusion) as Post;
const checkAt = (time: string) => `2026-03-01T${time}Z`;

/** A check of another app at some moment of its life. */
const check = (status: string, started: string, ended?: readonly [conclusion: string, time: string]): Post =>
  githubPost('check_run', {
    ...(checkOf.body as object),
    check_run: {
      ...(checkOf.body as Any).check_run,
      app: { slug: 'lamp', name: 'Lamp' },
      status,
      started_at: checkAt(started),
      conclusion: ended?.[0] ?? null,
      completed_at: ended === undefined ? null : checkAt(ended[1]),
    },
  });

/** A check that its app runs again under the same id: it failed, and then it did not. */
export const githubCheckAgain: readonly Post[] = [
  check('queued', '12:00:00'),
  check('in_progress', '12:00:05'),
  check('completed', '12:00:05', ['failure', '12:01:00']),
  check('queued', '12:10:00'),
  check('in_progress', '12:10:05'),
  check('completed', '12:10:05', ['success', '12:11:00']),
];

/** The same without another start, several times. */
export const githubCheckEndsAgain: readonly Post[] = [
  check('in_progress', '12:00:05'),
  check('completed', '12:00:05', ['failure', '12:01:00']),
  check('completed', '12:00:05', ['neutral', '12:03:00']),
  check('in_progress', '12:00:05'),
  check('completed', '12:00:05', ['success', '12:05:00']),
  // Two that tell the same moment: the worse one counts.
  check('completed', '12:00:05', ['timed_out', '12:05:00']),
];

const read = (file: string) => JSON.parse(readFileSync(new URL(`../../data/${file}`, import.meta.url), 'utf8'));
const filesIn = (directory: string): readonly string[] =>
  readdirSync(new URL(`../../data/${directory}`, import.meta.url)).map((file) => `${directory}/${file}`);

const gitlabPost = (body: unknown): Post => ({ system: 'gitlab', headers: {}, body });
const pipeline = read('gitlab/pipeline.json');

/** A job of the recorded pipeline, as its own hook tells it. */
function jobHook(id: number, fields: object): Post {
  const { name, stage, created_at, runner, ...build } = pipeline.builds.find((one: Any) => one.id === id);
  const { web_url: homepage, git_http_url } = pipeline.project;
  return gitlabPost({
    object_kind: 'build',
    ref: pipeline.object_attributes.ref,
    sha: pipeline.object_attributes.sha,
    build_id: id,
    build_name: name,
    build_stage: stage,
    build_status: build.status,
    build_created_at: `${created_at.replace(' ', 'T').replace(' UTC', '')}.000Z`,
    build_started_at: build.started_at,
    build_finished_at: build.finished_at,
    pipeline_id: pipeline.object_attributes.id,
    project_name: 'Gitlab Org / Gitlab Test',
    repository: { homepage, git_http_url: git_http_url ?? `${homepage}.git` },
    runner,
    ...fields,
  });
}

export const gitlabPush = gitlabPost(read('gitlab/push.json'));
export const gitlabStream: readonly Post[] = [
  ...['build', 'pipeline'].map((file) => gitlabPost(read(`gitlab/${file}.json`))),
  jobHook(378, { build_status: 'created', build_started_at: null, build_finished_at: null, runner: null }),
  jobHook(378, { build_status: 'running', build_finished_at: null }),
  jobHook(378, { build_failure_reason: 'unknown_failure' }),
  jobHook(376, {}),
  gitlabPost({
    ...pipeline,
    object_attributes: { ...pipeline.object_attributes, status: 'running', finished_at: null },
    builds: pipeline.builds.map((build: Any) =>
      build.id === 380
        ? { ...build, status: 'created' }
        : { ...build, status: build.started_at ? 'running' : 'created', finished_at: null },
    ),
  }),
];
/** A job that is skipped since an earlier one failed, and runs once that one was retried. */
export const gitlabSkipped: readonly Post[] = [
  jobHook(378, { build_status: 'created', build_started_at: null, build_finished_at: null, runner: null }),
  jobHook(378, { build_status: 'skipped', build_started_at: null, build_finished_at: null, runner: null }),
  jobHook(378, { build_status: 'pending', build_started_at: null, build_finished_at: null, runner: null }),
  jobHook(378, { build_status: 'running', build_finished_at: null }),
  jobHook(378, {}),
];
export const gitlabMergeRequest = gitlabPost(read('gitlab/merge_request.json'));

const cdevent = (body: unknown): Post => ({ system: 'cdevents', headers: {}, body });
export const cdeventFiles: readonly Post[] = filesIn('cdevents').map((file) => cdevent(read(file)));
const ofOutputs = ({ body }: Post) => /\.testoutput/.test((body as Any).context.type);
/** The file of a skipped run is of the same run as that of a finished one, and contradicts it. */
const contradicts = ({ body }: Post) => /\.testcaserun\.skipped/.test((body as Any).context.type);
/** Those that are translated, and those that are not. */
export const cdeventsStream = cdeventFiles.filter((post) => !ofOutputs(post) && !contradicts(post));
export const cdeventsOfOutputs = cdeventFiles.filter(ofOutputs);

const file = (name: string) => read(`cdevents/${name}.json`);
const testEvent = (body: Any, id: string, content: object, at = body.context.timestamp) =>
  cdevent({
    context: { ...body.context, id: `${id} ${body.context.type}`, timestamp: at },
    subject: { ...body.subject, id, content: { ...body.subject.content, ...content } },
  });
const testSuiteRun = { id: 'suite-run', source: '/event/source/123' };
const testCase = (name: string) => ({ id: name, name });

/** The run of a suite with four cases, and of a case alone. */
export const cdeventsOfTests: readonly Post[] = [
  testEvent(file('testsuiterun_started'), 'suite-run', {}, '2023-03-20T14:20:00Z'),
  testEvent(file('testcaserun_started'), 'one', { testSuiteRun, testCase: testCase('adds') }),
  testEvent(file('testcaserun_finished'), 'one', { testSuiteRun, testCase: testCase('adds') }),
  testEvent(file('testcaserun_finished'), 'two', {
    ...{ testSuiteRun, testCase: testCase('divides') },
    ...{ outcome: 'failure', reason: 'by zero' },
  }),
  testEvent(file('testcaserun_finished'), 'three', { testSuiteRun, testCase: testCase('roots'), outcome: 'error' }),
  testEvent(file('testcaserun_skipped'), 'four', { testSuiteRun, testCase: testCase('waits') }),
  testEvent(file('testsuiterun_finished'), 'suite-run', {}, '2023-03-20T14:30:00Z'),
  testEvent(file('testcaserun_started'), 'alone', { testCase: testCase('logs in') }, '2023-03-20T14:20:00Z'),
  testEvent(file('testcaserun_finished'), 'alone', { testCase: testCase('logs in'), outcome: 'failure' }),
];

function jenkinsPost(number: number, phase: string, fields: object): Post {
  const url = `job/team/job/app%20server/${number}/`;
  const build = {
    full_url: `https://jenkins.example.org/${url}`,
    number,
    queue_id: 100 + number,
    phase,
    duration: 0,
    url,
    scm: { changes: [], culprits: [] },
    parameters: { TARGET: 'debug', DRY_RUN: 'false' },
    log: '',
    notes: '',
    artifacts: {},
    ...fields,
  };
  return {
    system: 'jenkins',
    headers: {},
    body: { name: 'app server', display_name: 'app server', url: 'job/team/job/app%20server/', build },
  };
}

const SCM = {
  url: 'https://git.example.org/app.git',
  branch: 'origin/main',
  commit: 'c0ffee',
  changes: [],
  culprits: ['ann'],
};
const AT = Date.parse('2026-01-01T10:00:00Z');
const ENDED = {
  scm: SCM,
  duration: 60_000,
  test_summary: { total: 3, failed: 1, passed: 2, skipped: 0, failed_tests: ['a.B.c'] },
  artifacts: { 'app.war': { archive: 'https://jenkins.example.org/job/team/job/app%20server/7/artifact/app.war' } },
};
export const jenkinsStream: readonly Post[] = [
  jenkinsPost(7, 'QUEUED', { timestamp: AT }),
  jenkinsPost(7, 'STARTED', { timestamp: AT + 1_000 }),
  jenkinsPost(7, 'COMPLETED', { ...ENDED, timestamp: AT + 61_000, status: 'UNSTABLE' }),
  jenkinsPost(7, 'FINALIZED', { ...ENDED, timestamp: AT + 62_000, status: 'UNSTABLE' }),
  jenkinsPost(8, 'STARTED', { timestamp: AT + 70_000 }),
  jenkinsPost(8, 'FINALIZED', { scm: SCM, timestamp: AT + 90_000, status: 'ABORTED', duration: 9_000 }),
];
