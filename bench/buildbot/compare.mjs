// @ts-check
// Everything that two origins of a server have, side by side.

import { createHash } from 'node:crypto';

const STAMPS = 'sourceStamps { codebase repository branch revision project patch { author comment level } }';
const PAGE = 'pageInfo { hasNextPage endCursor }';
const BUILDS = `query ($origin: String!, $after: String) { page: builds(first: 50, after: $after, filter: { origins: [$origin] }) { ${PAGE} nodes {
  key number state result stateString reason startedAt completedAt builder { name } worker { name } master { name } buildRequest { key }
  parentBuild { key } rebuildOf { key } properties { name value source } ${STAMPS}
  steps(first: 100) { nodes { key number name state result stateString startedAt completedAt hidden urls { name url }
    logs { id name type complete lineCount } } } } } }`;
const REQUESTS = `query ($origin: String!, $after: String) { page: buildRequests(first: 200, after: $after, filter: { origins: [$origin] }) { ${PAGE} nodes {
  key state result submittedAt completedAt priority builder { name } buildset { key reason parentBuild { key } rebuildOf { key } ${STAMPS} } builds(first: 20) { nodes { key } } } } }`;
const CHANGES = `query ($origin: String!, $after: String) { page: changes(first: 200, after: $after, filter: { origins: [$origin] }) { ${PAGE} nodes {
  key author message revision branch repository files committedAt category properties { name value source } } } }`;
const LINES = `query ($id: ID!, $after: String) { log: node(id: $id) { ... on Log { page: lines(first: 1000, after: $after) { ${PAGE} nodes { stream text } } } } }`;

/** @typedef {(query: string, variables: object) => Promise<any>} Ask */

/**
 * @param {Ask} ask
 * @param {string} query
 * @param {object} variables
 */
async function nodesOf(ask, query, variables) {
  /** @type {any[]} */
  const nodes = [];
  for (let after = null; ; ) {
    const data = await ask(query, { ...variables, after });
    const { page } = data.log ?? data;
    nodes.push(...page.nodes);
    if (!page.pageInfo.hasNextPage) return nodes;
    after = page.pageInfo.endCursor;
  }
}

/**
 * All that an origin has, by kind and key.
 * @param {Ask} ask
 * @param {string} origin
 * @returns {Promise<Readonly<Record<string, ReadonlyMap<string, any>>>>}
 */
export async function historyOf(ask, origin) {
  const builds = await nodesOf(ask, BUILDS, { origin });
  const steps = builds.flatMap((build) =>
    build.steps.nodes.map((/** @type {any} */ step) => ({ build: build.key, ...step })),
  );
  const logs = [];
  for (const { build, key, logs: of } of steps) {
    for (const { id, ...log } of of) {
      const lines = await nodesOf(ask, LINES, { id });
      const digest = createHash('sha256').update(JSON.stringify(lines)).digest('hex');
      logs.push([`${build} ${key} ${log.name}`, { ...log, digest }]);
    }
  }
  const keyed = (/** @type {any[]} */ things) => new Map(things.map((thing) => [thing.key, thing]));
  return {
    changes: keyed(await nodesOf(ask, CHANGES, { origin })),
    requests: keyed(
      (await nodesOf(ask, REQUESTS, { origin })).map((request) => ({
        ...request,
        builds: sorted(request.builds.nodes),
      })),
    ),
    builds: keyed(builds.map(({ steps: _, properties: __, ...build }) => build)),
    properties: new Map(
      builds.flatMap(({ key, properties }) =>
        properties.map((/** @type {any} */ property) => [`${key} ${property.name}`, property]),
      ),
    ),
    steps: new Map(steps.map(({ logs: _, ...step }) => [`${step.build} ${step.key}`, step])),
    logs: new Map(/** @type {any} */ (logs)),
  };
}

const sorted = (/** @type {any[]} */ things) => [...things].sort((a, b) => (a.key < b.key ? -1 : 1));

/**
 * What differs, a line for each.
 * @param {ReadonlyMap<string, any>} some
 * @param {ReadonlyMap<string, any>} others
 * @returns {readonly string[]}
 */
export function differences(some, others) {
  return [...new Set([...some.keys(), ...others.keys()])].flatMap((key) => {
    const [one, other] = [some.get(key), others.get(key)];
    if (one === undefined || other === undefined)
      return [`${key}: ${one === undefined ? 'only the second' : 'only the first'} has it`];
    return Object.keys({ ...one, ...other }).flatMap((field) =>
      JSON.stringify(one[field]) === JSON.stringify(other[field])
        ? []
        : [`${key}.${field}: ${JSON.stringify(one[field])}, and ${JSON.stringify(other[field])}`],
    );
  });
}
