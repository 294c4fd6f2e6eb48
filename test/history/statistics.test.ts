// Statistics, compared with ones that are slow and obviously right: lists of builds, sorted and counted in this process, and clocks
// that are looked at every quarter of an hour.

import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { contractOperation } from '../support/contract.ts';
import { startServer, type TestServer } from '../support/server.ts';
import { countingStatements } from '../support/statements.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
  // Builds over so long that long ranges are not short for want of builds.
  await keep([endedAt('2020-01-01T00:00:00Z'), endedAt('2030-01-01T00:00:00Z')]);
});
afterAll(() => server.stop());

const SECONDS = '{ mean p50 p90 p95 p99 max exact }';
const GROUP = `count successRate byResult { result count } durationSeconds ${SECONDS}`;
const STATISTICS = `statistics { finishedCount successRate byResult { result count } durationSeconds ${SECONDS}
  queueSeconds ${SECONDS} series(interval: $interval, timeZone: $timeZone) { from to ${GROUP} }
  byBuilder(first: $first) { builder { name } ${GROUP} } }`;
const VARIABLES = '$filter: BuildFilter, $interval: StatisticsInterval!, $timeZone: String, $first: Int';
const QUERY = `query (${VARIABLES}) { builds(filter: $filter) { totalCount ${STATISTICS} } }`;

const WORST_FIRST = ['CANCELLED', 'RETRY', 'EXCEPTION', 'FAILURE', 'WARNINGS', 'SUCCESS', 'SKIPPED'];
const BUILDERS = ['ant', 'bee', 'cat', 'dog'];

interface PlainBuild {
  readonly builder: string;
  /** Milliseconds since 1970. */
  readonly started: number;
  /** Null while it runs. */
  readonly ended: { readonly at: number; readonly result: string; readonly lost: boolean } | null;
  readonly requested: number | null;
}

/** Days around which clocks are changed somewhere: by an hour or half of one, in the night or at midnight. */
const DAYS = ['2026-03-07', '2026-03-28', '2026-04-04', '2026-10-03', '2026-10-24', '2026-10-31', '2027-01-01'];
const ZONES = ['UTC', 'Europe/Berlin', 'America/New_York', 'Asia/Kolkata', 'Australia/Lord_Howe', 'America/Havana'];
const DAY = 24 * 3_600_000;
const SPAN = 3 * DAY;

const histories = fc.constantFrom(...DAYS).chain((day) => {
  const moment = fc
    .oneof(
      fc.nat(SPAN),
      fc.nat(SPAN / 1_800_000).map((n) => n * 1_800_000),
    )
    .map((ms) => Date.parse(day) + ms);
  const build: fc.Arbitrary<PlainBuild> = fc
    .record({
      builder: fc.constantFrom('ant', 'ant', ...BUILDERS),
      at: moment,
      result: fc.option(fc.constantFrom('SUCCESS', 'FAILURE', ...WORST_FIRST), { freq: 8 }),
      lost: fc.boolean(),
      // Clocks differ: some end before they start.
      took: fc.oneof(fc.constantFrom(1_000, 2_000), fc.integer({ min: -5_000, max: 90_000_000 })),
      waited: fc.option(fc.integer({ min: -2_000, max: 600_000 }), { freq: 3 }),
    })
    .map(({ builder, at, result, lost, took, waited }) => ({
      builder,
      started: at - took,
      ended: result === null ? null : { at, result, lost: lost && result === 'RETRY' },
      requested: waited === null ? null : at - took - waited,
    }));
  // Most of them so long that whole weeks of any zone are within.
  const around = fc.tuple(moment, fc.constantFrom(0, 0, 7 * DAY, 15 * DAY));
  return fc.record({
    builds: fc.array(build, { maxLength: 40, size: 'max' }),
    from: fc.option(around.map(([at, more]) => at - more)),
    before: fc.option(around.map(([at, more]) => at + more)),
  });
});

