// Writes everything under src/generated: Prisma's client, the resolvers' types and the typed client.
// With --check it writes nothing that is kept, and fails when what is committed is stale.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

const COMMITTED = ['src/generated/resolvers.ts', 'src/generated/client.ts'];

/** Runs a package's command; throws when it fails. */
function run(command, ...args) {
  // Prisma's CLI insists on a schema engine that generating does not need: any program that exists will do, and nothing is downloaded.
  const env = { ...process.env, PRISMA_SCHEMA_ENGINE_BINARY: process.execPath, PRISMA_HIDE_UPDATE_MESSAGE: '1' };
  try {
    execFileSync(process.execPath, [command, ...args], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  } catch (error) {
    console.error(String(error.stdout ?? ''), String(error.stderr ?? ''));
    throw new Error(`${command} ${args.join(' ')} failed`);
  }
}

/** Generates Prisma's client, which is not committed. */
export function generatePrisma() {
  run('node_modules/prisma/build/index.js', 'generate');
}

/** Generates what is committed. */
function generateGraphql() {
  run('node_modules/@graphql-codegen/cli/esm/bin.js', '--config', 'codegen.yml');
}

if (import.meta.filename === process.argv[1]) {
  const before = COMMITTED.map((file) => readFileSync(file, { encoding: 'utf8', flag: 'a+' }));
  generatePrisma();
  generateGraphql();
  const stale = COMMITTED.filter((file, i) => readFileSync(file, 'utf8') !== before[i]);
  if (process.argv.includes('--check') && stale.length > 0) {
    console.error(`Stale: ${stale.join(', ')}. Run \`npm run generate\` and commit what it changes.`);
    process.exit(1);
  }
}
