// A small history of builds, reported, for tests of what filters let through.

import fc from 'fast-check';
import type { BuildFilter } from '../../../src/filters.ts';
import type { Id, Json, LoggedEvent } from '../../../src/model.ts';
import { commitGroup } from '../../../src/reporting/group.ts';
import type { Report, ReportKind, Reports } from '../../../src/reporting/reports.ts';
import { BUILDS } from '../../../src/store/buildRecords.ts';
import { buildConditions } from '../../../src/store/conditions.ts';
import type { Database } from '../../../src/store/database.ts';
import { entriesAfter } from '../../../src/store/eventLog.ts';
import { createIdMaker } from '../../../src/store/ids.ts';
import { createReader, type Reader } from '../../../src/store/reader.ts';
import { all, Values } from '../../../src/store/sql.ts';
import { createTestDatabase } from '../../support/database.ts';

export const report = <K extends ReportKind>(kind: K, input: Reports[K]) => ({ kind, input }) as Report;

export const T = (minute: number) => `2026-03-01T12:${String(minute).padStart(2, '0')}:00.000Z`;

export interface TestHistory {
  readonly database: Database;
  readonly reader: Reader;
  /** Forgets everything that was reported before. */
  readonly clear: () => Promise<void>;
  /** Fails when a report is refused. */
  readonly report: (...reports: readonly Report[]) => Promise<void>;
  /** The whole log. */
  readonly events: () => Promise<readonly LoggedEvent[]>;
  /** All builds, placeholders too. */
  readonly buildIds: () => Promise<readonly Id[]>;
  /** Those that the lists of the API show, by the conditions that they are read with. */
  readonly listed: (filter: BuildFilter) => Promise<readonly Id[]>;
  readonly drop: () => Promise<void>;
}

/** In the order in which they can be emptied. */
const TABLES = 'event change build buildset source_stamp builder worker master project origin'.split(' ');

export async function createTestHistory(): Promise<TestHistory> {
  const { database, drop } = await createTestDatabase();
  const reader = createReader(database);
  const ids = createIdMaker(database);
  const firsts = async (sql: string, values: readonly unknown[] = []) =>
    (await reader.rows(sql, values)).map(([id]) => id ?? '');
  return {
    database,
    reader,
    clear: async () => {
      // Much faster than to truncate tables that hold so little. What hangs on builds and buildsets goes with them.
      for (const table of TABLES) await database.pool.query(`delete from ${table}`);
    },
    report: async (...reports) => {
      const { outcomes } = await commitGroup(database, ids, reports, T(59));
      const refused = outcomes.find(({ accepted }) => !accepted);
      if (refused) throw new Error(`Refused: ${JSON.stringify(refused)}`);
    },
    events: () => entriesAfter(reader, '0', 1_000),
    buildIds: () => firsts('select id from build order by id'),
    listed: (filter) => {
      const values = new Values();
      const conditions = all([BUILDS.visible, ...buildConditions(filter, values)]);
      return firsts(`select t.id from build t where ${conditions} order by t.id`, values.list);
    },
    drop,
  };
}

// Few values, so that filters and builds often meet; those that are told apart with the most trouble are among them.
const name = fc.constantFrom('a', 'b', '__proto__', 'É', '\ufffd', "'{}", 'toString');
const text = fc.constantFrom(
  '',
  'a',
  'A',
  'ab%_',
  'ab\\',
  'İs',
  'is',
  'ΣΑΣ',
  'σας',
  'σασ',
  'STRASSE',
  'straße',
  '\ufffd',
);
/** Half of a surrogate pair becomes U+FFFD on its way to the database. */
const askedName = fc.oneof({ weight: 9, arbitrary: name }, { weight: 1, arbitrary: fc.constantFrom('', '\ud800') });
const askedText = fc.oneof(
  { weight: 9, arbitrary: text },
  { weight: 1, arbitrary: fc.constantFrom('\udc00', '%', '_') },
);
const json: fc.Arbitrary<Json> = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom<Json>(0, -0, 1, 1e21, 1e-7, -1.5e300, 5e-324, null, '1', true, [], {}, '') },
  {
    weight: 2,
    arbitrary: fc.constantFrom<Json>([1, null], { b: 1, aa: { é: '\t"\\' } }, JSON.parse('{"__proto__": 1}')),
  },
  { weight: 1, arbitrary: fc.jsonValue({ noUnicodeString: false, maxDepth: 2 }).filter(kept) as fc.Arbitrary<Json> },
);

