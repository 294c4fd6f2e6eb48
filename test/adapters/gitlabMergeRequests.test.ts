import { expect, it } from 'vitest';
import { translateGitlab } from '../../src/adapters/gitlab/index.ts';
import { gitlabStream } from '../hooks/support/posts.ts';

const stampsOf = (ref: string) => {
  const job = { ...(gitlabStream[0]?.body as object), ref };
  const translation = translateGitlab(job, { origin: 'o', receivedAt: '2026-11-24T00:00:00.000Z' });
  expect(translation.problems).toEqual([]);
  return translation.reports.flatMap((report) => (report.kind === 'requestBuild' ? [report.input.sourceStamps] : []));
};

it('the hook of a job of a merge request tells no source stamps: its pipeline tells them, with the source branch', () => {
  expect(stampsOf('refs/merge-requests/7/head')).toEqual([null]);
  expect(stampsOf('refs/merge-requests/7/merge')).toEqual([null]);
  expect(stampsOf('main')).toEqual([[expect.objectContaining({ branch: 'main' })]]);
});
