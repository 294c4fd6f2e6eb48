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
