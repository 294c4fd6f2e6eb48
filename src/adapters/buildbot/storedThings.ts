// What a Buildbot has besides its requests and builds, in reports; and how what is stored is read.

import type { Row, StoredBuilder, StoredChange, StoredProperty } from '../../buildbot/index.ts';
import { NAME_LIMIT } from '../../reporting/checks.ts';
import type { Report, ReportedProperty } from '../../reporting/reports.ts';
import { clean, jsonValue, webAddress, words } from '../text.ts';
import { reportedProperties } from './builds.ts';
import type { PostedProperties } from './shapes.ts';
import { timeOf } from './values.ts';

/** Told what of a thing is left out, or was put in another's place, and why. */
export type Note = (why: string) => void;

/** Where what is stored comes from. */
export interface Place {
  readonly origin: string;
  /** The address of the master's web interface, as `buildbotURL` has it; null when it is not known. */
  readonly web: string | null;
  /** When it is read, in Unix seconds. */
  readonly now: number;
}

const LATEST = 7_258_118_400; // the year 2200, in Unix seconds

/** Seconds that are a time; null when they are none. */
export const seconds = (value: number | null): number | null =>
  value !== null && value >= 0 && value <= LATEST ? value : null;

export const isName = (value: string | null): value is string =>
  value !== null && value !== '' && value.length <= NAME_LIMIT;

export function originOf({ origin, web }: Place): Report {
  return { kind: 'registerOrigin', input: { name: origin, kind: 'BUILDBOT', url: webAddress(web) } };
}

export function storedProject({ origin }: Place, { name, description }: Row<'projects'>): Report {
  return { kind: 'registerProject', input: { origin, name: clean(name ?? ''), description: words(description) } };
}

export function storedBuilder({ origin }: Place, { builder, project, tags }: StoredBuilder): Report {
  return {
    kind: 'registerBuilder',
    input: {
      origin,
      name: clean(builder.name ?? ''),
      description: words(builder.description),
      project: project === null ? null : clean(project) || null,
      tags: [...new Set(tags.filter(isName).map(clean))].sort().slice(0, 100),
    },
  };
}

export function storedWorker({ origin }: Place, { name, info }: Row<'workers'>, note: Note): Report {
  const parsed = parse(info ?? '{}');
  const isObject = typeof parsed?.value === 'object' && parsed.value !== null && !Array.isArray(parsed.value);
  if (!isObject) note('what is told of a worker is no JSON object, and is left out');
  const value = isObject ? jsonOf(parsed.value) : undefined;
  return { kind: 'registerWorker', input: { origin, name: clean(name ?? ''), info: value ?? null } };
}

export function storedMaster({ origin }: Place, { name, active, last_active }: Row<'masters'>): Report {
  const at = timeOf(seconds(last_active));
  return { kind: 'registerMaster', input: { origin, name: clean(name ?? ''), active: active === 1, at } };
}

/** What the properties of one change may have together as JSON, in characters. */
const MOST_OF_CHANGE = 1_000_000;

export function storedChange({ origin }: Place, { change, files, properties }: StoredChange, note: Note): Report {
  return {
    kind: 'addChange',
    input: {
      origin,
      key: `change/${change.changeid}`,
      author: words(change.author) ?? '',
      committer: words(change.committer),
      message: words(change.comments, 1_000_000) ?? '',
      revision: words(change.revision, NAME_LIMIT),
      branch: words(change.branch, NAME_LIMIT),
      repository: clean(change.repository ?? ''),
      codebase: clean(change.codebase ?? ''),
      project: words(change.project, NAME_LIMIT),
      category: words(change.category, NAME_LIMIT),
      url: webAddress(change.revlink),
      files: files.slice(0, 10_000).map((file) => words(file, 4_000) ?? ''),
      properties: fitting(reportedProperties(postedProperties(properties, note)), note),
      committedAt: timeOf(seconds(change.when_timestamp)),
    },
  };
}

function fitting(properties: readonly ReportedProperty[], note: Note): readonly ReportedProperty[] {
  let size = 0;
  return properties.filter((property) => {
    const next = size + JSON.stringify(property).length;
    if (next > MOST_OF_CHANGE) {
      note('the properties of a change are too large together: those that go beyond are left out');
      return false;
    }
    size = next;
    return true;
  });
}

/** The properties of a build, or a change, as they are posted. */
export function postedProperties(properties: readonly StoredProperty[], note: Note): PostedProperties {
  const posted: [string, unknown[]][] = [];
  for (const { name, value, source } of properties) {
    if (!isName(name)) {
      note('a property has no name, or one that is too long');
      continue;
    }
    const parsed = parse(value ?? 'null');
    const json = parsed === undefined ? undefined : jsonOf(parsed.value);
    if (json === undefined) note('the value of a property is no JSON that can be kept, and is imported as its text');
    posted.push([name, [json === undefined ? clean(value ?? '') : json, source]]);
  }
  return Object.fromEntries(posted);
}

/** What is written as JSON; undefined when it is none. */
export function parse(written: string): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(written) };
  } catch {
    return undefined;
  }
}

/** The value with clean texts; undefined when it nests too deeply. */
export function jsonOf(value: unknown) {
  try {
    return jsonValue(value, 'the value');
  } catch {
    return undefined;
  }
}
