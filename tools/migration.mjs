// Writes a migration that brings the database from the migrations that exist to what prisma/schema.prisma says:
// npm run migration -- NAME
import { mkdirSync, writeFileSync } from 'node:fs';
import { build } from './build.mjs';

const name = process.argv[2];
if (name === undefined || !/^[a-z0-9_]+$/.test(name)) {
  console.error('Usage: npm run migration -- NAME, where NAME is of a-z, 0-9 and _.');
  process.exit(2);
}
await build({ ifStale: true });
const { PGlite } = await import('@electric-sql/pglite');
const { embed } = await import('../dist/store/embedded.js');
const { drift } = await import('../dist/store/migrations.js');

const shadow = await embed(await PGlite.create());
const script = await drift(shadow.pool);
await shadow.close();
if (script === null) {
  console.log('The migrations and schema.prisma agree: there is nothing to write.');
} else {
  const stamp = new Date().toISOString().replace(/\D/g, '').slice(0, 14);
  const directory = `prisma/migrations/${stamp}_${name}`;
  mkdirSync(directory, { recursive: true });
  writeFileSync(`${directory}/migration.sql`, script);
  console.log(`Wrote ${directory}/migration.sql. Read it before you commit it.`);
}
process.exit(0);
