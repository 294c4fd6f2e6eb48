// Executes operations that were admitted: in a context of their own, which is closed afterwards. Errors come out as they are;
// masking them is the transport's last step.

import {
  createSourceEventStream,
  type DocumentNode,
  type ExecutionResult,
  type FieldNode,
  type GraphQLSchema,
  execute as interpret,
  Kind,
} from 'graphql';
import { LRUCache } from 'lru-cache';
import type { ServerConfig } from '../config.ts';
import type { Moment } from '../events/channel.ts';
import type { Viewer } from '../model.ts';
import { compile, type Run } from './compiler.ts';
import { asGraphQLError } from './errorMasking.ts';
import type { OpenContextFor } from './operation.ts';
import type { SelectedOperation } from './selectedOperation.ts';
import { type Variables, withCoercedVariables } from './variables.ts';
import { wantedFields } from './wantedFields.ts';

/** How many operations are remembered with their compiled functions, which take some 100 kB each. */
const REMEMBERED_OPERATIONS = 300;

/** An operation that was admitted: its scopes, variables and cost have been checked. */
export interface Execution {
  readonly operation: SelectedOperation;
  /** After coercion. */
  readonly variables: Variables;
  readonly viewer: Viewer;
  /** How many objects it may ask for; a subscription: with each event. */
  readonly cost: number;
  /** What a subscription watches; null: it is none. */
  readonly watched: FieldNode | null;
}

/** The results of a subscription, one for each entry of its source. Returning it closes the source at once. */
export type ResultStream = AsyncGenerator<ExecutionResult, void, undefined>;

export interface Executor {
  /** Executes a query or a mutation. Never rejects: what was thrown is in `errors`. */
  readonly execute: (execution: Execution) => Promise<ExecutionResult>;
  /**
   * Opens a subscription's source, with the first call of `next`, and executes the operation anew for each entry of it.
   * `next` rejects when the source cannot be opened or breaks; the stream has ended then.
   */
  readonly subscribe: (execution: Execution) => ResultStream;
  /** @returns what executes a subscription for one entry of its source. For as long as it is kept, so is what was compiled. */
  readonly forEntries: (execution: Execution) => ExecuteEntry;
}

/** Never rejects. */
export type ExecuteEntry = (entry: unknown, moment: Moment) => Promise<ExecutionResult>;

export interface ExecutorOptions {
  readonly schema: GraphQLSchema;
  /** What executes: graphql-jit (what it gets wrong is left to graphql-js), or graphql-js alone. */
  readonly kind: ServerConfig['executor'];
  readonly openContext: OpenContextFor;
}

/** What is remembered of an operation. A document that comes once only is not worth a compilation. */
interface Remembered {
  readonly operation: SelectedOperation;
  readonly document: DocumentNode;
  run: Run;
  /** Whether it was executed before. */
  once: boolean;
  compiled: boolean;
}

export function createExecutor({ schema, kind, openContext }: ExecutorOptions): Executor {
  const remembered = new LRUCache<SelectedOperation, Remembered>({ max: REMEMBERED_OPERATIONS });

  function recall(operation: SelectedOperation): Remembered {
    const known = remembered.get(operation);
    if (known === undefined) {
      const document = documentOf(operation);
      const run: Run = (rootValue, contextValue, variableValues) =>
        interpret({ schema, document, rootValue, contextValue, variableValues });
      const fresh: Remembered = { operation, document, run, once: false, compiled: kind !== 'jit' };
      remembered.set(operation, fresh);
      return fresh;
    }
    return known;
  }

  function runOf(known: Remembered): Run {
    if (known.once && !known.compiled) {
      known.run = compile(schema, known.operation) ?? known.run;
      known.compiled = true;
    }
    known.once = true;
    return known.run;
  }

  async function executeOn(
    rootValue: unknown,
    { operation, variables, viewer }: Execution,
    known: Remembered,
    moment?: Moment,
  ): Promise<ExecutionResult> {
    const snapshot = operation.type === 'query' && operation.rootFields.has('eventCursor');
    try {
      const run = runOf(known);
      // What mutations and subscriptions have read is shared with others, or read again.
      const wanted = operation.type === 'query' ? wantedFields(schema, operation) : undefined;
      const { context, close } = openContext(viewer, { snapshot, moment, wanted });
      try {
        return await run(rootValue, context, variables);
      } finally {
        // It never rejects, and the answer has nothing to wait for.
        void close();
      }
    } catch (error) {
      return { errors: [asGraphQLError(error)] };
    }
  }

  async function openSource({ operation, variables, viewer }: Execution): Promise<Source> {
    const { document } = recall(operation);
    const { context, close } = openContext(viewer, { snapshot: false });
    try {
      const opened = await createSourceEventStream({
        schema,
        document,
        contextValue: context,
        variableValues: variables,
      });
      if (!(Symbol.asyncIterator in opened))
        throw opened.errors?.[0] ?? new Error('The source gave neither stream nor error.');
      return { iterator: opened[Symbol.asyncIterator](), close };
    } catch (error) {
      await close();
      throw error;
    }
  }

  return {
    execute: async (execution) => executeOn(undefined, execution, recall(execution.operation)),
    forEntries: (execution) => {
      const known = recall(execution.operation);
      return (entry, moment) => executeOn(entry, execution, known, moment);
    },
    subscribe: (execution) => {
      const known = recall(execution.operation);
      return resultsOf(
        () => openSource(execution),
        (entry) => executeOn(entry, execution, known),
      );
    },
  };
}

/** An open source, and what to call when it is no longer read. */
interface Source {
  readonly iterator: AsyncIterator<unknown>;
  readonly close: () => Promise<void>;
}

/**
 * Maps a source to results. Not an async generator function, whose `return` would wait for the source's next entry: an idle
 * subscription could not be closed.
 */
function resultsOf(open: () => Promise<Source>, execute: (entry: unknown) => Promise<ExecutionResult>): ResultStream {
  let source: Promise<Source> | undefined;
  let ended = false;
  const done = { value: undefined, done: true } as const;

  async function end(): Promise<void> {
    if (ended) return;
    ended = true;
    const opened = await source?.catch(() => undefined);
    await opened?.iterator.return?.();
    await opened?.close();
  }

  const stream = {
    async next(): Promise<IteratorResult<ExecutionResult, void>> {
      if (ended) return done;
      try {
        source ??= open();
        const { iterator } = await source;
        const entry = ended ? done : await iterator.next();
        const result = entry.done === true || ended ? undefined : await execute(entry.value);
        if (result !== undefined && !ended) return { value: result, done: false };
      } catch (error) {
        await end();
        throw error;
      }
      await end();
      return done;
    },
    async return(): Promise<IteratorResult<ExecutionResult, void>> {
      await end();
      return done;
    },
    async throw(error: unknown): Promise<IteratorResult<ExecutionResult, void>> {
      await end();
      throw error;
    },
    async [Symbol.asyncDispose](): Promise<void> {
      await end();
    },
    [Symbol.asyncIterator](): ResultStream {
      return stream;
    },
  };
  return stream;
}

/** The document of one operation alone, for variables that have been coerced. */
function documentOf({ node, fragments }: SelectedOperation): DocumentNode {
  return { kind: Kind.DOCUMENT, definitions: [withCoercedVariables(node), ...fragments.values()] };
}
