// Filters that can let nothing through: a mistake, which would else look like a quiet day.

import { LavalampError } from '../errors.ts';
import type { BuildFilter, EventFilter } from '../filters.ts';
import { localId } from '../globalIds.ts';
import type { EventType } from '../model.ts';
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
]);

/** Throws LavalampError BAD_USER_INPUT, with the part of the filter that no event can fulfil. */
export function checkPossible(filter: EventFilter): void {
  const { types, build, builds } = filter;
  checkParts('filter', { ...filter, builds: null });
  if (builds) {
    checkParts('filter.builds', builds);
    checkRange(builds, 'startedFrom', 'startedBefore');
    checkRange(builds, 'completedFrom', 'completedBefore');
  }
  if (build != null && localId('Build', build) === null) {
    throw impossible('filter.build', 'is not the id of a build');
  }
  if (types && (build != null || builds) && !types.some((type) => OF_BUILDS.has(type))) {
    throw impossible('filter.types', 'names only events that are of no build, and builds are asked for');
  }
}

function checkParts(path: string, parts: object): void {
  for (const [name, value] of Object.entries(parts)) {
    if (Array.isArray(value) && value.length === 0 && name !== 'tags' && name !== 'properties') {
      throw impossible(`${path}.${name}`, 'is an empty list; leave it out for all');
    }
    const texts: readonly unknown[] = Array.isArray(value) ? value : [value];
    // One of a list of names may be impossible, as long as another is not; of tags, all are asked for.
    const impossibles = texts.filter((text) => typeof text === 'string' && storedText(text) === null);
    if (impossibles.length > 0 && (name === 'tags' || impossibles.length === texts.length)) {
      throw impossible(`${path}.${name}`, 'holds the character U+0000, which no name has');
    }
  }
}

function checkRange(builds: BuildFilter, from: keyof BuildFilter, before: keyof BuildFilter): void {
  const [start, end] = [builds[from], builds[before]];
  if (typeof start === 'string' && typeof end === 'string' && start >= end) {
    throw impossible(`filter.builds.${from}`, `(${start}) is not before \`${before}\` (${end})`);
  }
}

function impossible(part: string, why: string): LavalampError {
  return new LavalampError('BAD_USER_INPUT', `No event can match: \`${part}\` ${why}.`);
}
