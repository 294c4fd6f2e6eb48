// @ts-check
// A list of 4,000 builders with the latest build of each, what runs and waits, and the last result on each branch, page after page,
// against a program written for it alone.

import { deepStrictEqual } from 'node:assert/strict';
import { seedHistory } from './seed/history.mjs';
import { createDatabase } from './support/databases.mjs';
import { createClient } from './support/http.mjs';
import { compare } from './support/measure.mjs';
import { startServer } from './support/processes.mjs';
import { rowsOf } from './support/table.mjs';

const BUILDERS = 4_000;
const BRANCHES = 3;
const ROUNDS = 8;
const QUERY = `query ($first: Int!, $after: String, $branches: Int!) {
  builders(first: $first, after: $after) { pageInfo { hasNextPage endCursor } nodes {
    id name tags runningBuildCount pendingRequestCount
    latestBuild { id number state result startedAt }
    branches(first: $branches) { nodes { name latestBuild { id result } } } } } }`;

/**
 * @param {{ serverUrl: string | null, builds: number }} options
 * @returns {Promise<readonly import('./support/table.mjs').Row[]>}
 */
export async function builders({ serverUrl, builds }) {
  if (serverUrl === null) return [];
  const database = await createDatabase(serverUrl);
  try {
    const running = Math.min(1_000, Math.floor(builds / 20));
    await database.withPool((pool) => seedHistory(pool, { builds, builders: BUILDERS, running, waiting: 2_000 }));
    const limit = await startServer(['bench/limits/builders.mjs'], database.settings);
    const ours = await startServer(['dist/cli/main.js', 'serve'], database.settings);
    const clients = [
      createClient(`${limit.url}/`, { connections: 1 }),
      createClient(`${ours.url}/graphql`, { connections: 1 }),
    ];
    try {
      const [first, second] = clients;
      if (first === undefined || second === undefined) throw new Error('There are two.');
      deepStrictEqual(await wholeList(second.send), await wholeList(first.send));
      const medians = await compare({
        contenders: [
          { name: 'hand-written', send: first.send, cpuMs: limit.cpuMs },
          { name: 'Lavalamp', send: second.send, cpuMs: ours.cpuMs },
        ],
        rounds: ROUNDS,
        perRound: 1,
        work: async ({ send }) => {
          await wholeList(send);
        },
      });
      return rowsOf(`${BUILDERS} builders, in pages of 1000, of ${builds} builds`, medians);
    } finally {
      for (const { close } of clients) close();
      await Promise.all([limit.stop(), ours.stop()]);
    }
  } finally {
    await database.drop();
  }
}

/** @param {import('./support/http.mjs').Send} send */
async function wholeList(send) {
  const nodes = [];
  for (let after = null; ; ) {
    const answer = JSON.parse(
      await send(JSON.stringify({ query: QUERY, variables: { first: 1_000, after, branches: BRANCHES } })),
    );
    if (answer.errors) throw new Error(JSON.stringify(answer.errors));
    nodes.push(...answer.data.builders.nodes);
    const { hasNextPage, endCursor } = answer.data.builders.pageInfo;
    if (!hasNextPage) return nodes;
    after = endCursor;
  }
}
