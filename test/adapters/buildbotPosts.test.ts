import { describe, expect, it } from 'vitest';
import { adapters } from '../../src/adapters/index.ts';
import { finishOf, posts, postWhere, startOf, truth } from './support/posts.ts';
import { inputs, receivedAt, reportsOf } from './support/translate.ts';

const build1 = { origin: 'ci', key: 'build/1' };

/** The kinds of the reports, in order. */
const kinds = (body: unknown): readonly string[] => reportsOf(body).map(({ kind }) => kind);

/** A build post with nothing that a master may leave out. */
const barest = { buildid: 7, number: 3, builder: { name: 'linux' }, started_at: 1_795_489_889 };

describe('the index of adapters', () => {
  it('knows Buildbot by the name in the hook', () => {
    const body = startOf(1);
    expect(adapters.get('buildbot')?.translate(body, { origin: 'ci', receivedAt })).toEqual({
      reports: reportsOf(body),
      problems: [],
    });
    expect(adapters.get('nobody')).toBeUndefined();
  });
});

describe('each recorded post', () => {
  it.each(posts.map(({ url, body }, index) => ({ index, url, body })))('$index of $url translates', ({ body }) => {
    const reports = reportsOf(body);
    expect(inputs(reports, 'registerOrigin')).toEqual([
      { name: 'ci', kind: 'BUILDBOT', url: 'http://127.0.0.1:18010/' },
    ]);
    expect(reports.length).toBeGreaterThan(2);
  });
});

