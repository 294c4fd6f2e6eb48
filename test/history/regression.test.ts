// Who broke it, compared with one that is slow and obviously right: all builds in the order of what they built, looked at one by one.

import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { contractOperation } from '../support/contract.ts';
import { startServer, type TestServer } from '../support/server.ts';
import { fewestStatements } from '../support/statements.ts';
import { type History, histories, type PlainBuild, type Stamp, time } from './support/histories.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.stop());

async function ask(query: string, variables: object) {
  const { data, errors } = await server.graphql(query, variables);
  expect(errors).toBeUndefined();
  return data;
}

const REGRESSIONS = `query ($origin: String!) {
  builds(first: 100, filter: { origins: [$origin] }) { nodes { id key
    regression { lastGoodBuild { key } firstBadBuild { key } suspects(first: 3) { totalCount nodes { key } pageInfo { hasNextPage endCursor } } }
    sourceStamps { id codebase branch revision patch { body } firstStartedAt } } }
  changes(first: 500, filter: { origins: [$origin] }) { nodes { id key } }
}`;
const MORE = `query ($id: ID!, $after: String) { build(id: $id) { regression { suspects(first: 100, after: $after) { nodes { key } } } } }`;

/** Ids decide between what happened at the same moment; nothing else of what the server answers is used here. */
interface Ids {
  readonly ofChange: (key: string) => bigint;
  readonly ofStamp: (build: PlainBuild, stamp: Stamp) => bigint;
  readonly ofBuild: (build: PlainBuild) => bigint;
}

type Place = readonly [at: number, id: bigint];

const newer = ([at, id]: Place, [otherAt, otherId]: Place) => at > otherAt || (at === otherAt && id > otherId);
const byPlace = (a: Place, b: Place) => (newer(a, b) ? 1 : newer(b, a) ? -1 : 0);
const isSameBranch = (a: Stamp, b: Stamp) =>
  a.codebase === b.codebase && a.repository === b.repository && a.branch === b.branch;

/** Everything that can be asked, worked out slowly. */
function plainRegressions({ builds, changes }: History, ids: Ids) {
  const placeOf = (build: PlainBuild, stamp: Stamp): Place => {
    if (stamp.revision === null) return [build.start, ids.ofStamp(build, stamp)];
    const places = changes
      .filter(
        (change) => stamp.patch === undefined && isSameBranch(change, stamp) && change.revision === stamp.revision,
      )
      .map((change): Place => [change.committed, ids.ofChange(change.key)])
      .sort(byPlace);
    const isSame = (other: Stamp) => JSON.stringify(other) === JSON.stringify(stamp);
    const first = Math.min(...builds.filter(({ stamps }) => stamps.some(isSame)).map(({ start }) => start));
    return places.at(-1) ?? [first, ids.ofStamp(build, stamp)];
  };
  const orderOf = (build: PlainBuild): readonly Place[] => [
    ...build.stamps.map((stamp) => placeOf(build, stamp)).sort((a, b) => byPlace(b, a)),
    [build.start, ids.ofBuild(build)],
  ];
  const compare = (a: PlainBuild, b: PlainBuild) => {
    const [one, other] = [orderOf(a), orderOf(b)];
    return one.map((place, i) => byPlace(place, other[i] ?? place)).find((order) => order !== 0) ?? 0;
  };
  const isComparable = (a: PlainBuild, b: PlainBuild) =>
    a.builder === b.builder &&
    a.stamps.length === b.stamps.length &&
    a.stamps.every((stamp) => b.stamps.some((other) => isSameBranch(stamp, other)));
  const isTrial = (build: PlainBuild) => build.stamps.some(({ patch }) => patch !== undefined);
  const isGood = ({ result }: PlainBuild) => result === 'SUCCESS' || result === 'WARNINGS';

  return (build: PlainBuild) => {
    if (build.result !== 'FAILURE' || isTrial(build)) return null;
    const telling = builds
      .filter((other) => isComparable(build, other) && !isTrial(other) && (isGood(other) || other.result === 'FAILURE'))
      .sort(compare);
    const before = telling.slice(0, telling.indexOf(build));
    const lastGood = before.findLast(isGood);
    const firstBad = telling[lastGood === undefined ? 0 : telling.indexOf(lastGood) + 1] ?? build;
    const suspects = firstBad.stamps.flatMap((stamp) => {
      const upTo = placeOf(firstBad, stamp);
      const good = lastGood?.stamps.find((other) => isSameBranch(other, stamp));
      return changes
        .map((change) => ({ change, place: [change.committed, ids.ofChange(change.key)] as const }))
        .filter(({ change, place }) => isSameBranch(change, stamp) && !newer(place, upTo))
        .filter(({ place }) => good === undefined || lastGood === undefined || newer(place, placeOf(lastGood, good)));
    });
    return {
      lastGoodBuild: lastGood === undefined ? null : { key: lastGood.key },
      firstBadBuild: { key: firstBad.key },
      suspects: suspects.sort((a, b) => byPlace(b.place, a.place)).map(({ change }) => change.key),
    };
  };
}

