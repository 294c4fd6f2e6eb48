// The filter of builds as SQL; events/buildMatching.ts has the same in memory. How each part is answered, and by which index, is in
// docs/decisions/0020-what-answers-a-filter.md.

import type { BuildFilter, PropertyFilter } from '../filters.ts';
import type { BuildState, Result } from '../model.ts';
import { builderConditions, containsLike, containsText, ofNames, part, sourceConditions } from './conditions.ts';
import { checkBuildFilter } from './filterLimits.ts';
import { all, type Values } from './sql.ts';

/**
 * The planner tries all orders of as many subqueries that must hold, to begin with what is rarest. Those after them it takes as they
 * come: of fifty, the orders alone would take seconds.
 */
const ORDERED_SUBQUERIES = 4;

/** Adds a filter's values, and returns its conditions on the table with the alias `t`. Throws LavalampError BAD_USER_INPUT. */
export function buildConditions(filter: BuildFilter, values: Values): readonly string[] {
  checkBuildFilter(filter);
  let subqueries = 0;
  return together(filter)
    .flatMap((one) => ownConditions(one, values))
    .map((condition) => {
      if (condition.includes('select')) subqueries += 1;
      return subqueries > ORDERED_SUBQUERIES ? `(${condition}) is true` : condition;
    });
}

/** A filter and all that must hold with it. */
function together(filter: BuildFilter): readonly BuildFilter[] {
  return [filter, ...(filter.and ?? []).flatMap(together)];
}

function ownConditions(filter: BuildFilter, values: Values): readonly string[] {
  const each = (inner: BuildFilter) => together(inner).flatMap((one) => ownConditions(one, values));
  return [
    ...partConditions(filter, values),
    ...part(filter.or, (list) => `(${['false', ...list.map((inner) => `(${all(each(inner))})`)].join(' or ')})`),
    ...part(filter.not, (inner) => negated(each(inner))),
  ];
}

/**
 * Not just `not`: what is unknown of a build is not so. Whether something exists is never unknown, and the planner then knows another way:
 * to look for it build by build, until the page is full.
 */
function negated(conditions: readonly string[]): string {
  const [first = '', ...others] = conditions;
  return others.length === 0 && first.startsWith('exists (') ? `not ${first}` : `(${all(conditions)}) is not true`;
}

/** As constants, since the planner then knows that an index on some of the builds has all that are asked for. */
const STATES: { readonly [state in BuildState]: string } = { RUNNING: `'RUNNING'`, FINISHED: `'FINISHED'` };
const RESULTS: { readonly [result in Result]: string } = {
  SUCCESS: `'SUCCESS'`,
  WARNINGS: `'WARNINGS'`,
  FAILURE: `'FAILURE'`,
  SKIPPED: `'SKIPPED'`,
  EXCEPTION: `'EXCEPTION'`,
  RETRY: `'RETRY'`,
  CANCELLED: `'CANCELLED'`,
};

/** Each value once and in one order, so that there are few statements to prepare. */
function oneOf<T extends string>(column: string, constants: { readonly [value in T]: string }, list: readonly T[]) {
  const wanted = Object.keys(constants).filter((value) => list.includes(value as T));
  return wanted.length === 0 ? 'false' : `${column} in (${wanted.map((value) => constants[value as T]).join(', ')})`;
}

/** As in the index build_duration_idx. */
const DURATION = 'greatest(extract(epoch from t.completed_at - t.started_at), 0)';

