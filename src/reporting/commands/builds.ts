// Builds: started, updated, finished, and their properties.

import { isDeepStrictEqual } from 'node:util';
import type { Id, Origin, Time } from '../../model.ts';
import type { BuilderRow, BuildRow, Stamps } from '../../store/cells.ts';
import * as check from '../checks.ts';
import { Refused } from '../refused.ts';
import type { Reports } from '../reports.ts';
import { withEnd, withStart } from '../times.ts';
import type { World } from '../world.ts';
import { entryOf, keepBuild, ownWords } from './buildRows.ts';
import { endAgain, finished } from './ends.ts';
import { builderNamed, masterNamed, originNamed, workerNamed } from './named.ts';
import { triggersItself } from './parents.ts';
import { addMissingProperties } from './properties.ts';
import { addPlaceholder, buildReferred, loaded, nameOf, parentReferred, requestReferred } from './refs.ts';
import { followBuilds, isAskedByItself, linkToRequest } from './requests.ts';
import { stampsReported, withKnownPatches, withPatchText, withStamps } from './sources.ts';
import { tellSteps } from './steps.ts';
import { tellTests } from './testEvents.ts';

const NUMBER_MOST = 2_147_483_647;

export function startBuild(world: World, input: Reports['startBuild']): BuildRow {
  const key = check.name(['key'], input.key);
  const startedAt = check.optionalTime(['startedAt'], input.startedAt);
  const origin = originNamed(world, ['origin'], input.origin);
  world.want('buildByKey', origin.id, key);
  world.want('builder', origin.id, input.builder);
  if (input.worker) world.want('worker', origin.id, input.worker);
  const id = world.get('buildByKey', origin.id, key);
  const before = id === null ? addPlaceholder(world, [], origin.id, key) : loaded(world.get('build', id));
  return before.startedAt === null
    ? firstStart(world, origin, before, input, startedAt)
    : repeatedStart(world, origin, before, input, startedAt);
}

function firstStart(
  world: World,
  origin: Origin,
  placeholder: BuildRow,
  input: Reports['startBuild'],
  startedAt: Time | null,
): BuildRow {
  const builder = builderNamed(world, origin, ['builder'], input.builder);
  const number = numberFor(world, builder, placeholder, input.number ?? null);
  const started = {
    ...withStart(withFacts(world, origin, input, placeholder), startedAt, world.now),
    builderId: builder.id,
    number,
    heardAt: world.now,
    stateString:
      placeholder.stateString || check.text(['stateString'], input.stateString ?? '', check.STATE_STRING_LIMIT),
  };
  world.set('build', [started.id], started);
  setStamps(world, started, input);
  addMissingProperties(world, started, input.properties ?? []);
  const { state, result, stateString } = started;
  world.emit({
    ...entryOf(started),
    type: 'BUILD_STARTED',
    moment: { startedAt: started.startedAt, state, result, stateString },
  });
  tellSteps(world, started);
  tellTests(world, started);
  if (state === 'FINISHED') finished(world, started);
  return linkIfRequested(world, started, input);
}

/** A report of a build that is known adds what is missing; what contradicts is refused. */
function repeatedStart(
  world: World,
  origin: Origin,
  known: BuildRow,
  input: Reports['startBuild'],
  startedAt: Time | null,
): BuildRow {
  const builder = builderNamed(world, origin, ['builder'], input.builder);
  check.settleThing(['builder'], known.builderId, builder, input.builder);
  check.settle(['number'], known.number, input.number ?? null);
  const told = withFacts(world, origin, input, withStart(known, startedAt, world.now));
  const stamped = setStamps(world, told, input);
  const added = addMissingProperties(world, told, input.properties ?? []);
  const build = linkIfRequested(world, told, input);
  return keepTimed(world, known, build, stamped || added);
}

