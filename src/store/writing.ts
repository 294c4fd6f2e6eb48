// The transaction of a group of reports: cells are read under the locks of their origins, rows are written table by table, and
// last of all the events are appended, so that the lock that makes the log's order the order of the commits covers nothing else.

import type { NewEvent } from '../loggedEvents.ts';
import type { Id, Time } from '../model.ts';
import { absent } from './absentCells.ts';
import { LOADERS } from './cellLoaders.ts';
import type { CellKey, CellKind, LoadedCell, Writes } from './cells.ts';
import { type Database, databaseError, errorCode } from './database.ts';
import { followBuilds } from './following.ts';
import type { Query } from './loading.ts';
import { followStarts } from './testStarts.ts';
import { insertTestResults, upsertTestSummaries } from './testWriting.ts';
import { inTransaction, type Transaction } from './transaction.ts';

/** One attempt at writing a group of reports. */
export interface WriteTransaction {
  /** Reads cells of one kind: one statement. The answer holds each that was asked for, and may hold more. Several may be asked for at once. */
  readonly load: (kind: CellKind, keys: readonly CellKey[]) => Promise<readonly LoadedCell[]>;
  readonly save: (writes: Writes) => Promise<void>;
  /** Notes when these origins were last heard; after `save`, since some may be new. */
  readonly hear: (originIds: readonly Id[], at: Time) => void;
  /**
   * Appends to the event log. To be called last. `seq` is the position of the last event, or of the head when there are none; it need not
   * be waited for before the commit, which it would only delay.
   */
  readonly append: (events: readonly NewEvent[], recordedAt: Time) => { readonly seq: Promise<string> };
}

/** All who append to the log hold this lock from the append to the commit. An arbitrary number, the same for all processes. */
const APPEND_LOCK = 5_282_002;
const ATTEMPTS = 6;
/** Unique and foreign keys, serialisation and deadlocks: what another process did meanwhile; reading again shows it. */
const RETRIED = new Set(['23505', '23503', '40001', '40P01']);

/**
 * Runs `work` in a transaction and commits; runs it again, from the start, when another process got in between. Rejects with what
 * `work` rejects with, then nothing was written; with LavalampError UNAVAILABLE when the database is away: whether the commit
 * happened is then unknown, and repeating the same reports is safe.
 */
export async function writeTransaction<T>(
  database: Database,
  work: (transaction: WriteTransaction) => Promise<T>,
): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await inTransaction(database, (transaction) => work(over(transaction)));
    } catch (error) {
      if (attempt === ATTEMPTS || !RETRIED.has(errorCode(error) ?? '')) throw databaseError(error);
    }
  }
}

function over(transaction: Transaction): WriteTransaction {
  const query: Query = (sql, ...values) => transaction.rows(sql, ...values);
  return {
    load: async (kind, keys) => {
      const found = await LOADERS[kind](query, keys);
      const known = new Set(found.filter(([of]) => of === kind).map(([, key]) => key.join('\0')));
      const missing = keys.filter((key) => !known.has(key.join('\0')));
      return [...found, ...missing.map((key) => [kind, key, absent(kind)] as unknown as LoadedCell)];
    },
    save: (writes) => save(transaction, writes),
    hear: (originIds, at) => {
      if (originIds.length === 0) return;
      transaction.run(
        `update origin set heard_at = $2::text::timestamptz
         where id = any($1::bigint[]) and heard_at < $2::text::timestamptz`,
        originIds,
        at,
      );
    },
    append: (events, recordedAt) => {
      const seq = append(transaction, events, recordedAt);
      // The commit says so, too.
      seq.catch(() => {});
      return { seq };
    },
  };
}

async function append(transaction: Transaction, events: readonly NewEvent[], recordedAt: Time): Promise<string> {
  if (events.length > 0) transaction.run(`select pg_advisory_xact_lock(${APPEND_LOCK})::text`);
  const [row] = await (events.length === 0
    ? transaction.rows<{ seq: string | null }>(HEAD)
    : transaction.rows<{ seq: string | null }>(APPEND, JSON.stringify(events.map(toRow)), recordedAt));
  return row?.seq ?? '0';
}

const APPEND = `
  with appended as (
    insert into event (type, recorded_at, origin_id, build_id, subject_id, moment)
    select type, $2::text::timestamptz, origin_id, build_id, subject_id, moment
    from jsonb_populate_recordset(null::event, $1::jsonb) with ordinality as e order by e.ordinality
    returning seq
  ) select max(seq) as seq from appended`;

const HEAD = 'select greatest(pruned_through, (select max(seq) from event)) as seq from event_log where id = 1';

