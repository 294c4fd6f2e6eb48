// What the server believes to go on at an origin.

import { type Client, PendingRequestsDocument, RunningBuildsDocument } from '../../client/index.ts';

const PAGE = 500;
/** What is more is read the next time. */
const MOST = 10_000;

/** A build, or a request, by its id in Buildbot's database. */
interface Left {
  readonly id: number;
  readonly builder: string;
}

/** @returns those whose keys are a Buildbot's. Throws as `Client.execute` does. */
export async function leftOpen(
  client: Client,
  origin: string,
): Promise<{ readonly builds: readonly Left[]; readonly requests: readonly Left[] }> {
  const builds = await all(async (after) => {
    const variables = { origin, first: PAGE, after };
    return (await client.execute(RunningBuildsDocument, variables)).builds;
  });
  const requests = await all(async (after) => {
    const variables = { origin, first: PAGE, after };
    return (await client.execute(PendingRequestsDocument, variables)).buildRequests;
  });
  return { builds: idsOf(builds, 'build/'), requests: idsOf(requests, 'request/') };
}

interface Node {
  readonly key: string;
  readonly builder: { readonly name: string };
}

interface Page {
  readonly nodes: readonly Node[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor?: string | null };
}

async function all(read: (after: string | null) => Promise<Page>): Promise<readonly Node[]> {
  const found: Node[] = [];
  for (let after: string | null = null; found.length < MOST; ) {
    const { nodes, pageInfo }: Page = await read(after);
    found.push(...nodes);
    if (!pageInfo.hasNextPage) break;
    after = pageInfo.endCursor ?? null;
  }
  return found;
}

const idsOf = (nodes: readonly Node[], prefix: string): readonly Left[] =>
  nodes.flatMap(({ key, builder }) => {
    const id = key.startsWith(prefix) ? key.slice(prefix.length) : '';
    return /^\d{1,15}$/.test(id) ? [{ id: Number(id), builder: builder.name }] : [];
  });
