// A database for one test file: a copy of the template, with all migrations, and with nothing in it.

import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { PGlite } from '@electric-sql/pglite';
import { inject } from 'vitest';
import { type Database, openDatabase, wrap } from '../../src/store/database.ts';
import { embed } from '../../src/store/embedded.ts';
import { ensureEventLog } from '../../src/store/migrations.ts';
import { createDatabase, dropDatabase } from './postgres.ts';

/** PGlite fills its buffers with zeros when it starts, and the tests' databases are small. */
const START_PARAMETERS = [...PGlite.defaultStartParams, '-c', 'shared_buffers=16MB'];

export interface TestDatabase {
  readonly database: Database;
  /** The address, for further processes; null when the database is embedded in this one. */
  readonly url: string | null;
  /** Closes it, and removes it. */
  readonly drop: () => Promise<void>;
}

/** How many connections to PostgreSQL a server holds in tests. */
export const TEST_CONNECTIONS = 10;

export async function createTestDatabase(connections = TEST_CONNECTIONS): Promise<TestDatabase> {
  const template = inject('template');
  if (template.kind === 'pglite') {
    const database = wrap(
      await embed(
        await PGlite.create({ loadDataDir: new Blob([readFileSync(template.dump)]), startParams: START_PARAMETERS }),
      ),
      true,
    );
    await ensureEventLog(database);
    return { database, url: null, drop: () => database.close() };
  }
  const name = `lavalamp_test_${randomBytes(6).toString('hex')}`;
  const url = await createDatabase(template.url, name, template.database);
  const database = await openDatabase({ url, directory: '', connections });
  await ensureEventLog(database);
  return {
    database,
    url,
    drop: async () => {
      await database.close();
      await dropDatabase(template.url, name);
    },
  };
}
