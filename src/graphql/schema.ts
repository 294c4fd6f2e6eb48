// The schema that is executed: schema.graphql, the product, with our resolvers attached.

import { readFileSync } from 'node:fs';
import { buildSchema, type GraphQLSchema, isAbstractType, isObjectType, isScalarType } from 'graphql';
import { resolvers } from './resolvers/index.ts';

/** The same from src/graphql and from dist/graphql. */
const SCHEMA_FILE = new URL('../../schema.graphql', import.meta.url);

/** What an entry of the resolvers can hold, whatever its type in the schema. */
type Attachment = Readonly<Record<string, unknown>>;

/** @returns the executable schema. Throws when schema.graphql cannot be read, is no SDL, or lacks what a resolver is for. */
export function createSchema(): GraphQLSchema {
  // It is ours, and a test holds that it is valid: to check that at each start took longer than all the rest of this.
  const schema = buildSchema(readFileSync(SCHEMA_FILE, 'utf8'), { assumeValidSDL: true });
  for (const [name, attachment] of Object.entries(resolvers)) attach(schema, name, attachment as unknown as Attachment);
  return schema;
}

function attach(schema: GraphQLSchema, name: string, attachment: Attachment): void {
  const type = schema.getType(name);
  if (isScalarType(type)) {
    const { serialize, parseValue, parseLiteral } = attachment;
    Object.assign(type, { serialize, parseValue, parseLiteral });
  } else if (isAbstractType(type)) {
    type.resolveType = attachment.__resolveType as NonNullable<typeof type.resolveType>;
  } else if (isObjectType(type)) {
    const fields = type.getFields();
    for (const [fieldName, resolver] of Object.entries(attachment)) {
      const field = fields[fieldName];
      if (field === undefined) throw new Error(`There is a resolver for ${name}.${fieldName}, which the schema lacks.`);
      Object.assign(field, typeof resolver === 'function' ? { resolve: resolver } : resolver);
    }
  } else {
    throw new Error(`There are resolvers for ${name}, which is no type of the schema that has any.`);
  }
}
