// Random histories: builds of several builders, code bases, branches and revisions, reported in any order and in parts, together with
// what the plain history is that the reports amount to.

import fc from 'fast-check';

export interface Stamp {
  readonly codebase: string;
  readonly repository: string;
  readonly branch: string;
  readonly revision: string | null;
  readonly patch?: { readonly body: string };
}

export interface PlainBuild {
  readonly key: string;
  readonly builder: string;
  /** In seconds since T0. No two builds start at once. */
  readonly start: number;
  /** Null while it runs. */
  readonly result: string | null;
  /** By code base; as it is once everything is known. */
  readonly stamps: readonly Stamp[];
}

/** A commit. Seconds since T0, like those of builds. */
export interface PlainChange extends Stamp {
  readonly key: string;
  readonly committed: number;
}

export interface History {
  readonly builds: readonly PlainBuild[];
  readonly changes: readonly PlainChange[];
  /** Reports that amount to that, in the order in which they arrive, in batches. Names of the origin are to be filled in. */
  readonly reports: (origin: string) => readonly (readonly object[])[];
}

const T0 = Date.parse('2026-03-01T00:00:00.000Z');
export const time = (seconds: number) => new Date(T0 + seconds * 1_000).toISOString();

export const BUILDERS = [
  { name: 'ant', tags: ['fast'], project: 'garden' },
  { name: 'bee', tags: ['fast', 'winged'], project: 'garden' },
  { name: 'cat', tags: ['slow'], project: 'house' },
];

const BRANCHES = ['main', 'next'];
const REVISIONS = 5;
const CODEBASES = [
  ['', 'https://git.example.org/one.git'],
  ['lib', 'https://git.example.org/lib.git'],
] as const;

/** A revision belongs to one branch and code base; those of a higher number are newer. */
const revisionOf = (codebase: string, branch: string, number: number) => `${codebase}${branch}${number}`;

const builds = fc.array(
  fc.record({
    builder: fc.constantFrom(...BUILDERS.map(({ name }) => name)),
    result: fc.option(
      fc.constantFrom(
        ...Array(5).fill('SUCCESS'),
        ...Array(6).fill('FAILURE'),
        'WARNINGS',
        'EXCEPTION',
        'RETRY',
        'CANCELLED',
        'SKIPPED',
      ),
      { freq: 8 },
    ),
    branch: fc.constantFrom('main', 'main', 'main', ...BRANCHES),
    /** The number of the revision in each of the code bases; none where the second is not built. */
    revisions: fc.tuple(fc.nat(REVISIONS - 1), fc.option(fc.nat(REVISIONS - 1), { freq: 1 })),
    revisionComesLater: fc.boolean(),
    revisionNeverKnown: fc.integer({ min: 0, max: 9 }).map((n) => n === 0),
    startGuessedFirst: fc.boolean(),
    patched: fc.integer({ min: 0, max: 9 }).map((n) => n === 0),
  }),
  { minLength: 6, maxLength: 24, size: 'max' },
);

/** For each revision of a branch in a code base: whether there is a change, and whether it tells the time of an earlier one. */
const commits = fc.array(fc.record({ known: fc.boolean(), at: fc.nat(40), extra: fc.nat(2) }), {
  minLength: BRANCHES.length * CODEBASES.length * REVISIONS,
  maxLength: BRANCHES.length * CODEBASES.length * REVISIONS,
});

export const histories: fc.Arbitrary<History> = fc
  .record({
    builds,
    commits,
    starts: fc.uniqueArray(fc.nat(100), { minLength: 24, maxLength: 24 }),
    order: fc.array(fc.double({ noNaN: true, min: 0, max: 1 }), { minLength: 200, maxLength: 200 }),
    batch: fc.integer({ min: 8, max: 60 }),
  })
  .map(({ builds: drawn, commits: drawnCommits, starts, order, batch }) => {
    const plain = drawn.map((build, i): PlainBuild => {
      const stamps = CODEBASES.flatMap(([codebase, repository], c): Stamp[] => {
        const number = build.revisions[c];
        if (number === null || number === undefined) return [];
        const revision = build.revisionNeverKnown ? null : revisionOf(codebase, build.branch, number);
        const patch = build.patched && c === 0 ? { patch: { body: `patch ${i}` } } : {};
        return [{ codebase, repository, branch: build.branch, revision, ...patch }];
      });
      return { key: `b${i}`, builder: build.builder, start: starts[i] ?? i, result: build.result, stamps };
    });
    const changes = CODEBASES.flatMap(([codebase, repository], c) =>
      BRANCHES.flatMap((branch, b) =>
        Array.from({ length: REVISIONS }, (_, number): PlainChange[] => {
          const drawnCommit = drawnCommits[(c * BRANCHES.length + b) * REVISIONS + number];
          if (!drawnCommit?.known) return [];
          const commit = (revision: string, part: number) => ({
            key: `${revision}/${part}`,
            committed: drawnCommit.at + part / 10,
            codebase,
            repository,
            branch,
            revision,
          });
          const own = commit(revisionOf(codebase, branch, number), 0);
          // Commits that nothing was built of.
          const unbuilt = Array.from({ length: drawnCommit.extra }, (_, e) =>
            commit(`${own.revision}-unbuilt-${e}`, e + 1),
          );
          return [own, ...unbuilt];
        }).flat(),
      ),
    );
    return { builds: plain, changes, reports: (origin) => inBatches(reportsOf(origin), order, batch) };

    function reportsOf(origin: string): object[] {
      const ofBuilds = plain.flatMap((build, i): object[] => {
        const ref = { origin, key: build.key };
        const { revisionComesLater, startGuessedFirst } = drawn[i] ?? {};
        const first = build.stamps.map((stamp) => (revisionComesLater ? { ...stamp, revision: null } : stamp));
        const start = { ...ref, builder: build.builder, sourceStamps: first };
        return [
          ...(startGuessedFirst ? [{ startBuild: start }] : []),
          { startBuild: { ...start, startedAt: time(build.start) } },
          ...(revisionComesLater ? [{ updateBuild: { build: ref, sourceStamps: build.stamps } }] : []),
          ...(build.result === null ? [] : [{ finishBuild: { build: ref, result: build.result } }]),
        ];
      });
      const ofChanges = changes.map(({ committed, ...change }) => ({
        addChange: { origin, author: 'A', message: change.key, committedAt: time(committed), ...change },
      }));
      const ofBuilders = BUILDERS.map((builder) => ({ registerBuilder: { origin, ...builder } }));
      return [...ofBuilds, ...ofChanges, ...ofBuilders];
    }
  });

function inBatches(reports: readonly object[], order: readonly number[], size: number): object[][] {
  const shuffled = reports
    .map((report, i) => [order[i % order.length] ?? 0, report] as const)
    .sort(([a], [b]) => a - b)
    .map(([, report]) => report);
  return Array.from({ length: Math.ceil(shuffled.length / size) }, (_, i) => shuffled.slice(i * size, (i + 1) * size));
}
