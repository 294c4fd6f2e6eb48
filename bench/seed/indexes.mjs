// @ts-check
// Indexes of large tables are made when the rows are there: that takes a fraction of keeping them row by row.

/**
 * Takes the indexes of some tables away, those of their primary keys left out.
 * @param {import('pg').PoolClient} client
 * @param {readonly string[]} tables
 * @returns {Promise<readonly { name: string, definition: string }[]>} what makes them again
 */
export async function takeIndexes(client, tables) {
  const { rows } = await client.query(
    `select indexrelid::regclass::text as name, pg_get_indexdef(indexrelid) as definition
     from pg_index where indrelid = any($1::text[]::regclass[]) and not indisprimary order by indrelid, indexrelid`,
    [tables],
  );
  for (const { name } of rows) await client.query(`drop index ${name}`);
  return rows;
}
