// Many filters at once let through what each of them lets through by itself.

import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { FilterIndex } from '../../src/events/filterIndex.ts';
import { createMatcher } from '../../src/events/matching.ts';
import { checkPossible } from '../../src/events/possible.ts';
import type { BuildFilter, EventFilter } from '../../src/filters.ts';
import { globalId, localId } from '../../src/globalIds.ts';
import type { LoggedEvent } from '../../src/loggedEvents.ts';
import { originsByName } from '../../src/store/lookups.ts';
import type { Reader } from '../../src/store/reader.ts';
import { buildFilters, createTestHistory, report, reportsOf, stories, T, type TestHistory } from './support/history.ts';

let history: TestHistory;
beforeAll(async () => {
  history = await createTestHistory();
});
beforeEach(() => history.clear());
afterAll(() => history.drop());

/** One listener for each filter, by its number. */
function indexOf(filters: readonly EventFilter[]): FilterIndex<number> {
  const index = new FilterIndex<number>();
  filters.forEach((filter, i) => void index.add(filter, i));
  return index;
}

/** The positions of the events that each filter lets through. */
async function matched(filters: readonly EventFilter[], events?: readonly LoggedEvent[]) {
  const found = await indexOf(filters).match(history.reader, events ?? (await history.events()));
  return filters.map((_, i) => seqs(found.get(i) ?? []));
}
const seqs = (events: readonly LoggedEvent[]) => events.map(({ seq }) => seq);

/** Counts the statements that a reader is asked for. */
function counting(): { readonly reader: Reader; readonly statements: string[] } {
  const statements: string[] = [];
  const rows: Reader['rows'] = (sql, values) => {
    statements.push(sql);
    return history.reader.rows(sql, values);
  };
  return { reader: { rows }, statements };
}

/** The list of builds for each filter by itself, without those within it; of a build's own events, state and result are their own. */
async function slowlyOfBuilds(filter: BuildFilter): Promise<(event: LoggedEvent, buildId: string) => boolean> {
  const { and, or, not, ...own } = filter;
  const now = await history.listed(own);
  const whateverState = await history.listed({ ...own, states: null, results: null });
  const ands = await Promise.all((and ?? []).map(slowlyOfBuilds));
  const ors = or && (await Promise.all(or.map(slowlyOfBuilds)));
  const unwanted = not && (await slowlyOfBuilds(not));
  return (event, buildId) => {
    const { state = 'FINISHED', result } = event.moment as { state?: 'RUNNING' | 'FINISHED'; result: 'SUCCESS' | null };
    const atMoment =
      (own.states ?? [state]).includes(state) && (!own.results || (!!result && own.results.includes(result)));
    const byItself = ['BUILD_STARTED', 'BUILD_UPDATED', 'BUILD_FINISHED'].includes(event.type)
      ? atMoment && whateverState.includes(buildId)
      : now.includes(buildId);
    return (
      byItself &&
      ands.every((inner) => inner(event, buildId)) &&
      (!ors || ors.some((inner) => inner(event, buildId))) &&
      !unwanted?.(event, buildId)
    );
  };
}

/** What a filter lets through, one event after the other, and with the lists of builds for everything that is asked of these. */
async function slowly(filter: EventFilter, events: readonly LoggedEvent[]): Promise<readonly LoggedEvent[]> {
  const { types, build, builds } = filter;
  const origins = filter.origins ? await originsByName(history.reader, filter.origins) : null;
  const originIds = origins && [...origins.values()].map(({ id }) => id);
  const visible = await history.listed({});
  const matching = builds ? await slowlyOfBuilds(builds) : null;
  const ofBuild = (event: LoggedEvent) =>
    matching === null || (event.buildId !== null && visible.includes(event.buildId) && matching(event, event.buildId));
  return events.filter(
    (event) =>
      (types ?? [event.type]).includes(event.type) &&
      (originIds ?? [event.originId]).includes(event.originId) &&
      (typeof build !== 'string' || (event.buildId !== null && event.buildId === localId('Build', build))) &&
      ofBuild(event),
  );
}

const kinds = fc.constantFrom(
  'BUILD_STARTED',
  'BUILD_FINISHED',
  'STEP_STARTED',
  'BUILDER_UPDATED',
  'PROJECT_UPDATED',
) as fc.Arbitrary<LoggedEvent['type']>;
const maybe = <V>(arbitrary: fc.Arbitrary<V>) => fc.option(arbitrary, { nil: null, freq: 1 });
const eventFilters = (builds: readonly string[]): fc.Arbitrary<EventFilter> =>
  fc.record(
    {
      types: maybe(fc.array(kinds, { maxLength: 3 })),
      origins: maybe(fc.array(fc.constantFrom('a', 'b', '__proto__', 'É', '\ud800', ''), { maxLength: 3 })),
      build: fc.oneof(
        { weight: 6, arbitrary: fc.constant(null) },
        { weight: 2, arbitrary: fc.constantFrom(...builds.map((id) => globalId('Build', id))) },
        { weight: 1, arbitrary: fc.constantFrom('', 'build_1', 'step_1', '__proto__') },
      ),
      builds: fc.option(buildFilters, { nil: null, freq: 3 }),
    },
    { requiredKeys: [] },
  );

