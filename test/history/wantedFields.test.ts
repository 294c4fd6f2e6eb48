import { type GraphQLField, type GraphQLObjectType, getNamedType, isLeafType } from 'graphql';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createSchema } from '../../src/graphql/schema.ts';
import { seedBuilds } from '../support/seed.ts';
import { startServer, type TestServer } from '../support/server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
  await seedBuilds(server.database, 12, 3);
  const [origin, builder] = ['seed', 'child-builder'];
  const { userErrors } = await server.report([
    {
      requestBuild: {
        origin,
        key: 'request',
        builder,
        sourceStamps: [{ repository: 'r', branch: 'main', revision: '1' }],
      },
    },
    {
      startBuild: {
        ...{ origin, key: 'child', builder, worker: 'worker-0', startedAt: '2025-12-31T08:30:00Z' },
        buildRequest: { origin, key: 'request' },
        parentBuild: { origin, key: 'build-1' },
      },
    },
    { finishBuild: { build: { origin, key: 'child' }, result: 'FAILURE', completedAt: '2025-12-31T08:31:00Z' } },
  ]);
  expect(userErrors).toEqual([]);
});
afterAll(() => server.stop());

const typeOf = (name: string) => createSchema().getType(name) as GraphQLObjectType;

/** The least that can be selected of a field. */
function selected({ name, type }: GraphQLField<unknown, unknown>): string {
  const named = getNamedType(type);
  if (isLeafType(named)) return name;
  return named.name.endsWith('Connection') ? `${name}(first: 2) { nodes { __typename } }` : `${name} { __typename }`;
}

const fieldsOf = (type: string) => Object.values(typeOf(type).getFields());

async function ask(query: string) {
  const { data, errors } = await server.graphql(query, {}, null);
  expect(errors, query).toBeUndefined();
  return data;
}

test.each([
  ['a build of a list', 'Build', (fields: string) => `{ all: builds(first: 5) { nodes { ${fields} } } }`],
  [
    'a build of a list by its end',
    'Build',
    (fields: string) =>
      `{ all: builds(first: 5, orderBy: { field: COMPLETED_AT, direction: ASC }) { edges { cursor node { ${fields} } } } }`,
  ],
  [
    'a build of a builder',
    'Build',
    (fields: string) => `{ all: builders(first: 5) { nodes { builds(first: 2) { nodes { ${fields} } } } } }`,
  ],
  [
    'the build that a builder ran last',
    'Build',
    (fields: string) => `{ all: builders(first: 5) { nodes { latestBuild { ${fields} } } } }`,
  ],
  [
    'the build that a builder ran last, of those that have ended',
    'Build',
    (fields: string) => `{ all: builders(first: 5) { nodes { latestBuild(state: FINISHED) { ${fields} } } } }`,
  ],
  [
    'a build of a worker',
    'Build',
    (fields: string) => `{ all: workers(first: 4) { nodes { builds(first: 2) { nodes { ${fields} } } } } }`,
  ],
  [
    'a build of a source stamp',
    'Build',
    (fields: string) =>
      `{ all: builds(first: 3) { nodes { of: sourceStamps { builds(first: 2) { nodes { ${fields} } } } } } }`,
  ],
  [
    'a build of a build request',
    'Build',
    (fields: string) => `{ all: buildRequests(first: 2) { nodes { builds(first: 2) { nodes { ${fields} } } } } }`,
  ],
  [
    'a build that another one triggered',
    'Build',
    (fields: string) =>
      `{ all: buildByKey(origin: "seed", key: "build-1") { within: childBuilds(first: 2) { nodes { ${fields} } } } }`,
  ],
  [
    'the build that a builder ran last on a branch',
    'Build',
    (fields: string) =>
      `{ all: builders(first: 9) { nodes { branches(first: 2) { nodes { latestBuild { ${fields} } } } } } }`,
  ],
  [
    'a build of the console',
    'Build',
    (fields: string) => `{ all: console(first: 5) { nodes { cells { latestBuild { ${fields} } } } } }`,
  ],
  [
    'a step of a list',
    'Step',
    (fields: string) => `{ all: builds(first: 5) { nodes { steps(first: 2) { nodes { ${fields} } } } } }`,
  ],
])('each field of %s is the same alone and among all others', async (_, type, queryOf) => {
  const fields = fieldsOf(type);
  expect(fields.length).toBeGreaterThan(10);
  const whole = await ask(queryOf(fields.map(selected).join(' ')));
  expect(JSON.stringify(whole)).toContain('"stateString":');
  for (const field of fields) {
    const alone = await ask(queryOf(selected(field)));
    expect(alone, field.name).toEqual(
      without(whole, (key) => key === field.name || !fields.some(({ name }) => name === key)),
    );
  }
});

/** Nothing of a selection that is merged from several is forgotten. */
test('fields that are selected in fragments, under aliases and on the interface are there', async () => {
  const data = await ask(`
    { builds(first: 1) { nodes { ...Some ... on Node { id } ... @include(if: true) { why: reason } steps(first: 1) { edges { node { ...Step } } } } } }
    fragment Some on Build { text: stateString url }
    fragment Step on Step { urls { url } text: stateString }`);
  const [build] = data.builds.nodes;
  expect(build).toMatchObject({ id: expect.any(String), text: expect.any(String) });
  expect(build).toHaveProperty('why');
  expect(build.steps.edges[0].node).toMatchObject({ urls: expect.any(Array), text: expect.any(String) });
});

/** The same without the properties, of the objects that have all fields, whose names are not kept. */
function without(value: unknown, kept: (key: string) => boolean): unknown {
  if (Array.isArray(value)) return value.map((each) => without(each, kept));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value);
  return Object.fromEntries(entries.filter(([key]) => kept(key)).map(([key, each]) => [key, without(each, kept)]));
}
