// A build that is recorded whole, and the same told by small reports, are one history, whatever was told before, between and after.

import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { partsOfWhole, type WholeBuild, wholeBuild } from '../../src/adapters/wholeBuild.ts';
import type { Report, Reports } from '../../src/reporting/reports.ts';
import { startServer, type TestServer } from '../support/server.ts';

type Recorded = Reports['recordBuild'];

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.stop());

const time = fc
  .integer({ min: 0, max: 59 })
  .map((second) => `2026-03-01T12:00:${String(second).padStart(2, '0')}.000Z`);
const result = fc.constantFrom('SUCCESS', 'WARNINGS', 'FAILURE', 'EXCEPTION', 'RETRY', 'CANCELLED', 'SKIPPED');
const words = fc.constantFrom('done', '3 tests failed', 'ünïcode ☃');
const maybe = <T>(of: fc.Arbitrary<T>) => fc.option(of, { nil: undefined, freq: 2 });

const stamps = fc
  .record({ branch: fc.constantFrom('main', 'topic'), revision: maybe(fc.constantFrom('abc', 'def')) })
  .map(({ branch, revision }) => [{ repository: 'r', branch, ...(revision === undefined ? {} : { revision }) }]);
const property = fc.record({
  name: fc.constantFrom('a', 'b', 'c'),
  value: fc.oneof(fc.integer(), words, fc.constant(null), fc.constant({ a: [1, null] })),
  source: maybe(fc.constant('Build')),
});
const step = fc.record({
  key: fc.constantFrom('k0', 'k1', 'k2'),
  name: fc.constantFrom('compile', 'test'),
  number: maybe(fc.nat(4)),
  pending: maybe(fc.boolean()),
  startedAt: maybe(time),
  completedAt: maybe(time),
  result: maybe(result),
  stateString: maybe(words),
  hidden: maybe(fc.boolean()),
  urls: maybe(fc.constant([{ name: 'report', url: 'https://ci.example.org/report' }])),
});

/** Any build, and often one of the same key as another that says something else. Some are refused, as they are or after others. */
const build = fc
  .record({
    key: fc.constantFrom('one', 'two', 'three'),
    builder: fc.constantFrom('linux', 'windows'),
    number: maybe(fc.integer({ min: 1, max: 4 })),
    worker: maybe(fc.constantFrom('w1', 'w2')),
    master: maybe(fc.constant('m')),
    reason: maybe(words),
    startedAt: maybe(time),
    completedAt: maybe(time),
    result,
    stateString: maybe(words),
    request: maybe(
      fc.record({ key: fc.constantFrom('q1', 'q2'), buildset: maybe(fc.constant('s')), submittedAt: maybe(time) }),
    ),
    parent: maybe(fc.constantFrom('one', 'two', 'zero')),
    sourceStamps: maybe(stamps),
    builtSourceStamps: maybe(stamps),
    properties: maybe(fc.uniqueArray(property, { selector: ({ name }) => name, maxLength: 3 })),
    steps: maybe(fc.array(step, { maxLength: 4 })),
  })
  .map(({ parent, ...told }) => ({ told, parent }));

interface Told {
  readonly told: Partial<Omit<Recorded, 'parentBuild'>>;
  readonly parent: string | undefined;
}

const without = (thing: object): object =>
  Object.fromEntries(Object.entries(thing).filter(([, value]) => value !== undefined));

function recordOf(origin: string, { told, parent }: Told): WholeBuild {
  const parentBuild = parent === undefined ? {} : { parentBuild: { origin, key: parent } };
  const request = told.request && { request: without(told.request) };
  const steps = told.steps && { steps: told.steps.map(without) };
  return {
    kind: 'recordBuild',
    input: { origin, ...without(told), ...request, ...steps, ...parentBuild } as unknown as Recorded,
  };
}

const sendable = ({ kind, input }: Report) => ({ [kind]: JSON.parse(JSON.stringify(input)) });

const HISTORY = `query ($origin: String!, $origins: [String!]!) {
  builds(filter: { origins: $origins }, first: 99) { totalCount nodes { key number state result lost stateString reason url startedAt completedAt
    builder { name } worker { name } master { name } parentBuild { key } regression { lastGoodBuild { key } firstBadBuild { key } }
    buildRequest { key state result priority submittedAt claimedAt completedAt buildset { key reason complete result sourceStamps { branch revision } } }
    properties { name value source } sourceStamps { repository branch revision }
    steps(first: 9) { nodes { key number name state result lost stateString startedAt completedAt hidden urls { name url } } } } }
  buildRequests(first: 99, filter: { origins: $origins }) { nodes { key state result } }
  origin(name: $origin) { builders(first: 9) { nodes { name branches(first: 9) { nodes { name latestBuild { key } } } } } } }`;

