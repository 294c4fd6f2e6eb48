// Builds that are not to be kept any longer, removed with all that hangs on them, a few in each transaction.

import type pg from 'pg';
import type { Id, RetentionLimits, Time } from '../model.ts';
import { type Database, databaseError, errorCode } from './database.ts';
import { statementName } from './prepared.ts';
import type { Reader } from './reader.ts';
import { ruleOf } from './retention.ts';

/** Whoever removes builds holds this lock: one process at a time. An arbitrary number, the same for all processes. */
const PRUNING_LOCK = 5_282_005;
const ATTEMPTS = 4;
/** What a report of another origin did meanwhile to a build that hangs on one of these. */
const RETRIED = new Set(['40001', '40P01', '23503']);

/** What decides which builds go. */
export interface Expiry {
  readonly now: Time;
  /** For builders of which nothing is set. */
  readonly unless: RetentionLimits;
}

const valuesOf = ({ now, unless }: Expiry) => [now, unless.keepDays, unless.keepBuilds];

/**
 * Up to where the builds of a builder `t` go: before `limits` and before `newest`, which always stays, so that a builder that has been
 * quiet for long still shows its last build. The oldest build of those whose number is kept is found in the index alone.
 */
const LIMITS = `left join ${ruleOf('BUILDER')} on true
  cross join lateral (
    select case when rule.source is null then $2::int else rule.keep_days end as days,
      case when rule.source is null then $3::int else rule.keep_builds end as builds
  ) kept
  left join lateral (
    select k.started_at, k.id from build k where k.builder_id = t.id and k.started_at is not null
    order by k.builder_id, k.started_at desc, k.id desc offset kept.builds - 1 limit 1
  ) oldest on kept.builds is not null
  cross join lateral (
    select greatest(young.since, oldest.started_at) as at,
      case when young.since is null or oldest.started_at >= young.since then oldest.id else 0 end as id
    from (values ($1::timestamptz - make_interval(days => kept.days))) as young(since)
  ) limits
  left join lateral (
    select k.started_at, k.id from build k where k.builder_id = t.id and k.started_at is not null
    order by k.builder_id, k.started_at desc, k.id desc limit 1
  ) newest on true`;

/** The builds of the builder `t` that go, the oldest first; none that runs. */
const expiredBuilds = (limit: string) => `lateral (
    select b.id, b.build_request_id from build b
    where b.builder_id = t.id and b.state = 'FINISHED'
      and (b.started_at, b.id) < (limits.at, limits.id) and (b.started_at, b.id) < (newest.started_at, newest.id)
    order by b.builder_id, b.started_at, b.id limit ${limit}
  ) expired`;

/** Its requests that go though no build of theirs does: those that were given up, or whose builds have gone. */
const expiredRequests = (limit: string) => `lateral (
    select r.id from build_request r
    where r.builder_id = t.id and r.completed_at is not null and r.submitted_at < limits.at
      and not exists (select from build b where b.build_request_id = r.id)
    order by r.builder_id, r.submitted_at, r.id limit ${limit}
  ) expired`;

/** A statement over builders after an id, in that order. */
export const BUILDERS_TO_PRUNE = `
  select t.id, t.origin_id, exists (select from ${expiredBuilds('1')}) or exists (select from ${expiredRequests('1')})
  from (select * from builder where id > $4::bigint order by id limit $5::int) t ${LIMITS}
  order by t.id`;

const BUILDS_TO_PRUNE = `select expired.id::text, expired.build_request_id::text as request
  from builder t ${LIMITS} cross join ${expiredBuilds('$5::int')} where t.id = any($4::bigint[]) limit $5::int`;

const REQUESTS_TO_PRUNE = `select expired.id::text
  from builder t ${LIMITS} cross join ${expiredRequests('$5::int')} where t.id = any($4::bigint[]) limit $5::int`;

