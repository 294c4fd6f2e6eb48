// @ts-check
// Many different filters among many more subscribers: what an event costs must grow with the subscribers that it matches and not with all
// that are there. So each event is measured twice: with nobody there but those whom it matches, and with everybody.

import { createDatabase, TOKEN } from './support/databases.mjs';
import { createClient } from './support/http.mjs';
import { quantile } from './support/measure.mjs';
import { startServer } from './support/processes.mjs';
import { subscribeAll } from './support/subscribers.mjs';
import { milliseconds } from './support/table.mjs';

/** How many subscribers have the same filter. */
const ALIKE = 10;
const ROUNDS = 5;
/** How many events a round has at most, and how many deliveries it has about where that is less. */
const MOST_EVENTS = 200;
const DELIVERIES = 20_000;
const QUERY = `subscription Watch($filter: EventFilter) { events(filter: $filter) {
  ... on BuildUpdated { stateString build { number result } } } }`;
const REPORT = 'mutation ($reports: [Report!]!) { report(reports: $reports) { userErrors { message } } }';
const UPDATE = 'mutation ($input: UpdateBuildInput!) { updateBuild(input: $input) { userErrors { message } } }';

/**
 * What the subscribers of the i-th filter ask for: their own builder, and those that they share with 9, 99, 999 … other filters.
 * @param {number} filter
 * @param {readonly number[]} widths
 */
const buildersOf = (filter, widths) => widths.map((width) => builderOf(width, Math.floor(filter / width)));

/**
 * @param {number} width how many filters let its builds through
 * @param {number} index
 */
const builderOf = (width, index) => `shared by ${width}: ${index}`;

/**
 * @param {{ serverUrl: string | null, subscribers: number }} options
 * @returns {Promise<readonly import('./support/table.mjs').Row[]>}
 */
export async function crowd({ serverUrl, subscribers }) {
  const filters = Math.max(1, Math.floor(subscribers / ALIKE));
  const widths = [1];
  while ((widths.at(-1) ?? 0) * 10 <= filters) widths.push((widths.at(-1) ?? 0) * 10);
  const database = await createDatabase(serverUrl);
  const server = await startServer(['dist/cli/main.js', 'serve'], database.settings);
  const client = createClient(`${server.url}/graphql`, { connections: 4, token: TOKEN });
  let received = (/** @type {string} */ _event) => {};
  let there = 0;

  /** @param {number} count how many filters there are to be */
  const fillUp = async (count) => {
    const from = there * ALIKE;
    const payload = (/** @type {number} */ i) => {
      const builders = buildersOf(Math.floor((from + i) / ALIKE), widths);
      return { query: QUERY, variables: { filter: { builds: { builders } } } };
    };
    await subscribeAll(server.url, count * ALIKE - from, payload, (event) => received(event));
    there = count;
  };

  /**
   * Reports an event after the other of a build that `width` filters let through, each when all have got the one before.
   * @param {number} width
   * @param {string} series
   * @param {number} events
   */
  const tell = async (width, series, events) => {
    for (let i = 0; i < events; i += 1) {
      const stateString = `${series} ${i}`;
      let missing = width * ALIKE;
      const told = new Promise((resolve) => {
        received = (event) => {
          if (event !== stateString) return;
          missing -= 1;
          if (missing === 0) resolve(undefined);
        };
      });
      const build = { origin: 'bench', key: `${width}` };
      await Promise.all([
        client.send(JSON.stringify({ query: UPDATE, variables: { input: { build, stateString } } })),
        told,
      ]);
    }
  };

  /**
   * @param {number} width
   * @param {string} series
   * @returns {Promise<number>} the processor time of the server for one event, in milliseconds
   */
  const measure = async (width, series) => {
    const events = Math.min(MOST_EVENTS, Math.ceil(DELIVERIES / (width * ALIKE)));
    const samples = [];
    for (let round = 0; round <= ROUNDS; round += 1) {
      const cpu = server.cpuMs();
      await tell(width, `${series} ${round}`, events);
      if (round > 0) samples.push((server.cpuMs() - cpu) / events);
    }
    return quantile(samples);
  };

  try {
    const reports = widths.map((width) => ({
      startBuild: { origin: 'bench', key: `${width}`, builder: builderOf(width, 0) },
    }));
    await client.send(JSON.stringify({ query: REPORT, variables: { reports } }));
    await fillUp(1);
    // The first are not to pay for the compiler.
    for (const series of ['cold', 'warm']) await measure(1, series);
    const alone = [];
    // Whom all of them match, nobody else is there besides.
    for (const width of widths.filter((some) => some < filters)) {
      await fillUp(width);
      alone.push(await measure(width, `alone ${width}`));
    }
    await fillUp(filters);
    const among = [];
    for (const width of widths) among.push(await measure(width, `among ${width}`));
    return widths.flatMap((width, i) => rowsFor(width, filters, alone[i], among[i] ?? Number.NaN));
  } finally {
    client.close();
    await server.stop();
    await database.drop();
  }
}

/**
 * @param {number} width
 * @param {number} filters
 * @param {number | undefined} alone undefined: nobody else is there either way
 * @param {number} among
 * @returns {readonly import('./support/table.mjs').Row[]}
 */
function rowsFor(width, filters, alone, among) {
  const benchmark = `an event that matches ${width * ALIKE} subscribers, ${width} filter${width === 1 ? '' : 's'}`;
  const each = (/** @type {number} */ ms) => `${milliseconds(ms)} of CPU, report included`;
  const contender = `among ${filters * ALIKE} subscribers, ${filters} filters`;
  if (alone === undefined) return [{ benchmark, contender, result: each(among) }];
  return [
    { benchmark, contender: 'with nobody else there', result: each(alone), ratio: '1.00' },
    { benchmark, contender, result: each(among), ratio: (among / alone).toFixed(2) },
  ];
}
