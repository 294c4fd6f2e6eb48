// What is kept of results, and what they amount to, against a plain recomputation of what was reported.

import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startServer, type TestServer } from '../support/server.ts';
import { countingStatements, fewestStatements } from '../support/statements.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.stop());

interface Given {
  readonly name: string;
  readonly outcome: string;
  readonly durationSeconds: number | null;
  readonly retried: boolean;
}

interface Run {
  readonly builder: string;
  readonly branch: string;
  readonly revision: string | null;
  readonly hour: number;
  readonly reports: readonly (readonly Given[])[];
}

const result: fc.Arbitrary<Given> = fc.record({
  name: fc.constantFrom('one', 'two'),
  outcome: fc.constantFrom('PASSED', 'FAILED', 'ERRORED', 'SKIPPED'),
  durationSeconds: fc.option(fc.constantFrom(0, 0.001, 0.3, 12)),
  retried: fc.boolean(),
});
const run: fc.Arbitrary<Run> = fc.record({
  builder: fc.constantFrom('b0', 'b1'),
  branch: fc.constantFrom('main', 'topic'),
  revision: fc.option(fc.constantFrom('r1', 'r2', 'r3'), { freq: 5 }),
  hour: fc.nat(5),
  reports: fc.array(fc.array(result, { minLength: 1, maxLength: 6 }), { maxLength: 2 }),
});

let runs = 0;
const isBad = ({ outcome }: Given) => outcome === 'FAILED' || outcome === 'ERRORED';

function summaryOf({ reports }: Run): object | null {
  const all = reports.flat();
  if (all.length === 0) return null;
  const counted = all.filter(({ retried }) => !retried);
  const count = (outcome: string) => counted.filter((one) => one.outcome === outcome).length;
  const seconds = all.reduce((sum, { durationSeconds }) => sum + Math.round((durationSeconds ?? 0) * 1_000), 0) / 1_000;
  const counts = {
    passed: count('PASSED'),
    failed: count('FAILED'),
    errored: count('ERRORED'),
    skipped: count('SKIPPED'),
  };
  return { total: counted.length, ...counts, durationSeconds: seconds };
}

/** Flakiness as schema.graphql tells it, of runs in the order of their builds. */
function flakinessOf(builds: readonly Run[], name: string, results: ReadonlyMap<Run, readonly Given[]>): object {
  const ran = builds.flatMap((build) =>
    (results.get(build) ?? [])
      .filter((one) => one.name === name && one.outcome !== 'SKIPPED')
      .map((one) => ({ build, bad: isBad(one) })),
  );
  const lines = new Map<string, boolean[]>();
  const revisions = new Map<string, { revision: string; outcomes: Set<boolean> }>();
  for (const { build, bad } of ran) {
    const line = `${build.builder} ${build.branch}`;
    lines.set(line, [...(lines.get(line) ?? []), bad]);
    if (build.revision === null) continue;
    const key = `${build.builder} ${build.revision}`;
    const known = revisions.get(key) ?? { revision: build.revision, outcomes: new Set() };
    revisions.set(key, known);
    known.outcomes.add(bad);
  }
  const pairs = [...lines.values()].flatMap((line) => line.slice(1).map((bad, i) => bad !== line[i]));
  const flaky = [...revisions.values()].filter(({ outcomes }) => outcomes.size === 2).map(({ revision }) => revision);
  return {
    runCount: ran.length,
    failureRate: ran.length === 0 ? null : ran.filter(({ bad }) => bad).length / ran.length,
    flipRate: pairs.length === 0 ? null : pairs.filter((flip) => flip).length / pairs.length,
    flakyRevisionCount: new Set(flaky).size,
  };
}

const ANSWER = `query ($origin: String!, $branch: String!) {
  builds(first: 100, filter: { origins: [$origin] }) { nodes { key testSummary { total passed failed errored skipped durationSeconds }
    all: testResults(first: 100) { totalCount nodes { outcome durationSeconds retried report test { name } } }
    bad: testResults(first: 100, filter: { outcomes: [FAILED, ERRORED], retried: false }) { totalCount } } }
  tests(filter: { origins: [$origin] }) { totalCount nodes { name className suite origin { name }
    results(first: 100) { totalCount nodes { outcome build { key } } }
    onBranch: results(filter: { branch: $branch }) { totalCount }
    flakiness { runCount failureRate flipRate flakyRevisionCount }
    mainly: flakiness(filter: { branch: $branch }) { runCount failureRate flipRate flakyRevisionCount } } } }`;

