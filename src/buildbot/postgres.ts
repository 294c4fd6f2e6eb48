// Buildbot databases that PostgreSQL keeps.

import pg from 'pg';
import { DatabaseProblem, messageOf } from './problem.ts';
import type { RawRow, Source } from './source.ts';

const CONNECT_MS = 10_000;

/** Connects; nothing can be written through it. Throws DatabaseProblem. */
export async function openPostgres(url: string): Promise<Source> {
  const name = withoutPassword(url);
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: CONNECT_MS,
    options: '-c default_transaction_read_only=on',
    application_name: 'lavalamp import',
  });
  // Told again by the query that fails of it.
  client.on('error', () => {});
  try {
    await client.connect();
  } catch (error) {
    throw new DatabaseProblem(
      'unreachable',
      `Cannot reach ${name}: ${messageOf(error)}. Check the address, and who may connect.`,
      error,
    );
  }
  const rows = async (sql: string, parameters: readonly (number | string)[] = []): Promise<readonly RawRow[]> => {
    let at = 0;
    const text = sql.replace(/\?/g, () => `$${++at}`);
    try {
      return (await client.query(text, [...parameters])).rows;
    } catch (error) {
      throw new DatabaseProblem('unreadable', `${name} cannot be read: ${messageOf(error)}.`, error);
    }
  };
  return {
    name,
    text: (column) => column,
    rows,
    columns: async (table) => {
      const found = await rows(
        'select attname::text as name from pg_attribute where attrelid = to_regclass(?) and attnum > 0 and not attisdropped',
        [table],
      );
      return new Set(found.map((row) => String(row.name)));
    },
    close: () => client.end(),
  };
}

function withoutPassword(address: string): string {
  if (!URL.canParse(address)) return 'the PostgreSQL database';
  const url = new URL(address);
  url.password = '';
  url.search = '';
  return url.href;
}
