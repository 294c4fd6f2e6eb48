// The whole history of one origin, asked for through GraphQL, in the form of the truth.

import type { GraphqlAnswer, TestServer } from '../../support/server.ts';
import type { TrueProperty, TrueStamp, TrueStep, Truth } from './posts.ts';

const SOURCES = `sourceStamps {
  codebase repository branch revision project patch { author comment level subdirectory }
}`;

const BUILDS = `query ($origin: String!) {
  builds(first: 50, filter: { origins: [$origin] }) {
    totalCount
    nodes {
      key number result state stateString startedAt completedAt queueSeconds reason url
      builder { name }
      worker { name }
      buildRequest { key submittedAt }
      parentBuild { key }
      properties { name value source }
      ${SOURCES}
      steps(first: 20) {
        nodes { key number name state result stateString startedAt completedAt hidden urls { name url } logs { name } }
      }
    }
  }
}`;

const REQUESTS = `query ($origin: String!) {
  buildRequests(first: 50, filter: { origins: [$origin] }) {
    totalCount
    nodes {
      key state priority submittedAt completedAt result
      builder { name }
      buildset { key reason parentBuild { key } ${SOURCES} }
      builds(first: 10) { nodes { key } }
    }
  }
}`;

const BUILDERS = `query ($origin: String!) {
  builders(first: 100, filter: { origins: [$origin] }) {
    nodes { name description tags project { name } origin { kind url } }
  }
}`;

type Named = { readonly name: string };
type Keyed = { readonly key: string };

interface AskedBuild extends Keyed {
  readonly builder: Named;
  readonly worker: Named | null;
  readonly buildRequest: (Keyed & { readonly submittedAt: string }) | null;
  readonly parentBuild: Keyed | null;
  readonly startedAt: string;
  readonly result: string | null;
  readonly state: string;
  readonly queueSeconds: number | null;
  readonly properties: readonly TrueProperty[];
  readonly sourceStamps: readonly TrueStamp[];
  readonly steps: {
    readonly nodes: readonly (TrueStep & { readonly state: string; readonly logs: readonly Named[] })[];
  };
}

interface AskedRequest extends Keyed {
  readonly builder: Named;
  readonly buildset: Keyed & {
    readonly reason: string | null;
    readonly parentBuild: Keyed | null;
    readonly sourceStamps: readonly TrueStamp[];
  };
  readonly builds: { readonly nodes: readonly Keyed[] };
  readonly state: string;
}

interface AskedBuilder extends Named {
  readonly tags: readonly string[];
  readonly project: Named | null;
  readonly origin: { readonly kind: string; readonly url: string | null };
}

/** What is asked for in the truth's form, and beside it what the database of a master does not hold in the same words. */
export interface AskedHistory {
  readonly history: unknown;
  readonly origins: readonly { readonly kind: string; readonly url: string | null }[];
  /** `STATE` by key, of builds and requests. */
  readonly states: Readonly<Record<string, string>>;
  readonly queueSeconds: Readonly<Record<string, number | null>>;
  readonly stepStates: readonly string[];
  readonly logs: readonly string[];
}

export async function historyOf(server: TestServer, origin: string): Promise<AskedHistory> {
  const ask = async (query: string) => dataOf(await server.graphql(query, { origin }));
  const builds: readonly AskedBuild[] = sortedByKey((await ask(BUILDS)).builds.nodes);
  const requests: readonly AskedRequest[] = sortedByKey((await ask(REQUESTS)).buildRequests.nodes);
  const builders: readonly AskedBuilder[] = [...(await ask(BUILDERS)).builders.nodes].sort(by('name'));
  const steps = builds.flatMap((build) => build.steps.nodes);
  return {
    history: {
      builders: builders.map(({ origin: _, project, tags, ...builder }) => ({
        ...builder,
        project: project?.name ?? null,
        tags: [...tags].sort(),
      })),
      requests: requests.map(({ builder, buildset, builds: met, state: _, ...request }) => ({
        ...request,
        builder: builder.name,
        buildset: buildset.key,
        reason: buildset.reason,
        parent: buildset.parentBuild?.key ?? null,
        sourceStamps: buildset.sourceStamps,
        builds: sortedByKey(met.nodes).map(({ key }) => key),
      })),
      builds: builds.map(({ state: _, queueSeconds: __, buildRequest, parentBuild, ...build }) => ({
        ...build,
        builder: build.builder.name,
        worker: build.worker?.name ?? null,
        request: buildRequest?.key ?? null,
        requestedAt: buildRequest?.submittedAt ?? null,
        parent: parentBuild?.key ?? null,
        properties: [...build.properties].sort(by('name')),
        steps: build.steps.nodes.map(({ state: ___, logs: ____, ...step }) => step),
      })),
    },
    origins: builders.map((builder) => builder.origin),
    states: Object.fromEntries([...builds, ...requests].map(({ key, state }) => [key, state])),
    queueSeconds: Object.fromEntries(builds.map(({ key, queueSeconds }) => [key, queueSeconds])),
    stepStates: steps.map(({ state }) => state),
    logs: steps.flatMap(({ logs }) => logs.map(({ name }) => name)),
  };
}

/** The seconds that each build of the truth waited for its start. */
export const queueSecondsIn = (truth: Truth): Readonly<Record<string, number | null>> =>
  Object.fromEntries(
    truth.builds.map(({ key, startedAt, requestedAt }) => [
      key,
      requestedAt === null ? null : (Date.parse(startedAt) - Date.parse(requestedAt)) / 1000,
    ]),
  );

function dataOf({ data, errors }: GraphqlAnswer): GraphqlAnswer['data'] {
  if (errors !== undefined) throw new Error(JSON.stringify(errors));
  return data;
}

function sortedByKey<T extends Keyed>(things: readonly T[]): readonly T[] {
  const number = ({ key }: Keyed) => Number(key.split('/')[1]);
  return [...things].sort((a, b) => number(a) - number(b));
}

const by =
  <K extends string>(name: K) =>
  (a: { [N in K]: string }, b: { [N in K]: string }): number =>
    a[name] < b[name] ? -1 : 1;
