// Filters under the values that they ask for, so that an event finds those that may want it without trying the others.

import type { WantedBuild } from './buildMatching.ts';
import type { EventFacts, WantedEvent } from './eventMatching.ts';

/** A value that filters ask for, and that events have. */
interface Dimension {
  /** How large a part of all events has one value, roughly and against each other. */
  readonly width: number;
  /** One of which an event must have: null when the filter does not ask. */
  readonly wanted: (filter: WantedEvent) => Iterable<string> | null;
  /** What an event has; each value once. */
  readonly found: (facts: EventFacts) => Iterable<string>;
}

const one = (value: string | null | undefined) => (value === null || value === undefined ? [] : [value]);
const asked = (value: string | null | undefined) => (value === null || value === undefined ? null : [value]);
/** Of what must all be there, one is enough to be found by. */
const first = (values: Iterable<string>) => {
  for (const value of values) return [value];
  return null;
};
const distinct = <T>(list: readonly T[] | undefined, value: (one: T) => string | null) =>
  new Set((list ?? []).flatMap((each) => one(value(each))));

/**
 * What a filter of builds asks of one part of them, one of which they must have: by itself, by a filter that must hold too, or by all
 * of those of which one must. Null when it does not ask, or only within a `not`.
 */
function wantedOf(
  wanted: WantedBuild,
  part: (wanted: WantedBuild) => Iterable<string> | null,
): Iterable<string> | null {
  const own = part(wanted);
  if (own !== null) return own;
  for (const inner of wanted.and) {
    const values = wantedOf(inner, part);
    if (values !== null) return values;
  }
  const each = wanted.or?.map((inner) => wantedOf(inner, part)) ?? [null];
  return each.includes(null) ? null : new Set(each.flatMap((values) => [...(values ?? [])]));
}

/** For a dimension of builds. */
const ofBuilds = (part: (wanted: WantedBuild) => Iterable<string> | null): Dimension['wanted'] => {
  return ({ builds }) => (builds === null ? null : wantedOf(builds, part));
};

const DIMENSIONS: readonly Dimension[] = [
  { width: 1, wanted: ({ build }) => asked(build), found: ({ event }) => one(event.buildId) },
  { width: 2, wanted: ofBuilds(({ builders }) => builders), found: ({ build }) => one(build?.builder) },
  { width: 4, wanted: ofBuilds(({ workers }) => workers), found: ({ build }) => one(build?.worker) },
  {
    width: 8,
    wanted: ofBuilds(({ stamp }) => asked(stamp?.branch)),
    found: ({ build }) => distinct(build?.stamps, ({ branch }) => branch),
  },
  {
    width: 8,
    wanted: ofBuilds(({ stamp }) => asked(stamp?.repository)),
    found: ({ build }) => distinct(build?.stamps, ({ repository }) => repository),
  },
  { width: 8, wanted: ({ origins }) => origins, found: ({ origin }) => one(origin) },
  { width: 8, wanted: ofBuilds(({ origins }) => origins), found: ({ build }) => one(build?.origin) },
  { width: 8, wanted: ofBuilds(({ projects }) => projects), found: ({ build }) => one(build?.project) },
  {
    width: 16,
    wanted: ofBuilds(({ tags, tagsAny }) => first(tags ?? []) ?? tagsAny),
    found: ({ build }) => new Set(build?.tags),
  },
  {
    width: 16,
    wanted: ofBuilds(({ properties }) => first(properties.keys())),
    found: ({ build }) => build?.properties.keys() ?? [],
  },
  { width: 64, wanted: ({ types }) => types, found: ({ event }) => [event.type] },
];

export class Postings<E extends { readonly wanted: WantedEvent }> {
  readonly #byDimension = DIMENSIONS.map((dimension) => ({ dimension, byValue: new Map<string, Set<E>>() }));
  /** Those that ask for nothing that could be looked up. */
  readonly #others = new Set<E>();

  /** @returns what takes it out again. */
  add(entry: E): () => void {
    const chosen = this.#narrowest(entry.wanted);
    if (chosen === null) {
      this.#others.add(entry);
      return () => this.#others.delete(entry);
    }
    const { byValue, values } = chosen;
    for (const value of values) {
      const entries = byValue.get(value);
      if (entries === undefined) byValue.set(value, new Set([entry]));
      else entries.add(entry);
    }
    return () => {
      for (const value of values) {
        const entries = byValue.get(value);
        entries?.delete(entry);
        if (entries?.size === 0) byValue.delete(value);
      }
    };
  }

  /** Every entry that can match, some more than once, with some that do not match. */
  *candidates(facts: EventFacts): Iterable<E> {
    for (const { dimension, byValue } of this.#byDimension) {
      if (byValue.size > 0) for (const value of dimension.found(facts)) yield* byValue.get(value) ?? [];
    }
    yield* this.#others;
  }

  /**
   * By what an entry is found at the least cost to the events that it is not found by. Thousands of filters that all ask for the
   * branch `main` are so told apart by what else they ask for.
   */
  #narrowest(wanted: WantedEvent): { byValue: Map<string, Set<E>>; values: readonly string[] } | null {
    let best: { byValue: Map<string, Set<E>>; values: readonly string[]; cost: number } | null = null;
    for (const { dimension, byValue } of this.#byDimension) {
      const values = [...(dimension.wanted(wanted) ?? [])];
      if (values.length === 0) continue;
      const fullest = values.reduce((most, value) => Math.max(most, byValue.get(value)?.size ?? 0), 0);
      const cost = dimension.width * (fullest + 1);
      if (best === null || cost < best.cost) best = { byValue, values, cost };
    }
    return best;
  }
}
