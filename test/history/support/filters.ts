// Random builds with all that a filter can ask of them, random filters, and what these mean: read it beside schema.graphql.

import fc from 'fast-check';

export interface PlainStamp {
  readonly codebase: string;
  readonly repository: string;
  readonly branch: string | null;
  readonly revision: string | null;
}

export interface PlainBuild {
  readonly origin: string;
  readonly key: string;
  readonly builder: string;
  readonly worker: string | null;
  readonly reason: string | null;
  /** In milliseconds since T0. */
  readonly start: number;
  /** Null while it runs. */
  readonly end: number | null;
  readonly result: string | null;
  readonly stamps: readonly PlainStamp[];
  readonly properties: Readonly<Record<string, unknown>>;
}

export interface PlainChange extends PlainStamp {
  readonly origin: string;
  readonly author: string;
}

export interface Filter {
  readonly builders?: readonly string[];
  readonly builderGlobs?: readonly string[];
  readonly tags?: readonly string[];
  readonly tagsAny?: readonly string[];
  readonly tagsNone?: readonly string[];
  readonly projects?: readonly string[];
  readonly origins?: readonly string[];
  readonly workers?: readonly string[];
  readonly branch?: string;
  readonly revision?: string;
  readonly repository?: string;
  readonly codebase?: string;
  readonly changeAuthor?: string;
  readonly states?: readonly string[];
  readonly results?: readonly string[];
  readonly startedFrom?: string;
  readonly startedBefore?: string;
  readonly completedFrom?: string;
  readonly completedBefore?: string;
  readonly durationSecondsFrom?: number;
  readonly durationSecondsBelow?: number;
  readonly properties?: readonly { readonly name: string; readonly value?: unknown }[];
  readonly reason?: string;
  readonly and?: readonly Filter[];
  readonly or?: readonly Filter[];
  readonly not?: Filter;
}

const T0 = Date.parse('2026-03-01T00:00:00.000Z');
const time = (milliseconds: number) => new Date(T0 + milliseconds).toISOString();

const BUILDERS: Readonly<Record<string, { readonly tags: readonly string[]; readonly project: string | null }>> = {
  'linux-gcc': { tags: ['linux', 'fast'], project: 'garden' },
  'linux-clang': { tags: ['linux'], project: 'garden' },
  'mac*os': { tags: ['mac', 'fast'], project: 'house' },
  docs_1: { tags: [], project: null },
};
const BRANCHES = ['main', 'next'];
const AUTHORS = ['Ada <ada@example.org>', 'Bob', '100% Ann'];
const REASONS = ['nightly', 'Forced by Ada', 'a_b'];

const stamp = fc.record({
  codebase: fc.constantFrom('', 'lib'),
  repository: fc.constantFrom('one.git', 'other.git'),
  branch: fc.option(fc.constantFrom(...BRANCHES), { nil: null }),
  revision: fc.option(fc.constantFrom('abc', 'abd', 'b%'), { nil: null }),
  authors: fc.subarray(AUTHORS, { maxLength: 2 }),
});
export const plainBuilds = fc.array(
  fc.record({
    builder: fc.constantFrom(...Object.keys(BUILDERS)),
    worker: fc.option(fc.constantFrom('w1', 'w2'), { nil: null }),
    reason: fc.option(fc.constantFrom(...REASONS), { nil: null }),
    start: fc.integer({ min: 0, max: 9 }).map((seconds) => seconds * 1_000),
    duration: fc.option(fc.constantFrom(-500, 0, 100, 1_000, 5_250), { nil: null }),
    result: fc.constantFrom('SUCCESS', 'FAILURE', 'RETRY'),
    stamps: fc.uniqueArray(stamp, { maxLength: 2, selector: ({ codebase }) => codebase }),
    properties: fc.dictionary(fc.constantFrom('p', 'q'), fc.constantFrom<unknown>(1, 'x', null, [1])),
  }),
  { minLength: 8, maxLength: 12 },
);
type Told = typeof plainBuilds extends fc.Arbitrary<infer T> ? T : never;

