// Roll-ups: whatever happens to builds, and whoever writes them, they are what counting all builds anew gives.

import { DDSketch } from '@datadog/sketches-js';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { loseBuilds } from '../../src/reporting/lostWatch.ts';
import { fillRollups, refillRollups, rollupsComplete } from '../../src/store/rollupFill.ts';
import { Sketch } from '../../src/store/sketch.ts';
import { plansOf } from '../support/plans.ts';
import { startServer, type TestServer } from '../support/server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
  await server.database.pool.query(
    `insert into origin (id, name, kind, created_at) values (1, 'one', 'CUSTOM', now()), (2, 'two', 'CUSTOM', now());
     insert into builder (id, origin_id, name, tags) values (11, 1, 'ant', '{}'), (12, 1, 'bee', '{}'), (21, 2, 'ant', '{}')`,
  );
});
afterAll(() => server.stop());

const RESULTS = ['SUCCESS', 'WARNINGS', 'FAILURE', 'RETRY'];

interface Row {
  readonly builder: number;
  readonly started: number;
  /** How long it took and how long it waited, in milliseconds; null while it runs, and when it is not known. */
  readonly took: number | null;
  readonly waited: number | null;
  readonly result: string;
  readonly lost: boolean;
}

/** Few days, so that builds share rows. */
const rows: fc.Arbitrary<Row> = fc.record({
  builder: fc.constantFrom(11, 11, 12, 21),
  started: fc.nat(12).map((hours) => Date.parse('2026-06-06T20:30Z') + hours * 3_600_000),
  took: fc.option(fc.oneof(fc.constantFrom(-1_000, 0, 1, 60_000, 60_100), fc.nat(100_000_000)), { freq: 4 }),
  waited: fc.option(fc.oneof(fc.constantFrom(0, 1_000), fc.nat(1_000_000))),
  result: fc.constantFrom(...RESULTS),
  lost: fc.boolean(),
});

/** What happens: some builds are written at once, as new ones or in the place of others; one is removed; old ones are counted. */
type Step = { readonly write: readonly (readonly [id: number, row: Row])[] } | { readonly remove: number } | 'count';
const ids = fc.integer({ min: 1, max: 30 });
const steps: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      write: fc.uniqueArray(fc.tuple(ids, rows), { minLength: 1, maxLength: 12, selector: ([id]) => id }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ remove: ids }) },
  { weight: 2, arbitrary: fc.constant('count' as const) },
);

async function take(step: Step) {
  const { pool } = server.database;
  if (step === 'count') {
    await fillRollups(server.database, 4);
  } else if ('remove' in step) {
    await pool.query('delete from build where id = $1', [step.remove]);
  } else {
    const columns =
      'id bigint, builder int, started timestamptz, completed timestamptz, requested timestamptz, result result, lost boolean';
    const values = JSON.stringify(
      step.write.map(([id, { builder, started, took, waited, result, lost }]) => ({
        id,
        builder,
        started: new Date(started),
        completed: took === null ? null : new Date(started + took),
        requested: waited === null ? null : new Date(started - waited),
        result: took === null ? null : result,
        lost,
      })),
    );
    await pool.query(
      `insert into build (id, origin_id, key, builder_id, number, started_at, completed_at, requested_at, state, result, state_string, lost)
       select id, builder / 10, id::text, builder, id, started, completed, requested,
         case when result is null then 'RUNNING' else 'FINISHED' end::build_state, result, '', lost
       from jsonb_to_recordset($1::jsonb) as r(${columns})
       on conflict (id) do update set (builder_id, origin_id, started_at, completed_at, requested_at, state, result, lost)
         = (excluded.builder_id, excluded.origin_id, excluded.started_at, excluded.completed_at, excluded.requested_at, excluded.state, excluded.result, excluded.lost)`,
      [values],
    );
  }
}

/** All roll-ups that hold anything; the buckets of their sketches in order. */
async function rollups(columns = 'count, kept, duration_count, duration_ms, durations, queue_count, queue_ms, queues') {
  const { rows: found } = await server.database.pool.query(
    `select grain, start, origin_id, builder_id, result, ${columns} from rollup where count <> 0 order by 1, 2, 3, 4, 5`,
  );
  const sorted = (text: string | undefined) => text?.trim().split(' ').sort().join(' ');
  return found.map((row) => ({ ...row, durations: sorted(row.durations), queues: sorted(row.queues) }));
}

