// Origins, and the things that are known by a name within one: each comes to be when it is first named.

import type { Json, Master, Origin, OriginKind, Project, Worker } from '../../model.ts';
import type { BuilderRow, OriginRow } from '../../store/cells.ts';
import * as check from '../checks.ts';
import type { Reports } from '../reports.ts';
import type { World } from '../world.ts';

type Path = readonly string[];

/** The origin of that name, made when it is new. From here on, other writers of it wait. */
export function originNamed(world: World, path: Path, told: string, kind: OriginKind = 'CUSTOM'): OriginRow {
  const name = check.name(path, told);
  const known = world.get('origin', name);
  if (known !== null) {
    world.get('lock', known.id);
    return known;
  }
  const origin = { id: world.newId(world.now), name, kind, url: null, createdAt: world.now, heardAt: world.now };
  world.set('origin', [name], origin);
  return origin;
}

export function registerOrigin(world: World, input: Reports['registerOrigin']): Origin {
  const named = originNamed(world, ['name'], input.name, input.kind);
  const url = check.optionalUrl(['url'], input.url);
  const withTold = (origin: OriginRow) => ({ ...origin, kind: input.kind, url: url ?? origin.url });
  if (check.firstDifference(named, withTold(named)) === undefined) return named;
  // It was read by its name, before its lock was held: another process may have changed it since.
  const origin = withTold(world.get('originById', named.id) ?? named);
  world.set('origin', [origin.name], origin);
  world.set('originById', [origin.id], origin);
  return origin;
}

export function projectNamed(world: World, origin: Origin, path: Path, told: string): Project {
  const name = check.name(path, told);
  const known = world.get('project', origin.id, name);
  if (known !== null) return known;
  const project = { id: world.newId(world.now), originId: origin.id, name, description: null, url: null };
  world.set('project', [origin.id, name], project);
  return project;
}

export function registerProject(world: World, input: Reports['registerProject']): Project {
  const origin = originNamed(world, ['origin'], input.origin);
  const known = projectNamed(world, origin, ['name'], input.name);
  const project = {
    ...known,
    description: check.optionalText(['description'], input.description) ?? known.description,
    url: check.optionalUrl(['url'], input.url) ?? known.url,
  };
  if (check.firstDifference(known, project) !== undefined) world.set('project', [origin.id, project.name], project);
  return project;
}

export function builderNamed(world: World, origin: Origin, path: Path, told: string): BuilderRow {
  const name = check.name(path, told);
  const known = world.get('builder', origin.id, name);
  if (known !== null) return known;
  const builder: BuilderRow = {
    id: world.newId(world.now),
    originId: origin.id,
    projectId: null,
    name,
    description: null,
    tags: [],
    lastNumber: 0,
  };
  keepBuilder(world, builder);
  return builder;
}

export function registerBuilder(world: World, input: Reports['registerBuilder']): BuilderRow {
  const origin = originNamed(world, ['origin'], input.origin);
  world.want('builder', origin.id, input.name);
  const project = input.project ? projectNamed(world, origin, ['project'], input.project) : null;
  const name = check.name(['name'], input.name);
  const tags = input.tags
    ? check.list(['tags'], input.tags, 100).map((tag, i) => check.name(['tags', String(i)], tag))
    : null;
  const known = world.get('builder', origin.id, name);
  const builder: BuilderRow = {
    id: known?.id ?? world.newId(world.now),
    originId: origin.id,
    projectId: project?.id ?? known?.projectId ?? null,
    name,
    description: check.optionalText(['description'], input.description) ?? known?.description ?? null,
    tags: tags === null ? (known?.tags ?? []) : [...new Set(tags)].sort(),
    lastNumber: known?.lastNumber ?? 0,
  };
  if (known === null || check.firstDifference(known, builder) !== undefined) keepBuilder(world, builder);
  return builder;
}

function keepBuilder(world: World, builder: BuilderRow): void {
  world.set('builder', [builder.originId, builder.name], builder);
  world.emit({ type: 'BUILDER_UPDATED', originId: builder.originId, buildId: null, subjectId: builder.id, moment: {} });
}

export function workerNamed(world: World, origin: Pick<Origin, 'id'>, path: Path, told: string): Worker {
  const name = check.name(path, told);
  const known = world.get('worker', origin.id, name);
  if (known !== null) return known;
  const worker = {
    id: world.newId(world.now),
    originId: origin.id,
    name,
    connected: false,
    connectionChangedAt: null,
    info: null,
  };
  keepWorker(world, worker);
  return worker;
}

export function registerWorker(world: World, input: Reports['registerWorker']): Worker {
  const info: Json = check.json(['info'], input.info);
  const known = workerNamed(world, originNamed(world, ['origin'], input.origin), ['name'], input.name);
  const worker = { ...known, info: info ?? known.info };
  if (check.firstDifference(known, worker) !== undefined) keepWorker(world, worker);
  return worker;
}

function keepWorker(world: World, worker: Worker): void {
  world.set('worker', [worker.originId, worker.name], worker);
  world.emit({ type: 'WORKER_UPDATED', originId: worker.originId, buildId: null, subjectId: worker.id, moment: {} });
}

export function connectWorker(world: World, input: Reports['connectWorker']): Worker {
  return changeConnection(world, input, true);
}

export function loseWorker(world: World, input: Reports['loseWorker']): Worker {
  return changeConnection(world, input, false);
}

/** What is older than the last that was heard of the connection changes nothing; what is as old counts as newer. */
function changeConnection(world: World, input: Reports['connectWorker'], connected: boolean): Worker {
  const at = check.optionalTime(['at'], input.at) ?? world.now;
  const known = workerNamed(world, originNamed(world, ['origin'], input.origin), ['name'], input.name);
  const { connectionChangedAt } = known;
  if (connectionChangedAt !== null && at < connectionChangedAt) return known;
  if (connectionChangedAt !== null && connected === known.connected) return heardOf(world, known, at);
  const worker = { ...known, connected, connectionChangedAt: at };
  world.set('worker', [worker.originId, worker.name], worker);
  const entry = { originId: worker.originId, buildId: null, subjectId: worker.id };
  world.emit(
    connected
      ? { ...entry, type: 'WORKER_CONNECTED', moment: { connectedAt: at } }
      : { ...entry, type: 'WORKER_LOST', moment: { lostAt: at } },
  );
  return worker;
}

/** The same again, later: no change of the connection, but readers see another time, and what is older changes nothing from now on. */
function heardOf(world: World, known: Worker, at: string): Worker {
  const worker = { ...known, connectionChangedAt: at };
  if (at !== known.connectionChangedAt) keepWorker(world, worker);
  return worker;
}

export function masterNamed(world: World, origin: Origin, path: Path, told: string): Master {
  const name = check.name(path, told);
  const known = world.get('master', origin.id, name);
  if (known !== null) return known;
  const master = { id: world.newId(world.now), originId: origin.id, name, active: true, lastActiveAt: null };
  world.set('master', [origin.id, name], master);
  return master;
}

export function registerMaster(world: World, input: Reports['registerMaster']): Master {
  const at = check.optionalTime(['at'], input.at) ?? world.now;
  const origin = originNamed(world, ['origin'], input.origin);
  const known = masterNamed(world, origin, ['name'], input.name);
  if (known.lastActiveAt !== null && at < known.lastActiveAt) return known;
  const master = { ...known, active: input.active ?? true, lastActiveAt: at };
  world.set('master', [origin.id, master.name], master);
  return master;
}
