import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { PGlite } from '@electric-sql/pglite';
import { afterAll, afterEach, beforeAll, describe, expect, inject, test } from 'vitest';
import { type Database, openDatabase, wrap } from '../../src/store/database.ts';
import { embed } from '../../src/store/embedded.ts';
import { drift, migrate } from '../../src/store/migrations.ts';
import { createTestDatabase } from '../support/database.ts';
import { createDatabase, dropDatabase } from '../support/postgres.ts';
import { countingStatements } from '../support/statements.ts';

const cleanups: (() => Promise<void>)[] = [];
afterAll(async () => {
  for (const cleanup of cleanups.reverse()) await cleanup();
});

/** A database with nothing at all in it, and more of its kind for other processes. */
async function emptyDatabase() {
  const template = inject('template');
  if (template.kind === 'pglite') {
    const database = wrap(
      await embed(await PGlite.create({ loadDataDir: new Blob([readFileSync(template.empty)]) })),
      true,
    );
    cleanups.push(() => database.close());
    return { database, again: async () => database };
  }
  const name = `lavalamp_empty_${randomBytes(6).toString('hex')}`;
  const url = await createDatabase(template.url, name);
  cleanups.push(() => dropDatabase(template.url, name));
  const again = async () => {
    const database = await openDatabase({ url, directory: '', connections: 3 });
    cleanups.push(() => database.close());
    return database;
  };
  return { database: await again(), again };
}

test('the migrations lead to exactly what schema.prisma says; `npm run migration -- NAME` writes what is missing', async () => {
  const { database } = await emptyDatabase();
  expect(await drift(database.pool)).toBeNull();
});

// The embedded database has one process, which holds a lock on its directory.
test.runIf(inject('template').kind === 'postgres')(
  'several processes that start at once on an empty database all find it migrated, and one of them did it',
  async () => {
    const { again } = await emptyDatabase();
    const databases = [await again(), await again(), await again()];
    const applied = await Promise.all(databases.map((database) => migrate(database)));
    expect(applied.filter((names) => names.length > 0)).toHaveLength(1);
    for (const { prisma } of databases) expect(await prisma.eventLog.count()).toBe(1);
  },
);

test('migrating again changes nothing, and the event log stays the same', async () => {
  const { database } = await emptyDatabase();
  await migrate(database);
  const before = await database.prisma.eventLog.findMany();
  expect(await migrate(database)).toEqual([]);
  expect(await database.prisma.eventLog.findMany()).toEqual(before);
});

describe('a database whose records of migrations', () => {
  let database: Database;
  beforeAll(async () => {
    const made = await createTestDatabase();
    cleanups.push(made.drop);
    database = made.database;
    await database.pool.query('create table kept as table _prisma_migrations');
  });
  afterEach(async () => {
    await database.pool.query('truncate _prisma_migrations; insert into _prisma_migrations table kept');
  });

  /** Whether Prisma's engine is asked: it looks at more than the records. */
  async function engineIsAsked(): Promise<boolean> {
    const { result, statements } = await countingStatements(() => migrate(database));
    expect(result).toEqual([]);
    return statements.some((text) => !/_prisma_migrations|event_log|advisory/.test(text));
  }

  test("are those of this version's migrations is up to date, without a look by the engine", async () => {
    expect(await engineIsAsked()).toBe(false);
  });

  test.each([
    ['have another checksum', "update _prisma_migrations set checksum = 'another'"],
    [
      'hold one that is not known here',
      `insert into _prisma_migrations (id, checksum, finished_at, migration_name, started_at, applied_steps_count)
        values ('newer', 'x', now(), '99990101000000_newer', now(), 1)`,
    ],
  ])('%s is judged by the engine', async (_, sql) => {
    await database.pool.query(sql);
    expect(await engineIsAsked()).toBe(true);
  });

  test('tell of one that failed is refused', async () => {
    await database.pool.query('update _prisma_migrations set finished_at = null');
    await expect(migrate(database)).rejects.toThrow(/failed migrations/);
  });

  // What is there already cannot be made again: that it is tried is what is to be seen.
  test.each([
    ['are gone', 'delete from _prisma_migrations'],
    ['tell of one that was rolled back', 'update _prisma_migrations set rolled_back_at = now(), finished_at = null'],
  ])('%s has it applied', async (_, sql) => {
    await database.pool.query(sql);
    await expect(migrate(database)).rejects.toThrow(/apply_script.*first_light/s);
  });
});
