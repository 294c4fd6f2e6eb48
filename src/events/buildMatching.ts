// Which builds a filter lets through, decided in memory: exactly as store/buildConditions.ts has it in SQL.

import type { BuildFilter, PropertyFilter } from '../filters.ts';
import type { BuildState, Result, Time } from '../model.ts';
import type { BuildFacts, StampFacts } from '../store/buildFacts.ts';
import { type Glob, matchesGlob, parseGlob } from '../store/globs.ts';
import { jsonbText } from '../store/jsonb.ts';
import { storedText } from '../store/sql.ts';

type Texts = ReadonlySet<string>;
type Given<T> = T | null | undefined;

/** A BuildFilter in the form that builds are compared with. A part is null when it was not given. */
export interface WantedBuild {
  readonly builders: Texts | null;
  readonly builderGlobs: readonly Glob[] | null;
  /** All of them. */
  readonly tags: Texts | null;
  readonly tagsAny: Texts | null;
  readonly tagsNone: Texts | null;
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
  readonly durationSecondsFrom: Given<number>;
  readonly durationSecondsBelow: Given<number>;
  /** For each name all the values that it must have, spelled as in store/jsonb.ts; none: any will do. */
  readonly properties: ReadonlyMap<string, Texts>;
  /** In the database's lower case. */
  readonly reason: string | null;
  /** All of them. */
  readonly and: readonly WantedBuild[];
  /** One of them; null: nothing is asked. */
  readonly or: readonly WantedBuild[] | null;
  readonly not: WantedBuild | null;
}

type StampParts = 'branch' | 'revision' | 'repository' | 'codebase' | 'changeAuthor';
/** `changeAuthor` in the database's lower case. */
type WantedStamp = { readonly [part in StampParts]: string | null };

/** Texts in the database's lower case, by the texts as it keeps them: see store/terms.ts. One that is not there stays as it is. */
export type Lowered = ReadonlyMap<string, string>;

/** The texts that a filter asks for in upper or lower case, as the database keeps them. */
export function textsInAnyCase(filter: BuildFilter): readonly string[] {
  const own = [filter.reason, filter.changeAuthor].map((text) => (given(text) ? storedText(text) : null));
  const inner = [...(filter.and ?? []), ...(filter.or ?? []), ...(filter.not ? [filter.not] : [])];
  return [...own.filter((text) => text !== null), ...inner.flatMap(textsInAnyCase)];
}

/** Null when no build can match: the filter has an empty list, or a text that the database cannot keep. */
export function wantedBuild(filter: BuildFilter, lowered: Lowered): WantedBuild | null {
  const stamp = wantedStamp(filter, lowered);
  const and = (filter.and ?? []).map((inner) => wantedBuild(inner, lowered));
  const or = filter.or?.map((inner) => wantedBuild(inner, lowered)).filter((inner) => inner !== null) ?? null;
  const wanted: WantedBuild = {
    builders: texts(filter.builders),
    builderGlobs: globs(filter.builderGlobs),
    tags: texts(filter.tags),
    tagsAny: texts(filter.tagsAny),
    tagsNone: texts(filter.tagsNone),
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
    durationSecondsFrom: filter.durationSecondsFrom,
    durationSecondsBelow: filter.durationSecondsBelow,
    properties: wantedProperties(filter.properties ?? []),
    reason: given(filter.reason) ? lower(filter.reason, lowered) : null,
    and: and.filter((inner) => inner !== null),
    or,
    // What no build can match keeps none away.
    not: filter.not ? wantedBuild(filter.not, lowered) : null,
  };
  const { builders, tagsAny, projects, origins, workers, states, results } = wanted;
  const oneOf = [builders, tagsAny, projects, origins, workers, states, results].map((list) => list?.size);
  const needed = [...Object.values(stamp), ...(filter.tags ?? []), ...wanted.properties.keys(), filter.reason];
  const empty = [...oneOf, wanted.builderGlobs?.length, or?.length].includes(0);
  return empty || and.includes(null) || needed.some(cannotBe) ? null : wanted;
}

function given<T>(value: Given<T>): value is T {
  return value !== null && value !== undefined;
}

function cannotBe(text: Given<string>): boolean {
  return given(text) && storedText(text) === null;
}

