// Parts of filters that can each be fulfilled, and never together. Only what is certain counts: whether a build has several source
// stamps, or reports came late, is not for a filter to know.

import type { BuildFilter, EventFilter } from '../filters.ts';
import { jsonbText } from '../store/jsonb.ts';
import { storedText } from '../store/sql.ts';

/** A filter with where it stands, such as `filter.builds.and[0]`. All of a list must hold. */
export interface Conjunct {
  readonly path: string;
  readonly filter: BuildFilter;
}

/** Where the contradiction is, and what it is, as the end of a sentence that begins with the part. */
export interface Contradiction {
  readonly part: string;
  readonly why: string;
}

/** Of each of these a build has at most one. */
const SINGLE = ['builders', 'projects', 'origins', 'workers', 'states', 'results'] as const;
const RANGES = [
  ['startedFrom', 'startedBefore'],
  ['completedFrom', 'completedBefore'],
  ['durationSecondsFrom', 'durationSecondsBelow'],
] as const;
/** A filter and all filters that have to hold because it does. */
export function conjunctsOf(path: string, filter: BuildFilter): readonly Conjunct[] {
  const inner = (filter.and ?? []).flatMap((one, i) => conjunctsOf(`${path}.and[${i}]`, one));
  return [{ path, filter }, ...inner];
}

/** Why no event can match, where all of these filters of its build have to hold; null when one may. */
export function contradictionIn(
  all: readonly Conjunct[],
  { types, origins }: Pick<EventFilter, 'types' | 'origins'>,
): Contradiction | null {
  const outer = origins ? [{ path: 'filter', filter: { origins } }] : [];
  const disjoint = SINGLE.map((part) => disjointLists(part, part === 'origins' ? [...outer, ...all] : all));
  const found = [...disjoint, ...RANGES.map((range) => emptyRange(range, all)), unfinishedEnd(all, types ?? null)];
  return found.find((one) => one !== null) ?? contradictingTags(all) ?? contradictingProperties(all);
}

function disjointLists(part: (typeof SINGLE)[number], all: readonly Conjunct[]): Contradiction | null {
  let left: readonly string[] | null = null;
  for (const { path, filter } of all) {
    const list = storedOf(filter[part]);
    if (list === null) continue;
    left = left === null ? list : common(left, list);
    if (left.length === 0) {
      return { part: `${path}.${part}`, why: 'names none that the rest of the filter leaves over' };
    }
  }
  return null;
}

function common(some: readonly string[], others: readonly string[]): readonly string[] {
  const known = new Set(some);
  return others.filter((one) => known.has(one));
}

function emptyRange([from, before]: (typeof RANGES)[number], all: readonly Conjunct[]): Contradiction | null {
  for (const start of all) {
    for (const end of all) {
      const [first, last] = [start.filter[from] ?? null, end.filter[before] ?? null];
      if (first === null || last === null || first < last) continue;
      const other = start === end ? before : `${end.path}.${before}`;
      return { part: `${start.path}.${from}`, why: `(${first}) is not before \`${other}\` (${last})` };
    }
  }
  return null;
}

/**
 * A build that runs has no result, and the event of an end tells of one that does not run. It may well have an end: its state is
 * that of the event's moment, its times are those of the build as it is now.
 */
function unfinishedEnd(all: readonly Conjunct[], types: EventFilter['types'] | null): Contradiction | null {
  const running = all.find(({ filter }) => filter.states && !filter.states.includes('FINISHED'));
  if (running === undefined) return null;
  const part = `${running.path}.states`;
  if (types?.every((type) => type === 'BUILD_FINISHED')) {
    return { part, why: 'leaves out FINISHED, and only events of builds that finish are asked for' };
  }
  const wanting = all.find(({ filter }) => filter.results);
  return wanting
    ? { part, why: `leaves out FINISHED, and only a finished build has one of \`${wanting.path}.results\`` }
    : null;
}

function contradictingTags(all: readonly Conjunct[]): Contradiction | null {
  const none = new Set(all.flatMap(({ filter }) => storedOf(filter.tagsNone) ?? []));
  for (const { path, filter } of all) {
    const [wanted, any] = [storedOf(filter.tags) ?? [], storedOf(filter.tagsAny)];
    if (wanted.some((tag) => none.has(tag))) return { part: `${path}.tags`, why: 'asks for a tag of `tagsNone`' };
    if (any?.length && any.every((tag) => none.has(tag))) {
      return { part: `${path}.tagsAny`, why: 'asks for tags that are all in `tagsNone`' };
    }
  }
  return null;
}

function contradictingProperties(all: readonly Conjunct[]): Contradiction | null {
  const values = new Map<string, string>();
  for (const { path, filter } of all) {
    for (const { name, value } of filter.properties ?? []) {
      if (value === undefined) continue;
      const wanted = jsonbText(value);
      if ((values.get(name) ?? wanted) !== wanted) {
        return { part: `${path}.properties`, why: `asks for two values of \`${name}\`, and a build has one` };
      }
      values.set(name, wanted);
    }
  }
  return null;
}

/** What of a list the database can keep; null when nothing is asked. */
function storedOf(list: readonly string[] | null | undefined): readonly string[] | null {
  return list ? list.map(storedText).filter((text) => text !== null) : null;
}
