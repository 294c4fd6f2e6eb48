// Builds are kept as long as was set, and go with all that hangs on them; what comes late does not bring them back.

import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createBuildRetention } from '../../src/reporting/retention.ts';
import { pruneBuilds } from '../../src/store/buildPruning.ts';
import { createReader } from '../../src/store/reader.ts';
import { startServer, startServerBeside, type TestServer } from '../support/server.ts';

const DAY = 86_400_000; // milliseconds
const NOW = Date.parse('2026-11-24T08:00:00.000Z');
const FOR_EVER = { keepDays: null, keepBuilds: null };
const daysAgo = (days: number) => new Date(NOW - days * DAY).toISOString();

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.stop());

function retention(of: TestServer = server, unless = FOR_EVER as { keepDays: number | null; keepBuilds: null }) {
  return createBuildRetention({
    database: of.database,
    reader: createReader(of.database),
    unless,
    failed: (error) => {
      throw error;
    },
    clock: () => NOW,
  });
}

const SET = `mutation ($input: SetRetentionInput!) { setRetention(input: $input) {
  subject { id } retention { keepDays keepBuilds source } userErrors { code path message } } }`;
const CLEAR = `mutation ($input: ClearRetentionInput!) { clearRetention(input: $input) {
  subject { id } retention { keepDays keepBuilds source } userErrors { code path } } }`;

async function set(id: string, limits: object) {
  const { data } = await server.graphql(SET, { input: { id, ...limits } });
  expect(data.setRetention.userErrors).toEqual([]);
  return data.setRetention;
}

async function idsOf(origin: string): Promise<Record<string, string>> {
  const { data } = await server.graphql(
    `query ($origin: String!) { origin(name: $origin) { id projects { nodes { id name } } builders { nodes { id name } } } }`,
    { origin },
  );
  const { id, projects, builders } = data.origin;
  return Object.fromEntries([
    ['origin', id],
    ...[...projects.nodes, ...builders.nodes].map(({ id, name }: { id: string; name: string }) => [name, id]),
  ]);
}

/** Everything that the origin's builds and requests left, by key; counted in the tables, since nothing else shows what nobody refers to. */
async function left(origin: string) {
  const keys = async (sql: string): Promise<string[]> => {
    const { rows } = await server.database.pool.query<{ key: string }>(
      `select t.key from (${sql}) t(origin_id, key) join origin o on o.id = t.origin_id where o.name = $1 order by t.key collate "C"`,
      [origin],
    );
    return rows.map(({ key }) => key);
  };
  return {
    builds: await keys('select origin_id, key from build'),
    requests: await keys('select origin_id, key from build_request'),
    buildsets: await keys('select origin_id, key from buildset'),
    revisions: await keys('select origin_id, revision from source_stamp'),
    shown: await keys('select origin_id, revision from source_stamp where first_started_at is not null'),
  };
}

interface PlannedBuild {
  readonly builder: number;
  readonly days: number;
  readonly running: boolean;
  readonly requested: boolean;
  readonly revision: number;
}
interface Limits {
  readonly keepDays?: number;
  readonly keepBuilds?: number;
}

const limits = fc.record(
  { keepDays: fc.integer({ min: 1, max: 12 }), keepBuilds: fc.integer({ min: 1, max: 5 }) },
  { requiredKeys: [] },
);
const history = fc.record({
  builds: fc.array(
    fc.record({
      builder: fc.integer({ min: 0, max: 2 }),
      days: fc.integer({ min: 0, max: 14 }),
      running: fc.integer({ min: 0, max: 4 }).map((some) => some === 0),
      requested: fc.boolean(),
      revision: fc.integer({ min: 0, max: 5 }),
    }),
    { minLength: 1, maxLength: 25 },
  ),
  changed: fc.uniqueArray(fc.integer({ min: 0, max: 5 })),
  rules: fc.record({ origin: limits, project: limits, 'builder-0': limits, 'builder-1': limits }, { requiredKeys: [] }),
  unless: fc.option(fc.integer({ min: 1, max: 12 })),
});

