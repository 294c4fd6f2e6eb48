import { randomBytes } from 'node:crypto';
import { PGlite } from '@electric-sql/pglite';
import { afterAll, expect, inject, test } from 'vitest';
import { openDatabase, wrap } from '../../src/store/database.ts';
import { embed } from '../../src/store/embedded.ts';
import { drift, migrate } from '../../src/store/migrations.ts';
import { administer, withDatabase } from '../support/postgres.ts';

const cleanups: (() => Promise<void>)[] = [];
afterAll(async () => {
  for (const cleanup of cleanups.reverse()) await cleanup();
});

/** A database with nothing at all in it, and more of its kind for other processes. */
async function emptyDatabase() {
  const template = inject('template');
  if (template.kind === 'pglite') {
    const database = wrap(await embed(await PGlite.create()), true);
    cleanups.push(() => database.close());
    return { database, again: async () => database };
  }
  const name = `lavalamp_empty_${randomBytes(6).toString('hex')}`;
  await administer(template.url, `create database ${name}`);
  cleanups.push(() => administer(template.url, `drop database ${name} with (force)`));
  const again = async () => {
    const database = await openDatabase({ url: withDatabase(template.url, name), directory: '', connections: 3 });
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
    expect(applied.flat()).toHaveLength(1);
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
