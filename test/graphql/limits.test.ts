import { readFileSync } from 'node:fs';
import { GraphQLError, getIntrospectionQuery, parse } from 'graphql';
import { describe, expect, test } from 'vitest';
import { serverConfig } from '../../src/config.ts';
import { LavalampError } from '../../src/errors.ts';
import { createDocuments, isRefused } from '../../src/graphql/documents.ts';
import { checkedCost, checkShape, costOf } from '../../src/graphql/limits.ts';
import { createSchema } from '../../src/graphql/schema.ts';
import { coerceVariables } from '../../src/graphql/variables.ts';
import { countOf, expanded } from '../../src/reporting/expansion.ts';
import type { Reports } from '../../src/reporting/reports.ts';

const schema = createSchema();
const { limits } = serverConfig({});
const documents = createDocuments(schema, limits);

function operationOf(source: string, name?: string) {
  const prepared = documents.prepare(source);
  if (isRefused(prepared)) throw new Error(prepared.map(String).join('\n'));
  const operation = prepared.operation(name);
  if (operation instanceof GraphQLError) throw operation;
  return operation;
}

const cost = (source: string, variables = {}) => costOf(schema, operationOf(source), variables).cost;
const contract = (file: string) => readFileSync(new URL(`../../docs/contract/${file}`, import.meta.url), 'utf8');

/** A value in the form in which resolvers get it. */
function coerced(type: string, value: object): Reports['recordBuild'] {
  const { node } = operationOf(`mutation ($v: ${type}) { recordBuild(input: $v) { userErrors { message } } }`);
  const variables = coerceVariables(schema, node, { v: value });
  if (Array.isArray(variables)) throw new Error(variables.map(String).join('\n'));
  return (variables as { readonly v: Reports['recordBuild'] }).v;
}

/** What a check throws, as the client is told. */
function refusal(check: () => void): { readonly code: string; readonly message: string; readonly details: object } {
  try {
    check();
  } catch (error) {
    if (error instanceof LavalampError) return { code: error.code, message: error.message, details: error.details };
  }
  throw new Error('It was let through.');
}

