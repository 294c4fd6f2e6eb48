// Build requests and the sets that they form.

import { isDeepStrictEqual } from 'node:util';
import type { BuildRequest, Id, Origin, Result, Time } from '../../model.ts';
import type { BuildRow, BuildsetRow, RequestRow, Stamps } from '../../store/cells.ts';
import * as check from '../checks.ts';
import { Refused } from '../refused.ts';
import type { Reports } from '../reports.ts';
import { settleTime } from '../times.ts';
import type { World } from '../world.ts';
import { emitUpdated, keepBuild } from './buildRows.ts';
import { builderNamed, originNamed } from './named.ts';
import { repeated, triggersItself } from './parents.ts';
import { gone, loaded, nameOf, parentReferred, requestReferred } from './refs.ts';
import { stampsReported, withKnownPatches, withPatchText } from './sources.ts';

export function requestBuild(world: World, input: Reports['requestBuild']): BuildRequest {
  const key = check.name(['key'], input.key);
  const priority = check.integer(['priority'], input.priority ?? 0, -2_147_483_648, 2_147_483_647);
  const submittedAt = check.optionalTime(['submittedAt'], input.submittedAt);
  const origin = originNamed(world, ['origin'], input.origin);
  world.want('requestByKey', origin.id, key);
  world.want('builder', origin.id, input.builder);
  const knownId = world.get('requestByKey', origin.id, key);
  if (knownId === null && world.get('requestRemoved', origin.id, key)) throw gone(['key'], 'build request', key);
  const { buildset, changed, earlier } = buildsetReported(world, origin, input, submittedAt);
  const builder = builderNamed(world, origin, ['builder'], input.builder);
  const known = knownId === null ? null : loaded(world.get('request', knownId));
  if (known !== null) {
    check.settleThing(['builder'], known.builderId, builder, input.builder);
    check.settleThing(['buildset'], known.buildsetId, buildset, input.buildset);
    const submitted = settleTime(['submittedAt'], known.submittedAt, known.submittedGuessed, submittedAt, world.now);
    const request = {
      ...known,
      priority: known.priority === 0 ? priority : known.priority,
      submittedAt: submitted.at,
      submittedGuessed: submitted.guessed,
    };
    keepRequest(world, known, request);
    if (changed) tellRequests(world, buildset.id);
    else if (earlier || check.firstDifference(known, request) !== undefined) emitRequested(world, request);
    return request;
  }
  const request: RequestRow = {
    id: world.newId(submittedAt ?? world.now),
    originId: origin.id,
    key,
    buildsetId: buildset.id,
    builderId: builder.id,
    priority,
    submittedAt: submittedAt ?? world.now,
    submittedGuessed: submittedAt === null,
    claimedAt: null,
    completedAt: null,
    completedGuessed: false,
    result: null,
  };
  world.set('requestByKey', [origin.id, key], request.id);
  world.set('request', [request.id], request);
  if (changed) tellRequests(world, buildset.id);
  else emitRequested(world, request);
  return adoptWaitingBuilds(world, request);
}

/** Tells of all requests of a buildset, of which more has become known. What their builds were not told of themselves, they take from there. */
function tellRequests(world: World, buildsetId: Id): void {
  const { reason } = loaded(world.get('buildset', buildsetId));
  const reported = world.written('request').map(({ value }) => value);
  const known = world.get('requestsOfBuildset', buildsetId).map((id) => loaded(world.get('request', id)));
  const requests = new Map([...known, ...reported].map((request) => [request.id, request]));
  for (const request of requests.values()) {
    if (request.buildsetId !== buildsetId) continue;
    emitRequested(world, request);
    for (const id of world.get('buildsOfRequest', request.id)) {
      const build = loaded(world.get('build', id));
      if (build.reason === null && reason !== null) keepBuild(world, build, { ...build, reason });
    }
  }
}

/** Tells of a request, also again when more of it has become known; once in a group, as what is told is read when it is asked for. */
function emitRequested(world: World, request: RequestRow): void {
  world.emitOnce({ ...entry(request), type: 'BUILD_REQUESTED', moment: {} });
}

/** Keeps a request that was reported again. Its builds follow when the time at which it was submitted was a guess and gives way. */
function keepRequest(world: World, known: RequestRow, request: RequestRow): void {
  if (check.firstDifference(known, request) !== undefined) world.set('request', [request.id], request);
  if (known.submittedAt !== request.submittedAt) {
    for (const id of world.get('buildsOfRequest', request.id)) {
      const build = loaded(world.get('build', id));
      keepBuild(world, build, { ...build, requestedAt: request.submittedAt });
    }
  }
}

