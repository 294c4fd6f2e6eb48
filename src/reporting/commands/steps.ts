// Steps: started, updated, finished. What is reported of a step whose build is a placeholder is told when that build is.

import type { NewEvent } from '../../loggedEvents.ts';
import { type Id, type Link, MOST } from '../../model.ts';
import type { BuildRow, LogRow, StepRow } from '../../store/cells.ts';
import * as check from '../checks.ts';
import { Refused } from '../refused.ts';
import type { ReportedLink, Reports } from '../reports.ts';
import { withEnd, withStart } from '../times.ts';
import type { World } from '../world.ts';
import { buildReferred, loaded, stepReferred } from './refs.ts';

const NUMBER_MOST = 2_147_483_647;

export function startStep(world: World, input: Reports['startStep']): StepRow {
  const key = check.name(['key'], input.key);
  const name = check.name(['name'], input.name);
  const startedAt = check.optionalTime(['startedAt'], input.startedAt);
  const stateString = check.text(['stateString'], input.stateString ?? '', check.STATE_STRING_LIMIT);
  const number =
    input.number === null || input.number === undefined
      ? null
      : check.integer(['number'], input.number, 0, NUMBER_MOST);
  const urls = linksOf(['urls'], input.urls ?? []);
  const build = buildReferred(world, ['build'], input.build);
  world.want('lastStepNumber', build.id);
  const id = world.get('stepByKey', build.id, key);
  const pending = input.pending ?? false;
  if (id === null) {
    const step = addStep(world, build, key, number, {
      name,
      state: pending ? 'PENDING' : 'RUNNING',
      stateString,
      startedAt: pending ? null : (startedAt ?? world.now),
      startedGuessed: !pending && startedAt === null,
      hidden: input.hidden ?? null,
      urls,
    });
    emitStarted(world, build, step);
    return step;
  }
  const known = loaded(world.get('step', id));
  // One that waited for its turn when it was lost waits still.
  const waits = known.state === 'PENDING' || (known.lost && known.startedAt === null);
  const runs = waits && !pending;
  const step = {
    ...known,
    name: check.settle(['name'], known.name, name),
    number:
      known.name === null
        ? numberOfStarted(world, build, known, number)
        : (check.settle(['number'], known.number, number) ?? known.number),
    state: runs ? 'RUNNING' : known.state,
    stateString: known.stateString === '' || runs ? stateString || known.stateString : known.stateString,
    hidden: known.hidden ?? input.hidden ?? null,
    urls: withLinks(known.urls, urls),
  };
  return keepStep(world, build, pending && startedAt === null ? step : withStart(step, startedAt, world.now));
}

type NewStep = Pick<StepRow, 'name' | 'state' | 'stateString' | 'startedAt' | 'startedGuessed' | 'hidden' | 'urls'>;

function addStep(world: World, build: BuildRow, key: string, told: number | null, facts: NewStep): StepRow {
  const id = world.newId(facts.startedAt ?? world.now);
  const number = facts.name === null ? nextNumber(world, build) : takeNumber(world, build, id, told);
  const step: StepRow = {
    id,
    buildId: build.id,
    key,
    number,
    result: null,
    completedAt: null,
    completedGuessed: false,
    lost: false,
    ...facts,
  };
  world.set('stepByKey', [build.id, key], step.id);
  world.set('step', [step.id], step);
  // Only a placeholder's steps are ever asked for as a whole, and those are known then.
  if (build.startedAt === null)
    world.set('stepsOfBuild', [build.id], [...world.get('stepsOfBuild', build.id), step.id]);
  return step;
}

/** The number of a step whose start is told now. What it has had until now was a guess. */
function numberOfStarted(world: World, build: BuildRow, { id, number }: StepRow, told: number | null): number {
  if (told !== null) return takeNumber(world, build, id, told);
  return takeNumber(world, build, id, holderOf(world, build, number) === null ? number : null);
}

/** The number that was told, unless another step has it, or else the next that is free. */
function takeNumber(world: World, build: BuildRow, id: Id, told: number | null): number {
  const holder = told === null ? null : holderOf(world, build, told);
  if (holder !== null && holder !== id) {
    const { key } = loaded(world.get('step', holder));
    throw new Refused('CONFLICT', ['number'], `Step ${told} of this build is ${check.quote(key)} already.`);
  }
  const number = told ?? nextNumber(world, build);
  world.set('stepByNumber', [build.id, String(number)], id);
  raiseLast(world, build, number);
  return number;
}

/** The step that was told to have a number, or got it when its start was told; null when there is none. */
function holderOf(world: World, build: BuildRow, number: number): Id | null {
  // What is above the last number is free.
  return number > world.get('lastStepNumber', build.id) ? null : world.get('stepByNumber', build.id, String(number));
}

function nextNumber(world: World, build: BuildRow): number {
  const last = world.get('lastStepNumber', build.id);
  if (last === NUMBER_MOST) {
    const message = `No number is left: a step of this build has ${NUMBER_MOST}, the highest. Tell a number that is free.`;
    throw new Refused('INVALID', [], message);
  }
  raiseLast(world, build, last + 1);
  return last + 1;
}

function raiseLast(world: World, build: BuildRow, number: number): void {
  if (number > world.get('lastStepNumber', build.id)) world.set('lastStepNumber', [build.id], number);
}

/** A step of which something other than its start was reported first. */
export function addUnstartedStep(world: World, build: BuildRow, key: string): StepRow {
  const step = addStep(world, build, key, null, {
    name: null,
    state: 'RUNNING',
    stateString: '',
    startedAt: null,
    startedGuessed: false,
    hidden: null,
    urls: [],
  });
  emitStarted(world, build, step);
  return step;
}

