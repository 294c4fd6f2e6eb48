// A build of which nothing was heard any more is given up, and everything of it that was waited for.

import type { Id, Time } from '../../model.ts';
import type { BuildRow, StepRow } from '../../store/cells.ts';
import type { World } from '../world.ts';
import { LOST_WORDS } from './buildRows.ts';
import { finished } from './builds.ts';
import { loaded } from './refs.ts';
import { emitFinished, emitLogFinished } from './steps.ts';

/** Who was silent for too long: whoever was last heard before a time. Null: no silence is too long. */
export interface SilentSince {
  readonly origin: Time | null;
  readonly build: Time | null;
}

/** Ends a build as lost, unless it has ended, or was heard, or its origin was. @returns whether it is lost now. */
export function loseBuild(world: World, originId: Id, buildId: Id, silentSince: SilentSince): boolean {
  world.get('lock', originId);
  world.want('build', buildId);
  const origin = loaded(world.get('originById', originId));
  const build = world.get('build', buildId);
  if (build === null || build.state !== 'RUNNING' || build.startedAt === null) return false;
  const originIsSilent = silentSince.origin !== null && origin.heardAt < silentSince.origin;
  const buildIsSilent = silentSince.build !== null && build.heardAt < silentSince.build;
  if (!originIsSilent && !buildIsSilent) return false;
  const stateString = originIsSilent
    ? `${LOST_WORDS}from ${origin.name} since ${minute(origin.heardAt)}`
    : `${LOST_WORDS}of this build since ${minute(build.heardAt)}`;
  loseSteps(world, build);
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

function loseSteps(world: World, build: BuildRow): void {
  const steps = world.get('stepsOfBuild', build.id);
  for (const id of steps) world.want('logsOfStep', id);
  for (const id of steps) {
    completeLogs(world, build, id);
    const step = loaded(world.get('step', id));
    if (step.state === 'FINISHED') continue;
    const lost: StepRow = { ...step, state: 'FINISHED', result: 'RETRY', completedAt: world.now, lost: true };
    world.set('step', [id], lost);
    emitFinished(world, build, lost);
  }
}

/** Also those of which more lines were announced: whoever follows them would wait for ever. */
function completeLogs(world: World, build: BuildRow, stepId: Id): void {
  for (const id of world.get('logsOfStep', stepId)) {
    const log = loaded(world.get('log', id));
    if (log.complete) continue;
    const complete = { ...log, complete: true };
    world.set('log', [id], complete);
    emitLogFinished(world, build, complete);
  }
}

/** `2026-11-24 08:30 UTC` */
function minute(time: Time): string {
  return `${time.slice(0, 10)} ${time.slice(11, 16)} UTC`;
}