describe('the cost of an operation', () => {
  test('counts every object, page sizes multiplied out', () => {
    // The connection, and in it ten builds, each with a builder, a connection and five steps.
    expect(cost('{ builds(first: 10) { nodes { id builder { id } steps(first: 5) { nodes { id } } } } }')).toBe(
      1 + 10 * (1 + 1 + 1 + 5),
    );
  });

  test('takes page sizes from variables, and from both ends', () => {
    const source = 'query ($n: Int) { builds(last: $n) { nodes { id } } }';
    expect(cost(source, { n: 7 })).toBe(8);
  });

  test('takes the default size when none is given, or null', () => {
    expect(cost('{ builds { nodes { id } } }')).toBe(51);
    expect(cost('{ builds(first: null) { nodes { id } } }')).toBe(51);
    expect(cost('query ($n: Int) { builds(first: $n) { nodes { id } } }')).toBe(51);
    expect(cost('{ events(after: "x") { nodes { cursor } } }')).toBe(101);
  });

  test('never goes down because of a size out of range', () => {
    expect(cost('{ builds(first: -5) { nodes { id } } }')).toBe(1);
    expect(cost('{ builds(first: 2000000000) { nodes { id } } }')).toBe(1_001);
  });

  test('counts what is long or takes long as many objects, and what stands beside it as none', () => {
    const results = (fields: string) => `{ build(id: "build_1") { testResults(first: 10) { nodes { ${fields} } } } }`;
    expect(cost(results('message line file outcome'))).toBe(1 + 1 + 10);
    expect(cost(results('message output'))).toBe(1 + 1 + 10 * 101);
    const tests = 'query ($n: Int!) { tests(first: $n) { nodes { flakiness { flipRate } } } }';
    expect(cost(tests, { n: 1 })).toBe(1 + 1 + 1_001);
    expect(cost(tests, { n: 100 })).toBeLessThan(limits.cost);
    expect(cost(tests, { n: 1_000 })).toBeGreaterThan(limits.cost);
  });

  test('counts edges with their nodes', () => {
    expect(cost('{ builds(first: 3) { edges { cursor node { id } } pageInfo { hasNextPage } } }')).toBe(1 + 3 * 2 + 1);
  });

  test('counts the things of `nodes`, and the reports of a batch', () => {
    expect(cost('{ nodes(ids: ["a", "b", "c"]) { id } }')).toBe(3);
    expect(cost('query ($ids: [ID!]!) { nodes(ids: $ids) { id } }', { ids: ['a', 'b'] })).toBe(2);
    expect(cost('mutation ($r: [Report!]!) { report(reports: $r) { acceptedCount } }', { r: [{}, {}, {}] })).toBe(4);
  });

  test('counts a whole build as the reports that it stands for, however it is told', () => {
    const step = { key: 's', name: 's', urls: [{ name: 'u', url: 'https://example.org/' }], result: 'SUCCESS' };
    const whole = {
      origin: 'o',
      key: 'k',
      builder: 'b',
      result: 'SUCCESS',
      request: { key: 'r' },
      steps: [step, step],
    };
    const [parts, payload] = [1 + 2 * 3 + 2, 1];
    const input = coerced('RecordBuildInput!', whole);
    expect(countOf(input)).toBe(expanded(input).length);
    expect(countOf(input)).toBe(parts);
    const one = 'mutation ($i: RecordBuildInput!) { recordBuild(input: $i) { userErrors { message } } }';
    const errors = cost(one, { i: input }) - parts - payload;
    expect(errors).toBe(10);
    const written = `mutation { recordBuild(input: {origin: "o", key: "k", builder: "b", result: SUCCESS, request: {key: "r"}, steps: [
      {key: "s", name: "s", urls: {name: "u", url: "https://example.org/"}, result: SUCCESS}, {key: "t", name: "t"}]}) { userErrors { message } } }`;
    expect(cost(written)).toBe(1 + 3 + 1 + 2 + payload + errors);
    const many = 'mutation ($r: [Report!]!) { report(reports: $r) { acceptedCount } }';
    const reports = [{ recordBuild: input }, { updateBuild: { build: { id: 'x' } } }, { recordBuild: input }];
    expect(cost(many, { r: reports })).toBe(2 * parts + 1 + payload);
  });

  test('says how to send less where whole builds are too much of it', () => {
    const steps = Array.from({ length: 1_000 }, (_, i) => ({ key: `${i}`, name: 's', result: 'SUCCESS' }));
    const recordBuild = coerced('RecordBuildInput!', { origin: 'o', key: 'k', builder: 'b', result: 'SUCCESS', steps });
    const many = operationOf('mutation ($r: [Report!]!) { report(reports: $r) { acceptedCount } }');
    const call = (count: number) => ({ r: Array.from({ length: count }, () => ({ recordBuild })) });
    checkedCost(schema, many, call(99), limits);
    const { code, message, details } = refusal(() => checkedCost(schema, many, call(100), limits));
    expect(code).toBe('LIMIT_EXCEEDED');
    expect(message).toBe(
      'The operation brings what comes to 200,201 reports; the limit is 200,000 (LAVALAMP_MAX_COST). Send fewer at a time: a whole build counts as the reports that it stands for, such as the start and the end of each step.',
    );
    expect(details).toEqual({ asked: 200_201, limit: 200_000, setting: 'LAVALAMP_MAX_COST' });
  });

  test('follows fragments', () => {
    const fragments = 'fragment B on BuildConnection { nodes { ...C } } fragment C on Build { builder { id } }';
    expect(cost(`{ builds(first: 4) { ...B } } ${fragments}`)).toBe(1 + 4 * 2);
  });

  test('multiplies the cells of the console with its rows, and lets a page of fifty through', () => {
    const console = contract('console.graphql');
    expect(cost('{ console(first: 2) { builders { id } nodes { cells { latestBuild { id } } } } }')).toBe(
      1 + 100 + 2 * (1 + 100 * (1 + 1)),
    );
    expect(cost(console, { first: 50 })).toBeGreaterThan(50 * 100 * 3);
    expect(cost(console, { first: 50 })).toBeLessThan(limits.cost / 2);
    expect(refusal(() => checkedCost(schema, operationOf(console), { first: 1_000 }, limits)).code).toBe(
      'LIMIT_EXCEEDED',
    );
  });

  test('counts what a series is likely to hold, for each list that has one', () => {
    const series =
      '{ statistics { series(interval: DAY) { count durationSeconds { p50 } } byBuilder(first: 7) { count } } }';
    const once = 1 + 1 + 500 * 2 + 7;
    expect(cost(`{ builds ${series} }`)).toBe(once);
    expect(cost(`{ builders(first: 9) { nodes { builds ${series} } } }`)).toBe(1 + 9 * (1 + once));
    expect(cost(contract('health.graphql'), { filter: {}, interval: 'DAY' })).toBeLessThan(limits.cost / 50);
  });

  test('is nothing for the introspection', () => {
    expect(cost(getIntrospectionQuery())).toBe(0);
    checkedCost(schema, operationOf(getIntrospectionQuery()), {}, { ...limits, cost: 1 });
  });

  test('does not let an introspection go round in circles', () => {
    // Validation refuses the deepest circles already.
    const types =
      '{ types { fields { args { type { ofType { ofType { name } } } } type { possibleTypes { name } } } } }';
    const often = (times: number) =>
      `{ ${Array.from({ length: times }, (_, i) => `a${i}: __schema ${types}`).join(' ')} }`;
    checkedCost(schema, operationOf(often(1)), {}, limits);
    expect(refusal(() => checkedCost(schema, operationOf(often(20)), {}, limits)).code).toBe('LIMIT_EXCEEDED');
  });

  test('lets the overview of a thousand builds through', () => {
    const operation = operationOf(contract('overview.graphql'));
    const asked = costOf(schema, operation, { first: 1_000 }).cost;
    expect(asked).toBeGreaterThan(50_000);
    expect(asked).toBeLessThan(limits.cost);
  });

  test('lets a page with everything about one build through', () => {
    expect(cost(contract('build-page.graphql'), { id: 'build_1' })).toBeLessThan(limits.cost);
  });

  test('is told to the client when it is too high, with the limit and its setting', () => {
    const source = '{ builds(first: 1000) { nodes { steps(first: 1000) { nodes { id } } } } }';
    const { code, message, details } = refusal(() => checkedCost(schema, operationOf(source), {}, limits));
    expect(code).toBe('LIMIT_EXCEEDED');
    expect(message).toContain('1,002,001');
    expect(message).toContain('200,000');
    expect(message).toContain('LAVALAMP_MAX_COST');
    expect(details).toEqual({ asked: 1_002_001, limit: 200_000, setting: 'LAVALAMP_MAX_COST' });
  });
});

