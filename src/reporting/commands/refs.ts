// Things that are named by their global id, or by the reporter's own key.

import { localId } from '../../globalIds.ts';
import type { Id } from '../../model.ts';
import type { BuildRow, RequestRow, StepRow } from '../../store/cells.ts';
import * as check from '../checks.ts';
import { Refused } from '../refused.ts';
import type { BuildRef, BuildRequestRef, Optional, StepRef } from '../reports.ts';
import type { World } from '../world.ts';
import { originNamed } from './named.ts';

type Path = readonly string[];

/** How a reference names its thing. */
type Naming =
  | { readonly by: 'id'; readonly id: string }
  | { readonly by: 'key'; readonly origin: string; readonly key: string };

/** The build that is referred to. By key, it is made as a placeholder when it was not reported yet; by id, it must exist. */
export function buildReferred(world: World, path: Path, ref: BuildRef): BuildRow {
  const naming = namingOf(path, ref);
  return naming.by === 'id'
    ? buildById(world, [...path, 'id'], naming.id)
    : buildByKey(world, path, naming.origin, naming.key);
}

function buildById(world: World, path: Path, globalId: string): BuildRow {
  const id = localId('Build', globalId);
  const originId = id && world.get('originOfBuild', id);
  const build = id && originId && world.get('lock', originId) && world.get('build', id);
  if (!build) throw new Refused('NOT_FOUND', path, `There is no build with the id ${check.quote(globalId)}.`);
  return build;
}

function buildByKey(world: World, path: Path, originName: string, told: string): BuildRow {
  const origin = originNamed(world, [...path, 'origin'], originName);
  const key = check.name([...path, 'key'], told);
  const known = world.get('buildByKey', origin.id, key);
  return known === null ? addPlaceholder(world, path, origin.id, key) : loaded(world.get('build', known));
}

/** The build that led to another: null when it was removed because of its age or number. By id, it must exist. */
export function parentReferred(world: World, path: Path, ref: BuildRef): BuildRow | null {
  try {
    return buildReferred(world, path, ref);
  } catch (error) {
    if (error instanceof Refused && error.refusal.code === 'GONE') return null;
    throw error;
  }
}

/**
 * A build of which nothing is known but its key. Readers do not see it until it is reported. Refuses the key of a build that was removed:
 * what comes late does not bring it back.
 */
export function addPlaceholder(world: World, path: Path, originId: Id, key: string): BuildRow {
  if (world.get('buildRemoved', originId, key)) throw gone([...path, 'key'], 'build', key);
  const build: BuildRow = {
    id: world.newId(world.now),
    originId,
    key,
    builderId: null,
    number: null,
    startedAt: null,
    startedGuessed: false,
    completedAt: null,
    completedGuessed: false,
    state: 'RUNNING',
    result: null,
    stateString: '',
    reason: null,
    url: null,
    requestedAt: null,
    workerId: null,
    masterId: null,
    buildRequestId: null,
    awaitedRequestKey: null,
    parentBuildId: null,
    rebuildOfId: null,
    lost: false,
    heardAt: world.now,
  };
  world.set('buildByKey', [originId, key], build.id);
  world.set('build', [build.id], build);
  return build;
}

/** A request by its id, which must exist, or by its key: null when it was not reported yet. */
export function requestReferred(world: World, path: Path, ref: BuildRequestRef): RequestRow | null {
  const naming = namingOf(path, ref);
  if (naming.by === 'key') {
    const origin = originNamed(world, [...path, 'origin'], naming.origin);
    const key = check.name([...path, 'key'], naming.key);
    const id = world.get('requestByKey', origin.id, key);
    return id === null ? null : world.get('request', id);
  }
  const id = localId('BuildRequest', naming.id);
  const originId = id && world.get('originOfRequest', id);
  const request = id && originId && world.get('lock', originId) && world.get('request', id);
  if (!request)
    throw new Refused('NOT_FOUND', [...path, 'id'], `There is no build request with the id ${check.quote(naming.id)}.`);
  return request;
}

/** A step and its build. */
export interface StepInBuild {
  readonly build: BuildRow;
  readonly step: StepRow;
}

/** The step that is referred to: by id, it must exist; by key, `make` makes it when it was not reported yet. */
export function stepReferred(
  world: World,
  path: Path,
  ref: StepRef,
  make: (build: BuildRow, key: string) => StepRow,
): StepInBuild {
  if (isGiven(ref.id) && !isGiven(ref.build) && !isGiven(ref.key)) return stepById(world, [...path, 'id'], ref.id);
  if (isGiven(ref.id) || !isGiven(ref.build) || !isGiven(ref.key)) {
    throw new Refused('INVALID', path, 'A step is named by its `id`, or by its `build` and `key`.');
  }
  const build = buildReferred(world, [...path, 'build'], ref.build);
  const key = check.name([...path, 'key'], ref.key);
  const id = world.get('stepByKey', build.id, key);
  return { build, step: id === null ? make(build, key) : loaded(world.get('step', id)) };
}

function stepById(world: World, path: Path, globalId: string): StepInBuild {
  const id = localId('Step', globalId);
  const originId = id && world.get('originOfStep', id);
  const step = id && originId && world.get('lock', originId) && world.get('step', id);
  if (!step) throw new Refused('NOT_FOUND', path, `There is no step with the id ${check.quote(globalId)}.`);
  return { build: loaded(world.get('build', step.buildId)), step };
}

/** What a reference calls its thing; undefined when there is none. */
export const nameOf = (ref: Optional<BuildRef>): string | undefined => ref?.key ?? ref?.id ?? undefined;

function namingOf(path: Path, ref: BuildRef): Naming {
  const { id, origin, key } = ref;
  if (isGiven(id) && !isGiven(origin) && !isGiven(key)) return { by: 'id', id };
  if (!isGiven(id) && isGiven(origin) && isGiven(key)) return { by: 'key', origin, key };
  throw new Refused('INVALID', path, 'Name it by its `id`, or by its `origin` and `key`.');
}

/** @param what is no longer kept */
export function gone(path: Path, what: string, key: string): Refused {
  const message = `The ${what} ${check.quote(key)} was removed because of its age or number. Nothing of this report was kept, and sending it again changes nothing.`;
  return new Refused('GONE', path, message);
}

function isGiven<T>(value: T | null | undefined): value is T {
  return value !== null && value !== undefined;
}

/** A row that another cell points at. It exists: nothing is deleted while its origin is locked. */
export function loaded<T>(row: T | null): T {
  if (row === null) throw new Error('A row that another one points at is missing.');
  return row;
}
