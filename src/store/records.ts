// How a row of each table becomes a plain record: which columns to select, in which order, and how to read them.

import type {
  Build,
  Builder,
  BuildRequest,
  BuildState,
  Buildset,
  Change,
  Log,
  LogType,
  Master,
  Origin,
  OriginKind,
  Project,
  Result,
  Scope,
  SourceStamp,
  Step,
  StepState,
  Token,
  Worker,
} from '../model.ts';
import type { Row } from './reader.ts';

/** A table, as the hot reads see it. */
export interface Table<T> {
  readonly table: string;
  /** The select list, each column with the alias `t`. */
  readonly columns: string;
  readonly read: (row: Row) => T;
  /** A condition that every row that readers may see fulfils. */
  readonly visible: string;
}

/** A select list of columns of `t`; what has a dot is an expression. */
export const columns = (...names: string[]) =>
  names.map((name) => (name.includes('.') ? name : `t.${name}`)).join(', ');

export const ORIGINS: Table<Origin> = {
  table: 'origin',
  columns: columns('id', 'name', 'kind', 'url', 'created_at'),
  visible: 'true',
  read: (row) => ({
    id: row.text(),
    name: row.text(),
    kind: row.text() as OriginKind,
    url: row.optional(),
    createdAt: row.time(),
  }),
};

export const MASTERS: Table<Master> = {
  table: 'master',
  columns: columns('id', 'origin_id', 'name', 'active', 'last_active_at'),
  visible: 'true',
  read: (row) => ({
    id: row.text(),
    originId: row.text(),
    name: row.text(),
    active: row.boolean(),
    lastActiveAt: row.optionalTime(),
  }),
};

export const PROJECTS: Table<Project> = {
  table: 'project',
  columns: columns('id', 'origin_id', 'name', 'description', 'url'),
  visible: 'true',
  read: (row) => ({
    id: row.text(),
    originId: row.text(),
    name: row.text(),
    description: row.optional(),
    url: row.optional(),
  }),
};

export const BUILDERS: Table<Builder> = {
  table: 'builder',
  columns: columns('id', 'origin_id', 'project_id', 'name', 'description', 'to_json(t.tags)'),
  visible: 'true',
  read: (row) => ({
    id: row.text(),
    originId: row.text(),
    projectId: row.optional(),
    name: row.text(),
    description: row.optional(),
    tags: row.json<string[]>(),
  }),
};

export const WORKERS: Table<Worker> = {
  table: 'worker',
  columns: columns('id', 'origin_id', 'name', 'connected', 'connection_changed_at', 'info'),
  visible: 'true',
  read: (row) => ({
    id: row.text(),
    originId: row.text(),
    name: row.text(),
    connected: row.boolean(),
    connectionChangedAt: row.optionalTime(),
    info: JSON.parse(row.optional() ?? 'null'),
  }),
};

export const SOURCE_STAMPS: Table<SourceStamp> = {
  table: 'source_stamp',
  columns: columns(
    'id',
    'origin_id',
    'codebase',
    'repository',
    'branch',
    'revision',
    'project',
    'created_at',
    'first_started_at',
  ),
  visible: 'true',
  read: (row) => ({
    id: row.text(),
    originId: row.text(),
    codebase: row.text(),
    repository: row.text(),
    branch: row.optional(),
    revision: row.optional(),
    project: row.optional(),
    createdAt: row.time(),
    firstStartedAt: row.optionalTime(),
  }),
};

export const CHANGES: Table<Change> = {
  table: 'change',
  columns: columns(
    'id',
    'origin_id',
    'key',
    'author',
    'committer',
    'message',
    'revision',
    'branch',
    'repository',
    'codebase',
    'project',
    'category',
    'url',
    'to_json(t.files)',
    'committed_at',
    'source_stamp_id',
  ),
  visible: 'true',
  read: (row) => ({
    id: row.text(),
    originId: row.text(),
    key: row.text(),
    author: row.text(),
    committer: row.optional(),
    message: row.text(),
    revision: row.optional(),
    branch: row.optional(),
    repository: row.text(),
    codebase: row.text(),
    project: row.optional(),
    category: row.optional(),
    url: row.optional(),
    files: row.json<string[]>(),
    committedAt: row.time(),
    sourceStampId: row.text(),
  }),
};

