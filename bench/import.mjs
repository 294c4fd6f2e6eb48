// @ts-check
// The import of a made-up Buildbot history, of a thousand builds and of many: how fast it is beside the same rows put in with nothing in
// the way, and how much memory it takes.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { copyAll, copyAllEmbedded, insertAll, readLines, readRows } from './limits/import.mjs';
import { seedBuildbot } from './seed/buildbot.mjs';
import { createDatabase, TOKEN } from './support/databases.mjs';
import { quantile } from './support/measure.mjs';
import { startServer } from './support/processes.mjs';

const ROOT = fileURLToPath(new URL('../', import.meta.url));
const FEW = 1_000;
const LOOK_MS = 50;
/** How often what is compared is done, in turns. More builds than that are imported once, and compared with nothing. */
const ROUNDS = 3;
const MOST_COMPARED = 20_000;

/**
 * @typedef {object} Imported
 * @property {number} ms
 * @property {number} importerBytes at most
 * @property {number} serverBytes at most
 * @property {number} cpuMs of the server, and of the embedded database within it
 */

/**
 * @param {{ serverUrl: string | null, builds: number }} options
 * @returns {Promise<readonly import('./support/table.mjs').Row[]>}
 */
export async function importing({ serverUrl, builds }) {
  const rows = [];
  for (const size of builds === FEW ? [FEW] : [FEW, builds]) {
    const compared = size <= MOST_COMPARED;
    /** @type {{ imported: Imported, copied: number, inserted: number }[]} */
    const rounds = [];
    for (let round = 0; round < (compared ? ROUNDS : 1); round += 1)
      rounds.push(await importOf(serverUrl, size, compared));
    const benchmark = `import of ${size} builds of Buildbot`;
    const rate = (/** @type {number} */ ms) => `${Math.round((size / ms) * 60_000)} builds/min`;
    const copied = quantile(rounds.map((round) => round.copied));
    const times = (/** @type {number} */ ms) => (Number.isNaN(copied) ? '–' : (ms / copied).toFixed(2));
    const imported = (/** @type {keyof Imported} */ of) => quantile(rounds.map((round) => round.imported[of]));
    const mebibytes = (/** @type {number} */ bytes) => `${Math.round(bytes / 1_048_576)} MiB`;
    const inserted = quantile(rounds.map((round) => round.inserted));
    if (compared) {
      rows.push(
        { benchmark, contender: 'COPY of the same rows', result: rate(copied), ratio: '1.00' },
        { benchmark, contender: 'inserts of the same rows', result: rate(inserted), ratio: times(inserted) },
      );
    }
    rows.push({
      benchmark,
      contender: 'Lavalamp',
      result: `${rate(imported('ms'))}; importer ${mebibytes(imported('importerBytes'))}, server ${mebibytes(imported('serverBytes'))} at most`,
      ratio: times(imported('ms')),
      cpu: `${(imported('cpuMs') / size).toFixed(2)} ms`,
    });
  }
  return rows;
}

/**
 * Imports builds, and puts what has come of them into other databases.
 * @param {string | null} serverUrl
 * @param {number} builds
 * @param {boolean} compared
 */
async function importOf(serverUrl, builds, compared) {
  const directory = await mkdtemp(join(tmpdir(), 'lavalamp-bench-import-'));
  const database = await createDatabase(serverUrl);
  try {
    const path = join(directory, 'state.sqlite');
    seedBuildbot(path, builds);
    const imported = await runImport(database, path, directory, builds);
    if (!compared) return { imported, copied: Number.NaN, inserted: Number.NaN };
    /** @type {{ rows: Awaited<ReturnType<typeof readRows>>, lines: Awaited<ReturnType<typeof readLines>> } | undefined} */
    let left;
    await database.withPool(async (pool) => {
      left = { rows: await readRows(pool), lines: await readLines(pool) };
    });
    if (left === undefined) throw new Error('Nothing was read.');
    return { imported, ...(await limits(serverUrl, left, builds)) };
  } finally {
    await database.drop();
    await rm(directory, { recursive: true, force: true });
  }
}

/**
 * @param {string | null} serverUrl
 * @param {{ rows: Awaited<ReturnType<typeof readRows>>, lines: Awaited<ReturnType<typeof readLines>> }} left
 * @param {number} builds
 */
async function limits(serverUrl, { rows, lines }, builds) {
  const [forCopy, forInserts] = [await createDatabase(serverUrl), await createDatabase(serverUrl)];
  try {
    const copied =
      forCopy.url === null
        ? await copyAllEmbedded(forCopy.settings.LAVALAMP_DATA ?? '', lines)
        : await copyAll(forCopy.url, lines);
    let inserted = Number.NaN;
    await forInserts.withPool(async (pool) => {
      inserted = await insertAll(pool, rows, builds);
      const { rows: counted } = await pool.query('select count(*)::int as steps from step');
      if (counted[0]?.steps !== builds * 8) throw new Error('The inserts left something out.');
    });
    return { copied, inserted };
  } finally {
    await forCopy.drop();
    await forInserts.drop();
  }
}

/**
 * @param {import('./support/databases.mjs').BenchDatabase} database
 * @param {string} path of the Buildbot database
 * @param {string} directory for the importer
 * @param {number} builds
 * @returns {Promise<Imported>}
 */
async function runImport(database, path, directory, builds) {
  const server = await startServer(['dist/cli/main.js', 'serve'], database.settings);
  try {
    const before = server.cpuMs();
    const args = ['import', 'buildbot', path, '--origin', 'bench', '--no-logs', '--json', '--url', server.url];
    const child = spawn(process.execPath, ['dist/cli/main.js', ...args], {
      cwd: ROOT,
      env: { ...process.env, LAVALAMP_TOKEN: TOKEN, LAVALAMP_DATA: directory },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let importerBytes = 0;
    let serverBytes = 0;
    const look = setInterval(async () => {
      const status = await readFile(`/proc/${child.pid}/status`, 'utf8').catch(() => '');
      importerBytes = Math.max(importerBytes, Number(/^VmHWM:\s+(\d+) kB/m.exec(status)?.[1] ?? 0) * 1_024);
      serverBytes = Math.max(serverBytes, server.residentBytes());
    }, LOOK_MS);
    let said = '';
    child.stdout.on('data', (chunk) => {
      said += chunk;
    });
    const [code] = await once(child, 'close');
    clearInterval(look);
    const { seconds, kinds, refusals } = JSON.parse(said);
    if (code !== 0 || kinds.builds.written !== builds || kinds.steps.written !== builds * 8)
      throw new Error(`The import left something out: ${JSON.stringify({ code, kinds, refusals })}`);
    return { ms: seconds * 1_000, importerBytes, serverBytes, cpuMs: server.cpuMs() - before };
  } finally {
    await server.stop();
  }
}