/** Builds that were reported with the request's key before the request itself was. */
function adoptWaitingBuilds(world: World, request: RequestRow): RequestRow {
  const waiting = world.get('buildsAwaiting', request.originId, request.key);
  for (const id of waiting) world.want('buildStamps', id);
  for (const id of waiting) {
    const build = loaded(world.get('build', id));
    // One that has been tied to another builder's request by mistake, or to its own, is left alone: it cannot be told any more.
    if (build.builderId === request.builderId && !isAskedByItself(world, build, request))
      emitUpdated(world, linkToRequest(world, build, request));
  }
  return loaded(world.get('request', request.id));
}

/**
 * The buildset that a request names, made when it is new; and whether more of one that was known has become known, which concerns all
 * its requests. That it was submitted earlier is told with the request that says so alone: of ten thousand jobs that are told in any
 * order, each may say so.
 */
function buildsetReported(
  world: World,
  origin: Origin,
  input: Reports['requestBuild'],
  submittedAt: Time | null,
): { readonly buildset: BuildsetRow; readonly changed: boolean; readonly earlier: boolean } {
  const key = check.name(['buildset'], input.buildset ?? input.key);
  const parent = input.parentBuild ? parentReferred(world, ['parentBuild'], input.parentBuild) : null;
  const rebuilt = input.rebuildOf ? parentReferred(world, ['rebuildOf'], input.rebuildOf) : null;
  const stamps = input.sourceStamps ? stampsReported(world, origin, ['sourceStamps'], input.sourceStamps) : null;
  const told = {
    reason: check.optionalText(['reason'], input.reason),
    externalId: check.optionalText(['externalId'], input.externalId),
    parentBuildId: parent?.id ?? null,
    rebuildOfId: rebuilt?.id ?? null,
  };
  const knownId = world.get('buildsetByKey', origin.id, key);
  const known = knownId === null ? null : loaded(world.get('buildset', knownId));
  const buildset: BuildsetRow =
    known === null
      ? {
          id: world.newId(submittedAt ?? world.now),
          originId: origin.id,
          key,
          submittedAt: submittedAt ?? world.now,
          submittedGuessed: submittedAt === null,
          ...told,
        }
      : {
          ...known,
          ...submittedFirst(known, submittedAt),
          reason: known.reason ?? told.reason,
          externalId: check.settle(['externalId'], known.externalId, told.externalId),
          parentBuildId: check.settleThing(['parentBuild'], known.parentBuildId, parent, nameOf(input.parentBuild)),
          rebuildOfId: check.settleThing(['rebuildOf'], known.rebuildOfId, rebuilt, nameOf(input.rebuildOf)),
        };
  if (known === null) world.set('buildsetByKey', [origin.id, key], buildset.id);
  const differs = known === null || check.firstDifference(known, buildset) !== undefined;
  if (differs) world.set('buildset', [buildset.id], buildset);
  const stamped = stamps !== null && settleStamps(world, buildset.id, stamps);
  const { submittedAt: _at, submittedGuessed: _guessed, ...facts } = buildset;
  const fuller = known !== null && (stamped || check.firstDifference({ ...known, ...facts }, known) !== undefined);
  return { buildset, changed: fuller, earlier: known !== null && known.submittedAt !== buildset.submittedAt };
}

/** When a buildset was submitted: with the first of its requests, whichever of them is told first. */
function submittedFirst(known: BuildsetRow, told: Time | null): Partial<BuildsetRow> {
  if (told === null || (!known.submittedGuessed && known.submittedAt <= told)) return {};
  return { submittedAt: told, submittedGuessed: false };
}

/** @returns whether the buildset has source stamps that it did not have before. */
function settleStamps(world: World, buildsetId: Id, told: Stamps): boolean {
  const known = world.get('buildsetStamps', buildsetId);
  if (isDeepStrictEqual(known, told)) return false;
  const settled = withKnownPatches(world, known, told);
  if (isDeepStrictEqual(known, settled)) return false;
  const isFuller =
    Object.keys(known).length === Object.keys(settled).length &&
    Object.entries(settled).every(([codebase, stamp]) => {
      const before = Object.hasOwn(known, codebase) ? known[codebase] : undefined;
      return before !== undefined && (before === stamp || withPatchText(world, before, stamp) === stamp);
    });
  if (Object.keys(known).length > 0 && !isFuller) {
    throw new Refused('CONFLICT', ['sourceStamps'], 'The buildset was reported with other source stamps before.');
  }
  world.set('buildsetStamps', [buildsetId], settled);
  return true;
}

/** Whether the build that asks is one that meets the request, or that this leads to. */
export function isAskedByItself(world: World, build: BuildRow, request: RequestRow): boolean {
  const { parentBuildId } = loaded(world.get('buildset', request.buildsetId));
  return parentBuildId !== null && build.parentBuildId === null && triggersItself(world, build, parentBuildId);
}

