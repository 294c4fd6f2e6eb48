// What finished builds amount to, counted where they are: one statement for each kind of question, for any number of parents. Over long
// ranges rollups.ts answers the same from what was counted before.

import type { BuildFilter } from '../filters.ts';
import { type Id, RESULTS_WORST_FIRST, type Result, type Time } from '../model.ts';
import { buildConditions } from './buildConditions.ts';
import { BUILDS } from './buildRecords.ts';
import type { Nesting } from './lists.ts';
import { type Reader, type Row, tail } from './reader.ts';
import { all, Values } from './sql.ts';

/** The builds to count: those that match, of all or, with a nesting, of each of some parents. */
export interface Scope {
  readonly filter: BuildFilter;
  readonly nesting: Nesting | null;
}

/** Whose builds they are, where there is no parent. */
export const NOBODY: Id = '';

/** Some lengths of time, in seconds. */
export interface SecondsSummary {
  readonly mean: number;
  readonly p50: number;
  readonly p90: number;
  readonly p95: number;
  readonly p99: number;
  readonly max: number;
  /** Whether the percentiles and the longest are those that there were; otherwise they are within the accuracy of sketch.ts. */
  readonly exact: boolean;
}

export interface ResultCount {
  readonly result: Result;
  readonly count: number;
}

/** How many builds ended with each result, the worst first. */
export type ResultCounts = readonly ResultCount[];

export interface Group {
  readonly byResult: ResultCounts;
  /** Null when there are no durations. */
  readonly durationSeconds: SecondsSummary | null;
}

/** What is wanted of the totals. */
export interface Parts {
  readonly durations: boolean;
  readonly queues: boolean;
}

export interface Totals extends Group {
  readonly queueSeconds: SecondsSummary | null;
  /** How many of the builds are still there to be listed. */
  readonly kept: number;
}

export const NO_RESULTS: ResultCounts = RESULTS_WORST_FIRST.map((result) => ({ result, count: 0 }));

const FINISHED = `${BUILDS.visible} and t.completed_at is not null`;
const PERCENTILES = [0.5, 0.9, 0.95, 0.99];
// As the fields of a build are: clocks differ, and nothing takes less than no time. date_part, since extract makes a numeric.
const DURATION = `case when not t.lost then greatest(0, date_part('epoch', t.completed_at - t.started_at)) end`;
// greatest takes no notice of null.
const QUEUE = `case when t.requested_at is not null then greatest(0, date_part('epoch', t.started_at - t.requested_at)) end`;
const COUNTS = RESULTS_WORST_FIRST.map((result) => `count(*) filter (where t.result = '${result}')`).join(', ');

const summary = (seconds: string) =>
  `avg(${seconds}), max(${seconds}), to_json(percentile_disc(array[${PERCENTILES.join(', ')}]) within group (order by ${seconds}))`;
const NO_SUMMARY = 'null, null, null';

/** The totals of each parent; those that are not wanted are null. Parents without builds are left out. */
export async function readTotals(
  reader: Reader,
  scope: Scope,
  parents: readonly Id[],
  wanted: Parts,
): Promise<Map<Id, Totals>> {
  const durations = wanted.durations ? summary(DURATION) : NO_SUMMARY;
  const queues = wanted.queues ? summary(QUEUE) : NO_SUMMARY;
  const { select, values } = statement(scope, parents);
  const rows = await reader.rows(select(`${COUNTS}, ${durations}, ${queues}`), values.list);
  return new Map(
    rows.map((cells) => {
      const row = tail(cells);
      const group = groupIn(row);
      const kept = group.byResult.reduce((sum, { count }) => sum + count, 0);
      return [cells[0] ?? NOBODY, { ...group, queueSeconds: summaryIn(row), kept }];
    }),
  );
}

/** When the first and the last build of each parent ended; parents without any are left out. */
export async function readExtents(
  reader: Reader,
  scope: Scope,
  parents: readonly Id[],
): Promise<Map<Id, { readonly first: Time; readonly last: Time }>> {
  const { select, values } = statement(scope, parents);
  const rows = await reader.rows(select('min(t.completed_at), max(t.completed_at)'), values.list);
  return new Map(
    rows
      .filter((cells) => cells[1] !== null)
      .map((cells) => {
        const row = tail(cells);
        return [cells[0] ?? NOBODY, { first: row.time(), last: row.time() }];
      }),
  );
}

/** The groups of each parent, by their numbers. */
export type Groups = ReadonlyMap<Id, ReadonlyMap<number, Group>>;