/** Builders 0 and 1 are of the project. */
function limitsOf(builder: number, rules: Record<string, Limits>, unless: number | null): Limits {
  const own = builder < 2 ? (rules[`builder-${builder}`] ?? rules.project) : undefined;
  return own ?? rules.origin ?? (unless === null ? {} : { keepDays: unless });
}

/** Which builds stay: plainly, from the words of schema.graphql. */
function staying(builds: readonly PlannedBuild[], rules: Record<string, Limits>, unless: number | null) {
  return builds.filter((build, i) => {
    const { keepDays, keepBuilds } = limitsOf(build.builder, rules, unless);
    const newer = builds.filter(
      (other, j) =>
        other.builder === build.builder && (other.days < build.days || (other.days === build.days && j > i)),
    ).length;
    if (newer === 0 || build.running) return true;
    return !(keepDays !== undefined && build.days > keepDays) && !(keepBuilds !== undefined && newer >= keepBuilds);
  });
}

let runs = 0;

test('what is left after a sweep is what the limits say, with nothing that hung on what has gone, whatever was set where', async () => {
  await fc.assert(
    fc.asyncProperty(history, async ({ builds, changed, rules, unless }) => {
      runs += 1;
      const origin = `random-${runs}`;
      const stamp = (revision: number) => ({ revision: `r${revision}`, repository: 'g', branch: 'main' });
      const keyOf = (build: PlannedBuild) => `b${builds.indexOf(build)}`;
      const { userErrors } = await server.report([
        { registerProject: { origin, name: 'project' } },
        ...[0, 1, 2].map((i) => ({
          registerBuilder: { origin, name: `builder-${i}`, ...(i < 2 ? { project: 'project' } : {}) },
        })),
        ...changed.map((revision) => ({
          addChange: { origin, key: `c${revision}`, author: 'a', message: 'm', ...stamp(revision) },
        })),
        ...builds.flatMap((build) => {
          const key = keyOf(build);
          const builder = `builder-${build.builder}`;
          // Half an hour into the day, so that a limit of days is never hit to the millisecond.
          const startedAt = new Date(NOW - build.days * DAY + DAY / 48).toISOString();
          const sourceStamps = [stamp(build.revision)];
          return [
            ...(build.requested
              ? [{ requestBuild: { origin, key, builder, submittedAt: startedAt, sourceStamps } }]
              : []),
            {
              startBuild: {
                origin,
                key,
                builder,
                startedAt,
                sourceStamps,
                properties: [{ name: 'p', value: 1 }],
                ...(build.requested ? { buildRequest: { origin, key } } : {}),
              },
            },
            { startStep: { build: { origin, key }, key: 's', name: 's', startedAt } },
            { appendLog: { step: { build: { origin, key }, key: 's' }, name: 'stdio', text: 'line\n' } },
            ...(build.running
              ? []
              : [{ finishBuild: { build: { origin, key }, result: 'SUCCESS', completedAt: startedAt } }]),
          ];
        }),
      ]);
      expect(userErrors).toEqual([]);
      const ids = await idsOf(origin);
      for (const [name, given] of Object.entries(rules)) await set(ids[name] ?? '', given as Limits);

      const removed = await retention(server, { keepDays: unless, keepBuilds: null }).sweep();

      // One that starts when another does came later.
      const stay = staying(builds, rules as Record<string, Limits>, unless);
      const found = await left(origin);
      const keys = (list: readonly PlannedBuild[]) => list.map(keyOf).sort();
      expect(found.builds).toEqual(keys(stay));
      expect(removed).toBeGreaterThanOrEqual(builds.length - stay.length);
      expect(found.requests).toEqual(keys(stay.filter(({ requested }) => requested)));
      expect(found.buildsets).toEqual(found.requests);
      const revisions = new Set(stay.map(({ revision }) => revision));
      const named = (list: Iterable<number>) => [...list].map((revision) => `r${revision}`).sort();
      expect(found.shown).toEqual(named(revisions));
      expect(found.revisions).toEqual(named(new Set([...revisions, ...changed])));

      // Every report again: what is there says so, what has gone is refused, and nothing comes back.
      const again = await server.report(
        builds.map((build) => ({
          updateBuild: { build: { origin, key: keyOf(build) }, stateString: 'late' },
        })),
      );
      const gone = builds.filter((build) => !stay.includes(build));
      expect(again.userErrors.map(({ code }) => code)).toEqual(gone.map(() => 'GONE'));
      expect((await left(origin)).builds).toEqual(found.builds);
      expect(await retention(server).sweep()).toBe(0);
    }),
    { numRuns: 12 },
  );
}, 60_000);

