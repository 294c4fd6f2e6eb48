// What finished builds amount to. Nothing is read until it is asked for; what many parents ask for in one tick is one statement.

import DataLoader from 'dataloader';
import { LavalampError } from '../errors.ts';
import type { BuildFilter } from '../filters.ts';
import type { Id, Result } from '../model.ts';
import { pageSize } from '../pages.ts';
import { checkBuildFilter } from '../store/filterLimits.ts';
import type { Nesting } from '../store/lists.ts';
import { DAY_MS } from '../store/pieces.ts';
import type { Reader } from '../store/reader.ts';
import * as rollups from '../store/rollups.ts';
import * as store from '../store/statistics.ts';
import { boundsOf, type Clock, clockOf, fewestBetween, type Interval } from './calendar.ts';
import { remember } from './connections.ts';
import type { BuilderStatistics, BuildStatistics, Counted, StatisticsBucket } from './history.ts';

/** How many intervals a series may have: schema.graphql says so as well. */
const MAX_BUCKETS = 1_000;

/** What says that what was built is good, and what says anything of that at all. */
const PASSED: readonly Result[] = ['SUCCESS', 'WARNINGS'];
const JUDGED: readonly Result[] = [...PASSED, 'FAILURE'];

type Part = 'counts' | 'durations' | 'queues';

interface Wanted {
  readonly parent: Id;
  readonly part: Part;
}

interface Range {
  readonly from: number;
  readonly to: number;
}

/** The statistics of lists that are narrowed by one filter: of all builds or, with a nesting, of those of parents. Throws BAD_USER_INPUT. */
export class Statistics {
  readonly #reader: Reader;
  readonly #scope: store.Scope;
  readonly #totals: DataLoader<Wanted, store.Totals | null, string>;
  readonly #extents: DataLoader<Id, Range | null>;
  readonly #series = new Map<string, DataLoader<Id, readonly StatisticsBucket[]>>();
  readonly #builders = new Map<number, DataLoader<Id, readonly BuilderStatistics[]>>();

  constructor(reader: Reader, filter: BuildFilter, nesting: Nesting | null) {
    checkBuildFilter(filter);
    this.#reader = reader;
    this.#scope = { filter, nesting };
    this.#totals = new DataLoader((wanted) => this.#readTotals(wanted), { cacheKeyFn: keyOf });
    this.#extents = loader((parents) => this.#readExtents(parents), null);
  }

  of(parent: Id = store.NOBODY): BuildStatistics {
    const totals = (part: Part) => this.#totals.load({ parent, part });
    return {
      counted: async () => countedIn((await totals('counts'))?.byResult ?? store.NO_RESULTS),
      durationSeconds: async () => (await totals('durations'))?.durationSeconds ?? null,
      queueSeconds: async () => (await totals('queues'))?.queueSeconds ?? null,
      series: async (interval, timeZone) => this.#seriesBy(interval, timeZone ?? 'UTC').load(parent),
      byBuilder: async (first) => this.#buildersTo(pageSize('first', first)).load(parent),
    };
  }

