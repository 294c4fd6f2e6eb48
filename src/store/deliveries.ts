// What hooks received, as it came: kept before it is answered, and applied after that, by whichever server gets to it.
//
// A lease says that a server has a delivery in hand, and which. It only saves work: a delivery that two servers apply leads to the same
// history.

import { randomUUID } from 'node:crypto';
import type { HookDeliveryFilter } from '../filters.ts';
import type { HookDelivery, Id, Time } from '../model.ts';
import { part } from './conditions.ts';
import { type Database, reached } from './database.ts';
import { checkLists } from './filterLimits.ts';
import type { IdMaker } from './ids.ts';
import { all, Values } from './sql.ts';
import { columns, type Table } from './table.ts';

type Headers = Readonly<Record<string, string>>;

/** A delivery as it arrived. */
export interface RawDelivery {
  readonly adapter: string;
  readonly origin: string;
  /** The sender's own name for it; null when it has none. */
  readonly key: string | null;
  readonly headers: Headers;
  readonly receivedAt: Time;
  readonly body: Buffer;
}

export type KeptDelivery = Omit<RawDelivery, 'key'> & { readonly id: Id };

/** What came of applying one: `problem` says what could not be, or is null. */
export interface Applied {
  readonly id: Id;
  readonly problem: string | null;
}

/** How often it is tried to apply a delivery that the database gives up on, and how long it waits in between. */
export interface Patience {
  readonly attempts: number;
  /** The pause after the first attempt; each is twice as long as the one before. */
  readonly firstMs: number;
  readonly longestMs: number;
}

/** Every method rejects with LavalampError UNAVAILABLE when the database is away. */
export interface Deliveries {
  /**
   * Keeps deliveries, and leases them to the caller for `leaseMs` milliseconds.
   * @returns their ids, once they are durable; null for each that was kept before.
   */
  readonly keep: (deliveries: readonly RawDelivery[], leaseMs: number) => Promise<readonly (Id | null)[]>;
  /** Leases what waits and nobody has in hand, the oldest first: at most `count`, and about `bytes` of bodies. */
  readonly take: (count: number, bytes: number, leaseMs: number) => Promise<readonly KeptDelivery[]>;
  /** Leases for longer what the caller has leased. @returns those of them that nobody else has taken, or applied, meanwhile. */
  readonly renew: (ids: readonly Id[], leaseMs: number) => Promise<ReadonlySet<Id>>;
  /** In how many milliseconds the first of what waits is free to be taken, 0 when one is; null when nothing waits. */
  readonly untilFree: () => Promise<number | null>;
  readonly applied: (outcomes: readonly Applied[]) => Promise<void>;
  /**
   * Counts an attempt at a delivery that came to nothing, and leaves it alone for a while; or marks it with the problem when that was
   * the last. @returns whether it was.
   */
  readonly putOff: (failed: { readonly id: Id; readonly problem: string }, patience: Patience) => Promise<boolean>;
  /** Gives leases back, so that others need not wait until they end. */
  readonly release: (ids: readonly Id[]) => Promise<void>;
  /** Lets deliveries that were tried be applied again. @returns how many. */
  readonly replay: (filter: HookDeliveryFilter) => Promise<number>;
  /** How many wait to be applied. */
  readonly waiting: () => Promise<number>;
  /** Removes what was received before a time, but for what still waits: that was acknowledged. @returns how many. */
  readonly prune: (before: Time) => Promise<number>;
}

/** How many deliveries one statement removes or marks: a statement may only take so long, and what a server was given in days may be much. */
const STRETCH = 1_000;
/** How much of a body is shown. */
const EXCERPT_BYTES = 65_536;