test('a build that has gone is refused by every way of naming it, and one that came of it stays, without its parent', async () => {
  const origin = 'late';
  const old = { origin, key: 'old' };
  await server.report([
    { requestBuild: { origin, key: 'old', builder: 'b', submittedAt: daysAgo(40) } },
    { startBuild: { ...old, builder: 'b', startedAt: daysAgo(40), buildRequest: old } },
    { finishBuild: { build: old, result: 'SUCCESS', completedAt: daysAgo(40) } },
    { requestBuild: { origin, key: 'never', builder: 'b', submittedAt: daysAgo(39) } },
    { finishBuildRequest: { buildRequest: { origin, key: 'never' }, result: 'CANCELLED' } },
    { requestBuild: { origin, key: 'waits', builder: 'b', submittedAt: daysAgo(39) } },
    { startBuild: { origin, key: 'child', builder: 'c', startedAt: daysAgo(1), parentBuild: old, rebuildOf: old } },
    { requestBuild: { origin, key: 'again', builder: 'c', rebuildOf: old } },
    { startBuild: { origin, key: 'new', builder: 'b', startedAt: daysAgo(1) } },
  ]);
  const { b } = await idsOf(origin);
  await set(b ?? '', { keepDays: 30 });
  expect(await retention().sweep()).toBe(1);
  const { userErrors } = await server.report([
    { startBuild: { ...old, builder: 'b' } },
    { updateBuild: { build: old, stateString: 'x' } },
    { setProperties: { build: old, properties: [{ name: 'p', value: 1 }] } },
    { finishBuild: { build: old, result: 'SUCCESS' } },
    { startStep: { build: old, key: 's', name: 's' } },
    { appendLog: { step: { build: old, key: 's' }, name: 'stdio', text: 'x\n' } },
    { requestBuild: { origin, key: 'old', builder: 'b' } },
    { requestBuild: { origin, key: 'never', builder: 'b' } },
    { finishBuildRequest: { buildRequest: old, result: 'SUCCESS' } },
    { startBuild: { origin, key: 'later', builder: 'c', parentBuild: old, rebuildOf: old } },
  ]);
  expect(userErrors.map(({ code }) => code)).toEqual(Array(9).fill('GONE'));
  expect(userErrors[0]?.path).toEqual(['reports', '0', 'startBuild', 'key']);
  const { data } = await server.graphql(
    `query ($b: ID!) { builder(id: $b) { pendingRequestCount runningBuildCount latestBuild { key number previousBuild { key } } }
      child: buildByKey(origin: "late", key: "child") { parentBuild { key } rebuildOf { key } }
      later: buildByKey(origin: "late", key: "later") { parentBuild { key } rebuildOf { key } }
      buildRequests(first: 9, filter: { origins: ["late"] }) { nodes { key buildset { rebuildOf { key } } } }
      old: buildByKey(origin: "late", key: "old") { key } }`,
    { b },
  );
  expect(data).toEqual({
    builder: {
      pendingRequestCount: 1,
      runningBuildCount: 1,
      latestBuild: { key: 'new', number: 2, previousBuild: null },
    },
    child: { parentBuild: null, rebuildOf: null },
    later: { parentBuild: null, rebuildOf: null },
    buildRequests: { nodes: expect.arrayContaining([{ key: 'again', buildset: { rebuildOf: null } }]) },
    old: null,
  });
  await server.report([{ startBuild: { origin, key: 'next', builder: 'b' } }]);
  const next = await server.graphql('{ buildByKey(origin: "late", key: "next") { number } }');
  expect(next.data.buildByKey.number).toBe(3);
});

