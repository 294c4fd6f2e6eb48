// Thousands of builders, each with what it last came to: what is told is what one finds by looking through all builds.

import fc from 'fast-check';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { plansOf } from '../support/plans.ts';
import { startServer, type TestServer } from '../support/server.ts';
import { fewestStatements } from '../support/statements.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.stop());

const LIST = `query ($filter: BuilderFilter, $first: Int, $after: String, $names: [String!]) {
  builders(filter: $filter, first: $first, after: $after) { pageInfo { hasNextPage endCursor } nodes {
    name runningBuildCount pendingRequestCount
    latestBuild { key } running: latestBuild(state: RUNNING) { key } finished: latestBuild(state: FINISHED) { key }
    branches(first: 100) { totalCount nodes { name latestBuild { key result } } }
    named: branches(names: $names) { nodes { name } } } } }`;

const branch = fc.constantFrom('main', 'release', 'topic', null);
/** What is told of a build. No result: it runs. Later branches became known after it had ended. */
const told = fc.record({
  builder: fc.integer({ min: 0, max: 2 }),
  minute: fc.integer({ min: 0, max: 30 }),
  result: fc.constantFrom('SUCCESS' as const, 'FAILURE' as const, 'EXCEPTION' as const, null),
  branches: fc.array(branch, { maxLength: 2 }),
  laterBranches: fc.option(fc.array(branch, { minLength: 2, maxLength: 2 }), { freq: 3 }),
});
const stampsOf = (branches: readonly (string | null)[]) =>
  branches.map((name, i) => ({
    codebase: `c${i}`,
    repository: 'g',
    revision: 'r',
    ...(name === null ? {} : { branch: name }),
  }));

let runs = 0;

test('what builders last came to, in all and on each branch, and what runs and waits, is what looking through all builds says', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(told, { minLength: 1, maxLength: 14 }),
      fc.array(fc.record({ builder: fc.integer({ min: 0, max: 2 }), met: fc.boolean() }), { maxLength: 5 }),
      fc.infiniteStream(fc.nat()),
      async (builds, requests, order) => {
        runs += 1;
        const origin = `random-${runs}`;
        const nameOf = (builder: number) => `${origin}/b${builder}`;
        const reports = builds.flatMap((build, i) => {
          const of = { origin, key: `k${i}` };
          const startedAt = new Date(Date.UTC(2026, 0, 1, 0, build.minute, 0, i)).toISOString();
          return [
            {
              startBuild: { ...of, builder: nameOf(build.builder), startedAt, sourceStamps: stampsOf(build.branches) },
            },
            ...(build.result === null ? [] : [{ finishBuild: { build: of, result: build.result } }]),
            ...(build.laterBranches === null
              ? []
              : [{ updateBuild: { build: of, sourceStamps: stampsOf(build.laterBranches) } }]),
          ];
        });
        // What is told of one build stays in order; the builds themselves come mixed, in batches of all sizes.
        const queue = [...reports];
        while (queue.length > 0) {
          const { userErrors } = await server.report(queue.splice(0, 1 + ((order.next().value as number) % 6)));
          expect(userErrors).toEqual([]);
        }
        await server.report(
          requests.flatMap(({ builder, met }, i) => [
            { registerBuilder: { origin, name: nameOf(builder) } },
            { requestBuild: { origin, key: `r${i}`, builder: nameOf(builder) } },
            ...(met ? [{ finishBuildRequest: { buildRequest: { origin, key: `r${i}` }, result: 'CANCELLED' } }] : []),
          ]),
        );

        const { data } = await server.graphql(LIST, { filter: { origins: [origin] }, names: ['main', 'topic'] });
        const known = new Set([...builds, ...requests].map(({ builder }) => builder));
        expect(data.builders.nodes).toEqual([...known].sort().map((number) => modelOf(number)));

        function modelOf(number: number) {
          const its = builds
            .map((build, i) => ({ ...build, key: `k${i}`, at: build.minute * 60_000 + i }))
            .filter(({ builder }) => builder === number)
            .sort((a, b) => b.at - a.at);
          const ended = its.filter(({ result }) => result !== null);
          const branches = new Map<string | null, (typeof its)[number]>();
          for (const build of ended)
            for (const name of build.laterBranches ?? build.branches)
              if (!branches.has(name)) branches.set(name, build);
          const key = (build: (typeof its)[number] | undefined) => (build === undefined ? null : { key: build.key });
          const list = [...branches].sort(([a, x], [b, y]) => y.at - x.at || ((a ?? '') < (b ?? '') ? 1 : -1));
          return {
            name: nameOf(number),
            runningBuildCount: its.length - ended.length,
            pendingRequestCount: requests.filter(({ builder, met }) => builder === number && !met).length,
            latestBuild: key(its[0]),
            running: key(its.find(({ result }) => result === null)),
            finished: key(ended[0]),
            branches: {
              totalCount: list.length,
              nodes: list.map(([name, { key, result }]) => ({ name, latestBuild: { key, result } })),
            },
            named: {
              nodes: list.flatMap(([name]) => (name === 'main' || name === 'topic' ? [{ name }] : [])),
            },
          };
        }
      },
    ),
    { numRuns: 15 },
  );
}, 60_000);

