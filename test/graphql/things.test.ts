// What queries make of the domain, asked of the product.

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startServer, type TestServer } from '../support/server.ts';

let server: TestServer;
const BUILD = { origin: 'o', key: 'build' };
const STEP = { build: BUILD, key: 'step' };
const REPORTS = [
  { registerOrigin: { name: 'o', kind: 'BUILDBOT', url: 'https://ci.example.org' } },
  { registerProject: { origin: 'o', name: 'p', description: 'The project' } },
  { registerBuilder: { origin: 'o', name: 'b', project: 'p', tags: ['y', 'x'] } },
  { registerMaster: { origin: 'o', name: 'm' } },
  { registerWorker: { origin: 'o', name: 'w', info: { cores: 4 } } },
  {
    addChange: {
      origin: 'o',
      key: 'c',
      author: 'A <a@example.org>',
      message: 'Change',
      revision: 'abc',
      repository: 'r',
      branch: 'main',
    },
  },
  {
    requestBuild: {
      origin: 'o',
      key: 'q',
      builder: 'b',
      reason: 'because',
      submittedAt: '2026-11-24T08:00:00Z',
      sourceStamps: [{ repository: 'r', branch: 'main', revision: 'abc' }],
    },
  },
  {
    startBuild: {
      ...BUILD,
      builder: 'b',
      worker: 'w',
      master: 'm',
      buildRequest: { origin: 'o', key: 'q' },
      startedAt: '2026-11-24T10:00:10.250+02:00',
      properties: [{ name: 'p', value: { a: [1, null] } }],
    },
  },
  {
    startStep: {
      ...STEP,
      name: 'compile',
      startedAt: '2026-11-24T08:00:11Z',
      urls: [{ name: 'docs', url: 'https://example.org/' }],
    },
  },
  { appendLog: { step: STEP, name: 'stdio', firstLine: 0, text: 'one\ntwo\n' } },
  { finishStep: { step: STEP, result: 'FAILURE', completedAt: '2026-11-24T08:00:12.500Z' } },
  { finishBuild: { build: BUILD, result: 'FAILURE', stateString: 'failed', completedAt: '2026-11-24T08:01:10.250Z' } },
];

beforeAll(async () => {
  server = await startServer({ LAVALAMP_ANONYMOUS_READ: 'true' });
  expect(
    await ask('mutation ($r: [Report!]!) { report(reports: $r) { acceptedCount userErrors { message path } } }', {
      r: REPORTS,
    }),
  ).toEqual({
    report: { acceptedCount: REPORTS.length, userErrors: [] },
  });
});
afterAll(() => server.stop());

async function ask(query: string, variables: object = {}) {
  const { data, errors } = await server.graphql(query, variables);
  expect(errors).toBeUndefined();
  return data;
}

describe('a build', () => {
  test('has its times in UTC, and its durations in seconds', async () => {
    const fields = 'startedAt completedAt durationSeconds queueSeconds steps { nodes { durationSeconds } }';
    expect((await ask(`{ buildByKey(origin: "o", key: "build") { ${fields} } }`)).buildByKey).toEqual({
      startedAt: '2026-11-24T08:00:10.250Z',
      completedAt: '2026-11-24T08:01:10.250Z',
      durationSeconds: 60,
      queueSeconds: 10.25,
      steps: { nodes: [{ durationSeconds: 1.5 }] },
    });
  });

  test('leads to everything around it', async () => {
    const query = `{ buildByKey(origin: "o", key: "build") {
      origin { name kind url masters { nodes { name active origin { name } } } projects { nodes { name } } workers { totalCount } }
      builder { name tags project { name description builders { totalCount } } latestBuild { number } build(number: 1) { key } builds { totalCount } }
      worker { name info builds { nodes { key } } }
      master { name }
      buildRequest { state result builder { name } builds { totalCount } buildset { reason complete result sourceStamps { revision } buildRequests { totalCount } } }
      parentBuild { id } previousBuild { id } nextBuild { id } childBuilds { totalCount }
      sourceStamps { revision patch { body } changes { nodes { key files sourceStamp { revision } } } builds { totalCount } }
      changes { nodes { author } }
      properties { name value source }
      steps { edges { cursor node { name number urls { name url } build { key } logs { name rawUrl lineCount byteCount step { name } lines(last: 1) { nodes { number stream text } } } } } }
    } }`;
    const { buildByKey: build } = await ask(query);
    expect(build).toMatchObject({
      origin: {
        name: 'o',
        kind: 'BUILDBOT',
        url: 'https://ci.example.org',
        masters: { nodes: [{ name: 'm', active: true, origin: { name: 'o' } }] },
        projects: { nodes: [{ name: 'p' }] },
        workers: { totalCount: 1 },
      },
      builder: {
        name: 'b',
        tags: ['x', 'y'],
        project: { name: 'p', description: 'The project', builders: { totalCount: 1 } },
        latestBuild: { number: 1 },
        build: { key: 'build' },
        builds: { totalCount: 1 },
      },
      worker: { name: 'w', info: { cores: 4 }, builds: { nodes: [{ key: 'build' }] } },
      master: { name: 'm' },
      buildRequest: {
        state: 'COMPLETE',
        result: 'FAILURE',
        builder: { name: 'b' },
        builds: { totalCount: 1 },
        buildset: {
          reason: 'because',
          complete: true,
          result: 'FAILURE',
          sourceStamps: [{ revision: 'abc' }],
          buildRequests: { totalCount: 1 },
        },
      },
      parentBuild: null,
      previousBuild: null,
      nextBuild: null,
      childBuilds: { totalCount: 0 },
      sourceStamps: [
        {
          revision: 'abc',
          patch: null,
          changes: { nodes: [{ key: 'c', files: [], sourceStamp: { revision: 'abc' } }] },
          builds: { totalCount: 1 },
        },
      ],
      changes: { nodes: [{ author: 'A <a@example.org>' }] },
      properties: [{ name: 'p', value: { a: [1, null] }, source: null }],
    });
    expect(build.steps.edges).toEqual([
      {
        cursor: expect.any(String),
        node: {
          name: 'compile',
          number: 1,
          urls: [{ name: 'docs', url: 'https://example.org/' }],
          build: { key: 'build' },
          logs: [
            {
              name: 'stdio',
              rawUrl: expect.stringMatching(/^\/logs\/log_\d+\/raw$/),
              lineCount: 2,
              byteCount: 8,
              step: { name: 'compile' },
              lines: { nodes: [{ number: 1, stream: 'STDOUT', text: 'two' }] },
            },
          ],
        },
      },
    ]);
  });
});

