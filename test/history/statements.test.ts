import { afterAll, beforeAll, expect, test } from 'vitest';
import { contractOperation } from '../support/contract.ts';
import { seedBuilds } from '../support/seed.ts';
import { startServer, type TestServer } from '../support/server.ts';
import { fewestStatements } from '../support/statements.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
  await seedBuilds(server.database, 1_000, 10);
});
afterAll(() => server.stop());

/** How many statements an operation takes, once the token has been recognised. */
async function statementsOf(query: string, variables: object) {
  const { result, statements } = await fewestStatements(() => server.graphql(query, variables, null));
  expect(result.errors).toBeUndefined();
  return { data: result.data, statements };
}

test('an overview of 1,000 builds with ten steps each takes at most 6 statements, and as many as one of 10 builds', async () => {
  const query = contractOperation('overview', 'Overview');
  const large = await statementsOf(query, { first: 1_000 });
  const small = await statementsOf(query, { first: 10 });
  expect(large.data.builds.nodes).toHaveLength(1_000);
  expect(
    large.data.builds.nodes.every((build: { steps: { nodes: unknown[] } }) => build.steps.nodes.length === 10),
  ).toBe(true);
  expect(large.statements.length).toBeLessThanOrEqual(6);
  expect(small.statements.length).toBe(large.statements.length);
});

test('the number of statements does not grow with the builds of a page that selects everything', async () => {
  const query = `query Everything($first: Int!) { builds(first: $first) { totalCount nodes {
    number builder { name project { name } latestBuild { number } builds(first: 2) { totalCount nodes { number } } } worker { name }
    origin { name } sourceStamps { branch patch { body } changes(first: 2) { nodes { author } } } properties { name }
    steps(first: 3) { totalCount nodes { name logs { name } } } previousBuild { number } nextBuild { number } childBuilds(first: 1) { nodes { number } }
    changes(first: 1) { nodes { author } } buildRequest { buildset { complete } } } } }`;
  const large = await statementsOf(query, { first: 200 });
  const small = await statementsOf(query, { first: 5 });
  expect(small.statements.length).toBe(large.statements.length);
});

test('what is not selected is not read', async () => {
  expect((await statementsOf('{ builds(first: 5) { nodes { number } } }', {})).statements).toHaveLength(1);
  expect((await statementsOf('{ builds { totalCount } }', {})).statements).toHaveLength(1);
  expect((await statementsOf('{ builds(first: 0) { totalCount nodes { number } } }', {})).statements).toHaveLength(1);
  expect((await statementsOf('{ builds(first: 0) { nodes { number } } }', {})).statements).toHaveLength(0);
  const { statements } = await statementsOf('{ builds(first: 5) { nodes { number } } }', {});
  expect(statements[0]).not.toMatch(/count/);
});

test('columns that nobody looks at are not read, nor sent', async () => {
  const query = '{ builds(first: 5) { nodes { number steps(first: 2) { nodes { name } } } } }';
  const { statements } = await statementsOf(query, {});
  expect(statements).toHaveLength(2);
  for (const statement of statements) expect(statement).not.toMatch(/state_string|urls|reason/);
});

test('the same build asked for many times in one operation is read once', async () => {
  const { data } = await statementsOf('{ builds(first: 1) { nodes { id } } }', {});
  const { id } = data.builds.nodes[0];
  const query = `{ a: build(id: "${id}") { number } b: build(id: "${id}") { number } c: node(id: "${id}") { id } d: nodes(ids: ["${id}", "${id}"]) { id } }`;
  expect((await statementsOf(query, {})).statements).toHaveLength(1);
});
