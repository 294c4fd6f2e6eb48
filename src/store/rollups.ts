// What finished builds amount to, from the roll-ups of their hours, days and weeks (docs/decisions/0025-roll-ups.md): one statement, whose cost
// grows with the length of a range and hardly with the builds in it. What of a range is no whole hour or day is counted from the
// builds.

import type { BuildFilter } from '../filters.ts';
import type { Id, Result, Time } from '../model.ts';
import { buildConditions } from './buildConditions.ts';
import { BUILDS } from './buildRecords.ts';
import { builderConditions, ofNames, part } from './conditions.ts';
import { DAY_MS, type Piece, type Range, rolledUpPieces } from './pieces.ts';
import { isoTime, type Reader, tail } from './reader.ts';
import { all, Values } from './sql.ts';
import {
  type BuilderGroup,
  type Group,
  type Groups,
  NOBODY,
  type Parts,
  type Scope,
  type Totals,
} from './statistics.ts';
import { Tally } from './tally.ts';

/** Over how long builds must have ended to be read from roll-ups: over less, every build is looked at. */
const LONG_MS = 7 * DAY_MS;
/** What all grains can be narrowed by, and what only those by builder can. */
const OF_ALL: ReadonlySet<string> = new Set(['origins', 'results', 'completedFrom', 'completedBefore']);
const OF_BUILDERS: ReadonlySet<string> = new Set([
  ...OF_ALL,
  ...['builders', 'builderGlobs', 'tags', 'tagsAny', 'tagsNone', 'projects'],
]);

/** What an answer is put together from. */
interface Question {
  /** What the filter asks for. */
  readonly range: Range;
  readonly pieces: readonly Piece[];
  readonly filter: BuildFilter;
  readonly ofBuilders: boolean;
  /** The parents, which are builders; null where there is none. */
  readonly parents: readonly Id[] | null;
}

/** Whether a filter says nothing that roll-ups do not tell apart, and its range is long enough to be read from them. */
export function isRolledUp(filter: BuildFilter): boolean {
  const { from, to } = rangeOf(filter);
  return to - from >= LONG_MS && given(filter).every((name) => OF_BUILDERS.has(name));
}

/** The totals of each parent, as `readTotals` of statistics.ts; null where roll-ups cannot tell. */
export async function readTotals(
  reader: Reader,
  scope: Scope,
  parents: readonly Id[],
  wanted: Parts,
): Promise<Map<Id, Totals> | null> {
  const question = questionOf(scope, parents, rangeOf(scope.filter), [], false);
  const found = question && (await read(reader, question, () => `''`, wanted));
  return found && new Map([...found].map(([parent, groups]) => [parent, totalsOf(groups.get('') ?? new Tally())]));
}

/** The series of each parent, as `readSeries` of statistics.ts; null where roll-ups cannot tell. */
export async function readSeries(
  reader: Reader,
  scope: Scope,
  parents: readonly Id[],
  bounds: readonly Time[],
  wanted: Pick<Parts, 'durations'>,
): Promise<Groups | null> {
  const moments = bounds.map((at) => Date.parse(at));
  const asked = rangeOf(scope.filter);
  const range = {
    from: Math.max(asked.from, moments[0] ?? asked.from),
    to: Math.min(asked.to, moments.at(-1) ?? asked.to),
  };
  const question = questionOf(scope, parents, range, moments, false);
  if (question === null) return null;
  const group = (time: string, values: Values) =>
    `(width_bucket(t.${time}, ${values.add(bounds, 'timestamptz[]')}) - 1)::text`;
  const found = await read(reader, question, group, { durations: wanted.durations, queues: false });
  const numbered = (groups: ReadonlyMap<string, Tally>) =>
    new Map([...groups].map(([number, tally]) => [Number(number), groupOf(tally)] as const));
  return found && new Map([...found].map(([parent, groups]) => [parent, numbered(groups)]));
}

/**
 * The first and the last day of each parent on which any builds ended, those included that were removed since: when these days begin, in
 * milliseconds. Null where roll-ups cannot tell.
 */
export async function readDays(
  reader: Reader,
  scope: Scope,
  parents: readonly Id[],
): Promise<Map<Id, { readonly first: number; readonly last: number }> | null> {
  const range = rangeOf(scope.filter);
  const question = questionOf(scope, parents, range, [], false);
  if (question === null) return null;
  const values = new Values();
  // Whole days only: what of a day lies within the range is not among what roll-ups tell of it.
  const wholeDays = { from: range.from, to: Math.floor(range.to / DAY_MS) * DAY_MS };
  const pieces = [{ source: question.ofBuilders ? 'BUILDER_DAY' : 'DAY', ...wholeDays }] as const;
  const [days = 'false'] = conditionsOf({ ...question, pieces }, values);
  const parent = parentOf(question);
  const rows = await reader.rows(
    `select ${usableFor(question, values)}, days.* from rollup_fill f left join (
       select ${parent}, min(t.start), max(t.start) from rollup t where ${days} and t.count > 0 group by 1
     ) days on true where f.id = 1`,
    values.list,
  );
  if (rows[0]?.[0] !== 't') return null;
  return new Map(
    rows.flatMap(([, of, first, last]) =>
      first && last
        ? [[of ?? NOBODY, { first: Date.parse(isoTime(first)), last: Date.parse(isoTime(last)) }] as const]
        : [],
    ),
  );
}

