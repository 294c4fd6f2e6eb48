// @ts-check
// What a build takes on disk; and what it costs to remove many of them, with all that hangs on them, while reports go on: how long a
// report takes without and with it, how fast builds go, and what is left to the vacuum.

import { strictEqual } from 'node:assert/strict';
import pg from 'pg';
import { builderName } from './seed/fleet.mjs';
import { BUILDERS, seedHistory } from './seed/history.mjs';
import { createDatabase, TOKEN } from './support/databases.mjs';
import { createClient } from './support/http.mjs';
import { quantile } from './support/measure.mjs';
import { startServer } from './support/processes.mjs';
import { milliseconds } from './support/table.mjs';

/** How many reports are timed while nothing is removed. */
const QUIET_REPORTS = 1_000;
/** After how many reports it is looked at how far the removal is. */
const LOOK_EVERY = 50;
const TABLES = [
  'build',
  'step',
  'property',
  'build_source_stamp',
  'verdict',
  'builder_branch',
  'build_request',
  'buildset',
  'buildset_source_stamp',
  'removed',
];
/** What must not be there of a build that is removed. */
const HANGING = ['step', 'property', 'build_source_stamp', 'verdict', 'builder_branch'];
const REPORT = `mutation ($reports: [Report!]!) { report(reports: $reports) { acceptedCount userErrors { message } } }`;

/**
 * @param {{ serverUrl: string | null, builds: number, removed: number }} options
 * @returns {Promise<readonly import('./support/table.mjs').Row[]>}
 */
export async function retention({ serverUrl, builds, removed }) {
  if (serverUrl === null) return [];
  const database = await createDatabase(serverUrl);
  const client = new pg.Client({ connectionString: database.url ?? '' });
  try {
    await database.withPool((pool) => seedHistory(pool, { builds }));
    await client.connect();
    const days = await daysThatRemove(client, removed);
    const before = await sizes(client);
    const quiet = await reportWhile(
      database.settings,
      { LAVALAMP_BUILD_DAYS: 'off' },
      async (_, count) => count < QUIET_REPORTS,
    );
    const start = { ms: 0, reports: 0 };
    const end = { ms: 0, removed: 0 };
    const busy = await reportWhile(database.settings, { LAVALAMP_BUILD_DAYS: String(days) }, async (ms, count) => {
      if (count % LOOK_EVERY !== 0) return true;
      const gone = await removedSoFar(client);
      // The server begins with it a minute after its start.
      if (gone === 0) Object.assign(start, { ms, reports: count });
      Object.assign(end, { ms, removed: gone });
      return gone < removed;
    });
    await nothingHangs(client);
    const { rows: dead } = await client.query(`select sum(n_dead_tup)::bigint as dead from pg_stat_user_tables`);
    const after = await sizes(client);
    const vacuumed = performance.now();
    await client.query('vacuum analyze');
    const vacuum = performance.now() - vacuumed;
    const packed = await sizes(client);
    const seconds = (end.ms - start.ms) / 1000;
    const without = [...quiet, ...busy.slice(0, start.reports)];
    const row = (/** @type {string} */ contender, /** @type {string} */ result, ratio = '–') => ({
      benchmark: `retention: ${end.removed} of ${builds} builds removed`,
      contender,
      result,
      ratio,
    });
    return [
      row(
        'bytes per build',
        `${Math.round(total(before) / builds)}: ${TABLES.map((t) => `${t} ${Math.round((before[t] ?? 0) / builds)}`).join(', ')}`,
      ),
      row('a report, nothing is removed', spread(without), '1.00'),
      row(
        'a report, builds are removed',
        spread(busy.slice(start.reports)),
        (quantile(busy.slice(start.reports), 0.99) / quantile(without, 0.99)).toFixed(2),
      ),
      row('builds removed', `${Math.round(end.removed / seconds)}/s, ${seconds.toFixed(0)} s`),
      row(
        'on disk',
        `${mib(total(before))}, after ${mib(total(after))} with ${dead[0].dead} dead rows, vacuumed in ${(vacuum / 1000).toFixed(1)} s ${mib(total(packed))}; keys noted ${Math.round((packed.removed ?? 0) / end.removed)} bytes each`,
      ),
    ];
  } finally {
    await client.end();
    await database.drop();
  }
}

const mib = (/** @type {number} */ bytes) => `${(bytes / 1_048_576).toFixed(0)} MiB`;

/** @param {readonly number[]} times */
const spread = (times) =>
  `p50 ${milliseconds(quantile(times))}, p95 ${milliseconds(quantile(times, 0.95))}, p99 ${milliseconds(quantile(times, 0.99))}, most ${milliseconds(Math.max(...times))} (${times.length})`;

/** @param {Readonly<Record<string, number>>} of */
const total = (of) => Object.values(of).reduce((sum, bytes) => sum + bytes, 0);

/**
 * After how many days builds must go so that at least so many do. The newest of each builder stays, whatever its age, and what runs.
 * @param {pg.Client} client
 * @param {number} removed
 */
async function daysThatRemove(client, removed) {
  const { rows } = await client.query(
    `select floor(extract(epoch from now() - started_at) / 86400)::int as days from build
     where state = 'FINISHED' order by started_at offset $1 limit 1`,
    [removed + BUILDERS],
  );
  return rows[0].days;
}

/** @param {pg.Client} client */
async function removedSoFar(client) {
  const { rows } = await client.query(`select sum(count - kept)::int as removed from rollup where grain = 'WEEK'`);
  return rows[0].removed;
}

/** @param {pg.Client} client */
async function nothingHangs(client) {
  for (const table of HANGING) {
    const { rows } = await client.query(
      `select count(*)::int as left from ${table} t where not exists (select from build b where b.id = t.build_id)`,
    );
    strictEqual(rows[0].left, 0, `Of builds that are removed there are rows in ${table}.`);
  }
}

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
        { startBuild: { ...build, builder: builderName(times.length % BUILDERS) } },
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
