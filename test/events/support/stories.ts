// What CI systems report, as stories: acts that follow each other, of reports that may come in any order.

import fc from 'fast-check';

/** One report, as the API takes it. */
export type Report = Readonly<Record<string, object>>;

/** What is told in any order, before the next. */
export type Scene = readonly Report[];

const RESULTS = ['SUCCESS', 'WARNINGS', 'FAILURE', 'SKIPPED', 'EXCEPTION', 'CANCELLED'];
const result = fc.constantFrom(...RESULTS);
const words = fc.constantFrom('', 'compiling', 'half way', '3 tests failed', 'ünïcode ☃');
const address = fc.constantFrom('https://ci.example.org/1', 'https://ci.example.org/2');
const value = fc.oneof(fc.integer(), fc.boolean(), words, fc.constant(null), fc.constant({ a: [1, null] }));
const time = fc
  .integer({ min: 0, max: 59 })
  .map((minute) => `2026-03-01T12:${String(minute).padStart(2, '0')}:00.000Z`);

/** Writers of one origin share these. */
const builder = fc.constantFrom('builder-0', 'builder-1', 'builder-2');
const master = fc.constantFrom('master-0', 'master-1');
const worker = fc.constantFrom('worker-0', 'worker-1');
const sourceStamp = fc.record({
  repository: fc.constantFrom('https://git.example.org/a.git', 'https://git.example.org/b.git'),
  branch: fc.constantFrom('main', 'topic'),
});

/** Any story of an origin. `key` is for the names of what it makes. */
export function story(origin: string, key: string): fc.Arbitrary<readonly Scene[]> {
  return fc.oneof(
    { weight: 6, arbitrary: requestedBuild(origin, key) },
    { weight: 1, arbitrary: registrations(origin) },
    { weight: 1, arbitrary: connections(origin) },
    { weight: 1, arbitrary: changes(origin, key) },
  );
}

/** Every kind of event at least once, whatever the order within an act. */
export function oneOfEach(origin: string, key: string): readonly Scene[] {
  const build = { origin, key };
  const step = { build, key: 'only' };
  const log = { step, name: 'stdio' };
  const requested = { origin, builder: 'of each' };
  const worker = { origin, name: `worker of ${key}` };
  return [
    [
      { registerMaster: { origin, name: `master of ${key}` } },
      { registerBuilder: { origin, name: 'of each', description: 'one of each', tags: ['each'], project: 'each' } },
      { registerWorker: { ...worker, info: { host: 'h' } } },
      { addChange: { origin, key, author: 'jane', message: 'one of each', revision: 'abc', files: ['a.c'] } },
      { requestBuild: { ...requested, key, reason: 'of each' } },
      { requestBuild: { ...requested, key: `${key} given up`, buildset: `set of ${key}` } },
      { requestBuild: { ...requested, key: `${key} as well`, buildset: `set of ${key}` } },
      { connectWorker: { ...worker, at: '2026-03-01T12:00:00.000Z' } },
    ],
    [
      { startBuild: { ...build, builder: 'of each', buildRequest: build, worker: worker.name } },
      { startStep: { ...step, name: 'waits', pending: true } },
      {
        requestBuild: {
          ...requested,
          key: `${key} given up`,
          buildset: `set of ${key}`,
          reason: 'told late',
          priority: 2,
        },
      },
      { addChange: { origin, key, author: 'jane', message: 'one of each', revision: 'abc', category: 'told late' } },
    ],
    [
      { startStep: { ...step, name: 'waits' } },
      { updateBuild: { build, stateString: 'half way' } },
      { setProperties: { build, properties: [{ name: 'of', value: 'each' }] } },
      { appendLog: { ...log, firstLine: 0, text: 'a\nb\n' } },
      { reportTestResults: { build, results: [{ name: 'of each', outcome: 'FAILED', durationSeconds: 0.5 }] } },
      { appendLog: { ...log, name: 'grows', firstLine: 0, text: 'early\n' } },
    ],
    [{ finishLog: { ...log, lineCount: 2 } }, { finishStep: { step, result: 'SUCCESS' } }],
    [
      { finishBuild: { build, result: 'SUCCESS', stateString: 'done' } },
      { finishBuildRequest: { buildRequest: { origin, key: `${key} given up` }, result: 'CANCELLED' } },
      { loseWorker: { ...worker, at: '2026-03-01T12:30:00.000Z' } },
      { finishLog: { ...log, name: 'grows', lineCount: 2 } },
      { appendLog: { ...log, name: 'grows', firstLine: 1, text: 'late\n' } },
    ],
  ];
}

