import * as fc from 'fast-check';
import type { GraphQLError } from 'graphql';
import { describe, expect, test } from 'vitest';
import { serverConfig } from '../../src/config.ts';
import { LavalampError } from '../../src/errors.ts';
import { type Admission, createAdmission, isAdmitted } from '../../src/graphql/admission.ts';
import { createDocuments, isRefused } from '../../src/graphql/documents.ts';
import { maskResult } from '../../src/graphql/errorMasking.ts';
import { createExecutor, type Execution } from '../../src/graphql/executor.ts';
import { createSchema } from '../../src/graphql/schema.ts';
import type { LoggedEvent, Viewer } from '../../src/model.ts';
import { documentsOf } from './support/documents.ts';
import { fixedContext } from './support/fixedContext.ts';

/** Enough to meet the usual combinations; thousands were tried once. */
const RANDOM_DOCUMENTS = 50;

const schema = createSchema();
const { limits } = serverConfig({});
const documents = createDocuments(schema, { ...limits, aliases: 1_000 });
// What is random is dear, and answered from a handful of records.
const admission: Admission = createAdmission(schema, { ...limits, cost: Number.MAX_VALUE });
const viewer: Viewer = { tokenName: 'test', scopes: new Set(['ADMIN']) };
const log = { error: () => undefined };

type Variables = Record<string, unknown>;

function admit(source: string, variables: Variables = {}): Execution {
  const admitted = admission({ prepared: documents.prepare(source), operationName: null, variables, viewer });
  if (!isAdmitted(admitted)) throw new Error(`Refused: ${admitted.map(String).join('\n')}`);
  return admitted;
}

function refused(source: string, variables: Variables): string[] {
  const admitted = admission({ prepared: documents.prepare(source), operationName: null, variables, viewer });
  return isAdmitted(admitted) ? [] : admitted.map((error) => `${error.extensions.code}: ${error.message}`);
}

/** What clients would see: the first time, and once the document may have been compiled. */
async function answers(kind: 'jit' | 'graphql-js', execution: Execution) {
  const { openContext, calls, open } = fixedContext();
  const executor = createExecutor({ schema, kind, openContext });
  const results = [];
  for (let i = 0; i < 3; i++) {
    calls.length = 0;
    const result = maskResult(await executor.execute(execution), { requestId: 'r', log });
    // As it would be sent; with the calls, since a different answer can look the same.
    const { data } = JSON.parse(JSON.stringify({ data: result.data }));
    results.push({ data, errors: formatted(result.errors), calls: formattedCalls(calls) });
  }
  expect(open()).toBe(0);
  return results;
}

/** Of the places that were merged into one field, the first: graphql-jit names those that are skipped, too. */
function formatted(errors: readonly GraphQLError[] = []): string[] {
  return errors.map(({ message, path, extensions, locations }) =>
    JSON.stringify({ message, path, extensions, location: locations?.[0] }),
  );
}

function formattedCalls(calls: readonly unknown[]): string[] {
  return calls.map((call) => JSON.stringify(call, (_, value) => (value === undefined ? '(undefined)' : value)));
}

async function expectAlike(source: string, variables: Variables = {}): Promise<void> {
  const execution = admit(source, variables);
  const [first] = await answers('graphql-js', execution);
  for (const { data, errors, calls } of await answers('jit', execution)) {
    expect(data).toEqual(first?.data);
    // Where an error has made a parent null, graphql-js may leave out what comes after it.
    expect(errors).toEqual(expect.arrayContaining(first?.errors ?? []));
    expect(errors.length > 0).toBe(first?.errors.length !== 0);
    expect(calls).toEqual(expect.arrayContaining(first?.calls ?? []));
  }
}

describe('variables', () => {
  const report = 'mutation ($r: [Report!]!) { report(reports: $r) { acceptedCount } }';
  const build = { origin: 'o', key: 'k' };

  test.each<[string, string, Variables, RegExp]>([
    ['of a wrong type', 'query ($n: Int) { builds(first: $n) { nodes { id } } }', { n: '5' }, /\$n.*Int/],
    [
      'that no enum knows',
      'query ($d: OrderDirection) { builders(direction: $d) { nodes { id } } }',
      { d: 'UP' },
      /"UP"/,
    ],
    ['that must be given', 'query ($id: ID!) { build(id: $id) { id } }', {}, /\$id.*not provided/],
    ['that must not be null', 'query ($id: ID!) { build(id: $id) { id } }', { id: null }, /\$id.*null/],
    [
      'with a field that is not there',
      'query ($f: BuildFilter) { builds(filter: $f) { nodes { id } } }',
      { f: { nope: 1 } },
      /"nope"/,
    ],
    [
      'with a time without a zone',
      'query ($f: BuildFilter) { builds(filter: $f) { nodes { id } } }',
      { f: { startedFrom: '2026-11-24T08:30:00' } },
      /zone.*2026-11-24T08:30:00/,
    ],
    [
      'that give two reports as one',
      report,
      { r: [{ startStep: { build, key: 'a', name: 'a' }, finishBuild: { build, result: 'SUCCESS' } }] },
      /[Ee]xactly one/,
    ],
    ['that give no report as one', report, { r: [{}] }, /[Ee]xactly one/],
    ['that give null as a report', report, { r: [{ startStep: null }] }, /must be non-null/],
    ['that lack a part of a report', report, { r: [{ startStep: { build, key: 'a' } }] }, /name/],
  ])('%s are the mistake of the client, whatever executes', (_, source, variables, message) => {
    const [first] = refused(source, variables);
    expect(first).toMatch(/^BAD_USER_INPUT: /);
    expect(first).toMatch(message);
  });

  test('get the defaults of input fields, times in UTC, and single values as lists', async () => {
    const sourceStamps = [{ branch: 'main' }, { codebase: 'x', patch: { author: null } }];
    const input = {
      ...build,
      builder: 'b',
      startedAt: '2026-11-24T10:30+01:00',
      sourceStamps,
      properties: { name: 'p' },
    };
    const source = 'mutation ($i: StartBuildInput!) { startBuild(input: $i) { build { id } } }';
    for (const kind of ['jit', 'graphql-js'] as const) {
      const { openContext, calls } = fixedContext();
      const executor = createExecutor({ schema, kind, openContext });
      for (let i = 0; i < 3; i++) await executor.execute(admit(source, { i: input }));
      const coerced = {
        ...build,
        builder: 'b',
        startedAt: '2026-11-24T09:30:00.000Z',
        sourceStamps: [
          { codebase: '', repository: '', branch: 'main' },
          { codebase: 'x', repository: '', patch: { level: 1, author: null } },
        ],
        properties: [{ name: 'p' }],
      };
      const submitted = calls.filter(([method]) => method === 'submit');
      expect(submitted).toEqual(Array(3).fill(['submit', 'startBuild', coerced]));
    }
  });
});

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

