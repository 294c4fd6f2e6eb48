// Builds, their steps and the logs of these: how a row of each becomes a plain record.

import type { Build, BuildState, Log, LogType, Result, Step, StepState } from '../model.ts';
import { columns, type Table } from './table.ts';

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