/** The database keeps neither NUL nor half of a surrogate pair. */
function kept(value: unknown): boolean {
  return !/\\u0000|\\ud[89a-f]/.test(JSON.stringify(value));
}

const states = fc.constantFrom('RUNNING' as const, 'FINISHED' as const);
export const results = fc.constantFrom('SUCCESS' as const, 'FAILURE' as const, 'RETRY' as const);
const minute = fc.integer({ min: 0, max: 9 }).map(T);
const lateMinute = fc.integer({ min: 10, max: 15 }).map(T);
const maybe = <V>(arbitrary: fc.Arbitrary<V>) => fc.option(arbitrary, { nil: null, freq: 4 });
const list = <V>(arbitrary: fc.Arbitrary<V>) => fc.array(arbitrary, { maxLength: 3 });

/** A builder, and one build of it with all that filters can ask for. `steps` alone: the build stays a placeholder. */
const story = fc.record({
  origin: name,
  builder: name,
  tags: fc.uniqueArray(name, { maxLength: 3 }),
  project: maybe(name),
  worker: maybe(name),
  reason: maybe(text),
  startedAt: minute,
  steps: fc.boolean(),
  onlySteps: fc.integer({ min: 0, max: 9 }).map((dice) => dice === 0),
  result: maybe(results),
  sourceStamps: fc.uniqueArray(
    fc.record({ codebase: text, repository: text, branch: maybe(text), revision: maybe(text) }),
    { maxLength: 3, selector: ({ codebase }) => codebase },
  ),
  properties: fc.uniqueArray(fc.record({ name, value: json }), { maxLength: 3, selector: (one) => one.name }),
});
export const stories = fc.array(story, { minLength: 1, maxLength: 6 });

type Story = typeof story extends fc.Arbitrary<infer S> ? S : never;

/** What is reported of some stories, told in turns: what began before something else can end after it. */
export function reportsOf(told: readonly Story[]): readonly Report[] {
  const begun = told.flatMap(({ origin, builder, tags, project, onlySteps, ...build }, i) => {
    const key = String(i);
    const step = report('startStep', { build: { origin, key }, key: 's', name: 's' });
    if (onlySteps) return [step];
    const { worker, reason, startedAt, sourceStamps, properties, steps } = build;
    const start = { origin, key, builder, worker, reason, startedAt, sourceStamps, properties };
    return [
      report('registerBuilder', { origin, name: builder, tags, project }),
      report('startBuild', start),
      ...(steps ? [step] : []),
    ];
  });
  const ended = told.flatMap(({ origin, result, onlySteps }, i) =>
    result === null || onlySteps
      ? []
      : [report('finishBuild', { build: { origin, key: String(i) }, result, completedAt: T(10 + i) })],
  );
  return [...begun, ...ended];
}

const wantedProperty = fc.record({ name: askedName, value: json }, { requiredKeys: ['name'] });

/** Filters of few parts, so that they let something through. */
export const buildFilters: fc.Arbitrary<BuildFilter> = fc
  .record({
    builders: list(askedName),
    tags: list(askedName),
    projects: list(askedName),
    origins: list(askedName),
    workers: list(askedName),
    branch: askedText,
    revision: askedText,
    repository: askedText,
    codebase: askedText,
    states: list(states),
    results: list(results),
    started: fc.tuple(minute, minute),
    completed: fc.tuple(lateMinute, lateMinute),
    properties: list(wantedProperty),
    reason: askedText,
  })
  .map(({ started, completed, ...whole }) => {
    // A range that ends before it starts is refused.
    const [startedFrom, startedBefore] = started.toSorted();
    const [completedFrom, completedBefore] = completed.toSorted();
    return { ...whole, startedFrom, startedBefore, completedFrom, completedBefore };
  })
  .chain((whole) =>
    fc
      .subarray(Object.keys(whole) as (keyof BuildFilter)[], { maxLength: 3 })
      .chain((parts) =>
        fc
          .array(fc.integer({ min: 0, max: 9 }), { minLength: parts.length, maxLength: parts.length })
          .map((dice) => Object.fromEntries(parts.map((part, i) => [part, dice[i] === 0 ? null : whole[part]]))),
      ),
  );
