// The house: which room may import which. Dependencies run one way.

import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const SOURCE = fileURLToPath(new URL('../src', import.meta.url));

/** What every room may use: files at the top of src that know nothing of any room. */
const FOUNDATION = ['model', 'errors', 'globalIds', 'filters', 'pages', 'measures', 'tracing', 'turns', 'loggedEvents'];

/** The rooms, and those that each may import from, besides itself and the foundation. */
const ALLOWED: Readonly<Record<string, readonly string[]>> = {
  model: [],
  errors: [],
  measures: [],
  tracing: [],
  turns: [],
  loggedEvents: ['model'],
  globalIds: ['model'],
  filters: ['model', 'loggedEvents'],
  pages: ['model', 'errors'],
  config: ['settings'],
  settings: [],
  generated: ['graphql', 'history', 'logs', 'events', 'reporting'],
  store: ['generated'],
  history: ['store'],
  events: ['store'],
  logs: ['store', 'events'],
  reporting: ['store'],
  junit: [],
  buildbot: [],
  adapters: ['reporting', 'junit', 'buildbot'],
  webhooks: ['store', 'events', 'reporting', 'config'],
  hooks: ['adapters', 'reporting', 'store'],
  graphql: ['history', 'reporting', 'events', 'logs', 'webhooks', 'hooks', 'config', 'generated'],
  transport: ['graphql', 'hooks', 'config'],
  client: ['generated'],
  cli: ['client', 'config', 'main', 'adapters', 'buildbot', 'junit'],
  upkeep: ['config', 'events', 'history', 'reporting', 'store'],
  main: [
    'upkeep',
    'config',
    'adapters',
    'events',
    'graphql',
    'history',
    'hooks',
    'logs',
    'reporting',
    'store',
    'transport',
    'webhooks',
  ],
};

/** The packages that only some rooms may use. */
const RESERVED: readonly { readonly packages: RegExp; readonly rooms: readonly string[] }[] = [
  { packages: /^(@prisma\/|prisma$|@electric-sql\/)/, rooms: ['store', 'generated'] },
  { packages: /^pg$/, rooms: ['store', 'generated', 'buildbot'] },
  { packages: /^(libsql|fzstd)$/, rooms: ['buildbot'] },
  {
    packages: /^(graphql$|graphql\/|@apollo\/|graphql-jit|@graphql-tools)/,
    rooms: ['graphql', 'transport', 'generated'],
  },
  { packages: /^graphql-ws/, rooms: ['transport', 'client'] },
  { packages: /^(graphql-subscriptions|@redis\/)/, rooms: ['events'] },
  { packages: /^dataloader$/, rooms: ['history'] },
  { packages: /^fastify|^@fastify\/|^@as-integrations\//, rooms: ['transport'] },
  { packages: /^prom-client$/, rooms: ['transport'] },
  { packages: /^@opentelemetry\//, rooms: ['tracing', 'transport'] },
  { packages: /^(commander|env-ci)$/, rooms: ['cli'] },
  { packages: /^sax$/, rooms: ['junit'] },
  { packages: /^(standardwebhooks|ipaddr\.js)$/, rooms: ['webhooks'] },
];

interface Import {
  readonly file: string;
  readonly from: string;
  /** Of types only: nothing of it is left when the program runs. */
  readonly types: boolean;
}

const files = readdirSync(SOURCE, { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.tsx?$/.test(file) && !file.startsWith(`${join('transport', 'graphiql')}/`))
  .filter((file) => !file.startsWith(join('generated', 'prisma')));
// The formatter keeps imports in one form.
const IMPORT = /^(import|export|\}) ?[^'\n]*from '([^']+)'|import\('([^']+)'\)|^import '([^']+)'/gm;
const imports: readonly Import[] = files.flatMap((file) =>
  [...readFileSync(join(SOURCE, file), 'utf8').matchAll(IMPORT)].map(([text, , named, loaded, bare]) => ({
    file,
    from: named ?? loaded ?? bare ?? '',
    types: text.includes('import type'),
  })),
);

function roomOf(file: string): string {
  return (file.split('/')[0] ?? '').replace(/\.ts$/, '');
}

/** The file that a relative import leads to, from the top of src; null when it leads to a package. */
function target({ file, from }: Import): string | null {
  return from.startsWith('.') ? relative(SOURCE, resolve(SOURCE, dirname(file), from)) : null;
}

test('every room imports only from the rooms that it may', () => {
  const wrong = imports.filter((one) => {
    const to = target(one);
    if (to === null) return false;
    const [from, into] = [roomOf(one.file), roomOf(to)];
    const allowed = ALLOWED[from];
    return from !== into && !(allowed?.includes(into) || (FOUNDATION.includes(into) && !FOUNDATION.includes(from)));
  });
  expect(wrong).toEqual([]);
});

test('every room is known to this test, which sees all imports', () => {
  expect(imports.length).toBeGreaterThan(400);
  expect(files.map(roomOf).filter((room) => ALLOWED[room] === undefined)).toEqual([]);
});

test('packages that belong to one room are used by that room only', () => {
  const wrong = imports.filter(({ file, from, types }) => {
    const reserved = RESERVED.find(({ packages }) => packages.test(from));
    // The client speaks GraphQL, and prints documents; it does not execute any.
    const printing = roomOf(file) === 'client' && (types || /^graphql\/language\//.test(from));
    return reserved !== undefined && !printing && !reserved.rooms.includes(roomOf(file));
  });
  expect(wrong).toEqual([]);
});

test('only src/config.ts reads the environment', () => {
  const readers = files.filter((file) => readFileSync(join(SOURCE, file), 'utf8').includes('process.env'));
  expect(readers).toEqual(['config.ts']);
});

test('no file imports itself by way of others', () => {
  const edges = new Map<string, string[]>();
  for (const one of imports) {
    const to = target(one);
    if (to !== null) edges.set(one.file, [...(edges.get(one.file) ?? []), to]);
  }
  const done = new Set<string>();
  const cycles: string[][] = [];
  const visit = (file: string, path: readonly string[]): void => {
    const at = path.indexOf(file);
    if (at >= 0) cycles.push([...path.slice(at), file]);
    if (at >= 0 || done.has(file)) return;
    for (const next of edges.get(file) ?? []) visit(next, [...path, file]);
    done.add(file);
  };
  // Generated types name the resolvers' context, which is made of the domain's types only.
  for (const file of files.filter((name) => roomOf(name) !== 'generated')) visit(file, []);
  expect(cycles.filter((cycle) => !cycle.some((file) => roomOf(file) === 'generated'))).toEqual([]);
});