const numberOf = (id: string) => BigInt(id.replace(/^\D+/, ''));

test('in any history, reported in any order, a failed build names the last good build, the first bad one and what came between', async () => {
  let run = 0;
  await fc.assert(
    fc.asyncProperty(histories, async (history) => {
      run += 1;
      const origin = `origin-${run}`;
      for (const batch of history.reports(origin)) expect((await server.report(batch)).userErrors).toEqual([]);
      const { builds, changes } = await ask(REGRESSIONS, { origin });
      // biome-ignore lint/suspicious/noExplicitAny: answers are as many-shaped as their questions
      const answered = new Map<string, any>(builds.nodes.map((build: { key: string }) => [build.key, build]));
      const changeIds = new Map<string, string>(
        changes.nodes.map(({ key, id }: { key: string; id: string }) => [key, id]),
      );
      const regressionOf = plainRegressions(history, {
        ofChange: (key) => numberOf(changeIds.get(key) ?? ''),
        ofStamp: ({ key }, { codebase }) =>
          numberOf(answered.get(key).sourceStamps.find((stamp: Stamp) => stamp.codebase === codebase).id),
        ofBuild: ({ key }) => numberOf(answered.get(key).id),
      });
      for (const build of history.builds) {
        const expected = regressionOf(build);
        const { id, regression } = answered.get(build.key);
        if (expected === null || regression === null) {
          expect(regression, build.key).toEqual(expected);
          continue;
        }
        const { lastGoodBuild, firstBadBuild, suspects } = regression;
        expect(suspects.totalCount).toBe(expected.suspects.length);
        const rest = suspects.pageInfo.hasNextPage
          ? (await ask(MORE, { id, after: suspects.pageInfo.endCursor })).build.regression.suspects.nodes
          : [];
        const keys = [...suspects.nodes, ...rest].map(({ key }) => key);
        expect({ lastGoodBuild, firstBadBuild, suspects: keys }, build.key).toEqual(expected);
      }
    }),
    { numRuns: 15, interruptAfterTimeLimit: 10_000 },
  );
});

const REPOSITORY = 'https://git.example.org/demo.git';
const change = (origin: string, number: number) => ({
  addChange: {
    origin,
    key: `c${number}`,
    author: `author ${number}`,
    message: `commit ${number}`,
    revision: `r${number}`,
    branch: 'main',
    repository: REPOSITORY,
    committedAt: time(number * 10),
  },
});
const build = (origin: string, key: string, revision: number, result: string, start: number) => [
  {
    startBuild: {
      origin,
      key,
      builder: 'linux',
      sourceStamps: [{ branch: 'main', repository: REPOSITORY, revision: `r${revision}` }],
      startedAt: time(start),
    },
  },
  { startStep: { build: { origin, key }, key: 'compile', name: 'compile' } },
  { finishStep: { step: { build: { origin, key }, key: 'compile' }, result: 'SUCCESS' } },
  { startStep: { build: { origin, key }, key: 'test', name: 'test' } },
  { finishStep: { step: { build: { origin, key }, key: 'test' }, result } },
  { finishBuild: { build: { origin, key }, result } },
];

async function regressionOf(origin: string, key: string) {
  const { buildByKey } = await ask(
    'query ($origin: String!, $key: String!) { buildByKey(origin: $origin, key: $key) { id } }',
    {
      origin,
      key,
    },
  );
  const counted = await fewestStatements(() =>
    server.graphql(contractOperation('regression', 'Regression'), { id: buildByKey.id }, null),
  );
  expect(counted.result.errors).toBeUndefined();
  return { regression: counted.result.data.build.regression, statements: counted.statements };
}

