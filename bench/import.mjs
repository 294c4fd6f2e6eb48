// @ts-check
// The import of a made-up Buildbot history, of a thousand builds and of many: how fast it is, and how much memory it takes.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { seedBuildbot } from './seed/buildbot.mjs';
import { createDatabase, TOKEN } from './support/databases.mjs';
import { startServer } from './support/processes.mjs';

const ROOT = fileURLToPath(new URL('../', import.meta.url));
const FEW = 1_000;
const LOOK_MS = 50;

/**
 * @param {{ serverUrl: string | null, builds: number }} options
 * @returns {Promise<readonly import('./support/table.mjs').Row[]>}
 */
export async function importing({ serverUrl, builds }) {
  const rows = [];
  for (const size of [FEW, builds]) {
    const { seconds, peakBytes, cpuMs } = await importOf(serverUrl, size);
    rows.push({
      benchmark: `import of ${size} builds of Buildbot`,
      contender: 'Lavalamp',
      result: `${Math.round((size / seconds) * 60)} builds/min, importer ${Math.round(peakBytes / 1_048_576)} MiB at most`,
      cpu: `${(cpuMs / size).toFixed(2)} ms`,
    });
  }
  return rows;
}

/**
 * @param {string | null} serverUrl
 * @param {number} builds
 */
async function importOf(serverUrl, builds) {
  const directory = await mkdtemp(join(tmpdir(), 'lavalamp-bench-import-'));
  const database = await createDatabase(serverUrl);
  try {
    const path = join(directory, 'state.sqlite');
    seedBuildbot(path, builds);
    const server = await startServer(['dist/cli/main.js', 'serve'], database.settings);
    try {
      const before = server.cpuMs();
      const child = spawn(
        process.execPath,
        [
          'dist/cli/main.js',
          'import',
          'buildbot',
          path,
          '--origin',
          'bench',
          '--no-logs',
          '--json',
          '--url',
          server.url,
        ],
        {
          cwd: ROOT,
          env: { ...process.env, LAVALAMP_TOKEN: TOKEN, LAVALAMP_DATA: directory },
          stdio: ['ignore', 'pipe', 'inherit'],
        },
      );
      let peakBytes = 0;
      const look = setInterval(async () => {
        const status = await readFile(`/proc/${child.pid}/status`, 'utf8').catch(() => '');
        peakBytes = Math.max(peakBytes, Number(/^VmHWM:\s+(\d+) kB/m.exec(status)?.[1] ?? 0) * 1_024);
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
      return { seconds, peakBytes, cpuMs: server.cpuMs() - before };
    } finally {
      await server.stop();
    }
  } finally {
    await database.drop();
    await rm(directory, { recursive: true, force: true });
  }
}
