// What is refused on one transport is refused on the other, in the same words.

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ADMIN_TOKEN, startServer, type TestServer } from '../support/server.ts';
import { answerTo, connect } from './support/socket.ts';

let server: TestServer;
const tokens: Record<string, string | null> = { ADMIN: ADMIN_TOKEN, none: null };
beforeAll(async () => {
  server = await startServer({ LAVALAMP_ANONYMOUS_READ: 'false', LAVALAMP_MAX_DEPTH: '6' });
  for (const scope of ['READ', 'REPORT']) {
    const mutation = `mutation { createToken(input: { name: "${scope}", scopes: [${scope}] }) { secret } }`;
    tokens[scope] = (await server.graphql(mutation)).data.createToken.secret;
  }
});
afterAll(() => server.stop());

async function codesOf(query: string, variables: object, token: string | null): Promise<unknown[]> {
  const http = await server.graphql(query, variables, token);
  const socket = await connect(server.url, token);
  const webSocket = await answerTo(socket, '1', query, variables);
  socket.socket.close();
  expect(webSocket.errors).toEqual(http.errors);
  expect(webSocket.data ?? null).toEqual(http.data ?? null);
  return (http.errors ?? []).map(({ extensions }) => extensions.code);
}

describe('the same document is refused alike', () => {
  test.each<[string, string, string[], object?]>([
    ['syntax', '{ builds(', ['GRAPHQL_PARSE_FAILED']],
    ['validity', '{ nope neither { x } }', ['GRAPHQL_VALIDATION_FAILED', 'GRAPHQL_VALIDATION_FAILED']],
    [
      'cycles of fragments',
      '{ ...A } fragment A on Query { ...B } fragment B on Query { ...A }',
      ['GRAPHQL_VALIDATION_FAILED'],
    ],
    [
      'depth',
      '{ builds { nodes { parentBuild { parentBuild { parentBuild { parentBuild { id } } } } } } }',
      ['LIMIT_EXCEEDED'],
    ],
    ['aliases', `{ ${Array.from({ length: 10_000 }, (_, i) => `a${i}:id`).join(' ')} }`, ['LIMIT_EXCEEDED']],
    ['fewer aliases', `{ ${Array.from({ length: 31 }, (_, i) => `a${i}: __typename`).join(' ')} }`, ['LIMIT_EXCEEDED']],
    ['tokens', `{ ${'id '.repeat(4_001)} }`, ['LIMIT_EXCEEDED']],
    ['cost', '{ builds(last: 1000) { nodes { steps(first: 1000) { nodes { id } } } } }', ['LIMIT_EXCEEDED']],
    [
      'cost by variables',
      'query ($n: Int) { builds(first: $n) { nodes { steps(first: $n) { nodes { id } } } } }',
      ['LIMIT_EXCEEDED'],
      { n: 500 },
    ],
    [
      'too many ids',
      'query ($ids: [ID!]!) { nodes(ids: $ids) { id } }',
      ['LIMIT_EXCEEDED'],
      { ids: Array(1_001).fill('x') },
    ],
    [
      'too many reports',
      'mutation ($r: [Report!]!) { report(reports: $r) { acceptedCount } }',
      ['LIMIT_EXCEEDED'],
      { r: Array(1_001).fill({ registerOrigin: { name: 'x', kind: 'CUSTOM' } }) },
    ],
    ['variables', 'query ($ids: [ID!]!) { nodes(ids: $ids) { id } }', ['BAD_USER_INPUT'], { ids: [null] }],
    [
      'two reports in one',
      'mutation ($r: [Report!]!) { report(reports: $r) { acceptedCount } }',
      ['BAD_USER_INPUT', 'BAD_USER_INPUT'],
      { r: [{ registerOrigin: { name: 'x', kind: 'CUSTOM' }, addChange: null }] },
    ],
    ['page sizes', '{ builds(first: -1) { nodes { id } } }', ['BAD_USER_INPUT']],
    ['both ends of a list', '{ builds(first: 1, last: 1) { nodes { id } } }', ['BAD_USER_INPUT']],
    ['cursors', '{ builds(after: "x") { nodes { id } } }', ['BAD_USER_INPUT']],
    [
      'the page size of events',
      'query ($a: EventCursor!) { events(after: $a, first: 1001) { nodes { cursor } } }',
      ['BAD_USER_INPUT'],
      { a: 'x' },
    ],
    [
      'a query of several operations',
      'query A { __typename } query B { __typename }',
      ['OPERATION_RESOLUTION_FAILURE'],
    ],
  ])('%s', async (_, query, codes, variables = {}) => {
    expect(await codesOf(query, variables, ADMIN_TOKEN)).toEqual(codes);
  });
});

describe('the same rights hold', () => {
  const READS = '{ builds { totalCount } }';
  const REPORTS = 'mutation { registerOrigin(input: { name: "x", kind: CUSTOM }) { userErrors { code } } }';
  const ADMINISTERS = 'mutation { revokeToken(input: { id: "token_1" }) { userErrors { code } } }';
  const LISTS = '{ ...T } fragment T on Query { ... { t: tokens { totalCount } } }';
  const FREE = '{ viewer { scopes } __schema { queryType { name } } __typename }';

  test.each<[string, string, string | null]>([
    ['none', FREE, null],
    ['none', READS, 'UNAUTHENTICATED'],
    ['none', REPORTS, 'UNAUTHENTICATED'],
    ['none', ADMINISTERS, 'UNAUTHENTICATED'],
    ['none', `{ viewer { scopes } builds @include(if: false) { totalCount } }`, 'UNAUTHENTICATED'],
    ['READ', FREE, null],
    ['READ', READS, null],
    ['READ', REPORTS, 'FORBIDDEN'],
    ['READ', LISTS, 'FORBIDDEN'],
    ['REPORT', READS, 'FORBIDDEN'],
    ['REPORT', REPORTS, null],
    ['REPORT', ADMINISTERS, 'FORBIDDEN'],
    ['ADMIN', READS, null],
    ['ADMIN', REPORTS, null],
    ['ADMIN', ADMINISTERS, null],
    ['ADMIN', LISTS, null],
  ])('for a token with %s and %s: %s', async (token, query, code) => {
    expect(await codesOf(query, {}, tokens[token] ?? null)).toEqual(code === null ? [] : [code]);
  });
});
