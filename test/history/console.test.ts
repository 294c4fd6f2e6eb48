// The console, compared with one that is slow and obviously right: builds grouped by what they built, in this process.

import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { contractOperation } from '../support/contract.ts';
import { startServer, type TestServer } from '../support/server.ts';
import { fewestStatements } from '../support/statements.ts';
import { BUILDERS, histories, type PlainBuild, type Stamp, time } from './support/histories.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.stop());

const QUERY = `query ($filter: ConsoleFilter, $first: Int, $after: String, $last: Int, $before: String) {
  console(filter: $filter, first: $first, after: $after, last: $last, before: $before) {
    totalCount builders { name } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } edges { cursor node { sourceStamp { id } } }
    nodes { sourceStamp { id codebase branch revision patch { body } firstStartedAt }
      cells { builder { name } buildCount latestBuild { key builder { name } } } } } }`;

interface Answer {
  readonly totalCount: number;
  readonly builders: readonly { readonly name: string }[];
  readonly nodes: readonly {
    readonly sourceStamp: { readonly id: string; readonly firstStartedAt: string } & Record<string, unknown>;
    readonly cells: readonly object[];
  }[];
  readonly pageInfo: {
    readonly hasNextPage: boolean;
    readonly hasPreviousPage: boolean;
    readonly startCursor: string | null;
    readonly endCursor: string | null;
  };
}

async function ask(variables: object): Promise<Answer> {
  const { data, errors } = await server.graphql(QUERY, variables);
  expect(errors).toBeUndefined();
  return data.console;
}

interface Filter {
  readonly branch?: string;
  readonly codebase?: string;
  readonly repository?: string;
  readonly revision?: string;
  readonly builders?: readonly string[];
  readonly tags?: readonly string[];
  readonly projects?: readonly string[];
}

const filters: fc.Arbitrary<Filter> = fc.record(
  {
    branch: fc.constantFrom('main', 'next', 'nowhere'),
    codebase: fc.constantFrom('', 'lib'),
    repository: fc.constantFrom('https://git.example.org/one.git', 'https://git.example.org/other.git'),
    revision: fc.constantFrom('', 'm', 'lib', 'main3'),
    builders: fc.subarray(['ant', 'cat', 'nobody']),
    tags: fc.subarray(['fast', 'winged']),
    projects: fc.subarray(['garden', 'house']),
  },
  { requiredKeys: [] },
) as fc.Arbitrary<Filter>;

/** The rows, as they ought to be. */
function rowsOf(builds: readonly PlainBuild[], filter: Filter) {
  const matching = (name: string) => {
    const builder = BUILDERS.find((known) => known.name === name);
    return (
      (!filter.builders || filter.builders.includes(name)) &&
      (!filter.tags || filter.tags.every((tag) => builder?.tags.includes(tag))) &&
      (!filter.projects || filter.projects.includes(builder?.project ?? ''))
    );
  };
  const shown = (stamp: Stamp) =>
    (filter.branch === undefined || stamp.branch === filter.branch) &&
    (filter.codebase === undefined || stamp.codebase === filter.codebase) &&
    (filter.repository === undefined || stamp.repository === filter.repository) &&
    (filter.revision === undefined || stamp.revision?.startsWith(filter.revision) === true);
  const ofStamps = new Map<string, { stamp: Stamp; builds: PlainBuild[] }>();
  for (const build of builds) {
    for (const stamp of build.stamps.filter(shown)) {
      const row = ofStamps.get(JSON.stringify(stamp)) ?? { stamp, builds: [] };
      row.builds.push(build);
      ofStamps.set(JSON.stringify(stamp), row);
    }
  }
  return [...ofStamps.values()]
    .map(({ stamp, builds: all }) => ({
      stamp: {
        codebase: stamp.codebase,
        branch: stamp.branch,
        revision: stamp.revision,
        patch: stamp.patch ?? null,
        firstStartedAt: time(Math.min(...all.map(({ start }) => start))),
      },
      cells: BUILDERS.flatMap(({ name }) => {
        const own = all.filter(({ builder }) => builder === name && matching(name)).sort((a, b) => b.start - a.start);
        return own[0] === undefined
          ? []
          : [
              {
                builder: { name },
                buildCount: own.length,
                latestBuild: { key: own[0].key, builder: { name } },
              },
            ];
      }),
    }))
    .filter(({ cells }) => cells.length > 0);
}

