// @ts-check
// Reporters who never give up: what one server did not acknowledge they repeat at the other.

import { createClient, isTemporary, ReportDocument } from '../../dist/client/index.js';
import { TOKEN } from '../support/databases.mjs';
import { otherThan } from './pair.mjs';

/** @typedef {import('../../dist/client/index.js').Report} Report */

const BUILDERS = 4;
const PATIENCE_MS = 10_000;
const PAUSE_MS = 20;
export const ORIGIN = 'bench';

/**
 * The calls that report one build.
 * @param {string} key
 * @returns {readonly (readonly Report[])[]}
 */
function story(key) {
  const build = { origin: ORIGIN, key };
  const step = { build, key: 'compile' };
  return [
    [{ startBuild: { ...build, builder: `builder-${key.length % BUILDERS}` } }],
    [
      { startStep: { ...step, name: 'compile' } },
      { appendLog: { step, name: 'stdio', firstLine: 0, text: 'cc -c main.c\nmain.c:1: warning\n' } },
      { updateBuild: { build, stateString: 'compiling' } },
    ],
    [{ finishStep: { step, result: 'WARNINGS' } }],
    [{ finishBuild: { build, result: 'WARNINGS' } }],
  ];
}

/**
 * @typedef {object} Reporters
 * @property {ReadonlyMap<string, number>} told how many calls of each build, by its key, were acknowledged
 * @property {() => number} repeated how many calls had to be made again
 * @property {() => Promise<void>} stop when each has finished its build. Rejects when a report was refused
 * @property {Promise<never>} failed rejects when a report is refused
 */

/**
 * @param {import('./pair.mjs').Pair} pair
 * @param {number} count
 * @returns {Reporters}
 */
export function startReporters(pair, count) {
  /** @type {Map<string, number>} */
  const told = new Map();
  let repeated = 0;
  let stopped = false;

  /** @type {(reports: readonly Report[], place: import('./pair.mjs').Place) => Promise<void>} */
  const tell = async (reports, place) => {
    try {
      const client = createClient({ url: pair.url(place), token: TOKEN, timeoutMs: PATIENCE_MS });
      const { report } = await client.execute(ReportDocument, { reports: [...reports] });
      const [error] = report.userErrors;
      if (error !== undefined) throw new Error(`A report was refused: ${error.message} ${JSON.stringify(reports)}`);
    } catch (error) {
      if (!isTemporary(error)) throw error;
      repeated += 1;
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
      await tell(reports, otherThan(place));
    }
  };
  const work = async (/** @type {number} */ reporter) => {
    for (let build = 0; !stopped; build += 1) {
      const key = `${reporter}/${build}`;
      for (const [call, reports] of story(key).entries()) {
        await tell(reports, (reporter + call) % 2 === 0 ? 0 : 1);
        told.set(key, call + 1);
      }
    }
  };

  const done = Promise.all(Array.from({ length: count }, (_, reporter) => work(reporter)));
  return {
    told,
    repeated: () => repeated,
    failed: new Promise((_, reject) => done.catch(reject)),
    stop: async () => {
      stopped = true;
      await done;
    },
  };
}
