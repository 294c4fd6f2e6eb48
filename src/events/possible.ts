// Filters that can let nothing through: a mistake, which would else look like a quiet day.

import { LavalampError } from '../errors.ts';
import type { BuildFilter, EventFilter } from '../filters.ts';
import { localId } from '../globalIds.ts';
import type { EventType } from '../loggedEvents.ts';
import { checkBuildFilter } from '../store/filterLimits.ts';
import { storedText } from '../store/sql.ts';
import { type Conjunct, conjunctsOf, contradictionIn } from './contradictions.ts';

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
    checkBuilds('filter.builds', builds, [], filter);
  }
  if (build != null && localId('Build', build) === null) {
    throw impossible('filter.build', 'is not the id of a build');
  }
  if (types && (build != null || builds) && !types.some((type) => OF_BUILDS.has(type))) {
    throw impossible('filter.types', 'names only events that are of no build, and builds are asked for');
  }
}

/** @param outer what else has to hold of the same build. */
function checkBuilds(path: string, builds: BuildFilter, outer: readonly Conjunct[], event: EventFilter): void {
  const own = conjunctsOf(path, builds);
  for (const { path: at, filter } of own) checkParts(at, filter);
  const all = [...outer, ...own];
  const contradiction = contradictionIn(all, event);
  if (contradiction) throw impossible(contradiction.part, contradiction.why);
  for (const { path: at, filter } of own) {
    // One that can be fulfilled is enough.
    const impossibles = (filter.or ?? []).map((one, i) => impossibleIn(`${at}.or[${i}]`, one, all, event));
    const [first] = impossibles;
    if (first && !impossibles.includes(null)) throw first;
  }
}

/** Why no build can match; null when one may. */
function impossibleIn(...those: Parameters<typeof checkBuilds>): LavalampError | null {
  try {
    checkBuilds(...those);
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

function impossible(part: string, why: string): LavalampError {
  return new LavalampError('BAD_USER_INPUT', `No event can match: \`${part}\` ${why}.`);
}