export function updateStep(world: World, input: Reports['updateStep']): StepRow {
  const stateString = check.optionalText(['stateString'], input.stateString, check.STATE_STRING_LIMIT);
  const urls = linksOf(['urls'], input.urls ?? []);
  const { build, step } = referred(world, input.step);
  const hidden = input.hidden ?? null;
  const ended = hasEnded(step);
  return keepStep(world, build, {
    ...step,
    stateString: ended ? step.stateString : (stateString ?? step.stateString),
    hidden: ended ? (step.hidden ?? hidden) : (hidden ?? step.hidden),
    urls: withLinks(step.urls, urls),
  });
}

export function finishStep(world: World, input: Reports['finishStep']): StepRow {
  const completedAt = check.optionalTime(['completedAt'], input.completedAt);
  const stateString = check.optionalText(['stateString'], input.stateString, check.STATE_STRING_LIMIT);
  const { build, step } = referred(world, input.step);
  if (hasEnded(step)) {
    check.settle(['result'], step.result, input.result);
    return keepStep(world, build, {
      ...withEnd(step, completedAt, world.now),
      hidden: check.settle(['hidden'], step.hidden, input.hidden ?? null),
    });
  }
  const ended: StepRow = {
    ...step,
    state: 'FINISHED',
    result: input.result,
    stateString: stateString ?? step.stateString,
    completedAt: null,
    hidden: input.hidden ?? step.hidden,
    lost: false,
  };
  const finished = withEnd(ended, completedAt, world.now);
  world.set('step', [finished.id], finished);
  for (const id of world.get('logsOfStep', finished.id)) completeLog(world, build, loaded(world.get('log', id)));
  emitFinished(world, build, finished);
  return finished;
}

/** Whether its end was told, so that what was told of it before and comes late is old. That it was lost is a guess. */
function hasEnded({ state, lost }: StepRow): boolean {
  return state === 'FINISHED' && !lost;
}

function referred(world: World, ref: Reports['updateStep']['step']) {
  return stepReferred(world, ['step'], ref, (build, key) => addUnstartedStep(world, build, key));
}

/** A log is complete when its step has ended, unless more lines of it were announced. */
function completeLog(world: World, build: BuildRow, log: LogRow): void {
  if (log.complete || (log.expectedLineCount !== null && log.lineCount < log.expectedLineCount)) return;
  const complete = { ...log, complete: true };
  world.set('log', [log.id], complete);
  emitLogFinished(world, build, complete);
}

export function keepStep(world: World, build: BuildRow, step: StepRow): StepRow {
  const known = loaded(world.get('step', step.id));
  if (check.firstDifference(known, step) === undefined) return step;
  world.set('step', [step.id], step);
  const { state, startedAt, stateString } = step;
  tell(world, build, { ...entryOf(build, step.id), type: 'STEP_UPDATED', moment: { state, startedAt, stateString } });
  return step;
}

function linksOf(path: readonly string[], told: readonly ReportedLink[]): readonly Link[] {
  return check.list(path, told, MOST.links).map(({ name, url }, i) => ({
    name: check.text([...path, String(i), 'name'], name, check.STATE_STRING_LIMIT),
    url: check.url([...path, String(i), 'url'], url),
  }));
}

function withLinks(known: readonly Link[], told: readonly Link[]): readonly Link[] {
  const added = told.filter((link) => !known.some(({ name, url }) => name === link.name && url === link.url));
  check.total(['urls'], known.length + added.length, MOST.links, ['step', 'links']);
  return added.length === 0 ? known : [...known, ...added];
}

/** Tells everything about the steps of a build that was a placeholder until now. */
export function tellSteps(world: World, build: BuildRow): void {
  const steps = world.get('stepsOfBuild', build.id);
  for (const id of steps) world.want('logsOfStep', id);
  for (const id of steps) {
    const step = loaded(world.get('step', id));
    emitStarted(world, build, step);
    for (const logId of world.get('logsOfStep', id)) tellLog(world, build, loaded(world.get('log', logId)));
    if (step.state === 'FINISHED') emitFinished(world, build, step);
  }
}

function tellLog(world: World, build: BuildRow, log: LogRow): void {
  emitLogStarted(world, build, log);
  if (log.complete) emitLogFinished(world, build, log);
}

function emitStarted(world: World, build: BuildRow, step: StepRow): void {
  const { state, startedAt, stateString } = step;
  tell(world, build, { ...entryOf(build, step.id), type: 'STEP_STARTED', moment: { state, startedAt, stateString } });
}

export function emitFinished(world: World, build: BuildRow, { id, result, stateString, completedAt }: StepRow): void {
  if (result === null || completedAt === null) return;
  const moment = { result, stateString, completedAt };
  tell(world, build, { ...entryOf(build, id), type: 'STEP_FINISHED', moment });
}

export function emitLogStarted(world: World, build: BuildRow, log: LogRow): void {
  tell(world, build, { ...entryOf(build, log.id), type: 'LOG_STARTED', moment: {} });
}

export function emitLogFinished(world: World, build: BuildRow, { id, lineCount }: LogRow): void {
  tell(world, build, { ...entryOf(build, id), type: 'LOG_FINISHED', moment: { lineCount } });
}

/** Of a placeholder nothing is told yet. */
function tell(world: World, build: BuildRow, event: NewEvent): void {
  if (build.startedAt !== null) world.emit(event);
}

function entryOf(build: BuildRow, subjectId: string) {
  return { originId: build.originId, buildId: build.id, subjectId };
}