describe('the posts of a build', () => {
  it.each(truth.builds)('name $key as the database does', (build) => {
    const [started] = inputs(reportsOf(startOf(Number(build.key.slice('build/'.length)))), 'startBuild');
    expect(started).toMatchObject({
      origin: 'ci',
      key: build.key,
      builder: build.builder,
      number: build.number,
      worker: build.worker,
      reason: build.reason,
      url: build.url,
      startedAt: build.startedAt,
      buildRequest: { origin: 'ci', key: build.request },
      parentBuild: build.parent === null ? null : { origin: 'ci', key: build.parent },
    });
  });

  it('say with the start what is known then, and nothing of an end', () => {
    expect(kinds(startOf(1))).toEqual(['registerOrigin', 'registerBuilder', 'requestBuild', 'startBuild', 'startStep']);
    expect(inputs(reportsOf(startOf(1)), 'startBuild')).toMatchObject([
      {
        stateString: 'starting',
        properties: expect.arrayContaining([{ name: 'os', value: 'linux', source: 'Builder' }]),
      },
    ]);
  });

  it('say with the finish what settles only then, apart from what was known at the start', () => {
    const reports = reportsOf(finishOf(1));
    expect(inputs(reports, 'startBuild')).toMatchObject([{ stateString: null, properties: null }]);
    expect(inputs(reports, 'setProperties')).toMatchObject([
      {
        build: build1,
        properties: expect.arrayContaining([
          { name: 'nested', value: { a: [1, 2, null], b: 'x' }, source: 'unit-tests' },
          { name: 'owners', value: ['Jane Doe <jane@example.org>'], source: 'Build' },
        ]),
      },
    ]);
    expect(reports.at(-1)).toEqual({
      kind: 'finishBuild',
      input: {
        build: build1,
        result: 'FAILURE',
        stateString: 'failed triggered downstream, 1 failure',
        completedAt: '2026-11-24T03:11:32.000Z',
      },
    });
  });

  it('register the builder with its tags in order, and the project that its properties name', () => {
    expect(inputs(reportsOf(startOf(1)), 'registerBuilder')).toEqual([
      { origin: 'ci', name: 'linux-gcc', description: 'GCC build', project: 'demo', tags: ['gcc', 'linux'] },
    ]);
    const without = { ...startOf(1), properties: { projectname: ['', 'Builder'] } };
    expect(inputs(reportsOf(without), 'registerBuilder')).toMatchObject([{ project: null }]);
  });

  it.each([
    [0, 'SUCCESS'],
    [1, 'WARNINGS'],
    [2, 'FAILURE'],
    [3, 'SKIPPED'],
    [4, 'EXCEPTION'],
    [5, 'RETRY'],
    [6, 'CANCELLED'],
  ] as const)('read the result code %i as %s', (results, result) => {
    const finished = { ...barest, complete: true, complete_at: 1_795_489_890, results };
    expect(inputs(reportsOf(finished), 'finishBuild')).toMatchObject([{ result, stateString: result.toLowerCase() }]);
  });

  it.each([[-1], [null], [undefined]])('take the result code %s for a build that goes on', (results) => {
    expect(kinds({ ...barest, complete: false, results })).toEqual(['registerOrigin', 'registerBuilder', 'startBuild']);
  });

  it('may have nothing but an id and a builder, which may be named by a property only', () => {
    const [started] = inputs(
      reportsOf({ buildid: 7, properties: { buildername: ['linux', 'Builder'] } }),
      'startBuild',
    );
    expect(started).toMatchObject({ key: 'build/7', builder: 'linux', number: null, startedAt: null, url: null });
  });

  it('end when they arrived if they do not tell when they ended', () => {
    expect(inputs(reportsOf({ ...barest, results: 0 }), 'finishBuild')).toMatchObject([{ completedAt: receivedAt }]);
  });

  it('give only addresses that a browser may be sent to', () => {
    const urlOf = (url: unknown) => inputs(reportsOf({ ...barest, url }), 'startBuild')[0]?.url;
    expect(urlOf('https://ci.example.org/#/builders/1/builds/2')).toBe('https://ci.example.org/#/builders/1/builds/2');
    for (const url of ['javascript:alert(1)', 'ftp://ci/', 'https://', 'http://a b/', '', null])
      expect(urlOf(url)).toBeNull();
  });

  it('name the parent by the buildset where the parent itself is not posted', () => {
    const [started] = inputs(reportsOf({ ...startOf(2), parentbuild: undefined }), 'startBuild');
    expect(started?.parentBuild).toEqual(build1);
  });

  it('leave the request to its own post when a virtual builder builds it', () => {
    const virtual = { ...startOf(1), builderid: 99, builder: { name: 'virtual' } };
    expect(inputs(reportsOf(virtual), 'requestBuild')).toEqual([]);
    expect(inputs(reportsOf(virtual), 'startBuild')).toMatchObject([{ buildRequest: { key: 'request/1' } }]);
  });
});

describe('the source stamps', () => {
  const twoStamps = [
    { codebase: 'app', repository: 'https://git/app', branch: 'main', revision: '', project: '', patch: null },
    { codebase: 'lib', repository: 'https://git/lib', branch: null, revision: 'abc', project: 'demo' },
  ];
  const finished = (properties: object, sourcestamps: readonly object[] = twoStamps) =>
    reportsOf({ ...barest, results: 0, buildset: { bsid: 1, sourcestamps }, properties });

  it('read an empty text as none', () => {
    expect(inputs(finished({}), 'startBuild')[0]?.sourceStamps).toEqual([
      { codebase: 'app', repository: 'https://git/app', branch: 'main', revision: null, project: null, patch: null },
      { codebase: 'lib', repository: 'https://git/lib', branch: null, revision: 'abc', project: 'demo', patch: null },
    ]);
  });

  it('have their patch, whose body Buildbot does not post', () => {
    expect(inputs(reportsOf(startOf(8)), 'startBuild')[0]?.sourceStamps).toMatchObject([
      {
        revision: null,
        patch: { author: 'Joe <joe@example.org>', comment: 'my try', level: 1, subdirectory: '.', body: null },
      },
    ]);
  });

  it.each([
    ['by code base', { got_revision: [{ app: 'f00', lib: 'bad' }, 'Git'] }, [{ codebase: 'app', revision: 'f00' }]],
    ['for another code base', { got_revision: [{ other: 'f00' }, 'Git'] }, null],
    ['as a text, with several code bases', { got_revision: ['f00', 'Git'] }, null],
    ['as something else', { got_revision: [17, 'Git'] }, null],
    ['not at all', {}, null],
  ])('get the revision that the build got, where they had none: told %s', (_, properties, stamps) => {
    const updates = inputs(finished(properties), 'updateBuild');
    expect(updates).toMatchObject(stamps === null ? [] : [{ sourceStamps: stamps }]);
  });

  it('take a text for the only code base that there is, whatever its name', () => {
    const updates = inputs(finished({ got_revision: ['f00', 'Git'] }, twoStamps.slice(0, 1)), 'updateBuild');
    expect(updates).toMatchObject([
      { build: { key: 'build/7' }, sourceStamps: [{ codebase: 'app', revision: 'f00' }] },
    ]);
  });

  it('do not take it from a start, whose properties may be those of the parent', () => {
    const started = { ...startOf(8), properties: { got_revision: ['f00', 'Trigger'] } };
    expect(kinds(started)).not.toContain('updateBuild');
  });
});

