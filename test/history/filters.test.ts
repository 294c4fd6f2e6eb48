// The filter of builds, compared with one that is plain, slow and obviously right; and what it refuses.

import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startServer, type TestServer } from '../support/server.ts';
import {
  type Filter,
  matches,
  type PlainBuild,
  type PlainChange,
  plainBuilds,
  plainFilters,
  reportsOf,
} from './support/filters.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.stop());

const list = (filter: object) =>
  server.graphql('query ($filter: BuildFilter) { builds(filter: $filter, first: 1000) { totalCount nodes { key } } }', {
    filter,
  });

test('a list of builds shows those that match its filter, however filters are put together', async () => {
  const builds: PlainBuild[] = [];
  const changes: PlainChange[] = [];
  let [some, compared] = [0, 0];
  await fc.assert(
    fc.asyncProperty(plainBuilds, fc.array(plainFilters, { minLength: 30, maxLength: 30 }), async (told, filters) => {
      const reported = reportsOf(told, `origin-${builds.length}`);
      expect((await server.report(reported.reports)).userErrors).toEqual([]);
      builds.push(...reported.builds);
      changes.push(...reported.changes);
      const answers = await Promise.all(filters.map(list));
      for (const [i, filter] of filters.entries()) {
        const expected = builds.filter((build) => matches(build, changes, filter)).map(({ key }) => key);
        const { data, errors } = answers[i] ?? {};
        expect(errors).toBeUndefined();
        const keys = data.builds.nodes.map(({ key }: { key: string }) => key);
        expect({ filter, keys: keys.toSorted() }).toEqual({ filter, keys: expected.toSorted() });
        expect(data.builds.totalCount).toBe(expected.length);
        compared += 1;
        if (expected.length > 0 && expected.length < builds.length) some += 1;
      }
    }),
    { numRuns: 5, endOnFailure: true },
  );
  // Filters that let everything or nothing through would say little.
  expect(some).toBeGreaterThan(compared / 5);
});

const nested = (depth: number): Filter => (depth === 1 ? {} : { not: nested(depth - 1) });
const FROM = '2026-03-02T00:00:00.000Z';
const BEFORE = '2026-03-01T00:00:00.000Z';

test.each<[string, object, string]>([
  [
    'a range that ends before it starts',
    { startedFrom: FROM, startedBefore: BEFORE },
    `\`startedFrom\` (${FROM}) is after \`startedBefore\` (${BEFORE}): the range ends before it starts.`,
  ],
  [
    'a range within other filters',
    { or: [{}, { not: { completedFrom: FROM, completedBefore: BEFORE } }] },
    `\`or[1].not.completedFrom\` (${FROM}) is after \`or[1].not.completedBefore\` (${BEFORE}): the range ends before it starts.`,
  ],
  [
    'a range of durations',
    { durationSecondsFrom: 2, durationSecondsBelow: 1.5 },
    '`durationSecondsFrom` (2) is after `durationSecondsBelow` (1.5): the range ends before it starts.',
  ],
  [
    'filters that nest too deep',
    nested(9),
    '`not.not.not.not.not.not.not.not` nests too deep: filters may nest 8 deep.',
  ],
  [
    'too many filters',
    { or: Array.from({ length: 25 }, () => ({ and: [{}] })) },
    '`or[0].and[0]` is one too many: at most 50 filters may hang together.',
  ],
  [
    'too many patterns',
    { builderGlobs: Array.from({ length: 101 }, () => '*') },
    '`builderGlobs` may have at most 100 entries, and has 101.',
  ],
  [
    'a pattern that is too long',
    { and: [{ builderGlobs: ['*', 'x'.repeat(501)] }] },
    '`and[0].builderGlobs[1]` may have at most 500 characters, and has 501.',
  ],
  [
    'a list that is too long',
    { not: { tagsNone: Array.from({ length: 1_001 }, () => 't') } },
    '`not.tagsNone` may have at most 1000 entries, and has 1001.',
  ],
])('%s is refused, naming the part and the limit, by lists and by events alike', async (_, filter, message) => {
  const expected = { message, extensions: { code: 'BAD_USER_INPUT' } };
  expect((await list(filter)).errors).toEqual([expect.objectContaining(expected)]);
  const { data } = await server.graphql('{ eventCursor }');
  const { errors } = await server.graphql(
    'query ($after: EventCursor!, $filter: EventFilter) { events(after: $after, filter: $filter) { nodes { cursor } } }',
    { after: data.eventCursor, filter: { builds: filter } },
  );
  expect(errors).toEqual([expect.objectContaining(expected)]);
});

test('filters nest as deep, and hang together as many, as the limits say', async () => {
  expect((await list(nested(8))).errors).toBeUndefined();
  const stamps = { branch: 'b', changeAuthor: 'a', properties: [{ name: 'p' }], builders: ['x'], reason: 'r' };
  expect((await list({ or: Array.from({ length: 49 }, () => stamps) })).errors).toBeUndefined();
  expect((await list({ and: Array.from({ length: 49 }, () => stamps) })).errors).toBeUndefined();
});

test.each([500, 2_000, 5_000, 10_000, 100_000])('filters that nest %i deep are refused as they come', async (depth) => {
  const filter = `${'{"not":'.repeat(depth)}{}${'}'.repeat(depth)}`;
  const response = await fetch(`${server.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: `{"query":"query ($filter: BuildFilter) { builds(filter: $filter) { totalCount } }","variables":{"filter":${filter}}}`,
  });
  const message = expect.stringContaining('too deep');
  expect(await response.json()).toMatchObject({ errors: [{ message, extensions: { code: 'BAD_USER_INPUT' } }] });
});

test('a pattern that is made to take long takes no longer than others', async () => {
  const name = 'a'.repeat(200);
  await server.report([{ startBuild: { origin: 'slow', key: 'slow', builder: name } }]);
  const answer = await list({ builderGlobs: [`${'a*'.repeat(200)}b`, `${'*a'.repeat(100)}`] });
  expect(answer.data.builds.nodes).toEqual([{ key: 'slow' }]);
});
