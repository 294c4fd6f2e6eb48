// @ts-check
// npm run bench: measures Lavalamp against programs that were written by hand for one purpose each. docs/benchmarks.md says what
// the numbers mean.

import { randomInt } from 'node:crypto';
import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { build } from '../tools/build.mjs';

const HELP = `Usage: npm run bench -- [names…] [--builds N] [--subscribers N] [--deliveries N] [--removed N] [--database URL]

  names       overview, history, builders, retention, reporting, latency, filters, crowd, fanout, tests, hooks, import; all of them when none is given. And kill, which takes a quarter of an
              hour and so is to be named: it fails when an event or a report was lost. And buildbot-real, to be named as well: it runs a
              real Buildbot of Debian's packages
  --builds    how many builds, of ten steps each, there are to look at (20000)
  --subscribers
              how many sockets the benches of fan-out and of the crowd open (10000)
  --deliveries
              hooks: how many deliveries are posted, twice (6000)
  --removed   retention: how many of the builds are removed (a third of them)
  --database  a PostgreSQL server on which databases may be made and dropped; LAVALAMP_BENCH_DATABASE_URL when left out.
              Without one the embedded database is measured, which has nothing to be compared with.
  --kills     kill: how often a server is killed (200)
  --restarts  kill: how often a PostgreSQL of its own, made of the programs that are installed, is crashed (20)
  --seed      kill: a number that decides which server is killed, and after how long
`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    builds: { type: 'string' },
    subscribers: { type: 'string' },
    deliveries: { type: 'string' },
    removed: { type: 'string' },
    database: { type: 'string' },
    kills: { type: 'string' },
    restarts: { type: 'string' },
    seed: { type: 'string' },
    help: { type: 'boolean', short: 'h' },
  },
});

/**
 * @typedef {object} Options
 * @property {string | null} serverUrl
 * @property {number} builds
 * @property {number} subscribers
 * @property {number} deliveries
 * @property {number} removed
 * @property {number} kills
 * @property {number} restarts
 * @property {number} seed
 */
/** @typedef {(options: Options) => Promise<readonly import('./support/table.mjs').Row[]>} Benchmark */

async function main() {
  await build({ ifStale: true });
  // Only now: they use what was built.
  const { builders } = await import('./builders.mjs');
  const { real } = await import('./buildbot/real.mjs');
  const { crowd } = await import('./crowd.mjs');
  const { fanout } = await import('./fanout.mjs');
  const { filters } = await import('./filters.mjs');
  const { history } = await import('./history.mjs');
  const { hooks } = await import('./hooks.mjs');
  const { importing } = await import('./import.mjs');
  const { kill } = await import('./kill.mjs');
  const { latency } = await import('./latency.mjs');
  const { overview } = await import('./overview.mjs');
  const { retention } = await import('./retention.mjs');
  const { reporting } = await import('./reporting.mjs');
  const { versionOf } = await import('./support/databases.mjs');
  const { tests } = await import('./tests.mjs');
  const { tableOf } = await import('./support/table.mjs');
  /** @type {Readonly<Record<string, Benchmark>>} */
  const measured = {
    overview,
    history,
    builders,
    retention,
    reporting,
    latency,
    filters,
    crowd,
    fanout,
    tests,
    hooks,
    import: importing,
  };
  /** @type {Readonly<Record<string, Benchmark>>} */
  const benchmarks = { ...measured, kill, 'buildbot-real': real };

  const names = positionals.length > 0 ? positionals : Object.keys(measured);
  const builds = Number(values.builds ?? 20_000);
  const subscribers = Number(values.subscribers ?? 10_000);
  const deliveries = Number(values.deliveries ?? 6_000);
  const removed = Number(values.removed ?? Math.floor(builds / 3));
  const faults = {
    kills: Number(values.kills ?? 200),
    restarts: Number(values.restarts ?? 20),
    seed: Number(values.seed ?? randomInt(1_000_000)),
  };
  const unknown = names.filter((name) => !Object.hasOwn(benchmarks, name));
  const wrong = [
    ...unknown.map((name) => `There is no ${name}.`),
    ...(builds >= 1_000 ? [] : ['--builds: at least 1000.']),
    ...(deliveries >= 10 ? [] : ['--deliveries: at least 10.']),
    ...(removed >= 100 && removed <= builds / 2 ? [] : ['--removed: from 100 to half of the builds.']),
    ...(subscribers >= 1 ? [] : ['--subscribers: at least 1.']),
    ...Object.entries(faults).flatMap(([name, value]) => (value >= 0 ? [] : [`--${name}: a number, at least 0.`])),
  ];
  if (wrong.length > 0) {
    process.stderr.write(`${wrong.join('\n')}\n\n${HELP}`);
    return 2;
  }
  const serverUrl = values.database ?? process.env.LAVALAMP_BENCH_DATABASE_URL ?? null;
  const cores = cpus();
  const machine = [
    `${cores.length} × ${cores[0]?.model.trim() ?? 'processor'}`,
    `Node ${process.versions.node}`,
    serverUrl === null ? 'the embedded database' : `PostgreSQL ${await versionOf(serverUrl)}`,
  ];
  const rows = [];
  for (const name of names) {
    const start = performance.now();
    process.stderr.write(`${name} …`);
    rows.push(
      ...((await benchmarks[name]?.({ serverUrl, builds, subscribers, deliveries, removed, ...faults })) ?? []),
    );
    process.stderr.write(` ${((performance.now() - start) / 1000).toFixed(0)} s\n`);
  }
  process.stdout.write(`\n${machine.join(', ')}\n\n${tableOf(rows)}\n`);
  return 0;
}

if (values.help) process.stdout.write(HELP);
else process.exitCode = await main();
