// Before all tests: one database with all migrations, of which each test file gets a copy. PGlite, unless
// LAVALAMP_TEST_DATABASE_URL names a PostgreSQL server on which databases may be created.

import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { PGlite } from '@electric-sql/pglite';
import type { TestProject } from 'vitest/node';
import { openDatabase, wrap } from '../../src/store/database.ts';
import { embed } from '../../src/store/embedded.ts';
import { migrate } from '../../src/store/migrations.ts';
import { createDatabase, dropDatabase } from './postgres.ts';
import { NO_REDIS, redisProgram } from './redis.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
/** Where PGlite's template outlives a run: to make it takes as long as ten test files. */
const CACHE = join(ROOT, 'node_modules/.cache/lavalamp-template');
const MAKING = 'making-';
/** All that the template is made from: the migrations, what applies them, and the versions of PGlite and Prisma. */
const INPUTS = ['prisma', 'src/store', 'test/support/templateDatabase.ts', 'package-lock.json'].map((path) =>
  join(ROOT, path),
);

/** What tests copy. */
export type Template =
  | { readonly kind: 'postgres'; readonly url: string; readonly database: string }
  /** The same database twice: as a file that PGlite loads into memory, and as the directory that it works in; and an empty one. */
  | { readonly kind: 'pglite'; readonly dump: string; readonly empty: string; readonly directory: string };

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
  const database = await openDatabase({ url: await createDatabase(url, name), directory: '', connections: 2 });
  await migrate(database);
  // Each copy is to be a log of its own, and makes its row when it is opened.
  await database.pool.query('delete from event_log');
  await database.close();
  project.provide('template', { kind: 'postgres', url, database: name });
  return async () => {
    await dropDatabase(url, name);
    // Last of all, where nobody overlooks it.
    if (redisProgram() === null) console.error(`\n${NO_REDIS}\n`);
  };
}

async function setupPglite(project: TestProject): Promise<() => Promise<void>> {
  const place = join(CACHE, fingerprint(INPUTS));
  if (!existsSync(place)) {
    mkdirSync(CACHE, { recursive: true });
    // Those of other versions; what another run is making is left to it.
    for (const name of readdirSync(CACHE)) {
      if (!name.startsWith(MAKING)) rmSync(join(CACHE, name), { recursive: true, force: true });
    }
    await makePglite(place);
  }
  project.provide('template', {
    kind: 'pglite',
    dump: join(place, 'dump.tar'),
    empty: join(place, 'empty.tar'),
    directory: join(place, 'database'),
  });
  return async () => {};
}

/** Makes the template in `place`, all of it or nothing: another run may look for it meanwhile, or make it too. */
async function makePglite(place: string): Promise<void> {
  const directory = mkdtempSync(join(CACHE, MAKING));
  const pglite = await PGlite.create({ dataDir: join(directory, 'database') });
  const database = wrap(await embed(pglite), true);
  const dump = async (name: string) =>
    writeFileSync(join(directory, name), Buffer.from(await (await pglite.dumpDataDir('none')).arrayBuffer()));
  await dump('empty.tar');
  await migrate(database);
  await database.pool.query('delete from event_log');
  await dump('dump.tar');
  await database.close();
  try {
    renameSync(directory, place);
  } catch (error) {
    // Another run has made it meanwhile.
    rmSync(directory, { recursive: true });
    if (!existsSync(place)) throw error;
  }
}

/** A hash over the contents of files and folders. */
function fingerprint(paths: readonly string[]): string {
  const hash = createHash('sha256');
  for (const path of paths) {
    const entries = statSync(path).isDirectory()
      ? readdirSync(path, { recursive: true, encoding: 'utf8' }).sort()
      : [''];
    for (const file of entries.map((entry) => join(path, entry)).filter((file) => statSync(file).isFile())) {
      hash.update(relative(ROOT, file)).update('\0').update(readFileSync(file)).update('\0');
    }
  }
  return hash.digest('hex').slice(0, 32);
}
