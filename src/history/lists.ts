// The lists that can be asked for, and what hangs on what.

import type { BuildOrder, Direction } from '../filters.ts';
import type {
  Build,
  Builder,
  BuildRequest,
  Change,
  Hook,
  HookDelivery,
  Master,
  Origin,
  Project,
  SourceStamp,
  Step,
  Test,
  TestResult,
  Token,
  Webhook,
  Worker,
} from '../model.ts';
import { BUILDS, STEPS } from '../store/buildRecords.ts';
import { HOOK_DELIVERIES } from '../store/deliveries.ts';
import { HOOKS } from '../store/hooks.ts';
import { ENDED_BUILDS, VISIBLE_BUILDS } from '../store/lengths.ts';
import type { List, Nesting } from '../store/lists.ts';
import * as records from '../store/records.ts';
import type { Table } from '../store/table.ts';
import { orderedName, TEST_NAME, TEST_RESULTS, TESTS } from '../store/testRecords.ts';
import { WEBHOOKS } from '../store/webhooks.ts';
import type { BuildsParent } from './history.ts';

const ID = { column: 't.id', type: 'bigint' } as const;
// The "C" collation sorts by code point, alike on every database.
const NAME = { column: 't.name collate "C"', type: 'text' } as const;
const time = (column: string) => ({ column: `t.${column}`, type: 'timestamptz' as const });

function byName<T extends { readonly id: string; readonly name: string }>(
  table: Table<T>,
  direction: Direction,
): List<T> {
  return {
    name: `${table.table}:name:${direction}`,
    table,
    order: [NAME, ID],
    direction,
    key: (thing) => [thing.name, thing.id],
  };
}

export const builderList = (direction: Direction = 'ASC'): List<Builder> => byName(records.BUILDERS, direction);
export const workerList = (direction: Direction = 'ASC'): List<Worker> => byName(records.WORKERS, direction);
export const projectList = (direction: Direction = 'ASC'): List<Project> => byName(records.PROJECTS, direction);
export const masterList = (direction: Direction = 'ASC'): List<Master> => byName(records.MASTERS, direction);
export const originList = (direction: Direction): List<Origin> => byName(records.ORIGINS, direction);

export function buildList({ field, direction }: BuildOrder, table: Table<Build> = BUILDS): List<Build> {
  return field === 'STARTED_AT'
    ? {
        name: `build:started:${direction}`,
        table,
        order: [time('started_at'), ID],
        direction,
        key: (build) => [build.startedAt, build.id],
        length: VISIBLE_BUILDS,
      }
    : {
        name: `build:completed:${direction}`,
        table: { ...table, visible: `${table.visible} and t.completed_at is not null` },
        order: [time('completed_at'), ID],
        direction,
        key: (build) => [build.completedAt ?? '', build.id],
        length: ENDED_BUILDS,
      };
}

export function buildRequestList(direction: Direction): List<BuildRequest> {
  return {
    name: `build_request:submitted:${direction}`,
    table: records.BUILD_REQUESTS,
    order: [time('submitted_at'), ID],
    direction,
    key: (request) => [request.submittedAt, request.id],
  };
}

export function changeList(direction: Direction): List<Change> {
  return {
    name: `change:committed:${direction}`,
    table: records.CHANGES,
    order: [time('committed_at'), ID],
    direction,
    key: (change) => [change.committedAt, change.id],
  };
}

export function sourceStampList(direction: Direction): List<SourceStamp> {
  return {
    name: `source_stamp:created:${direction}`,
    table: records.SOURCE_STAMPS,
    order: [time('created_at'), ID],
    direction,
    key: (stamp) => [stamp.createdAt, stamp.id],
  };
}

/** The source stamps of the console: those of which a build has started. */
export const CONSOLE_LIST: List<SourceStamp> = {
  name: 'console',
  table: { ...records.SOURCE_STAMPS, visible: 't.first_started_at is not null' },
  order: [time('first_started_at'), ID],
  direction: 'DESC',
  key: (stamp) => [stamp.firstStartedAt ?? '', stamp.id],
};

