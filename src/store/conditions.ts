// Filters as SQL. Each function adds a filter's values and returns its conditions on the table with the alias `t`.

import type {
  BuilderFilter,
  BuildFilter,
  BuildRequestFilter,
  ChangeFilter,
  ConsoleFilter,
  NameFilter,
  SourceStampFilter,
} from '../filters.ts';
import { checkLists } from './filterLimits.ts';
import { likePattern, parseGlob } from './globs.ts';
import { startsWith, type Values } from './sql.ts';

type Given<T> = (value: NonNullable<T>) => string;

/** The condition for a part of a filter; none when the part was left out. */
export function part<T>(value: T, condition: Given<T>): readonly string[] {
  return value === null || value === undefined ? [] : [condition(value)];
}

/** Whether a text contains another one, in upper or lower case. */
export function containsText(column: string, text: string, values: Values): string {
  return `strpos(lower(${column}), lower(${values.add(text, 'text')})) > 0`;
}

/** The same in a form of which the planner knows how rare it is, where it has statistics of the lower case. */
export function containsLike(column: string, text: string, values: Values): string {
  return `lower(${column}) like '%' || regexp_replace(lower(${values.add(text, 'text')}), '([\\\\%_])', '\\\\\\1', 'g') || '%'`;
}

/** The ids of what has one of some names. */
export function ofNames(table: 'origin' | 'project' | 'worker', names: readonly string[], values: Values): string {
  return `select id from ${table} where name = any(${values.add(names, 'text[]')})`;
}

export function sourceConditions(alias: string, filter: SourceStampFilter, values: Values): readonly string[] {
  return [
    ...part(filter.branch, (branch) => `${alias}.branch = ${values.add(branch, 'text')}`),
    ...part(filter.revision, (revision) => `${alias}.revision like ${values.add(startsWith(revision), 'text')}`),
    ...part(filter.repository, (repository) => ofRepository(alias, values.add(repository, 'text'))),
    ...part(filter.codebase, (codebase) => `${alias}.codebase = ${values.add(codebase, 'text')}`),
  ];
}

function ofOrigins(list: readonly string[], values: Values): string {
  return `t.origin_id = any(array(${ofNames('origin', list, values)}))`;
}

/** What can be asked of builders, by the filters of builders and of builds. */
interface Builders extends BuilderFilter {
  readonly globs?: BuildFilter['builderGlobs'];
  readonly tagsAny?: BuildFilter['tagsAny'];
  readonly tagsNone?: BuildFilter['tagsNone'];
}

export function builderConditions(filter: Builders, values: Values): readonly string[] {
  const texts = (list: readonly string[]) => values.add(list, 'text[]');
  const patterns = (list: readonly string[]) => texts(list.map((glob) => likePattern(parseGlob(glob))));
  return [
    ...nameConditions(filter, values),
    ...part(filter.globs, (list) => `t.name like any(${patterns(list)})`),
    ...part(filter.tags, (list) => `t.tags @> ${texts(list)}`),
    ...part(filter.tagsAny, (list) => `t.tags && ${texts(list)}`),
    ...part(filter.tagsNone, (list) => `not t.tags && ${texts(list)}`),
    ...part(filter.projects, (list) => `t.project_id = any(array(${ofNames('project', list, values)}))`),
  ];
}

export function nameConditions(filter: NameFilter, values: Values): readonly string[] {
  checkLists(filter);
  return [
    ...part(filter.names, (list) => `t.name = any(${values.add(list, 'text[]')})`),
    ...part(filter.origins, (list) => ofOrigins(list, values)),
  ];
}

const REQUEST_STATES = {
  PENDING: 't.completed_at is null and t.claimed_at is null',
  CLAIMED: 't.completed_at is null and t.claimed_at is not null',
  COMPLETE: 't.completed_at is not null',
} as const;

export function buildRequestConditions(filter: BuildRequestFilter, values: Values): readonly string[] {
  checkLists(filter);
  return [
    ...part(
      filter.states,
      (list) => `(${['false', ...list.map((state) => `(${REQUEST_STATES[state]})`)].join(' or ')})`,
    ),
    ...part(
      filter.builders,
      (list) => `t.builder_id = any(array(select id from builder where name = any(${values.add(list, 'text[]')})))`,
    ),
    ...part(filter.origins, (list) => ofOrigins(list, values)),
  ];
}

export function sourceStampConditions(filter: SourceStampFilter, values: Values): readonly string[] {
  checkLists(filter);
  return [...sourceConditions('t', filter, values), ...part(filter.origins, (list) => ofOrigins(list, values))];
}

/** The ids of the builders that the console shows, as an array; null when it shows all. */
export function consoleBuilders({ builders, tags, projects }: ConsoleFilter, values: Values): string | null {
  const conditions = builderConditions({ names: builders, tags, projects }, values);
  return conditions.length === 0 ? null : `array(select t.id from builder t where ${conditions.join(' and ')})`;
}

/**
 * The source stamps that the console shows. Where only some builders are wanted, nothing is looked at that was first started after the
 * last build of any of them: they may have been quiet for long.
 */
export function consoleConditions(filter: ConsoleFilter, values: Values): readonly string[] {
  checkLists(filter);
  const builders = consoleBuilders(filter, values);
  return [
    ...sourceStampConditions(filter, values),
    ...part(
      builders,
      (ids) =>
        `exists (select from build_source_stamp l where l.source_stamp_id = t.id and l.builder_id = any(${ids}))`,
    ),
    ...part(
      builders,
      (
        ids,
      ) => `t.first_started_at <= (select max(latest.started_at) from unnest(${ids}) as builders(id) cross join lateral (
         select b.started_at from build b where b.builder_id = builders.id and b.started_at is not null
         order by b.started_at desc limit 1) latest)`,
    ),
  ];
}

/** The index has a digest; the comparison itself is written so that PostgreSQL does not take both together for a rare coincidence. */
function ofRepository(alias: string, repository: string): string {
  return `md5(${alias}.repository)::uuid = md5(${repository})::uuid and coalesce(${alias}.repository = ${repository}, false)`;
}

export function changeConditions(filter: ChangeFilter, values: Values): readonly string[] {
  return [
    ...sourceStampConditions(filter, values),
    ...part(filter.author, (text) => containsText('t.author', text, values)),
  ];
}
