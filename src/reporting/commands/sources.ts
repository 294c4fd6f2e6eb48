// Source stamps and changes.

import { createHash } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { type Change, type Id, MOST, type Origin, type Patch, type Property } from '../../model.ts';
import type { ChangeRow, SourceStampRow, Stamps } from '../../store/cells.ts';
import * as check from '../checks.ts';
import { Refused } from '../refused.ts';
import type { ReportedPatch, ReportedProperty, ReportedSourceStamp, Reports } from '../reports.ts';
import { settleTime } from '../times.ts';
import type { World } from '../world.ts';
import { originNamed } from './named.ts';
import { reportedProperties } from './properties.ts';
import { loaded } from './refs.ts';

/** Characters of JSON that the properties of one change may have together: they are read with every change. */
const MOST_PROPERTIES = 1_048_576;

type Path = readonly string[];
type Told<T> = Omit<T, 'sourceStampId'>;

/** The source stamps that were reported, by code base; made when they are new. Two of one code base are refused. */
export function stampsReported(
  world: World,
  origin: Pick<Origin, 'id'>,
  path: Path,
  told: readonly ReportedSourceStamp[],
): Stamps {
  check.list(path, told, MOST.sourceStamps);
  const stamps = new Map<string, string>();
  const prepared = told.map((stamp, i) => prepareStamp(world, origin, [...path, String(i)], stamp));
  for (const [i, { stamp, patch }] of prepared.entries()) {
    if (stamps.has(stamp.codebase)) {
      throw new Refused(
        'INVALID',
        [...path, String(i), 'codebase'],
        `The code base ${check.quote(stamp.codebase)} is named twice.`,
      );
    }
    stamps.set(stamp.codebase, keepStamp(world, stamp, patch));
  }
  return Object.fromEntries(stamps);
}

/** The stamps of a build that was told of more. Refuses too many of them. */
export function withStamps(known: Stamps, told: Stamps): Stamps {
  const stamps = { ...known, ...told };
  check.total(['sourceStamps'], Object.keys(stamps).length, MOST.sourceStamps, ['build', 'source stamps']);
  return stamps;
}

/** Asks for source stamps that will be reported. What cannot be one is refused when it is. */
export function wantStamps(world: World, originId: Id, told: readonly ReportedSourceStamp[]): void {
  for (const stamp of told.slice(0, MOST.sourceStamps)) {
    try {
      prepareStamp(world, { id: originId }, [], stamp);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
    }
  }
}

type Prepared = { readonly stamp: Omit<SourceStampRow, 'id'>; readonly patch: Told<Patch> | null };

function prepareStamp(world: World, origin: Pick<Origin, 'id'>, path: Path, told: ReportedSourceStamp): Prepared {
  const patch = told.patch ? preparePatch([...path, 'patch'], told.patch) : null;
  const facts = {
    originId: origin.id,
    codebase: check.possiblyEmptyName([...path, 'codebase'], told.codebase),
    repository: check.text([...path, 'repository'], told.repository ?? '', 2_000),
    branch: check.optionalName([...path, 'branch'], told.branch || null),
    revision: check.optionalName([...path, 'revision'], told.revision || null),
    project: check.optionalName([...path, 'project'], told.project || null),
  };
  const digest = createHash('sha256').update(JSON.stringify([Object.values(facts), patch && Object.values(patch)]));
  // What has started is told by builds, once they are written: see store/following.ts.
  const stamp = { ...facts, createdAt: world.now, firstStartedAt: null, digest: `\\x${digest.digest('hex')}` };
  world.want('stampByDigest', stamp.digest);
  return { stamp, patch };
}

function preparePatch(path: Path, told: ReportedPatch): Told<Patch> {
  return {
    author: check.optionalText([...path, 'author'], told.author),
    comment: check.optionalText([...path, 'comment'], told.comment),
    level: check.integer([...path, 'level'], told.level ?? 1, 0, 100),
    subdirectory: check.optionalText([...path, 'subdirectory'], told.subdirectory),
    body: check.optionalText([...path, 'body'], told.body, 16 * 1_048_576),
  };
}

/** @returns the id of the source stamp, made when it is new. */
function keepStamp(world: World, stamp: Omit<SourceStampRow, 'id'>, patch: Told<Patch> | null): string {
  const known = world.get('stampByDigest', stamp.digest);
  if (known !== null) return known;
  const id = world.newId(world.now);
  world.set('stampByDigest', [stamp.digest], id);
  world.set('stamp', [id], { id, ...stamp });
  if (patch !== null) {
    const kept = { sourceStampId: id, ...patch };
    world.addPatch(kept);
    world.set('patch', [id], kept);
  }
  return id;
}

/**
 * Of two source stamps that are the same but for the text of their patch, which one of them lacks, the one that has it: not every
 * reporter can tell that text. Null when they differ otherwise.
 */
