// How results of tests are written: set by set, whatever their number.

import type { Id } from '../model.ts';
import type { NewTestResult, TestSummaryRow } from './cells.ts';
import type { Transaction } from './transaction.ts';

/** Writes results whose builds and reports are there. Four statements at most; none when there is nothing to write. */
export function insertTestResults(transaction: Transaction, results: readonly NewTestResult[]): void {
  if (results.length === 0) return;
  const tests = new Map(
    results.map(({ digest, originId, suite, className, name }) => [
      digest,
      { digest, origin_id: originId, suite, class_name: className, name },
    ]),
  );
  transaction.run(TESTS, JSON.stringify([...tests.values()]));
  transaction.run(
    RESULTS,
    JSON.stringify(
      results.map((one) => [
        one.buildId,
        one.reportId,
        one.position,
        one.digest,
        one.durationMs,
        one.outcome,
        one.retried,
      ]),
    ),
  );
  const details = results.filter(({ detail }) => detail !== null);
  if (details.length === 0) return;
  transaction.run(
    'insert into test_detail select * from jsonb_populate_recordset(null::test_detail, $1::jsonb)',
    JSON.stringify(
      details.map(({ buildId, reportId, position, detail }) => ({
        build_id: buildId,
        report_id: reportId,
        position,
        ...detail,
      })),
    ),
  );
}

export function upsertTestSummaries(
  transaction: Transaction,
  summaries: readonly ({ readonly buildId: Id } & TestSummaryRow)[],
): void {
  if (summaries.length === 0) return;
  transaction.run(
    SUMMARIES,
    JSON.stringify(
      summaries.map(({ buildId, durationMs, ...counts }) => ({
        build_id: buildId,
        duration_ms: durationMs,
        ...counts,
      })),
    ),
  );
}

/**
 * The tests of an origin are made by those who hold its lock, so nobody else makes the same meanwhile. Their ids follow their names,
 * since ids order those whose names begin alike.
 */
const TESTS = `
  insert into test (origin_id, suite, class_name, name, digest)
  select r.origin_id, r.suite, r.class_name, r.name, r.digest
  from jsonb_to_recordset($1::jsonb) as r(origin_id bigint, suite text, class_name text, name text, digest uuid)
  where not exists (select from test t where t.digest = r.digest)
  order by r.name collate "C"
  on conflict (digest) do nothing`;

const RESULTS = `
  insert into test_result (build_id, report_id, position, test_id, started_at, duration_ms, outcome, retried)
  select b.id, (r.value->>1)::bigint, (r.value->>2)::int, t.id, b.started_at,
    (r.value->>4)::int, (r.value->>5)::smallint, (r.value->>6)::boolean
  from jsonb_array_elements($1::jsonb) r
  join test t on t.digest = (r.value->>3)::uuid
  join build b on b.id = (r.value->>0)::bigint`;

const SUMMARIES = `
  insert into test_summary select * from jsonb_populate_recordset(null::test_summary, $1::jsonb)
  on conflict (build_id) do update set passed = excluded.passed, failed = excluded.failed, errored = excluded.errored,
    skipped = excluded.skipped, duration_ms = excluded.duration_ms`;
