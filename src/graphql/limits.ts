// What a document may ask for, measured before anything is read. Both transports use these, on the same prepared operation.

import {
  type DocumentNode,
  type FieldNode,
  type GraphQLField,
  type GraphQLSchema,
  getNamedType,
  isCompositeType,
  isInterfaceType,
  isListType,
  isNonNullType,
  isObjectType,
  Kind,
  SchemaMetaFieldDef,
  type SelectionSetNode,
  TypeMetaFieldDef,
  TypeNameMetaFieldDef,
} from 'graphql';
import type { Limits } from '../config.ts';
import { LavalampError } from '../errors.ts';
import { listArgument, pageSizeOf, reportsGiven } from './arguments.ts';
import type { SelectedOperation } from './selectedOperation.ts';
import type { Variables } from './variables.ts';

/** What a list without page arguments counts as: most hold a handful, whatever their bound. */
const PLAIN_LIST_SIZE = 10;

/** What lists count as whose size nobody can tell yet: the columns of the console, the cells of one of its rows, and a series. */
const SIZES: ReadonlyMap<string, number> = new Map([
  ['ConsoleConnection.builders', 100],
  ['ConsoleRow.cells', 100],
  ['BuildStatistics.series', 500],
]);

/**
 * What fields count for besides the objects that they return: a text that is as long as a hundred objects, and what is put together
 * of thousands of rows.
 */
const WEIGHTS: ReadonlyMap<string, number> = new Map([
  ['TestResult.output', 100],
  ['HookDelivery.bodyExcerpt', 100],
  ['Test.flakiness', 1_000],
]);

/** How many objects an introspection may ask for, as it is estimated here: the usual one is a sixth of it. */
const INTROSPECTION_OBJECTS = 1_000_000;

/** Which lists of the introspection types are long; the others count as plain. */
const SCHEMA_TYPES = '__Schema.types';

/**
 * Checks how deep the document nests and how many aliases it has. Works on any document that parses, fragment cycles
 * included, in time that grows as the document does. Introspection is as deep as it has to be. Throws LIMIT_EXCEEDED.
 */
export function checkShape(document: DocumentNode, limits: Limits): void {
  const { depth, aliases } = shapeOf(document);
  refuseAbove(
    limits.aliases,
    aliases,
    'LAVALAMP_MAX_ALIASES',
    (asked, limit) => `has ${asked} aliases; the limit is ${limit}`,
  );
  refuseAbove(
    limits.depth,
    depth,
    'LAVALAMP_MAX_DEPTH',
    (asked, limit) => `nests ${asked} deep; the limit is ${limit}`,
  );
}

/**
 * @returns how many objects the operation may return, page sizes multiplied out, and how many small reports it brings; of a
 * subscription, with each event. Works on valid operations, in time that grows as the document does. Throws LIMIT_EXCEEDED.
 */
export function checkedCost(
  schema: GraphQLSchema,
  operation: SelectedOperation,
  variables: Variables,
  limits: Limits,
): number {
  const { cost, reports, introspection } = costOf(schema, operation, variables);
  const advice = 'Ask for smaller pages, or less of each entry.';
  const objects = (asked: string, limit: string) => `asks for up to ${asked} objects; the limit is ${limit}`;
  if (reports > limits.cost / 2) refuseAbove(limits.cost, cost, 'LAVALAMP_MAX_COST', bringing, FEWER_REPORTS);
  refuseAbove(limits.cost, cost, 'LAVALAMP_MAX_COST', objects, advice);
  if (operation.type === 'subscription') {
    const withEach = (asked: string, limit: string) =>
      `asks for up to ${asked} objects with each event; the limit is ${limit}`;
    refuseAbove(limits.eventCost, cost, 'LAVALAMP_MAX_EVENT_COST', withEach, advice);
  }
  if (introspection > INTROSPECTION_OBJECTS) {
    throw new LavalampError('LIMIT_EXCEEDED', 'The introspection goes round in circles: ask for each type once.');
  }
  return cost;
}

const FEWER_REPORTS =
  'Send fewer at a time: a whole build counts as the reports that it stands for, such as the start and the end of each step.';

function bringing(asked: string, limit: string): string {
  return `brings what comes to ${asked} reports; the limit is ${limit}`;
}

function refuseAbove(
  limit: number,
  asked: number,
  setting: string,
  say: (asked: string, limit: string) => string,
  advice = '',
): void {
  if (asked <= limit) return;
  const sentence = `The operation ${say(asked.toLocaleString('en'), limit.toLocaleString('en'))} (${setting}). ${advice}`;
  throw new LavalampError('LIMIT_EXCEEDED', sentence.trimEnd(), { asked, limit, setting });
}

