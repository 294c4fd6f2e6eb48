// Migrations, applied by Prisma Migrate's own engine in its WebAssembly build: nothing is downloaded, and whoever has Prisma's
// command line can use it on the same database.

import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isDeepStrictEqual } from 'node:util';
import { PrismaPg } from '@prisma/adapter-pg';
import { bindMigrationAwareSqlAdapterFactory, ColumnTypeEnum, type SqlQuery } from '@prisma/driver-adapter-utils';
import type { MigrationList, SchemaEngine } from '@prisma/schema-engine-wasm';
import pg from 'pg';
import type { Database } from './database.ts';

const PRISMA_DIRECTORY = fileURLToPath(new URL('../../prisma/', import.meta.url));
const SCHEMA_FILE = join(PRISMA_DIRECTORY, 'schema.prisma');
const MIGRATIONS_DIRECTORY = join(PRISMA_DIRECTORY, 'migrations');

/** An arbitrary number that all processes of Lavalamp agree on: who holds this lock migrates. */
const MIGRATION_LOCK = 5_282_001;
/** The type "char" of the system catalogues: one byte. */
const CHAR = pg.types.builtins.CHAR;
const NO_FILTER = { externalTables: [], externalEnums: [] };

/**
 * Applies the migrations that the database lacks, one process at a time, and makes the event log's own row.
 * @returns the names of those that were applied; empty when the database was up to date. Throws when one fails: the database
 * then is as that migration left it, and Prisma's `migrate resolve` helps.
 */
export async function migrate(database: Database): Promise<readonly string[]> {
  return underLock(database, async () => {
    const applied = (await isUpToDate(database.pool)) ? [] : await applyMissing(database.pool);
    await ensureEventLog(database);
    return applied;
  });
}

/**
 * Whether the records that Prisma Migrate keeps in the database say that exactly our migrations were applied, each to its end, and
 * each as it is now. The engine would then do nothing, but it would have to be compiled to find that out, which was the longest
 * part of most starts. All else is for the engine to judge: migrations that are missing, failed, were changed, or are not ours.
 */
async function isUpToDate(pool: pg.Pool): Promise<boolean> {
  const { rows: table } = await pool.query("select to_regclass('_prisma_migrations') is not null as exists");
  if (!table[0].exists) return false;
  const { rows: recorded } = await pool.query<{ name: string; checksum: string; finished: boolean }>(
    `select migration_name as name, checksum, finished_at is not null as finished from _prisma_migrations
     where rolled_back_at is null`,
  );
  const wanted = migrationFiles().map(({ name, sql }) => ({
    name,
    checksum: createHash('sha256').update(sql).digest('hex'),
    finished: true,
  }));
  return isDeepStrictEqual(
    recorded.sort((a, b) => (a.name < b.name ? -1 : 1)),
    wanted,
  );
}

async function applyMissing(pool: pg.Pool): Promise<readonly string[]> {
  return withEngine(pool, async (engine) => {
    const { appliedMigrationNames } = await engine.applyMigrations({
      migrationsList: migrations(),
      filters: NO_FILTER,
    });
    return appliedMigrationNames;
  });
}

/** Gives a database that is up to date an event log of its own, unless it has one. */
export async function ensureEventLog({ pool }: Pick<Database, 'pool'>): Promise<void> {
  await pool.query(
    'insert into event_log (id, log_id) values (1, gen_random_uuid()::text) on conflict (id) do nothing',
  );
}

/**
 * What would bring a database with all migrations to what schema.prisma says, as SQL; null when they agree.
 * `shadow` must be empty: the migrations are applied to it.
 */
export async function drift(shadow: pg.Pool): Promise<string | null> {
  return withEngine(shadow, async (engine) => {
    const difference = await engine.diff({
      from: { tag: 'migrations', ...migrations() },
      to: { tag: 'schemaDatamodel', files: [schemaFile()] },
      script: true,
      exitCode: true,
      filters: NO_FILTER,
    });
    return difference.exitCode === 0 ? null : (difference.stdout ?? '');
  });
}

function schemaFile(): { path: string; content: string } {
  return { path: SCHEMA_FILE, content: readFileSync(SCHEMA_FILE, 'utf8') };
}

