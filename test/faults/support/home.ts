// What outlives a server process: its data directory, and its database on the PostgreSQL server when there is one.

import { randomBytes } from 'node:crypto';
import { cpSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inject } from 'vitest';
import type { Environment } from '../../../src/config.ts';
import { createDatabase, dropDatabase } from '../../support/postgres.ts';
import { ADMIN_TOKEN } from '../../support/server.ts';
import { toCleanUp } from './cleanUp.ts';

export interface Home {
  readonly directory: string;
  /** The address of its PostgreSQL database; null when the database is in the directory. */
  readonly databaseUrl: string | null;
  /** What a server must be set to, to live here. */
  readonly settings: Environment;
}

/** A home with all migrations and nothing in it, or, with `empty`, one in which no server has ever been. */
export async function createHome({ empty = false } = {}): Promise<Home> {
  const directory = await createDirectory();
  const settings = { LAVALAMP_DATA: directory, LAVALAMP_ADMIN_TOKEN: ADMIN_TOKEN };
  const template = inject('template');
  if (template.kind === 'pglite') {
    // Not `cp`, which takes twice as long for a thousand small files.
    if (!empty) cpSync(template.directory, join(directory, 'database'), { recursive: true });
    return { directory, databaseUrl: null, settings };
  }
  const name = `lavalamp_faults_${randomBytes(6).toString('hex')}`;
  const databaseUrl = await createDatabase(template.url, name, empty ? undefined : template.database);
  toCleanUp(() => dropDatabase(template.url, name));
  return { directory, databaseUrl, settings: { ...settings, DATABASE_URL: databaseUrl } };
}

/** A directory that is removed in the end. */
export async function createDirectory(): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'lavalamp-faults-'));
  toCleanUp(() => rm(directory, { recursive: true, force: true }));
  return directory;
}
