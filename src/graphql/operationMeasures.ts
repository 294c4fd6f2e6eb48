// How long operations take, and why they fail.

import type { ExecutionResult } from 'graphql';
import { Distribution, type Measure, SECONDS, Tally } from '../measures.ts';
import { type Admission, isAdmitted } from './admission.ts';
import { codeOf } from './errorMasking.ts';
import type { Execution, Executor } from './executor.ts';

export interface OperationMeasures {
  /** The same executor, with what it executes counted and timed. */
  readonly timing: (executor: Executor) => Executor;
  /** The same admission, with what it refuses counted. */
  readonly counting: (admission: Admission) => Admission;
  readonly measures: readonly Measure[];
}

export function createOperationMeasures(): OperationMeasures {
  const seconds = {
    query: new Distribution(SECONDS),
    mutation: new Distribution(SECONDS),
    subscription: new Distribution(SECONDS),
  };
  const failed = new Tally('code');
  const countErrors = (errors: readonly unknown[] = []) => {
    for (const code of new Set(errors.map(codeOf))) failed.add(code);
  };
  const timed = async ({ operation }: Execution, execute: () => Promise<ExecutionResult>) => {
    const start = performance.now();
    const result = await execute();
    seconds[operation.type].add((performance.now() - start) / 1_000);
    countErrors(result.errors);
    return result;
  };
  return {
    timing: (executor) => ({
      execute: (execution) => timed(execution, () => executor.execute(execution)),
      forEntries: (execution) => {
        const executeEntry = executor.forEntries(execution);
        return (entry, moment) => timed(execution, () => executeEntry(entry, moment));
      },
      subscribe: executor.subscribe,
    }),
    counting: (admission) => (request) => {
      const admitted = admission(request);
      if (!isAdmitted(admitted)) countErrors(admitted);
      return admitted;
    },
    measures: [
      {
        kind: 'histogram',
        name: 'lavalamp_operation_seconds',
        help: 'How long executing an operation took, by its type. A subscription is executed once for an event and all who subscribe alike.',
        read: () => Object.entries(seconds).map(([type, value]) => ({ labels: { type }, value })),
      },
      {
        kind: 'counter',
        name: 'lavalamp_operations_failed_total',
        help: 'Operations that were refused, or had errors, by the code of the error.',
        read: () => failed.samples(),
      },
    ],
  };
}