let runs = 0;
/** Puts the builds into the tables: nothing can be reported as lost. @returns the name of their origin. */
async function keep(builds: readonly PlainBuild[]): Promise<string> {
  runs += 1;
  const id = runs * 1_000;
  const { pool } = server.database;
  await pool.query(`insert into origin (id, name, kind, created_at) values (${id}, 'origin-${id}', 'CUSTOM', now())`);
  await pool.query(
    `insert into builder (id, origin_id, name, tags, last_number) select ${id} + place, ${id}, name, '{}', 0
     from unnest($1::text[]) with ordinality names(name, place)`,
    [BUILDERS],
  );
  const rows = builds.map(({ builder, started, ended, requested }, i) => ({
    id: id + 100 + i,
    builder_id: id + 1 + BUILDERS.indexOf(builder),
    started_at: new Date(started),
    completed_at: ended && new Date(ended.at),
    result: ended?.result ?? null,
    lost: ended?.lost ?? false,
    requested_at: requested === null ? null : new Date(requested),
  }));
  const columns =
    'id bigint, builder_id bigint, started_at timestamptz, completed_at timestamptz, result result, lost boolean, requested_at timestamptz';
  await pool.query(
    `insert into build (id, origin_id, key, builder_id, number, started_at, completed_at, state, result, state_string, lost, requested_at)
     select id, ${id}, id::text, builder_id, id, started_at, completed_at,
       case when result is null then 'RUNNING' else 'FINISHED' end::build_state, result, '', lost, requested_at
     from jsonb_to_recordset($1::jsonb) as rows(${columns})`,
    [JSON.stringify(rows)],
  );
  // Steps were reported, and never what build they are of.
  await pool.query(
    `insert into build (id, origin_id, key, state, state_string) values (${id} + 99, ${id}, 'placeholder', 'RUNNING', '')`,
  );
  return `origin-${id}`;
}

/** Whether percentiles must be those that there were; null: where they are not, it is said. */
type Exactness = boolean | null;

/** A summary of these, and null when there are none: percentiles that are not exact are within 1 percent and half a millisecond. */
function summaryOf(milliseconds: readonly number[], exactness: Exactness) {
  const sorted = milliseconds.map((ms) => Math.max(0, ms)).sort((a, b) => a - b);
  if (sorted.length === 0) return null;
  const at = (share: number) => sorted[Math.ceil(share * sorted.length) - 1] ?? Number.NaN;
  const wanted = { p50: at(0.5), p90: at(0.9), p95: at(0.95), p99: at(0.99), max: at(1) };
  const mean = sorted.reduce((sum, ms) => sum + ms, 0) / sorted.length;
  const asymmetricMatch = (actual: { readonly exact: boolean; readonly mean: number } & typeof wanted) =>
    actual !== null &&
    (exactness ?? actual.exact) === actual.exact &&
    Math.abs(actual.mean * 1_000 - mean) <= 0.501 &&
    Object.entries(wanted).every(([name, ms]) => {
      const difference = Math.abs(actual[name as keyof typeof wanted] * 1_000 - ms);
      return difference <= (actual.exact ? 0 : ms * 0.01 + 0.5) + 1e-6;
    });
  const told = () => `${JSON.stringify({ ...wanted, mean, exact: exactness })}, in milliseconds`;
  return {
    $$typeof: Symbol.for('jest.asymmetricMatcher'),
    asymmetricMatch,
    toString: told,
    toAsymmetricMatcher: told,
    getExpectedType: () => 'object',
  };
}

type Finished = PlainBuild & { readonly ended: NonNullable<PlainBuild['ended']> };

function groupOf(builds: readonly Finished[], exactness: Exactness) {
  const count = (...results: string[]) => builds.filter(({ ended }) => results.includes(ended.result)).length;
  const judged = count('SUCCESS', 'WARNINGS', 'FAILURE');
  return {
    count: builds.length,
    successRate: judged === 0 ? null : count('SUCCESS', 'WARNINGS') / judged,
    byResult: WORST_FIRST.map((result) => ({ result, count: count(result) })),
    durationSeconds: summaryOf(
      builds.filter(({ ended }) => !ended.lost).map(({ started, ended }) => ended.at - started),
      exactness,
    ),
  };
}