async function empty(complete: boolean) {
  await server.database.pool.query('delete from build; delete from rollup');
  await server.database.pool.query('update rollup_fill set complete = $1, filled_through = 0', [complete]);
}

test('after any changes roll-ups are what counting anew gives, while old builds are counted and later', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(steps, { minLength: 1, maxLength: 12 }), fc.boolean(), async (all, complete) => {
      await empty(complete);
      for (const step of all.filter((one) => one === 'count' || 'write' in one)) await take(step);
      while (!(await rollupsComplete(server.database))) await fillRollups(server.database, 5);
      const kept = await rollups();
      await refillRollups(server.database);
      expect(kept).toEqual(await rollups());
    }),
    { numRuns: 25 },
  );
});

test('what is removed stays counted, and is no longer among what can be listed', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(steps, { minLength: 2, maxLength: 8 }), async (all) => {
      await empty(true);
      for (const step of all.filter((one) => one !== 'count' && 'write' in one)) await take(step);
      const before = await rollups('count, duration_ms, durations');
      for (const step of all.filter((one) => one !== 'count' && 'remove' in one)) await take(step);
      expect(await rollups('count, duration_ms, durations')).toEqual(before);
      const { rows: found } = await server.database.pool.query(
        `select (select coalesce(sum(kept), 0) from rollup where grain = 'DAY')::int as kept,
           (select count(*) from build where completed_at is not null)::int as builds`,
      );
      expect(found[0].kept).toBe(found[0].builds);
    }),
    { numRuns: 10 },
  );
});

const SERIES = `{
  builds { statistics { finishedCount series(interval: DAY) { from count } } }
  builders(first: 9) { nodes { name builds { statistics { finishedCount series(interval: DAY) { from count } } } } }
}`;
interface Told {
  readonly finishedCount: number;
  readonly series: readonly { readonly from: string; readonly count: number }[];
}

test('a series without a range tells of all builds that its total counts, also when the first or the last of them are removed', async () => {
  const day = (number: number) => Date.parse('2026-06-01T12:00Z') + number * 86_400_000;
  const ended = fc.record({ builder: fc.constantFrom(11, 12, 21), day: fc.nat(40), isRemoved: fc.boolean() });
  await fc.assert(
    fc.asyncProperty(fc.array(ended, { minLength: 1, maxLength: 12 }), async (all) => {
      await empty(true);
      const write = all.map(({ builder, day: number }, i) => {
        return [
          i + 1,
          { builder, started: day(number), took: 1, waited: null, result: 'SUCCESS', lost: false },
        ] as const;
      });
      await take({ write });
      for (const [i, { isRemoved }] of all.entries()) if (isRemoved) await take({ remove: i + 1 });
      const { data } = await server.graphql(SERIES, {}, null);
      const days = all.map((one) => one.day);
      const isLong = Math.max(...days) - Math.min(...days) >= 6;
      const tells = (
        { finishedCount, series }: Told,
        of: readonly { readonly day: number; readonly isRemoved: boolean }[],
      ) => {
        const counted = of.filter(({ isRemoved }) => isLong || !isRemoved);
        expect(finishedCount).toBe(counted.length);
        expect(series.reduce((sum, { count }) => sum + count, 0)).toBe(counted.length);
        if (counted.length === 0) return;
        const [first, last] = [Math.min(...counted.map((one) => one.day)), Math.max(...counted.map((one) => one.day))];
        expect(series.map(({ from }) => from.slice(0, 10))).toEqual(
          Array.from({ length: last - first + 1 }, (_, i) => new Date(day(first + i)).toISOString().slice(0, 10)),
        );
      };
      tells(data.builds.statistics, all);
      const known = [11, 12, 21];
      const told = data.builders.nodes as readonly { readonly builds: { readonly statistics: Told } }[];
      expect(told).toHaveLength(known.length);
      const sums = (list: readonly number[]) => [...list].sort((a, b) => a - b);
      expect(sums(told.map(({ builds }) => builds.statistics.finishedCount))).toEqual(
        sums(
          known.map((id) => all.filter(({ builder, isRemoved }) => builder === id && (isLong || !isRemoved)).length),
        ),
      );
      for (const { builds } of told)
        expect(builds.statistics.series.reduce((sum, { count }) => sum + count, 0)).toBe(
          builds.statistics.finishedCount,
        );
    }),
    { numRuns: 60 },
  );
});

