// The filter of builds as SQL; events/buildMatching.ts has the same in memory. How each part is answered, and by which index, is in
// docs/decisions/0020-what-answers-a-filter.md.

import type { BuildFilter, PropertyFilter } from '../filters.ts';
import type { BuildState } from '../model.ts';
import { builderConditions, containsText, ofNames, part, sourceConditions } from './conditions.ts';
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
  const both = (inner: BuildFilter) => all(together(inner).flatMap((one) => ownConditions(one, values)));
  return [
    ...partConditions(filter, values),
    ...part(filter.or, (list) => `(${['false', ...list.map((inner) => `(${both(inner)})`)].join(' or ')})`),
    // Not `not`: what is unknown of a build is not so.
    ...part(filter.not, (inner) => `(${both(inner)}) is not true`),
  ];
}

/** As a constant, since the planner then knows that an index on builds that run has them all. */
const STATES: { readonly [state in BuildState]: string } = {
  RUNNING: `t.state = 'RUNNING'`,
  FINISHED: `t.state = 'FINISHED'`,
};
const DURATION = 'extract(epoch from t.completed_at - t.started_at)';

function partConditions(filter: BuildFilter, values: Values): readonly string[] {
  const time = (column: string, operator: string) => (at: string) =>
    `${column} ${operator} ${values.add(at, 'timestamptz')}`;
  const duration = (operator: string) => (seconds: number) =>
    `${DURATION} ${operator} ${values.add(seconds, 'numeric')}`;
  return [
    ...ofBuilder(filter, values),
    ...part(filter.workers, (list) => `t.worker_id in (${ofNames('worker', list, values)})`),
    ...stampOfBuild(filter, values),
    ...part(filter.states, (list) => `(${['false', ...list.map((state) => STATES[state])].join(' or ')})`),
    ...part(filter.results, (list) => `t.result = any(${values.add(list, 'result[]')})`),
    ...part(filter.startedFrom, time('t.started_at', '>=')),
    ...part(filter.startedBefore, time('t.started_at', '<')),
    ...part(filter.completedFrom, time('t.completed_at', '>=')),
    ...part(filter.completedBefore, time('t.completed_at', '<')),
    ...part(filter.durationSecondsFrom, duration('>=')),
    ...part(filter.durationSecondsBelow, duration('<')),
    ...part(filter.properties, (list) => hasProperties(list, values)),
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
        `exists (select from change c where c.source_stamp_id = s.id and ${containsText('c.author', text, values)})`,
    ),
  ];
  return conditions.length === 0
    ? []
    : [
        `exists (select from build_source_stamp bs join source_stamp s on s.id = bs.source_stamp_id where bs.build_id = t.id and ${all(conditions)})`,
      ];
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
