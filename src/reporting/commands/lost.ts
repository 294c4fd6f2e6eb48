// A build of which nothing was heard any more is given up, and everything of it that was waited for; or what a build that has ended
// has left behind.

import type { Id, Time } from '../../model.ts';
import type { BuildRow, StepRow } from '../../store/cells.ts';
import type { World } from '../world.ts';
import { LOST_WORDS } from './buildRows.ts';
import { finished } from './ends.ts';
import { loaded } from './refs.ts';
import { emitFinished, emitLogFinished } from './steps.ts';

/** Who was silent for too long: whoever was last heard before a time. Null: no silence is too long. */
export interface SilentSince {
  readonly origin: Time | null;
  readonly build: Time | null;
}

/**
 * Ends a build as lost, with its steps and logs; or those that it has left behind, when it has ended. Not if it was heard, or its origin
 * was. @returns whether any of that is lost now.
 */
export function loseBuild(world: World, originId: Id, buildId: Id, silentSince: SilentSince): boolean {
  world.get('lock', originId);
  world.want('build', buildId);
  const origin = loaded(world.get('originById', originId));
  const build = world.get('build', buildId);
  if (build === null || build.startedAt === null) return false;
  const originIsSilent = silentSince.origin !== null && origin.heardAt < silentSince.origin;
  const buildIsSilent = silentSince.build !== null && build.heardAt < silentSince.build;
  if (!originIsSilent && !buildIsSilent) return false;
  const anyStep = loseSteps(world, build);
  if (build.state === 'FINISHED') return anyStep;
  const stateString = originIsSilent
    ? `${LOST_WORDS}from ${origin.name} since ${minute(origin.heardAt)}`
    : `${LOST_WORDS}of this build since ${minute(build.heardAt)}`;
  const lost: BuildRow = {
    ...build,
    state: 'FINISHED',
    result: 'RETRY',
    stateString,
    completedAt: world.now,
    lost: true,
  };
  world.set('build', [lost.id], lost);
  finished(world, lost);
  return true;
}

/** @returns whether any step had not ended, or any log was not complete. */
function loseSteps(world: World, build: BuildRow): boolean {
  let any = false;
  const steps = world.get('stepsOfBuild', build.id);
  for (const id of steps) world.want('logsOfStep', id);
  for (const id of steps) {
    if (completeLogs(world, build, id)) any = true;
    const step = loaded(world.get('step', id));
    if (step.state === 'FINISHED') continue;
    const lost: StepRow = { ...step, state: 'FINISHED', result: 'RETRY', completedAt: world.now, lost: true };
    world.set('step', [id], lost);
    emitFinished(world, build, lost);
    any = true;
  }
  return any;
}

/** Also those of which more lines were announced: whoever follows them would wait for ever. @returns whether there were any. */
function completeLogs(world: World, build: BuildRow, stepId: Id): boolean {
  const logs = world.get('logsOfStep', stepId).map((id) => loaded(world.get('log', id)));
  const open = logs.filter((log) => !log.complete);
  for (const log of open) {
    const complete = { ...log, complete: true };
    world.set('log', [log.id], complete);
    emitLogFinished(world, build, complete);
  }
  return open.length > 0;
}

/** `2026-11-24 08:30 UTC` */
function minute(time: Time): string {
  return `${time.slice(0, 10)} ${time.slice(11, 16)} UTC`;
}
