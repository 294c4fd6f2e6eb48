// Origins, and the things that are known by a name within one: each comes to be when it is first named.

import type { NewEvent } from '../../loggedEvents.ts';
import type { Id, Json, Master, Origin, OriginKind, Project, Worker } from '../../model.ts';
import type { BuilderRow, CellKey, Cells, OriginRow } from '../../store/cells.ts';
import * as check from '../checks.ts';
import type { Reports } from '../reports.ts';
import type { World } from '../world.ts';

type Path = readonly string[];

/** The origin of that name, made when it is new. From here on, other writers of it wait. */
export function originNamed(world: World, path: Path, told: string): OriginRow {
  return keepOrigin(world, knownOrNewOrigin(world, path, told, 'CUSTOM'));
}

function knownOrNewOrigin(world: World, path: Path, told: string, kind: OriginKind): OriginRow {
  const name = check.name(path, told);
  const known = world.get('origin', name);
  if (known === null)
    return { id: world.newId(world.now), name, kind, url: null, createdAt: world.now, heardAt: world.now };
  world.get('lock', known.id);
  return known;
}

export function registerOrigin(world: World, input: Reports['registerOrigin']): Origin {
  const named = knownOrNewOrigin(world, ['name'], input.name, input.kind);
  const url = check.optionalUrl(['url'], input.url);
  const withTold = (origin: OriginRow) => ({ ...origin, kind: input.kind, url: url ?? origin.url });
  if (check.firstDifference(named, withTold(named)) === undefined) return keepOrigin(world, named);
  // It was read by its name, before its lock was held: another process may have changed it since.
  const origin = withTold(world.get('originById', named.id) ?? named);
  world.set('originById', [origin.id], origin);
  return keepOrigin(world, origin);
}

export function projectNamed(world: World, origin: Origin, path: Path, told: string): Project {
  return keepProject(world, knownOrNewProject(world, origin, path, told));
}

function knownOrNewProject(world: World, origin: Origin, path: Path, told: string): Project {
  const name = check.name(path, told);
  const known = world.get('project', origin.id, name);
  return known ?? { id: world.newId(world.now), originId: origin.id, name, description: null, url: null };
}

export function registerProject(world: World, input: Reports['registerProject']): Project {
  const known = knownOrNewProject(world, originNamed(world, ['origin'], input.origin), ['name'], input.name);
  return keepProject(world, {
    ...known,
    description: check.optionalText(['description'], input.description) ?? known.description,
    url: check.optionalUrl(['url'], input.url) ?? known.url,
  });
}

export function builderNamed(world: World, origin: Origin, path: Path, told: string): BuilderRow {
  return keepBuilder(world, knownOrNewBuilder(world, origin, path, told));
}

function knownOrNewBuilder(world: World, origin: Origin, path: Path, told: string): BuilderRow {
  const name = check.name(path, told);
  const known = world.get('builder', origin.id, name);
  if (known !== null) return known;
  const id = world.newId(world.now);
  return { id, originId: origin.id, projectId: null, name, description: null, tags: [], lastNumber: 0 };
}

export function registerBuilder(world: World, input: Reports['registerBuilder']): BuilderRow {
  const origin = originNamed(world, ['origin'], input.origin);
  world.want('builder', origin.id, input.name);
  const project = input.project ? projectNamed(world, origin, ['project'], input.project) : null;
  const known = knownOrNewBuilder(world, origin, ['name'], input.name);
  const tags = input.tags
    ? check.list(['tags'], input.tags, 100).map((tag, i) => check.name(['tags', String(i)], tag))
    : null;
  return keepBuilder(world, {
    ...known,
    projectId: project?.id ?? known.projectId,
    description: check.optionalText(['description'], input.description) ?? known.description,
    tags: tags === null ? known.tags : [...new Set(tags)].sort(),
  });
}

export function workerNamed(world: World, origin: Pick<Origin, 'id'>, path: Path, told: string): Worker {
  return keepWorker(world, knownOrNewWorker(world, origin, path, told));
}

function knownOrNewWorker(world: World, origin: Pick<Origin, 'id'>, path: Path, told: string): Worker {
  const name = check.name(path, told);
  const known = world.get('worker', origin.id, name);
  if (known !== null) return known;
  const id = world.newId(world.now);
  return { id, originId: origin.id, name, connected: false, connectionChangedAt: null, info: null };
}

export function registerWorker(world: World, input: Reports['registerWorker']): Worker {
  const info: Json = check.jsonObject(['info'], input.info);
  const known = knownOrNewWorker(world, originNamed(world, ['origin'], input.origin), ['name'], input.name);
  return keepWorker(world, { ...known, info: info ?? known.info });
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
  return keepWorker(world, { ...known, connectionChangedAt: at });
}

export function masterNamed(world: World, origin: Origin, path: Path, told: string): Master {
  return keepMaster(world, knownOrNewMaster(world, origin, path, told));
}

function knownOrNewMaster(world: World, origin: Origin, path: Path, told: string): Master {
  const name = check.name(path, told);
  const known = world.get('master', origin.id, name);
  return known ?? { id: world.newId(world.now), originId: origin.id, name, active: true, lastActiveAt: null };
}

export function registerMaster(world: World, input: Reports['registerMaster']): Master {
  const at = check.optionalTime(['at'], input.at) ?? world.now;
  const known = knownOrNewMaster(world, originNamed(world, ['origin'], input.origin), ['name'], input.name);
  if (known.lastActiveAt !== null && at < known.lastActiveAt) return known;
  return keepMaster(world, { ...known, active: input.active ?? true, lastActiveAt: at });
}

function keepOrigin(world: World, origin: OriginRow): OriginRow {
  const key = [origin.name];
  return keep(world, 'origin', key, origin, { ...entryOf({ ...origin, originId: origin.id }), type: 'ORIGIN_UPDATED' });
}

function keepProject(world: World, project: Project): Project {
  const key = [project.originId, project.name];
  return keep(world, 'project', key, project, { ...entryOf(project), type: 'PROJECT_UPDATED' });
}

function keepBuilder(world: World, builder: BuilderRow): BuilderRow {
  const key = [builder.originId, builder.name];
  return keep(world, 'builder', key, builder, { ...entryOf(builder), type: 'BUILDER_UPDATED' });
}

function keepWorker(world: World, worker: Worker): Worker {
  const key = [worker.originId, worker.name];
  return keep(world, 'worker', key, worker, { ...entryOf(worker), type: 'WORKER_UPDATED' });
}

function keepMaster(world: World, master: Master): Master {
  const key = [master.originId, master.name];
  return keep(world, 'master', key, master, { ...entryOf(master), type: 'MASTER_UPDATED' });
}

/** Keeps a thing and tells of it, when it is new or has changed. */
function keep<K extends 'origin' | 'project' | 'builder' | 'worker' | 'master', T extends NonNullable<Cells[K]>>(
  world: World,
  kind: K,
  key: CellKey,
  thing: T,
  event: NewEvent,
): T {
  const known = world.get(kind, ...key);
  if (known !== null && check.firstDifference(known, thing) === undefined) return thing;
  world.set(kind, key, thing);
  world.emit(event);
  return thing;
}

/** What the events of these things have in common: they are of no build, and carry nothing of their moment. */
function entryOf({ originId, id }: { readonly originId: Id; readonly id: Id }) {
  return { originId, buildId: null, subjectId: id, moment: {} };
}
