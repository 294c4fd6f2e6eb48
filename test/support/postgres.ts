// PostgreSQL for tests: databases are made and dropped on the server that LAVALAMP_TEST_DATABASE_URL names.

import pg from 'pg';

/** Runs statements on the server itself, one after the other. */
export async function administer(url: string, ...statements: readonly string[]): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    for (const sql of statements) await client.query(sql);
  } finally {
    await client.end();
  }
}

/**
 * Makes a database on the server, empty or a copy of another one. Its commits do not wait for the disk, which tests would do most of
 * the time: nothing is lost by that unless PostgreSQL itself crashes. @returns its address.
 */
export async function createDatabase(url: string, name: string, template = 'template1'): Promise<string> {
  await administer(
    url,
    `create database ${name} template ${template}`,
    `alter database ${name} set synchronous_commit = off`,
  );
  return withDatabase(url, name);
}

/** Drops a database, whoever is still connected to it. */
export function dropDatabase(url: string, name: string): Promise<void> {
  return administer(url, `drop database if exists ${name} with (force)`);
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