/** How deep the deepest operation nests, and how many aliases the document has. */
function shapeOf(document: DocumentNode): { readonly depth: number; readonly aliases: number } {
  const fragments = new Map<string, SelectionSetNode>();
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition.selectionSet);
  }
  const depths = new Map<string, number>();
  const counted = new Set<FieldNode>();

  const depthOf = ({ selections }: SelectionSetNode): number => {
    let deepest = 0;
    for (const selection of selections) {
      if (selection.kind === Kind.FIELD) {
        if (selection.alias !== undefined) counted.add(selection);
        const inner = selection.selectionSet === undefined ? 0 : depthOf(selection.selectionSet);
        if (!selection.name.value.startsWith('__')) deepest = Math.max(deepest, 1 + inner);
      } else if (selection.kind === Kind.INLINE_FRAGMENT) {
        deepest = Math.max(deepest, depthOf(selection.selectionSet));
      } else {
        deepest = Math.max(deepest, fragmentDepth(selection.name.value));
      }
    }
    return deepest;
  };
  const fragmentDepth = (name: string): number => {
    const known = depths.get(name);
    if (known !== undefined) return known;
    // What a cycle finds on its way back to this fragment; validation refuses the cycle afterwards.
    depths.set(name, 0);
    const fragment = fragments.get(name);
    const depth = fragment === undefined ? 0 : depthOf(fragment);
    depths.set(name, depth);
    return depth;
  };

  let depth = 0;
  for (const definition of document.definitions) {
    if (definition.kind === Kind.OPERATION_DEFINITION) depth = Math.max(depth, depthOf(definition.selectionSet));
    else if (definition.kind === Kind.FRAGMENT_DEFINITION) fragmentDepth(definition.name.value);
  }
  return { depth, aliases: counted.size };
}

/** How many objects an operation may return: of the product's, the reports that it brings included, and of the introspection. */
interface Cost {
  readonly cost: number;
  readonly reports: number;
  readonly introspection: number;
}

const NOTHING: Cost = { cost: 0, reports: 0, introspection: 0 };

function plus(a: Cost, b: Cost): Cost {
  return {
    cost: a.cost + b.cost,
    reports: a.reports + b.reports,
    introspection: a.introspection + b.introspection,
  };
}

/** @returns how many objects the operation may return, and how many small reports it brings. */
export function costOf(schema: GraphQLSchema, operation: SelectedOperation, variables: Variables): Cost {
  const memo = new Map<string, Cost>();

  /** The cost of a selection on one object of the type; `pageSize` is that of the connection that it is on. */
  const selectionCost = ({ selections }: SelectionSetNode, typeName: string, pageSize: number): Cost => {
    let sum = NOTHING;
    for (const selection of selections) {
      if (selection.kind === Kind.FIELD) {
        sum = plus(sum, fieldCost(selection, typeName, pageSize));
      } else if (selection.kind === Kind.INLINE_FRAGMENT) {
        const type = selection.typeCondition?.name.value ?? typeName;
        sum = plus(sum, selectionCost(selection.selectionSet, type, pageSize));
      } else {
        sum = plus(sum, fragmentCost(selection.name.value, pageSize));
      }
    }
    return sum;
  };
  const fragmentCost = (name: string, pageSize: number): Cost => {
    const key = `${name} ${pageSize}`;
    const known = memo.get(key);
    if (known !== undefined) return known;
    const fragment = operation.fragments.get(name);
    const cost =
      fragment === undefined
        ? NOTHING
        : selectionCost(fragment.selectionSet, fragment.typeCondition.name.value, pageSize);
    memo.set(key, cost);
    return cost;
  };
  const fieldCost = (node: FieldNode, typeName: string, pageSize: number): Cost => {
    const field = fieldOf(schema, typeName, node.name.value);
    const type = field === undefined ? undefined : getNamedType(field.type);
    const size = field === undefined ? 1 : sizeOf(schema, typeName, field, node, variables, pageSize);
    const reports = reportsGiven(typeName, field, node, variables);
    const weight = WEIGHTS.get(`${typeName}.${node.name.value}`) ?? 0;
    const own = weight + (type !== undefined && isCompositeType(type) ? size : 0);
    const page = pageSizeOf(field, node, variables);
    const inner =
      node.selectionSet === undefined || type === undefined
        ? NOTHING
        : selectionCost(node.selectionSet, type.name, page);
    return type?.name.startsWith('__') === true
      ? { cost: 0, reports: 0, introspection: own + size * inner.introspection }
      : { cost: own + reports + size * inner.cost, reports, introspection: size * inner.introspection };
  };

  const root = schema.getRootType(operation.node.operation);
  return root == null ? NOTHING : selectionCost(operation.node.selectionSet, root.name, 0);
}

type Field = GraphQLField<unknown, unknown>;

const META_FIELDS = new Map<string, Field>(
  [SchemaMetaFieldDef, TypeMetaFieldDef, TypeNameMetaFieldDef].map((field) => [field.name, field]),
);

/** The definition of a field, the meta-fields included. */
function fieldOf(schema: GraphQLSchema, typeName: string, name: string): Field | undefined {
  const type = schema.getType(typeName);
  return isObjectType(type) || isInterfaceType(type) ? (type.getFields()[name] ?? META_FIELDS.get(name)) : undefined;
}

/** How many objects a field returns for one object of its parent. */
function sizeOf(
  schema: GraphQLSchema,
  typeName: string,
  field: Field,
  node: FieldNode,
  variables: Variables,
  pageSize: number,
): number {
  const type = isNonNullType(field.type) ? field.type.ofType : field.type;
  if (!isListType(type)) return 1;
  const known = SIZES.get(`${typeName}.${field.name}`);
  if (known !== undefined) return known;
  if (typeName.endsWith('Connection')) return pageSize;
  if (`${typeName}.${field.name}` === SCHEMA_TYPES) return Object.keys(schema.getTypeMap()).length;
  if (field.args.some(({ name }) => name === 'first')) return pageSizeOf(field, node, variables);
  return field.args.some(({ name }) => name === 'ids') ? listArgument(node, 'ids', variables) : PLAIN_LIST_SIZE;
}