/** Whether a subscriber is told that nothing can match. */
function isRefused(filter: EventFilter): boolean {
  try {
    checkPossible(filter);
    return false;
  } catch {
    return true;
  }
}

test('all filters together let through what each does by itself, and what a comparison one by one does', async () => {
  let found = 0;
  await fc.assert(
    fc.asyncProperty(stories, fc.gen(), async (told, draw) => {
      await history.clear();
      await history.report(...reportsOf(told));
      const events = await history.events();
      const builds = await history.buildIds();
      const filters = Array.from({ length: 12 }, () => draw(eventFilters, builds));
      const together = await matched(filters, events);
      for (const [i, filter] of filters.entries()) {
        const expected = seqs(await slowly(filter, events));
        found += expected.length;
        expect({ filter, seqs: together[i] }).toEqual({ filter, seqs: expected });
        const alone = await createMatcher(history.reader, filter)(events);
        expect({ filter, seqs: seqs(alone) }).toEqual({ filter, seqs: expected });
        if (isRefused(filter)) expect({ filter, expected }).toEqual({ filter, expected: [] });
      }
    }),
    { numRuns: 25 },
  );
  expect(found).toBeGreaterThan(100);
});

/** Two builds of two builders, in one origin; the first has ended. */
async function twoBuilds(): Promise<void> {
  const common = {
    origin: 'o',
    startedAt: T(0),
    properties: [
      { name: 'p', value: 1 },
      { name: 'q', value: 1 },
    ],
  };
  const stamps = { sourceStamps: [{ branch: 'main' }] };
  await history.report(
    report('startBuild', { ...common, ...stamps, key: '0', builder: 'builder-0', reason: 'why' }),
    report('startBuild', { ...common, ...stamps, key: '1', builder: 'builder-1', reason: 'ΣΑΣ' }),
    report('startStep', { build: { origin: 'o', key: '0' }, key: 's', name: 's' }),
    report('finishBuild', { build: { origin: 'o', key: '0' }, result: 'SUCCESS' }),
  );
}

test('a thousand filters that ask for everything cost four statements the first time, and three from then on', async () => {
  await twoBuilds();
  const index = new FilterIndex<number>();
  for (let i = 0; i < 1_000; i += 1) {
    const builds = {
      builders: [`builder-${i}`],
      branch: 'main',
      properties: [{ name: 'p' }],
      reason: i % 2 ? 'σας' : 'WHY',
    };
    index.add({ origins: ['o'], builds }, i);
  }
  const { reader, statements } = counting();
  const events = await history.events();
  const found = await index.match(reader, events);
  expect([...found].map(([i, { length }]) => [i, length])).toEqual([[0, 3]]);
  expect(statements).toHaveLength(4);
  await index.match(reader, events);
  expect(statements).toHaveLength(7);
});

test('what no filter that could match asks for is not read', async () => {
  await twoBuilds();
  const events = await history.events();
  const cost = async (...filters: readonly EventFilter[]) => {
    const { reader, statements } = counting();
    const index = indexOf(filters);
    // The names of origins are asked for once.
    await index.match(history.reader, events);
    await index.match(reader, events);
    return statements.length;
  };
  const build = globalId('Build', '1');
  expect(await cost()).toBe(0);
  expect(await cost({}, { types: ['BUILD_STARTED'] }, { origins: ['o'] }, { build })).toBe(0);
  expect(await cost({ types: ['WORKER_LOST'], builds: { builders: ['builder-0'] } })).toBe(0);
  expect(await cost({ origins: ['p'], builds: { builders: ['builder-0'] } })).toBe(0);
  expect(await cost({ origins: ['p'], types: ['BUILD_STARTED'], builds: {} })).toBe(0);
  expect(await cost({ build, builds: { branch: 'main' } })).toBe(0);
  expect(await cost({ builds: { builders: [] } }, { types: [], builds: {} })).toBe(0);
  expect(await cost({ builds: {} }, { builds: { tags: ['t'], reason: 'r' } })).toBe(1);
  expect(await cost({ builds: { revision: 'a' } })).toBe(2);
  expect(await cost({ builds: { properties: [{ name: 'p' }] } })).toBe(2);
  expect(
    await cost({ builds: { branch: 'main' } }, { types: ['WORKER_LOST'], builds: { properties: [{ name: 'p' }] } }),
  ).toBe(2);
});

