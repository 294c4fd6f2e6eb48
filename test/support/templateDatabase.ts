// Before all tests: one database with all migrations, of which each test file gets a copy. PGlite, unless
// LAVALAMP_TEST_DATABASE_URL names a PostgreSQL server on which databases may be created.

import { writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import type { TestProject } from 'vitest/node';
import { openDatabase, wrap } from '../../src/store/database.ts';
import { embed } from '../../src/store/embedded.ts';
import { migrate } from '../../src/store/migrations.ts';
import { administer, withDatabase } from './postgres.ts';

/** What tests copy. */
export type Template =
  | { readonly kind: 'postgres'; readonly url: string; readonly database: string }
  | { readonly kind: 'pglite'; readonly dump: string };

declare module 'vitest' {
  export interface ProvidedContext {
    template: Template;
  }
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const url = process.env.LAVALAMP_TEST_DATABASE_URL;
  return url ? setupPostgres(project, url) : setupPglite(project);
}

async function setupPostgres(project: TestProject, url: string): Promise<() => Promise<void>> {
  const name = `lavalamp_template_${process.pid}`;
  await administer(url, `create database ${name}`);
  const database = await openDatabase({ url: withDatabase(url, name), directory: '', connections: 2 });
  await migrate(database);
  // Each copy is to be a log of its own, and makes its row when it is opened.
  await database.pool.query('delete from event_log');
  await database.close();
  project.provide('template', { kind: 'postgres', url, database: name });
  return () => administer(url, `drop database ${name}`);
}

async function setupPglite(project: TestProject): Promise<() => Promise<void>> {
  const directory = await mkdtemp(join(tmpdir(), 'lavalamp-template-'));
  const dump = join(directory, 'template.tar');
  const pglite = await PGlite.create();
  const database = wrap(await embed(pglite), true);
  await migrate(database);
  await database.pool.query('delete from event_log');
  writeFileSync(dump, Buffer.from(await (await pglite.dumpDataDir('none')).arrayBuffer()));
  await database.close();
  project.provide('template', { kind: 'pglite', dump });
  return () => rm(directory, { recursive: true, force: true });
}
