// Build requests with their buildsets, as a master's API tells them.

import type { UnmetRequests } from '../reading.ts';
import type { Selection, StoredRequest } from '../stored.ts';
import { ByIds } from './byIds.ts';
import type { Master, Parameters, Told } from './master.ts';
import type { NamedThings } from './named.ts';
import { Pages } from './pages.ts';
import * as rows from './rows.ts';
import { type Untold, unlessUntold } from './untold.ts';

/** How many requests are asked for at once by their ids. */
const MOST = 100;

export class Requests {
  readonly #master: Master;
  readonly #names: () => NamedThings;
  readonly #untold: (thing: Untold) => void;
  readonly #pages: Pages;
  readonly #requests: ByIds;
  readonly #buildsets: ByIds;

  /** @param untold told of each that is there, and cannot be told by itself. */
  constructor(master: Master, names: () => NamedThings, untold: (thing: Untold) => void) {
    this.#master = master;
    this.#names = names;
    this.#untold = untold;
    this.#pages = new Pages(master, 'buildrequests', 'buildrequestid');
    this.#requests = new ByIds(master, 'buildrequests', 'buildrequestid');
    this.#buildsets = new ByIds(master, 'buildsets', 'bsid');
  }

  /** Those with a higher id that no build has met, in the order of their ids. Throws MasterProblem. */
  async *unmet(after: number, { builders, since }: Selection): AsyncGenerator<UnmetRequests> {
    const pages = this.#pages.after(await this.#pages.begin('submitted_at', after, since));
    for await (const { things, last, untold } of pages) {
      if (untold !== null) this.#tellOf(last, untold);
      const met = await this.#metAmong(things.flatMap(({ buildrequestid }) => rows.int(buildrequestid) ?? []));
      const unmet = things.filter(
        ({ buildrequestid, builderid, submitted_at }) =>
          !met.has(rows.int(buildrequestid) ?? 0) &&
          (builders === null || builders.includes(rows.int(builderid) ?? -1)) &&
          (since === null || (rows.int(submitted_at) ?? -1) >= since),
      );
      yield { requests: await this.#withBuildsets(unmet, this.#tellOf), last };
    }
  }

  /** @param untold told of each that cannot be told, or whose buildset cannot. Throws MasterProblem. */
  async byId(
    ids: readonly number[],
    untold: (id: number, why: string) => void = this.#tellOf,
  ): Promise<readonly StoredRequest[]> {
    const found: StoredRequest[] = [];
    for (let at = 0; at < ids.length; at += MOST) {
      const told = await this.#requests.read(ids.slice(at, at + MOST), untold);
      found.push(...(await this.#withBuildsets([...told.values()], untold)));
    }
    return found;
  }

  /** The builds that met a request, by id; null when they cannot be told, which is said of the request. */
  async buildsOf(request: number): Promise<readonly number[] | null> {
    const told = await this.#builds([['buildrequestid', request]], (why) => this.#tellOf(request, why));
    return told?.flatMap(({ buildid }) => rows.int(buildid) ?? []) ?? null;
  }

  /** The requests of a buildset, by id; null when they cannot be told. */
  ofBuildset(buildset: number): Promise<readonly number[] | null> {
    return unlessUntold(
      this.#master,
      async () => {
        const told = await this.#master.things('buildrequests', 'buildrequests', [['buildsetid', buildset]]);
        return (told ?? []).flatMap(({ buildrequestid }) => rows.int(buildrequestid) ?? []);
      },
      () => null,
    );
  }

  readonly #tellOf = (id: number, why: string): void =>
    this.#untold({ kind: 'buildrequests', id, what: `request ${id}`, why });

  /** Those of these requests that builds have met, or may have: of which that cannot be told. */
  async #metAmong(ids: readonly number[]): Promise<ReadonlySet<number>> {
    const [first, last = first] = [ids[0], ids.at(-1)];
    if (first === undefined || last === undefined) return new Set();
    const range = [
      ['buildrequestid__ge', first],
      ['buildrequestid__le', last],
    ] as const;
    const told = await this.#builds(range, (why) => ids.length === 1 && this.#tellOf(first, why));
    if (told !== null) return new Set(told.flatMap(({ buildrequestid }) => rows.int(buildrequestid) ?? []));
    if (ids.length === 1) return new Set(ids);
    const half = Math.ceil(ids.length / 2);
    return new Set([...(await this.#metAmong(ids.slice(0, half))), ...(await this.#metAmong(ids.slice(half)))]);
  }

  #builds(asked: Parameters, untold: (why: string) => void): Promise<readonly Told[] | null> {
    return unlessUntold(
      this.#master,
      async () => (await this.#master.things('builds', 'builds', asked)) ?? [],
      (why) => {
        untold(why);
        return null;
      },
    );
  }

  async #withBuildsets(
    told: readonly Told[],
    untold: (id: number, why: string) => void,
  ): Promise<readonly StoredRequest[]> {
    const requests = told.map(rows.requestRow);
    const ids = [...new Set(requests.flatMap(({ buildsetid }) => buildsetid ?? []))];
    const broken = new Map<number, string>();
    const buildsets = await this.#buildsets.read(ids, (id, why) => broken.set(id, why));
    return requests.map((request) => {
      const why = broken.get(request.buildsetid ?? -1);
      if (why !== undefined && request.id !== null) untold(request.id, why);
      const buildset = buildsets.get(request.buildsetid ?? -1);
      return {
        request,
        builder: this.#names().builderOf.get(request.builderid ?? -1) ?? null,
        buildset: buildset === undefined ? null : rows.buildsetRow(buildset),
        stamps: buildset === undefined ? [] : rows.stampsOf(buildset),
      };
    });
  }
}