/** What a start tells besides the builder, the number and the times. */
function withFacts(world: World, origin: Origin, input: Reports['startBuild'], build: BuildRow): BuildRow {
  const parent = input.parentBuild ? parentReferred(world, ['parentBuild'], input.parentBuild) : null;
  if (parent !== null && triggersItself(world, build, parent.id)) {
    throw new Refused('INVALID', ['parentBuild'], 'A build does not trigger itself, nor one of those that led to it.');
  }
  const rebuilt = input.rebuildOf ? parentReferred(world, ['rebuildOf'], input.rebuildOf) : null;
  if (rebuilt?.id === build.id) throw new Refused('INVALID', ['rebuildOf'], 'A build does not repeat itself.');
  const worker = input.worker ? workerNamed(world, origin, ['worker'], input.worker) : null;
  const master = input.master ? masterNamed(world, origin, ['master'], input.master) : null;
  return {
    ...build,
    workerId: check.settleThing(['worker'], build.workerId, worker, input.worker),
    masterId: check.settleThing(['master'], build.masterId, master, input.master),
    parentBuildId: check.settleThing(['parentBuild'], build.parentBuildId, parent, nameOf(input.parentBuild)),
    rebuildOfId: check.settleThing(['rebuildOf'], build.rebuildOfId, rebuilt, nameOf(input.rebuildOf)),
    // How it is described may be told anew in other words: the first stands.
    reason: build.reason ?? check.optionalText(['reason'], input.reason),
    url: build.url ?? check.optionalUrl(['url'], input.url),
  };
}

function numberFor(world: World, builder: BuilderRow, build: BuildRow, told: number | null): number {
  if (told === null && builder.lastNumber === NUMBER_MOST) {
    const message = `No number is left: a build of this builder has ${NUMBER_MOST}, the highest. Tell a number that is free.`;
    throw new Refused('INVALID', ['builder'], message);
  }
  const number = check.integer(['number'], told ?? builder.lastNumber + 1, 0, NUMBER_MOST);
  // What is above the last number is free.
  const holder = number > builder.lastNumber ? null : world.get('buildByNumber', builder.id, String(number));
  if (holder !== null) {
    const { key } = loaded(world.get('build', holder));
    throw new Refused('CONFLICT', ['number'], `Build ${number} of this builder is ${check.quote(key)} already.`);
  }
  world.set('buildByNumber', [builder.id, String(number)], build.id);
  if (number > builder.lastNumber)
    world.set('builder', [builder.originId, builder.name], { ...builder, lastNumber: number });
  return number;
}

/** @returns whether the build has other source stamps than before. */
function setStamps(world: World, build: BuildRow, input: Reports['startBuild']): boolean {
  if (!input.sourceStamps) return false;
  const told = stampsReported(world, { id: build.originId }, ['sourceStamps'], input.sourceStamps);
  const known = world.get('buildStamps', build.id);
  if (Object.keys(known).length === 0) {
    world.set('buildStamps', [build.id], told);
    return Object.keys(told).length > 0;
  }
  const missing = Object.fromEntries(Object.entries(told).filter(([codebase]) => !Object.hasOwn(known, codebase)));
  const both = Object.entries(told).flatMap(([codebase, stamp]) => {
    const before = Object.hasOwn(known, codebase) ? known[codebase] : undefined;
    return before === undefined || before === stamp ? [] : [[before, stamp] as const];
  });
  for (const id of both.flat()) {
    world.want('stamp', id);
    world.want('patch', id);
  }
  const fuller: Record<string, Id> = {};
  for (const [before, stamp] of both) {
    const full = withPatchText(world, before, stamp);
    if (full === stamp) fuller[loaded(world.get('stamp', stamp)).codebase] = stamp;
    if (full === null && !isSameSource(world, before, stamp)) {
      throw new Refused('CONFLICT', ['sourceStamps'], 'The build was reported with other source stamps before.');
    }
  }
  const added = { ...missing, ...fuller };
  if (Object.keys(added).length > 0) world.set('buildStamps', [build.id], withStamps(known, added));
  return Object.keys(added).length > 0;
}

/** A repeated start still says "the newest of the branch" when the revision has become known since. */
function isSameSource(world: World, known: Id, told: Id): boolean {
  const now = loaded(world.get('stamp', known));
  const then = loaded(world.get('stamp', told));
  return then.revision === null && then.branch === now.branch && then.repository === now.repository;
}

