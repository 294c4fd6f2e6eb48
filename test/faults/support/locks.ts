// Who waits for a lock in PostgreSQL: how tests know how far others have come.

/** A report waits to append its events, and has the lock for that. What removes old events waits for the table as well. */
export const REPORT_WAITS = `relation = 'event'::regclass
  and pid in (select pid from pg_locks where locktype = 'advisory' and objid = 5282002 and granted)`;