test('the lists of all builds are as long as counting says, whatever was told, removed, or is not counted yet', async () => {
  const query = `{ all: builds(first: 1) { totalCount nodes { id } } alone: builds { totalCount } none: builds(first: 0) { totalCount }
    ended: builds(first: 1, orderBy: { field: COMPLETED_AT, direction: DESC }) { totalCount nodes { id } } }`;
  await fc.assert(
    fc.asyncProperty(fc.array(steps, { minLength: 1, maxLength: 6 }), fc.boolean(), async (all, complete) => {
      await empty(complete);
      for (const step of all) {
        await take(step);
        const { rows: counted } = await server.database.pool.query(
          'select count(*)::int as all, count(completed_at)::int as ended from build where started_at is not null',
        );
        const { data } = await server.graphql(query, {}, null);
        expect(data.all.totalCount).toBe(counted[0].all);
        expect(data.alone.totalCount).toBe(counted[0].all);
        expect(data.none.totalCount).toBe(counted[0].all);
        expect(data.ended.totalCount).toBe(counted[0].ended);
      }
    }),
    { numRuns: 25 },
  );
});

test('writers and those who count old builds, all at once, lose nothing and count nothing twice', async () => {
  await empty(true);
  const written = fc.sample(fc.tuple(ids, rows), { numRuns: 120, seed: 7 });
  // No two write the same build: whoever comes second would have to wait for its origin's lock, which is not held here.
  const parts = [0, 1, 2].map((n) => written.filter(([id]) => id % 3 === n));
  await take({ write: [...new Map(written.slice(0, 60)).entries()] });
  await server.database.pool.query('truncate rollup; update rollup_fill set complete = false, filled_through = 0');
  const write = async (part: typeof written) => {
    for (const [id, row] of part) await take({ write: [[id, { ...row, builder: [11, 12, 21][id % 3] ?? 11 }]] });
  };
  const count = async () => {
    while (!(await rollupsComplete(server.database))) await fillRollups(server.database, 2);
  };
  await Promise.all([...parts.map(write), count(), count()]);
  const kept = await rollups();
  await refillRollups(server.database);
  expect(kept).toEqual(await rollups());
  expect(kept.length).toBeGreaterThan(10);
});

const TOTALS = `query ($filter: BuildFilter) { builds(filter: $filter) { totalCount statistics {
  finishedCount byResult { result count } durationSeconds { p50 max mean exact } series(interval: DAY) { count } } } }`;

test('while old builds are counted, statistics come from the builds, exactly; and then from the roll-ups', async () => {
  await empty(true);
  const build = { builder: 11, started: Date.parse('2026-06-01T10:00Z'), waited: null, result: 'SUCCESS', lost: false };
  await take({ write: [1, 2, 3].map((id) => [id, { ...build, took: 60_000 * id }] as const) });
  await take({ write: [[4, { ...build, started: Date.parse('2026-07-01T10:00Z'), took: 1 }]] });
  const filter = { completedFrom: '2026-06-01T00:00:00Z', completedBefore: '2026-06-09T00:00:00Z' };
  const ask = async () => (await server.graphql(TOTALS, { filter })).data.builds;
  const rolledUp = await ask();
  await server.database.pool.query('update rollup_fill set complete = false');
  const counted = await ask();
  expect(counted.statistics.durationSeconds).toEqual({ p50: 120, max: 180, mean: 120, exact: true });
  expect(rolledUp.statistics.durationSeconds).toMatchObject({ mean: 120, exact: false });
  const { durationSeconds: _, ...rest } = counted.statistics;
  expect(rolledUp).toMatchObject({ totalCount: counted.totalCount, statistics: rest });
  await server.database.pool.query('update rollup_fill set complete = true');
});

