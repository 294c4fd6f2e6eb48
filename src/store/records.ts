// The tables, but those of builds: how a row of each becomes a plain record.

import type {
  Builder,
  BuildRequest,
  Buildset,
  Change,
  Master,
  Origin,
  OriginKind,
  Project,
  Result,
  Scope,
  SourceStamp,
  Token,
  Worker,
} from '../model.ts';
import { columns, type Table } from './table.ts';

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
    'properties',
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
    properties: row.json<Change['properties']>(),
    committedAt: row.time(),
    sourceStampId: row.text(),
  }),
};

export const BUILDSETS: Table<Buildset> = {
  table: 'buildset',
  columns: columns(
    'id',
    'origin_id',
    'key',
    'reason',
    'external_id',
    'submitted_at',
    'parent_build_id',
    'rebuild_of_id',
  ),
  visible: 'true',
  read: (row) => ({
    id: row.text(),
    originId: row.text(),
    key: row.text(),
    reason: row.optional(),
    externalId: row.optional(),
    submittedAt: row.time(),
    parentBuildId: row.optional(),
    rebuildOfId: row.optional(),
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