/** What is told, within an origin, and the reports of it. */
export function reportsOf(told: Told, origin: string) {
  const builds = told.map(({ duration, result, stamps, ...build }, i) => ({
    ...build,
    origin,
    key: `${origin}/${i}`,
    end: duration === null ? null : build.start + duration,
    result: duration === null ? null : result,
    stamps: stamps.map(({ authors: _, ...plain }) => plain),
  })) satisfies PlainBuild[];
  const changes = told.flatMap(({ stamps }) =>
    stamps.flatMap(({ authors, ...plain }) => authors.map((author) => ({ ...plain, origin, author }))),
  ) satisfies PlainChange[];
  const reports = [
    ...Object.entries(BUILDERS).map(([name, facts]) => ({ registerBuilder: { origin, name, ...facts } })),
    ...changes.map((change, i) => ({ addChange: { ...change, key: `c${i}`, message: '' } })),
    ...builds.flatMap(({ key, builder, worker, reason, start, end, result, stamps, properties }) => [
      {
        startBuild: {
          origin,
          key,
          builder,
          worker,
          reason,
          startedAt: time(start),
          sourceStamps: stamps,
          properties: Object.entries(properties).map(([name, value]) => ({ name, value })),
        },
      },
      ...(end === null ? [] : [{ finishBuild: { build: { origin, key }, result, completedAt: time(end) } }]),
    ]),
  ];
  return { builds, changes, reports };
}

const range = <V extends string | number>(from: string, before: string, values: readonly V[]) =>
  fc
    .record({ [from]: fc.constantFrom(...values), [before]: fc.constantFrom(...values) }, { requiredKeys: [] })
    .map((given) => {
      const [low, high] = [given[from], given[before]];
      return low !== undefined && high !== undefined && low > high ? { [from]: high, [before]: low } : given;
    });
const TIMES = [0, 2_000, 5_250, 8_000].map(time);
const RANGES = fc
  .tuple(
    range('startedFrom', 'startedBefore', TIMES),
    range('completedFrom', 'completedBefore', TIMES),
    range('durationSecondsFrom', 'durationSecondsBelow', [0, 0.1, 0.10001, 1, 5.25, 1e300]),
  )
  .map((ranges): Filter => Object.assign({}, ...ranges));
const PARTS = fc.record<Filter>({
  builders: fc.subarray([...Object.keys(BUILDERS), 'nobody']),
  builderGlobs: fc.subarray(['linux-*', '*c?s*', 'mac\\*os', 'docs%1', 'docs?1', '', '*'], { maxLength: 2 }),
  tags: fc.subarray(['linux', 'fast', 'none'], { maxLength: 2 }),
  tagsAny: fc.subarray(['linux', 'mac', 'none']),
  tagsNone: fc.subarray(['linux', 'fast', 'none']),
  projects: fc.subarray(['garden', 'house', 'none']),
  origins: fc.subarray(['origin-0', 'none'], { minLength: 1 }),
  workers: fc.subarray(['w1', 'none'], { minLength: 1 }),
  branch: fc.constantFrom(...BRANCHES),
  revision: fc.constantFrom('', 'ab', 'abd', '%'),
  repository: fc.constantFrom('one.git', 'none'),
  codebase: fc.constantFrom('', 'lib'),
  changeAuthor: fc.constantFrom('ADA', 'b', '%', '_'),
  states: fc.subarray(['RUNNING', 'FINISHED']),
  results: fc.subarray(['SUCCESS', 'FAILURE', 'WARNINGS']),
  properties: fc.array(
    fc.record(
      { name: fc.constantFrom('p', 'q'), value: fc.constantFrom<unknown>(1, 'x', null) },
      { requiredKeys: ['name'] },
    ),
    { maxLength: 2 },
  ),
  reason: fc.constantFrom('ADA', '_', ''),
});
const flat = fc.oneof(
  { weight: 1, arbitrary: RANGES },
  {
    weight: 4,
    arbitrary: PARTS.chain((parts) =>
      fc
        .subarray(Object.entries(parts), { minLength: 1, maxLength: 2 })
        .map((some): Filter => Object.fromEntries(some)),
    ),
  },
);
export const plainFilters: fc.Arbitrary<Filter> = fc.letrec<{ filter: Filter }>((tie) => {
  const inner = fc.array(tie('filter'), { maxLength: 3, depthIdentifier: 'filter' });
  const nesting = fc.record({ and: inner, or: inner, not: tie('filter') }, { requiredKeys: [] });
  return {
    filter: fc.oneof(
      { maxDepth: 3, depthIdentifier: 'filter' },
      { weight: 2, arbitrary: flat },
      { weight: 1, arbitrary: fc.tuple(flat, nesting).map(([own, nested]): Filter => ({ ...own, ...nested })) },
      { weight: 1, arbitrary: nesting },
    ),
  };
}).filter;

