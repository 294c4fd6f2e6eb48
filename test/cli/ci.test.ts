// The variables are those that each system's manual tells.

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { ciFacts } from '../../src/cli/run/ci.ts';

const SHA = 'a'.repeat(40);
const MERGE = 'b'.repeat(40);
const directory = mkdtempSync(join(tmpdir(), 'lavalamp-ci-'));
afterAll(() => rmSync(directory, { recursive: true, force: true }));

/** What is found, in one object. */
async function found(env: Record<string, string>) {
  const facts = await ciFacts(env, directory);
  return facts === null ? null : { ...facts.source, url: facts.url, worker: facts.worker, ...facts.properties };
}

describe('GitHub Actions', () => {
  const github = {
    CI: 'true',
    GITHUB_ACTIONS: 'true',
    GITHUB_SERVER_URL: 'https://github.com',
    GITHUB_REPOSITORY: 'acme/aurora',
    GITHUB_RUN_ID: '71',
    GITHUB_SHA: SHA,
    RUNNER_NAME: 'runner-3',
  };
  const common = { url: 'https://github.com/acme/aurora/actions/runs/71', worker: 'runner-3' };
  const repository = 'https://github.com/acme/aurora.git';

  test('on a branch, and on a tag', async () => {
    expect(await found({ ...github, GITHUB_EVENT_NAME: 'push', GITHUB_REF: 'refs/heads/feature/x' })).toEqual({
      ...common,
      repository,
      branch: 'feature/x',
      revision: SHA,
    });
    expect(await found({ ...github, GITHUB_EVENT_NAME: 'push', GITHUB_REF: 'refs/tags/v1' })).toEqual({
      ...common,
      repository,
      tag: 'v1',
      revision: SHA,
    });
  });

  test('for a pull request of a fork: where it comes from, and not the merge that GitHub made', async () => {
    const event = join(directory, 'event.json');
    const head = { ref: 'main', sha: SHA, repo: { clone_url: 'https://github.com/ada/aurora.git' } };
    writeFileSync(event, JSON.stringify({ pull_request: { number: 12, base: { ref: 'main' }, head } }));
    const env = {
      ...github,
      GITHUB_EVENT_NAME: 'pull_request',
      GITHUB_REF: 'refs/pull/12/merge',
      GITHUB_SHA: MERGE,
      GITHUB_HEAD_REF: 'main',
      GITHUB_BASE_REF: 'main',
      GITHUB_EVENT_PATH: event,
    };
    const expected = { ...common, repository: 'https://github.com/ada/aurora.git', branch: 'main', revision: SHA };
    expect(await found(env)).toEqual({ ...expected, pull_request: '12' });
    // pull_request_target runs the base's code.
    expect(await found({ ...env, GITHUB_EVENT_NAME: 'pull_request_target' })).toMatchObject({
      repository,
      branch: 'main',
      revision: MERGE,
    });
    // Without the event, what the variables tell.
    expect(await found({ ...env, GITHUB_HEAD_REF: 'fix', GITHUB_EVENT_PATH: '/nowhere' })).toMatchObject({
      branch: 'fix',
    });
  });
});

describe('GitLab CI', () => {
  const gitlab = {
    GITLAB_CI: 'true',
    CI_PROJECT_URL: 'https://gitlab.example.org/acme/aurora',
    CI_COMMIT_SHA: SHA,
    CI_COMMIT_REF_NAME: 'main',
    CI_PIPELINE_ID: '5',
    CI_JOB_ID: '9',
    CI_JOB_URL: 'https://gitlab.example.org/acme/aurora/-/jobs/9',
    CI_RUNNER_DESCRIPTION: 'docker-1',
  };

  test('on a branch', async () => {
    expect(await found(gitlab)).toEqual({
      repository: 'https://gitlab.example.org/acme/aurora.git',
      branch: 'main',
      revision: SHA,
      url: 'https://gitlab.example.org/acme/aurora/-/jobs/9',
      worker: 'docker-1',
    });
  });

  test('for a merge request of a fork, with merged results', async () => {
    expect(
      await found({
        ...gitlab,
        CI_COMMIT_SHA: MERGE,
        CI_MERGE_REQUEST_ID: '44',
        CI_MERGE_REQUEST_SOURCE_BRANCH_NAME: 'fix',
        CI_MERGE_REQUEST_TARGET_BRANCH_NAME: 'main',
        CI_MERGE_REQUEST_SOURCE_BRANCH_SHA: SHA,
        CI_MERGE_REQUEST_SOURCE_PROJECT_URL: 'https://gitlab.example.org/ada/aurora',
      }),
    ).toMatchObject({
      repository: 'https://gitlab.example.org/ada/aurora.git',
      branch: 'fix',
      revision: SHA,
      pull_request: '44',
    });
  });
});

