// What the CI system that we run in says of itself, in the environment.

import { readFileSync } from 'node:fs';
import type envCi from 'env-ci';
import { z } from 'zod';
import type { Environment } from '../../config.ts';
import { type Source, withoutCredentials } from './git.ts';

/** What is known; each is left out where it is not. */
export interface CiFacts {
  /** Branch, revision and repository. Those of a pull request are where it comes from, not what it is to be merged into. */
  readonly source: Source;
  /** The page of the job or build there: http or https. */
  readonly url?: string;
  /** The machine, as that system calls it. */
  readonly worker?: string;
  /** Such as the number of the pull request. */
  readonly properties: Readonly<Record<string, string>>;
}

/** The systems' own words for what env-ci does not tell, or tells of the merge instead of the pull request. Empty ones count as not said. */
interface Said {
  readonly repository?: string | undefined;
  readonly branch?: string | undefined;
  readonly revision?: string | undefined;
  readonly url?: string | undefined;
  readonly worker?: string | undefined;
}

const SYSTEMS: Readonly<Record<string, (env: Environment) => Said>> = {
  github: (env) => ({
    repository:
      env.GITHUB_REPOSITORY && `${env.GITHUB_SERVER_URL || 'https://github.com'}/${env.GITHUB_REPOSITORY}.git`,
    worker: env.RUNNER_NAME,
    // What runs for pull_request_target has the code of the base, and GITHUB_SHA is of that.
    ...(env.GITHUB_EVENT_NAME === 'pull_request_target' ? { branch: env.GITHUB_BASE_REF } : githubPullRequest(env)),
  }),
  gitlab: (env) => {
    const project = env.CI_MERGE_REQUEST_SOURCE_PROJECT_URL || env.CI_PROJECT_URL;
    return {
      repository: project && `${project}.git`,
      // In a pipeline of merged results CI_COMMIT_SHA is a commit that nobody made.
      revision: env.CI_MERGE_REQUEST_SOURCE_BRANCH_SHA,
      url: env.CI_JOB_URL,
      worker: env.CI_RUNNER_DESCRIPTION,
    };
  },
  jenkins: (env) => ({
    repository: env.GIT_URL,
    // A fork is named by its owner only: its `main` is not ours.
    branch: env.CHANGE_BRANCH && (env.CHANGE_FORK ? `${env.CHANGE_FORK}:${env.CHANGE_BRANCH}` : env.CHANGE_BRANCH),
    worker: env.NODE_NAME,
  }),
  buildkite: (env) => ({
    repository: forkOf(env.BUILDKITE_REPO, env.BUILDKITE_PULL_REQUEST_REPO) ?? env.BUILDKITE_REPO,
    worker: env.BUILDKITE_AGENT_NAME,
  }),
  circleci: (env) => ({ repository: env.CIRCLE_REPOSITORY_URL }),
};

/** What GitHub writes of the event, as far as it is wanted here. */
const PULL_REQUEST_EVENT = z.object({
  pull_request: z.object({
    head: z.object({
      ref: z.string(),
      sha: z.string(),
      repo: z.object({ clone_url: z.string() }).nullish(),
    }),
  }),
});

/** GITHUB_SHA is a merge that GitHub made to try it: what the pull request holds is in the event. */
function githubPullRequest(env: Environment): Said {
  const branch = env.GITHUB_HEAD_REF;
  if (!branch) return {};
  try {
    const event: unknown = JSON.parse(readFileSync(env.GITHUB_EVENT_PATH ?? '', 'utf8'));
    const { head } = PULL_REQUEST_EVENT.parse(event).pull_request;
    return { branch: head.ref, revision: head.sha, ...(head.repo == null ? {} : { repository: head.repo.clone_url }) };
  } catch {
    // In a container the file need not be there.
    return { branch };
  }
}

