// Where events are posted to: the registrations, and who delivers for them.
//
// A lease is what makes one process deliver for a webhook: a random name that its holder knows, and that has to be renewed. What the
// holder notes counts only while the lease is its own. Whoever changes a webhook takes the lease away, so that whoever
// delivers begins anew with what was changed. The time is the database's: no clock of a server matters.

import type { EventFilter } from '../filters.ts';
import type { Id, Time, Webhook, WebhookAttempt, WebhookPause } from '../model.ts';
import { type Database, reached } from './database.ts';
import { columns, type Table } from './table.ts';

type Pool = Pick<Database, 'pool'>;

/** What the API reads: never the secret. */
export const WEBHOOKS: Table<Webhook> = {
  table: 'webhook',
  columns: columns(
    'id',
    'url',
    'filter',
    'created_at',
    'position',
    'paused_for',
    'failures',
    'failing_since',
    'next_attempt_at',
  ),
  visible: 'true',
  read: (row) => ({
    id: row.text(),
    url: row.text(),
    filter: row.json<Webhook['filter']>(),
    createdAt: row.time(),
    position: row.text(),
    pausedFor: row.optional() as WebhookPause | null,
    failures: row.number(),
    failingSince: row.optionalTime(),
    nextAttemptAt: row.optionalTime(),
  }),
};

/** Held while a webhook is added, by whoever adds one. */
const REGISTERING_LOCK = 5_282_006;
/** How many attempts of a webhook are kept. */
const KEPT_ATTEMPTS = 50;

/** How far a webhook has come. */
export type Progress = Pick<Webhook, 'position' | 'pausedFor' | 'failures' | 'failingSince' | 'nextAttemptAt'>;

/** A webhook that this process delivers for. */
export interface LeasedWebhook extends Progress {
  readonly lease: string;
  readonly id: Id;
  readonly url: string;
  readonly filter: EventFilter;
  /** What to sign with: the newest first. */
  readonly secrets: readonly string[];
}

/**
 * Leases, for `forMs` milliseconds from now, every webhook that is not paused and that nobody else holds, and renews `mine`.
 * @returns all that are held now: what of `mine` is not among them is no longer to be delivered for. Rejects with LavalampError
 * UNAVAILABLE when the database is away, as everything here does.
 */
export async function leaseWebhooks(
  { pool }: Pool,
  mine: readonly string[],
  forMs: number,
): Promise<readonly LeasedWebhook[]> {
  const { rows } = await reached(() =>
    pool.query<LeasedRow>(
      `update webhook set leased_until = now() + $2 * interval '1 millisecond',
         lease = case when lease = any($1::uuid[]) then lease else gen_random_uuid() end
       where paused_for is null and (lease is null or lease = any($1::uuid[]) or leased_until < now())
       returning lease, id, url, filter, position, failures, failing_since, next_attempt_at,
         array_remove(array[secret, case when old_secret_until > now() then old_secret end], null) as secrets`,
      [mine, forMs],
    ),
  );
  return rows.map((row) => ({
    lease: row.lease,
    id: row.id,
    url: row.url,
    filter: JSON.parse(row.filter) as EventFilter,
    secrets: row.secrets,
    position: row.position,
    pausedFor: null,
    failures: row.failures,
    failingSince: row.failing_since?.toISOString() ?? null,
    nextAttemptAt: row.next_attempt_at?.toISOString() ?? null,
  }));
}

interface LeasedRow {
  readonly lease: string;
  readonly id: string;
  readonly url: string;
  readonly filter: string;
  readonly position: string;
  readonly failures: number;
  readonly failing_since: Date | null;
  readonly next_attempt_at: Date | null;
  readonly secrets: readonly string[];
}

/** Gives leases back, so that another process need not wait until they end. */
export async function releaseWebhooks({ pool }: Pool, leases: readonly string[]): Promise<void> {
  await reached(() => pool.query('update webhook set lease = null where lease = any($1::uuid[])', [leases]));
}

const NOTE = `update webhook set position = $2::bigint, paused_for = $3::webhook_pause, failures = $4::int,
  failing_since = $5::timestamptz, next_attempt_at = $6::timestamptz, lease = case when $3::webhook_pause is null then lease end`;

function noted(lease: string, { position, pausedFor, failures, failingSince, nextAttemptAt }: Progress): unknown[] {
  return [lease, position, pausedFor, failures, failingSince, nextAttemptAt];
}

/** Notes how far a webhook has come; one that is paused is given back. @returns whether the lease still held: otherwise nothing was noted. */
export async function noteProgress({ pool }: Pool, lease: string, progress: Progress): Promise<boolean> {
  const { rowCount } = await reached(() => pool.query(`${NOTE} where lease = $1::uuid`, noted(lease, progress)));
  return rowCount === 1;
}

