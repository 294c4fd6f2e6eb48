// Groups in which one thing leads to many: each of these once took a round of reading for each of the many.

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startServer, type TestServer } from '../support/server.ts';
import { countingStatements } from '../support/statements.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.stop());

const report = (reports: readonly object[]) => server.report(reports);

const many = <T>(make: (i: number) => T, count = 150): T[] => Array.from({ length: count }, (_, i) => make(i));

test('a build is started whose 150 steps were reported before it', async () => {
  const build = { origin: 'o', key: 'stepped' };
  await report(many((i) => ({ startStep: { build, key: `s${i}`, name: 'step' } })));
  expect((await report([{ startBuild: { ...build, builder: 'b' } }])).userErrors).toEqual([]);
  const { data } = await server.graphql('{ buildByKey(origin: "o", key: "stepped") { steps { totalCount } } }');
  expect(data.buildByKey.steps.totalCount).toBe(150);
});

test('a request is reported that 150 builds have waited for', async () => {
  const buildRequest = { origin: 'o', key: 'awaited' };
  await report(many((i) => ({ startBuild: { origin: 'o', key: `w${i}`, builder: 'waiting', buildRequest } })));
  expect((await report([{ requestBuild: { ...buildRequest, builder: 'waiting' } }])).userErrors).toEqual([]);
  const { data } = await server.graphql('{ buildRequests { nodes { builds { totalCount } } } }');
  expect(data.buildRequests.nodes).toEqual([{ builds: { totalCount: 150 } }]);
});

test('a build of 90 code bases is reported again after its revisions became known', async () => {
  const stamps = (revision?: string) => many((i) => ({ codebase: `c${i}`, branch: 'main', revision }), 90);
  const build = { origin: 'o', key: 'wide' };
  const start = { startBuild: { ...build, builder: 'b', sourceStamps: stamps() } };
  await report([start]);
  await report([{ updateBuild: { build, sourceStamps: stamps('abc') } }]);
  expect((await report([start])).userErrors).toEqual([]);
});

test('a batch of 400 reports takes about as many statements as one of 20', async () => {
  const batch = (name: string, builds: number) =>
    many((i) => {
      const build = { origin: 'o', key: `${name}-${i}` };
      return [
        { startBuild: { ...build, builder: `builder-${i % 3}`, properties: [{ name: 'p', value: i }] } },
        { startStep: { build, key: 's', name: 's' } },
        { finishStep: { step: { build, key: 's' }, result: 'SUCCESS' } },
        { finishBuild: { build, result: 'SUCCESS' } },
      ];
    }, builds).flat();
  await report(batch('first', 5));
  const small = await countingStatements(() => report(batch('small', 5)));
  const large = await countingStatements(() => report(batch('large', 100)));
  expect(large.result.userErrors).toEqual([]);
  expect(large.statements.length).toBeLessThanOrEqual(small.statements.length + 2);
});

test.each([
  ['builder', { startBuild: { origin: 'o', key: 'n1', builder: 'x\0y' } }],
  ['worker', { startBuild: { origin: 'o', key: 'n2', builder: 'x', worker: 'w\0' } }],
  ['properties', { setProperties: { build: { origin: 'o', key: 'n3' }, properties: [{ name: 'a\0', value: 1 }] } }],
  ['builder', { requestBuild: { origin: 'o', key: 'n4', builder: 'x\0y' } }],
  ['name', { registerBuilder: { origin: 'o', name: 'x\0y' } }],
  // One that has no number left.
  ['builder', { startBuild: { origin: 'o', key: 'n5', builder: 'last' } }],
])('a hostile %s is refused by itself, and the others of its batch are kept', async (field, wrong) => {
  await report([{ startBuild: { origin: 'o', key: 'last', builder: 'last', number: 2_147_483_647 } }]);
  const { acceptedCount, userErrors } = await report([
    wrong,
    { startBuild: { origin: 'o', key: `good-${field}`, builder: 'g' } },
  ]);
  expect(acceptedCount).toBe(1);
  expect(userErrors).toMatchObject([{ code: 'INVALID' }]);
  expect(userErrors[0]?.path).toContain(field);
});