/** What a clock in a zone shows, as far as an interval tells one moment from another. */
function labeller(timeZone: string, interval: string): (at: number) => string {
  const date = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' });
  const hour = new Intl.DateTimeFormat('en-US', { timeZone, hour: '2-digit', timeZoneName: 'longOffset' });
  const day = new Intl.DateTimeFormat('en-US', { timeZone, weekday: 'short' });
  const weekdays = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
  return (at) => {
    if (interval === 'HOUR') return `${date.format(at)} ${hour.format(at)}`;
    if (interval === 'DAY') return date.format(at);
    const monday = Date.parse(date.format(at)) - weekdays.indexOf(day.format(at)) * 24 * 3_600_000;
    return new Date(monday).toISOString();
  };
}

/** The intervals with a part in a range. No clock is changed between the quarters of an hour. */
function intervalsOf(timeZone: string, interval: string, from: number, to: number) {
  const label = labeller(timeZone, interval);
  const quarter = 900_000;
  const margin = (interval === 'WEEK' ? 9 : 2) * 24 * 3_600_000;
  const bounds: number[] = [];
  let shown = label(from - margin);
  for (let at = Math.floor((from - margin) / quarter) * quarter; at < to + margin; at += quarter) {
    if (label(at) === shown) continue;
    shown = label(at);
    bounds.push(at);
  }
  const intervals = bounds.slice(0, -1).map((start, i) => ({ start, end: bounds[i + 1] ?? 0 }));
  return intervals.filter(({ start, end }) => end > from && start < to);
}

const iso = (at: number) => new Date(at).toISOString();

test('the statistics of any history, under any filter and in any time zone, are what its builds amount to, over long ranges nearly', async () => {
  await fc.assert(
    fc.asyncProperty(
      histories,
      fc.option(fc.subarray(BUILDERS)),
      fc.option(fc.subarray(WORST_FIRST, { minLength: 1 })),
      fc.constantFrom('HOUR', 'DAY', 'WEEK'),
      fc.constantFrom(...ZONES),
      fc.integer({ min: 1, max: 4 }),
      async ({ builds, from, before }, builders, results, interval, timeZone, first) => {
        const origin = await keep(builds);
        const range =
          from !== null && before !== null && before < from ? { from: before, before: from } : { from, before };
        const matching = builds.filter(
          ({ builder, ended }) =>
            (builders?.includes(builder) ?? true) &&
            (results?.includes(ended?.result ?? '') ?? true) &&
            (range.from === null || (ended !== null && ended.at >= range.from)) &&
            (range.before === null || (ended !== null && ended.at < range.before)),
        );
        const finished = matching.filter((build): build is Finished => build.ended !== null);
        const ends = finished.map(({ ended }) => ended.at);
        const start = range.from ?? Math.min(...ends);
        const end = range.before ?? Math.max(...ends) + 1;
        const long = range.from === null || range.before === null || range.before - range.from >= 7 * DAY;
        const { count, ...group } = groupOf(finished, !long);

        const { data, errors } = await server.graphql(QUERY, {
          filter: {
            origins: [origin],
            builders,
            results,
            completedFrom: range.from === null ? null : iso(range.from),
            completedBefore: range.before === null ? null : iso(range.before),
          },
          interval,
          timeZone,
          first,
        });
        expect(errors).toBeUndefined();
        expect(data.builds).toEqual({
          totalCount: matching.length,
          statistics: {
            finishedCount: count,
            ...group,
            queueSeconds: summaryOf(
              finished.flatMap(({ started, requested }) => (requested === null ? [] : [started - requested])),
              !long,
            ),
            series: (start < end && Number.isFinite(end - start)
              ? intervalsOf(timeZone, interval, start, end)
              : []
            ).map((each) => ({
              from: iso(each.start),
              to: iso(each.end),
              ...groupOf(
                finished.filter(({ ended }) => ended.at >= each.start && ended.at < each.end),
                long ? null : true,
              ),
            })),
            byBuilder: BUILDERS.map((name) => ({ name, own: finished.filter(({ builder }) => builder === name) }))
              .filter(({ own }) => own.length > 0)
              .sort((a, b) => b.own.length - a.own.length)
              .slice(0, first)
              .map(({ name, own }) => ({ builder: { name }, ...groupOf(own, !long) })),
          },
        });
      },
    ),
    { numRuns: 40 },
  );
});

