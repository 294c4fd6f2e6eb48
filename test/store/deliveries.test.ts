import { afterAll, beforeAll, expect, test } from 'vitest';
import { createDeliveries } from '../../src/store/deliveries.ts';
import { createIdMaker } from '../../src/store/ids.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { countingStatements } from '../support/statements.ts';

let made: TestDatabase;
beforeAll(async () => {
  made = await createTestDatabase();
});
afterAll(() => made.drop());

test('old deliveries are removed in stretches, so that no statement takes long, and newer ones are kept', async () => {
  const { database } = made;
  await database.pool.query(`insert into delivery (id, adapter, origin, received_at, body)
    select i, 'buildbot', 'o', timestamptz '2026-01-01' + i * interval '1 second', '' from generate_series(1, 2500) i`);
  const deliveries = createDeliveries(database, createIdMaker(database));
  const { result, statements } = await countingStatements(() => deliveries.prune('2026-01-01T00:40:00.000Z'));
  expect(result).toBe(2_399);
  expect(statements).toHaveLength(3);
  expect(await database.prisma.delivery.count()).toBe(101);
});
