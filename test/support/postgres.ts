// PostgreSQL for tests: databases are made and dropped on the server that LAVALAMP_TEST_DATABASE_URL names.

import pg from 'pg';

/** Runs a statement on the server itself. */
export async function administer(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}

/** The address of another database on the same server. */
export function withDatabase(url: string, name: string): string {
  const other = new URL(url);
  other.pathname = `/${name}`;
  return other.href;
}

/** Resolves when somebody, or as many as that, wait for locks in the database of `client`: those in pg_locks that fulfil the condition. */
export async function untilSomebodyWaits(
  client: Pick<pg.Client, 'query'>,
  condition: string,
  count = 1,
): Promise<void> {
  const waiting = `select from pg_locks where ${condition} and not granted
    and database = (select oid from pg_database where datname = current_database())`;
  while (((await client.query(waiting)).rowCount ?? 0) < count);
}
