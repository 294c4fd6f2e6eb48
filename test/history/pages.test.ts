// Pages and filters, compared with a model that is slow and obviously right: the whole list, filtered and cut in this process.

import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { seedBuilds } from '../support/seed.ts';
import { startServer, type TestServer } from '../support/server.ts';

interface Listed {
  readonly id: string;
  readonly startedAt: string;
  readonly completedAt: string | null;
  readonly state: string;
  readonly result: string | null;
  readonly builder: { readonly name: string; readonly tags: readonly string[] };
  readonly worker: { readonly name: string };
  readonly sourceStamps: readonly { readonly branch: string; readonly revision: string }[];
}

const FIELDS =
  'id startedAt completedAt state result builder { name tags } worker { name } sourceStamps { branch revision }';
const COUNT = 90;
let server: TestServer;
let everything: readonly Listed[];

beforeAll(async () => {
  server = await startServer();
  await seedBuilds(server.database, COUNT, 0);
  everything = (await list({ first: 1000 })).nodes;
});
afterAll(() => server.stop());

async function list(args: object) {
  const { data, errors } = await server.graphql(
    `query List($filter: BuildFilter, $orderBy: BuildOrder, $first: Int, $after: String, $last: Int, $before: String) {
      builds(filter: $filter, orderBy: $orderBy, first: $first, after: $after, last: $last, before: $before) {
        totalCount nodes { ${FIELDS} } edges { cursor node { id } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }`,
    args,
  );
  expect(errors).toBeUndefined();
  return data.builds as {
    totalCount: number;
    nodes: Listed[];
    edges: { cursor: string; node: { id: string } }[];
    pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; startCursor: string | null; endCursor: string | null };
  };
}

const filters = fc.record(
  {
    builders: fc.subarray(['builder-1', 'builder-2', 'builder-5', 'nobody']),
    tags: fc.subarray(['tag-0', 'tag-1']),
    workers: fc.subarray(['worker-0', 'worker-3']),
    branch: fc.constantFrom('branch-0', 'branch-1', 'nowhere'),
    revision: fc.constantFrom('', 'a', '1', '%', '_'),
    states: fc.subarray(['RUNNING', 'FINISHED']),
    results: fc.subarray(['SUCCESS', 'FAILURE', 'WARNINGS']),
    startedFrom: fc.constantFrom('2026-01-01T00:10:00.000Z', '2026-01-01T02:00:00+01:00'),
    startedBefore: fc.constantFrom('2026-01-01T01:00:00.000Z', '2026-01-01T01:20:00.000Z'),
    completedFrom: fc.constantFrom('2026-01-01T00:20:00.000Z'),
    completedBefore: fc.constantFrom('2026-01-01T01:00:00.000Z'),
  },
  { requiredKeys: [] },
);
type Filter = typeof filters extends fc.Arbitrary<infer F> ? F : never;

function matches(build: Listed, filter: Filter): boolean {
  const stamp = build.sourceStamps[0];
  const instant = (text: string) => new Date(text).toISOString();
  return (
    (!filter.builders || filter.builders.includes(build.builder.name)) &&
    (!filter.tags || filter.tags.every((tag) => build.builder.tags.includes(tag))) &&
    (!filter.workers || filter.workers.includes(build.worker.name)) &&
    (filter.branch === undefined || stamp?.branch === filter.branch) &&
    (filter.revision === undefined || stamp?.revision.startsWith(filter.revision) === true) &&
    (!filter.states || filter.states.includes(build.state)) &&
    (!filter.results || (build.result !== null && filter.results.includes(build.result))) &&
    (filter.startedFrom === undefined || build.startedAt >= instant(filter.startedFrom)) &&
    (filter.startedBefore === undefined || build.startedAt < instant(filter.startedBefore)) &&
    (filter.completedFrom === undefined || (build.completedAt ?? '') >= instant(filter.completedFrom)) &&
    (filter.completedBefore === undefined ||
      (build.completedAt !== null && build.completedAt < instant(filter.completedBefore)))
  );
}

test('a list that is read in pages, forwards or backwards, in any order and under any filter, is the whole list', async () => {
  const orders = fc.record({
    field: fc.constantFrom('STARTED_AT' as const, 'COMPLETED_AT' as const),
    direction: fc.constantFrom('ASC', 'DESC'),
  });
  await fc.assert(
    fc.asyncProperty(
      filters,
      orders,
      fc.integer({ min: 1, max: 40 }),
      fc.boolean(),
      async (filter, orderBy, size, forwards) => {
        const time = (build: Listed) => (orderBy.field === 'STARTED_AT' ? build.startedAt : (build.completedAt ?? ''));
        const expected = everything
          .filter((build) => matches(build, filter) && (orderBy.field === 'STARTED_AT' || build.completedAt !== null))
          .sort((a, b) => (time(a) < time(b) ? -1 : 1) * (orderBy.direction === 'ASC' ? 1 : -1))
          .map(({ id }) => id);
        const found: string[] = [];
        let cursor: string | null = null;
        for (let more = true; more; ) {
          const args = forwards ? { first: size, after: cursor } : { last: size, before: cursor };
          const page = await list({ filter, orderBy, ...args });
          expect(page.totalCount).toBe(expected.length);
          const ids = page.nodes.map(({ id }) => id);
          expect(page.edges.map(({ node }) => node.id)).toEqual(ids);
          if (forwards) found.push(...ids);
          else found.unshift(...ids);
          more = forwards ? page.pageInfo.hasNextPage : page.pageInfo.hasPreviousPage;
          expect(forwards ? page.pageInfo.hasPreviousPage : page.pageInfo.hasNextPage).toBe(cursor !== null);
          cursor = forwards ? page.pageInfo.endCursor : page.pageInfo.startCursor;
        }
        expect(found).toEqual(expected);
      },
    ),
    { numRuns: 40 },
  );
});

