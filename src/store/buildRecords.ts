// Builds, their steps and the logs of these: how a row of each becomes a plain record.

import type { Build, BuildState, Log, LogType, Result, Step, StepState } from '../model.ts';
import { field, tableOf } from './fields.ts';
import { columns, type Table } from './table.ts';

// What has no start is a placeholder: see prisma/schema.prisma.
export const BUILDS = tableOf<Build>('build', 't.started_at is not null', {
  id: field.text('id'),
  originId: field.text('origin_id'),
  key: field.text('key'),
  builderId: field.text('builder_id'),
  number: field.number('number'),
  startedAt: field.time('started_at'),
  completedAt: field.optionalTime('completed_at'),
  state: field.text<BuildState>('state'),
  result: field.optionalText<Result>('result'),
  stateString: field.text('state_string'),
  reason: field.optionalText('reason'),
  url: field.optionalText('url'),
  requestedAt: field.optionalTime('requested_at'),
  workerId: field.optionalText('worker_id'),
  masterId: field.optionalText('master_id'),
  buildRequestId: field.optionalText('build_request_id'),
  parentBuildId: field.optionalText('parent_build_id'),
  rebuildOfId: field.optionalText('rebuild_of_id'),
  lost: field.boolean('lost'),
});

export const STEPS = tableOf<Step>('step', 'true', {
  id: field.text('id'),
  buildId: field.text('build_id'),
  key: field.text('key'),
  number: field.number('number'),
  name: field.text('coalesce(t.name, t.key)'),
  state: field.text<StepState>('state'),
  result: field.optionalText<Result>('result'),
  stateString: field.text('state_string'),
  startedAt: field.optionalTime('started_at'),
  completedAt: field.optionalTime('completed_at'),
  hidden: field.boolean('coalesce(t.hidden, false)'),
  lost: field.boolean('lost'),
  urls: field.json<Step['urls']>('urls'),
});

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
