import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Translation } from '../../src/adapters/adapter.ts';
import { translateStatusPush } from '../../src/adapters/buildbot/index.ts';
import { finishOf, posts } from './support/posts.ts';
import { inputs, problemOf, receivedAt, reportsOf } from './support/translate.ts';

const finish = finishOf(1);

/** Some value deep inside, replaced. */
function replaced(value: unknown, path: readonly (string | number)[], by: unknown): unknown {
  const [first, ...rest] = path;
  if (first === undefined) return by;
  if (Array.isArray(value)) return value.map((item, index) => (index === first ? replaced(item, rest, by) : item));
  const record = value as Readonly<Record<string, unknown>>;
  return { ...record, [first]: replaced(record[first], rest, by) };
}

/** The paths of everything inside a value. */
function pathsIn(value: unknown): readonly (readonly (string | number)[])[] {
  if (typeof value !== 'object' || value === null) return [[]];
  const entries = Array.isArray(value) ? [...value.entries()] : Object.entries(value);
  return [[], ...entries.flatMap(([key, item]) => pathsIn(item).map((path) => [key, ...path]))];
}

function nested(depth: number): unknown {
  let value: unknown = 1;
  for (let level = 0; level < depth; level++) value = [value];
  return value;
}

const translateAny = (body: unknown): Translation => translateStatusPush(body, { origin: 'ci', receivedAt });

const isSentence = (text: string): boolean => /^[A-Z][^\n]*\.$/u.test(text) && text.length < 600;

describe('a body that no Buildbot posts', () => {
  it.each([
    ['null', null, 'received null'],
    ['nothing', undefined, 'received nothing'],
    ['a text', 'build', 'received a string'],
    ['a number', 1e308, 'received 1e+308'],
    ['an array', [finish], 'received an array'],
    ['an empty object', {}, 'received an object with none of them'],
    ['a build without an id', { ...finish, buildid: null }, "'buildid'"],
    ['a build with an id that is no integer', { ...finish, buildid: 1.5 }, 'received 1.5'],
    ['a build with a number that is too large', { ...finish, number: 2 ** 31 }, "'number'"],
    [
      'a build with a result that there is not',
      { ...finish, results: 7 },
      "'results': expected number to be <=6, received 7",
    ],
    ['a build that started in the year 30000', { ...finish, started_at: 884_541_600_000 }, "'started_at'"],
    ['a build whose steps are an object', { ...finish, steps: {} }, "'steps': expected array, received an object"],
    ['a build whose properties are a list', { ...finish, properties: [] }, "'properties'"],
    ['a build with a property that is no pair', { ...finish, properties: { a: 'b' } }, "'properties.a'"],
    ['a build without a builder', { buildid: 1 }, 'to name its builder'],
    ['a build of a builder without a name', { buildid: 1, builder: { name: '' } }, "'builder.name'"],
    ['a buildset that is null', { buildset: null, builds: [] }, "'buildset'"],
    ['a buildset with a build that is a number', { buildset: { bsid: 1 }, builds: [1] }, "'builds.0'"],
    ['a request that is a number', { buildrequest: 1 }, "'buildrequest': expected object, received 1"],
  ])('is a problem, told in one sentence: %s', (_, body, part) => {
    const problem = problemOf(body);
    expect(problem).toContain(part);
    expect(problem).toSatisfy(isSentence);
  });

  it('is a problem when a property is nested too deep, and not when it is something else that nobody reads', () => {
    const deep = nested(50_000);
    expect(problemOf({ ...finish, properties: { deep: [deep, 'x'] } })).toContain(
      "the property 'deep' to be nested at most 64 deep",
    );
    expect(reportsOf({ ...finish, unknown: deep })).toEqual(reportsOf(finish));
  });

  it('never makes the translation throw, whatever it is', () => {
    fc.assert(
      fc.property(fc.anything({ withNullPrototype: true, withBigInt: true, withDate: true, withMap: true }), (body) => {
        expect(translateAny(body)).toSatisfy(isTranslation);
      }),
    );
  });

  it('never makes the translation throw, where anything in a real post is replaced by anything', () => {
    const mutations = fc.constantFrom(...posts.keys()).chain((index) =>
      fc.record({
        index: fc.constant(index),
        path: fc.constantFrom(...pathsIn(posts[index]?.body)),
        value: fc.oneof(
          fc.jsonValue(),
          fc.anything(),
          fc.constantFrom(Number.MAX_VALUE, -1, Number.POSITIVE_INFINITY, '\0', '\udc00', '__proto__'),
        ),
      }),
    );
    fc.assert(
      fc.property(mutations, ({ index, path, value }) => {
        expect(translateAny(replaced(posts[index]?.body, path, value))).toSatisfy(isTranslation);
      }),
      { numRuns: 2000 },
    );
  });
});

const isTranslation = (translation: Translation): boolean =>
  translation.problems.every(isSentence) && !hasBadText(translation.reports);

/** Whether some text cannot be stored in PostgreSQL. */
function hasBadText(value: unknown): boolean {
  return /\\u0000|\\u[dD][89a-fA-F]/u.test(JSON.stringify(value));
}

describe('a text that cannot be stored', () => {
  const bad = 'a\0b\ud800';
  const good = 'a\ufffdb\ufffd';

  it('is stored with U+FFFD in the place of what cannot, wherever it is', () => {
    const reports = reportsOf({
      buildid: 1,
      builder: { name: bad, description: bad, tags: [bad] },
      state_string: bad,
      results: 0,
      properties: { [bad]: [{ [bad]: [bad] }, bad], workername: [bad, 'Worker'] },
      buildset: { bsid: 1, reason: bad, sourcestamps: [{ codebase: bad, branch: bad, patch: { author: bad } }] },
      steps: [{ number: 0, name: bad, state_string: bad, results: 0, urls: [{ name: bad, url: `http://x/${bad}` }] }],
    });
    expect(hasBadText(reports)).toBe(false);
    expect(inputs(reports, 'setProperties')[0]?.properties[0]).toEqual({
      name: good,
      value: { [good]: [good] },
      source: good,
    });
  });

  it('keeps names that would harm a careless object', () => {
    const body = JSON.parse(
      '{"buildid":1,"builder":{"name":"x"},"results":0,"properties":{"p":[{"__proto__":{"a":1}},"s"]}}',
    );
    const [property] = inputs(reportsOf(body), 'setProperties')[0]?.properties ?? [];
    expect(JSON.stringify(property?.value)).toBe('{"__proto__":{"a":1}}');
  });

  it('reports one property where two have the same name once it is cleaned', () => {
    const properties = { 'a\0': [1, 's'], 'a\ufffd': [2, 's'] };
    const [set] = inputs(reportsOf({ buildid: 1, builder: { name: 'x' }, results: 0, properties }), 'setProperties');
    expect(set?.properties).toEqual([{ name: 'a\ufffd', value: 2, source: 's' }]);
  });

  it('is left out when it is a property that is larger than a report may hold', () => {
    const properties = { large: ['x'.repeat(2e6), 's'], small: ['x', 's'.repeat(1000)] };
    const [set] = inputs(reportsOf({ buildid: 1, builder: { name: 'x' }, results: 0, properties }), 'setProperties');
    expect(set?.properties).toEqual([{ name: 'small', value: 'x', source: `${'s'.repeat(499)}…` }]);
  });

  it('is cut when it is very long', () => {
    const [started] = inputs(
      reportsOf({ buildid: 1, builder: { name: 'x' }, state_string: 'x'.repeat(1e6) }),
      'startBuild',
    );
    expect(started?.stateString).toMatch(/^x{9999}…$/u);
  });
});