/** A build that ended at that moment. */
const endedAt = (at: string, builder = 'ant'): PlainBuild => ({
  builder,
  started: Date.parse(at) - 60_000,
  ended: { at: Date.parse(at), result: 'SUCCESS', lost: false },
  requested: null,
});

const seriesQuery = `query (${VARIABLES}) { builds(filter: $filter) { statistics { series(interval: $interval, timeZone: $timeZone) { from to count } byBuilder(first: $first) { count } } } }`;

test('a day is 23 or 25 hours long where clocks are changed, and midnight belongs to the day that it begins', async () => {
  const origins = [
    await keep([endedAt('2026-03-28T23:00:00Z'), endedAt('2026-03-29T21:59:59.999Z'), endedAt('2026-03-29T22:00:00Z')]),
  ];
  const ask = async (filter: object, interval: string) => {
    const { data } = await server.graphql(seriesQuery, { filter, interval, timeZone: 'Europe/Berlin' });
    return data.builds.statistics.series;
  };
  expect(await ask({ origins }, 'DAY')).toEqual([
    { from: '2026-03-28T23:00:00.000Z', to: '2026-03-29T22:00:00.000Z', count: 2 },
    { from: '2026-03-29T22:00:00.000Z', to: '2026-03-30T22:00:00.000Z', count: 1 },
  ]);
  const autumn = { origins, completedFrom: '2026-10-24T22:00:00Z', completedBefore: '2026-10-25T23:00:00Z' };
  expect(await ask(autumn, 'DAY')).toEqual([
    { from: '2026-10-24T22:00:00.000Z', to: '2026-10-25T23:00:00.000Z', count: 0 },
  ]);
  expect(await ask(autumn, 'HOUR')).toHaveLength(25);
});

test('an unknown time zone, a range that ends before it starts, and too much at once are refused, each with the argument', async () => {
  const origins = [await keep([endedAt('2020-01-01T00:00:00Z'), endedAt('2026-01-01T00:00:00Z')])];
  const refusal = async (variables: object) => {
    const { errors } = await server.graphql(seriesQuery, { filter: { origins }, interval: 'WEEK', ...variables });
    return { code: errors?.[0]?.extensions.code, message: errors?.[0]?.message };
  };
  expect(await refusal({ timeZone: 'Mars/Olympus' })).toEqual({
    code: 'BAD_USER_INPUT',
    message:
      '`timeZone` must be a name of the IANA time zone database, such as "Europe/Berlin", and is "Mars/Olympus".',
  });
  for (const timeZone of ['', 'CET-1CEST', "UTC'; --"]) {
    expect(await refusal({ timeZone })).toMatchObject({
      code: 'BAD_USER_INPUT',
      message: expect.stringContaining('`timeZone`'),
    });
  }
  for (const name of ['completed', 'started']) {
    const filter = { [`${name}From`]: '2026-02-01T00:00:00Z', [`${name}Before`]: '2026-01-01T00:00:00Z' };
    expect(await refusal({ filter })).toEqual({
      code: 'BAD_USER_INPUT',
      message: `\`${name}From\` (2026-02-01T00:00:00.000Z) is after \`${name}Before\` (2026-01-01T00:00:00.000Z): the range ends before it starts.`,
    });
  }
  expect(await refusal({ interval: 'DAY' })).toEqual({
    code: 'LIMIT_EXCEEDED',
    message:
      '`interval`: by DAY this series has more than 1,000 entries. Take a longer interval, or a shorter range: `completedFrom` and `completedBefore` of the filter.',
  });
  expect(
    await refusal({ filter: { completedFrom: '0001-01-01T00:00:00Z', completedBefore: '9999-01-01T00:00:00Z' } }),
  ).toMatchObject({
    code: 'LIMIT_EXCEEDED',
  });
  expect(await refusal({ first: 1_001 })).toEqual({
    code: 'BAD_USER_INPUT',
    message: '`first` must be from 0 to 1000, and is 1001.',
  });
  expect(await refusal({})).toEqual({ code: undefined, message: undefined });
});