export function withPatchText(world: World, a: Id, b: Id): Id | null {
  for (const id of [a, b]) {
    world.want('stamp', id);
    world.want('patch', id);
  }
  const patches = [world.get('patch', a), world.get('patch', b)];
  const stamps = [a, b].map((id) => loaded(world.get('stamp', id)));
  const isSame =
    !patches.includes(null) &&
    isDeepStrictEqual(
      ...(stamps.map(({ codebase, repository, branch, revision, project }) => [
        codebase,
        repository,
        branch,
        revision,
        project,
      ]) as [unknown, unknown]),
    ) &&
    isDeepStrictEqual(
      ...(patches.map((patch) => ({ ...patch, sourceStampId: null, body: null })) as [unknown, unknown]),
    );
  const [body, otherBody] = patches.map((patch) => patch?.body ?? null);
  if (!isSame || (body !== null && otherBody !== null)) return null;
  return body === null ? b : a;
}

/** What was told, but where that lacks the text of a patch that is known. */
export function withKnownPatches(world: World, known: Stamps, told: Stamps): Stamps {
  return Object.fromEntries(
    Object.entries(told).map(([codebase, stamp]) => {
      const before = Object.hasOwn(known, codebase) ? known[codebase] : undefined;
      const isLess = before !== undefined && before !== stamp && withPatchText(world, before, stamp) === before;
      return [codebase, isLess ? before : stamp];
    }),
  );
}

export function addChange(world: World, input: Reports['addChange']): Change {
  const committedAt = check.optionalTime(['committedAt'], input.committedAt);
  const files = check
    .list(['files'], input.files ?? [], 10_000)
    .map((file, i) => check.text(['files', String(i)], file, 4_096));
  const key = check.name(['key'], input.key);
  const origin = originNamed(world, ['origin'], input.origin);
  world.want('change', origin.id, key);
  const { stamp, patch } = prepareStamp(world, origin, [], input);
  const known = world.get('change', origin.id, key);
  const committed = settleTime(
    ['committedAt'],
    known?.committedAt ?? null,
    known?.committedGuessed ?? false,
    committedAt,
    world.now,
  );
  const change: ChangeRow = {
    id: known?.id ?? world.newId(committedAt ?? world.now),
    originId: origin.id,
    key,
    author: check.text(['author'], input.author),
    committer: known?.committer ?? check.optionalText(['committer'], input.committer),
    message: check.text(['message'], input.message),
    revision: stamp.revision,
    branch: stamp.branch,
    repository: stamp.repository,
    codebase: stamp.codebase,
    project: stamp.project,
    category: known?.category ?? check.optionalName(['category'], input.category || null),
    url: known?.url ?? check.optionalUrl(['url'], input.url),
    files: files.length === 0 ? (known?.files ?? []) : files,
    properties: withProperties(known?.properties ?? [], input.properties ?? []),
    committedAt: committed.at,
    committedGuessed: committed.guessed,
    sourceStampId: keepStamp(world, stamp, patch),
  };
  if (known === null) {
    keepChange(world, change);
    return change;
  }
  // What may be filled in has been by now: `change` differs from `known` in that, or else contradicts it.
  const { committer, category, url, properties } = change;
  const told = {
    committer,
    category,
    url,
    properties,
    committedAt: change.committedAt,
    committedGuessed: change.committedGuessed,
  };
  const filled = { ...known, ...told, files: known.files.length === 0 ? files : known.files };
  const field = check.firstDifference(filled, change);
  if (field !== undefined) {
    throw new Refused('CONFLICT', [field], `The change ${check.quote(key)} was reported with another ${field} before.`);
  }
  if (check.firstDifference(known, change) !== undefined) keepChange(world, change);
  return change;
}

/** In the order of their names. Those that are known stand. */
function withProperties(known: readonly Property[], told: readonly ReportedProperty[]): readonly Property[] {
  const reported = new Map(reportedProperties(told));
  const size = JSON.stringify([...reported]).length;
  if (size > MOST_PROPERTIES) {
    const message = `Expected the properties of a change to be at most ${MOST_PROPERTIES} characters of JSON, received ${size}.`;
    throw new Refused('INVALID', ['properties'], message);
  }
  for (const { name, value, source } of known) reported.set(name, { value, source });
  check.total(['properties'], reported.size, MOST.properties, ['change', 'properties']);
  return [...reported]
    .map(([name, { value, source }]) => ({ name, value, source }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** Keeps a change, and tells of it, also again when more of it has become known. */
function keepChange(world: World, change: ChangeRow): void {
  const { id, originId, key } = change;
  world.set('change', [originId, key], change);
  world.emit({ type: 'CHANGE_ADDED', originId, buildId: null, subjectId: id, moment: {} });
}
