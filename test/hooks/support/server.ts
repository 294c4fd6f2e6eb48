// Posting to hooks, and asking what has come of it.

import { ADMIN_TOKEN, type TestServer } from '../../support/server.ts';
import type { Post } from './posts.ts';

export interface Answered {
  readonly status: number;
  // biome-ignore lint/suspicious/noExplicitAny: an answer is looked into freely.
  readonly answer: any;
}

/** Sends a body, as an administrator unless the headers say otherwise. */
export async function send(
  { url }: Pick<TestServer, 'url'>,
  path: string,
  body: string,
  headers: Readonly<Record<string, string>> = { authorization: `Bearer ${ADMIN_TOKEN}` },
): Promise<Answered> {
  const response = await fetch(`${url}/hooks/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body,
  });
  return { status: response.status, answer: await response.json() };
}

/** Sends posts, a few at the same time, and waits until all of the origin's are applied. @returns the answers. */
export async function sendAll(
  server: TestServer,
  origin: string,
  posts: readonly Post[],
): Promise<readonly Answered[]> {
  const answers: Answered[] = [];
  for (let at = 0; at < posts.length; at += 8) {
    const some = posts.slice(at, at + 8).map(({ system, headers, body }) =>
      send(server, `${system}/${encodeURIComponent(origin)}`, JSON.stringify(body), {
        authorization: `Bearer ${ADMIN_TOKEN}`,
        ...headers,
      }),
    );
    answers.push(...(await Promise.all(some)));
  }
  await allApplied(server, origin);
  return answers;
}

const WAITING = `query ($filter: HookDeliveryFilter) { hookDeliveries(filter: $filter, first: 0) { totalCount } }`;

/** Resolves when nothing that was posted for the origin waits to be applied. */
export async function allApplied(server: TestServer, origin: string): Promise<void> {
  for (;;) {
    const { data } = await server.graphql(WAITING, { filter: { origins: [origin], states: ['WAITING'] } });
    if (data.hookDeliveries.totalCount === 0) return;
  }
}

export interface Unapplied {
  readonly reason: string;
  readonly system: string;
  readonly bodyExcerpt: string;
}

/** What of an origin could not be applied, the oldest first. */
export async function unapplied(server: TestServer, origin: string): Promise<readonly Unapplied[]> {
  const { data } = await server.graphql(
    `query ($filter: HookDeliveryFilter) {
      hookDeliveries(filter: $filter, direction: ASC, first: 1000) { nodes { reason system bodyExcerpt } }
    }`,
    { filter: { origins: [origin], states: ['UNAPPLIED'] } },
  );
  return data.hookDeliveries.nodes;
}

const STAMPS = 'sourceStamps { codebase repository branch revision project }';
const HISTORY = `query ($origin: String!) {
  origin(name: $origin) {
    kind url
    projects(first: 100) { nodes { name description url } }
    workers(first: 100) { nodes { name } }
    builders(first: 100) { nodes { name description tags project { name } } }
  }
  builds(first: 100, filter: { origins: [$origin] }) {
    nodes {
      key number state result stateString startedAt completedAt reason url
      builder { name } worker { name } buildRequest { key } parentBuild { key }
      properties { name value source }
      testSummary { total passed failed errored skipped }
      testResults(first: 100) { nodes { report outcome message test { name } } }
      ${STAMPS}
      steps(first: 30) { nodes { key number name state result stateString startedAt completedAt hidden urls { name url } } }
    }
  }
  buildRequests(first: 100, filter: { origins: [$origin] }) {
    nodes {
      key state result priority submittedAt claimedAt completedAt builder { name }
      buildset { key reason externalId submittedAt complete result ${STAMPS} } builds(first: 10) { nodes { key } }
    }
  }
  changes(first: 100, filter: { origins: [$origin] }) {
    nodes { key author committer message files revision branch repository category url committedAt }
  }
}`;

/** Numbers that are given in the order of arrival, and times that were guessed, which are those of this run. */
const ARRIVAL = ['number'];

/**
 * The whole history of an origin, comparable: lists in the order of their keys or names; without what depends on when it was told.
 * @param since when the test began: what is later is a guess.
 */
export async function historyOf(server: TestServer, origin: string, since: string, numbered = false): Promise<unknown> {
  const { data, errors } = await server.graphql(HISTORY, { origin });
  if (errors !== undefined) throw new Error(JSON.stringify(errors));
  const comparable = (value: unknown): unknown => {
    if (typeof value === 'string' && /^\d{4}-\d\d-\d\dT/.test(value) && value >= since) return 'GUESSED';
    if (Array.isArray(value)) return value.map(comparable).sort(byName);
    if (typeof value !== 'object' || value === null) return value;
    const told = Object.entries(value).filter(([field]) => numbered || !ARRIVAL.includes(field));
    return Object.fromEntries(told.map(([field, inner]) => [field, comparable(inner)]));
  };
  return comparable(data);
}

function byName(a: unknown, b: unknown): number {
  const name = (thing: unknown) => {
    const { key, name: called } = (thing ?? {}) as { readonly key?: string; readonly name?: string };
    return key ?? called ?? JSON.stringify(thing);
  };
  return name(a) < name(b) ? -1 : 1;
}