test('the console of any history, read in pages from either end and under any filter, is what its builds amount to', async () => {
  let run = 0;
  await fc.assert(
    fc.asyncProperty(
      histories,
      filters,
      fc.integer({ min: 1, max: 9 }),
      fc.boolean(),
      async ({ builds, reports }, filter, size, backwards) => {
        run += 1;
        const origin = `origin-${run}`;
        for (const batch of reports(origin)) expect((await server.report(batch)).userErrors).toEqual([]);
        const expected = rowsOf(builds, filter);
        const pages: Answer[] = [];
        for (let cursor: string | null | undefined; cursor !== null; ) {
          const page = await ask({
            filter: { ...filter, origins: [origin] },
            ...(backwards ? { last: size, before: cursor } : { first: size, after: cursor }),
          });
          pages.push(page);
          const { hasNextPage, hasPreviousPage, startCursor, endCursor } = page.pageInfo;
          if (backwards) cursor = hasPreviousPage ? startCursor : null;
          else cursor = hasNextPage ? endCursor : null;
          const names = new Set(
            page.nodes.flatMap(({ cells }) =>
              cells.map((cell) => (cell as { builder: { name: string } }).builder.name),
            ),
          );
          expect(page.builders.map(({ name }) => name)).toEqual([...names].sort());
          expect(page.totalCount).toBe(expected.length);
        }
        const rows = (backwards ? pages.reverse() : pages).flatMap(({ nodes }) => nodes);
        // Two code bases of one build are first started at the same moment: the id decides.
        const order = rows.map(({ sourceStamp: { id, firstStartedAt } }) => ({
          firstStartedAt,
          id: BigInt(id.slice(6)),
        }));
        expect(order).toEqual(
          [...order].sort((a, b) =>
            a.firstStartedAt === b.firstStartedAt ? Number(b.id - a.id) : a.firstStartedAt < b.firstStartedAt ? 1 : -1,
          ),
        );
        const plain = rows.map(({ sourceStamp: { id: _, ...stamp }, cells }) => ({ stamp, cells }));
        const sorted = (list: readonly object[]) => list.map((row) => JSON.stringify(row, KEYS)).sort();
        expect(sorted(plain)).toEqual(sorted(expected));
      },
    ),
    { numRuns: 8, interruptAfterTimeLimit: 10_000 },
  );
});

/** The same order of keys on both sides. */
const KEYS =
  'stamp cells codebase branch revision patch body firstStartedAt builder name buildCount latestBuild key'.split(' ');

async function refusal(variables: object) {
  const { errors } = await server.graphql(
    QUERY.replace(/nodes .* } } }/s, 'nodes { sourceStamp { id } } } }'),
    variables,
  );
  return { code: errors?.[0]?.extensions.code, message: errors?.[0]?.message };
}

test('a page that is too large, a cursor of another list and a name that cannot be are refused, each with what was wrong', async () => {
  expect(await refusal({ first: 1_001 })).toEqual({
    code: 'BAD_USER_INPUT',
    message: '`first` must be from 0 to 1000, and is 1001.',
  });
  expect(await refusal({ first: 1, last: 1 })).toMatchObject({ code: 'BAD_USER_INPUT' });
  await server.report([
    { startBuild: { origin: 'refused', key: 'b', builder: 'b', sourceStamps: [{ branch: 'main' }] } },
  ]);
  const { data } = await server.graphql('{ sourceStamps(first: 1) { pageInfo { endCursor } } }');
  const { code, message } = await refusal({ first: 1, after: data.sourceStamps.pageInfo.endCursor });
  expect(code).toBe('BAD_USER_INPUT');
  expect(message).toMatch(/`after` is a cursor of another list/);
  for (const name of ['branch', 'codebase', 'repository', 'revision']) {
    expect(await refusal({ first: 1, filter: { [name]: 'a\0b' } }), name).toMatchObject({ code: 'BAD_USER_INPUT' });
  }
  for (const name of ['origins', 'builders', 'tags', 'projects']) {
    expect(await refusal({ first: 1, filter: { [name]: ['a\0b'] } }), name).toMatchObject({ code: 'BAD_USER_INPUT' });
    const many = Array.from({ length: 1_001 }, String);
    expect(await refusal({ first: 1, filter: { [name]: many } })).toEqual({
      code: 'BAD_USER_INPUT',
      message: `\`${name}\` may have at most 1000 entries, and has 1001.`,
    });
  }
});

test('a source stamp is not in the console before a build of it starts, and leaves it with the last build that moves on', async () => {
  const build = { origin: 'moving', key: 'b' };
  const stamp = { repository: 'https://git.example.org/one.git', branch: 'main' };
  const revisions = async () =>
    (await ask({ filter: { origins: ['moving'] }, first: 5 })).nodes.map(({ sourceStamp }) => sourceStamp.revision);
  await server.report([
    { addChange: { origin: 'moving', key: 'c', author: 'A', message: 'm', revision: 'r1', ...stamp } },
  ]);
  expect(await revisions()).toEqual([]);
  await server.report([{ startBuild: { ...build, builder: 'b', sourceStamps: [stamp] } }]);
  expect(await revisions()).toEqual([null]);
  await server.report([{ updateBuild: { build, sourceStamps: [{ ...stamp, revision: 'r1' }] } }]);
  expect(await revisions()).toEqual(['r1']);
});

test('the contract’s console takes five statements, however many source stamps and builders it shows', async () => {
  const reports = Array.from({ length: 240 }, (_, i) => ({
    startBuild: {
      origin: 'wide',
      key: `b${i}`,
      builder: `builder-${i % 12}`,
      sourceStamps: [{ branch: 'wide', revision: `r${Math.floor(i / 12)}` }],
      startedAt: time(i),
    },
  }));
  expect((await server.report(reports)).userErrors).toEqual([]);
  const query = contractOperation('console', 'Console');
  for (const first of [1, 20]) {
    const { result, statements } = await fewestStatements(() =>
      server.graphql(query, { filter: { branch: 'wide' }, first }, null),
    );
    expect(result.errors).toBeUndefined();
    expect(result.data.console.nodes).toHaveLength(first);
    expect(result.data.console.builders).toHaveLength(12);
    for (const { cells } of result.data.console.nodes) expect(cells).toHaveLength(12);
    expect(statements).toHaveLength(5);
  }
});
