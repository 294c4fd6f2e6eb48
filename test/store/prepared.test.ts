import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildList } from '../../src/history/lists.ts';
import { buildConditions } from '../../src/store/buildConditions.ts';
import { readList } from '../../src/store/lists.ts';
import { statementName } from '../../src/store/prepared.ts';
import { createSnapshot, type Snapshot } from '../../src/store/reader.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';

let made: TestDatabase;
beforeAll(async () => {
  made = await createTestDatabase();
});
afterAll(() => made.drop());

const KEPT = 200;
const PREPARED = 'select count(*) from pg_prepared_statements';

async function prepared({ rows }: Snapshot, sql: string): Promise<boolean> {
  const found = await rows('select from pg_prepared_statements where statement = $1', [sql]);
  return found.length > 0;
}

test('a connection keeps so many statements and no more, however many different ones are asked for', async () => {
  // One connection for all.
  const snapshot = createSnapshot(made.database);
  const sql = (i: number) => `select ${i} + $1::int`;
  for (let i = 0; i < 3 * KEPT; i += 1) expect(await snapshot.rows(sql(i), [1])).toEqual([[String(i + 1)]]);
  expect(await snapshot.rows(PREPARED, [])).toEqual([[String(KEPT)]]);

  // What is used again and again is kept, whatever comes in between.
  await snapshot.rows('select 0 * $1::int', [1]);
  for (let i = 0; i < 3 * KEPT; i += 1) {
    await snapshot.rows(`select ${i} * $1::int`, [1]);
    if (i % 50 === 0) await snapshot.rows('select 0 * $1::int', [1]);
  }
  expect(await prepared(snapshot, 'select 0 * $1::int')).toBe(true);
  expect(await prepared(snapshot, 'select 1 * $1::int')).toBe(false);
  for (let i = 0; i < 3 * KEPT; i += 1) await snapshot.rows(sql(i), [1]);

  // What is new is kept, what is oldest was let go of, and is prepared again.
  expect(await prepared(snapshot, sql(3 * KEPT - 1))).toBe(true);
  expect(await prepared(snapshot, sql(0))).toBe(false);
  expect(await snapshot.rows(sql(0), [1])).toEqual([['1']]);
  expect(await prepared(snapshot, sql(0))).toBe(true);
  await snapshot.close();
});

test('no variety of statements takes the names of others, or keeps later ones from having one', () => {
  const sql = (i: number) => `select ${i}`;
  const names = Array.from({ length: 5_000 }, (_, i) => statementName(sql(i)));
  expect(new Set(names).size).toBe(5_000);
  expect(statementName(sql(4_999))).toBe(names[4_999]);
  // Forgotten meanwhile; its old name may still mean it to a connection, so it is given to no other.
  const again = statementName(sql(0));
  expect(names).not.toContain(again);
  expect(statementName(sql(0))).toBe(again);
});

test('a list under a filter is not kept prepared: it is planned for what is asked for each time', async () => {
  const snapshot = createSnapshot(made.database);
  const list = buildList({ field: 'STARTED_AT', direction: 'DESC' });
  const page = { limit: 1, after: null, before: null, fromEnd: false };
  const kept = async () => {
    const found = await snapshot.rows('select from pg_prepared_statements where statement like $1', [
      '%from build t %',
    ]);
    return found.length;
  };
  await readList(snapshot, list, (values) => buildConditions({ branch: 'main' }, values), { page, count: false });
  expect(await kept()).toBe(0);
  await readList(snapshot, list, () => [], { page, count: false });
  expect(await kept()).toBe(1);
  await snapshot.close();
});
