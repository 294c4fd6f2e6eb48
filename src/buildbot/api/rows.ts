// What the API tells, as rows of the tables that it tells them from. What is absent, or not of its type, is null: as it is of a table.

import type { StoredProperty, StoredStamp } from '../stored.ts';
import type { Row } from '../tables.ts';
import { isObject, type Told } from './master.ts';

/** Times are whole seconds. */
export const int = (value: unknown): number | null =>
  typeof value === 'number' && Number.isSafeInteger(Math.trunc(value)) ? Math.trunc(value) : null;
const text = (value: unknown): string | null => (typeof value === 'string' ? value : null);
const flag = (value: unknown): number | null =>
  typeof value === 'boolean' ? Number(value) : typeof value === 'number' ? int(value) : null;

export const listOf = (value: unknown): readonly Told[] => (Array.isArray(value) ? value.filter(isObject) : []);
export const textsOf = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.filter((each) => typeof each === 'string') : [];

export const projectRow = ({ projectid, name, description }: Told): Row<'projects'> => ({
  id: int(projectid),
  name: text(name),
  description: text(description),
});

export const builderRow = ({ builderid, name, description, projectid }: Told): Row<'builders'> => ({
  id: int(builderid),
  name: text(name),
  description: text(description),
  projectid: int(projectid),
});

export const workerRow = ({ workerid, name, workerinfo }: Told): Row<'workers'> => ({
  id: int(workerid),
  name: text(name),
  info: workerinfo === undefined || workerinfo === null ? null : JSON.stringify(workerinfo),
});

export const masterRow = ({ masterid, name, active, last_active }: Told): Row<'masters'> => ({
  id: int(masterid),
  name: text(name),
  active: flag(active),
  last_active: int(last_active),
});

export const changeRow = (told: Told): Row<'changes'> => ({
  changeid: int(told.changeid),
  author: text(told.author),
  committer: text(told.committer),
  comments: text(told.comments),
  branch: text(told.branch),
  revision: text(told.revision),
  revlink: text(told.revlink),
  when_timestamp: int(told.when_timestamp),
  category: text(told.category),
  repository: text(told.repository),
  codebase: text(told.codebase),
  project: text(told.project),
});

export const requestRow = (told: Told): Row<'buildrequests'> => ({
  id: int(told.buildrequestid),
  buildsetid: int(told.buildsetid),
  builderid: int(told.builderid),
  priority: int(told.priority),
  complete: flag(told.complete),
  results: int(told.results),
  submitted_at: int(told.submitted_at),
  complete_at: int(told.complete_at),
});

export const buildsetRow = (told: Told): Row<'buildsets'> => ({
  id: int(told.bsid),
  external_idstring: text(told.external_idstring),
  reason: text(told.reason),
  submitted_at: int(told.submitted_at),
  parent_buildid: int(told.parent_buildid),
  rebuilt_buildid: int(told.rebuilt_buildid),
});

/** The stamps of a buildset, in the order in which they came to be: it tells them in any. */
export function stampsOf({ sourcestamps }: Told): readonly StoredStamp[] {
  const told = [...listOf(sourcestamps)].sort((a, b) => (int(a.ssid) ?? 0) - (int(b.ssid) ?? 0));
  return told.map((stamp) => {
    const patch = isObject(stamp.patch) ? stamp.patch : null;
    return {
      stamp: {
        id: int(stamp.ssid),
        branch: text(stamp.branch),
        revision: text(stamp.revision),
        patchid: patch === null ? null : int(patch.patchid),
        repository: text(stamp.repository),
        codebase: text(stamp.codebase),
        project: text(stamp.project),
      },
      patch: patch === null ? null : patchRow(patch),
    };
  });
}

const patchRow = (patch: Told): Row<'patches'> => ({
  id: int(patch.patchid),
  patchlevel: int(patch.level),
  // Buildbot tells null: it cannot write bytes as JSON.
  patch_base64: typeof patch.body === 'string' ? Buffer.from(patch.body).toString('base64') : null,
  patch_author: text(patch.author),
  patch_comment: text(patch.comment),
  subdir: text(patch.subdir),
});

export const buildRow = (told: Told): Row<'builds'> => ({
  id: int(told.buildid),
  number: int(told.number),
  builderid: int(told.builderid),
  buildrequestid: int(told.buildrequestid),
  workerid: int(told.workerid),
  masterid: int(told.masterid),
  started_at: int(told.started_at),
  complete_at: int(told.complete_at),
  state_string: text(told.state_string),
  results: int(told.results),
});

/** The properties of a build, or a change, each told as [value, source]. */
export function propertiesOf(told: unknown): readonly StoredProperty[] {
  if (!isObject(told)) return [];
  return Object.entries(told).map(([name, pair]) => {
    const [value, source] = Array.isArray(pair) ? pair : [pair, null];
    return { name, value: JSON.stringify(value ?? null), source: text(source) };
  });
}

export const stepRow = (told: Told): Row<'steps'> => ({
  id: int(told.stepid),
  number: int(told.number),
  name: text(told.name),
  buildid: int(told.buildid),
  started_at: int(told.started_at),
  complete_at: int(told.complete_at),
  state_string: text(told.state_string),
  results: int(told.results),
  urls_json: Array.isArray(told.urls) ? JSON.stringify(told.urls) : null,
  hidden: flag(told.hidden),
});

export const logRow = (told: Told): Row<'logs'> => ({
  id: int(told.logid),
  name: text(told.name),
  slug: text(told.slug),
  stepid: int(told.stepid),
  complete: flag(told.complete),
  num_lines: int(told.num_lines),
  type: text(told.type),
});

export const testSetRow = (told: Told): Row<'test_result_sets'> => ({
  id: int(told.test_result_setid),
  buildid: int(told.buildid),
  stepid: int(told.stepid),
  description: text(told.description),
  category: text(told.category),
  value_unit: text(told.value_unit),
  tests_passed: int(told.tests_passed),
  tests_failed: int(told.tests_failed),
  complete: flag(told.complete),
});

export const testResultRow = (told: Told): Row<'test_results'> => ({
  id: int(told.test_resultid),
  test_result_setid: int(told.test_result_setid),
  test_nameid: null,
  test_code_pathid: null,
  line: int(told.line),
  duration_ns: int(told.duration_ns),
  value: text(told.value),
});

export const nameOf = (value: unknown): string | null => text(value);
