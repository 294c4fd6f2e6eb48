// What the server believes to go on at an origin.

import { type Client, PendingRequestsDocument, RunningBuildsDocument } from '../../client/index.ts';

const PAGE = 500;
/** How many of a kind are read at once. */
const MOST = 10_000;

/** A build, or a request, by its id in Buildbot's database. */
export interface Left {
  readonly id: number;
  readonly builder: string;
}

export class LeftOpen {
  readonly #client: Client;
  readonly #origin: string;
  readonly #most: number;
  /** After which the next reading goes on; null: it begins anew. */
  readonly #after: { builds: string | null; requests: string | null } = { builds: null, requests: null };

  /** @param most how many of a kind are read at once; what is more is read the next time. */
  constructor(client: Client, origin: string, most = MOST) {
    this.#client = client;
    this.#origin = origin;
    this.#most = most;
  }

  /** @returns those whose keys are a Buildbot's. Throws as `Client.execute` does; then the next reading gives the same. */
  async read(): Promise<{ readonly builds: readonly Left[]; readonly requests: readonly Left[] }> {
    const some = { origin: this.#origin, first: Math.min(PAGE, this.#most) };
    const builds = await this.#some(this.#after.builds, async (after) => {
      return (await this.#client.execute(RunningBuildsDocument, { ...some, after })).builds;
    });
    const requests = await this.#some(this.#after.requests, async (after) => {
      return (await this.#client.execute(PendingRequestsDocument, { ...some, after })).buildRequests;
    });
    this.#after.builds = builds.after;
    this.#after.requests = requests.after;
    return { builds: idsOf(builds.found, 'build/'), requests: idsOf(requests.found, 'request/') };
  }

  async #some(
    from: string | null,
    read: (after: string | null) => Promise<Page>,
  ): Promise<{ readonly found: readonly Node[]; readonly after: string | null }> {
    const found: Node[] = [];
    for (let after = from; ; ) {
      const { nodes, pageInfo } = await read(after);
      found.push(...nodes);
      after = pageInfo.hasNextPage ? (pageInfo.endCursor ?? null) : null;
      if (after === null || found.length >= this.#most) return { found, after };
    }
  }
}

interface Node {
  readonly key: string;
  readonly builder: { readonly name: string };
}

interface Page {
  readonly nodes: readonly Node[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor?: string | null };
}

const idsOf = (nodes: readonly Node[], prefix: string): readonly Left[] =>
  nodes.flatMap(({ key, builder }) => {
    const id = key.startsWith(prefix) ? key.slice(prefix.length) : '';
    return /^\d{1,15}$/.test(id) ? [{ id: Number(id), builder: builder.name }] : [];
  });
