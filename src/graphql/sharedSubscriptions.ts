// Subscriptions that are executed once for all who ask for the same: the same document, the same variables, the same rights. Where
// a subscriber begins is its own affair, so that `after` does not count.

import { createHash, randomUUID } from 'node:crypto';
import {
  type ExecutionResult,
  type FieldNode,
  type GraphQLField,
  type GraphQLSchema,
  getArgumentValues,
  locatedError,
} from 'graphql';
import { LavalampError } from '../errors.ts';
import type { Channel, Consumer, LiveSubscription, Moment } from '../events/channel.ts';
import type { Live } from '../events/live.ts';
import type { Viewer } from '../model.ts';
import { tracedAt } from '../tracing.ts';
import { causeOf, type ErrorLog, maskResult } from './errorMasking.ts';
import type { Execution, Executor } from './executor.ts';
import { operationDetails, spanName } from './operationSpans.ts';
import { type LiveField, liveFields } from './resolvers/subscription.ts';
import { variableOnlyIn } from './rootField.ts';
import { scopesOf } from './scopes.ts';
import type { SelectedOperation } from './selectedOperation.ts';

export type { Consumer, LiveSubscription };

export interface SharedSubscriptions {
  /** Whether the results of this operation are shared; all others are the executor's. */
  readonly shares: (execution: Execution) => boolean;
  /**
   * Opens a subscription whose results are shared; each is given to the consumer as JSON, errors masked. What is wrong with the
   * arguments is told to the consumer's `end`, maybe before this returns. `resumeAfter` is where a stream of events was cut
   * off: it stands in the place of the operation's own `after`. Throws when its results are not shared.
   */
  readonly open: (execution: Execution, consumer: Consumer, resumeAfter?: string | null) => LiveSubscription;
}

/** How many objects are read, resolved and written down in one go, for which nothing else has its turn. */
const OBJECTS_AT_ONCE = 2_000;
const ENTRIES_AT_ONCE = 100;

export interface SharedSubscriptionsParts {
  readonly schema: GraphQLSchema;
  readonly executor: Executor;
  readonly live: Live;
  readonly log: ErrorLog;
}

/** A channel, and how many hold a place in it. */
interface Group {
  readonly channel: Channel;
  members: number;
}

/** The root field of a subscription, one of the live ones, with its arguments. */
interface Watched {
  readonly field: AnyLiveField;
  readonly node: FieldNode;
  readonly args: Record<string, unknown>;
}

export function createSharedSubscriptions(parts: SharedSubscriptionsParts): SharedSubscriptions {
  const { schema, live } = parts;
  const groups = new Map<SelectedOperation, Map<string, Group>>();

  function groupOf(execution: Execution, { field, node, args }: Watched): { group: Group; release: () => void } {
    const { operation } = execution;
    const key = keyOf(execution, node);
    const ofOperation = groups.get(operation) ?? new Map<string, Group>();
    const group = ofOperation.get(key) ?? {
      channel: field.channel(args, live, renderer(parts, execution)),
      members: 0,
    };
    groups.set(operation, ofOperation.set(key, group));
    group.members += 1;
    let released = false;
    const release = () => {
      if (released) return;
      released = true;
      group.members -= 1;
      if (group.members > 0) return;
      ofOperation.delete(key);
      if (ofOperation.size === 0) groups.delete(operation);
    };
    return { group, release };
  }

  function join(execution: Execution, watched: Watched, after: string | null, consumer: Consumer): LiveSubscription {
    const { group, release } = groupOf(execution, watched);
    const end = (error?: unknown) => {
      release();
      consumer.end(error);
    };
    const subscription = group.channel.join(after, { ...consumer, end });
    const cancel = () => {
      subscription.cancel();
      release();
    };
    return { resume: () => subscription.resume(), cancel };
  }

  return {
    shares: (execution) => watchedBy(execution) !== null,
    open(execution, consumer, resumeAfter) {
      const watched = watchedBy(execution);
      if (watched === null) throw new Error('The results of this operation are not shared.');
      const { node, field } = watched;
      try {
        const args = getArgumentValues(definitionOf(schema, node.name.value), node, execution.variables);
        const after = field.position(resumeAfter == null ? args : { ...args, after: resumeAfter }, live);
        return join(execution, { field, node, args }, after, consumer);
      } catch (error) {
        consumer.end(locatedError(error, node, [node.alias?.value ?? node.name.value]));
        return { resume: () => {}, cancel: () => {} };
      }
    },
  };
}

type AnyLiveField = LiveField<Record<string, unknown>>;

/** @returns the live field that an operation watches; null when it watches none. */
function watchedBy({ watched: node }: Execution): { readonly node: FieldNode; readonly field: AnyLiveField } | null {
  if (node === null || !Object.hasOwn(liveFields, node.name.value)) return null;
  return { node, field: liveFields[node.name.value as keyof typeof liveFields] as AnyLiveField };
}

function definitionOf(schema: GraphQLSchema, name: string): GraphQLField<unknown, unknown> {
  const definition = schema.getSubscriptionType()?.getFields()[name];
  if (definition === undefined) throw new Error(`The schema has no subscription ${name}.`);
  return definition;
}

/** What those have in common who ask the same operation, and get the same. */
function keyOf({ operation, variables, viewer }: Execution, node: FieldNode): string {
  const own = variableOnlyIn(operation, node, 'after');
  const common = Object.entries(variables).filter(([name]) => name !== own);
  // A hash, since variables can be as large as a message.
  return createHash('sha256')
    .update(JSON.stringify([scopesOf(viewer), common]))
    .digest('base64');
}

/** @returns what executes an operation for everybody: in the name of nobody, with the rights that they all have. */
function renderer({ executor, log }: SharedSubscriptionsParts, execution: Execution) {
  const viewer: Viewer = { tokenName: null, scopes: execution.viewer.scopes };
  const executeEntry = executor.forEntries({ ...execution, viewer });
  const atOnce = Math.min(ENTRIES_AT_ONCE, Math.max(1, Math.floor(OBJECTS_AT_ONCE / execution.cost)));
  const name = `deliver ${spanName(execution.operation)}`;
  const details = operationDetails(execution.operation);
  const render = async (entry: unknown, moment: Moment) => {
    const result = await executeEntry(entry, moment);
    refuseAbsence(result);
    const { data, errors } = maskResult(result, { requestId: randomUUID(), log });
    return JSON.stringify(errors === undefined ? { data } : { data, errors });
  };
  return (entries: readonly unknown[], moment: Moment): Promise<readonly string[]> => {
    const some = entries.slice(0, atOnce);
    return tracedAt(moment.trail, name, { ...details, 'lavalamp.events': some.length }, () =>
      Promise.all(some.map((entry) => render(entry, moment))),
    );
  };
}

/** Throws LavalampError UNAVAILABLE when something is missing only because the database is away. */
function refuseAbsence({ errors = [] }: ExecutionResult): void {
  for (const error of errors) {
    const cause = causeOf(error);
    if (cause instanceof LavalampError && cause.code === 'UNAVAILABLE') throw cause;
  }
}