/** The same after an attempt, which is kept in the place of the oldest. */
export async function noteAttempt(
  { pool }: Pool,
  lease: string,
  progress: Progress,
  attempt: WebhookAttempt,
): Promise<boolean> {
  const { position, type, attemptedAt, durationMs, status, problem, excerpt } = attempt;
  const { rows } = await reached(() =>
    pool.query<{ noted: boolean }>(
      `with noted as (${NOTE}, attempt_count = attempt_count + 1 where lease = $1::uuid returning id, attempt_count),
         kept as (
           insert into webhook_attempt (webhook_id, number, position, type, attempted_at, duration_ms, status, problem, excerpt)
           select id, attempt_count, $7::bigint, $8, $9::timestamptz, $10::int, $11::int, $12, $13 from noted),
         gone as (
           delete from webhook_attempt a using noted
           where a.webhook_id = noted.id and a.number <= noted.attempt_count - ${KEPT_ATTEMPTS})
       select exists (select from noted) as noted`,
      [...noted(lease, progress), position, type, attemptedAt, durationMs, status, problem, excerpt],
    ),
  );
  return rows[0]?.noted === true;
}

/** How many webhooks deliver, wait for the next attempt, and are paused. */
export interface WebhookCounts {
  readonly active: number;
  readonly retrying: number;
  readonly paused: number;
}

/** Counts the webhooks, and marks those that were paused for so long that the log no longer holds what they would resume with. */
export async function surveyWebhooks({ pool }: Pool): Promise<WebhookCounts> {
  const { rows } = await reached(() =>
    pool.query<WebhookCounts>(
      `with expired as (
         update webhook set paused_for = 'EXPIRED'
         where paused_for <> 'EXPIRED' and position < (select pruned_through from event_log where id = 1))
       select count(*) filter (where paused_for is null and failures = 0)::int as active,
         count(*) filter (where paused_for is null and failures > 0)::int as retrying,
         count(*) filter (where paused_for is not null)::int as paused from webhook`,
    ),
  );
  return rows[0] ?? { active: 0, retrying: 0, paused: 0 };
}

/** A webhook to keep. */
export interface NewWebhook {
  readonly id: Id;
  readonly url: string;
  readonly filter: EventFilter;
  readonly secret: string;
  readonly position: string;
  readonly createdAt: Time;
}

/** @returns false when there are `most` already, and so it was not kept. */
export async function insertWebhook(
  { prisma }: Pick<Database, 'prisma'>,
  webhook: NewWebhook,
  most: number,
): Promise<boolean> {
  const { id, url, filter, secret, position, createdAt } = webhook;
  const data = { url, secret, filter: JSON.stringify(filter), position: BigInt(position), createdAt };
  return reached(() =>
    prisma.$transaction(async (transaction) => {
      // One after the other: those who come together must see each other's.
      await transaction.$queryRaw`select pg_advisory_xact_lock(${REGISTERING_LOCK}::bigint)::text`;
      if ((await transaction.webhook.count()) >= most) return false;
      await transaction.webhook.create({ data: { id: BigInt(id), ...data } });
      return true;
    }),
  );
}

/** What is changed of a webhook; what is undefined stays. */
export interface WebhookChanges {
  readonly url: string | undefined;
  readonly filter: EventFilter | undefined;
  readonly position: string | undefined;
  readonly pausedFor: 'REQUESTED' | null | undefined;
}

/** Changes a webhook, takes it away from whoever delivers, and forgets its failures. @returns false when there is no such webhook. */
export async function changeWebhook({ pool }: Pool, id: Id, changes: WebhookChanges): Promise<boolean> {
  const { url, filter, position, pausedFor } = changes;
  const { rowCount } = await reached(() =>
    pool.query(
      `update webhook set url = coalesce($2, url), filter = coalesce($3, filter), position = coalesce($4::bigint, position),
         paused_for = case when $5 then $6::webhook_pause else paused_for end,
         failures = 0, failing_since = null, next_attempt_at = null, lease = null
       where id = $1::bigint`,
      [id, url, filter && JSON.stringify(filter), position, pausedFor !== undefined, pausedFor],
    ),
  );
  return rowCount === 1;
}

/** Gives a webhook another secret; the one that it had signs as well for `overlapMs` milliseconds. @returns false when there is no such webhook. */
export async function changeSecret({ pool }: Pool, id: Id, secret: string, overlapMs: number): Promise<boolean> {
  const { rowCount } = await reached(() =>
    pool.query(
      `update webhook set old_secret = secret, old_secret_until = now() + $3 * interval '1 millisecond', secret = $2, lease = null
       where id = $1::bigint`,
      [id, secret, overlapMs],
    ),
  );
  return rowCount === 1;
}

/** Removes a webhook, and what is kept of its attempts. */
export async function deleteWebhook({ pool }: Pool, id: Id): Promise<void> {
  await reached(() => pool.query('delete from webhook where id = $1::bigint', [id]));
}
