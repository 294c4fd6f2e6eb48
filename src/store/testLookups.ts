// What hangs on tests, on their results, and on the builds that ran them. Each is one statement, however many are asked for.

import type { BuildFilter } from '../filters.ts';
import type { Id, TestDetail, TestFlakiness, TestSummary } from '../model.ts';
import { buildConditions } from './buildConditions.ts';
import { type Reader, Row } from './reader.ts';
import { all, Values } from './sql.ts';

/** How many runs flakiness looks at, and among how many results it seeks them: schema.graphql says so as well. */
const MOST_RUNS = 2_000;
const MOST_RESULTS = 10_000;

/** The place of a result, which tells it from all others. */
export interface ResultPlace {
  readonly buildId: Id;
  readonly reportId: Id;
  readonly position: number;
}

/** The key under which the answer of `testDetailsOf` holds what was asked for. */
export function placeKey({ buildId, reportId, position }: ResultPlace): string {
  return `${buildId}/${reportId}/${position}`;
}

/** By the ids of builds. Those of which no results were reported are not in the answer. */
export async function testSummariesOf(reader: Reader, buildIds: readonly Id[]): Promise<Map<Id, TestSummary>> {
  const rows = await reader.rows(
    `select build_id, passed, failed, errored, skipped, duration_ms from test_summary where build_id = any($1::bigint[])`,
    [buildIds],
  );
  return new Map(
    rows.map((cells) => {
      const row = new Row(cells);
      const id = row.text();
      const [passed, failed, errored, skipped] = [row.number(), row.number(), row.number(), row.number()];
      return [id, { passed, failed, errored, skipped, durationMs: row.number() }];
    }),
  );
}

/** By the keys of places. Results of which nothing more is kept are not in the answer. */
export function testDetailsOf(reader: Reader, places: readonly ResultPlace[]): Promise<Map<string, TestDetail>> {
  return ofPlaces(reader, 'd.message, d.file, d.line', places, (row) => ({
    message: row.optional(),
    file: row.optional(),
    line: row.optionalNumber(),
  }));
}

/** What results printed, by the keys of places: apart, since each can be longer than all else of a page. Those without are left out. */
export async function testOutputsOf(reader: Reader, places: readonly ResultPlace[]): Promise<Map<string, string>> {
  const outputs = await ofPlaces(reader, 'd.output', places, (row) => row.optional());
  return new Map([...outputs].flatMap(([key, output]) => (output === null ? [] : [[key, output] as const])));
}

async function ofPlaces<T>(
  reader: Reader,
  columns: string,
  places: readonly ResultPlace[],
  read: (row: Row) => T,
): Promise<Map<string, T>> {
  const rows = await reader.rows(
    `select d.build_id, d.report_id, d.position, ${columns}
     from unnest($1::bigint[], $2::bigint[], $3::int[]) as wanted(build_id, report_id, position)
     join test_detail d using (build_id, report_id, position)`,
    [places.map(({ buildId }) => buildId), places.map(({ reportId }) => reportId), places.map((p) => p.position)],
  );
  return new Map(
    rows.map((cells) => {
      const row = new Row(cells);
      const key = placeKey({ buildId: row.text(), reportId: row.text(), position: row.number() });
      return [key, read(row)];
    }),
  );
}

/**
 * How far the results of some tests can be trusted, counted over the builds that match. What is counted, and how runs are compared,
 * is said in schema.graphql, at TestFlakiness. Tests without results are in the answer too.
 */
export async function flakinessOf(
  reader: Reader,
  filter: BuildFilter,
  testIds: readonly Id[],
): Promise<Map<Id, TestFlakiness>> {
  const values = new Values();
  const ids = values.add(testIds, 'bigint[]');
  const latest = all(['r.test_id = tests.id', 'r.started_at is not null', ...startsOf(filter, values)]);
  const conditions = all(['r.outcome <> 3', ...buildConditions(filter, values)]);
  const rows = await reader.rows(
    `select tests.id, found.* from unnest(${ids}) as tests(id) cross join lateral (
       with runs as materialized (
         select r.outcome <> 0 as bad, r.builder_id, r.build_id,
           row_number() over (order by r.started_at, r.build_id, r.report_id, r.position) as place
         from (
           select r.*, t.builder_id from (
             select r.build_id, r.report_id, r.position, r.started_at, r.outcome from test_result r where ${latest}
             order by r.started_at desc, r.build_id desc, r.report_id desc, r.position desc limit ${MOST_RESULTS}
           ) r join build t on t.id = r.build_id
           where ${conditions}
           order by r.started_at desc, r.build_id desc, r.report_id desc, r.position desc limit ${MOST_RUNS}
         ) r
       ), sources as materialized (
         select l.build_id,
           string_agg(l.codebase || chr(1) || s.repository || chr(1) || coalesce(chr(2) || s.branch, ''), chr(3)
             order by l.codebase collate "C") as line,
           case when bool_and(s.revision is not null) then
             string_agg(l.codebase || chr(1) || s.repository || chr(1) || s.revision || chr(1)
               || coalesce(p.source_stamp_id::text, ''), chr(3) order by l.codebase collate "C") end as revision
         from (select distinct build_id from runs) b
         join build_source_stamp l on l.build_id = b.build_id
         join source_stamp s on s.id = l.source_stamp_id
         left join patch p on p.source_stamp_id = s.id
         group by 1
       ), compared as (
         select bad, bad <> lag(bad) over (partition by builder_id, line collate "C" order by place) as flip
         from runs left join sources using (build_id)
       ), flaky as (
         select distinct revision from (
           select revision from runs join sources using (build_id) where revision is not null
           group by builder_id, revision having bool_or(bad) and not bool_and(bad)
         ) both_ways
       )
       select count(*), count(*) filter (where bad), count(flip), count(*) filter (where flip), (select count(*) from flaky)
       from compared
     ) found`,
    values.list,
    'EACH_TIME',
  );
  return new Map(
    rows.map((cells) => {
      const row = new Row(cells);
      const id = row.text();
      const [runCount, bad, pairs, flips, flaky] = [
        row.number(),
        row.number(),
        row.number(),
        row.number(),
        row.number(),
      ];
      const share = (part: number, whole: number) => (whole === 0 ? null : part / whole);
      return [
        id,
        { runCount, failureRate: share(bad, runCount), flipRate: share(flips, pairs), flakyRevisionCount: flaky },
      ];
    }),
  );
}

/** What a filter says of starts, of the results themselves: the index on a test's history has it, and need not be read further. */
export function startsOf({ startedFrom, startedBefore }: BuildFilter, values: Values): readonly string[] {
  return [
    ...(startedFrom ? [`r.started_at >= ${values.add(startedFrom, 'timestamptz')}`] : []),
    ...(startedBefore ? [`r.started_at < ${values.add(startedBefore, 'timestamptz')}`] : []),
  ];
}
