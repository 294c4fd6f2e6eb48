// Which build triggered which.

import type { Id } from '../../model.ts';
import type { BuildRow } from '../../store/cells.ts';
import type { World } from '../world.ts';

/** A build that another is said to repeat; null when it is that one itself, which no build does. */
export const repeated = ({ id }: Pick<BuildRow, 'id'>, rebuildOfId: Id | null): Id | null =>
  rebuildOfId === id ? null : rebuildOfId;

/** How far back is looked. Each step may cost a statement, and no CI system goes so far. */
const GENERATIONS = 20;

/** Whether a build would be among those that led to it, were `parentId` the one that triggered it. */
export function triggersItself(world: World, build: Pick<BuildRow, 'id' | 'parentBuildId'>, parentId: Id): boolean {
  // What it was before, it may be told again.
  if (build.parentBuildId === parentId) return false;
  let ancestor: Id | null = parentId;
  for (let i = 0; i < GENERATIONS && ancestor !== null; i += 1) {
    if (ancestor === build.id) return true;
    ancestor = world.get('build', ancestor)?.parentBuildId ?? null;
  }
  return false;
}