/** Ties a build to the request that it meets: what the build was not told of itself, it takes from there. */
export function linkToRequest(world: World, build: BuildRow, request: RequestRow): BuildRow {
  const buildset = loaded(world.get('buildset', request.buildsetId));
  const stamps = world.get('buildsetStamps', buildset.id);
  if (Object.keys(world.get('buildStamps', build.id)).length === 0 && Object.keys(stamps).length > 0) {
    world.set('buildStamps', [build.id], stamps);
  }
  const builds = world.get('buildsOfRequest', request.id);
  if (!builds.includes(build.id)) world.set('buildsOfRequest', [request.id], [...builds, build.id]);
  const linked: BuildRow = {
    ...build,
    buildRequestId: request.id,
    awaitedRequestKey: null,
    requestedAt: request.submittedAt,
    reason: build.reason ?? buildset.reason,
    parentBuildId: build.parentBuildId ?? buildset.parentBuildId,
    rebuildOfId: build.rebuildOfId ?? repeated(build, buildset.rebuildOfId),
  };
  world.set('build', [linked.id], linked);
  followBuilds(world, request.id);
  return linked;
}

/**
 * Brings a request to what its builds say: claimed since the newest that was not given up (RETRY) started, whatever the order in
 * which they are reported; and met by the one whose end is known first. A request that is complete stays as it is, but for a time
 * that was guessed, and for one that was passed over (SKIPPED) and is built after all.
 */
export function followBuilds(world: World, requestId: Id): void {
  const request = loaded(world.get('request', requestId));
  const builds = world
    .get('buildsOfRequest', requestId)
    .map((id) => loaded(world.get('build', id)))
    .filter((build) => build.startedAt !== null && build.result !== 'RETRY');
  const claimedAt = builds
    .map((build) => build.startedAt)
    .reduce((a, b) => (a !== null && (b === null || a > b) ? a : b), null);
  const [met] = builds
    .filter((build) => build.completedAt !== null)
    .sort((a, b) => ((a.completedAt ?? '') < (b.completedAt ?? '') ? -1 : 1));
  const known = builds.length > 0 && met?.result !== 'SKIPPED' ? notSkipped(request) : request;
  const claimed = known.claimedAt === claimedAt ? known : { ...known, claimedAt };
  if (claimed !== request) world.set('request', [requestId], claimed);
  if (!met?.completedAt || met.result === null) {
    if (known !== request) emitRequested(world, claimed);
    return;
  }
  if (claimed.completedAt === null) complete(world, claimed, met.result, met.completedAt, met.completedGuessed);
  else if (claimed.completedGuessed && claimed.result === met.result) {
    const { completedAt, completedGuessed } = met;
    world.set('request', [requestId], { ...claimed, completedAt, completedGuessed });
  }
}

/** A request that ended as a build did which ends anew: it is open again, until it follows its builds. */
export function forgetEnd(world: World, requestId: Id, { result, completedAt }: BuildRow): void {
  const request = loaded(world.get('request', requestId));
  if (request.result !== result || request.completedAt !== completedAt) return;
  world.set('request', [requestId], { ...request, result: null, completedAt: null, completedGuessed: false });
}

/** The request as it is without having been passed over: a CI system may take that back. */
function notSkipped(request: RequestRow): RequestRow {
  if (request.result !== 'SKIPPED') return request;
  return { ...request, result: null, completedAt: null, completedGuessed: false };
}

export function finishBuildRequest(world: World, input: Reports['finishBuildRequest']): BuildRequest {
  const completedAt = check.optionalTime(['completedAt'], input.completedAt);
  const request = requestReferred(world, ['buildRequest'], input.buildRequest);
  if (request === null) {
    const { origin: name, key } = input.buildRequest;
    if (name && key && world.get('requestRemoved', originNamed(world, ['buildRequest', 'origin'], name).id, key))
      throw gone(['buildRequest', 'key'], 'build request', key);
    throw new Refused(
      'NOT_FOUND',
      ['buildRequest', 'key'],
      `There is no build request with the key ${check.quote(input.buildRequest.key)}.`,
    );
  }
  // It was passed over, and is built after all: told in this order, or in the other.
  if (input.result === 'SKIPPED' && request.claimedAt !== null) return request;
  if (request.completedAt === null)
    return complete(world, request, input.result, completedAt ?? world.now, completedAt === null);
  check.settle(['result'], request.result, input.result);
  if (!request.completedGuessed || completedAt === null) return request;
  return complete(world, request, input.result, completedAt, false);
}

/** Ends a request and tells of it, also again when the true time of its end has become known. */
function complete(
  world: World,
  request: RequestRow,
  result: Result,
  completedAt: Time,
  completedGuessed: boolean,
): RequestRow {
  const completed = { ...request, result, completedAt, completedGuessed };
  world.set('request', [request.id], completed);
  world.emit({ ...entry(request), type: 'BUILD_REQUEST_FINISHED', moment: { result } });
  return completed;
}

function entry(request: BuildRequest) {
  return { originId: request.originId, buildId: null, subjectId: request.id };
}