describe('the shape of a document', () => {
  const nested = (depth: number) =>
    `{ builds { nodes ${'{ parentBuild '.repeat(depth - 2)}{ id }${' }'.repeat(depth - 2)} } }`;

  test('may nest as deep as the limit, and no deeper', () => {
    checkShape(parse(nested(limits.depth - 1)), limits);
    const { code, message } = refusal(() => checkShape(parse(nested(limits.depth)), limits));
    expect(code).toBe('LIMIT_EXCEEDED');
    expect(message).toContain('nests 17 deep; the limit is 16 (LAVALAMP_MAX_DEPTH)');
  });

  test('may not hide its depth in fragments', () => {
    const chain = Array.from({ length: 20 }, (_, i) => `fragment F${i} on Build { parentBuild { ...F${i + 1} } }`).join(
      ' ',
    );
    const source = `{ build(id: "x") { ...F0 } } ${chain} fragment F20 on Build { id }`;
    expect(refusal(() => checkShape(parse(source), limits)).details).toMatchObject({ setting: 'LAVALAMP_MAX_DEPTH' });
  });

  test('may have as many aliases as the limit, and no more', () => {
    const aliases = (count: number) => `{ ${Array.from({ length: count }, (_, i) => `a${i}: __typename`).join(' ')} }`;
    checkShape(parse(aliases(limits.aliases)), limits);
    const { message } = refusal(() => checkShape(parse(aliases(limits.aliases + 1)), limits));
    expect(message).toContain('has 31 aliases; the limit is 30 (LAVALAMP_MAX_ALIASES)');
  });

  test('may have as many tokens as the limit, and no more', () => {
    const source = `{ ${'id '.repeat(limits.tokens)} }`;
    const prepared = documents.prepare(source);
    if (!isRefused(prepared)) throw new Error('It was let through.');
    expect(prepared.map(({ extensions }) => extensions)).toEqual([
      { code: 'LIMIT_EXCEEDED', limit: limits.tokens, setting: 'LAVALAMP_MAX_TOKENS' },
    ]);
  });
});