/** @returns where a pull request comes from when that is not the repository itself, however either is written. */
function forkOf(repository = '', source = ''): string | undefined {
  const name = (address: string) => /[^/:]+\/[^/]+$/.exec(address.replace(/(\.git)?\/*$/, ''))?.[0];
  return name(source) === undefined || name(source) === name(repository) ? undefined : source;
}

/** What env-ci knows its systems by. Without any of these there is no need to load it, which takes as long as the rest of a short run. */
const SIGNS: readonly string[] = [
  ...['CI', 'CI_NAME', 'APPVEYOR', 'BITBUCKET_BUILD_NUMBER', 'BITRISE_IO', 'BUDDY_WORKSPACE_ID', 'BUILD_BUILDURI'],
  ...[
    'BUILDKITE',
    'CF_BUILD_ID',
    'CF_PAGES',
    'CIRCLECI',
    'CIRRUS_CI',
    'CODEBUILD_BUILD_ID',
    'DISTELLI_APPNAME',
    'DRONE',
  ],
  ...[
    'GITHUB_ACTIONS',
    'GITLAB_CI',
    'JB_SPACE_PROJECT_KEY',
    'JENKINS_URL',
    'NETLIFY',
    'NOW_GITHUB_DEPLOYMENT',
    'SAILCI',
  ],
  ...['SCREWDRIVER', 'SCRUTINIZER', 'SEMAPHORE', 'SHIPPABLE', 'TEAMCITY_VERSION', 'TRAVIS', 'VELA', 'VERCEL'],
  ...['WERCKER_MAIN_PIPELINE_STARTED'],
];

/** @returns null outside of every known CI system. Never rejects: what cannot be made out is left out. */
export async function ciFacts(env: Environment, directory: string): Promise<CiFacts | null> {
  if (!SIGNS.some((name) => env[name])) return null;
  const told = await ask(env, directory);
  if (told === null) return null;
  const own = SYSTEMS[told.service ?? '']?.(env) ?? {};
  const { isPr = false } = told;
  const repository = known(own.repository);
  const ref = known(own.branch) ?? known(isPr ? told.prBranch : told.tag ? undefined : told.branch);
  const [, ofTag] = /^refs\/tags\/(.+)$/.exec(ref ?? '') ?? [];
  const branch = ofTag === undefined ? ref : undefined;
  const revision = known(own.revision) ?? (isRevision(told.commit) ? told.commit : undefined);
  const url = [own.url, told.jobUrl, told.buildUrl].find(isPage);
  const worker = known(own.worker);
  const pullRequest = isPr ? known(told.pr) : undefined;
  const tag = ofTag ?? known(told.tag);
  return {
    source: {
      ...(repository === undefined ? {} : { repository: withoutCredentials(repository) }),
      ...(branch === undefined ? {} : { branch: branch.replace(/^(refs\/heads|origin)\//, '') }),
      ...(revision === undefined ? {} : { revision }),
    },
    ...(url === undefined ? {} : { url }),
    ...(worker === undefined ? {} : { worker }),
    properties: {
      ...(pullRequest === undefined ? {} : { pull_request: pullRequest }),
      ...(tag === undefined ? {} : { tag }),
    },
  };
}

/** What env-ci tells. Its own calls of git have no time limit and ours do, so it is let find none. */
async function ask(env: Environment, directory: string): Promise<Told | null> {
  try {
    const { default: envCi } = await import('env-ci');
    const told = envCi({ env: { ...env, PATH: '/dev/null' }, cwd: directory });
    return told.service === undefined ? null : told;
  } catch {
    return null;
  }
}

type Told = ReturnType<typeof envCi>;

/** @returns undefined for what is empty, and for what comes of putting together what is not set. */
function known(value: string | number | undefined): string | undefined {
  const text = value === undefined ? '' : String(value).trim();
  return text === '' || text.length > 2_000 || /(^|\W)undefined(\W|$)/.test(text) ? undefined : text;
}

function isPage(value: string | undefined): value is string {
  const text = known(value);
  return text !== undefined && /^https?:\/\//.test(text) && URL.canParse(text);
}

/** Some systems say HEAD until they have looked. */
function isRevision(value: string | undefined): value is string {
  return value !== undefined && /^[0-9a-f]{7,64}$/i.test(value);
}
