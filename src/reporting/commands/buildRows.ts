// What happens to a build's row, whatever was reported of it: it is kept, and what has changed is told.

import type { BuildRow } from '../../store/cells.ts';
import * as check from '../checks.ts';
import type { World } from '../world.ts';

/** Keeps a build that was `known` before, and tells that something about it has changed, when it has. */
export function keepBuild(world: World, known: BuildRow, build: BuildRow, alsoChanged = false): BuildRow {
  if (check.firstDifference(known, build) !== undefined) world.set('build', [build.id], build);
  else if (!alsoChanged) return build;
  emitUpdated(world, build);
  return build;
}

/** Nothing is told of a placeholder: it is told as a whole when the build itself is reported. */
export function emitUpdated(world: World, build: BuildRow): void {
  if (build.startedAt === null) return;
  const { state, result, stateString } = build;
  world.emit({ ...entryOf(build), type: 'BUILD_UPDATED', moment: { state, result, stateString } });
}

/** How the state string of a lost build begins. */
export const LOST_WORDS = 'lost: nothing heard ';

/** What a build's reporter said of its state: that it was lost are our words. */
export function ownWords({ lost, stateString }: BuildRow): string {
  return lost && stateString.startsWith(LOST_WORDS) ? '' : stateString;
}

/** What every event of a build itself has in common. */
export function entryOf(build: BuildRow) {
  return { originId: build.originId, buildId: build.id, subjectId: build.id };
}
