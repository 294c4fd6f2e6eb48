// Random documents that are valid for the schema, and that the fixed context can answer.

import * as fc from 'fast-check';
import { type GraphQLSchema, getNamedType, isCompositeType, isInterfaceType, isObjectType } from 'graphql';

/** Where a document may start, and what leads on from a thing: what the fixed context has answers for. */
const ROOTS = [
  'build(id: "build_1")',
  'build(id: "build_2")',
  'build(id: "build_99")',
  'builds(first: 2)',
  'node(id: "build_3")',
  'node(id: "step_1")',
  'nodes(ids: ["worker_1", "build_1", "no"])',
  'buildByKey(origin: "o", key: "run-1")',
  'viewer',
  '__typename',
];
const LEFT_OUT = new Set([
  'project',
  'changes',
  'masters',
  'projects',
  'workers',
  'origins',
  'parentBuild',
  'buildRequest',
]);
const REACHABLE = new Set(['Build', 'BuildConnection', 'BuildEdge', 'PageInfo', 'Builder', 'Worker', 'Step', 'Origin']);
const MORE = new Set(['StepConnection', 'StepEdge', 'Property', 'Link', 'Log', 'Viewer', 'Node', 'SourceStamp']);

const DIRECTIVES = [
  '',
  '',
  '',
  '',
  ' @skip(if: $yes)',
  ' @include(if: $maybe)',
  ' @include(if: true)',
  ' @skip(if: $maybe) @include(if: $yes)',
];

/** @returns documents with the Boolean variables `yes` and `maybe`. */
export function documentsOf(schema: GraphQLSchema): fc.Arbitrary<string> {
  const fragmentTypes = ['Build', 'Node', 'Step', 'Builder', 'BuildConnection'];
  const directive = fc.constantFrom(...DIRECTIVES);

  const selection = (typeName: string, depth: number, fragments: boolean): fc.Arbitrary<string> => {
    const type = schema.getType(typeName);
    if (!isObjectType(type) && !isInterfaceType(type)) return fc.constant('{ __typename }');
    const fields = Object.values(type.getFields()).flatMap((field): fc.Arbitrary<string>[] => {
      if (LEFT_OUT.has(field.name) || field.args.some((arg) => arg.name === 'number')) return [];
      const named = getNamedType(field.type);
      if (!isCompositeType(named)) return [directive.map((d) => `${field.name}${d}`)];
      if (depth <= 0 || !(REACHABLE.has(named.name) || MORE.has(named.name))) return [];
      const inner = selection(named.name, depth - 1, fragments);
      return [fc.tuple(directive, inner).map(([d, s]) => `${field.name}${d} ${s}`)];
    });
    const inline = ['Build', 'Step', 'Worker', 'Node']
      .filter(
        (name) =>
          name === typeName ||
          (isInterfaceType(type) && name !== 'Node') ||
          (name === 'Node' && isObjectType(type) && type.getInterfaces().some((i) => i.name === 'Node')),
      )
      .map((name) =>
        fc
          .tuple(directive, depth > 0 ? selection(name, depth - 1, fragments) : fc.constant('{ __typename }'))
          .map(([d, s]) => `... on ${name}${d} ${s}`),
      );
    const spreads = fragments
      ? fragmentTypes
          .filter(
            (name) =>
              name === typeName ||
              isInterfaceType(type) ||
              (name === 'Node' && isObjectType(type) && type.getInterfaces().some((i) => i.name === 'Node')),
          )
          .filter((name) => name !== 'BuildConnection' || typeName === 'BuildConnection')
          .map((name) => directive.map((d) => `...${name}Fields${d}`))
      : [];
    const any = fc.oneof(...fields, ...inline, ...spreads, fc.constant('__typename'));
    return fc.array(any, { minLength: 1, maxLength: 4 }).map((parts) => `{ ${parts.join(' ')} }`);
  };

  const rootType = (root: string): string => {
    const field = schema.getQueryType()?.getFields()[root.split('(', 1)[0] ?? ''];
    return field === undefined ? '' : getNamedType(field.type).name;
  };
  const root = fc
    .constantFrom(...ROOTS)
    .chain((name) =>
      rootType(name) === '' ? fc.constant(name) : selection(rootType(name), 4, true).map((s) => `${name} ${s}`),
    );
  const roots = fc
    .array(root, { minLength: 1, maxLength: 3 })
    .map((all) => all.map((one, i) => `r${i}: ${one}`).join(' '));
  const fragments = fc.tuple(
    ...fragmentTypes.map((name) => selection(name, 2, false).map((s) => `fragment ${name}Fields on ${name} ${s}`)),
  );
  const used = (name: string, text: string): boolean => text.includes(`...${name}Fields`);
  return fc.tuple(roots, fragments).map(([body, all]) => {
    const kept = all.filter((_, i) => used(fragmentTypes[i] ?? '', body));
    return `query ($yes: Boolean!, $maybe: Boolean = false) { y: __typename @include(if: $yes) m: __typename @skip(if: $maybe) ${body} }\n${kept.join('\n')}`;
  });
}
