// @ts-check
// A year of a busy fleet, the same each time: builders of which a few do most, pushes in working hours that are built by one builder or
// by all of them, what is broken for a while, what is built again, two code bases, ten steps and fifteen properties a build.

import { strictEqual } from 'node:assert/strict';
import { LATEST_ON_BRANCHES } from '../../dist/store/branches.js';
import { refillRollups } from '../../dist/store/rollupFill.js';
import { VERDICTS } from '../../dist/store/verdicts.js';
import { buildsOf } from './builds.mjs';
import { propertiesOf, stepsOf } from './details.mjs';
import { fleetOf } from './fleet.mjs';
import { idsAreTaken, idsOf } from './ids.mjs';
import { takeIndexes } from './indexes.mjs';
import { planOf } from './plan.mjs';
import { shapeOf, told } from './shape.mjs';
import { sourcesOf } from './sources.mjs';

export const BUILDERS = 120;
/** How many builds get their steps, or their verdicts, at once. */
const PART = 50_000;
/** Of these the indexes are made at the end. */
const LARGE = [
  'source_stamp',
  'change',
  'build',
  'build_source_stamp',
  'build_request',
  'buildset',
  'buildset_source_stamp',
  'step',
  'property',
];
const SETTINGS = {
  // What refers to what is known to be there. No trigger fires either.
  session_replication_role: 'replica',
  synchronous_commit: 'off',
  work_mem: '256MB',
  maintenance_work_mem: '1GB',
  jit: 'off',
};

/** @typedef {import('./history.d.mts').Size} Size */

/**
 * Fills an empty database.
 * @param {import('pg').Pool} pool
 * @param {Size} size
 * @param {(text: string) => void} [tell] what has been done, and in the end what it has come to
 */
export async function seedHistory(pool, { builds, builders = BUILDERS, running = 12, waiting = 30 }, tell = toStderr) {
  const size = { builds, builders, running, waiting };
  const ids = idsOf(builds);
  const began = performance.now();
  const done = (/** @type {string} */ what) =>
    tell(`\n  seed: ${what}, ${((performance.now() - began) / 1000).toFixed(0)} s`);
  const client = await pool.connect();
  try {
    for (const [name, value] of Object.entries(SETTINGS)) await client.query(`set ${name} = '${value}'`);
    const indexes = await takeIndexes(client, LARGE);
    const ofVerdicts = await takeIndexes(client, ['verdict']);
    const statements = [
      ...planOf(size),
      ...fleetOf(builders),
      ...sourcesOf(ids),
      ...buildsOf(ids, size),
      idsAreTaken(builds),
    ];
    for (const sql of statements) await client.query(sql);
    const { rows } = await client.query('select count(*)::int as builds from build');
    strictEqual(rows[0].builds, builds, 'The plan has as many builds as were asked for.');
    done(`${builds} builds`);
    for (let from = 0; from < builds; from += PART) {
      const upTo = Math.min(from + PART, builds);
      await client.query(stepsOf(ids, size), [from, upTo]);
      await client.query(propertiesOf(ids), [from, upTo]);
      done(`steps and properties of ${upTo}`);
    }
    await client.query('drop table attempt, push');
    for (const { definition } of indexes) await client.query(definition);
    await client.query('analyze');
    done('indexes');
    await follow(client, done);
    for (const { definition } of ofVerdicts) await client.query(definition);
    for (const name of Object.keys(SETTINGS)) await client.query(`reset ${name}`);
  } finally {
    client.release();
  }
  await refillRollups({ pool });
  await pool.query('vacuum analyze');
  done('roll-ups');
  tell(`\n  seed: ${told(await shapeOf(pool))}\n`);
}

/**
 * What the product keeps beside builds, by its own statements.
 * @param {import('pg').PoolClient} client
 * @param {(what: string) => void} done
 */
async function follow(client, done) {
  const { rows } = await client.query('select id from build order by id');
  for (let i = 0; i < rows.length; i += PART) {
    const ids = JSON.stringify(rows.slice(i, i + PART).map(({ id }) => id));
    await client.query(VERDICTS, [ids]);
    await client.query(LATEST_ON_BRANCHES, [ids]);
    done(`verdicts of ${Math.min(i + PART, rows.length)}`);
  }
}

/** @param {string} text */
const toStderr = (text) => void process.stderr.write(text);