test('in whatever order and however often results are reported, what is told of them is what a plain count says', async () => {
  const scenario = fc.array(run, { minLength: 1, maxLength: 6 }).chain((builds) => {
    const told = builds.flatMap((build, i) => {
      const ref = { origin: '?', key: `k${i}` };
      const startedAt = `2026-03-01T0${build.hour}:00:00.000Z`;
      const { builder, branch, revision } = build;
      const parts = build.reports.flatMap((results, r) => {
        const part = (firstResult: number, some: readonly Given[]) => ({
          reportTestResults: { build: ref, report: `r${r}`, firstResult, results: some },
        });
        // In two parts that overlap.
        const middle = Math.ceil(results.length / 2);
        return [part(0, results.slice(0, middle + 1)), part(middle, results.slice(middle))];
      });
      return [{ startBuild: { ...ref, builder, startedAt, sourceStamps: [{ branch, revision }] } }, ...parts, ...parts];
    });
    return fc.tuple(
      fc.constant(builds),
      fc.shuffledSubarray(told, { minLength: told.length }),
      fc.integer({ min: 1, max: 20 }),
    );
  });
  await fc.assert(
    fc.asyncProperty(scenario, async ([builds, told, size]) => {
      runs += 1;
      const origin = `origin-${runs}`;
      const reports = JSON.parse(JSON.stringify(told).replaceAll('"?"', JSON.stringify(origin)));
      for (let at = 0; at < reports.length; at += size) {
        expect((await server.report(reports.slice(at, at + size))).userErrors).toEqual([]);
      }
      const { data, errors } = await server.graphql(ANSWER, { origin, branch: 'main' });
      expect(errors).toBeUndefined();
      const shown = new Map<string, { all: { nodes: (Given & { report: string; test: { name: string } })[] } }>(
        data.builds.nodes.map((build: { key: string }) => [build.key, build]),
      );
      const results = new Map<Run, Given[]>();
      for (const [i, build] of builds.entries()) {
        const found = shown.get(`k${i}`);
        const all = (found?.all.nodes ?? []).map(({ test: { name }, outcome, durationSeconds, retried }) => ({
          name,
          outcome,
          durationSeconds,
          retried,
        }));
        // Which of two reports came first is the reporter's doing; within each the order is its own.
        for (const [r, given] of build.reports.entries()) {
          expect(all.filter((_, at) => found?.all.nodes[at]?.report === `r${r}`)).toEqual(given);
        }
        expect(found).toMatchObject({
          testSummary: summaryOf(build),
          all: { totalCount: build.reports.flat().length },
          bad: { totalCount: build.reports.flat().filter((one) => isBad(one) && !one.retried).length },
        });
        results.set(build, all);
      }
      // The order of builds that started at once is that of their ids, which readers see in the list.
      const inOrder = data.builds.nodes.map(({ key }: { key: string }) => builds[Number(key.slice(1))]).reverse();
      for (const { name, ...shownTest } of data.tests.nodes) {
        const history = inOrder.flatMap((build: Run) =>
          (results.get(build) ?? []).filter((one) => one.name === name).map(({ outcome }) => outcome),
        );
        expect(shownTest.results.nodes.map(({ outcome }: Given) => outcome)).toEqual(history.reverse());
        expect(shownTest).toMatchObject({
          className: null,
          suite: null,
          origin: { name: origin },
          flakiness: flakinessOf(inOrder, name, results),
          mainly: flakinessOf(
            inOrder.filter(({ branch }: Run) => branch === 'main'),
            name,
            results,
          ),
        });
      }
    }),
    { numRuns: 25 },
  );
}, 60_000);

const MUTATION = `mutation ($input: ReportTestResultsInput!) { reportTestResults(input: $input) { build { key testSummary { total } } userErrors { code message path } } }`;
const reportedOf = async (input: object) => (await server.graphql(MUTATION, { input })).data.reportTestResults;

test('results that came before their build are told with its start, and are ordered by it', async () => {
  const build = { origin: 'early', key: 'e' };
  const input = { build, results: [{ name: 't', outcome: 'PASSED' }] };
  const { data: before } = await server.graphql('{ eventCursor }');
  expect(await reportedOf(input)).toEqual({ build: null, userErrors: [] });
  const query = '{ tests(filter: { origins: ["early"] }) { nodes { results { nodes { build { startedAt } } } } } }';
  expect((await server.graphql(query)).data.tests.nodes).toEqual([{ results: { nodes: [] } }]);
  await server.report([{ startBuild: { ...build, builder: 'b' } }]);
  await server.report([{ startBuild: { ...build, builder: 'b', startedAt: '2026-01-01T00:00:00Z' } }]);
  expect(await reportedOf(input)).toEqual({ build: { key: 'e', testSummary: { total: 1 } }, userErrors: [] });
  expect((await server.graphql(query)).data.tests.nodes).toEqual([
    { results: { nodes: [{ build: { startedAt: '2026-01-01T00:00:00.000Z' } }] } },
  ]);
  const { data } = await server.graphql(
    `query ($after: EventCursor!) { events(after: $after, filter: { types: [TEST_RESULTS_REPORTED], origins: ["early"] }) {
      nodes { ... on TestResultsReported { summary { total passed failed errored skipped durationSeconds } build { key } } } } }`,
    { after: before.eventCursor },
  );
  expect(data.events.nodes).toEqual([
    { summary: { total: 1, passed: 1, failed: 0, errored: 0, skipped: 0, durationSeconds: 0 }, build: { key: 'e' } },
  ]);
});

