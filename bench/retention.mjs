// @ts-check
// What a build takes on disk; and what it costs to remove nearly all of them while reports go on: how long a report takes without and
// with it, how fast builds go, and what is left to the vacuum.

import pg from 'pg';
import { seedHistory } from './seed/history.mjs';
import { createDatabase, TOKEN } from './support/databases.mjs';
import { createClient } from './support/http.mjs';
import { quantile } from './support/measure.mjs';
import { startServer } from './support/processes.mjs';
import { milliseconds } from './support/table.mjs';

const PROPERTIES = 15;
const STEPS = 10;
/** How many reports are timed while nothing is removed. */
const QUIET_REPORTS = 300;
const TABLES = ['build', 'step', 'property', 'build_source_stamp', 'verdict', 'builder_branch', 'removed'];
const REPORT = `mutation ($reports: [Report!]!) { report(reports: $reports) { acceptedCount userErrors { message } } }`;

/**
 * @param {{ serverUrl: string | null, builds: number }} options
 * @returns {Promise<readonly import('./support/table.mjs').Row[]>}
 */
export async function retention({ serverUrl, builds }) {
  if (serverUrl === null) return [];
  const database = await createDatabase(serverUrl);
  const client = new pg.Client({ connectionString: database.url ?? '' });
  try {
    await database.withPool(async (pool) => {
      await seedHistory(pool, { builds, stepsEach: STEPS });
      await pool.query(
        `insert into property (build_id, name, value, source)
         select b.id, 'property-' || p, to_jsonb('value ' || p || ' of ' || b.number), 'Builder' from build b, generate_series(1, ${PROPERTIES}) p`,
      );
      await pool.query('vacuum analyze');
    });
    await client.connect();
    const before = await sizes(client);
    const quiet = await reportWhile(
      database.settings,
      { LAVALAMP_BUILD_DAYS: 'off' },
      async (_, count) => count < QUIET_REPORTS,
    );
    const began = performance.now();
    let took = 0;
    const busy = await reportWhile(database.settings, { LAVALAMP_BUILD_DAYS: '1' }, async (ms, count) => {
      if (count % 50 !== 0) return true;
      took = ms;
      const { rows } = await client.query(`select count(*)::int as left from build where key like 'build/%'`);
      return rows[0].left > 100;
    });
    const { rows: dead } = await client.query(`select sum(n_dead_tup)::bigint as dead from pg_stat_user_tables`);
    const after = await sizes(client);
    const vacuumed = performance.now();
    await client.query('vacuum analyze');
    const vacuum = performance.now() - vacuumed;
    const packed = await sizes(client);
    const benchmark = `retention: ${builds} builds of ${STEPS} steps and ${PROPERTIES} properties`;
    const mib = (/** @type {number} */ bytes) => `${(bytes / 1_048_576).toFixed(0)} MiB`;
    const row = (/** @type {string} */ contender, /** @type {string} */ result) => ({
      benchmark,
      contender,
      result,
      ratio: '–',
    });
    return [
      row(
        'bytes per build',
        `${Math.round(total(before) / builds)}: ${TABLES.map((t) => `${t} ${Math.round((before[t] ?? 0) / builds)}`).join(', ')}`,
      ),
      row('a report, nothing is removed', spread(quiet)),
      row('a report, builds are removed', spread(busy)),
      row('builds removed', `${Math.round(builds / (took / 1000))}/s, ${(took / 1000).toFixed(0)} s`),
      row(
        'on disk',
        `${mib(total(before))}, after ${mib(total(after))} with ${dead[0].dead} dead rows, vacuumed in ${(vacuum / 1000).toFixed(1)} s ${mib(total(packed))}; keys noted ${Math.round((packed.removed ?? 0) / builds)} bytes each`,
      ),
      row('all', `${((performance.now() - began) / 1000).toFixed(0)} s`),
    ];
  } finally {
    await client.end();
    await database.drop();
  }
}

/** @param {readonly number[]} times */
const spread = (times) =>
  `p50 ${milliseconds(quantile(times))}, p95 ${milliseconds(quantile(times, 0.95))}, p99 ${milliseconds(quantile(times, 0.99))}, most ${milliseconds(Math.max(...times))} (${times.length})`;

/** @param {Readonly<Record<string, number>>} of */
const total = (of) => Object.values(of).reduce((sum, bytes) => sum + bytes, 0);

/** @param {pg.Client} client */
async function sizes(client) {
  const { rows } = await client.query(
    'select name, pg_total_relation_size(name::regclass)::bigint as bytes from unnest($1::text[]) name',
    [TABLES],
  );
  return Object.fromEntries(rows.map(({ name, bytes }) => [name, Number(bytes)]));
}

/**
 * A server takes reports of whole builds, one after the other.
 * @param {Readonly<Record<string, string>>} settings
 * @param {Readonly<Record<string, string>>} more
 * @param {(ms: number, count: number) => Promise<boolean>} goesOn is told how long it has been, and how many reports there were
 */
async function reportWhile(settings, more, goesOn) {
  const server = await startServer(['dist/cli/main.js', 'serve'], { ...settings, ...more });
  const client = createClient(`${server.url}/graphql`, { connections: 1, token: TOKEN });
  const times = [];
  const began = performance.now();
  try {
    while (await goesOn(performance.now() - began, times.length)) {
      const build = { origin: 'seed', key: `new/${more.LAVALAMP_BUILD_DAYS}/${times.length}` };
      const reports = [
        {
          startBuild: {
            ...build,
            builder: `builder-${times.length % 100}`,
            number: 1_000_000 + times.length + (more.LAVALAMP_BUILD_DAYS === '1' ? 500_000 : 0),
          },
        },
        { startStep: { build, key: 's', name: 's' } },
        { finishBuild: { build, result: 'SUCCESS' } },
      ];
      const start = performance.now();
      const answer = JSON.parse(await client.send(JSON.stringify({ query: REPORT, variables: { reports } })));
      times.push(performance.now() - start);
      if (answer.data?.report.acceptedCount !== 3) throw new Error(JSON.stringify(answer));
    }
    return times;
  } finally {
    client.close();
    await server.stop();
  }
}
