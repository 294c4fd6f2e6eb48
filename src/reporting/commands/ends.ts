// The ends of builds, and what follows from them.

import { RESULTS_WORST_FIRST, type Result, type Time } from '../../model.ts';
import type { BuildRow } from '../../store/cells.ts';
import { withEnd } from '../times.ts';
import type { World } from '../world.ts';
import { entryOf } from './buildRows.ts';
import { followBuilds, forgetEnd } from './requests.ts';

/** What follows from the end of a build that readers see. */
export function finished(world: World, build: BuildRow): void {
  const { result, completedAt, stateString } = build;
  if (result === null || completedAt === null) return;
  world.emit({ ...entryOf(build), type: 'BUILD_FINISHED', moment: { result, stateString, completedAt } });
  if (build.buildRequestId !== null) followBuilds(world, build.buildRequestId);
}

interface End {
  readonly result: Result;
  readonly completedAt: Time | null;
  readonly stateString: string | null;
}

/** Another end of a build that has ended. The latest stands, whichever is told first. */
export function endAgain(world: World, known: BuildRow, end: End): BuildRow {
  if (!isLater(known, end)) return known;
  const { result, completedAt, stateString } = end;
  const ended: BuildRow = { ...known, result, stateString: stateString ?? known.stateString, completedAt: null };
  const build = withEnd(ended, completedAt, world.now);
  world.set('build', [build.id], build);
  if (build.buildRequestId !== null) forgetEnd(world, build.buildRequestId, known);
  if (build.startedAt !== null) finished(world, build);
  return build;
}

/** A time that was told counts more than a guess; of ends at the same moment the worst does. */
function isLater(known: BuildRow, { result, completedAt }: End): boolean {
  const isWorse = RESULTS_WORST_FIRST.indexOf(result) < RESULTS_WORST_FIRST.indexOf(known.result ?? result);
  if (completedAt === null) return known.completedGuessed && isWorse;
  if (known.completedGuessed || known.completedAt === null) return true;
  return completedAt > known.completedAt || (completedAt === known.completedAt && isWorse);
}
