// @ts-check
// Two servers over one database, each of which can be killed and started again.

import { startServer } from '../support/processes.mjs';

/** @typedef {0 | 1} Place one of the two servers */

/**
 * @typedef {object} Pair
 * @property {(place: Place) => string} url where the server is now, or was: it comes back elsewhere
 * @property {(place: Place) => Promise<void>} killAndStart as `kill -9` does; resolves when it serves again
 * @property {(place: Place) => Promise<boolean>} ready whether it says that it can be used
 * @property {() => Promise<void>} stop
 */

/** @type {readonly [Place, Place]} */
export const PLACES = [0, 1];

/** @type {(place: Place) => Place} */
export const otherThan = (place) => (place === 0 ? 1 : 0);

/**
 * @param {Readonly<Record<string, string>>} settings
 * @returns {Promise<Pair>}
 */
export async function startPair(settings) {
  const start = () => startServer(['dist/cli/main.js', 'serve'], settings);
  const servers = await Promise.all([start(), start()]);
  return {
    url: (place) => servers[place].url,
    killAndStart: async (place) => {
      await servers[place].kill();
      servers[place] = await start();
    },
    ready: async (place) => {
      const answer = await fetch(`${servers[place].url}/readyz`).catch(() => null);
      await answer?.body?.cancel();
      return answer?.ok === true;
    },
    stop: async () => {
      await Promise.all(servers.map((server) => server.stop()));
    },
  };
}