/** The builders of each parent, as `readByBuilder` of statistics.ts; null where roll-ups cannot tell. */
export async function readByBuilder(
  reader: Reader,
  scope: Scope,
  parents: readonly Id[],
  first: number,
): Promise<Map<Id, readonly BuilderGroup[]> | null> {
  const question = questionOf(scope, parents, rangeOf(scope.filter), [], true);
  if (question === null) return null;
  const found = await read(reader, question, () => 't.builder_id::text', { durations: true, queues: false }, first);
  return found && new Map([...found].map(([parent, groups]) => [parent, busiest(groups, first)]));
}

function busiest(groups: ReadonlyMap<string, Tally>, first: number): readonly BuilderGroup[] {
  return [...groups]
    .map(([builderId, tally]) => ({ builderId, tally }))
    .filter(({ tally }) => tally.count > 0)
    .sort((a, b) => b.tally.count - a.tally.count || (BigInt(a.builderId) < BigInt(b.builderId) ? -1 : 1))
    .slice(0, first)
    .map(({ builderId, tally }) => ({ builderId, ...groupOf(tally) }));
}

/** The parts of a filter that say anything. */
function given(filter: BuildFilter): readonly string[] {
  return Object.entries(filter).flatMap(([name, value]) => (value === null || value === undefined ? [] : [name]));
}

function rangeOf({ completedFrom, completedBefore }: BuildFilter): Range {
  return {
    from: completedFrom ? Date.parse(completedFrom) : Number.NEGATIVE_INFINITY,
    to: completedBefore ? Date.parse(completedBefore) : Number.POSITIVE_INFINITY,
  };
}

/** @param bounds see `rolledUpPieces`. */
function questionOf(
  { filter, nesting }: Scope,
  parents: readonly Id[],
  range: Range,
  bounds: readonly number[],
  byBuilder: boolean,
): Question | null {
  if (!isRolledUp(filter) || (nesting !== null && nesting.parent !== 't.builder_id')) return null;
  const ofBuilders = byBuilder || nesting !== null || given(filter).some((name) => !OF_ALL.has(name));
  const pieces = rolledUpPieces(range, bounds, ofBuilders);
  return pieces && { range: rangeOf(filter), pieces, filter, ofBuilders, parents: nesting && parents };
}

type Found = Map<Id, Map<string, Tally>>;

/**
 * The builds of each parent by some group.
 * @param group what tells groups apart, of a column that holds a time
 * @param first how many groups, which are builders, are wanted at most
 * @returns null while the builds that were there before the roll-ups are not all counted, and when they ended within less than a week.
 */
async function read(
  reader: Reader,
  question: Question,
  group: (time: string, values: Values) => string,
  wanted: Parts,
  first?: number,
): Promise<Found | null> {
  const values = new Values();
  const narrowed = conditionsOf(question, values);
  const parent = parentOf(question);
  // A parent is a builder itself: then there is no other.
  const ranked = first !== undefined && question.parents === null;
  const more = ranked ? ' and t.builder_id in (select builder_id from busiest)' : '';
  const parts = question.pieces.map((piece, i) => {
    const { table, time, count, kept } = SOURCES[piece.source];
    const columns = [parent, group(time, values), 't.result', count, kept, ...measured(piece, wanted)];
    return `select ${columns.join(', ')} from ${table} t where ${narrowed[i]}${more} group by 1, 2, 3`;
  });
  const counts = question.pieces.map(
    (piece, i) =>
      `select t.builder_id, ${SOURCES[piece.source].count} as count from ${SOURCES[piece.source].table} t where ${narrowed[i]} group by 1`,
  );
  const busiest = ranked
    ? `with busiest as materialized (
         select builder_id from (${counts.join(' union all ')}) counts group by 1 order by sum(count) desc, 1 limit ${values.add(first, 'int')}
       ) `
    : '';
  const usable = usableFor(question, values);
  const rows = await reader.rows(
    `${busiest}select f.usable, parts.* from (select ${usable} as usable from rollup_fill f where f.id = 1) f
     left join (${parts.join(' union all ')}) parts on f.usable`,
    values.list,
  );
  if (rows[0]?.[0] !== 't') return null;
  const found: Found = new Map();
  for (const cells of rows) {
    const [, of, name, result] = cells;
    if (!result) continue;
    const groups = found.get(of ?? NOBODY) ?? new Map<string, Tally>();
    const tally = groups.get(name ?? '') ?? new Tally();
    tally.add(result as Result, tail(cells, 4));
    found.set(of ?? NOBODY, groups.set(name ?? '', tally));
  }
  return found;
}

