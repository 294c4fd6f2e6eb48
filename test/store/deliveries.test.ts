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
  await database.pool.query(`insert into delivery (id, adapter, origin, received_at, body, applied_at)
    select i, 'buildbot', 'o', timestamptz '2026-01-01' + i * interval '1 second', '', now() from generate_series(1, 2500) i`);
  const deliveries = createDeliveries(database, createIdMaker(database));
  const { result, statements } = await countingStatements(() => deliveries.prune('2026-01-01T00:40:00.000Z'));
  expect(result).toBe(2_399);
  expect(statements).toHaveLength(3);
  expect(await database.prisma.delivery.count()).toBe(101);
});

test('what waits to be applied was acknowledged, and is removed at no age; what was given up is', async () => {
  const { database } = made;
  await database.pool.query(`insert into delivery (id, adapter, origin, received_at, body, applied_at, problem) values
    (3001, 'buildbot', 'old', '2025-01-01', '', null, null), (3002, 'buildbot', 'old', '2025-01-01', '', now(), 'wrong'),
    (3003, 'buildbot', 'old', '2025-01-01', '', now(), null)`);
  const deliveries = createDeliveries(database, createIdMaker(database));
  expect(await deliveries.prune('2025-06-01T00:00:00.000Z')).toBe(2);
  const left = await database.pool.query("select id::int from delivery where origin = 'old'");
  expect(left.rows).toEqual([{ id: 3001 }]);
});

test('what was tried is applied again in stretches, each of which begins where the one before ended', async () => {
  const { database } = made;
  await database.pool.query(`insert into delivery (id, adapter, origin, received_at, body, applied_at, problem)
    select i, 'buildbot', 'again', now(), '', now(), 'wrong' from generate_series(10001, 12500) i`);
  const deliveries = createDeliveries(database, createIdMaker(database));
  const { result, statements } = await countingStatements(() => deliveries.replay({ origins: ['again'] }));
  expect(result).toBe(2_500);
  expect(statements).toHaveLength(4);
  expect(statements.slice(1).every((statement) => /t\.id > \$/.test(statement))).toBe(true);
  expect(await database.prisma.delivery.count({ where: { origin: 'again', appliedAt: null, problem: null } })).toBe(
    2_500,
  );
});
