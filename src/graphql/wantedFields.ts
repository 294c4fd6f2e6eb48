// Which fields of the records of builds and steps an operation looks at.

import {
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  Kind,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import type { BuildResolvers, StepResolvers } from '../generated/resolvers.ts';
import type { WantedFields } from '../history/wantedFields.ts';
import type { Build, Step } from '../model.ts';
import type { SelectedOperation } from './selectedOperation.ts';

/** What each field of a type looks at. */
type Needs<Resolvers, T> = {
  readonly [F in Exclude<keyof Resolvers, '__isTypeOf'>]-?: readonly (keyof T)[];
};

const BUILD: Needs<BuildResolvers, Build> = {
  id: ['id'],
  key: ['key'],
  number: ['number'],
  state: ['state'],
  result: ['result'],
  stateString: ['stateString'],
  reason: ['reason'],
  url: ['url'],
  startedAt: ['startedAt'],
  completedAt: ['completedAt'],
  durationSeconds: ['startedAt', 'completedAt'],
  queueSeconds: ['requestedAt', 'startedAt'],
  lost: ['lost'],
  origin: ['originId'],
  builder: ['builderId'],
  worker: ['workerId'],
  master: ['masterId'],
  buildRequest: ['buildRequestId'],
  parentBuild: ['parentBuildId'],
  childBuilds: ['id'],
  rebuildOf: ['rebuildOfId'],
  rebuilds: ['id'],
  sourceStamps: ['id'],
  changes: ['id'],
  properties: ['id'],
  steps: ['id'],
  previousBuild: ['id', 'builderId', 'number'],
  nextBuild: ['id', 'builderId', 'number'],
  testSummary: ['id'],
  testResults: ['id'],
  regression: ['id', 'result'],
};

const STEP: Needs<StepResolvers, Step> = {
  id: ['id'],
  key: ['key'],
  number: ['number'],
  name: ['name'],
  state: ['state'],
  result: ['result'],
  stateString: ['stateString'],
  startedAt: ['startedAt'],
  completedAt: ['completedAt'],
  durationSeconds: ['startedAt', 'completedAt'],
  hidden: ['hidden'],
  lost: ['lost'],
  urls: ['urls'],
  logs: ['id'],
  build: ['buildId'],
};

/** By the operation, which is the same object for as long as its document is remembered. */
const known = new WeakMap<SelectedOperation, WantedFields>();

/** @returns the fields that the operation looks at, wherever in it; skipped ones are among them. */
export function wantedFields(schema: GraphQLSchema, operation: SelectedOperation): WantedFields {
  const wanted = known.get(operation) ?? wantedOf(selectedFields(schema, operation));
  known.set(operation, wanted);
  return wanted;
}

type Selected = ReadonlyMap<string, ReadonlySet<string>>;

function wantedOf(selected: Selected): WantedFields {
  return { Build: needed(BUILD, selected.get('Build')), Step: needed(STEP, selected.get('Step')) };
}

/** @returns what the selected fields need; null: everything. */
function needed<T>(
  needs: Readonly<Record<string, readonly (keyof T)[]>>,
  selected: ReadonlySet<string> = new Set(),
): ReadonlySet<keyof T> | null {
  const fields = new Set<keyof T>();
  for (const name of selected) {
    const own = name === '__typename' ? [] : needs[name];
    if (own === undefined) return null;
    for (const field of own) fields.add(field);
  }
  return fields;
}

/** The names of the fields that are selected of each object type, aliases aside. */
function selectedFields(schema: GraphQLSchema, { node, fragments }: SelectedOperation): Selected {
  const selected = new Map<string, Set<string>>();
  const types = new TypeInfo(schema);
  const visitor = visitWithTypeInfo(types, {
    Field: ({ name }) => {
      for (const type of objectsOf(schema, types.getParentType())) {
        selected.set(type.name, (selected.get(type.name) ?? new Set()).add(name.value));
      }
    },
  });
  visit({ kind: Kind.DOCUMENT, definitions: [node, ...fragments.values()] }, visitor);
  return selected;
}

function objectsOf(schema: GraphQLSchema, type: GraphQLNamedType | null | undefined): readonly GraphQLNamedType[] {
  if (type == null) return [];
  const named = getNamedType(type);
  return isAbstractType(named) ? schema.getPossibleTypes(named) : [named];
}