/**
 * The builds of each parent by when they ended: the group `i` ended from bounds[i] until before bounds[i + 1]. Groups without builds
 * are left out. Durations that are not wanted are null.
 */
export async function readSeries(
  reader: Reader,
  scope: Scope,
  parents: readonly Id[],
  bounds: readonly Time[],
  wanted: Pick<Parts, 'durations'>,
): Promise<Groups> {
  const { select, values } = statement(scope, parents);
  const list = values.add(bounds, 'timestamptz[]');
  const within = `t.completed_at >= ${values.add(bounds[0], 'timestamptz')} and t.completed_at < ${values.add(bounds.at(-1), 'timestamptz')}`;
  const number = `width_bucket(t.completed_at, ${list}) - 1`;
  const rows = await reader.rows(
    select(`${number}, ${COUNTS}, ${wanted.durations ? summary(DURATION) : NO_SUMMARY}`, {
      where: within,
      groupBy: [2],
    }),
    values.list,
  );
  const series = new Map<Id, Map<number, Group>>();
  for (const cells of rows) {
    const row = tail(cells);
    const own = series.get(cells[0] ?? NOBODY) ?? new Map<number, Group>();
    own.set(row.number(), groupIn(row));
    series.set(cells[0] ?? NOBODY, own);
  }
  return series;
}

export interface BuilderGroup extends Group {
  readonly builderId: Id;
}

/** The builders of each parent that have finished the most builds, at most `first` of them, the busiest first. */
export async function readByBuilder(
  reader: Reader,
  scope: Scope,
  parents: readonly Id[],
  first: number,
): Promise<Map<Id, readonly BuilderGroup[]>> {
  const { select, values } = statement(scope, parents);
  const place = `row_number() over (partition by ${parentOf(scope)} order by count(*) desc, t.builder_id)`;
  const grouped = select(`t.builder_id, ${COUNTS}, ${summary(DURATION)}, ${place} as place`, { groupBy: [2] });
  const rows = await reader.rows(
    `select * from (${grouped}) builders where place <= ${values.add(first, 'int')} order by place`,
    values.list,
  );
  const found = new Map<Id, BuilderGroup[]>();
  for (const cells of rows) {
    const row = tail(cells);
    const own = found.get(cells[0] ?? NOBODY) ?? [];
    own.push({ builderId: row.text(), ...groupIn(row) });
    found.set(cells[0] ?? NOBODY, own);
  }
  return found;
}

const parentOf = ({ nesting }: Scope) => nesting?.parent ?? `'${NOBODY}'::text`;

interface More {
  readonly where?: string;
  /** The places of columns, of which the first is the parent's. */
  readonly groupBy?: readonly number[];
}

/** A statement under construction: its first column is the parent. */
function statement(scope: Scope, parents: readonly Id[]) {
  const { filter, nesting } = scope;
  const values = new Values();
  const ofParents = nesting === null ? [] : [`${nesting.parent} = any(${values.add(parents, 'bigint[]')})`];
  const conditions = [...ofParents, FINISHED, ...buildConditions(filter, values)];
  const from = nesting?.from ?? `${BUILDS.table} t`;
  const select = (columns: string, { where = 'true', groupBy = [] }: More = {}) => {
    const places = nesting === null ? groupBy : [1, ...groupBy];
    const grouping = places.length === 0 ? '' : ` group by ${places.join(', ')}`;
    return `select ${parentOf(scope)}, ${columns} from ${from} where ${all([...conditions, where])}${grouping}`;
  };
  return { select, values };
}

function groupIn(row: Row): Group {
  const byResult = RESULTS_WORST_FIRST.map((result) => ({ result, count: row.number() }));
  return { byResult, durationSeconds: summaryIn(row) };
}

function summaryIn(row: Row): SecondsSummary | null {
  const mean = row.optionalNumber();
  const max = row.optionalNumber();
  const percentiles = row.optional();
  if (mean === null || max === null || percentiles === null) return null;
  const [p50 = 0, p90 = 0, p95 = 0, p99 = 0] = (JSON.parse(percentiles) as number[]).map(toMilliseconds);
  return { mean: toMilliseconds(mean), p50, p90, p95, p99, max: toMilliseconds(max), exact: true };
}

/** Seconds to the millisecond, as times are kept: sums of binary fractions are a little off. */
function toMilliseconds(seconds: number): number {
  return Math.round(seconds * 1_000) / 1_000;
}