function partConditions(filter: BuildFilter, values: Values): readonly string[] {
  const time = (column: string, operator: string) => (at: string) =>
    `${column} ${operator} ${values.add(at, 'timestamptz')}`;
  const duration = (operator: string) => (seconds: number) =>
    `t.completed_at is not null and ${DURATION} ${operator} ${values.add(seconds, 'numeric')}`;
  return [
    ...ofBuilder(filter, values),
    ...part(filter.workers, (list) => `t.worker_id in (${ofNames('worker', list, values)})`),
    ...stampOfBuild(filter, values),
    ...part(filter.states, (list) => oneOf('t.state', STATES, list)),
    ...part(filter.results, (list) => oneOf('t.result', RESULTS, list)),
    ...part(filter.startedFrom, time('t.started_at', '>=')),
    ...part(filter.startedBefore, time('t.started_at', '<')),
    ...part(filter.completedFrom, time('t.completed_at', '>=')),
    ...part(filter.completedBefore, time('t.completed_at', '<')),
    ...part(filter.durationSecondsFrom, duration('>=')),
    ...part(filter.durationSecondsBelow, duration('<')),
    ...hasProperties(filter.properties ?? [], values),
    ...part(filter.reason, (text) => containsText('t.reason', text, values)),
  ];
}

/** A builder has the origin of its builds. */
function ofBuilder(filter: BuildFilter, values: Values): readonly string[] {
  const { builders, builderGlobs, tags, tagsAny, tagsNone, projects, origins } = filter;
  const asked = { names: builders, globs: builderGlobs, tags, tagsAny, tagsNone, projects, origins };
  const conditions = builderConditions(asked, values);
  return conditions.length === 0 ? [] : [`t.builder_id in (select t.id from builder t where ${all(conditions)})`];
}

/** One and the same source stamp must fulfil everything that is asked of source stamps. */
function stampOfBuild(filter: BuildFilter, values: Values): readonly string[] {
  const conditions = [
    ...sourceConditions('s', filter, values),
    ...part(
      filter.changeAuthor,
      (text) =>
        `exists (select from change c where c.source_stamp_id = s.id and ${containsLike('c.author', text, values)})`,
    ),
  ];
  return conditions.length === 0
    ? []
    : [
        `exists (select from build_source_stamp bs join source_stamp s on s.id = bs.source_stamp_id where bs.build_id = t.id and ${all(conditions)})`,
      ];
}

/**
 * Whether a build has all of some properties: the first that has a value is found by its digest, and all are then counted in one scalar
 * subquery, since as many subqueries as properties would have the planner try all of their orders.
 */
function hasProperties(list: readonly PropertyFilter[], values: Values): readonly string[] {
  const byName = grouped(list);
  if (byName.size === 0) return [];
  const first = list.find(({ value }) => value !== undefined);
  const found = part(first, (one) => `exists (${properties(`${propertyIs(one, values)} and ${hashIs(one, values)}`)})`);
  if (first !== undefined && list.length === 1) return found;
  const each = [...byName].map(([name, wanted]) => all(wanted.map((one) => propertyIs({ ...one, name }, values))));
  return [...found, `(${properties(`(${each.join(' or ')})`, 'count(*)')}) = ${byName.size}`];
}

function properties(condition: string, columns = ''): string {
  return `select ${columns} from property p where p.build_id = t.id and ${condition}`;
}

function propertyIs({ name, value }: PropertyFilter, values: Values): string {
  const named = `p.name = ${values.add(name, 'text')}`;
  return value === undefined ? named : `${named} and p.value = ${values.add(JSON.stringify(value), 'jsonb')}`;
}

/** As in the index property_hash_idx. */
function hashIs({ name, value }: PropertyFilter, values: Values): string {
  const hash = `hashtextextended(${values.add(name, 'text')}, 0)`;
  return `jsonb_hash_extended(p.value, hashtextextended(p.name, 0)) = jsonb_hash_extended(${values.add(JSON.stringify(value), 'jsonb')}, ${hash})`;
}

function grouped(list: readonly PropertyFilter[]): Map<string, readonly PropertyFilter[]> {
  const byName = new Map<string, readonly PropertyFilter[]>();
  for (const wanted of list) byName.set(wanted.name, [...(byName.get(wanted.name) ?? []), wanted]);
  return byName;
}