/** What no two origins have alike: times that were guessed, in the place of which it is said that they were. */
const comparable = (value: unknown) =>
  JSON.parse(
    JSON.stringify(value, (name, inner) => {
      if (typeof inner !== 'string' || !/^\d{4}-\d\d-\d\dT/.test(inner)) return inner;
      return inner.startsWith('2026-03-01') ? inner : `${name}: guessed`;
    }),
  );

const byKey = (a: { key: string }, b: { key: string }) => (a.key < b.key ? -1 : 1);

async function historyOf(origin: string) {
  const { data, errors } = await server.graphql(HISTORY, { origin, origins: [origin] });
  expect(errors).toBeUndefined();
  const { rows: events } = await server.database.pool.query(
    `select e.type, e.moment, b.key as build, s.key as step, q.key as request from event e join origin o on o.id = e.origin_id
     left join build b on b.id = e.build_id left join step s on s.id = e.subject_id left join build_request q on q.id = e.subject_id
     where o.name = $1 order by e.seq`,
    [origin],
  );
  const { rows: kept } = await server.database.pool.query(
    `select b.key, b.started_guessed, b.completed_guessed, b.awaited_request_key, v.good, v.line,
       (select json_agg(json_build_array(s.key, s.started_guessed, s.completed_guessed, s.hidden, s.name) order by s.key) from step s where s.build_id = b.id) as steps
     from build b join origin o on o.id = b.origin_id left join verdict v on v.build_id = b.id where o.name = $1 order by b.key`,
    [origin],
  );
  const { rows: rolledUp } = await server.database.pool.query(
    `select r.grain, r.result, r.count, r.kept, r.duration_ms, r.queue_count, r.queue_ms, r.durations, b.name as builder from rollup r join origin o on o.id = r.origin_id left join builder b on b.id = r.builder_id
     where o.name = $1 and r.start between '2026-02-20' and '2026-03-05' order by r.grain, r.start, r.result, b.name`,
    [origin],
  );
  data.builds.nodes.sort(byKey);
  return comparable({ data, events, kept, rolledUp });
}

type Refused = { readonly code: string; readonly message: string };

/** Tells of a build; when it is refused as a whole, also in its parts. @returns why the whole was refused, and which parts were. */
async function tell(record: WholeBuild, isWhole: boolean) {
  const said = (errors: readonly Refused[]) => errors.map(({ code, message }) => ({ code, message }));
  const whole = isWhole ? (await server.report([sendable(record)])).userErrors : null;
  if (whole?.length === 0) return { whole: null, parts: [] };
  const parts = (await server.report(partsOfWhole(record).map(sendable))).userErrors;
  return { whole: whole === null ? null : said(whole)[0], parts: said(parts) };
}

let run = 0;

test('builds recorded whole, in parts, or both, in any order and more than once, are one history with one event log', async () => {
  const acts = fc.array(fc.tuple(build, fc.boolean()), { minLength: 1, maxLength: 8 });
  const repeats = fc.array(fc.nat(7), { maxLength: 3 });
  let refusedWholes = 0;
  await fc.assert(
    fc.asyncProperty(acts, repeats, async (told, again) => {
      run += 1;
      const origins = ['whole', 'parts', 'mixed'].map((name) => `${name}-${run}`);
      for (const [what, mixed] of [...told, ...again.map((i) => told[i % told.length] as [Told, boolean])]) {
        const [whole, parts, either] = [
          await tell(recordOf(origins[0] ?? '', what), true),
          await tell(recordOf(origins[1] ?? '', what), false),
          await tell(recordOf(origins[2] ?? '', what), mixed),
        ];
        expect(whole.parts).toEqual(parts.parts);
        expect(either.parts).toEqual(parts.parts);
        expect(whole.whole).toEqual(parts.parts[0] ?? null);
        if (whole.whole !== null) refusedWholes += 1;
      }
      const [whole, parts, mixed] = await Promise.all(origins.map(historyOf));
      expect(whole).toEqual(parts);
      expect(mixed).toEqual(parts);
    }),
    { numRuns: 40, interruptAfterTimeLimit: 15_000 },
  );
  expect(refusedWholes).toBeGreaterThan(0);
}, 120_000);

