import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isRefused } from '../../src/graphql/documents.ts';
import { documentsOf } from './support/documents.ts';
import { documents, expectAlike, schema, type Variables } from './support/operations.ts';

/** Enough to meet the usual combinations; thousands were tried once. */
const RANDOM_DOCUMENTS = 50;

describe('a string of a client', () => {
  test('is never run as code', async () => {
    // What graphql-jit marks dates with in the code that it makes.
    const mark = '__MAGIC_DATE__33a9e76d_02e0_4128_8e92_3530ad3da74d';
    const attack = `${mark}1),y:(globalThis.wasRun=1`;
    for (const text of [attack, attack.replace('_', '\\u005f')]) {
      await expectAlike(`{ buildByKey(origin: "o", key: "${text}") { id } }`);
    }
    await expectAlike(`{ builds(filter: { properties: [{ name: "x", value: { ${mark}1: 1 } }] }) { nodes { id } } }`);
    expect(globalThis).not.toHaveProperty('wasRun');
  });
});

describe('graphql-jit and graphql-js give the same answer', () => {
  test.each<[string, string, Variables?]>([
    [
      'to plain fields',
      '{ builds(first: 2) { totalCount nodes { id number durationSeconds } pageInfo { endCursor } } }',
    ],
    ['to edges', '{ builds { edges { cursor node { id } } pageInfo { startCursor hasPreviousPage } } }'],
    ['to interfaces', '{ a: node(id: "build_1") { id __typename ... on Build { number } } b: node(id: "x") { id } }'],
    [
      'to lists with nulls',
      '{ nodes(ids: ["build_1", "step_99", "worker_1"]) { __typename id ... on Worker { info } } }',
    ],
    [
      'to a null that is not allowed',
      '{ build(id: "build_2") { id steps { nodes { id build { id } } } builder { id } } }',
    ],
    ['to a link that is gone', '{ builds { nodes { number worker { id } } } }'],
    ['to a resolver that rejects', '{ node(id: "step_1") { ... on Step { name logs { id } } } }'],
    ['to a resolver that throws', '{ a: build(id: "build_1") { id nextBuild { id } } }'],
    ['to an explicit null for a page size', '{ builds(first: null) { nodes { id } } }'],
    ['to null in a variable', 'query ($first: Int) { builds(first: $first) { nodes { id } } }', { first: null }],
    ['to a variable that is left out', 'query ($first: Int) { builds(first: $first) { nodes { id } } }'],
    ['to a variable with a default', 'query ($first: Int = 3) { builds(first: $first) { nodes { id } } }'],
    [
      'to a default that is overruled',
      'query ($first: Int = 3) { builds(first: $first) { nodes { id } } }',
      { first: null },
    ],
    ['to an enum', 'query ($d: OrderDirection) { builders(direction: $d) { nodes { id } } }', { d: 'DESC' }],
    ['to an enum that is left out', 'query ($d: OrderDirection) { builders(direction: $d) { nodes { id } } }'],
    [
      'to an input object',
      'query ($f: BuildFilter) { builds(filter: $f) { nodes { id } } }',
      {
        f: {
          branch: null,
          states: 'RUNNING',
          startedFrom: '2026-11-24T09:30+01:00',
          properties: [{ name: 'a', value: { b: [1] } }, { name: 'c' }],
        },
      },
    ],
    [
      'to variables within an input object',
      'query ($b: String, $v: JSON) { builds(filter: { branch: $b, properties: [{ name: "x", value: $v }] }) { nodes { id } } }',
    ],
    [
      'to variables within JSON',
      'query ($v: Int!) { builds(filter: { properties: [{ name: "x", value: { y: [$v], z: null } }] }) { nodes { id } } }',
      { v: 3 },
    ],
    [
      'to literals of every kind',
      '{ builds(filter: { properties: [{ name: "x", value: { a: 1.5, b: "\\u2028\\"", c: true, d: RED, e: [] } }], states: [RUNNING], revision: """a\n"b""" }) { nodes { id } } }',
    ],
    ['to a skipped field', 'query ($s: Boolean!) { build(id: "build_1") { id @skip(if: $s) number } }', { s: true }],
    ['to an included field', 'query ($s: Boolean = true) { build(id: "build_1") { id @include(if: $s) number } }'],
    [
      'to a fragment that is spread under two conditions',
      'query ($n: Boolean!) { build(id: "build_1") { ...F @include(if: $n) ...F } } fragment F on Build { id }',
      { n: false },
    ],
    [
      'to an inline fragment under a condition',
      'query ($n: Boolean!) { build(id: "build_1") { ... @include(if: $n) { id number } number } }',
      { n: false },
    ],
    [
      'to a fragment at two places',
      '{ a: build(id: "build_1") { ...F } b: build(id: "build_3") { ...F previousBuild { ...F } } } fragment F on Build { id number }',
    ],
    [
      'to merged fields',
      '{ builds { nodes { id } } builds { nodes { number } ...F } } fragment F on BuildConnection { nodes { builder { id } } nodes { builder { name } } }',
    ],
    [
      'to the introspection',
      '{ __schema { queryType { name } } __type(name: "Build") { kind fields { name type { name ofType { name } } } } __typename }',
    ],
    ['to the cursor of a snapshot', 'query Q { eventCursor builds { nodes { id } } }'],
    [
      'to a skipped field that is merged with another',
      '{ builds { nodes { id previousBuild { id } previousBuild @skip(if: true) { number } } } }',
    ],
    [
      'to mutations',
      'mutation ($i: FinishBuildInput!) { a: finishBuild(input: $i) { build { id } userErrors { code } } b: finishBuild(input: $i) { build { number } } }',
      { i: { build: { id: 'build_1' }, result: 'SUCCESS' } },
    ],
    [
      'to a batch',
      'mutation ($r: [Report!]!) { report(reports: $r) { acceptedCount eventCursor } }',
      { r: [{ startStep: { build: { key: 'a', origin: 'o' }, key: 'k', name: 'n' } }] },
    ],
  ])('%s', async (_, source, variables) => {
    await expectAlike(source, variables);
  });

  test('to whatever else can be asked', async () => {
    await fc.assert(
      fc.asyncProperty(documentsOf(schema), fc.boolean(), fc.boolean(), async (source, yes, maybe) => {
        fc.pre(!isRefused(documents.prepare(source)));
        await expectAlike(source, { yes, maybe });
      }),
      { numRuns: RANDOM_DOCUMENTS },
    );
  }, 60_000);
});
