// @ts-check
// The limit of an import: the very rows that it has left in a database, put into an empty one with nothing in the way. With COPY, as a
// dump is restored; and with one insert a table for the rows of some builds, as a program would that was written for this alone.
// The constraints, indexes and triggers are those of the product.

import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import pg from 'pg';

/** The tables of an import in the order in which they refer to each other, with their rows in the order of the builds that they belong to. */
const TABLES = /** @type {const} */ ([
  ['origin', 'origin t'],
  ['master', 'master t'],
  ['worker', 'worker t'],
  ['builder', 'builder t'],
  ['source_stamp', 'source_stamp t join buildset_source_stamp l on l.source_stamp_id = t.id order by l.buildset_id'],
  ['buildset', 'buildset t order by t.id'],
  ['buildset_source_stamp', 'buildset_source_stamp t order by t.buildset_id'],
  ['build_request', 'build_request t order by t.buildset_id'],
  ['build', 'build t join build_request q on q.id = t.build_request_id order by q.buildset_id'],
  ...['build_source_stamp', 'property', 'step', 'verdict'].map(
    (table) =>
      /** @type {const} */ ([
        table,
        `${table} t join build b on b.id = t.build_id join build_request q on q.id = b.build_request_id order by q.buildset_id`,
      ]),
  ),
  ['event', 'event t order by t.seq'],
  ['builder_branch', 'builder_branch t'],
]);
/** Tables of few rows are put in whole: those that others refer to with the first part, and this with the last. */
const FEW = 100;
const LAST = 'builder_branch';
/** How many builds a part is of: as many as the server commits together. */
const BUILDS_A_PART = 80;

/** @typedef {{ readonly table: string, readonly rows: readonly string[] }} Rows */

/**
 * @param {import('pg').Pool} pool
 * @param {(from: string) => string} select of a text for each row
 * @returns {Promise<readonly Rows[]>}
 */
async function read(pool, select) {
  const read = [];
  for (const [table, from] of TABLES) {
    const { rows } = await pool.query({ text: select(from), rowMode: 'array' });
    read.push({ table, rows: rows.map(([row]) => row) });
  }
  return read;
}

/** @param {import('pg').Pool} pool */
export const readRows = (pool) => read(pool, (from) => `select row_to_json(t)::text from ${from}`);

/**
 * @param {import('pg').Pool} pool
 * @returns {Promise<readonly Rows[]>} lines of COPY's text format
 */
export async function readLines(pool) {
  const all = [];
  for (const [table, from] of TABLES) {
    const { rows } = await pool.query({
      text: `select t.* from ${from}`,
      rowMode: 'array',
      types: { getTypeParser: () => (/** @type {string} */ value) => value },
    });
    all.push({ table, rows: rows.map((row) => `${row.map(cell).join('\t')}\n`) });
  }
  return all;
}

/** @param {string | null} value */
const cell = (value) =>
  value === null
    ? '\\N'
    : value.replace(/[\\\t\n\r]/g, (char) => `\\${{ '\t': 't', '\n': 'n', '\r': 'r' }[char] ?? char}`);

/**
 * @param {import('pg').Pool} pool of an empty database
 * @param {readonly Rows[]} tables as `readRows` has them
 * @param {number} builds
 * @returns {Promise<number>} how long it took, in milliseconds
 */
export async function insertAll(pool, tables, builds) {
  const count = Math.ceil(builds / BUILDS_A_PART);
  const parts = Array.from({ length: count }, (_, i) =>
    tables.map(({ table, rows }) => {
      const whole = rows.length < FEW;
      const each = (rows.length / builds) * BUILDS_A_PART;
      const taken = whole
        ? i === (table === LAST ? count - 1 : 0)
          ? rows
          : []
        : rows.slice(Math.round(i * each), Math.round((i + 1) * each));
      return { table, values: taken.length === 0 ? null : `[${taken.join()}]` };
    }),
  );
  const client = await pool.connect();
  const start = performance.now();
  for (const part of parts) {
    await client.query('begin');
    for (const { table, values } of part) {
      if (values === null) continue;
      const text = `insert into ${table} select * from jsonb_populate_recordset(null::${table}, $1::jsonb)`;
      await client.query({ name: `insert ${table}`, text, values: [values] });
    }
    await client.query('commit');
  }
  const took = performance.now() - start;
  client.release();
  return took;
}

/**
 * @param {string} url of a PostgreSQL database
 * @param {readonly Rows[]} tables as `readLines` has them
 * @returns {Promise<number>} how long it took, in milliseconds
 */
export async function copyAll(url, tables) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const start = performance.now();
    for (const { table, rows } of tables) await copy(client, table, rows);
    return performance.now() - start;
  } finally {
    await client.end();
  }
}

/**
 * @param {import('pg').Client} client
 * @param {string} table
 * @param {readonly string[]} rows
 */
async function copy(client, table, rows) {
  const data = Buffer.from(rows.join(''));
  /** @type {Promise<void>} */
  const copied = new Promise((resolve, reject) => {
    const statement = {
      submit: (/** @type {any} */ connection) => connection.query(`copy ${table} from stdin`),
      handleCopyInResponse: (/** @type {any} */ connection) => {
        connection.sendCopyFromChunk(data);
        connection.endCopyFrom();
      },
      handleCommandComplete: () => {},
      handleError: reject,
      handleReadyForQuery: resolve,
    };
    client.query(/** @type {any} */ (statement));
  });
  await copied;
}

/**
 * The same for the embedded database, which no server may have open.
 * @param {string} directory the server's data directory
 * @param {readonly Rows[]} tables
 * @returns {Promise<number>}
 */
export async function copyAllEmbedded(directory, tables) {
  const database = await PGlite.create({ dataDir: join(directory, 'database') });
  try {
    const start = performance.now();
    for (const { table, rows } of tables)
      await database.query(`copy ${table} from '/dev/blob'`, [], { blob: new Blob([rows.join('')]) });
    return performance.now() - start;
  } finally {
    await database.close();
  }
}