export function createDeliveries({ pool }: Pick<Database, 'pool'>, ids: IdMaker): Deliveries {
  const lessee = randomUUID();
  return {
    keep: (deliveries, leaseMs) =>
      reached(async () => {
        await ids.reserve(deliveries.length);
        const given = deliveries.map(({ receivedAt }) => ids.next(Date.parse(receivedAt)));
        const { rows } = await pool.query<{ id: string }>(KEEP, [
          given,
          deliveries.map(({ adapter }) => adapter),
          deliveries.map(({ origin }) => origin),
          deliveries.map(({ key }) => key),
          deliveries.map(({ headers }) => JSON.stringify(headers)),
          deliveries.map(({ receivedAt }) => receivedAt),
          deliveries.map(({ body }) => body.length),
          Buffer.concat(deliveries.map(({ body }) => body)),
          leaseMs,
          lessee,
        ]);
        const kept = new Set(rows.map(({ id }) => String(id)));
        return given.map((id) => (kept.has(id) ? id : null));
      }),
    take: (count, bytes, leaseMs) =>
      reached(async () => {
        const { rows } = await pool.query<TakenRow>(TAKE, [count, bytes, leaseMs, lessee]);
        return rows
          .map((row) => ({
            id: String(row.id),
            adapter: row.adapter,
            origin: row.origin,
            headers: JSON.parse(row.headers) as Headers,
            receivedAt: new Date(row.received_at).toISOString(),
            body: Buffer.from(row.body, 'base64'),
          }))
          .sort((a, b) => (BigInt(a.id) < BigInt(b.id) ? -1 : 1));
      }),
    renew: (given, leaseMs) =>
      reached(async () => {
        const { rows } = await pool.query<{ id: string }>(RENEW, [given, leaseMs, lessee]);
        return new Set(rows.map(({ id }) => String(id)));
      }),
    untilFree: () =>
      reached(async () => {
        const { rows } = await pool.query<{ ms: number | null }>(
          `select extract(epoch from min(coalesce(leased_until, now())) - now())::float8 * 1000 as ms
           from delivery where applied_at is null`,
        );
        const ms = rows[0]?.ms ?? null;
        return ms === null ? null : Math.max(ms, 0);
      }),
    applied: (outcomes) =>
      reached(async () => {
        await pool.query(
          `update delivery d set applied_at = now(), leased_until = null, problem = done.problem
           from unnest($1::bigint[], $2::text[]) as done(id, problem) where d.id = done.id`,
          [outcomes.map(({ id }) => id), outcomes.map(({ problem }) => problem)],
        );
      }),
    putOff: ({ id, problem }, { attempts, firstMs, longestMs }) =>
      reached(async () => {
        const { rows } = await pool.query<{ over: boolean }>(PUT_OFF, [id, problem, attempts, firstMs, longestMs]);
        return rows[0]?.over ?? false;
      }),
    release: (given) =>
      reached(async () => {
        await pool.query('update delivery set leased_until = null where id = any($1::bigint[]) and lessee = $2::text', [
          given,
          lessee,
        ]);
      }),
    replay: (filter) =>
      reached(async () => {
        // What is tried meanwhile, and fails again, is not marked again.
        const { rows } = await pool.query<{ now: string }>('select now()::text as now');
        const values = new Values();
        const before = `t.applied_at <= ${values.add(rows[0]?.now, 'timestamptz')}`;
        const asked = [before, ...deliveryConditions(filter, values)];
        const sql = `with stretch as (
            select t.id from delivery t where ${all([...asked, `t.id > $${values.list.length + 1}::bigint`])}
            order by t.id limit ${STRETCH}),
          marked as (
            update delivery set applied_at = null, leased_until = null, attempts = 0, problem = null
            where id in (select id from stretch))
          select count(*)::int as count, max(id) as last from stretch`;
        for (let marked = 0, after = '0'; ; ) {
          const { rows: found } = await pool.query<{ count: number; last: string | null }>(sql, [
            ...values.list,
            after,
          ]);
          const [{ count, last } = { count: 0, last: null }] = found;
          marked += count;
          if (count < STRETCH || last === null) return marked;
          after = String(last);
        }
      }),
    waiting: () =>
      reached(async () => {
        const { rows } = await pool.query<{ count: number }>(
          'select count(*)::int as count from delivery where applied_at is null',
        );
        return rows[0]?.count ?? 0;
      }),
    prune: (before) =>
      reached(async () => {
        for (let removed = 0; ; ) {
          const { rowCount } = await pool.query(
            `delete from delivery where id in (
               select id from delivery where received_at < $1::timestamptz and applied_at is not null
               order by received_at, id limit ${STRETCH})`,
            [before],
          );
          removed += rowCount ?? 0;
          if ((rowCount ?? 0) < STRETCH) return removed;
        }
      }),
  };
}