test('a build’s own events are compared by what they tell, and those of its steps by what is so now', async () => {
  await twoBuilds();
  const types = async (builds: NonNullable<EventFilter['builds']>) => {
    const events = await history.events();
    const found = await indexOf([{ builds: { builders: ['builder-0'], ...builds } }]).match(history.reader, events);
    return (found.get(0) ?? []).map(({ type }) => type);
  };
  expect(await types({ states: ['RUNNING'] })).toEqual(['BUILD_STARTED']);
  expect(await types({ states: ['FINISHED'] })).toEqual(['STEP_STARTED', 'BUILD_FINISHED']);
  expect(await types({ results: ['SUCCESS'] })).toEqual(['STEP_STARTED', 'BUILD_FINISHED']);
});

test('an id that is of no build lets nothing through, not even what is of no build', async () => {
  await twoBuilds();
  await history.report(report('connectWorker', { origin: 'o', name: 'w' }));
  const [everything, ...nothing] = await matched([{}, { build: 'worker_1' }, { build: '' }, { build: 'build_1' }]);
  expect(everything?.length).toBeGreaterThan(4);
  expect(nothing).toEqual([[], [], []]);
});

test('names that mean something to JavaScript or to SQL are names like others', async () => {
  const names = ['__proto__', 'constructor', 'hasOwnProperty', '{a,b}', "';--", '"', '\\', '%', '*', ' ', 'in', 'É'];
  await history.report(
    ...names.map((name) =>
      report('startBuild', { origin: name, key: name, builder: name, worker: name, startedAt: T(0) }),
    ),
  );
  const events = (await history.events()).filter(({ type }) => type === 'BUILD_STARTED');
  const asked = [...names, '', '\0', '\ud800', 'toString'];
  const each = events.map(({ seq }) => [seq]);
  const expected = [...each, [], [], [], []];
  expect(
    await matched(
      asked.map((name) => ({ origins: [name] })),
      events,
    ),
  ).toEqual(expected);
  expect(
    await matched(
      asked.map((name) => ({ origins: [name], builds: { builders: [name] } })),
      events,
    ),
  ).toEqual(expected);
  expect(
    await matched(
      asked.map((name) => ({ builds: { workers: [name] } })),
      events,
    ),
  ).toEqual(expected);
});

test('a listener hears nothing after it was taken out, and others hear on', async () => {
  await twoBuilds();
  const events = await history.events();
  const index = new FilterIndex<string>();
  const filter = { origins: ['o'], builds: { builders: ['builder-0'], reason: 'why', properties: [{ name: 'p' }] } };
  const takeOut = index.add(filter, 'first');
  index.add(filter, 'second');
  takeOut();
  takeOut();
  expect([...(await index.match(history.reader, events)).keys()]).toEqual(['second']);
});

test('nothing of a filter is left when it is taken out, and a filter of the same kind finds its way again', async () => {
  await twoBuilds();
  const events = await history.events();
  const index = new FilterIndex<string>();
  const filter = { builds: { properties: [{ name: 'p' }] } };
  index.add(filter, 'first')();
  const { reader, statements } = counting();
  expect(await index.match(reader, events)).toEqual(new Map());
  expect(statements).toEqual([]);
  index.add(filter, 'again');
  expect((await index.match(reader, events)).get('again')).toHaveLength(events.filter((one) => one.buildId).length);
});

test('a listener with several filters hears of an event once', async () => {
  await twoBuilds();
  const events = await history.events();
  const index = new FilterIndex<string>();
  for (const filter of [{}, { origins: ['o'] }, { builds: { builders: ['builder-0', 'builder-1'] } }])
    index.add(filter, 'one');
  expect((await index.match(history.reader, events)).get('one')).toEqual(events);
});

test('a listener that is added while events are matched hears of later ones, with all that it asks for', async () => {
  await twoBuilds();
  const events = await history.events();
  const index = indexOf([{ builds: { builders: ['builder-0'] } }]);
  const late = { builds: { builders: ['builder-0'], branch: 'main', reason: 'WHY' } };
  const matching = index.match(history.reader, events);
  index.add(late, 1);
  expect([...(await matching).keys()]).toEqual([0]);
  expect([...(await index.match(history.reader, events)).keys()]).toEqual([0, 1]);
});

test('events can be tried again after the database was away', async () => {
  await twoBuilds();
  const events = await history.events();
  const filter = { origins: ['o'], builds: { reason: 'WHY' } };
  const index = indexOf([filter]);
  const away: Reader = { rows: () => Promise.reject(new Error('away')) };
  await expect(index.match(away, events)).rejects.toThrow('away');
  expect((await index.match(history.reader, events)).get(0)).toEqual(await slowly(filter, events));
});

test('a list that is too long is refused when the filter is added', () => {
  const index = new FilterIndex<string>();
  const long = Array.from({ length: 1_001 }, (_, i) => `n${i}`);
  const refused = expect.objectContaining({ code: 'BAD_USER_INPUT' });
  expect(() => index.add({ builds: { builders: long } }, 'one')).toThrow(refused);
  expect(() => index.add({ origins: long }, 'one')).toThrow(refused);
  expect(() => index.add({ builds: { properties: long.map((name) => ({ name })) } }, 'one')).toThrow(refused);
});
