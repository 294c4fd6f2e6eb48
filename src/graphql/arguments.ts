// What is given to a field, as far as it tells how much is asked for. Works on valid operations.

import { type ArgumentNode, type FieldNode, type GraphQLField, Kind, type ValueNode, valueFromAST } from 'graphql';
import { DEFAULT_PAGE_SIZE, MAX_PAGE_SIZE } from '../pages.ts';
import { countOf } from '../reporting/expansion.ts';
import type { Reports } from '../reporting/reports.ts';
import type { Variables } from './variables.ts';

type Field = GraphQLField<unknown, unknown>;

/** The size of the page that a connection field asks for; what is out of range is refused when it is executed. */
export function pageSizeOf(field: Field | undefined, node: FieldNode, variables: Variables): number {
  const first = field?.args.find(({ name }) => name === 'first');
  const asked = numberArgument(node, 'first', variables) ?? numberArgument(node, 'last', variables);
  const fallback = typeof first?.defaultValue === 'number' ? first.defaultValue : DEFAULT_PAGE_SIZE;
  return Math.min(MAX_PAGE_SIZE, Math.max(0, asked ?? fallback));
}

function numberArgument(node: FieldNode, name: string, variables: Variables): number | null {
  const value = argumentValue(argument(node, name), variables);
  return typeof value === 'number' ? value : null;
}

/** How many entries a list argument holds; 0 when it is not given. */
export function listArgument(node: FieldNode, name: string, variables: Variables): number {
  const given = argument(node, name);
  const value = argumentValue(given, variables);
  if (Array.isArray(value)) return value.length;
  return given === undefined || value == null ? 0 : 1;
}

function argument(node: FieldNode, name: string): ArgumentNode | undefined {
  return node.arguments?.find((candidate) => candidate.name.value === name);
}

/** The value of an argument as far as it matters here: a number, a list (of anything), or something else. */
function argumentValue(given: ArgumentNode | undefined, variables: Variables): unknown {
  const value: ValueNode | undefined = given?.value;
  switch (value?.kind) {
    case Kind.VARIABLE:
      return variables[value.name.value];
    case Kind.INT:
      return Number(value.value);
    case Kind.LIST:
      return value.values;
    case Kind.NULL:
    case undefined:
      return null;
    default:
      return value;
  }
}

type Recorded = Reports['recordBuild'];

/** How many small reports a field brings: a whole build counts as those that it stands for. 0 for a field that brings none. */
export function reportsGiven(
  typeName: string,
  field: Field | undefined,
  node: FieldNode,
  variables: Variables,
): number {
  if (field === undefined || typeName !== 'Mutation') return 0;
  if (field.name === 'recordBuild') return countOf(given<Recorded>(field, node, 'input', variables));
  if (field.name !== 'report') return 0;
  const reports = given<readonly { readonly recordBuild?: Recorded }[]>(field, node, 'reports', variables);
  return reports.reduce((sum, { recordBuild }) => sum + (recordBuild === undefined ? 1 : countOf(recordBuild)), 0);
}

/** The value of an argument that must be given. */
function given<T>(field: Field, node: FieldNode, name: string, variables: Variables): T {
  const [value, type] = [argument(node, name)?.value, field.args.find((one) => one.name === name)?.type];
  if (value === undefined || type === undefined) throw new Error(`\`${field.name}\` has no \`${name}\`.`);
  return valueFromAST(value, type, variables) as T;
}