/** Builders of which one is busy, and the others have been quiet since they built once, a year ago. */
async function seed(builders: number, builds: number) {
  const at = `timestamptz '2025-01-01 00:00Z' + i * interval '1 minute'`;
  for (const sql of [
    `insert into origin (id, name, kind, created_at) values (1, 'seed', 'CUSTOM', now())`,
    `insert into builder (id, origin_id, name, tags) select 100 + j, 1, 'seed-' || j, '{}' from generate_series(0, ${builders - 1}) j`,
    `insert into source_stamp (id, origin_id, codebase, repository, branch, created_at, digest)
     select 100000 + s, 1, '', 'g', 'branch-' || s, now(), sha256(s::text::bytea) from generate_series(0, 9) s`,
    `insert into build (id, origin_id, key, builder_id, number, started_at, completed_at, state, result, state_string)
     select 1000000 + i, 1, 's' || i, 100 + case when i < ${builders} then i else 0 end, i, ${at}, case when i < ${builds} - 20 then ${at} end,
       case when i < ${builds} - 20 then 'FINISHED' else 'RUNNING' end::build_state, case when i < ${builds} - 20 then 'SUCCESS' end::result, ''
     from generate_series(0, ${builds - 1}) i`,
    `insert into build_source_stamp (build_id, codebase, source_stamp_id, builder_id)
     select id, '', 100000 + number % 10, builder_id from build where origin_id = 1`,
    `insert into builder_branch (builder_id, branch, started_at, build_id)
     select distinct on (b.builder_id, s.branch) b.builder_id, s.branch, b.started_at, b.id from build b
     join build_source_stamp l on l.build_id = b.id join source_stamp s on s.id = l.source_stamp_id
     where b.origin_id = 1 and b.completed_at is not null order by b.builder_id, s.branch, b.started_at desc`,
    `insert into buildset (id, origin_id, key, submitted_at) values (7, 1, 'set', now())`,
    `insert into build_request (id, origin_id, key, buildset_id, builder_id, priority, submitted_at, claimed_at, completed_at, result)
     select 5000000 + i, 1, 's' || i, 7, 100 + i % ${builders}, 0, ${at}, case when i > 50 then now() end, case when i > 50 then now() end, null
     from generate_series(1, ${builds}) i`,
    'vacuum analyze',
  ])
    await server.database.pool.query(sql);
}

test('a page of a thousand builders is a fixed number of statements, by indexes; a builder that has been quiet for a year shows its last build', async () => {
  const isPostgres = inject('template').kind === 'postgres';
  const builders = isPostgres ? 1_200 : 1_050;
  await seed(builders, isPostgres ? 60_000 : 2_000);
  const page = LIST.replace('first: 100)', 'first: 10)').replace('names: $names)', 'names: $names, first: 1)');
  const read = async (first: number) => {
    const answer = await server.graphql(page, { filter: { origins: ['seed'] }, first, names: ['branch-1'] });
    expect(answer.errors).toBeUndefined();
    return answer;
  };
  const few = (await fewestStatements(() => read(3))).statements;
  expect((await fewestStatements(() => read(1_000))).statements).toHaveLength(few.length);
  // The token; the list; what runs and waits; the latest, three ways; and the branches, two.
  expect(few).toHaveLength(9);
  const { data } = await read(1_000);
  expect(data.builders.nodes).toHaveLength(1_000);
  const quiet = data.builders.nodes.find(({ name }: { name: string }) => name === 'seed-17');
  expect(quiet).toMatchObject({
    latestBuild: { key: 's17' },
    branches: { totalCount: 1, nodes: [{ name: 'branch-7' }] },
  });
  if (!isPostgres) return;
  for (const { plan, text } of await plansOf(server.database, () => read(1_000)))
    expect(plan, text).not.toMatch(/Seq Scan on (build|build_request|build_source_stamp|source_stamp)\b/);
});