function registrations(origin: string): fc.Arbitrary<readonly Scene[]> {
  const tags = fc.subarray(['linux', 'nightly', 'gcc']);
  const registerBuilder = fc
    .record({ name: builder, description: words, tags, project: fc.constantFrom('p', 'q') })
    .map((input) => ({ registerBuilder: { origin, ...input } }));
  const registerWorker = fc
    .record({ name: worker, info: fc.record({ version: words }) })
    .map((input) => ({ registerWorker: { origin, ...input } }));
  const registerOrigin = fc
    .record({ kind: fc.constantFrom('BUILDBOT', 'CUSTOM'), url: fc.option(address) })
    .map((input) => ({ registerOrigin: { name: origin, ...input } }));
  const registerProject = fc
    .record({ name: fc.constantFrom('p', 'q'), description: words, url: fc.option(address) })
    .map((input) => ({ registerProject: { origin, ...input } }));
  const registerMaster = fc
    .record({ name: master, active: fc.boolean(), at: time })
    .map((input) => ({ registerMaster: { origin, ...input } }));
  const report = fc.oneof<fc.Arbitrary<Report>[]>(
    registerBuilder,
    registerWorker,
    registerOrigin,
    registerProject,
    registerMaster,
  );
  return fc.array(report, { minLength: 1, maxLength: 8 }).map((scene) => [scene]);
}

/** A worker comes and goes. Reports of that come late as well: the older change nothing. */
function connections(origin: string): fc.Arbitrary<readonly Scene[]> {
  const input = fc.record({ origin: fc.constant(origin), name: worker, at: time });
  const report = fc.oneof(
    input.map((connectWorker): Report => ({ connectWorker })),
    input.map((loseWorker): Report => ({ loseWorker })),
  );
  return fc.array(report, { minLength: 1, maxLength: 6 }).map((scene) => [scene]);
}

function changes(origin: string, key: string): fc.Arbitrary<readonly Scene[]> {
  return fc.array(sourceStamp, { minLength: 1, maxLength: 3 }).map((stamps) => [
    stamps.flatMap((stamp, i) => {
      const change = { origin, key: `${key} ${i}`, author: 'jane', message: 'mend it', revision: `${i}`, ...stamp };
      return [{ addChange: change }, { addChange: { ...change, category: 'trunk', files: ['a.c'] } }];
    }),
  ]);
}

/** A request, and the builds of it: all but the last are given up (RETRY), and the second says that the first triggered it. */
function requestedBuild(origin: string, key: string): fc.Arbitrary<readonly Scene[]> {
  return fc
    .record({
      builder,
      requested: fc.constantFrom('before', 'late', 'never'),
      sourceStamps: fc.option(sourceStamp.map((stamp) => [stamp])),
      retried: fc.integer({ min: 0, max: 3 }).map((dice) => dice === 0),
    })
    .chain(({ builder, requested, sourceStamps, retried }) => {
      const asked: Report = {
        requestBuild: { origin, key, builder, buildset: `set of ${key}`, reason: 'asked', priority: 3, sourceStamps },
      };
      const barely = { requestBuild: { origin, key, builder, buildset: `set of ${key}` } };
      const facts = { builder, sourceStamps, ...(requested === 'never' ? {} : { buildRequest: { origin, key } }) };
      const last = build(
        { origin, key: `${key} b` },
        retried ? { ...facts, parentBuild: { origin, key } } : facts,
        result,
      );
      const first = build({ origin, key }, facts, fc.constant('RETRY'));
      const builds: fc.Arbitrary<readonly (readonly Scene[])[]> = retried ? fc.tuple(first, last) : fc.tuple(last);
      return builds.map((builds) => {
        const scenes = builds.flat();
        const requests = [asked, barely, { requestBuild: { ...barely.requestBuild, key: `${key} as well` } }];
        if (requested === 'before') return [requests, ...scenes];
        return requested === 'late' ? [...scenes, requests] : scenes;
      });
    });
}

