// How long the lists of all builds are, from the roll-ups: of a million, counting takes a tenth of a second and more.

import { BUILDS } from './buildRecords.ts';

/** How many builds have ended, and how many there are to be seen at all: expressions. */
export const ENDED_BUILDS = unlessFilling(
  `(select coalesce(sum(kept), 0) from rollup where grain = 'WEEK')`,
  'completed_at is not null',
);
export const VISIBLE_BUILDS = unlessFilling(
  `(select coalesce(sum(kept), 0) from rollup where grain = 'WEEK')
    + (select count(*) from build t where t.state = 'RUNNING' and ${BUILDS.visible})`,
  'true',
);

/** @returns what the roll-ups say; what counting says, until all builds are counted in them. */
function unlessFilling(length: string, counted: string): string {
  return `case when (select complete from rollup_fill where id = 1) then ${length}
    else (select count(*) from build t where ${BUILDS.visible} and ${counted}) end`;
}