describe('the steps', () => {
  it.each(truth.builds)('of $key are those of the database', (build) => {
    const post = postWhere(
      '/combined',
      ({ builds }) => Array.isArray(builds) && builds.some((b) => `build/${b.buildid}` === build.key),
    );
    const reports = reportsOf(post);
    const stepsOf = <T extends { build?: { key?: unknown } | null | undefined }>(all: readonly T[]) =>
      all.filter((input) => input.build?.key === build.key);
    expect(stepsOf(inputs(reports, 'startStep'))).toMatchObject(
      build.steps.map(({ key, number, name, startedAt }) => ({ key, number, name, startedAt, pending: false })),
    );
    const finishes = inputs(reports, 'finishStep').filter(({ step }) => step.build?.key === build.key);
    expect(finishes).toEqual(
      build.steps.map(({ key, result, stateString, completedAt, hidden }) => ({
        step: { build: { origin: 'ci', key: build.key }, key },
        ...{ result, stateString, completedAt, hidden },
      })),
    );
    const links = inputs(reports, 'updateStep').filter(({ step }) => step.build?.key === build.key);
    expect(links.map(({ step, urls }) => ({ key: step.key, urls }))).toEqual(
      build.steps.filter(({ urls }) => urls.length > 0).map(({ key, urls }) => ({ key, urls })),
    );
  });

  const only = (step: object) => reportsOf({ ...barest, steps: [{ number: 4, name: 'test', ...step }] });

  it('are told apart by their number when they have no id', () => {
    expect(inputs(only({}), 'startStep')).toMatchObject([{ key: 'step-number/4', number: 4, name: 'test' }]);
  });

  it('wait until they have started', () => {
    expect(inputs(only({ started_at: null, state_string: 'pending' }), 'startStep')).toMatchObject([
      { pending: true, startedAt: null, stateString: 'pending' },
    ]);
  });

  it('say only at their end whether they are hidden', () => {
    const reports = only({ started_at: 1_795_489_889, complete: false, hidden: false });
    expect(inputs(reports, 'startStep')[0]).not.toHaveProperty('hidden');
    expect(inputs(only({ results: 3, hidden: true }), 'finishStep')).toMatchObject([{ hidden: true }]);
  });

  it('keep only links that a browser may be sent to', () => {
    const urls = [
      { name: 'docs', url: 'https://example.org/' },
      { name: 'bad', url: 'javascript:alert(1)' },
      { name: '', url: 'http://x/' },
    ];
    expect(inputs(only({ urls }), 'updateStep')).toMatchObject([
      {
        urls: [
          { name: 'docs', url: 'https://example.org/' },
          { name: 'http://x/', url: 'http://x/' },
        ],
      },
    ]);
  });
});
