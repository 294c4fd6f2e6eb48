// Filters as SQL. Each function adds a filter's values and returns its conditions on the table with the alias `t`.

import { LavalampError } from '../errors.ts';
import type {
  BuilderFilter,
  BuildFilter,
  BuildRequestFilter,
  ChangeFilter,
  ConsoleFilter,
  NameFilter,
  PropertyFilter,
  SourceStampFilter,
} from '../filters.ts';
import { startsWith, type Values } from './sql.ts';

type Given<T> = (value: NonNullable<T>) => string;

/** The condition for a part of a filter; none when the part was left out. */
function part<T>(value: T, condition: Given<T>): readonly string[] {
  return value === null || value === undefined ? [] : [condition(value)];
}

/** How many entries a list of a filter may have. */
const LIST_LIMIT = 1_000;
/** How many properties may be asked for at once. */
const PROPERTY_LIMIT = 100;

/** Throws LavalampError BAD_USER_INPUT when a list of a filter is too long. */
export function checkLists(filter: object): void {
  for (const [name, list] of Object.entries(filter)) {
    const most = name === 'properties' ? PROPERTY_LIMIT : LIST_LIMIT;
    if (Array.isArray(list) && list.length > most) {
      throw new LavalampError(
        'BAD_USER_INPUT',
        `\`${name}\` may have at most ${most} entries, and has ${list.length}.`,
      );
    }
  }
}

/**
 * Whether a build has all of some properties. Counted in one scalar subquery: as many subqueries as properties would have the
 * planner try all of their orders.
 */
function hasProperties(list: readonly PropertyFilter[], values: Values): string {
  const byName = grouped(list);
  const conditions = [...byName].map(([name, wanted]) => {
    const equal = wanted.flatMap(({ value }) =>
      value === undefined ? [] : [`p.value = ${values.add(JSON.stringify(value), 'jsonb')}`],
    );
    return `(${[`p.name = ${values.add(name, 'text')}`, ...equal].join(' and ')})`;
  });
  return conditions.length === 0
    ? 'true'
    : `(select count(*) from property p where p.build_id = t.id and (${conditions.join(' or ')})) = ${conditions.length}`;
}

function grouped(list: readonly PropertyFilter[]): Map<string, readonly PropertyFilter[]> {
  const byName = new Map<string, readonly PropertyFilter[]>();
  for (const wanted of list) byName.set(wanted.name, [...(byName.get(wanted.name) ?? []), wanted]);
  return byName;
}

export function buildConditions(filter: BuildFilter, values: Values): readonly string[] {
  checkLists(filter);
  const names = (list: readonly string[]) => values.add(list, 'text[]');
  const time = (column: string, operator: string) => (at: string) =>
    `${column} ${operator} ${values.add(at, 'timestamptz')}`;
  return [
    ...part(
      filter.builders,
      (list) => `t.builder_id = any(array(select id from builder where name = any(${names(list)})))`,
    ),
    ...part(filter.tags, (list) => `t.builder_id = any(array(select id from builder where tags @> ${names(list)}))`),
    ...part(
      filter.projects,
      (list) =>
        `t.builder_id = any(array(select b.id from builder b join project p on p.id = b.project_id where p.name = any(${names(list)})))`,
    ),
    ...part(filter.origins, (list) => ofOrigins(list, values)),
    ...part(
      filter.workers,
      (list) => `t.worker_id = any(array(select id from worker where name = any(${names(list)})))`,
    ),
    ...stampOfBuild(filter, values),
    ...part(filter.states, (list) => `t.state = any(${values.add(list, 'build_state[]')})`),
    ...part(filter.results, (list) => `t.result = any(${values.add(list, 'result[]')})`),
    ...part(filter.startedFrom, time('t.started_at', '>=')),
    ...part(filter.startedBefore, time('t.started_at', '<')),
    ...part(filter.completedFrom, time('t.completed_at', '>=')),
    ...part(filter.completedBefore, time('t.completed_at', '<')),
    ...part(filter.properties, (list) => hasProperties(list, values)),
    ...part(filter.reason, (text) => `strpos(lower(t.reason), lower(${values.add(text, 'text')})) > 0`),
  ];
}

/** One and the same source stamp must fulfil everything that is asked of source stamps. */
function stampOfBuild(filter: BuildFilter, values: Values): readonly string[] {
  const conditions = sourceConditions('s', filter, values);
  return conditions.length === 0
    ? []
    : [
        `exists (select from build_source_stamp bs join source_stamp s on s.id = bs.source_stamp_id where bs.build_id = t.id and ${conditions.join(' and ')})`,
      ];
}

function sourceConditions(alias: string, filter: SourceStampFilter, values: Values): readonly string[] {
  return [
    ...part(filter.branch, (branch) => `${alias}.branch = ${values.add(branch, 'text')}`),
    ...part(filter.revision, (revision) => `${alias}.revision like ${values.add(startsWith(revision), 'text')}`),
    ...part(filter.repository, (repository) => `${alias}.repository = ${values.add(repository, 'text')}`),
    ...part(filter.codebase, (codebase) => `${alias}.codebase = ${values.add(codebase, 'text')}`),
  ];
}

function ofOrigins(list: readonly string[], values: Values): string {
  return `t.origin_id = any(array(select id from origin where name = any(${values.add(list, 'text[]')})))`;
}

export function builderConditions(filter: BuilderFilter, values: Values): readonly string[] {
  checkLists(filter);
  return [
    ...nameConditions(filter, values),
    ...part(filter.tags, (list) => `t.tags @> ${values.add(list, 'text[]')}`),
    ...part(
      filter.projects,
      (list) => `t.project_id = any(array(select id from project where name = any(${values.add(list, 'text[]')})))`,
    ),
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
    ...sourceStampConditions({ ...filter, repository: null }, values),
    ...part(filter.repository, (repository) => ofRepository(values.add(repository, 'text'))),
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
function ofRepository(repository: string): string {
  return `md5(t.repository)::uuid = md5(${repository})::uuid and coalesce(t.repository = ${repository}, false)`;
}

export function changeConditions(filter: ChangeFilter, values: Values): readonly string[] {
  return [
    ...sourceStampConditions(filter, values),
    ...part(filter.author, (text) => `strpos(lower(t.author), lower(${values.add(text, 'text')})) > 0`),
  ];
}