/** What becomes of a document that comes for the first time: the code of what refuses it, or `admitted`. */
function verdictOn(source: string): string {
  const prepared = createDocuments(schema, limits).prepare(source);
  if (isRefused(prepared)) return codeOf(prepared[0]);
  const operation = prepared.operation(null);
  if (operation instanceof GraphQLError) return codeOf(operation);
  try {
    checkedCost(schema, operation, {}, limits);
    return 'admitted';
  } catch (error) {
    return error instanceof LavalampError ? error.code : String(error);
  }
}

function codeOf(error: GraphQLError | undefined): string {
  const cause = error?.originalError;
  return cause instanceof LavalampError ? cause.code : String(error?.extensions.code);
}

describe('a hostile document is refused, and for the right reason', () => {
  const spreads = (count: number, name: string) => `...${name} `.repeat(count);
  test.each([
    [
      'fragments that spread themselves',
      'GRAPHQL_VALIDATION_FAILED',
      '{ ...A } fragment A on Query { ...B } fragment B on Query { ...A builds { ...C } } fragment C on BuildConnection { nodes { ...D } } fragment D on Build { parentBuild { ...D } }',
    ],
    [
      'a fragment that doubles at each level',
      'LIMIT_EXCEEDED',
      `{ build(id: "x") { ...F0 } } ${Array.from({ length: 12 }, (_, i) => `fragment F${i} on Build { parentBuild { ${spreads(40, `F${i + 1}`)} } previousBuild { ...F${i + 1} } nextBuild { ...F${i + 1} } }`).join(' ')} fragment F12 on Build { steps(first: 1000) { nodes { id } } }`,
    ],
    [
      'a thousand fields of one name',
      'GRAPHQL_VALIDATION_FAILED',
      `{ ${'builds { nodes { steps { nodes { id } } } } '.repeat(280)} }`,
    ],
    [
      'deep nesting of one name',
      'LIMIT_EXCEEDED',
      `{ builds { nodes { ${'parentBuild { id '.repeat(500)} ${'}'.repeat(500)} } } }`,
    ],
    [
      'many fragments that overlap',
      'LIMIT_EXCEEDED',
      `{ builds { nodes { ${Array.from({ length: 200 }, (_, i) => `...F${i}`).join(' ')} } } } ${Array.from({ length: 200 }, (_, i) => `fragment F${i} on Build { id builder { id } steps { nodes { id } } }`).join(' ')}`,
    ],
    [
      'a wide list of variables',
      'GRAPHQL_VALIDATION_FAILED',
      `query (${Array.from({ length: 900 }, (_, i) => `$v${i}: Int`).join(' ')}) { __typename }`,
    ],
    ['many directives', 'LIMIT_EXCEEDED', `{ __typename ${'@include(if: true) '.repeat(600)} }`],
  ])('%s: %s', (_, verdict, source) => {
    expect(verdictOn(source)).toBe(verdict);
  });
});