interface BuildRef {
  readonly origin: string;
  readonly key: string;
}

/** A build from its start, which may be told late, to its end, which may never be told. */
function build(ref: BuildRef, facts: object, ends: fc.Arbitrary<string>): fc.Arbitrary<readonly Scene[]> {
  return fc
    .record({
      start: fc.record({
        worker: fc.option(worker),
        master: fc.option(master),
        url: fc.option(address),
        startedAt: fc.option(time),
      }),
      toldAt: fc.constantFrom(0, 0, 0, 1, 2, 3),
      stateStrings: fc.array(words, { maxLength: 3 }),
      revision: fc.option(sourceStamp),
      properties: fc.array(fc.record({ scene: fc.nat(3), name: fc.constantFrom('p', 'q'), value, source: words }), {
        maxLength: 3,
      }),
      steps: fc.array(fc.tuple(fc.boolean(), result, words, fc.nat(3), fc.boolean()), { maxLength: 3 }),
      result: ends,
      tests: fc.array(fc.constantFrom('PASSED', 'FAILED', 'ERRORED', 'SKIPPED'), { maxLength: 4 }),
      acts: fc.constantFrom(1, 2, 3, 4, 4, 4, 4),
    })
    .map(({ start, toldAt, stateStrings, properties, steps, tests, result, acts }) => {
      const told = steps.map(([pending, result, stateString, chunks, counted], i) =>
        stepOf(ref, `step ${i}`, { pending, result, stateString, chunks, counted }),
      );
      const scenes: Report[][] = [
        [],
        [
          ...stateStrings.map((stateString) => ({ updateBuild: { build: ref, stateString } })),
          ...told.flatMap(({ begins }) => begins),
        ],
        told.flatMap(({ ends }) => ends),
        [{ finishBuild: { build: ref, result, stateString: 'done' } }],
      ];
      // Readers of a build that has finished may learn more of it.
      for (const [scene, outcome] of tests.entries()) {
        const results = [{ name: 'a test', outcome, durationSeconds: 1.5 }];
        scenes[scene]?.push({
          reportTestResults: { build: ref, report: `part ${scene % 2}`, firstResult: scene, results },
        });
      }
      for (const { scene, ...property } of properties)
        scenes[scene]?.push({ setProperties: { build: ref, properties: [property] } });
      scenes[toldAt]?.push({ startBuild: { ...ref, ...facts, ...start } });
      return scenes.slice(0, Math.max(acts, toldAt + 1));
    });
}

interface StepFacts {
  readonly pending: boolean;
  readonly result: string;
  readonly stateString: string;
  /** How many pieces its log comes in; none without a log. */
  readonly chunks: number;
  /** Whether the log's end is told, with its length, before all of it is there. */
  readonly counted: boolean;
}

/** A step: what is told in the course of it, and its end. */
function stepOf(build: BuildRef, key: string, facts: StepFacts): { readonly begins: Scene; readonly ends: Scene } {
  const step = { build, key };
  const log = { step, name: 'stdio' };
  // The last of three comes when the step has ended, or just before.
  const pieces = Array.from({ length: facts.chunks }, (_, i) => ({
    appendLog: { ...log, firstLine: 2 * i, text: `line ${2 * i}\nline ${2 * i + 1}\n` },
  }));
  const counted = { finishLog: { ...log, lineCount: 2 * facts.chunks } };
  const waits = { startStep: { ...step, name: key, pending: true } };
  return {
    begins: [
      ...(facts.pending ? [waits] : []),
      { startStep: { ...step, name: key } },
      {
        updateStep: { step, stateString: facts.stateString, urls: [{ name: 'more', url: 'https://ci.example.org/' }] },
      },
      ...pieces.slice(0, 2),
      ...(facts.counted && !facts.pending ? [counted] : []),
    ],
    // The end of a step is the end of its logs, but for lines that come late.
    ends: [
      { finishStep: { step, result: facts.result, stateString: facts.stateString, hidden: facts.pending } },
      ...pieces.slice(2),
      ...(facts.counted && facts.pending ? [counted] : []),
    ],
  };
}
