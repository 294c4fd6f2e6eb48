// The filters of tests and of their results as SQL.

import type { TestFilter, TestResultFilter } from '../filters.ts';
import { containsText, nameConditions, part } from './conditions.ts';
import { checkLists } from './filterLimits.ts';
import type { Values } from './sql.ts';
import { OUTCOMES } from './testRecords.ts';

/** Conditions on the table of tests with the alias `t`. */
export function testConditions(filter: TestFilter, values: Values): readonly string[] {
  return [
    ...nameConditions({ origins: filter.origins }, values),
    ...part(filter.name, (text) => containsText('t.name', text, values)),
    ...part(filter.suite, (suite) => `t.suite = ${values.add(suite, 'text')}`),
    ...part(filter.className, (name) => `t.class_name = ${values.add(name, 'text')}`),
  ];
}

/**
 * Conditions on the table of results with the alias `r`. The outcomes are constants, since the planner then knows that the index on
 * those that did not pass has all that are asked for.
 */
export function testResultConditions(filter: TestResultFilter): readonly string[] {
  checkLists(filter);
  return [
    ...part(filter.outcomes, (list) => {
      const numbers = OUTCOMES.flatMap((outcome, number) => (list.includes(outcome) ? [number] : []));
      return numbers.length === 0 ? 'false' : `r.outcome in (${numbers.join(', ')})`;
    }),
    ...part(filter.retried, (retried) => (retried ? 'r.retried' : 'not r.retried')),
  ];
}