function lower(text: string, lowered: Lowered): string {
  const stored = storedText(text) ?? text;
  return lowered.get(stored) ?? stored;
}

function globs(list: Given<readonly string[]>): readonly Glob[] | null {
  const stored = texts(list);
  return stored && [...stored].map(parseGlob);
}

/** The texts of a list that the database can keep, as they are there. */
export function texts(list: Given<readonly string[]>): Texts | null {
  return list ? new Set(list.map(storedText).filter((text) => text !== null)) : null;
}

/** Keeps a text that no stamp can have as it is: it is equal to none. */
function wantedStamp(filter: BuildFilter, lowered: Lowered): WantedStamp {
  const text = (part: Given<string>) => (given(part) ? (storedText(part) ?? part) : null);
  const { branch, revision, repository, codebase, changeAuthor } = filter;
  return {
    branch: text(branch),
    revision: text(revision),
    repository: text(repository),
    codebase: text(codebase),
    changeAuthor: given(changeAuthor) ? lower(changeAuthor, lowered) : null,
  };
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
    isLikeOne(facts.builder, wanted.builderGlobs) &&
    hasTags(facts, wanted) &&
    within(wanted.projects, facts.project) &&
    within(wanted.origins, facts.origin) &&
    within(wanted.workers, facts.worker) &&
    within(wanted.states, facts.state) &&
    within(wanted.results, facts.result) &&
    isBetween(facts.startedAt, wanted.startedFrom, wanted.startedBefore) &&
    isBetween(facts.completedAt, wanted.completedFrom, wanted.completedBefore) &&
    isBetween(secondsOf(facts), wanted.durationSecondsFrom, wanted.durationSecondsBelow) &&
    (wanted.reason === null || (facts.reason?.includes(wanted.reason) ?? false)) &&
    hasStamp(facts.stamps, wanted.stamp) &&
    hasProperties(facts.properties, wanted.properties) &&
    wanted.and.every((inner) => matchesBuild(facts, inner)) &&
    (wanted.or === null || wanted.or.some((inner) => matchesBuild(facts, inner))) &&
    (wanted.not === null || !matchesBuild(facts, wanted.not))
  );
}

function within<T>(wanted: ReadonlySet<T> | null, value: T | null): boolean {
  return wanted === null || (value !== null && wanted.has(value));
}

function isLikeOne(name: string | null, wanted: readonly Glob[] | null): boolean {
  return wanted === null || (name !== null && wanted.some((glob) => matchesGlob(glob, name)));
}

function hasTags({ builder, tags }: BuildFacts, { tags: all, tagsAny, tagsNone }: WantedBuild): boolean {
  if (all === null && tagsAny === null && tagsNone === null) return true;
  const had = new Set(tags);
  const isHad = (tag: string) => had.has(tag);
  return (
    builder !== null &&
    [...(all ?? [])].every(isHad) &&
    (tagsAny === null || [...tagsAny].some(isHad)) &&
    ![...(tagsNone ?? [])].some(isHad)
  );
}

/** Times compare as they sort: see model.ts. */
function isBetween<T extends Time | number>(value: T | null, from: Given<T>, before: Given<T>): boolean {
  return (!given(from) || (value !== null && value >= from)) && (!given(before) || (value !== null && value < before));
}

/** Never negative: clocks differ. */
function secondsOf({ startedAt, completedAt }: BuildFacts): number | null {
  return completedAt === null ? null : Math.max(0, Date.parse(completedAt) - Date.parse(startedAt)) / 1_000;
}

/** One and the same source stamp must fulfil everything that is asked of source stamps. */
function hasStamp(stamps: readonly StampFacts[], wanted: WantedStamp | null): boolean {
  if (wanted === null) return true;
  const { branch, revision, repository, codebase, changeAuthor } = wanted;
  return stamps.some(
    (stamp) =>
      (branch === null || stamp.branch === branch) &&
      (revision === null || (stamp.revision?.startsWith(revision) ?? false)) &&
      (repository === null || stamp.repository === repository) &&
      (codebase === null || stamp.codebase === codebase) &&
      (changeAuthor === null || stamp.authors.some((author) => author.includes(changeAuthor))),
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
