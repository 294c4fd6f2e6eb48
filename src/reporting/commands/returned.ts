// That a build was lost is a guess. Whatever is reported of it takes the guess back.

import type { Id } from '../../model.ts';
import type { BuildRow } from '../../store/cells.ts';
import type { World } from '../world.ts';
import { emitUpdated, ownWords } from './buildRows.ts';
import { loaded } from './refs.ts';
import { followBuilds } from './requests.ts';
import { keepStep } from './steps.ts';

/**
 * Called when everything that was reported of a build has been applied. One that is still lost then runs after all. The step that
 * was spoken of is as it was before, unless its end was told.
 * @returns the build as it is now.
 */
export function returned(world: World, known: BuildRow, stepId: Id | null): BuildRow {
  const build = known.lost ? resume(world, known) : known;
  const step = stepId === null ? null : loaded(world.get('step', stepId));
  if (!step?.lost) return build;
  // A step of which only the end was reported, by key, has no name, and does not wait for its turn.
  const state = step.startedAt === null && step.name !== null ? 'PENDING' : 'RUNNING';
  keepStep(world, build, { ...step, state, result: null, completedAt: null, lost: false });
  return build;
}

function resume(world: World, lost: BuildRow): BuildRow {
  const build: BuildRow = {
    ...lost,
    state: 'RUNNING',
    result: null,
    completedAt: null,
    stateString: ownWords(lost),
    lost: false,
    heardAt: world.now,
  };
  world.set('build', [build.id], build);
  emitUpdated(world, build);
  if (build.buildRequestId !== null) followBuilds(world, build.buildRequestId);
  return build;
}
