// Which builds must be read for an event, and how much of them: what none of the filters that could want the event asks for is
// not read.

import type { LoggedEvent } from '../loggedEvents.ts';
import type { BuildParts } from '../store/buildFacts.ts';
import type { WantedBuild } from './buildMatching.ts';
import type { WantedEvent } from './eventMatching.ts';

/** How many filters ask something of builds, and of which parts of them. */
interface Count {
  filters: number;
  reason: number;
  stamps: number;
  authors: number;
  properties: number;
}

/** What a filter asks of builds, the filters within it included. */
interface Asked {
  readonly reason: boolean;
  readonly stamps: boolean;
  readonly authors: boolean;
  readonly properties: ReadonlySet<string>;
}

function askedOf(wanted: WantedBuild): Asked {
  const inner = [...wanted.and, ...(wanted.or ?? []), ...(wanted.not ? [wanted.not] : [])].map(askedOf);
  const some = (own: boolean, part: (asked: Asked) => boolean) => own || inner.some(part);
  return {
    reason: some(wanted.reason !== null, ({ reason }) => reason),
    stamps: some(wanted.stamp !== null, ({ stamps }) => stamps),
    authors: some(wanted.stamp !== null && wanted.stamp.changeAuthor !== null, ({ authors }) => authors),
    properties: new Set([...wanted.properties.keys(), ...inner.flatMap(({ properties }) => [...properties])]),
  };
}

/** A filter counts under its types and origins, so long as these are not too many to be told apart. */
const MOST_CELLS = 1_000;
/** With more names than this, all properties are read: the names would be the longer list. */
const MOST_NAMES = 100;

export class Needs {
  readonly #counts = new Map<string, Count>();
  /** How many filters ask for a property, by its name. */
  readonly #names = new Map<string, number>();

  /** Counts a filter (1), or no longer (-1). */
  count(wanted: WantedEvent, by: 1 | -1): void {
    const { builds } = wanted;
    if (builds === null) return;
    const asked = askedOf(builds);
    for (const cell of cellsOf(wanted)) {
      const count = this.#counts.get(cell) ?? { filters: 0, reason: 0, stamps: 0, authors: 0, properties: 0 };
      count.filters += by;
      if (asked.reason) count.reason += by;
      if (asked.stamps) count.stamps += by;
      if (asked.authors) count.authors += by;
      if (asked.properties.size > 0) count.properties += by;
      if (count.filters === 0) this.#counts.delete(cell);
      else this.#counts.set(cell, count);
    }
    for (const name of asked.properties) {
      const left = (this.#names.get(name) ?? 0) + by;
      if (left === 0) this.#names.delete(name);
      else this.#names.set(name, left);
    }
  }

  /** What to read of which builds. `originOf` gives the name of an event's origin. */
  of(
    events: readonly LoggedEvent[],
    originOf: (event: LoggedEvent) => string | undefined,
  ): { readonly ids: readonly string[]; readonly parts: BuildParts } {
    const ids = new Set<string>();
    let [reason, stamps, authors, properties] = [false, false, false, false];
    for (const event of this.#counts.size === 0 ? [] : events) {
      if (event.buildId === null) continue;
      for (const cell of cellsFor(event, event.buildId, originOf(event))) {
        const count = this.#counts.get(cell);
        if (count === undefined) continue;
        ids.add(event.buildId);
        reason ||= count.reason > 0;
        stamps ||= count.stamps > 0;
        authors ||= count.authors > 0;
        properties ||= count.properties > 0;
      }
    }
    const names = this.#names.size > MOST_NAMES ? null : [...this.#names.keys()];
    return { ids: [...ids], parts: { reason, stamps, authors, properties: properties ? names : [] } };
  }
}

const ANY = '*';
const ofBuild = (id: string) => `build ${id}`;
/** Types have no spaces, and the origin's name comes last: no two cells have the same name. */
const ofKind = (type: string, origin: string | null) => (origin === null ? `${type} anywhere` : `${type} in ${origin}`);

function cellsOf({ build, types, origins }: WantedEvent): readonly string[] {
  if (build !== null) return [ofBuild(build)];
  const places = origins === null ? [null] : [...origins];
  const kinds = types === null || types.size * places.length > MOST_CELLS ? [ANY] : [...types];
  return kinds.flatMap((type) => places.map((origin) => ofKind(type, origin)));
}

function cellsFor(event: LoggedEvent, buildId: string, origin: string | undefined): readonly string[] {
  const cells = [ofBuild(buildId), ofKind(event.type, null), ofKind(ANY, null)];
  return origin === undefined ? cells : [...cells, ofKind(event.type, origin), ofKind(ANY, origin)];
}
