import { readdirSync, readFileSync } from 'node:fs';
import {
  buildSchema,
  type GraphQLField,
  type GraphQLNamedType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isListType,
  isNonNullType,
  isObjectType,
  isSpecifiedScalarType,
  Kind,
  parse,
  validate,
  validateSchema,
} from 'graphql';
import { describe, expect, test } from 'vitest';
import { createSchema } from '../../src/graphql/schema.ts';

const schema = createSchema();
const types = Object.values(schema.getTypeMap()).filter(
  (type) => !type.name.startsWith('__') && !isSpecifiedScalarType(type),
);

interface Described {
  readonly name: string;
  readonly description?: string | null | undefined;
  readonly deprecationReason?: string | null | undefined;
}

/** A type and everything within it, by its coordinate in the schema. */
function partsOf(type: GraphQLNamedType): [string, Described][] {
  if (isEnumType(type)) return type.getValues().map((value) => [`${type.name}.${value.name}`, value]);
  if (isInputObjectType(type))
    return Object.values(type.getFields()).map((field) => [`${type.name}.${field.name}`, field]);
  if (!isObjectType(type) && !isInterfaceType(type)) return [];
  return Object.values(type.getFields()).flatMap((field): [string, Described][] => [
    [`${type.name}.${field.name}`, field],
    ...field.args.map((arg): [string, Described] => [`${type.name}.${field.name}(${arg.name}:)`, arg]),
  ]);
}

const all = types.flatMap((type): [string, Described][] => [[type.name, type], ...partsOf(type)]);

describe('the schema', () => {
  // The server takes that for granted.
  test('is valid', () => {
    const sdl = readFileSync(new URL('../../schema.graphql', import.meta.url), 'utf8');
    expect(validateSchema(buildSchema(sdl))).toEqual([]);
    expect(validateSchema(schema)).toEqual([]);
  });

  test('describes every type, field, argument, input field and enum value', () => {
    expect(all.filter(([, { description }]) => !description?.trim()).map(([coordinate]) => coordinate)).toEqual([]);
  });

  test('says what to use instead of everything that is deprecated', () => {
    const wrong = all.filter(
      ([, { deprecationReason }]) => deprecationReason != null && !/^Use `[^`]+`/.test(deprecationReason),
    );
    expect(wrong.map(([coordinate]) => coordinate)).toEqual([]);
  });

  test('returns no list that is neither a connection nor bounded', () => {
    const lists = types
      .filter(isObjectType)
      .flatMap((type) =>
        Object.values(type.getFields()).flatMap((field) =>
          isUnbounded(type.name, field) ? [`${type.name}.${field.name}`] : [],
        ),
      );
    expect(lists).toEqual([]);
  });

  test('pages every connection from both ends, but for the event log', () => {
    const connections = types.filter(isObjectType).flatMap((type) =>
      Object.values(type.getFields())
        .filter((field) => String(field.type).endsWith('Connection!'))
        .map((field) => [`${type.name}.${field.name}`, field.args.map(({ name }) => name)] as const),
    );
    for (const [coordinate, args] of connections) {
      const expected = coordinate === 'Query.events' ? ['after', 'first'] : ['first', 'after', 'last', 'before'];
      expect(args, coordinate).toEqual(expect.arrayContaining(expected));
    }
  });

  test('answers each mutation with what was wrong', () => {
    for (const field of Object.values(schema.getMutationType()?.getFields() ?? {})) {
      const payload = isNonNullType(field.type) ? field.type.ofType : field.type;
      expect(isObjectType(payload) && 'userErrors' in payload.getFields(), field.name).toBe(true);
    }
  });
});

/** Small by their nature: what one thing is called, touches or may do. */
const SMALL = new Set(['Viewer.scopes', 'Token.scopes', 'UserError.path']);

function isUnbounded(typeName: string, field: GraphQLField<unknown, unknown>): boolean {
  const type = isNonNullType(field.type) ? field.type.ofType : field.type;
  if (!isListType(type) || typeName.endsWith('Connection') || SMALL.has(`${typeName}.${field.name}`)) return false;
  return field.name !== 'userErrors' && !/At most [\d,]+/.test(field.description ?? '');
}

describe('the contract', () => {
  const directory = new URL('../../docs/contract/', import.meta.url);
  /** What comes with later issues. */
  const LATER_OPERATIONS = new Set(['SearchLog', 'SearchLogs']);
  const files = readdirSync(directory).filter((file) => file.endsWith('.graphql'));

  test.each(files)('%s is valid', (file) => {
    const document = parse(readFileSync(new URL(file, directory), 'utf8'));
    const definitions = document.definitions.filter(
      (definition) =>
        definition.kind !== Kind.OPERATION_DEFINITION || !LATER_OPERATIONS.has(definition.name?.value ?? ''),
    );
    expect(definitions.length).toBeGreaterThan(0);
    expect(validate(schema, { ...document, definitions }).map(String)).toEqual([]);
  });
});
