// Who waits for a lock in PostgreSQL: how tests know how far others have come.

import type pg from 'pg';

/** A report waits to append its events, and has the lock for that. What removes old events waits for the table as well. */
export const REPORT_WAITS = `relation = 'event'::regclass
  and pid in (select pid from pg_locks where locktype = 'advisory' and objid = 5282002 and granted)`;

/** Resolves when somebody waits for a lock of this kind in the database of a client. */
export async function untilOneWaits(client: pg.Client, condition: string): Promise<void> {
  const waiting = `select from pg_locks where ${condition} and not granted
    and database = (select oid from pg_database where datname = current_database())`;
  while ((await client.query(waiting)).rowCount === 0);
}