const DURATION = 'case when not t.lost then rollup_ms(t.started_at, t.completed_at) end';
const QUEUE = 'rollup_ms(t.requested_at, t.started_at)';
const ROLLUPS = { table: 'rollup', time: 'start', count: 'sum(t.count)', kept: 'sum(t.kept)' } as const;
const SOURCES = {
  BUILD: { table: BUILDS.table, time: 'completed_at', count: 'count(*)', kept: 'count(*)' },
  HOUR: ROLLUPS,
  DAY: ROLLUPS,
  WEEK: ROLLUPS,
  BUILDER_DAY: ROLLUPS,
  BUILDER_WEEK: ROLLUPS,
} as const;

/** For durations and for queue times: how many there are, their sum and their sketch. */
function measured({ source }: Piece, wanted: Parts): readonly string[] {
  const measure = (is: boolean, name: 'duration' | 'queue', ms: string) => {
    if (!is) return ['0', '0', `''`];
    return source === 'BUILD'
      ? [`count(${ms})`, `sum(${ms})`, `string_agg(' ' || rollup_bucket(${ms}) || ':1 ', '')`]
      : [`sum(t.${name}_count)`, `sum(t.${name}_ms)`, `string_agg(t.${name}s, '')`];
  };
  return [...measure(wanted.durations, 'duration', DURATION), ...measure(wanted.queues, 'queue', QUEUE)];
}

/** The conditions on each piece. */
function conditionsOf({ pieces, filter, ofBuilders, parents }: Question, values: Values): readonly string[] {
  const { builders: names, builderGlobs: globs, tags, tagsAny, tagsNone, projects, origins, results } = filter;
  const ofParents = parents === null ? [] : [`t.builder_id = any(${values.add(parents, 'bigint[]')})`];
  const builders = ofBuilders
    ? builderConditions({ names, globs, tags, tagsAny, tagsNone, projects, origins }, values)
    : [];
  const ofRollups = [
    ...ofParents,
    ...(builders.length === 0 ? [] : [`t.builder_id in (select t.id from builder t where ${all(builders)})`]),
    ...(ofBuilders ? [] : part(origins, (list) => `t.origin_id in (${ofNames('origin', list, values)})`)),
    ...part(results, (list) => `t.result = any(${values.add(list, 'result[]')})`),
  ];
  const isExact = pieces.some(({ source }) => source === 'BUILD');
  const ofBuilds = isExact ? [...ofParents, BUILDS.visible, ...buildConditions(filter, values)] : [];
  return pieces.map(({ source, from, to }) => {
    const time = `t.${SOURCES[source].time}`;
    const within = [
      `${time} >= ${values.add(momentOf(from), 'timestamptz')}`,
      `${time} < ${values.add(momentOf(to), 'timestamptz')}`,
    ];
    return all(source === 'BUILD' ? [...ofBuilds, ...within] : [`t.grain = '${source}'`, ...ofRollups, ...within]);
  });
}

/** The column that says whose builds a row counts. */
const parentOf = ({ parents }: Question): string => (parents === null ? `'${NOBODY}'::text` : 't.builder_id::text');

/** Whether roll-ups are to be read, by the row `f` of their filling. */
const usableFor = ({ range }: Question, values: Values): string => `f.complete and ${isLong(range, values)}`;

/** Whether builds ended over so much of a range that looking at each of them is to be spared. */
function isLong({ from, to }: Range, values: Values): string {
  const day = (which: 'min' | 'max') => `(select ${which}(start) from rollup where grain = 'DAY')`;
  const [since, until] = [from, to].map((ms) => values.add(momentOf(ms), 'timestamptz'));
  return `greatest(${since}, ${day('min')}) + interval '${LONG_MS} milliseconds' <= least(${until}, ${day('max')} + interval '1 day')`;
}

function momentOf(ms: number): string {
  if (Number.isFinite(ms)) return new Date(ms).toISOString();
  return ms < 0 ? '-infinity' : 'infinity';
}

function groupOf({ byResult, durations }: Tally): Group {
  return { byResult, durationSeconds: durations.summary() };
}

function totalsOf(tally: Tally): Totals {
  return { ...groupOf(tally), queueSeconds: tally.queues.summary(), kept: tally.kept };
}