test('what is wrong is refused with its place, and nothing of the report is kept', async () => {
  const build = { origin: 'wrong', key: 'w' };
  await server.report([{ startBuild: { ...build, builder: 'b' } }]);
  const fine = { name: 'fine', outcome: 'PASSED' };
  const refusals: readonly (readonly [object, string, readonly string[]])[] = [
    [{ results: [fine, { ...fine, name: '' }] }, 'INVALID', ['results', '1', 'name']],
    [{ results: [{ ...fine, name: 'n'.repeat(2_001) }] }, 'INVALID', ['results', '0', 'name']],
    [{ results: [{ ...fine, suite: 'nul\0' }] }, 'INVALID', ['results', '0', 'suite']],
    [{ results: [{ ...fine, durationSeconds: -1 }] }, 'INVALID', ['results', '0', 'durationSeconds']],
    [{ results: [{ ...fine, output: 'o'.repeat(65_537) }] }, 'INVALID', ['results', '0', 'output']],
    [{ results: [{ ...fine, line: 0 }] }, 'INVALID', ['results', '0', 'line']],
    [{ results: Array.from({ length: 1_001 }, () => fine) }, 'INVALID', ['results']],
    [{ firstResult: -1, results: [fine] }, 'INVALID', ['firstResult']],
    [{ report: '', results: [fine] }, 'INVALID', ['report']],
  ];
  for (const [input, code, path] of refusals) {
    expect(await reportedOf({ build, ...input })).toEqual({
      build: null,
      userErrors: [{ code, message: expect.any(String), path: ['input', ...path] }],
    });
  }
  await reportedOf({ build, step: 's', results: [fine] });
  const contradictions = [
    [{ results: [{ ...fine, outcome: 'FAILED' }] }, ['results', '0']],
    [{ results: [{ ...fine, name: 'other' }] }, ['results', '0']],
    [{ step: 'another', results: [fine] }, ['step']],
  ] as const;
  for (const [input, path] of contradictions) {
    expect(await reportedOf({ build, ...input })).toMatchObject({
      userErrors: [{ code: 'CONFLICT', path: ['input', ...path] }],
    });
  }
  expect(await reportedOf({ build: { id: 'build_1' }, results: [fine] })).toMatchObject({
    userErrors: [{ code: 'NOT_FOUND' }],
  });
  expect(await reportedOf({ build, results: [] })).toEqual({
    build: { key: 'w', testSummary: { total: 1 } },
    userErrors: [],
  });
});

test('a test is found by its names, and a page of tests goes on from its cursor', async () => {
  const build = { origin: 'search', key: 's' };
  const long = 'ü'.repeat(1_500);
  const results = ['b', 'A', 'a', `${long}1`, `${long}2`].map((name, i) => ({
    name,
    suite: i % 2 ? 'odd' : '',
    outcome: 'PASSED',
  }));
  await server.report([{ startBuild: { ...build, builder: 'b' } }, { reportTestResults: { build, results } }]);
  const query = `query ($filter: TestFilter, $first: Int, $after: String, $direction: OrderDirection) {
    tests(filter: $filter, first: $first, after: $after, direction: $direction) { nodes { id name } pageInfo { endCursor hasNextPage } } }`;
  const names = async (filter: object) =>
    (await server.graphql(query, { filter: { origins: ['search'], ...filter } })).data.tests.nodes.map(
      ({ name }: Given) => name.slice(-2),
    );
  expect(await names({})).toEqual(['A', 'a', 'b', 'ü1', 'ü2']);
  expect(await names({ name: 'A' })).toEqual(['A', 'a']);
  expect(await names({ suite: 'odd' })).toEqual(['A', 'ü1']);
  expect(await names({ suite: '' })).toEqual(['a', 'b', 'ü2']);
  let after: string | null = null;
  const seen: string[] = [];
  do {
    const variables: object = { filter: { origins: ['search'] }, first: 2, after, direction: 'DESC' };
    const { nodes, pageInfo } = (await server.graphql(query, variables)).data.tests;
    seen.push(...nodes.map(({ name }: Given) => name.slice(-2)));
    after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
  } while (after !== null);
  expect(seen).toEqual(['ü2', 'ü1', 'b', 'a', 'A']);
});