  /** How many builds the list has: only where a range of ends leaves none in it that runs. */
  async listed(): Promise<number> {
    return (await this.#totals.load({ parent: store.NOBODY, part: 'counts' }))?.kept ?? 0;
  }

  async #readTotals(wanted: readonly Wanted[]) {
    const parents = [...new Set(wanted.map(({ parent }) => parent))];
    const parts = {
      durations: wanted.some(({ part }) => part === 'durations'),
      queues: wanted.some(({ part }) => part === 'queues'),
    };
    const question = [this.#reader, this.#scope, parents, parts] as const;
    const found = (await rollups.readTotals(...question)) ?? (await store.readTotals(...question));
    return wanted.map(({ parent }) => found.get(parent) ?? null);
  }

  /** When the first and the last build ended; where removed builds are counted, too, the days of these. */
  async #readExtents(parents: readonly Id[]): Promise<Map<Id, Range>> {
    const [kept, counted] = await Promise.all([
      store.readExtents(this.#reader, this.#scope, parents),
      rollups.readDays(this.#reader, this.#scope, parents),
    ]);
    return new Map(
      parents.flatMap((parent) => {
        const [builds, days] = [kept.get(parent), counted?.get(parent)];
        const from = builds && Date.parse(builds.first);
        const to = builds && Date.parse(builds.last) + 1;
        if (days === undefined) return from === undefined || to === undefined ? [] : [[parent, { from, to }] as const];
        const isLater = from === undefined || from >= days.first + DAY_MS;
        const isEarlier = to === undefined || to <= days.last;
        return [[parent, { from: isLater ? days.first : from, to: isEarlier ? days.last + DAY_MS : to }] as const];
      }),
    );
  }

  #buildersTo(first: number) {
    return remember(this.#builders, first, () =>
      loader(async (parents) => {
        const question = [this.#reader, this.#scope, parents, first] as const;
        const found = (await rollups.readByBuilder(...question)) ?? (await store.readByBuilder(...question));
        return new Map([...found].map(([parent, groups]) => [parent, groups.map(builderIn)]));
      }, []),
    );
  }

  #seriesBy(interval: Interval, timeZone: string) {
    const clock = clockOf(timeZone);
    return remember(
      this.#series,
      `${interval} ${timeZone}`,
      () => new DataLoader<Id, readonly StatisticsBucket[]>((parents) => this.#readSeries(parents, interval, clock)),
    );
  }

  async #readSeries(parents: readonly Id[], interval: Interval, clock: Clock) {
    const ranges = await Promise.all(parents.map((parent) => this.#rangeOf(parent)));
    const given = ranges.filter((range) => range !== null);
    if (given.length === 0) return ranges.map(() => []);
    const from = Math.min(...given.map((range) => range.from));
    const to = Math.max(...given.map((range) => range.to));
    if (fewestBetween(interval, from, to) > MAX_BUCKETS) throw tooMany(interval);
    const bounds = boundsOf(clock, interval, from, to);
    if (bounds.length - 1 > MAX_BUCKETS) throw tooMany(interval);
    const times = bounds.map((at) => new Date(at).toISOString());
    // The intervals are known before anything is counted, so what is selected of them is known when it is.
    const groups = new DataLoader<Part, store.Groups>(async (wanted) => {
      const parts = { durations: wanted.includes('durations') };
      const question = [this.#reader, this.#scope, parents, times, parts] as const;
      const found = (await rollups.readSeries(...question)) ?? (await store.readSeries(...question));
      return wanted.map(() => found);
    });
    return parents.map((parent, n) =>
      bucketsOf(bounds, ranges[n] ?? null, (i) => ({
        from: times[i] ?? '',
        to: times[i + 1] ?? '',
        counted: async () => countedIn((await groups.load('counts')).get(parent)?.get(i)?.byResult ?? store.NO_RESULTS),
        durationSeconds: async () => (await groups.load('durations')).get(parent)?.get(i)?.durationSeconds ?? null,
      })),
    );
  }

  /** From when until when the series of a parent goes; null when there is nothing to be shown. */
  async #rangeOf(parent: Id): Promise<Range | null> {
    const { completedFrom, completedBefore } = this.#scope.filter;
    const extent = completedFrom && completedBefore ? null : await this.#extents.load(parent);
    const from = completedFrom ? Date.parse(completedFrom) : extent?.from;
    const to = completedBefore ? Date.parse(completedBefore) : extent?.to;
    return from === undefined || to === undefined || from >= to ? null : { from, to };
  }
}

/** Whether the length of a list is among its totals, and these are counted already. */
export function isCountedByEnds(filter: BuildFilter): boolean {
  return Boolean(filter.completedFrom ?? filter.completedBefore) && rollups.isRolledUp(filter);
}

/** The intervals with a part in the range. */
function bucketsOf(
  bounds: readonly number[],
  range: Range | null,
  make: (number: number) => StatisticsBucket,
): StatisticsBucket[] {
  return bounds.slice(0, -1).flatMap((start, i) => {
    const shown = range !== null && (bounds[i + 1] ?? start) > range.from && start < range.to;
    return shown ? [make(i)] : [];
  });
}

function builderIn({ builderId, byResult, durationSeconds }: store.BuilderGroup): BuilderStatistics {
  return { builderId, counted: async () => countedIn(byResult), durationSeconds: async () => durationSeconds };
}

function countedIn(byResult: store.ResultCounts): Counted {
  const sum = (wanted: readonly Result[]) =>
    byResult.reduce((all, { result, count }) => all + (wanted.includes(result) ? count : 0), 0);
  const judged = sum(JUDGED);
  const count = byResult.reduce((all, each) => all + each.count, 0);
  return { count, successRate: judged === 0 ? null : sum(PASSED) / judged, byResult };
}

function tooMany(interval: Interval): LavalampError {
  const message = `\`interval\`: by ${interval} this series has more than ${MAX_BUCKETS.toLocaleString('en')} entries. Take a longer interval, or a shorter range: \`completedFrom\` and \`completedBefore\` of the filter.`;
  return new LavalampError('LIMIT_EXCEEDED', message, { limit: MAX_BUCKETS });
}

const keyOf = ({ parent, part }: Wanted) => `${parent} ${part}`;

function loader<V, N>(find: (parents: readonly Id[]) => Promise<ReadonlyMap<Id, V>>, none: N): DataLoader<Id, V | N> {
  return new DataLoader(async (parents) => {
    const found = await find(parents);
    return parents.map((parent) => found.get(parent) ?? none);
  });
}
