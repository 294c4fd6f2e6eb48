// Filters that can let nothing through: a mistake, which would else look like a quiet day.

import { LavalampError } from '../errors.ts';
import type { BuildFilter, EventFilter } from '../filters.ts';
import { localId } from '../globalIds.ts';
import type { EventType } from '../loggedEvents.ts';
import { checkBuildFilter } from '../store/filterLimits.ts';
import { storedText } from '../store/sql.ts';

const OF_BUILDS: ReadonlySet<EventType> = new Set([
  'BUILD_STARTED',
  'BUILD_UPDATED',
  'BUILD_FINISHED',
  'STEP_STARTED',
  'STEP_UPDATED',
  'STEP_FINISHED',
  'LOG_STARTED',
  'LOG_FINISHED',
  'TEST_RESULTS_REPORTED',
]);

/** Lists of which none has to be there: an empty one asks for nothing. */
const ASKING_NOTHING: ReadonlySet<string> = new Set(['tags', 'tagsNone', 'properties', 'and']);

/** Throws LavalampError BAD_USER_INPUT for what no list takes either, and with the part of the filter that no event can fulfil. */
export function checkPossible(filter: EventFilter): void {
  const { types, build, builds } = filter;
  checkParts('filter', { ...filter, builds: null });
  if (builds) {
    checkBuildFilter(builds);
    checkBuilds('filter.builds', builds);
  }
  if (build != null && localId('Build', build) === null) {
    throw impossible('filter.build', 'is not the id of a build');
  }
  if (types && (build != null || builds) && !types.some((type) => OF_BUILDS.has(type))) {
    throw impossible('filter.types', 'names only events that are of no build, and builds are asked for');
  }
}

function checkBuilds(path: string, builds: BuildFilter): void {
  checkParts(path, builds);
  checkRange(path, builds, 'startedFrom', 'startedBefore');
  checkRange(path, builds, 'completedFrom', 'completedBefore');
  checkRange(path, builds, 'durationSecondsFrom', 'durationSecondsBelow');
  for (const [i, inner] of (builds.and ?? []).entries()) checkBuilds(`${path}.and[${i}]`, inner);
  // One that can be fulfilled is enough.
  const impossibles = (builds.or ?? []).map((inner, i) => impossibleIn(`${path}.or[${i}]`, inner));
  const [first] = impossibles;
  if (first && !impossibles.includes(null)) throw first;
}

/** Why no build can match; null when one may. */
function impossibleIn(path: string, builds: BuildFilter): LavalampError | null {
  try {
    checkBuilds(path, builds);
    return null;
  } catch (error) {
    if (error instanceof LavalampError) return error;
    throw error;
  }
}

function checkParts(path: string, parts: object): void {
  for (const [name, value] of Object.entries(parts)) {
    if (Array.isArray(value) && value.length === 0 && !ASKING_NOTHING.has(name)) {
      throw impossible(`${path}.${name}`, 'is an empty list; leave it out for all');
    }
    const texts: readonly unknown[] = Array.isArray(value) ? value : [value];
    // One of a list of names may be impossible, as long as another is not; of tags, all are asked for.
    const impossibles = texts.filter((text) => typeof text === 'string' && storedText(text) === null);
    if (impossibles.length > 0 && name !== 'tagsNone' && (name === 'tags' || impossibles.length === texts.length)) {
      throw impossible(`${path}.${name}`, 'holds the character U+0000, which no name has');
    }
  }
}

function checkRange(path: string, builds: BuildFilter, from: keyof BuildFilter, before: keyof BuildFilter): void {
  const [start, end] = [builds[from] ?? null, builds[before] ?? null];
  if (start !== null && end !== null && start >= end) {
    throw impossible(`${path}.${from}`, `(${start}) is not before \`${before}\` (${end})`);
  }
}

function impossible(part: string, why: string): LavalampError {
  return new LavalampError('BAD_USER_INPUT', `No event can match: \`${part}\` ${why}.`);
}