test('how many statements a question takes does not depend on how many builds, tests and results it is about', async () => {
  const of = (i: number) => ({ origin: 'many', key: `m${i}` });
  const results = Array.from({ length: 40 }, (_, i) => ({
    name: `t${i}`,
    outcome: i % 3 ? 'PASSED' : 'FAILED',
    message: 'm',
  }));
  await server.report(
    Array.from({ length: 20 }, (_, i) => i).flatMap((i) => [
      { startBuild: { ...of(i), builder: 'b', sourceStamps: [{ branch: 'main', revision: `r${i}` }] } },
      { reportTestResults: { build: of(i), step: 's', results } },
    ]),
  );
  const counted = async (query: string, first: number) => {
    const { result, statements } = await fewestStatements(() => server.graphql(query, { first }, null));
    expect(result.errors).toBeUndefined();
    return statements.length;
  };
  const ofBuilds = `query ($first: Int!) { builds(first: $first, filter: { origins: ["many"] }) { nodes { testSummary { total }
    testResults(first: $first, filter: { outcomes: [FAILED] }) { totalCount nodes { outcome message output report step { key } test { name } build { key } } } } } }`;
  const ofTests = `query ($first: Int!) { tests(first: $first, filter: { origins: ["many"] }) { nodes { name flakiness(filter: { branch: "main" }) { flipRate }
    results(first: $first) { nodes { outcome message build { number } } } } } }`;
  for (const query of [ofBuilds, ofTests]) expect(await counted(query, 15)).toBe(await counted(query, 2));
  expect(await counted(ofBuilds, 15)).toBeLessThanOrEqual(9);
  expect(await counted(ofTests, 15)).toBeLessThanOrEqual(5);
});

test('what results printed is read for those alone who ask for it', async () => {
  await server.report([
    { startBuild: { origin: 'printed', key: 'p', builder: 'b' } },
    {
      reportTestResults: {
        build: { origin: 'printed', key: 'p' },
        results: [{ name: 't', outcome: 'FAILED', message: 'm', output: 'o', file: 'f', line: 1 }],
      },
    },
  ]);
  const asked = async (fields: string) => {
    const query = `{ buildByKey(origin: "printed", key: "p") { testResults { nodes { ${fields} } } } }`;
    const { result, statements } = await countingStatements(() => server.graphql(query, {}, null));
    return { of: result.data?.buildByKey?.testResults.nodes[0], reads: statements.some((sql) => /output/.test(sql)) };
  };
  expect(await asked('message file line')).toEqual({ of: { message: 'm', file: 'f', line: 1 }, reads: false });
  expect(await asked('output')).toEqual({ of: { output: 'o' }, reads: true });
});

test('flakiness of a rare branch is sought among the latest 10,000 results, and no further back', async () => {
  const of = (key: string) => ({ origin: 'long', key });
  const results = [{ name: 't', outcome: 'FAILED' }];
  await server.report(
    ['rare', 'usual'].flatMap((key, i) => [
      {
        startBuild: {
          ...of(key),
          builder: 'b',
          startedAt: `2026-03-0${i + 1}T00:00:00Z`,
          sourceStamps: [{ branch: key }],
        },
      },
      { reportTestResults: { build: of(key), results } },
    ]),
  );
  const query = `{ tests(first: 1, filter: { origins: ["long"] }) { nodes { all: flakiness { runCount }
    rare: flakiness(filter: { branch: "rare" }) { runCount }
    early: flakiness(filter: { branch: "rare", startedBefore: "2026-03-02T00:00:00Z" }) { runCount } } } }`;
  const counts = async () => {
    const { data } = await server.graphql(query, {}, null);
    return ['all', 'rare', 'early'].map((name) => data?.tests.nodes[0][name].runCount);
  };
  expect(await counts()).toEqual([2, 1, 1]);
  await server.database.pool.query(
    `insert into test_result (build_id, report_id, position, test_id, started_at, duration_ms, outcome, retried)
     select r.build_id, r.report_id, i, r.test_id, r.started_at, null, 0, false from test_result r join build b on b.id = r.build_id
     join origin o on o.id = b.origin_id, generate_series(1, 9999) i where o.name = 'long' and b.key = 'usual'`,
  );
  expect(await counts()).toEqual([2_000, 0, 1]);
});