describe('a name', () => {
  test.each([
    ['\0', 'a NUL character'],
    ['\ud800', 'half of a surrogate pair'],
  ])(
    'that no thing can have (%j) leads to nothing, and the others that are asked for with it are found',
    async (odd) => {
      const fields = (suffix: string) => `
      origin${suffix}: origin(name: $origin${suffix}) { name }
      builder${suffix}: builderByName(origin: "o", name: $builder${suffix}) { name }
      builderOf${suffix}: builderByName(origin: $origin${suffix}, name: "b") { name }
      build${suffix}: buildByKey(origin: "o", key: $build${suffix}) { key }`;
      const found = {
        origin: { name: 'o' },
        builder: { name: 'b' },
        builderOf: { name: 'b' },
        build: { key: 'build' },
      };
      const absent = { originOdd: null, builderOdd: null, builderOfOdd: null, buildOdd: null };
      const variables = { origin: 'o', builder: 'b', build: 'build' };
      const odds = { originOdd: `o${odd}`, builderOdd: `b${odd}`, buildOdd: `build${odd}` };
      const declared = Object.keys({ ...variables, ...odds }).map((name) => `$${name}: String!`);
      for (const snapshot of ['', 'eventCursor']) {
        const query = `query (${declared.join(', ')}) { ${fields('')} ${fields('Odd')} ${snapshot} }`;
        expect(await ask(query, { ...variables, ...odds })).toMatchObject({ ...found, ...absent });
      }
    },
  );
});

describe('a global id', () => {
  const THINGS = `{
    builds { nodes { id steps { nodes { id logs { id } } } sourceStamps { id } buildRequest { id buildset { id } } } }
    builders { nodes { id } } workers { nodes { id } } projects { nodes { id } } origins { nodes { id } } masters { nodes { id } }
    changes { nodes { id } } tokens { nodes { id } } buildRequests { nodes { id } } sourceStamps { nodes { id } }
  }`;

  test('leads back to its thing, of whatever type', async () => {
    const ids = [...new Set(JSON.stringify(await ask(THINGS)).matchAll(/"id":"([^"]+)"/g))].map(([, id]) => id);
    const { nodes } = await ask('query ($ids: [ID!]!) { nodes(ids: $ids) { id __typename } }', { ids });
    expect(nodes.map(({ id }: { id: string }) => id)).toEqual(ids);
    expect(new Set(nodes.map(({ __typename }: { __typename: string }) => __typename)).size).toBe(13);
    for (const id of ids) expect((await ask('query ($id: ID!) { node(id: $id) { id } }', { id })).node).toEqual({ id });
  });

  test.each([
    '',
    'nonsense',
    'build_',
    'build_0',
    'build_-1',
    'build_01',
    'build_99999999999999999999',
    'build_424242',
    'toString_1',
    'step_1; drop table build',
    '\u0000',
  ])('that is none, such as "%s", leads to nothing', async (id) => {
    const fields = [
      'node',
      'build',
      'builder',
      'buildRequest',
      'buildset',
      'change',
      'sourceStamp',
      'step',
      'log',
      'worker',
      'project',
      'master',
    ];
    const selections = fields.map((field) => `${field}(id: $id) { id }`).join(' ');
    const found = await ask(`query ($id: ID!) { ${selections} nodes(ids: [$id]) { id } }`, { id });
    expect(found).toEqual({ ...Object.fromEntries(fields.map((field) => [field, null])), nodes: [null] });
  });

  test('of another type leads to nothing', async () => {
    const { builders } = await ask('{ builders { nodes { id } } }');
    expect(await ask('query ($id: ID!) { build(id: $id) { id } }', { id: builders.nodes[0].id })).toEqual({
      build: null,
    });
  });

  test('of a token leads to nothing but for administrators', async () => {
    const { tokens } = await ask('{ tokens { nodes { id } } }');
    const { id } = tokens.nodes[0];
    const query = 'query ($id: ID!) { node(id: $id) { id } nodes(ids: [$id]) { ... on Token { name } } }';
    expect((await server.graphql(query, { id }, null)).data).toEqual({ node: null, nodes: [null] });
    expect((await ask(query, { id })).node).toEqual({ id });
  });
});