async function statementsOf(query: string, variables: object) {
  const { result, statements } = await countingStatements(() => server.graphql(query, variables, null));
  expect(result.errors).toBeUndefined();
  return { data: result.data, statements };
}

test('the contract’s statistics take five statements, and what is not selected is not computed', async () => {
  const origins = [await keep([endedAt('2026-05-01T00:00:00Z'), endedAt('2026-05-02T00:00:00Z', 'bee')])];
  const filter = { origins, completedFrom: '2026-05-01T00:00:00Z', completedBefore: '2026-06-01T00:00:00Z' };
  const health = await statementsOf(contractOperation('health', 'Health'), { filter, interval: 'DAY' });
  expect(health.data.builds).toMatchObject({
    totalCount: 2,
    statistics: { finishedCount: 2, successRate: 1, byBuilder: [{}, {}] },
  });
  expect(health.data.builds.statistics.series).toHaveLength(31);
  // The totals with the count, the series, the builders, and their names.
  expect(health.statements).toHaveLength(4);

  const counts = await statementsOf(
    'query ($filter: BuildFilter) { builds(filter: $filter) { statistics { finishedCount successRate } } }',
    { filter },
  );
  expect(counts.statements).toHaveLength(1);
  expect(counts.statements[0]).not.toMatch(/percentile/);
  const days = await statementsOf(
    'query ($filter: BuildFilter) { builds(filter: $filter) { statistics { series(interval: DAY) { from to count } } } }',
    { filter },
  );
  expect(days.statements).toHaveLength(1);
  expect(days.statements[0]).not.toMatch(/percentile/);
});

test('the statistics of each builder of a page take as many statements as those of one', async () => {
  const origin = await keep([
    endedAt('2026-05-01T00:00:00Z'),
    endedAt('2026-05-04T00:00:00Z'),
    endedAt('2026-05-02T00:00:00Z', 'bee'),
    { ...endedAt('2026-05-02T00:00:00Z', 'cat'), ended: null },
  ]);
  const query = `query ($origins: [String!], $size: Int, ${VARIABLES}) { builders(filter: { origins: $origins }, first: $size) { nodes {
    name builds(filter: $filter) { ${STATISTICS} } } } }`;
  const ask = (size: number) => statementsOf(query, { origins: [origin], size, interval: 'DAY' });
  const one = await ask(1);
  const all = await ask(4);
  expect(all.statements).toHaveLength(one.statements.length);
  const of = ({
    builds: { statistics },
  }: {
    builds: { statistics: { finishedCount: number; series: { count: number }[]; byBuilder: object[] } };
  }) => ({
    finished: statistics.finishedCount,
    days: statistics.series.map(({ count }) => count),
    builders: statistics.byBuilder,
  });
  expect(all.data.builders.nodes.map(of)).toMatchObject([
    { finished: 2, days: [1, 0, 0, 1], builders: [{ builder: { name: 'ant' }, count: 2 }] },
    { finished: 1, days: [1], builders: [{ builder: { name: 'bee' }, count: 1 }] },
    { finished: 0, days: [], builders: [] },
    { finished: 0, days: [], builders: [] },
  ]);
});