/** What the filter of builds means. */
export function matches(build: PlainBuild, changes: readonly PlainChange[], filter: Filter): boolean {
  const builder = BUILDERS[build.builder] ?? { tags: [], project: null };
  const started = time(build.start);
  const completed = build.end === null ? null : time(build.end);
  const seconds = build.end === null ? null : Math.max(0, build.end - build.start) / 1_000;
  const has = (tag: string) => builder.tags.includes(tag);
  const oneOf = (value: string | null, list: readonly string[] | undefined) =>
    list === undefined || (value !== null && list.includes(value));
  const from = <V extends string | number>(value: V | null, limit: V | undefined) =>
    limit === undefined || (value !== null && value >= limit);
  const below = <V extends string | number>(value: V | null, limit: V | undefined) =>
    limit === undefined || (value !== null && value < limit);
  const asksOfStamps =
    filter.branch !== undefined ||
    filter.revision !== undefined ||
    filter.repository !== undefined ||
    filter.codebase !== undefined ||
    filter.changeAuthor !== undefined;
  return (
    oneOf(build.builder, filter.builders) &&
    (filter.builderGlobs === undefined ||
      filter.builderGlobs.some((glob) => regularExpression(glob).test(build.builder))) &&
    (filter.tags ?? []).every(has) &&
    (filter.tagsAny === undefined || filter.tagsAny.some(has)) &&
    !(filter.tagsNone ?? []).some(has) &&
    oneOf(builder.project, filter.projects) &&
    oneOf(build.origin, filter.origins) &&
    oneOf(build.worker, filter.workers) &&
    (!asksOfStamps || build.stamps.some((one) => stampMatches(build.origin, one, changes, filter))) &&
    oneOf(build.end === null ? 'RUNNING' : 'FINISHED', filter.states) &&
    oneOf(build.result, filter.results) &&
    from(started, filter.startedFrom) &&
    below(started, filter.startedBefore) &&
    from(completed, filter.completedFrom) &&
    below(completed, filter.completedBefore) &&
    from(seconds, filter.durationSecondsFrom) &&
    below(seconds, filter.durationSecondsBelow) &&
    (filter.properties ?? []).every(({ name, ...wanted }) =>
      !(name in build.properties)
        ? false
        : !('value' in wanted) || JSON.stringify(build.properties[name]) === JSON.stringify(wanted.value),
    ) &&
    (filter.reason === undefined || contains(build.reason, filter.reason)) &&
    (filter.and ?? []).every((inner) => matches(build, changes, inner)) &&
    (filter.or === undefined || filter.or.some((inner) => matches(build, changes, inner))) &&
    (filter.not === undefined || !matches(build, changes, filter.not))
  );
}

function stampMatches(origin: string, one: PlainStamp, changes: readonly PlainChange[], filter: Filter): boolean {
  const authors = changes
    .filter((change) => change.origin === origin && facts(change) === facts(one))
    .map(({ author }) => author);
  const { changeAuthor } = filter;
  return (
    (filter.branch === undefined || one.branch === filter.branch) &&
    (filter.revision === undefined || one.revision?.startsWith(filter.revision) === true) &&
    (filter.repository === undefined || one.repository === filter.repository) &&
    (filter.codebase === undefined || one.codebase === filter.codebase) &&
    (changeAuthor === undefined || authors.some((author) => contains(author, changeAuthor)))
  );
}

const facts = ({ codebase, repository, branch, revision }: PlainStamp) =>
  JSON.stringify([codebase, repository, branch, revision]);

function contains(text: string | null, part: string): boolean {
  return text?.toLowerCase().includes(part.toLowerCase()) === true;
}

/** Of patterns with at most one escaped character: plain ones of a test. */
function regularExpression(glob: string): RegExp {
  const parts = glob.match(/\\?./gs) ?? [];
  const plain = (character: string) => character.replace(/[\\^$.*+?()[\]{}|]/, '\\$&');
  const source = parts.map((part) =>
    part === '*' ? '.*' : part === '?' ? '.' : plain(part.length === 2 ? part.slice(1) : part),
  );
  return new RegExp(`^${source.join('')}$`, 's');
}
