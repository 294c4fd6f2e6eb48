// What filters may ask at most, and what none may ask: checked before anything is looked up, alike for lists and for events.

import { LavalampError } from '../errors.ts';
import type { BuildFilter } from '../filters.ts';

/** How many entries a list of a filter may have. */
const LIST_LIMIT = 1_000;
/** Those of which each costs more than a name does. */
const LIST_LIMITS: ReadonlyMap<string, number> = new Map([
  ['properties', 100],
  ['builderGlobs', 100],
]);
/** How long a pattern may be, in UTF-16 units: each is compared with names character by character. */
const GLOB_LIMIT = 500;
/** How deep filters may nest, the outermost counted. */
const DEPTH_LIMIT = 8;
/** How many filters may hang together: each can be a look-up of its own. */
const FILTER_LIMIT = 50;

const RANGES = [
  ['startedFrom', 'startedBefore'],
  ['completedFrom', 'completedBefore'],
  ['durationSecondsFrom', 'durationSecondsBelow'],
] as const satisfies readonly (readonly [keyof BuildFilter, keyof BuildFilter])[];

/** A filter with where it is found: empty for the outermost, else with a dot at the end. */
interface Place {
  readonly filter: BuildFilter;
  readonly path: string;
}

/** Throws LavalampError BAD_USER_INPUT when a list of a filter is too long. */
export function checkLists(filter: object, path = ''): void {
  for (const [name, list] of Object.entries(filter)) {
    const most = LIST_LIMITS.get(name) ?? LIST_LIMIT;
    if (Array.isArray(list) && list.length > most) {
      throw refused(`\`${path}${name}\` may have at most ${most} entries, and has ${list.length}.`);
    }
  }
}

/** Throws LavalampError BAD_USER_INPUT, with the part of the filter that is too much, or ends before it starts. */
export function checkBuildFilter(outermost: BuildFilter): void {
  let level: readonly Place[] = [{ filter: outermost, path: '' }];
  let count = 0;
  for (let depth = 1; level.length > 0; depth += 1) {
    count += level.length;
    const [{ path = '' } = {}] = level;
    const deepest = path.slice(0, -1);
    if (depth > DEPTH_LIMIT) throw refused(`\`${deepest}\` nests too deep: filters may nest ${DEPTH_LIMIT} deep.`);
    if (count > FILTER_LIMIT) {
      throw refused(`\`${deepest}\` is one too many: at most ${FILTER_LIMIT} filters may hang together.`);
    }
    for (const place of level) checkParts(place);
    level = level.flatMap(innerFilters);
  }
}

function innerFilters({ filter, path }: Place): readonly Place[] {
  const listed = (name: 'and' | 'or') =>
    (filter[name] ?? []).map((inner, i) => ({ filter: inner, path: `${path}${name}[${i}].` }));
  return [...listed('and'), ...listed('or'), ...(filter.not ? [{ filter: filter.not, path: `${path}not.` }] : [])];
}

function checkParts({ filter, path }: Place): void {
  checkLists(filter, path);
  for (const [i, { length }] of (filter.builderGlobs ?? []).entries()) {
    if (length <= GLOB_LIMIT) continue;
    throw refused(`\`${path}builderGlobs[${i}]\` may have at most ${GLOB_LIMIT} characters, and has ${length}.`);
  }
  for (const [from, before] of RANGES) {
    const [start, end] = [filter[from] ?? null, filter[before] ?? null];
    if (start === null || end === null || start <= end) continue;
    throw refused(
      `\`${path}${from}\` (${start}) is after \`${path}${before}\` (${end}): the range ends before it starts.`,
    );
  }
}

function refused(message: string): LavalampError {
  return new LavalampError('BAD_USER_INPUT', message);
}