test('what is set is told with where it was set; what is nearest holds, with both limits; and taking it back brings back what was further away', async () => {
  const origin = 'set';
  await server.report([
    { registerProject: { origin, name: 'p' } },
    { registerBuilder: { origin, name: 'b', project: 'p' } },
  ]);
  const ids = await idsOf(origin);
  const of = async () =>
    (
      await server.graphql('query ($id: ID!) { builder(id: $id) { retention { keepDays keepBuilds source } } }', {
        id: ids.b,
      })
    ).data.builder.retention;
  expect(await of()).toEqual({ ...FOR_EVER, source: 'SETTING' });
  expect(await set(ids.origin ?? '', { keepDays: 90 })).toEqual({
    subject: { id: ids.origin },
    retention: { keepDays: 90, keepBuilds: null, source: 'ORIGIN' },
    userErrors: [],
  });
  await set(ids.p ?? '', { keepBuilds: 5 });
  expect(await of()).toEqual({ keepDays: null, keepBuilds: 5, source: 'PROJECT' });
  await set(ids.b ?? '', {});
  expect(await of()).toEqual({ ...FOR_EVER, source: 'BUILDER' });
  for (const [id, source] of [
    [ids.b, 'PROJECT'],
    [ids.p, 'ORIGIN'],
    [ids.p, 'ORIGIN'],
    [ids.origin, 'SETTING'],
  ]) {
    await server.graphql(CLEAR, { input: { id } });
    expect((await of()).source).toBe(source);
  }
});

test('limits that cannot be, and ids of anything else, are refused; and so is whoever is no administrator', async () => {
  await server.report([{ startBuild: { origin: 'refused', key: 'k', builder: 'b' } }]);
  const { b } = await idsOf('refused');
  const build = (await server.graphql('{ buildByKey(origin: "refused", key: "k") { id } }')).data.buildByKey.id;
  const answers = [
    { id: b, keepDays: 0 },
    { id: b, keepBuilds: 100_001 },
    { id: build, keepDays: 1 },
    { id: 'builder_999999999', keepDays: 1 },
    { id: 'nonsense', keepDays: 1 },
  ].map(async (input) => (await server.graphql(SET, { input })).data.setRetention);
  expect(
    (await Promise.all(answers)).map(({ retention, userErrors }) => [
      retention,
      userErrors[0].code,
      userErrors[0].path,
    ]),
  ).toEqual([
    [null, 'INVALID', ['input', 'keepDays']],
    [null, 'INVALID', ['input', 'keepBuilds']],
    [null, 'NOT_FOUND', ['input', 'id']],
    [null, 'NOT_FOUND', ['input', 'id']],
    [null, 'NOT_FOUND', ['input', 'id']],
  ]);
  const { data } = await server.graphql(
    'mutation { createToken(input: { name: "r", scopes: [READ, REPORT] }) { secret } }',
  );
  const { errors } = await server.graphql(SET, { input: { id: b, keepDays: 1 } }, data.createToken.secret);
  expect(errors?.[0]?.extensions.code).toBe('FORBIDDEN');
});

/** Reports `count` finished builds of one builder, the oldest first, from 100 days ago on. */
async function reportOld(origin: string, count: number) {
  for (let from = 0; from < count; from += 100) {
    await server.report(
      Array.from({ length: Math.min(100, count - from) }, (_, i) => from + i).flatMap((i) => {
        const at = new Date(NOW - 100 * DAY + i * 60_000).toISOString();
        const build = { origin, key: `k${i}` };
        return [
          { startBuild: { ...build, builder: 'b', startedAt: at, sourceStamps: [{ revision: `r${i}` }] } },
          { startStep: { build, key: 's', name: 's', startedAt: at } },
          { finishBuild: { build, result: 'SUCCESS', completedAt: at } },
        ];
      }),
    );
  }
  const { b } = await idsOf(origin);
  return b ?? '';
}

