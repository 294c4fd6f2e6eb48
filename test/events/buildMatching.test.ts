// What matches in memory is what matches in SQL: a subscription lets through the builds that a list with the same filter shows.

import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { matchesBuild, textsInAnyCase, wantedBuild } from '../../src/events/buildMatching.ts';
import type { BuildFilter } from '../../src/filters.ts';
import type { Id, Json } from '../../src/model.ts';
import { type BuildFacts, buildFacts } from '../../src/store/buildFacts.ts';
import { readTerms } from '../../src/store/terms.ts';
import { buildFilters, createTestHistory, report, reportsOf, stories, T, type TestHistory } from './support/history.ts';

let history: TestHistory;
beforeAll(async () => {
  history = await createTestHistory();
});
afterAll(() => history.drop());

const everything = async () =>
  buildFacts(history.reader, await history.buildIds(), { reason: true, stamps: true, authors: true, properties: null });

/** The builds that match in memory. */
async function matching(filter: BuildFilter, facts?: ReadonlyMap<Id, BuildFacts>): Promise<readonly Id[]> {
  const { lowered } = await readTerms(history.reader, [], textsInAnyCase(filter));
  const wanted = wantedBuild(filter, lowered);
  const builds = [...(facts ?? (await everything())).values()];
  return builds.filter((build) => wanted !== null && matchesBuild(build, wanted)).map(({ id }) => id);
}

test('a build matches in memory exactly when a list with the same filter shows it', async () => {
  let found = 0;
  await fc.assert(
    fc.asyncProperty(stories, fc.array(buildFilters, { minLength: 20, maxLength: 20 }), async (told, filters) => {
      await history.clear();
      await history.report(...reportsOf(told));
      const facts = await everything();
      for (const filter of filters) {
        const listed = await history.listed(filter);
        found += listed.length;
        expect({ filter, matching: (await matching(filter, facts)).toSorted() }).toEqual({ filter, matching: listed });
      }
    }),
    { numRuns: 40 },
  );
  // Filters that let nothing through would say nothing.
  expect(found).toBeGreaterThan(100);
  // Cut off, it would hide what it has found, and go on changing what the tests behind it look at.
}, 120_000);

/** Reports one build with a property, and puts the value there as PostgreSQL is given it: the API takes no such numbers. */
async function buildWithProperty(value: string): Promise<void> {
  await history.clear();
  const properties = [{ name: 'p', value: 0 }];
  await history.report(report('startBuild', { origin: 'o', key: 'k', builder: 'b', startedAt: T(0), properties }));
  await history.database.pool.query('update property set value = $1::jsonb', [value]);
}

test.each<[string, Json]>([
  ['1.0', 1],
  ['1.50', 1.5],
  ['100', 100],
  ['10.010', 10.01],
  ['-0', 0],
  ['1e3', 1000],
  ['1e21', 1e21],
  ['0.00000010', 1e-7],
  ['1.5e-10', 1.5e-10],
  ['12345678901234567890123', 1.2345678901234568e22],
  ['12345678901234568000000.0', 1.2345678901234568e22],
  ['9007199254740993', 9007199254740992],
  ['1e400', 1],
  ['{"a": [1.0, "1.0", {"b": 2.50}], "bb": 1, "c": 1}', { c: 1, bb: 1, a: [1, '1.0', { b: 2.5 }] }],
  ['{"a": 1, "a": 2}', { a: 2 }],
  ['["1.0"]', ['1']],
  ['"\\u0007\\u007f/\\u2028\\b\\f\\n\\r\\t\\"\\\\"', '\u0007\u007f/\u2028\b\f\n\r\t"\\'],
  ['{"é": 1, "zz": 2, "\u{1f600}": 3, "\uffff": 4}', { '\u{1f600}': 3, '\uffff': 4, zz: 2, é: 1 }],
  ['{"__proto__": 1}', JSON.parse('{"__proto__": 1}')],
  ['null', null],
])('a property with the value %s is equal to %j when PostgreSQL says so', async (stored, asked) => {
  await buildWithProperty(stored);
  const filter = { properties: [{ name: 'p', value: asked }] };
  expect(await matching(filter)).toEqual(await history.listed(filter));
});

test('a property that is very long is compared whole', async () => {
  const long = 'x\\"1.0'.repeat(1_000_000);
  await buildWithProperty(JSON.stringify({ long, n: 1 }).replace('"n":1', '"n":1.0'));
  expect(await matching({ properties: [{ name: 'p', value: { n: 1, long } }] })).toHaveLength(1);
  expect(await matching({ properties: [{ name: 'p', value: { n: 1, long: `${long}.` } }] })).toHaveLength(0);
});

test('what the database cannot keep matches nothing', async () => {
  await buildWithProperty('"\ufffd"');
  const NUL = '\0';
  const filters: readonly BuildFilter[] = [
    { builders: [NUL] },
    { tags: [NUL] },
    { branch: NUL },
    { reason: NUL },
    { properties: [{ name: NUL }] },
    { properties: [{ name: 'p', value: NUL }] },
    { properties: [{ name: 'p', value: '\ud800' }] },
    { builderGlobs: [NUL, `*${NUL}`] },
    { tagsAny: [NUL] },
    { changeAuthor: NUL },
    { or: [{ branch: NUL }, { not: {} }] },
    { and: [{}, { not: { not: { reason: NUL } } }] },
  ];
  for (const filter of filters) expect({ filter, matching: await matching(filter) }).toEqual({ filter, matching: [] });
  expect(await matching({ builders: [NUL, 'b'] })).toHaveLength(1);
  expect(await matching({ tagsNone: [NUL], not: { branch: NUL } })).toHaveLength(1);
  expect(await matching({ or: [{ branch: NUL }, { builders: ['b'] }] })).toHaveLength(1);
});