/** Writes table by table, in the order in which they refer to each other. Waits for no answer but where the next statement depends on it. */
async function save(transaction: Transaction, writes: Writes): Promise<void> {
  const insert = (table: string, rows: readonly object[]) => insertRows(transaction, table, rows);
  const update = (table: string, rows: readonly object[]) => updateRows(transaction, table, rows);
  const { origins, projects, builders, workers, masters, stamps, changes, builds, buildsets, requests, steps, logs } =
    writes;
  const tables = {
    project: projects,
    builder: builders,
    worker: workers,
    master: masters,
    source_stamp: stamps,
    change: changes,
  };
  insert('origin', origins.added);
  update('origin', origins.changed);
  for (const [table, { added, changed }] of Object.entries(tables)) {
    insert(table, added);
    update(table, changed);
    if (table === 'source_stamp') insert('patch', writes.patches);
  }
  // Builds and buildsets name each other: a buildset is inserted without the builds that are only now, and gets them once they are there.
  const isNew = new Set<Id | null>(builds.added.map(({ id }) => id));
  const parted = buildsets.added.filter(
    ({ parentBuildId, rebuildOfId }) => isNew.has(parentBuildId) || isNew.has(rebuildOfId),
  );
  const without = new Set(parted);
  insert(
    'buildset',
    buildsets.added.map((buildset) =>
      without.has(buildset) ? { ...buildset, parentBuildId: null, rebuildOfId: null } : buildset,
    ),
  );
  insert('build_request', requests.added);
  insert('build', builds.added);
  update('buildset', [...parted, ...buildsets.changed]);
  update('build_request', requests.changed);
  update('build', builds.changed);
  replaceStamps(
    transaction,
    'build',
    writes.buildStamps.map(({ buildId, stamps }) => ({ id: buildId, stamps })),
  );
  replaceStamps(
    transaction,
    'buildset',
    writes.buildsetStamps.map(({ buildsetId, stamps }) => ({ id: buildsetId, stamps })),
  );
  upsertProperties(transaction, writes.properties);
  insert('step', steps.added);
  update('step', steps.changed);
  insert('log', logs.added);
  update('log', logs.changed);
  insert('log_chunk', writes.chunks);
  insert('test_report', writes.testReports.added);
  update('test_report', writes.testReports.changed);
  await Promise.all([
    followStarts(transaction, writes.restarted),
    followBuilds(
      transaction,
      writes.moved,
      [...changes.added, ...changes.changed].map((change) => change.sourceStampId),
    ),
  ]);
  insertTestResults(transaction, writes.testResults);
  upsertTestSummaries(transaction, writes.testSummaries);
}

/** One statement for any number of rows: they travel as one JSON value, whose fields PostgreSQL fits to the table's columns. */
function insertRows(transaction: Transaction, table: string, rows: readonly object[]): void {
  if (rows.length === 0) return;
  transaction.run(
    `insert into ${table} select * from jsonb_populate_recordset(null::${table}, $1::jsonb)`,
    JSON.stringify(rows.map(toRow)),
  );
}

function updateRows(transaction: Transaction, table: string, rows: readonly object[]): void {
  const [first] = rows;
  if (first === undefined) return;
  const columns = Object.keys(toRow(first)).filter((column) => column !== 'id');
  transaction.run(
    `update ${table} t set ${columns.map((column) => `${column} = r.${column}`).join(', ')}
     from jsonb_populate_recordset(null::${table}, $1::jsonb) r where t.id = r.id`,
    JSON.stringify(rows.map(toRow)),
  );
}

function replaceStamps(
  transaction: Transaction,
  parent: 'build' | 'buildset',
  sets: readonly { readonly id: Id; readonly stamps: Readonly<Record<string, Id>> }[],
): void {
  const rows = sets.flatMap(({ id, stamps }) =>
    Object.entries(stamps).map(([codebase, sourceStampId]) => ({ [`${parent}Id`]: id, codebase, sourceStampId })),
  );
  if (rows.length === 0) return;
  const table = `${parent}_source_stamp`;
  const records = `jsonb_populate_recordset(null::${table}, $1::jsonb) r`;
  const source =
    parent === 'build'
      ? `select r.build_id, r.codebase, r.source_stamp_id, b.builder_id from ${records} join build b on b.id = r.build_id`
      : `select r.* from ${records}`;
  transaction.run(
    `insert into ${table} ${source}
     on conflict (${parent}_id, codebase) do update set source_stamp_id = excluded.source_stamp_id`,
    JSON.stringify(rows.map(toRow)),
  );
}

function upsertProperties(transaction: Transaction, rows: Writes['properties']): void {
  if (rows.length === 0) return;
  // A JSON null must become a value of the column, which jsonb_populate_recordset would take for no value.
  transaction.run(
    `insert into property (build_id, name, value, source)
     select (r->>'build_id')::bigint, r->>'name', r->'value', r->>'source' from jsonb_array_elements($1::jsonb) r
     on conflict (build_id, name) do update set value = excluded.value, source = excluded.source`,
    JSON.stringify(rows.map(toRow)),
  );
}

/** The columns that fields are kept in. */
const columns = new Map<string, string>();

function columnOf(field: string): string {
  let column = columns.get(field);
  if (column === undefined) {
    column = field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
    columns.set(field, column);
  }
  return column;
}

/** A record's fields under the names of their columns; bytes as PostgreSQL writes them in text. */
function toRow(record: object): Record<string, unknown> {
  const row: Record<string, unknown> = {};
  for (const [field, value] of Object.entries(record))
    row[columnOf(field)] = value instanceof Uint8Array ? `\\x${Buffer.from(value).toString('hex')}` : value;
  return row;
}
