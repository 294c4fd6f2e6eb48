// Operations as the executor gets them: admitted, and with no limit on their cost.

import type { GraphQLError } from 'graphql';
import { expect } from 'vitest';
import { serverConfig } from '../../../src/config.ts';
import { createAdmission, isAdmitted } from '../../../src/graphql/admission.ts';
import { createDocuments } from '../../../src/graphql/documents.ts';
import { maskResult } from '../../../src/graphql/errorMasking.ts';
import { createExecutor, type Execution } from '../../../src/graphql/executor.ts';
import { createSchema } from '../../../src/graphql/schema.ts';
import type { Viewer } from '../../../src/model.ts';
import { fixedContext } from './fixedContext.ts';

export const schema = createSchema();
const { limits } = serverConfig({});
export const documents = createDocuments(schema, { ...limits, aliases: 1_000 });
// What is random is dear, and answered from a handful of records.
const admission = createAdmission(schema, { ...limits, cost: Number.MAX_VALUE, eventCost: Number.MAX_VALUE });
const viewer: Viewer = { tokenName: 'test', scopes: new Set(['ADMIN']) };
const log = { error: () => undefined };

export type Variables = Record<string, unknown>;

/** @returns the operation; throws when it is refused. */
export function admit(source: string, variables: Variables = {}): Execution {
  const admitted = admission({ prepared: documents.prepare(source), operationName: null, variables, viewer });
  if (!isAdmitted(admitted)) throw new Error(`Refused: ${admitted.map(String).join('\n')}`);
  return admitted;
}

/** @returns why an operation is refused, code and message. */
export function refused(source: string, variables: Variables): string[] {
  const admitted = admission({ prepared: documents.prepare(source), operationName: null, variables, viewer });
  return isAdmitted(admitted) ? [] : admitted.map((error) => `${error.extensions.code}: ${error.message}`);
}

/** What clients would see: the first time, and once the document may have been compiled. */
async function answers(kind: 'jit' | 'graphql-js', execution: Execution) {
  const { openContext, calls, open } = fixedContext();
  const executor = createExecutor({ schema, kind, openContext });
  const results = [];
  for (let i = 0; i < 3; i++) {
    calls.length = 0;
    const result = maskResult(await executor.execute(execution), { requestId: 'r', log });
    // As it would be sent; with the calls, since a different answer can look the same.
    const { data } = JSON.parse(JSON.stringify({ data: result.data }));
    results.push({ data, errors: formatted(result.errors), calls: formattedCalls(calls) });
  }
  expect(open()).toBe(0);
  return results;
}

/** Of the places that were merged into one field, the first: graphql-jit names those that are skipped, too. */
function formatted(errors: readonly GraphQLError[] = []): string[] {
  return errors.map(({ message, path, extensions, locations }) =>
    JSON.stringify({ message, path, extensions, location: locations?.[0] }),
  );
}

function formattedCalls(calls: readonly unknown[]): string[] {
  return calls.map((call) => JSON.stringify(call, (_, value) => (value === undefined ? '(undefined)' : value)));
}

/** Expects both executors to give the same answer, each time. */
export async function expectAlike(source: string, variables: Variables = {}): Promise<void> {
  const execution = admit(source, variables);
  const [first] = await answers('graphql-js', execution);
  for (const { data, errors, calls } of await answers('jit', execution)) {
    expect(data).toEqual(first?.data);
    // Where an error has made a parent null, graphql-js may leave out what comes after it.
    expect(errors).toEqual(expect.arrayContaining(first?.errors ?? []));
    expect(errors.length > 0).toBe(first?.errors.length !== 0);
    expect(calls).toEqual(expect.arrayContaining(first?.calls ?? []));
  }
}