test.each([
  [{ first: 1_001 }, '`first` must be from 0 to 1000, and is 1001.'],
  [{ last: -1 }, '`last` must be from 0 to 1000, and is -1.'],
  [{ first: 1, last: 1 }, '`first` and `last` cannot be given together: a page is read from one end.'],
  [{ first: 1, after: 'nonsense' }, '`after` is not a cursor. Pass one that this list returned.'],
])('a page that cannot be is refused, naming the argument: %j', async (args, message) => {
  const { errors } = await server.graphql(
    'query ($first: Int, $last: Int, $after: String) { builds(first: $first, last: $last, after: $after) { nodes { id } } }',
    args,
  );
  expect(errors?.[0]).toMatchObject({ message, extensions: { code: 'BAD_USER_INPUT' } });
});

test('a cursor of another list, or of another order, is refused', async () => {
  const { pageInfo } = await list({ first: 1 });
  const { errors } = await server.graphql('query ($after: String) { builders(after: $after) { nodes { id } } }', {
    after: pageInfo.endCursor,
  });
  expect(errors?.[0]?.message).toMatch(/^`after` is a cursor of another list/);
});

test('the steps of many builds are each cut to their own page, from either end', async () => {
  await server.database.pool.query(`insert into step (id, build_id, key, number, name, state, state_string, hidden, urls)
    select 5 * b.id + s, b.id, 'k' || s, s, 'step ' || s, 'RUNNING', '', false, '[]' from build b, generate_series(1, 1 + b.id::int % 4) s`);
  const { data } = await server.graphql(
    '{ builds(first: 20) { nodes { all: steps(first: 100) { totalCount nodes { number } } head: steps(first: 2) { nodes { number } pageInfo { hasNextPage endCursor } } tail: steps(last: 2) { nodes { number } pageInfo { hasPreviousPage } } } } }',
  );
  for (const { all, head, tail } of data.builds.nodes) {
    const numbers = all.nodes.map(({ number }: { number: number }) => number);
    expect(all.totalCount).toBe(numbers.length);
    expect(head.nodes.map(({ number }: { number: number }) => number)).toEqual(numbers.slice(0, 2));
    expect(tail.nodes.map(({ number }: { number: number }) => number)).toEqual(numbers.slice(-2));
    expect(head.pageInfo.hasNextPage).toBe(numbers.length > 2);
    expect(tail.pageInfo.hasPreviousPage).toBe(numbers.length > 2);
  }
});

test('builds are found by all of their properties at once, and no more are asked for than the limit', async () => {
  const build = { origin: 'properties', key: 'k' };
  const properties = Array.from({ length: 100 }, (_, i) => ({ name: `p${i}`, value: i % 2 ? { i } : i }));
  const { errors } = await server.graphql('mutation ($r: [Report!]!) { report(reports: $r) { acceptedCount } }', {
    r: [{ startBuild: { ...build, builder: 'b', properties: [...properties, { name: 'null', value: null }] } }],
  });
  expect(errors).toBeUndefined();
  const count = async (filter: object[]) => (await list({ first: 0, filter: { properties: filter } })).totalCount;
  expect(await count(properties)).toBe(1);
  expect(await count([{ name: 'p1' }, { name: 'p1', value: { i: 1 } }, { name: 'p2', value: 2 }])).toBe(1);
  expect(await count([{ name: 'p1', value: 1 }])).toBe(0);
  expect(
    await count([
      { name: 'p2', value: 2 },
      { name: 'p2', value: 3 },
    ]),
  ).toBe(0);
  expect(await count([{ name: 'null', value: null }])).toBe(1);
  expect(await count([])).toBe(COUNT + 1);
  const answer = await server.graphql('query ($filter: BuildFilter) { builds(filter: $filter) { totalCount } }', {
    filter: { properties: [...properties, { name: 'one too many' }] },
  });
  expect(answer.errors?.[0]).toMatchObject({
    message: '`properties` may have at most 100 entries, and has 101.',
    extensions: { code: 'BAD_USER_INPUT' },
  });
});