test('many that are new are told in one call as they are in their parts', async () => {
  const many = (origin: string) =>
    Array.from({ length: 60 }, (_, i) => ({
      kind: 'recordBuild' as const,
      input: {
        origin,
        key: `${i}`,
        builder: `b${i % 3}`,
        startedAt: `2026-03-01T12:00:${String(i).padStart(2, '0')}.000Z`,
        completedAt: `2026-03-01T12:30:${String(i).padStart(2, '0')}.000Z`,
        result: i % 4 === 0 ? ('FAILURE' as const) : ('SUCCESS' as const),
        request: {
          key: `q${i}`,
          buildset: `${i > 20 ? 'late' : 'early'} ${i % 10}`,
          submittedAt: '2026-03-01T11:00:00.000Z',
        },
        reason: `reason ${i % 10}`,
        sourceStamps: [{ repository: 'r', branch: 'main', revision: `r${i % 10}` }],
        properties: [{ name: 'i', value: i }],
        steps: [0, 1, 2].map((n) => ({ key: `k${n}`, name: `s${n}`, number: n, result: 'SUCCESS' as const })),
        ...(i > 20 ? { parentBuild: { origin, key: `${i % 10}` } } : {}),
      },
    }));
  expect(await server.report(many('at once').map(sendable))).toMatchObject({ acceptedCount: 60, userErrors: [] });
  const parts = many('each').map(partsOfWhole);
  for (let from = 0; from < parts.length; from += 15) {
    expect(
      (
        await server.report(
          parts
            .slice(from, from + 15)
            .flat()
            .map(sendable),
        )
      ).userErrors,
    ).toEqual([]);
  }
  expect((await historyOf('at once')).data).toEqual((await historyOf('each')).data);
  expect((await historyOf('at once')).kept).toEqual((await historyOf('each')).kept);
  expect((await historyOf('at once')).rolledUp).toEqual((await historyOf('each')).rolledUp);
});

test('what refuses a whole build says where in it, and keeps nothing of it', async () => {
  const record = (origin: string, more: object) => ({
    recordBuild: { origin, key: 'k', builder: 'b', result: 'SUCCESS', ...more },
  });
  const refusalOf = async (more: object) => {
    const { userErrors } = await server.report([record('refused', more)]);
    return userErrors.map(({ code, path }) => `${code} ${path.slice(3).join('.')}`);
  };
  const step = (more: object) => ({ key: 's', name: 's', number: 1, result: 'SUCCESS', ...more });
  expect(await refusalOf({ steps: [step({}), step({ key: '2' })] })).toEqual(['CONFLICT steps.1.number']);
  expect(await refusalOf({ steps: [step({ urls: [{ name: 'x', url: 'javascript:1' }] })] })).toEqual([
    'INVALID steps.0.urls.0.url',
  ]);
  expect(await refusalOf({ steps: [step({ key: '' })] })).toEqual(['INVALID steps.0.key']);
  expect(await refusalOf({ request: { key: '' } })).toEqual(['INVALID request.key']);
  expect(await refusalOf({ sourceStamps: [{ branch: '\0' }] })).toEqual(['INVALID sourceStamps.0.branch']);
  expect(await refusalOf({ builtSourceStamps: [{ branch: '\0' }] })).toEqual(['INVALID builtSourceStamps.0.branch']);
  expect(await refusalOf({ request: { key: 'q' }, buildRequest: { origin: 'refused', key: 'q' } })).toEqual([
    'INVALID buildRequest',
  ]);
  expect(await refusalOf({ properties: [{ name: 'a' }, { name: 'a' }] })).toEqual(['INVALID properties.1.name']);
  const steps = Array.from({ length: 1_001 }, (_, i) => step({ key: `${i}`, number: i }));
  expect(await refusalOf({ steps })).toEqual(['INVALID steps']);
  const { data } = await server.graphql('{ builds(filter: { origins: ["refused"] }, first: 1) { totalCount } }');
  expect(data.builds.totalCount).toBe(0);
  expect(
    (await server.report([record('refused', { steps: steps.slice(1), request: { key: 'q' } })])).userErrors,
  ).toEqual([]);
  // It meets another request than was said before, which is told with it.
  expect(await refusalOf({ request: { key: 'other' } })).toEqual(['CONFLICT request']);
});

test('the reports of a build that has ended are put together, and of one that runs are not', () => {
  const parts = partsOfWhole(
    recordOf('o', {
      told: { key: 'k', builder: 'b', result: 'SUCCESS', steps: [{ key: 's', name: 's' }] },
      parent: 'p',
    }),
  );
  const whole = wholeBuild(parts);
  expect(whole?.input).toMatchObject({ key: 'k', parentBuild: { key: 'p' }, steps: [{ key: 's' }] });
  expect(whole && partsOfWhole(whole)).toEqual(parts);
  expect(wholeBuild(parts.slice(0, -1))).toBeNull();
  expect(wholeBuild([...parts, ...parts])).toBeNull();
  expect(wholeBuild([])).toBeNull();
  const other = { kind: 'finishBuild', input: { build: { origin: 'o', key: 'other' }, result: 'SUCCESS' } } as const;
  expect(wholeBuild([...parts.slice(0, -1), other])).toBeNull();
});
