// @ts-check
// What a page far behind the first one costs.

import { strictEqual } from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { quantile } from './measure.mjs';
import { milliseconds } from './table.mjs';

const OVERVIEW = readFileSync(new URL('../../docs/contract/overview.graphql', import.meta.url), 'utf8');
/** Without their number, which costs all pages the same. */
const QUERY = OVERVIEW.replace('totalCount', '');
/** The page, of this many builds, and how many times the first one and this one take turns. */
const DEEP_PAGE = 10_000;
const PAGE = 50;
const PAGE_TURNS = 300;

/**
 * The first page of fifty builds and one far behind it, in turn.
 * @param {import('./http.mjs').Send} send
 * @param {number} builds
 * @returns {Promise<readonly import('./table.mjs').Row[]>}
 */
export async function deepPage(send, builds) {
  const page = Math.min(DEEP_PAGE, Math.floor(builds / PAGE));
  const after = await walk(send, (page - 1) * PAGE);
  const bodies = [{ first: PAGE }, { first: PAGE, after }].map((variables) =>
    JSON.stringify({ query: QUERY, variables }),
  );
  const times = bodies.map(() => /** @type {number[]} */ ([]));
  for (let turn = -5; turn < PAGE_TURNS; turn += 1) {
    for (const [i, body] of bodies.entries()) {
      const start = performance.now();
      const answer = await send(body);
      if (turn >= 0) times[i]?.push(performance.now() - start);
      else strictEqual(JSON.parse(answer).data.builds.nodes.length, PAGE);
    }
  }
  const [first = [], deep = []] = times;
  return [first, deep].map((list, i) => ({
    benchmark: `a page of ${builds} builds`,
    contender: i === 0 ? 'page 1' : `page ${page}`,
    result: `p50 ${milliseconds(quantile(list))}, p95 ${milliseconds(quantile(list, 0.95))}`,
    ratio: (quantile(list, 0.95) / quantile(first, 0.95)).toFixed(2),
  }));
}

/**
 * From the first build on, page after page, as a client does.
 * @param {import('./http.mjs').Send} send
 * @param {number} builds how many to leave behind
 * @returns {Promise<string | null>} the cursor of the last of these
 */
async function walk(send, builds) {
  const query = `query ($first: Int!, $after: String) {
    builds(first: $first, after: $after, orderBy: { field: STARTED_AT, direction: DESC }) { pageInfo { endCursor } } }`;
  let after = null;
  for (let left = builds; left > 0; left -= 1_000) {
    const answer = JSON.parse(
      await send(JSON.stringify({ query, variables: { first: Math.min(1_000, left), after } })),
    );
    if (answer.errors) throw new Error(JSON.stringify(answer.errors));
    after = answer.data.builds.pageInfo.endCursor;
  }
  return after;
}