/** What refers to something that is not there, or hangs on nothing. */
async function inconsistencies(): Promise<number> {
  const { rows } = await server.database.pool.query<{ count: string }>(`select count(*) from (
    select id from build b where b.started_at is not null and not exists (select from step s where s.build_id = b.id) and b.key like 'k%' and b.state = 'FINISHED'
    union all select id from source_stamp s where s.revision like 'r%' and s.origin_id in (select id from origin where name in ('crash', 'busy', 'two'))
      and not exists (select from build_source_stamp l where l.source_stamp_id = s.id)
    union all select 1 from build b join removed r on r.origin_id = b.origin_id and r.kind = 'BUILD' and r.key_digest = md5(b.key)::uuid
  ) wrong`);
  return Number(rows[0]?.count);
}

test('a crash in the middle of a batch leaves what was there, whole; the next sweep goes on', async () => {
  const origin = 'crash';
  await set(await reportOld(origin, 60), { keepBuilds: 10 });
  const builder = await server.database.pool.query<{ id: string; origin_id: string }>(
    `select b.id::text, b.origin_id::text from builder b join origin o on o.id = b.origin_id where o.name = 'crash'`,
  );
  const { id = '', origin_id: originId = '' } = builder.rows[0] ?? {};
  const expiry = { now: new Date(NOW).toISOString(), unless: FOR_EVER };
  expect(await pruneBuilds(server.database, expiry, originId, [id], 20)).toMatchObject({ builds: 20 });
  const before = await left(origin);
  expect(before.builds).toHaveLength(40);
  // Everything of the batch is done but the last statement, and then the transaction ends as when the connection is lost.
  const crashing = {
    pool: {
      connect: async () => {
        const client = await server.database.pool.connect();
        return {
          query: (sql: string | { text: string }, values?: unknown[]) =>
            /first_started_at = null/.test(typeof sql === 'string' ? sql : sql.text)
              ? Promise.reject(new Error('crash'))
              : client.query(sql as string, values),
          release: (broken?: boolean) => client.release(broken),
        };
      },
    },
  } as unknown as Parameters<typeof pruneBuilds>[0];
  await expect(pruneBuilds(crashing, expiry, originId, [id], 20)).rejects.toThrow('crash');
  expect(await left(origin)).toEqual(before);
  expect(await retention().sweep()).toBe(30);
  expect((await left(origin)).builds).toHaveLength(10);
  expect(await inconsistencies()).toBe(0);
});

test('reports go on while builds are removed, and nothing that was acknowledged is lost', async () => {
  const origin = 'busy';
  await set(await reportOld(origin, 100), { keepDays: 30 });
  const sweeping = retention().sweep();
  let done = false;
  void sweeping.then(() => {
    done = true;
  });
  const refused: string[] = [];
  let reported = 0;
  // On and on until all are gone: a new build each time, and a late word about one of the old, which is there or has gone.
  for (; !done || reported < 5; reported += 1) {
    const old = { origin, key: `k${(reported * 37) % 100}` };
    const { userErrors } = await server.report([
      {
        startBuild: {
          origin,
          key: `n${reported}`,
          builder: 'b',
          startedAt: daysAgo(1),
          sourceStamps: [{ revision: `r${reported}` }],
        },
      },
      { updateBuild: { build: old, stateString: 'late' } },
      { startStep: { build: old, key: `late-${reported}`, name: 'late' } },
    ]);
    refused.push(...userErrors.map(({ code }) => code));
  }
  expect(await sweeping).toBe(100);
  expect(new Set(refused)).toEqual(new Set(['GONE']));
  const { builds } = await left(origin);
  expect(builds).toEqual(Array.from({ length: reported }, (_, i) => `n${i}`).sort());
  expect(await inconsistencies()).toBe(0);
});

test('two servers that sweep at once remove each build once, and together all of them', async () => {
  const origin = 'two';
  await set(await reportOld(origin, 150), { keepBuilds: 1 });
  const other = await startServerBeside(server);
  try {
    const [one, two] = await Promise.all([retention().sweep(), retention(other).sweep()]);
    const rest = await retention().sweep();
    expect(one + two + rest).toBe(149);
    expect((await left(origin)).builds).toEqual(['k149']);
    expect(await inconsistencies()).toBe(0);
  } finally {
    await other.stop();
  }
});