describe('However often it is told of more,', () => {
  const build = { origin: 'o', key: 'full' };
  const invalid = (kind: string, field: string, message: string) => [
    { code: 'INVALID', path: ['reports', '0', kind, field], message },
  ];
  const full = async () => {
    const fields = 'properties { name value } sourceStamps { codebase } steps(first: 9) { nodes { logs { name } } }';
    return (await server.graphql(`{ buildByKey(origin: "o", key: "full") { ${fields} } }`)).data.buildByKey;
  };

  test('a build has at most 1,000 properties', async () => {
    const named = (letter: string, count: number) => many((i) => ({ name: `${letter}${i}`, value: 'old' }), count);
    const set = (...properties: object[]) => ({ setProperties: { build, properties } });
    const start = { ...build, builder: 'b', properties: named('a', 900) };
    expect((await report([{ startBuild: start }, set(...named('b', 100))])).userErrors).toEqual([]);
    const message = 'A build has at most 1000 properties; with this it would have 1001.';
    const [overwritten, another] = [
      { name: 'a0', value: 'new' },
      { name: 'c0', value: 'new' },
    ];
    const tooMany = await report([set(overwritten, another), set(...named('a', 1))]);
    expect(tooMany.userErrors).toEqual(invalid('setProperties', 'properties', message));
    const { userErrors } = await report([{ startBuild: { ...start, properties: [another] } }]);
    expect(userErrors).toEqual(invalid('startBuild', 'properties', message));
    const { properties } = await full();
    expect(properties).toHaveLength(1_000);
    expect(new Set(properties.map(({ value }: { value: string }) => value))).toEqual(new Set(['old']));
    expect((await report([set(overwritten)])).userErrors).toEqual([]);
  });

  test('a build has at most 100 source stamps', async () => {
    const stamps = (letter: string, count: number) => many((i) => ({ codebase: `${letter}${i}` }), count);
    const update = (sourceStamps: object[]) => ({ updateBuild: { build, sourceStamps } });
    expect((await report([update(stamps('a', 60)), update(stamps('b', 40))])).userErrors).toEqual([]);
    const message = 'A build has at most 100 source stamps; with this it would have 102.';
    const updated = await report([update(stamps('c', 2))]);
    expect(updated.userErrors).toEqual(invalid('updateBuild', 'sourceStamps', message));
    const started = await report([{ startBuild: { ...build, builder: 'b', sourceStamps: stamps('c', 2) } }]);
    expect(started.userErrors).toEqual(invalid('startBuild', 'sourceStamps', message));
    expect((await full()).sourceStamps).toHaveLength(100);
  });

  test('a step has at most 1,000 logs', async () => {
    const append = (name: string) => ({ appendLog: { step: { build, key: 's' }, name, text: 'line' } });
    expect((await report(many((i) => append(`log ${i}`), 1_000))).userErrors).toEqual([]);
    const { userErrors } = await report([append('one more'), append('log 7')]);
    const message = 'A step has at most 1000 logs; with this it would have 1001.';
    expect(userErrors).toEqual(invalid('appendLog', 'name', message));
    expect((await full()).steps.nodes[0].logs).toHaveLength(1_000);
  });

  test('no statement is needed to know how many properties a build has', async () => {
    const set = (name: string) =>
      report([{ setProperties: { build: { origin: 'o', key: 'n' }, properties: [{ name, value: 1 }] } }]);
    await report([{ startBuild: { origin: 'o', key: 'n', builder: 'b', properties: [{ name: 'a', value: 0 }] } }]);
    await set('a');
    const overwriting = await countingStatements(() => set('b'));
    expect(overwriting.statements.filter((text) => / property /.test(text))).toHaveLength(2);
  });
});

test('code bases may have any name', async () => {
  const sourceStamps = ['constructor', '__proto__', 'toString', ''].map((codebase) => ({ codebase, revision: 'a' }));
  const start = { startBuild: { origin: 'o', key: 'odd', builder: 'b', sourceStamps } };
  expect((await report([start, start])).userErrors).toEqual([]);
  const { data } = await server.graphql('{ buildByKey(origin: "o", key: "odd") { sourceStamps { codebase } } }');
  expect(data.buildByKey.sourceStamps).toHaveLength(4);
});

test('a property that nests without end is refused', async () => {
  const deep = JSON.parse(`${'['.repeat(2_000)}${']'.repeat(2_000)}`);
  const { userErrors } = await report([
    { setProperties: { build: { origin: 'o', key: 'deep' }, properties: [{ name: 'p', value: deep }] } },
  ]);
  expect(userErrors).toMatchObject([{ code: 'INVALID', message: expect.stringContaining('64 levels') }]);
});

test('a worker is as its newest report says, whatever order they come in', async () => {
  const says = (kind: string, at: string) => ({ [kind]: { origin: 'o', name: 'w', at: `2026-0${at}-01T00:00:00Z` } });
  await report([says('connectWorker', '1'), says('connectWorker', '5'), says('loseWorker', '3')]);
  const { data } = await server.graphql(
    '{ workers(filter: { names: ["w"] }) { nodes { connected connectionChangedAt } } }',
  );
  expect(data.workers.nodes).toEqual([{ connected: true, connectionChangedAt: '2026-05-01T00:00:00.000Z' }]);
});
