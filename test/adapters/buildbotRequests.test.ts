import { describe, expect, it } from 'vitest';
import { posts, postWhere, truth } from './support/posts.ts';
import { inputs, problemOf, receivedAt, reportsOf } from './support/translate.ts';

const requestPosts = posts.filter(({ url }) => url === '/buildrequest').map(({ body }) => body);
const [firstRequest] = requestPosts;
const cancelled = { ...firstRequest, complete: true, results: 6 };

describe('the posts of build requests', () => {
  it.each(truth.requests)('tell of $key what the database does', (request) => {
    const told = requestPosts.flatMap((body) => inputs(reportsOf(body), 'requestBuild'));
    const { patch: _, ...stamp } = request.sourceStamps[0] ?? {};
    expect(told.filter(({ key }) => key === request.key)).toMatchObject([
      {
        origin: 'ci',
        builder: request.builder,
        buildset: request.buildset,
        reason: request.reason,
        priority: request.priority,
        submittedAt: request.submittedAt,
        parentBuild: request.parent === null ? null : { origin: 'ci', key: request.parent },
        sourceStamps: [stamp],
      },
    ]);
  });

  it('do not give the page of the request as that of a build, nor its properties', () => {
    const kinds = requestPosts.flatMap((body) => reportsOf(body).map(({ kind }) => kind));
    expect(new Set(kinds)).toEqual(new Set(['registerOrigin', 'registerBuilder', 'requestBuild']));
  });

  it('end a request that was cancelled', () => {
    expect(inputs(reportsOf(cancelled), 'finishBuildRequest')).toEqual([
      { buildRequest: { origin: 'ci', key: 'request/1' }, result: 'CANCELLED', completedAt: receivedAt },
    ]);
    const timed = { ...cancelled, buildrequest: { buildrequestid: 1, buildername: 'x', complete_at: 1_795_489_890 } };
    expect(inputs(reportsOf(timed), 'finishBuildRequest')).toMatchObject([{ completedAt: '2026-11-24T03:11:30.000Z' }]);
  });

  it('may come without a buildset, which is then known by its key', () => {
    const bare = { buildrequest: { buildrequestid: 9, buildsetid: 4, buildername: 'linux', priority: 3 } };
    expect(inputs(reportsOf(bare), 'requestBuild')).toMatchObject([
      { key: 'request/9', builder: 'linux', buildset: 'buildset/4', priority: 3, reason: null, sourceStamps: null },
    ]);
  });

  it('must name a builder', () => {
    expect(problemOf({ buildrequest: { buildrequestid: 9 } })).toMatch(
      /^Expected .* to name its builder .*, received none\.$/u,
    );
  });
});

describe('the posts of buildsets', () => {
  const retried = postWhere('/combined', ({ builds }) => Array.isArray(builds) && builds.length === 2);

  it('tell of each build, with a request that was met twice, after a RETRY', () => {
    const reports = reportsOf(retried);
    expect(inputs(reports, 'startBuild')).toMatchObject([
      { key: 'build/9', buildRequest: { key: 'request/10' } },
      { key: 'build/10', buildRequest: { key: 'request/10' } },
    ]);
    expect(inputs(reports, 'finishBuild')).toMatchObject([
      { build: { key: 'build/9' }, result: 'RETRY', stateString: 'building' },
      { build: { key: 'build/10' }, result: 'SUCCESS' },
    ]);
    expect(inputs(reports, 'finishBuildRequest')).toEqual([]);
  });

  it('tell of the requests what the requests tell of themselves, but their priority', () => {
    const told = inputs(reportsOf(retried), 'requestBuild');
    const itself = requestPosts
      .flatMap((body) => inputs(reportsOf(body), 'requestBuild'))
      .find(({ key }) => key === 'request/10');
    expect(told).toEqual([
      { ...itself, priority: null },
      { ...itself, priority: null },
    ]);
  });

  it('give their buildset to builds that come without it', () => {
    const bare = {
      buildset: { bsid: 5, reason: 'why' },
      builds: [{ buildid: 1, buildrequestid: 2, builder: { name: 'x' } }],
    };
    expect(inputs(reportsOf(bare), 'requestBuild')).toMatchObject([{ buildset: 'buildset/5', reason: 'why' }]);
    expect(inputs(reportsOf(bare), 'startBuild')).toMatchObject([{ reason: 'why' }]);
  });

  it('may have no builds', () => {
    expect(reportsOf({ buildset: { bsid: 5 }, builds: [] })).toEqual([
      { kind: 'registerOrigin', input: { name: 'ci', kind: 'BUILDBOT', url: null } },
    ]);
  });
});
