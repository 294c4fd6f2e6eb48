// What mutations and the event log make of the domain, asked of the product.

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startServer, type TestServer } from '../support/server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.stop());

async function ask(query: string, variables: object = {}) {
  const { data, errors } = await server.graphql(query, variables);
  expect(errors).toBeUndefined();
  return data;
}

describe('a report', () => {
  test('that is refused says where the mistake is', async () => {
    const mutation =
      'mutation ($i: FinishBuildInput!) { finishBuild(input: $i) { build { id } userErrors { code path } } }';
    expect(await ask(mutation, { i: { build: { origin: 'o' }, result: 'SUCCESS' } })).toEqual({
      finishBuild: { build: null, userErrors: [{ code: 'INVALID', path: expect.arrayContaining(['input', 'build']) }] },
    });
  });

  test('of a batch that is refused is named by its index, and harms no other', async () => {
    const good = { registerOrigin: { name: 'batch', kind: 'CUSTOM' } };
    const bad = { finishBuild: { build: { origin: 'o' }, result: 'SUCCESS' } };
    const mutation =
      'mutation ($r: [Report!]!) { report(reports: $r) { acceptedCount userErrors { code path } eventCursor } }';
    expect((await ask(mutation, { r: [good, bad, good] })).report).toEqual({
      acceptedCount: 2,
      userErrors: [{ code: 'INVALID', path: expect.arrayContaining(['reports', '1', 'finishBuild', 'build']) }],
      eventCursor: expect.any(String),
    });
  });

  test('shows what the same operation has just changed', async () => {
    const mutation = `mutation ($a: FinishBuildInput!, $b: StartBuildInput!) {
      first: startBuild(input: $b) { build { state builder { builds { totalCount } } } }
      then: finishBuild(input: $a) { build { state result builder { latestBuild { result } } } }
    }`;
    const build = { origin: 'o', key: 'twice' };
    expect(await ask(mutation, { b: { ...build, builder: 'twice' }, a: { build, result: 'SUCCESS' } })).toEqual({
      first: { build: { state: 'RUNNING', builder: { builds: { totalCount: 1 } } } },
      // biome-ignore lint/suspicious/noThenProperty: an alias may have any name
      then: { build: { state: 'FINISHED', result: 'SUCCESS', builder: { latestBuild: { result: 'SUCCESS' } } } },
    });
  });
});

describe('the event log', () => {
  test('is read on from where it ended, also when the filter lets nothing through', async () => {
    const query = `query ($a: EventCursor!, $f: EventFilter) { eventCursor events(after: $a, first: 1000, filter: $f) {
      nodes { __typename cursor } edges { cursor node { recordedAt } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }`;
    const { eventCursor } = await ask('{ eventCursor }');
    await ask('mutation { registerBuilder(input: { origin: "o", name: "later" }) { builder { id } } }');
    const all = await ask(query, { a: eventCursor });
    expect(all.events.nodes).toEqual([{ __typename: 'BuilderUpdated', cursor: all.events.pageInfo.startCursor }]);
    expect(all.events.edges).toEqual([
      { cursor: all.events.pageInfo.startCursor, node: { recordedAt: expect.any(String) } },
    ]);
    const none = await ask(query, { a: eventCursor, f: { types: ['LOG_FINISHED'] } });
    expect(none.events).toEqual({
      nodes: [],
      edges: [],
      pageInfo: { hasNextPage: false, hasPreviousPage: true, startCursor: null, endCursor: none.eventCursor },
    });
  });

  test('takes null for its page size as nothing said', async () => {
    const { eventCursor } = await ask('{ eventCursor }');
    const query = 'query ($a: EventCursor!, $n: Int) { events(after: $a, first: $n) { nodes { cursor } } }';
    expect(await ask(query, { a: eventCursor, n: null })).toEqual({ events: { nodes: [] } });
  });
});

describe('a token', () => {
  test('is made, shown once, listed and revoked', async () => {
    const create =
      'mutation { createToken(input: { name: "lamp", scopes: [READ] }) { token { id name scopes revokedAt } secret userErrors { code } } }';
    const { createToken } = await ask(create);
    expect(createToken).toMatchObject({ token: { name: 'lamp', scopes: ['READ'], revokedAt: null }, userErrors: [] });
    const viewer = 'query { viewer { tokenName scopes } }';
    expect((await server.graphql(viewer, {}, createToken.secret)).data).toEqual({
      viewer: { tokenName: 'lamp', scopes: ['READ'] },
    });
    const revoke =
      'mutation ($id: ID!) { revokeToken(input: { id: $id }) { token { revokedAt } userErrors { code } } }';
    const revoked = await ask(revoke, { id: createToken.token.id });
    expect(revoked.revokeToken).toEqual({ token: { revokedAt: expect.stringMatching(/Z$/) }, userErrors: [] });
    const answer = await server.graphql(viewer, {}, createToken.secret);
    expect(answer.errors?.map(({ extensions }) => extensions.code)).toEqual(['UNAUTHENTICATED']);
  });

  test('that allows nothing, or is not there, is a mistake of the caller', async () => {
    const create =
      'mutation { createToken(input: { name: "x", scopes: [] }) { token { id } secret userErrors { code path } } }';
    expect(await ask(create)).toEqual({
      createToken: { token: null, secret: null, userErrors: [{ code: 'INVALID', path: ['input', 'scopes'] }] },
    });
    const revoke = 'mutation { revokeToken(input: { id: "build_1" }) { token { id } userErrors { code path } } }';
    expect(await ask(revoke)).toEqual({
      revokeToken: { token: null, userErrors: [{ code: 'NOT_FOUND', path: ['input', 'id'] }] },
    });
  });
});
