// @ts-check
// What the limits have in common: a pool, named statements with rows as arrays of text, and an HTTP server that answers one question.

import { createServer } from 'node:http';
import pg from 'pg';

/** @typedef {(string | null | undefined)[]} Cells */

export const pool = new pg.Pool({
  connectionString: process.env.DATABASE_URL,
  max: 10,
  options: '-c TimeZone=UTC -c DateStyle=ISO -c jit=off',
  // As the server does: statements are sent without waiting for those before them.
  pipeline: true,
});

/** @type {(value: unknown) => unknown} */
const asText = (value) => value;
const types = /** @type {import('pg').CustomTypesConfig} */ (/** @type {unknown} */ ({ getTypeParser: () => asText }));

/**
 * @param {import('pg').PoolClient} client
 * @param {string} name
 * @param {string} text
 * @param {readonly unknown[]} values
 * @returns {Promise<Cells[]>}
 */
export async function rows(client, name, text, values) {
  const query = { name, text, values: [...values], rowMode: /** @type {const} */ ('array'), types };
  return /** @type {Cells[]} */ ((await client.query(query)).rows);
}

/** @param {string} text */
export const encode = (text) => Buffer.from(text).toString('base64url');

/** @param {string | null | undefined} text a time as PostgreSQL writes it; none: null */
export function time(text) {
  if (!text) return null;
  const fraction = text.length > 22 ? text.slice(20, text.length - 3).padEnd(3, '0') : '000';
  return `${text.slice(0, 10)}T${text.slice(11, 19)}.${fraction}Z`;
}

/**
 * Serves at any free port, and says where.
 * @param {(variables: any) => Promise<object>} answer the JSON of an answer, from the variables of a request
 */
export function serve(answer) {
  const server = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8').on('data', (text) => {
      body += text;
    });
    request.on('end', async () => {
      const text = JSON.stringify(await answer(JSON.parse(body).variables));
      response.writeHead(200, { 'content-type': 'application/json' }).end(text);
    });
  });
  server.listen(0, '127.0.0.1', () => {
    const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
    console.log(`The limit is at http://127.0.0.1:${port}`);
  });
  process.once('SIGTERM', () => process.exit(0));
}
