// Builds everything that runs: Prisma's client, dist/ from src/, and GraphiQL's page. `npm start` and `npm test` call it with
// --if-stale, so that a fresh checkout needs nothing else, and an unchanged one does not wait.

import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { generatePrisma } from './generate.mjs';

const STAMPS = 'dist/.built';

/** The parts, what each is made from, and how. */
const PARTS = [
  {
    name: "Prisma's client",
    inputs: ['prisma/schema.prisma', 'package-lock.json'],
    output: 'src/generated/prisma/client.ts',
    make: generatePrisma,
  },
  {
    name: 'the server and the command line',
    inputs: ['src', 'tsconfig.json', 'tsconfig.build.json', 'package-lock.json'],
    output: 'dist/main.js',
    make: () => {
      for (const entry of existsSync('dist') ? readdirSync('dist') : []) {
        if (entry !== 'graphiql' && entry !== '.built') rmSync(join('dist', entry), { recursive: true });
      }
      run('node_modules/typescript/bin/tsc', '-p', 'tsconfig.build.json');
      // npx makes it executable once, and finds it again when it was built anew.
      chmodSync('dist/cli/main.js', 0o755);
    },
  },
  {
    name: 'GraphiQL',
    inputs: ['src/transport/graphiql', 'docs/contract', 'package-lock.json'],
    output: 'dist/graphiql/index.html',
    make: () =>
      run(
        'node_modules/vite/bin/vite.js',
        'build',
        '--logLevel',
        'warn',
        '-c',
        'src/transport/graphiql/vite.config.ts',
      ),
  },
];

/** Builds the parts, or with `ifStale` those whose inputs have changed since they were built. Throws when one cannot be built. */
export async function build({ ifStale }) {
  if (!existsSync('node_modules')) throw new Error('The packages are missing. Run `npm ci` first.');
  mkdirSync(STAMPS, { recursive: true });
  for (const [index, part] of PARTS.entries()) {
    const stampFile = join(STAMPS, String(index));
    const stamp = fingerprint(part.inputs);
    const fresh = existsSync(stampFile) && existsSync(part.output) && readFileSync(stampFile, 'utf8') === stamp;
    if (ifStale && fresh) continue;
    const start = Date.now();
    process.stderr.write(`Building ${part.name} …`);
    part.make();
    process.stderr.write(` ${((Date.now() - start) / 1000).toFixed(1)} s\n`);
    writeFileSync(stampFile, stamp);
  }
}

function run(script, ...args) {
  execFileSync(process.execPath, [script, ...args], { stdio: ['ignore', 2, 2] });
}

/** A hash over the contents of files and folders, what is generated left out. */
function fingerprint(paths) {
  const hash = createHash('sha256').update(process.version);
  const visit = (path, entries) => {
    if (entries === null) hash.update(path).update('\0').update(readFileSync(path)).update('\0');
    else {
      for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
        const inner = join(path, entry.name);
        if (inner !== join('src', 'generated', 'prisma')) visit(inner, entry.isDirectory() ? list(inner) : null);
      }
    }
  };
  const list = (path) => readdirSync(path, { withFileTypes: true });
  for (const path of paths) visit(path, /\.[a-z]+$/.test(path) ? null : list(path));
  return hash.digest('hex');
}

if (import.meta.filename === process.argv[1]) {
  try {
    await build({ ifStale: process.argv.includes('--if-stale') });
  } catch (error) {
    console.error(`\n${error.message}`);
    process.exit(1);
  }
}