test('the contract’s question takes four statements, and its answer gets better when a skipped revision is built later', async () => {
  await server.report([1, 2, 3, 4, 5, 6].map((number) => change('later', number)));
  await server.report([
    ...build('later', 'good', 1, 'SUCCESS', 100),
    ...build('later', 'bad', 6, 'FAILURE', 110),
    ...build('later', 'says nothing', 5, 'EXCEPTION', 115),
  ]);
  const { regression, statements } = await regressionOf('later', 'bad');
  expect(statements).toHaveLength(4);
  expect(regression).toMatchObject({
    lastGoodBuild: { number: 1 },
    firstBadBuild: { number: 2, sourceStamps: [{ revision: 'r6' }] },
    failingSteps: [{ name: 'test' }],
    suspects: { totalCount: 5, nodes: [6, 5, 4, 3, 2].map((number) => ({ revision: `r${number}` })) },
  });
  await server.report([
    ...build('later', 'good later', 2, 'WARNINGS', 120),
    ...build('later', 'bad later', 4, 'FAILURE', 130),
  ]);
  expect((await regressionOf('later', 'bad')).regression).toMatchObject({
    lastGoodBuild: { number: 4 },
    firstBadBuild: { number: 5 },
    suspects: { totalCount: 2, nodes: [{ revision: 'r4' }, { revision: 'r3' }] },
  });
});

test('a list of failed builds asks for all their regressions in as many statements as one', async () => {
  const numbers = Array.from({ length: 30 }, (_, i) => i);
  await server.report(numbers.map((number) => change('list', number)));
  await server.report(
    numbers.flatMap((number) =>
      build('list', `b${number}`, number, number % 5 === 0 ? 'SUCCESS' : 'FAILURE', 400 + number),
    ),
  );
  const query = `query ($first: Int!) { builds(first: $first, filter: { origins: ["list"], results: [FAILURE] }) { nodes {
    regression { lastGoodBuild { number } firstBadBuild { sourceStamps { revision } } failingSteps { name } suspects { totalCount nodes { key } } } } } }`;
  for (const first of [1, 24]) {
    const { result, statements } = await fewestStatements(() => server.graphql(query, { first }, null));
    expect(result.data.builds.nodes).toHaveLength(first);
    for (const { regression } of result.data.builds.nodes) {
      expect(regression).toMatchObject({ failingSteps: [{ name: 'test' }], suspects: { totalCount: 1 } });
    }
    expect(statements).toHaveLength(4);
  }
});

test('a builder that has never passed suspects all changes of its branch, and builds without sources follow each other as they started', async () => {
  await server.report([change('never', 1), change('never', 2), ...build('never', 'bad', 2, 'FAILURE', 50)]);
  expect((await regressionOf('never', 'bad')).regression).toMatchObject({
    lastGoodBuild: null,
    firstBadBuild: { number: 1 },
    suspects: { totalCount: 2 },
  });
  const plain = (key: string, result: string, start: number) => [
    { startBuild: { origin: 'never', key, builder: 'nightly', startedAt: time(start) } },
    { finishBuild: { build: { origin: 'never', key }, result } },
  ];
  await server.report([
    ...plain('third', 'FAILURE', 3),
    ...plain('second', 'FAILURE', 2),
    ...plain('first', 'SUCCESS', 1),
  ]);
  const { regression } = await regressionOf('never', 'third');
  expect(regression.suspects).toEqual({ totalCount: 0, nodes: [] });
  expect(regression.lastGoodBuild.number).toBe(3);
  expect(regression.firstBadBuild.number).toBe(2);
});

test('a page of suspects that is too large, or after a cursor of another list, is refused', async () => {
  await server.report([change('refused', 1), ...build('refused', 'bad', 1, 'FAILURE', 50)]);
  const suspects = (args: string) =>
    server.graphql(
      `{ buildByKey(origin: "refused", key: "bad") { regression { suspects(${args}) { pageInfo { endCursor } } } } }`,
    );
  const { data } = await server.graphql('{ builds(first: 1) { pageInfo { endCursor } } }');
  for (const args of ['first: 1001', 'first: -1', `after: "${data.builds.pageInfo.endCursor}"`, 'after: "x"']) {
    expect((await suspects(args)).errors?.[0], args).toMatchObject({
      message: expect.stringMatching(/`(first|after)`/),
      extensions: { code: 'BAD_USER_INPUT' },
    });
  }
});
