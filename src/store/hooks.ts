// Who may post to an origin's hook.

import type { Hook, HookSystem, Id } from '../model.ts';
import { type Database, reached } from './database.ts';
import { columns, type Table } from './table.ts';

type Pool = Pick<Database, 'pool'>;

/** What the API reads: never the secret. */
export const HOOKS: Table<Hook> = {
  table: 'hook',
  columns: columns('id', 'adapter', 'origin', 'created_at'),
  visible: 'true',
  read: (row) => ({
    id: row.text(),
    system: row.text().toUpperCase() as HookSystem,
    originName: row.text(),
    createdAt: row.time(),
  }),
};

/** The secrets of an origin's hook, the newest first. Rejects with LavalampError UNAVAILABLE when the database is away, as everything here does. */
export async function secretsOf({ pool }: Pool, adapter: string, origin: string): Promise<readonly string[]> {
  const { rows } = await reached(() =>
    pool.query<{ secret: string }>('select secret from hook where adapter = $1 and origin = $2 order by id desc', [
      adapter,
      origin,
    ]),
  );
  return rows.map(({ secret }) => secret);
}

/** How many secrets the hook of one origin has at most: each is tried with every delivery. */
export const MOST_SECRETS = 20;

/** @returns whether it was made: not when the origin's hook has as many as it may. */
export async function insertHook(
  { pool }: Pool,
  { id, system, originName, createdAt }: Hook,
  secret: string,
): Promise<boolean> {
  const { rowCount } = await reached(() =>
    pool.query(
      `insert into hook (id, adapter, origin, secret, created_at)
       select $1::bigint, $2::text, $3::text, $4::text, $5::timestamptz
       where (select count(*) from hook where adapter = $2::text and origin = $3::text) < ${MOST_SECRETS}`,
      [id, system.toLowerCase(), originName, secret, createdAt],
    ),
  );
  return rowCount === 1;
}

export async function deleteHook({ pool }: Pool, id: Id): Promise<void> {
  await reached(() => pool.query('delete from hook where id = $1::bigint', [id]));
}
