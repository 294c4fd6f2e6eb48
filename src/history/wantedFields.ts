// What of builds and steps will be looked at. Lists of them can be long, so that nothing else is read.

import type { Build, Step } from '../model.ts';
import { BUILDS, STEPS } from '../store/buildRecords.ts';
import { only } from '../store/fields.ts';
import type { Table } from '../store/table.ts';

/**
 * The fields that will be looked at of the builds and steps of lists, of consoles, and of those that a builder ran last; null: all of
 * them. Another field of theirs throws. Builds and steps that are looked up by what names them are read whole.
 */
export interface WantedFields {
  readonly Build: ReadonlySet<keyof Build> | null;
  readonly Step: ReadonlySet<keyof Step> | null;
}

export const EVERYTHING: WantedFields = { Build: null, Step: null };

/** What the lists themselves look at: the places of their cursors, and what things are grouped by. */
const PLACE_OF_BUILD = ['id', 'builderId', 'startedAt', 'completedAt'] as const;
const PLACE_OF_STEP = ['id', 'number'] as const;

export interface WantedTables {
  readonly builds: Table<Build>;
  readonly steps: Table<Step>;
}

const known = new WeakMap<WantedFields, WantedTables>();

/** @returns how builds and steps are read; quickly, for what was wanted before. */
export function tablesFor(wanted: WantedFields): WantedTables {
  const tables = known.get(wanted) ?? {
    builds: only(BUILDS, wanted.Build && new Set([...PLACE_OF_BUILD, ...wanted.Build])),
    steps: only(STEPS, wanted.Step && new Set([...PLACE_OF_STEP, ...wanted.Step])),
  };
  known.set(wanted, tables);
  return tables;
}