test('a build that was lost and is heard of again leaves the day of its guessed end', async () => {
  await empty(true);
  const report = async (mutation: string) => {
    const { data, errors } = await server.graphql(`mutation { ${mutation} }`);
    expect(errors).toBeUndefined();
    return data;
  };
  const { startBuild } = await report(
    `startBuild(input: { origin: "lost", key: "b", builder: "x", startedAt: "2026-06-01T10:00:00Z" }) { build { id } userErrors { message } }`,
  );
  const id = startBuild.build.id.split('_')[1];
  const { rows: found } = await server.database.pool.query(`select id from origin where name = 'lost'`);
  const silent = { origin: '2100-01-01T00:00:00.000Z', build: '2100-01-01T00:00:00.000Z' };
  expect(await loseBuilds(server.database, '2026-06-03T10:00:00.000Z', String(found[0].id), [id], silent)).toBe(1);
  const days = async () => {
    const filter = {
      origins: ['lost'],
      completedFrom: '2026-06-01T00:00:00Z',
      completedBefore: '2026-06-11T00:00:00Z',
    };
    const { data } = await server.graphql(TOTALS, { filter });
    const { series, byResult, durationSeconds } = data.builds.statistics;
    const results = byResult.filter(({ count }: { count: number }) => count > 0);
    return {
      days: series.slice(0, 4).map(({ count }: { count: number }) => count),
      results,
      mean: durationSeconds?.mean,
    };
  };
  expect(await days()).toEqual({ days: [0, 0, 1, 0], results: [{ result: 'RETRY', count: 1 }], mean: undefined });
  await report(
    `finishBuild(input: { build: { origin: "lost", key: "b" }, result: SUCCESS, completedAt: "2026-06-01T10:01:00Z" }) { userErrors { message } }`,
  );
  expect(await days()).toEqual({ days: [1, 0, 0, 0], results: [{ result: 'SUCCESS', count: 1 }], mean: 60 });
});

test('the sketch is a DDSketch: the database and the library put the same value into the same bucket, and read it alike', async () => {
  const lengths = fc.array(fc.oneof(fc.nat(100), fc.nat(100_000), fc.nat(2_000_000_000)), {
    minLength: 1,
    maxLength: 50,
  });
  await fc.assert(
    fc.asyncProperty(lengths, async (all) => {
      const { rows: found } = await server.database.pool.query(
        `select string_agg(' ' || rollup_bucket(ms) || ':1 ', '') as text from unnest($1::bigint[]) as lengths(ms)`,
        [all],
      );
      const sketch = new Sketch();
      sketch.add(found[0].text);
      const library = new DDSketch({ relativeAccuracy: 0.01 });
      for (const ms of all) library.accept(ms);
      const shares = [0.01, 0.5, 0.9, 0.99, 1];
      const rank = (share: number) => Math.max(1, Math.ceil(share * all.length)) - 1;
      expect(sketch.quantiles(shares)).toEqual(
        // Its quantiles are of ranks from 0 to the last; ours are by nearest rank, and to the millisecond.
        shares.map((share) =>
          Math.round(library.getValueAtQuantile(all.length === 1 ? 0 : rank(share) / (all.length - 1))),
        ),
      );
    }),
    { numRuns: 40 },
  );
});

// The embedded database plans alike, and takes long to fill.
test.runIf(inject('template').kind === 'postgres')('long ranges are read from roll-ups by their index', async () => {
  await empty(true);
  const { pool } = server.database;
  await pool.query(
    `insert into build (id, origin_id, key, builder_id, number, started_at, completed_at, state, result, state_string)
     select i, 1, i::text, 11, i, at, at + interval '1 minute', 'FINISHED', 'SUCCESS', ''
     from generate_series(1, 30000) i, lateral (select timestamptz '2026-01-01 00:00Z' + i * interval '10 minutes') t(at)`,
  );
  await pool.query('vacuum analyze');
  const query = `query ($filter: BuildFilter) { builds(filter: $filter) { totalCount statistics {
    finishedCount durationSeconds { p50 } queueSeconds { p50 } series(interval: DAY) { durationSeconds { p50 } } byBuilder { count } } } }`;
  const filter = { completedFrom: '2026-03-01T00:30:00Z', completedBefore: '2026-04-01T00:00:00Z' };
  const plans = await plansOf(server.database, async () => {
    const { errors } = await server.graphql(query, { filter }, null);
    expect(errors).toBeUndefined();
  });
  const ofRollups = plans.filter(({ text }) => /from rollup t/.test(text));
  expect(ofRollups).toHaveLength(3);
  for (const { plan } of ofRollups) {
    expect(plan).toMatch(/rollup_pkey/);
    expect(plan).not.toMatch(/Seq Scan on (rollup|build) /);
  }
  // But for the half hour at the beginning.
  for (const { text, plan } of plans) if (/from build t/.test(text)) expect(plan).toMatch(/build_finished_idx/);
});