/** A builder of which something is to be removed. */
export interface PrunedBuilder {
  readonly id: Id;
  readonly originId: Id;
}

/** Looks through at most `limit` builders after an id. @returns the last that was looked at (null: there are no more), and those with something to remove. */
export async function buildersToPrune(
  reader: Reader,
  expiry: Expiry,
  after: Id,
  limit: number,
): Promise<{ readonly last: Id | null; readonly builders: readonly PrunedBuilder[] }> {
  const rows = await reader.rows(BUILDERS_TO_PRUNE, [...valuesOf(expiry), after, limit]);
  const builders = rows.filter(([, , expired]) => expired === 't');
  return {
    last: rows.at(-1)?.[0] ?? null,
    builders: builders.map(([id, originId]) => ({ id: id ?? '', originId: originId ?? '' })),
  };
}

/** How many builds, and how many requests, one transaction has removed. */
export interface Pruned {
  readonly builds: number;
  readonly requests: number;
}

/**
 * Removes at most `limit` builds of some builders of one origin with all that hangs on them, and at most as many requests that no build is
 * left of. Reports of the origin wait meanwhile, so nothing that they have read is removed before they have written. Their keys are
 * noted: a report that comes late must not bring them back. The roll-ups still count them (docs/decisions/0025-roll-ups.md). @returns
 * null, with nothing done, when another process removes builds at this moment, or the roll-ups have not counted all builds yet. Rejects with LavalampError UNAVAILABLE when the database is away.
 */
export async function pruneBuilds(
  database: Pick<Database, 'pool'>,
  expiry: Expiry,
  originId: Id,
  builderIds: readonly Id[],
  limit: number,
): Promise<Pruned | null> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await inTransaction(database.pool, (client) => prune(client, expiry, originId, builderIds, limit));
    } catch (error) {
      if (attempt === ATTEMPTS || !RETRIED.has(errorCode(error) ?? '')) throw databaseError(error);
    }
  }
}

async function inTransaction<T>(pool: pg.Pool, work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  try {
    await client.query('begin');
    const result = await work(client);
    await client.query('commit');
    client.release();
    return result;
  } catch (error) {
    await client.query('rollback').then(
      () => client.release(),
      () => client.release(true),
    );
    throw error;
  }
}

async function prune(
  client: pg.PoolClient,
  expiry: Expiry,
  originId: Id,
  builderIds: readonly Id[],
  limit: number,
): Promise<Pruned | null> {
  const turn = await client.query<{ mine: boolean }>(TURN);
  if (!turn.rows[0]?.mine) return null;
  // That of the origin's reports (cellLoaders.ts). A statement of its own: what follows must see what they have written.
  await client.query('select pg_advisory_xact_lock(hashint8($1::bigint), 0)', [originId]);
  const expired = [...valuesOf(expiry), builderIds, limit];
  const { rows: going } = await client.query<{ id: Id; request: Id | null }>(named(BUILDS_TO_PRUNE, expired));
  const builds = going.map(({ id }) => id);
  const stamps = builds.length === 0 ? [] : await removeBuilds(client, builds);
  const met = going.flatMap(({ request }) => request ?? []);
  const orphans = builds.length < limit ? await ids(client, REQUESTS_TO_PRUNE, expired) : [];
  const sets = await idsOf(client, REMOVE_REQUESTS, [...new Set([...met, ...orphans])]);
  const left = [...stamps, ...(await idsOf(client, REMOVE_BUILDSETS, [...new Set(sets)]))];
  for (const sql of LEAVE_SOURCE_STAMPS) await idsOf(client, sql, [...new Set(left)]);
  return { builds: going.length, requests: sets.length };
}