export const stepList = (table: Table<Step> = STEPS): List<Step> => ({
  name: 'step:number',
  table,
  order: [{ column: 't.number', type: 'int' }, ID],
  direction: 'ASC',
  key: (step) => [String(step.number), step.id],
});

export function testList(direction: Direction): List<Test> {
  return {
    name: `test:name:${direction}`,
    table: TESTS,
    order: [{ column: TEST_NAME, type: 'text' }, ID],
    direction,
    key: (test) => [orderedName(test.name), test.id],
  };
}

const PLACE = [
  { column: 'r.report_id', type: 'bigint' },
  { column: 'r.position', type: 'int' },
] as const;

/** The results of a build. */
export const RESULT_LIST: List<TestResult> = {
  name: 'test_result:place',
  table: TEST_RESULTS,
  order: PLACE,
  direction: 'ASC',
  key: (result) => [result.reportId, String(result.position)],
};

/** The results of a test. Of builds that are placeholders nobody hears. */
export const TEST_HISTORY: List<TestResult> = {
  name: 'test_result:started',
  table: { ...TEST_RESULTS, visible: 'r.started_at is not null' },
  order: [{ column: 'r.started_at', type: 'timestamptz' }, { column: 'r.build_id', type: 'bigint' }, ...PLACE],
  direction: 'DESC',
  key: (result) => [result.startedAt ?? '', result.buildId, result.reportId, String(result.position)],
};

export const RESULTS_OF: { readonly [P in 'build' | 'test']: Nesting } = {
  build: { from: 'test_result r', parent: 'r.build_id' },
  test: { from: 'test_result r join build t on t.id = r.build_id', parent: 'r.test_id' },
};

export const TOKEN_LIST: List<Token> = {
  name: 'token:created',
  table: records.TOKENS,
  order: [time('created_at'), ID],
  direction: 'DESC',
  key: (token) => [token.createdAt, token.id],
};

export const WEBHOOK_LIST: List<Webhook> = {
  name: 'webhook:created',
  table: WEBHOOKS,
  order: [time('created_at'), ID],
  direction: 'DESC',
  key: (webhook) => [webhook.createdAt, webhook.id],
};

export const HOOK_LIST: List<Hook> = {
  name: 'hook:created',
  table: HOOKS,
  order: [time('created_at'), ID],
  direction: 'DESC',
  key: (hook) => [hook.createdAt, hook.id],
};

export function hookDeliveryList(direction: Direction): List<HookDelivery> {
  return {
    name: `delivery:received:${direction}`,
    table: HOOK_DELIVERIES,
    order: [time('received_at'), ID],
    direction,
    key: (delivery) => [delivery.receivedAt, delivery.id],
  };
}

/** The children of a parent that they name in a column of their own. */
export const within = (table: Table<unknown>, column: string): Nesting => ({
  from: `${table.table} t`,
  parent: `t.${column}`,
});

export const BUILDS_OF: { readonly [P in BuildsParent]: Nesting } = {
  builder: within(BUILDS, 'builder_id'),
  worker: within(BUILDS, 'worker_id'),
  buildRequest: within(BUILDS, 'build_request_id'),
  parentBuild: within(BUILDS, 'parent_build_id'),
  rebuildOf: within(BUILDS, 'rebuild_of_id'),
  sourceStamp: {
    from: 'build_source_stamp link join build t on t.id = link.build_id',
    parent: 'link.source_stamp_id',
  },
};

export const CHANGES_OF: { readonly [P in 'build' | 'sourceStamp']: Nesting } = {
  sourceStamp: within(records.CHANGES, 'source_stamp_id'),
  build: {
    from: 'build_source_stamp link join change t on t.source_stamp_id = link.source_stamp_id',
    parent: 'link.build_id',
  },
};
