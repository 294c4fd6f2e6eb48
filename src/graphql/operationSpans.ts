// Operations as spans: what was executed, by type and name, and never with which values.

import type { ExecutionResult } from 'graphql';
import { type Details, failed, isTracing, traced } from '../tracing.ts';
import { codeOf } from './errorMasking.ts';
import type { Execution, Executor } from './executor.ts';
import type { SelectedOperation } from './selectedOperation.ts';

/** A document can be megabytes, and so can a name in it. */
const NAME_CHARACTERS = 100;

/** The same executor, with a span for each operation, and for each time that a subscription is executed, if anybody wants spans. */
export function tracingOperations(executor: Executor): Executor {
  if (!isTracing()) return executor;
  const tracing = ({ operation }: Execution, execute: () => Promise<ExecutionResult>) =>
    traced(spanName(operation), operationDetails(operation), async () => {
      const result = await execute();
      const [error] = result.errors ?? [];
      if (error !== undefined) failed(codeOf(error));
      return result;
    });
  return {
    execute: (execution) => tracing(execution, () => executor.execute(execution)),
    forEntries: (execution) => {
      const executeEntry = executor.forEntries(execution);
      return (entry, moment) => tracing(execution, () => executeEntry(entry, moment));
    },
    subscribe: executor.subscribe,
  };
}

/** Such as `query Overview`; the type alone when the operation has no name. */
export function spanName({ type, node }: SelectedOperation): string {
  return node.name === undefined ? type : `${type} ${node.name.value.slice(0, NAME_CHARACTERS)}`;
}

export function operationDetails({ type, node }: SelectedOperation): Details {
  const name = node.name?.value.slice(0, NAME_CHARACTERS);
  return { 'graphql.operation.type': type, ...(name === undefined ? {} : { 'graphql.operation.name': name }) };
}