/** @returns the source stamps that they were built of. Statement by statement, from what hangs on the builds to these: a list of ids is found by an index. */
async function removeBuilds(client: pg.PoolClient, builds: readonly Id[]): Promise<readonly Id[]> {
  await idsOf(client, NOTE_BUILDS, builds);
  const steps = await idsOf(client, 'select id::text from step where build_id = any($1::bigint[])', builds);
  const logs = await idsOf(client, 'select id::text from log where step_id = any($1::bigint[])', steps);
  await idsOf(client, 'delete from log_chunk where log_id = any($1::bigint[])', logs);
  await idsOf(client, 'delete from log where id = any($1::bigint[])', logs);
  await idsOf(client, 'delete from step where id = any($1::bigint[])', steps);
  for (const table of OF_BUILDS) {
    await idsOf(client, `delete from ${table} where build_id = any($1::bigint[])`, builds);
  }
  const stamps = await idsOf(
    client,
    'delete from build_source_stamp where build_id = any($1::bigint[]) returning source_stamp_id::text as id',
    builds,
  );
  await idsOf(client, 'delete from build where id = any($1::bigint[])', builds);
  return stamps;
}

/** What hangs on builds and has nothing that hangs on it; what is deleted by whole lists here, no foreign key has to look for build by build. */
const OF_BUILDS = [
  'test_detail',
  'test_result',
  'test_summary',
  'test_report',
  'property',
  'verdict',
  'builder_branch',
];

/** What is removed before the roll-ups have counted it would be in no statistics. */
const TURN = `select (select complete from rollup_fill where id = 1) and pg_try_advisory_xact_lock(${PRUNING_LOCK}) as mine`;

const NOTE_BUILDS = `insert into removed (origin_id, kind, key_digest)
  select origin_id, 'BUILD', md5(key)::uuid from build where id = any($1::bigint[]) on conflict do nothing`;

/** Those that are complete and have no build any more. @returns the buildset of each. */
const REMOVE_REQUESTS = `
  with gone as (
    delete from build_request r where r.id = any($1::bigint[]) and r.completed_at is not null
      and not exists (select from build b where b.build_request_id = r.id)
    returning r.origin_id, r.key, r.buildset_id
  ), noted as (
    insert into removed (origin_id, kind, key_digest)
    select origin_id, 'BUILD_REQUEST', md5(key)::uuid from gone on conflict do nothing
  )
  select buildset_id::text as id from gone`;

/** Those that have no request any more. @returns their source stamps. */
const REMOVE_BUILDSETS = `
  with gone as (
    delete from buildset s where s.id = any($1::bigint[])
      and not exists (select from build_request r where r.buildset_id = s.id)
    returning s.id
  )
  delete from buildset_source_stamp where buildset_id in (select id from gone) returning source_stamp_id::text as id`;

/** Source stamps that nobody refers to go; those that have a change stay with it, and have not been built any more. */
const LEAVE_SOURCE_STAMPS = [
  `delete from source_stamp s where s.id = any($1::bigint[])
     and not exists (select from build_source_stamp l where l.source_stamp_id = s.id)
     and not exists (select from buildset_source_stamp l where l.source_stamp_id = s.id)
     and not exists (select from change c where c.source_stamp_id = s.id)`,
  `update source_stamp s set first_started_at = null where s.id = any($1::bigint[]) and s.first_started_at is not null
     and not exists (
       select from build_source_stamp l join build b on b.id = l.build_id
       where l.source_stamp_id = s.id and b.started_at is not null
     )`,
];

/** What a statement over ids answers; nothing is sent when there are none. */
async function idsOf(client: pg.PoolClient, sql: string, list: readonly Id[]): Promise<Id[]> {
  return list.length === 0 ? [] : ids(client, sql, [list]);
}

/** Planned once for each connection: to plan such a statement takes longer than to run it. */
const named = (text: string, values: readonly unknown[]) => ({ name: statementName(text), text, values: [...values] });

async function ids(client: pg.PoolClient, sql: string, values: readonly unknown[]): Promise<Id[]> {
  const { rows } = await client.query<{ id: Id }>(named(sql, values));
  return rows.map(({ id }) => id);
}
