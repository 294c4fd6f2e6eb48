// Whole builds that have ended, in one report each: as the small reports that each of them stands for would have it.

import { MOST } from '../../model.ts';
import type { BuildRow } from '../../store/cells.ts';
import * as check from '../checks.ts';
import { type Part, partsOf } from '../expansion.ts';
import { Refused } from '../refused.ts';
import type { Reports } from '../reports.ts';
import { Unread, type World } from '../world.ts';
import { finishBuild, startBuild, updateBuild } from './builds.ts';
import { originNamed } from './named.ts';
import { setProperties } from './properties.ts';
import { loaded } from './refs.ts';
import { requestBuild } from './requests.ts';
import { wantStamps } from './sources.ts';
import { finishStep, startStep, updateStep } from './steps.ts';

type Recorded = Reports['recordBuild'];

const COMMANDS = {
  requestBuild,
  startBuild,
  startStep,
  updateStep,
  finishStep,
  setProperties,
  updateBuild,
  finishBuild,
};

/** Refuses the whole build when any part of it would be refused. */
export function recordBuild(world: World, input: Recorded): BuildRow {
  check.list(['steps'], input.steps ?? [], MOST.recordedSteps);
  if (input.request && input.buildRequest)
    throw new Refused('INVALID', ['buildRequest'], 'A request that is told in `request` is not named as well.');
  wantAll(world, input);
  let unread: Unread | null = null;
  for (const part of partsOf(input)) {
    try {
      applyPart(world, part);
    } catch (error) {
      // The parts after one that lacks something go on, so that what they lack is read together. Nothing of this run is kept then.
      if (error instanceof Unread) unread = error;
      else if (unread === null) throw error;
    }
  }
  if (unread !== null) throw unread;
  const { id } = originNamed(world, ['origin'], input.origin);
  return loaded(world.get('build', world.get('buildByKey', id, input.key) ?? ''));
}

/** Asks at once for what a build that is not known yet comes to, and goes no further until it is there. */
function wantAll(world: World, input: Recorded): void {
  const { id } = originNamed(world, ['origin'], input.origin);
  const { request, parentBuild, rebuildOf } = input;
  world.want('buildByKey', id, input.key);
  world.want('builder', id, input.builder);
  if (input.worker) world.want('worker', id, input.worker);
  if (input.master) world.want('master', id, input.master);
  if (request) {
    world.want('requestByKey', id, request.key);
    world.want('buildsetByKey', id, request.buildset ?? request.key);
    world.want('buildsAwaiting', id, request.key);
  }
  for (const other of [parentBuild, rebuildOf]) {
    if (other?.key && other.origin === input.origin) world.want('buildByKey', id, other.key);
  }
  wantStamps(world, id, input.sourceStamps ?? []);
  wantStamps(world, id, input.builtSourceStamps ?? []);
  world.get('buildByKey', id, check.name(['key'], input.key));
}

function applyPart(world: World, { report, pathOf }: Part): void {
  try {
    const command = COMMANDS[report.kind as keyof typeof COMMANDS] as (world: World, input: object) => object;
    world.applyWithin(() => command(world, report.input));
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    const { code, path, message } = error.refusal;
    throw new Refused(code, pathOf(path), message);
  }
}
