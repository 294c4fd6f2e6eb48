// Which builds a filter lets through, decided in memory: exactly as store/conditions.ts has it in SQL.

import type { BuildFilter, PropertyFilter } from '../filters.ts';
import type { BuildState, Result, Time } from '../model.ts';
import type { BuildFacts, StampFacts } from '../store/buildFacts.ts';
import { jsonbText } from '../store/jsonb.ts';
import { storedText } from '../store/sql.ts';

type Texts = ReadonlySet<string>;
type Given<T> = T | null | undefined;

/** A BuildFilter in the form that builds are compared with. A part is null when it was not given. */
export interface WantedBuild {
  readonly builders: Texts | null;
  /** All of them. */
  readonly tags: Texts | null;
  readonly projects: Texts | null;
  readonly origins: Texts | null;
  readonly workers: Texts | null;
  /** Null: nothing is asked of stamps. */
  readonly stamp: WantedStamp | null;
  readonly states: ReadonlySet<BuildState> | null;
  readonly results: ReadonlySet<Result> | null;
  readonly startedFrom: Given<Time>;
  readonly startedBefore: Given<Time>;
  readonly completedFrom: Given<Time>;
  readonly completedBefore: Given<Time>;
  /** For each name all the values that it must have, spelled as in store/jsonb.ts; none: any will do. */
  readonly properties: ReadonlyMap<string, Texts>;
  /** In the database's lower case. */
  readonly reason: string | null;
}

type WantedStamp = { readonly [part in 'branch' | 'revision' | 'repository' | 'codebase']: string | null };

/**
 * `lowerReason` is the filter's reason in the database's lower case (store/terms.ts), null when it has none. Null when no build
 * can match: the filter has an empty list, or a text that the database cannot keep.
 */
export function wantedBuild(filter: BuildFilter, lowerReason: string | null): WantedBuild | null {
  const stamp = wantedStamp(filter);
  const wanted: WantedBuild = {
    builders: texts(filter.builders),
    tags: texts(filter.tags),
    projects: texts(filter.projects),
    origins: texts(filter.origins),
    workers: texts(filter.workers),
    stamp: Object.values(stamp).every((text) => text === null) ? null : stamp,
    states: filter.states ? new Set(filter.states) : null,
    results: filter.results ? new Set(filter.results) : null,
    startedFrom: filter.startedFrom,
    startedBefore: filter.startedBefore,
    completedFrom: filter.completedFrom,
    completedBefore: filter.completedBefore,
    properties: wantedProperties(filter.properties ?? []),
    reason: lowerReason,
  };
  const { builders, projects, origins, workers, states, results } = wanted;
  const oneOf = [builders, projects, origins, workers, states, results];
  const needed = [...Object.values(stamp), ...(filter.tags ?? []), ...wanted.properties.keys(), filter.reason];
  return oneOf.some((list) => list?.size === 0) || needed.some(cannotBe) ? null : wanted;
}

function cannotBe(text: Given<string>): boolean {
  return text !== null && text !== undefined && storedText(text) === null;
}

/** The texts of a list that the database can keep, as they are there. */
export function texts(list: Given<readonly string[]>): Texts | null {
  return list ? new Set(list.map(storedText).filter((text) => text !== null)) : null;
}

/** Keeps a text that no stamp can have as it is: it is equal to none. */
function wantedStamp({ branch, revision, repository, codebase }: BuildFilter): WantedStamp {
  const text = (given: Given<string>) => (given === null || given === undefined ? null : (storedText(given) ?? given));
  return { branch: text(branch), revision: text(revision), repository: text(repository), codebase: text(codebase) };
}

function wantedProperties(list: readonly PropertyFilter[]): ReadonlyMap<string, Texts> {
  const properties = new Map<string, Set<string>>();
  for (const { name, value } of list) {
    const stored = storedText(name) ?? name;
    const values = properties.get(stored) ?? new Set();
    properties.set(stored, value === undefined ? values : values.add(jsonbText(value)));
  }
  return properties;
}

/** Whether a build matches. What the filter asks of it must have been read: see BuildParts. */
export function matchesBuild(facts: BuildFacts, wanted: WantedBuild): boolean {
  return (
    within(wanted.builders, facts.builder) &&
    (wanted.tags === null || (facts.builder !== null && hasAll(facts.tags, wanted.tags))) &&
    within(wanted.projects, facts.project) &&
    within(wanted.origins, facts.origin) &&
    within(wanted.workers, facts.worker) &&
    within(wanted.states, facts.state) &&
    within(wanted.results, facts.result) &&
    during(facts.startedAt, wanted.startedFrom, wanted.startedBefore) &&
    during(facts.completedAt, wanted.completedFrom, wanted.completedBefore) &&
    (wanted.reason === null || (facts.reason?.includes(wanted.reason) ?? false)) &&
    hasStamp(facts.stamps, wanted.stamp) &&
    hasProperties(facts.properties, wanted.properties)
  );
}

function within<T>(wanted: ReadonlySet<T> | null, value: T | null): boolean {
  return wanted === null || (value !== null && wanted.has(value));
}

function hasAll(tags: readonly string[], wanted: Texts): boolean {
  for (const tag of wanted) if (!tags.includes(tag)) return false;
  return true;
}

/** Times compare as they sort: see model.ts. */
function during(time: Time | null, from: Given<Time>, before: Given<Time>): boolean {
  const given = (limit: Given<Time>): limit is Time => limit !== null && limit !== undefined;
  return (!given(from) || (time !== null && time >= from)) && (!given(before) || (time !== null && time < before));
}

/** One and the same source stamp must fulfil everything that is asked of source stamps. */
function hasStamp(stamps: readonly StampFacts[], wanted: WantedStamp | null): boolean {
  if (wanted === null) return true;
  const { branch, revision, repository, codebase } = wanted;
  return stamps.some(
    (stamp) =>
      (branch === null || stamp.branch === branch) &&
      (revision === null || (stamp.revision?.startsWith(revision) ?? false)) &&
      (repository === null || stamp.repository === repository) &&
      (codebase === null || stamp.codebase === codebase),
  );
}

function hasProperties(properties: BuildFacts['properties'], wanted: WantedBuild['properties']): boolean {
  for (const [name, values] of wanted) {
    const value = properties.get(name);
    if (value === undefined) return false;
    for (const one of values) if (one !== value) return false;
  }
  return true;
}