test('Jenkins, on a branch and for a pull request of a fork', async () => {
  const jenkins = {
    JENKINS_URL: 'https://ci.example.org/',
    GIT_URL: 'https://user:secret@git.example.org/a/b.git',
    GIT_BRANCH: 'origin/main',
    GIT_COMMIT: SHA,
    BUILD_URL: 'https://ci.example.org/job/b/7/',
    NODE_NAME: 'agent-2',
  };
  const common = {
    revision: SHA,
    url: jenkins.BUILD_URL,
    worker: 'agent-2',
    repository: 'https://git.example.org/a/b.git',
  };
  expect(await found(jenkins)).toEqual({ ...common, branch: 'main' });
  const change = { CHANGE_ID: '3', BRANCH_NAME: 'PR-3', GIT_BRANCH: 'PR-3', CHANGE_BRANCH: 'main', CHANGE_FORK: 'ada' };
  expect(await found({ ...jenkins, ...change })).toEqual({ ...common, branch: 'ada:main', pull_request: '3' });
});

test('Buildkite, on a branch whose revision is not known yet, and for a pull request of a fork', async () => {
  const buildkite = {
    BUILDKITE: 'true',
    BUILDKITE_REPO: 'git@github.com:acme/aurora.git',
    BUILDKITE_BRANCH: 'main',
    BUILDKITE_COMMIT: 'HEAD',
    BUILDKITE_BUILD_URL: 'https://buildkite.com/acme/aurora/builds/8',
    BUILDKITE_PULL_REQUEST: 'false',
    BUILDKITE_PULL_REQUEST_REPO: '',
    BUILDKITE_AGENT_NAME: 'agent-5',
  };
  const common = { url: buildkite.BUILDKITE_BUILD_URL, worker: 'agent-5', branch: 'main' };
  expect(await found(buildkite)).toEqual({ ...common, repository: buildkite.BUILDKITE_REPO });
  const pull = {
    ...buildkite,
    BUILDKITE_COMMIT: SHA,
    BUILDKITE_PULL_REQUEST: '6',
    BUILDKITE_PULL_REQUEST_BASE_BRANCH: 'next',
  };
  const expected = { ...common, revision: SHA, pull_request: '6' };
  const of = (address: string) => found({ ...pull, BUILDKITE_PULL_REQUEST_REPO: address });
  expect(await of('git://github.com/acme/aurora.git')).toEqual({ ...expected, repository: buildkite.BUILDKITE_REPO });
  expect(await of('git://github.com/ada/aurora.git')).toEqual({
    ...expected,
    repository: 'git://github.com/ada/aurora.git',
  });
});

test('CircleCI, on a branch with a pull request', async () => {
  expect(
    await found({
      CIRCLECI: 'true',
      CIRCLE_REPOSITORY_URL: 'git@github.com:acme/aurora.git',
      CIRCLE_BRANCH: 'fix',
      CIRCLE_SHA1: SHA,
      CIRCLE_BUILD_NUM: '4',
      CIRCLE_BUILD_URL: 'https://circleci.com/gh/acme/aurora/4',
      CIRCLE_PULL_REQUEST: 'https://github.com/acme/aurora/pull/17',
    }),
  ).toEqual({
    repository: 'git@github.com:acme/aurora.git',
    branch: 'fix',
    revision: SHA,
    url: 'https://circleci.com/gh/acme/aurora/4',
    pull_request: '17',
  });
});

test('a plain shell, and a system that says nothing but its name', async () => {
  expect(await found({})).toBeNull();
  expect(await found({ CI: 'true' })).toBeNull();
  for (const name of ['GITHUB_ACTIONS', 'GITLAB_CI', 'JENKINS_URL', 'BUILDKITE', 'CIRCLECI', 'TRAVIS', 'DRONE']) {
    expect(await found({ [name]: 'true' }), name).toEqual({});
  }
});