/** The bodies come as one value, one behind the other: as texts in a list they would be written and read several times. */
const KEEP = `insert into delivery (id, adapter, origin, delivery_key, headers, received_at, body, leased_until, lessee)
  select id, adapter, origin, key, headers::jsonb, received_at,
    substring($8::bytea from (sum(bytes) over (order by place) - bytes)::int + 1 for bytes),
    now() + $9::int * interval '1 millisecond', $10::text
  from unnest($1::bigint[], $2::text[], $3::text[], $4::text[], $5::text[], $6::timestamptz[], $7::int[])
    with ordinality as given(id, adapter, origin, key, headers, received_at, bytes, place)
  on conflict (adapter, origin, delivery_key) do nothing returning id`;

/** Not those that another server has taken, or applied, since the lease ended. */
const RENEW = `update delivery set leased_until = now() + $2::int * interval '1 millisecond'
  where id = any($1::bigint[]) and applied_at is null and lessee = $3::text returning id`;

/** Nothing of one that another server has applied meanwhile. */
const PUT_OFF = `update delivery set attempts = attempts + 1,
    leased_until = now() + least($4::float8 * 2 ^ least(attempts, 50), $5::float8) * interval '1 millisecond',
    applied_at = case when attempts + 1 >= $3::int then now() end,
    problem = case when attempts + 1 >= $3::int then $2::text end
  where id = $1::bigint and applied_at is null
  returning applied_at is not null as over`;

/** The bodies of a turn must fit into memory: those beyond the first whose sizes together are too much wait for the next. */
const TAKE = `update delivery d set leased_until = now() + $3::int * interval '1 millisecond', lessee = $4::text
  from (
    select id from (
      select id, sum(bytes) over (order by id) - bytes as before from (
        select id, length(body) as bytes from delivery
        where applied_at is null and (leased_until is null or leased_until < now())
        order by id limit $1::int for update skip locked) free) sized
    where before < $2::bigint) taken
  where d.id = taken.id
  returning d.id, d.adapter, d.origin, d.headers::text as headers, d.received_at, encode(d.body, 'base64') as body`;

interface TakenRow {
  readonly id: string;
  readonly adapter: string;
  readonly origin: string;
  readonly headers: string;
  readonly received_at: Date;
  readonly body: string;
}

/** What the API reads: the beginning of the body, as text. */
export const HOOK_DELIVERIES: Table<HookDelivery> = {
  table: 'delivery',
  columns: `${columns('id', 'adapter', 'origin', 'delivery_key', 'received_at', 'applied_at', 'problem')}, t.headers::text,
    length(t.body), encode(substring(t.body from 1 for ${EXCERPT_BYTES}), 'base64')`,
  visible: 'true',
  read: (row) => ({
    id: row.text(),
    adapter: row.text(),
    origin: row.text(),
    key: row.optional(),
    receivedAt: row.time(),
    appliedAt: row.optionalTime(),
    problem: row.optional(),
    headers: row.json<Headers>(),
    byteCount: row.number(),
    excerpt: Buffer.from(row.text(), 'base64').toString().replaceAll('\0', '\ufffd'),
  }),
};

const STATES = {
  WAITING: 't.applied_at is null',
  APPLIED: '(t.applied_at is not null and t.problem is null)',
  UNAPPLIED: '(t.applied_at is not null and t.problem is not null)',
} as const;

export function deliveryConditions(filter: HookDeliveryFilter, values: Values): readonly string[] {
  checkLists(filter);
  return [
    ...part(filter.systems, (systems) => {
      const adapters = systems.map((system) => system.toLowerCase());
      return `t.adapter = any(${values.add(adapters, 'text[]')})`;
    }),
    ...part(filter.origins, (origins) => `t.origin = any(${values.add(origins, 'text[]')})`),
    ...part(filter.states, (states) => `(${[...states.map((state) => STATES[state]), 'false'].join(' or ')})`),
    ...part(filter.receivedFrom, (time) => `t.received_at >= ${values.add(time, 'timestamptz')}`),
    ...part(filter.receivedBefore, (time) => `t.received_at < ${values.add(time, 'timestamptz')}`),
  ];
}