function linkIfRequested(world: World, build: BuildRow, input: Reports['startBuild']): BuildRow {
  if (!input.buildRequest) return build;
  const request = requestReferred(world, ['buildRequest'], input.buildRequest);
  const isOther =
    request === null
      ? (input.buildRequest.origin ?? input.origin) !== input.origin
      : request.originId !== build.originId || request.builderId !== build.builderId;
  if (isOther)
    throw new Refused('INVALID', ['buildRequest'], 'The request is of another origin, or asks another builder.');
  const wasForAnother =
    build.buildRequestId === null
      ? build.awaitedRequestKey !== null && build.awaitedRequestKey !== (request?.key ?? input.buildRequest.key)
      : build.buildRequestId !== request?.id;
  if (wasForAnother) {
    throw new Refused('CONFLICT', ['buildRequest'], 'The build was reported for another request before.');
  }
  if (build.buildRequestId !== null) return build;
  if (request !== null && isAskedByItself(world, build, request)) {
    throw new Refused('INVALID', ['buildRequest'], 'The request was made by this build, or by one that it led to.');
  }
  return request === null
    ? awaitRequest(world, build, input.buildRequest.key ?? '')
    : linkToRequest(world, build, request);
}

/** Notes that a build meets a request that is reported later. */
function awaitRequest(world: World, build: BuildRow, requestKey: string): BuildRow {
  const waiting = { ...build, awaitedRequestKey: requestKey };
  const builds = world.get('buildsAwaiting', build.originId, requestKey);
  if (!builds.includes(build.id)) world.set('buildsAwaiting', [build.originId, requestKey], [...builds, build.id]);
  world.set('build', [build.id], waiting);
  return waiting;
}

export function updateBuild(world: World, input: Reports['updateBuild']): BuildRow {
  const known = buildReferred(world, ['build'], input.build);
  const origin = { id: known.originId };
  const worker = input.worker ? workerNamed(world, origin, ['worker'], input.worker) : null;
  const stateString = check.optionalText(['stateString'], input.stateString, check.STATE_STRING_LIMIT);
  const stamped = input.sourceStamps
    ? replaceStamps(world, known, stampsReported(world, origin, ['sourceStamps'], input.sourceStamps))
    : false;
  const build = {
    ...known,
    workerId: check.settleThing(['worker'], known.workerId, worker, input.worker),
    url: known.url ?? check.optionalUrl(['url'], input.url),
    stateString: known.state === 'FINISHED' && !known.lost ? known.stateString : (stateString ?? known.stateString),
  };
  return keepBuild(world, known, build, stamped);
}

function replaceStamps(world: World, build: BuildRow, told: Stamps): boolean {
  const known = world.get('buildStamps', build.id);
  const stamps = withStamps(known, withKnownPatches(world, known, told));
  if (isDeepStrictEqual(known, stamps)) return false;
  world.set('buildStamps', [build.id], stamps);
  return true;
}

export function finishBuild(world: World, input: Reports['finishBuild']): BuildRow {
  const completedAt = check.optionalTime(['completedAt'], input.completedAt);
  const stateString = check.optionalText(['stateString'], input.stateString, check.STATE_STRING_LIMIT);
  const known = buildReferred(world, ['build'], input.build);
  // That it was lost was a guess: its true end replaces it.
  if (known.state === 'FINISHED' && !known.lost) {
    if (input.again) return endAgain(world, known, { result: input.result, completedAt, stateString });
    check.settle(['result'], known.result, input.result);
    return keepTimed(world, known, withEnd(known, completedAt, world.now));
  }
  const ended: BuildRow = {
    ...known,
    state: 'FINISHED',
    result: input.result,
    stateString: stateString ?? ownWords(known),
    completedAt: null,
    lost: false,
    // Its steps may be told to end some time after it.
    heardAt: world.now,
  };
  const build = withEnd(ended, completedAt, world.now);
  world.set('build', [build.id], build);
  if (build.startedAt !== null) finished(world, build);
  return build;
}

/** Keeps a build that was reported again. Its request follows when a guessed time has given way to the true one. */
function keepTimed(world: World, known: BuildRow, build: BuildRow, alsoChanged = false): BuildRow {
  keepBuild(world, known, build, alsoChanged);
  const isTimed = build.startedAt !== known.startedAt || build.completedAt !== known.completedAt;
  if (isTimed && build.startedAt !== null && build.buildRequestId !== null) followBuilds(world, build.buildRequestId);
  return build;
}