export const BUILDSETS: Table<Buildset> = {
  table: 'buildset',
  columns: columns('id', 'origin_id', 'key', 'reason', 'external_id', 'submitted_at', 'parent_build_id'),
  visible: 'true',
  read: (row) => ({
    id: row.text(),
    originId: row.text(),
    key: row.text(),
    reason: row.optional(),
    externalId: row.optional(),
    submittedAt: row.time(),
    parentBuildId: row.optional(),
  }),
};

export const BUILD_REQUESTS: Table<BuildRequest> = {
  table: 'build_request',
  columns: columns(
    'id',
    'origin_id',
    'key',
    'buildset_id',
    'builder_id',
    'priority',
    'submitted_at',
    'claimed_at',
    'completed_at',
    'result',
  ),
  visible: 'true',
  read: (row) => ({
    id: row.text(),
    originId: row.text(),
    key: row.text(),
    buildsetId: row.text(),
    builderId: row.text(),
    priority: row.number(),
    submittedAt: row.time(),
    claimedAt: row.optionalTime(),
    completedAt: row.optionalTime(),
    result: row.optional() as Result | null,
  }),
};

export const BUILDS: Table<Build> = {
  table: 'build',
  columns: columns(
    'id',
    'origin_id',
    'key',
    'builder_id',
    'number',
    'started_at',
    'completed_at',
    'state',
    'result',
    'state_string',
    'reason',
    'url',
    'requested_at',
    'worker_id',
    'master_id',
    'build_request_id',
    'parent_build_id',
    'lost',
  ),
  // What has no start is a placeholder: see prisma/schema.prisma.
  visible: 't.started_at is not null',
  read: (row) => ({
    id: row.text(),
    originId: row.text(),
    key: row.text(),
    builderId: row.text(),
    number: row.number(),
    startedAt: row.time(),
    completedAt: row.optionalTime(),
    state: row.text() as BuildState,
    result: row.optional() as Result | null,
    stateString: row.text(),
    reason: row.optional(),
    url: row.optional(),
    requestedAt: row.optionalTime(),
    workerId: row.optional(),
    masterId: row.optional(),
    buildRequestId: row.optional(),
    parentBuildId: row.optional(),
    lost: row.boolean(),
  }),
};

export const STEPS: Table<Step> = {
  table: 'step',
  columns: columns(
    'id',
    'build_id',
    'key',
    'number',
    'coalesce(t.name, t.key)',
    'state',
    'result',
    'state_string',
    'started_at',
    'completed_at',
    'coalesce(t.hidden, false)',
    'urls',
  ),
  visible: 'true',
  read: (row) => ({
    id: row.text(),
    buildId: row.text(),
    key: row.text(),
    number: row.number(),
    name: row.text(),
    state: row.text() as StepState,
    result: row.optional() as Result | null,
    stateString: row.text(),
    startedAt: row.optionalTime(),
    completedAt: row.optionalTime(),
    hidden: row.boolean(),
    urls: row.json<Step['urls']>(),
  }),
};

export const LOGS: Table<Log> = {
  table: 'log',
  columns: columns('id', 'step_id', 'name', 'type', 'complete', 'line_count', 'byte_count'),
  visible: 'true',
  read: (row) => ({
    id: row.text(),
    stepId: row.text(),
    name: row.text(),
    type: row.text() as LogType,
    complete: row.boolean(),
    lineCount: row.number(),
    byteCount: row.number(),
  }),
};

export const TOKENS: Table<Token> = {
  table: 'token',
  columns: columns('id', 'name', 'to_json(t.scopes)', 'created_at', 'revoked_at'),
  visible: 'true',
  read: (row) => ({
    id: row.text(),
    name: row.text(),
    scopes: row.json<Scope[]>(),
    createdAt: row.time(),
    revokedAt: row.optionalTime(),
  }),
};