/** The migrations, in their order. */
function migrationFiles(): { name: string; sql: string }[] {
  if (!existsSync(MIGRATIONS_DIRECTORY)) return [];
  return readdirSync(MIGRATIONS_DIRECTORY, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort()
    .map((name) => ({ name, sql: readFileSync(join(MIGRATIONS_DIRECTORY, name, 'migration.sql'), 'utf8') }));
}

function migrations(): MigrationList {
  return {
    baseDir: MIGRATIONS_DIRECTORY,
    lockfile: { path: 'migration_lock.toml', content: 'provider = "postgresql"\n' },
    shadowDbInitScript: '',
    migrationDirectories: migrationFiles().map(({ name, sql }) => ({
      path: name,
      migrationFile: { path: 'migration.sql', content: { tag: 'ok', value: sql } },
    })),
  };
}

/** Runs `work` while no other process migrates. The embedded database has no other process. */
async function underLock<T>(database: Database, work: () => Promise<T>): Promise<T> {
  if (database.embedded) return work();
  const client = await database.pool.connect();
  try {
    await client.query('select pg_advisory_lock($1)', [MIGRATION_LOCK]);
    try {
      return await work();
    } finally {
      await client.query('select pg_advisory_unlock($1)', [MIGRATION_LOCK]);
    }
  } finally {
    client.release();
  }
}

async function withEngine<T>(pool: pg.Pool, work: (engine: SchemaEngine) => Promise<T>): Promise<T> {
  const { SchemaEngine } = await loadEngine();
  const factory = bindMigrationAwareSqlAdapterFactory(engineAdapter(pool));
  const { path, content } = schemaFile();
  const engine = await SchemaEngine.new({ datamodels: [[path, content]] }, () => {}, factory);
  try {
    return await work(engine);
  } finally {
    engine.free();
  }
}

/**
 * Prisma's adapter, mended in two places that the engine depends on. It cuts scripts at each semicolon, which breaks functions,
 * where PostgreSQL takes a whole script as it is; and it does not know the type "char" of the system catalogues, which the
 * engine reads to compare schemas. The shadow database that the engine asks for is the one it was given.
 */
function engineAdapter(pool: pg.Pool) {
  const factory = new PrismaPg(pool);
  const connect = async () => {
    const adapter = await factory.connect();
    adapter.executeScript = async (script) => {
      await pool.query(script);
    };
    const { performIO } = adapter as unknown as { performIO: (query: SqlQuery) => Promise<pg.QueryArrayResult> };
    const { queryRaw } = adapter;
    adapter.queryRaw = async (query) => {
      const result = await performIO.call(adapter, query);
      const chars = result.fields.map((field) => field.dataTypeID === CHAR);
      for (const field of result.fields) if (field.dataTypeID === CHAR) field.dataTypeID = pg.types.builtins.TEXT;
      const converted = await queryRaw.call(
        Object.assign(Object.create(adapter), { performIO: async () => result }),
        query,
      );
      return {
        ...converted,
        columnTypes: converted.columnTypes.map((type, i) => (chars[i] ? ColumnTypeEnum.Character : type)),
      };
    };
    return adapter;
  };
  return { provider: 'postgres' as const, adapterName: factory.adapterName, connect, connectToShadowDb: connect };
}

/** Node's types leave WebAssembly to those of the browser: this is what is used of it. */
declare const WebAssembly: {
  compile(bytes: Uint8Array): Promise<object>;
  instantiate(module: object, imports: Record<string, object>): Promise<{ readonly exports: object }>;
};

type EngineModule = typeof import('@prisma/schema-engine-wasm') & {
  readonly __wbg_set_wasm: (exports: object) => void;
};

let engineModule: Promise<EngineModule> | undefined;

/** The engine, compiled once: the glue around it keeps views of its memory, and a second instance would be read through those. */
function loadEngine(): Promise<EngineModule> {
  engineModule ??= compileEngine();
  return engineModule;
}

/** The engine's timers, which it never takes back: they must not keep a process alive that has nothing else to do. */
function timers(glue: object): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(glue as Record<string, (...args: unknown[]) => NodeJS.Timeout>)
      .filter(([name]) => name.startsWith('__wbg_setTimeout_'))
      .map(([name, setTimeout]) => [name, (...args: unknown[]) => setTimeout(...args).unref()]),
  );
}

/** The package's own entry point imports the .wasm file as a module, which Node does not do without a flag. */
async function compileEngine(): Promise<EngineModule> {
  const require = createRequire(import.meta.url);
  const directory = dirname(require.resolve('@prisma/schema-engine-wasm'));
  const glue = (await import('@prisma/schema-engine-wasm/schema_engine_bg')) as unknown as EngineModule;
  const module = await WebAssembly.compile(readFileSync(join(directory, 'schema_engine_bg.wasm')));
  const instance = await WebAssembly.instantiate(module, { './schema_engine_bg.js': { ...glue, ...timers(glue) } });
  glue.__wbg_set_wasm(instance.exports);
  (instance.exports as { __wbindgen_start: () => void }).__wbindgen_start();
  return glue;
}