describe('a context', () => {
  test('reads one snapshot when the cursor is selected, wherever it stands, and only then', async () => {
    const { openContext, opened } = fixedContext();
    const executor = createExecutor({ schema, kind: 'jit', openContext });
    const sources = [
      '{ eventCursor }',
      '{ ...A } fragment A on Query { ... { c: eventCursor } }',
      '{ builds { nodes { id } } }',
    ];
    for (const source of sources) await executor.execute(admit(source));
    expect(opened.map(({ snapshot }) => snapshot)).toEqual([true, true, false]);
  });

  test('that cannot be opened is an error of the operation', async () => {
    const openContext = () => {
      throw new Error('no context');
    };
    const { data, errors } = await createExecutor({ schema, kind: 'jit', openContext }).execute(
      admit('{ eventCursor }'),
    );
    expect(data).toBeUndefined();
    expect(errors?.map(({ message }) => message)).toEqual(['no context']);
  });
});

describe('a subscription', () => {
  const time = '2026-11-24T08:30:00.000Z';
  const started = (seq: string): LoggedEvent => ({
    type: 'BUILD_STARTED',
    seq,
    recordedAt: time,
    originId: '1',
    buildId: '1',
    subjectId: '1',
    moment: { startedAt: time, state: 'RUNNING', result: null },
  });
  const source = 'subscription { events { cursor __typename ... on BuildStarted { startedAt build { number } } } }';

  test.each(['jit', 'graphql-js'] as const)('reads anew for each entry, with %s', async (kind) => {
    const seqs = ['1', '2', '3'];
    const { openContext, calls, opened, open } = fixedContext({
      events: async function* () {
        yield* seqs.map(started);
      },
    });
    const executor = createExecutor({ schema, kind, openContext });
    const results: unknown[] = [];
    for await (const result of executor.subscribe(admit(source))) results.push(JSON.parse(JSON.stringify(result)));
    const event = { __typename: 'BuildStarted', startedAt: time, build: { number: 1 } };
    expect(results).toEqual(seqs.map((seq) => ({ data: { events: { ...event, cursor: `log:${seq}` } } })));
    expect(calls.filter(([method]) => method === 'node')).toHaveLength(3);
    // One for the source, and one for each entry.
    expect(opened).toHaveLength(4);
    expect(open()).toBe(0);
  });

  test('closes its source at once, also while that is idle', async () => {
    const { iterator, returned } = idle();
    const { openContext, open } = fixedContext({ events: () => iterator });
    const stream = createExecutor({ schema, kind: 'jit', openContext }).subscribe(admit(source));
    const waiting = stream.next();
    await stream.return(undefined);
    await returned;
    expect((await waiting).done).toBe(true);
    expect((await stream.next()).done).toBe(true);
    expect(open()).toBe(0);
  });

  test('ends with what its source threw', async () => {
    const { openContext, open } = fixedContext({
      events: async function* () {
        yield started('1');
        throw new LavalampError('LAGGED', 'Too slow.', { cursor: 'log:1' });
      },
    });
    const stream = createExecutor({ schema, kind: 'jit', openContext }).subscribe(admit(source));
    expect((await stream.next()).done).toBe(false);
    await expect(stream.next()).rejects.toMatchObject({ code: 'LAGGED', details: { cursor: 'log:1' } });
    expect((await stream.next()).done).toBe(true);
    expect(open()).toBe(0);
  });

  test('rejects when its source cannot be opened', async () => {
    const { openContext, open } = fixedContext({
      events: () => {
        throw new LavalampError('CURSOR_EXPIRED', 'Of another log.');
      },
    });
    const stream = createExecutor({ schema, kind: 'jit', openContext }).subscribe(admit(source));
    await expect(stream.next()).rejects.toMatchObject({ originalError: { code: 'CURSOR_EXPIRED' } });
    expect(open()).toBe(0);
  });
});

/** A source that never yields; returning it ends the `next` that is pending. */
function idle(): { readonly iterator: AsyncIterableIterator<LoggedEvent>; readonly returned: Promise<unknown> } {
  let end: (result: IteratorResult<LoggedEvent>) => void = () => undefined;
  const returned = new Promise<IteratorResult<LoggedEvent>>((resolve) => {
    end = resolve;
  });
  const iterator: AsyncIterableIterator<LoggedEvent> = {
    next: () => returned,
    return: () => {
      end({ value: undefined, done: true });
      return returned;
    },
    [Symbol.asyncIterator]: () => iterator,
  };
  return { iterator, returned };
}

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
