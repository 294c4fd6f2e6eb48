// How the cells of tests are read.

import type { Id } from '../model.ts';
import type { Cells, KnownTestResult, LoadedCell } from './cells.ts';
import { column, type Loader } from './loading.ts';

type Kind = 'testReport' | 'testSummary' | 'testResultsAt';

export const TEST_LOADERS: { readonly [K in Kind]: Loader } = {
  testReport: async (query, keys) => {
    const rows = await query<NonNullable<Cells['testReport']>>(
      'select t.* from unnest($1::bigint[], $2::text[]) as k(build_id, key) join test_report t using (build_id, key)',
      column(keys, 0),
      column(keys, 1),
    );
    return rows.map((row) => ['testReport', [row.buildId, row.key], row]);
  },
  testSummary: async (query, keys) => {
    const rows = await query<NonNullable<Cells['testSummary']> & { readonly buildId: Id }>(
      `select build_id, passed, failed, errored, skipped, duration_ms::float8 as duration_ms
       from test_summary where build_id = any($1::bigint[])`,
      column(keys, 0),
    );
    return rows.map(({ buildId, ...summary }) => ['testSummary', [buildId], summary]);
  },
  testResultsAt: async (query, keys) => {
    type Found = KnownTestResult & { readonly reportId: Id; readonly first: number; readonly count: number };
    const rows = await query<Found>(
      `select r.report_id, k.first, k.count, r.position, replace(t.digest::text, '-', '') as digest, r.outcome
       from unnest($1::bigint[], $2::bigint[], $3::int[], $4::int[]) as k(build_id, report_id, first, count)
       join test_result r on r.build_id = k.build_id and r.report_id = k.report_id
         and r.position >= k.first and r.position < k.first + k.count
       join test t on t.id = r.test_id`,
      column(keys, 0),
      column(keys, 1),
      column(keys, 2),
      column(keys, 3),
    );
    const found = new Map<string, KnownTestResult[]>();
    const nameOf = (reportId: Id, first: number, count: number) => `${reportId} ${first} ${count}`;
    for (const { reportId, first, count, ...result } of rows) {
      const name = nameOf(reportId, first, count);
      found.set(name, [...(found.get(name) ?? []), result]);
    }
    return keys.map((key): LoadedCell => {
      const name = nameOf(key[1] ?? '', Number(key[2]), Number(key[3]));
      return ['testResultsAt', key, found.get(name) ?? []];
    });
  },
};
