// @ts-check
// Many subscribers, each with a filter of its own, of which one lets an event through: what an event costs must depend on those
// that match and not on those that are there.

import { builderName } from './seed/fleet.mjs';
import { seedHistory } from './seed/history.mjs';
import { createDatabase, TOKEN } from './support/databases.mjs';
import { createClient } from './support/http.mjs';
import { quantile } from './support/measure.mjs';
import { startServer } from './support/processes.mjs';
import { subscribeAll } from './support/subscribers.mjs';
import { milliseconds } from './support/table.mjs';

const COUNTS = [1, 100, 1_000];
const EVENTS = 400;
const ROUNDS = 5;
const QUERY = `subscription Watch($filter: EventFilter) { events(filter: $filter) {
  ... on BuildUpdated { stateString build { number result } } } }`;
const BUILD = { origin: 'seed', key: 'filters' };
const START = 'mutation ($input: StartBuildInput!) { startBuild(input: $input) { userErrors { message } } }';
const UPDATE = 'mutation ($input: UpdateBuildInput!) { updateBuild(input: $input) { userErrors { message } } }';

/**
 * @param {{ serverUrl: string | null, builds: number }} options
 * @returns {Promise<readonly import('./support/table.mjs').Row[]>}
 */
export async function filters({ serverUrl, builds }) {
  const database = await createDatabase(serverUrl);
  await database.withPool((pool) => seedHistory(pool, { builds, builders: Math.max(...COUNTS) }));
  const server = await startServer(['dist/cli/main.js', 'serve'], database.settings);
  const client = createClient(`${server.url}/graphql`, { connections: 4, token: TOKEN });
  const rows = [];
  try {
    await client.send(JSON.stringify({ query: START, variables: { input: { ...BUILD, builder: builderName(0) } } }));
    let received = (/** @type {string} */ _event) => {};
    let there = 0;
    for (const count of COUNTS) {
      const from = there;
      await subscribeAll(
        server.url,
        count - from,
        (i) => ({ query: QUERY, variables: { filter: { builds: { builders: [builderName(from + i)] } } } }),
        (event) => received(event),
      );
      there = count;
      const samples = [];
      for (let round = 0; round <= ROUNDS; round += 1) {
        const cpu = server.cpuMs();
        for (let i = 0; i < EVENTS; i += 1) {
          const stateString = `${count} ${round} ${i}`;
          const told = new Promise((resolve) => {
            received = (event) => {
              if (event === stateString) resolve(undefined);
            };
          });
          const body = JSON.stringify({ query: UPDATE, variables: { input: { build: BUILD, stateString } } });
          await Promise.all([client.send(body), told]);
        }
        if (round > 0) samples.push((server.cpuMs() - cpu) / EVENTS);
      }
      rows.push({
        benchmark: 'an event that one filter lets through',
        contender: `${count} different filter${count === 1 ? '' : 's'}`,
        result: `${milliseconds(quantile(samples))} of CPU, report included`,
      });
    }
    return rows;
  } finally {
    client.close();
    await server.stop();
    await database.drop();
  }
}
