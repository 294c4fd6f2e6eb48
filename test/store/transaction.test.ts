// The transactions that reports are written in: all or nothing, whatever fails and whoever waits for it.

import { afterAll, beforeAll, expect, test } from 'vitest';
import { errorCode } from '../../src/store/database.ts';
import { inTransaction } from '../../src/store/transaction.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';

let home: TestDatabase;
beforeAll(async () => {
  home = await createTestDatabase();
  await home.database.pool.query(
    'create table kept (id bigint primary key, at timestamptz, bytes bytea, value jsonb, words text[])',
  );
});
afterAll(() => home.drop());

const INSERT = 'insert into kept (id) select id::bigint from unnest($1::bigint[]) as ids(id)';
const count = async () => (await home.database.pool.query('select count(*)::int as n from kept')).rows[0].n;

test('statements that nobody waits for are all there after the commit, in their order', async () => {
  const { database } = home;
  const found = await inTransaction(database, async (transaction) => {
    transaction.run(INSERT, ['1', '2']);
    transaction.run('update kept set id = id + 10');
    const rows = transaction.rows<{ id: string }>('select id from kept order by id');
    transaction.run('delete from kept where id = 12');
    return rows;
  });
  expect(found).toEqual([{ id: '11' }, { id: '12' }]);
  expect(await count()).toBe(1);
  await database.pool.query('truncate kept');
});

test('rows come as records: ids as text, times in ISO 8601, bytes as PostgreSQL writes them, JSON and lists as they are', async () => {
  const [record] = await inTransaction(home.database, (transaction) =>
    transaction.rows(`select 9223372036854775807 as big_id, '2026-11-24 08:30:00.1+00'::timestamptz as told_at, '\\xff00'::bytea as bytes,
      '{"a": [1, null]}'::jsonb as value, 'null'::jsonb as nothing, array['a', 'b "c"'] as words, true as is_on, 5 as count,
      7::bigint as byte_count, null::timestamptz as never`),
  );
  expect(record).toEqual({
    bigId: '9223372036854775807',
    toldAt: '2026-11-24T08:30:00.100Z',
    bytes: '\\xff00',
    value: { a: [1, null] },
    nothing: null,
    words: ['a', 'b "c"'],
    isOn: true,
    count: 5,
    byteCount: 7,
    never: null,
  });
});

test('one statement that fails fails the commit with its own reason, and nothing is written', async () => {
  const written = inTransaction(home.database, async (transaction) => {
    transaction.run(INSERT, ['1']);
    transaction.run(INSERT, ['1']);
    transaction.run(INSERT, ['2']);
  });
  await expect(written).rejects.toSatisfy((error) => errorCode(error) === '23505');
  expect(await count()).toBe(0);
});

test('rows that are asked for after a failure are refused with the reason of that', async () => {
  const written = inTransaction(home.database, async (transaction) => {
    transaction.run('select 1/0');
    return transaction.rows('select 1');
  });
  await expect(written).rejects.toSatisfy((error) => errorCode(error) === '22012');
});

test('when the work fails nothing is written, also not by statements that were still to be sent', async () => {
  const { database } = home;
  const written = inTransaction(database, async (transaction) => {
    for (let id = 1; id <= 20; id += 1) transaction.run(INSERT, [String(id)]);
    throw new Error('changed its mind');
  });
  await expect(written).rejects.toThrow('changed its mind');
  expect(await count()).toBe(0);
  // The connection can be used again, outside of any transaction.
  await inTransaction(database, async (transaction) => transaction.run(INSERT, ['1']));
  expect(await count()).toBe(1);
  await database.pool.query('truncate kept');
});
