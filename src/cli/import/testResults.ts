// The results of tests of a Buildbot: each has its place in the set that it is of, also when those before it were imported long ago.

import type { Report } from '../../adapters/buildbot/reports.ts';
import { type ReportedTestResult, storedTestReport, storedTestResult } from '../../adapters/buildbot/storedTests.ts';
import type { Place } from '../../adapters/buildbot/storedThings.ts';
import type { Reading, Selection, StoredTestResult } from '../../buildbot/index.ts';
import type { Tally } from './tally.ts';

/** How many results go into one report: their texts may be long. */
const MOST_RESULTS = 200;

/** Results of one set, one after the other. */
interface Stretch {
  readonly set: { readonly buildid: number; readonly id: number; readonly stepid: number | null };
  readonly firstResult: number;
  readonly results: ReportedTestResult[];
}

/**
 * Reports of the results with ids above `after`, page by page, with the last id of the page. Those below are read as well, since the
 * places of the others depend on how many they are: one number is remembered for each set.
 */
export async function* testReports(
  history: Reading,
  { place, selection }: { readonly place: Place; readonly selection: Selection },
  after: number,
  tally: Tally,
): AsyncGenerator<{ readonly reports: readonly Report[]; readonly last: number }> {
  const counts = new Map<number, number>();
  for await (const page of history.testResults()) {
    const open = new Map<number, Stretch>();
    const stretches: Stretch[] = [];
    for (const stored of page) {
      const set = setOf(stored, selection);
      const isNew = (stored.result.id ?? 0) > after;
      const note = (why: string) => {
        if (isNew) tally.note(why);
      };
      if (set === 'UNWANTED') continue;
      if (isNew) tally.read('test results');
      if (set === null) note('a test result is of a build that there is not');
      const result = set === null ? null : storedTestResult(stored, note);
      if (set === null || result === null) continue;
      const count = counts.get(set.id) ?? 0;
      counts.set(set.id, count + 1);
      if (!isNew) continue;
      if (count === 0) tally.read('test result sets');
      let stretch = open.get(set.id);
      if (stretch === undefined || stretch.results.length === MOST_RESULTS) {
        stretch = { set, firstResult: count, results: [] };
        open.set(set.id, stretch);
        stretches.push(stretch);
      }
      stretch.results.push(result);
    }
    const reports = stretches.map(({ set, firstResult, results }) =>
      storedTestReport(place, set, firstResult, results),
    );
    yield { reports, last: page.at(-1)?.result.id ?? after };
  }
}

/** Reports of all results of one build, which come by set and in the order of their ids. */
export async function* testReportsOf(
  pages: AsyncIterable<readonly StoredTestResult[]>,
  place: Place,
  tally: Tally,
): AsyncGenerator<Report> {
  const counts = new Map<number, number>();
  const note = (why: string) => tally.note(why);
  for await (const page of pages) {
    let stretch: Stretch | null = null;
    for (const stored of page) {
      tally.read('test results');
      const { set, build } = stored;
      const result = storedTestResult(stored, note);
      if (result === null || set?.id == null || build?.id == null) continue;
      const count = counts.get(set.id) ?? 0;
      counts.set(set.id, count + 1);
      if (count === 0) tally.read('test result sets');
      if (stretch?.set.id !== set.id || stretch.results.length === MOST_RESULTS) {
        if (stretch !== null) yield storedTestReport(place, stretch.set, stretch.firstResult, stretch.results);
        const of: Stretch['set'] = { buildid: build.id, id: set.id, stepid: set.stepid };
        stretch = { set: of, firstResult: count, results: [] };
      }
      stretch.results.push(result);
    }
    if (stretch !== null) yield storedTestReport(place, stretch.set, stretch.firstResult, stretch.results);
  }
}

/** The set of a result; null when it, or its build, is not there. */
function setOf({ set, build }: StoredTestResult, { builders, since }: Selection): Stretch['set'] | null | 'UNWANTED' {
  const isAll = builders === null && since === null;
  if (set === null || set.id === null || build === null || build.id === null) return isAll ? null : 'UNWANTED';
  const isWanted =
    (builders === null || builders.includes(build.builderid ?? -1)) &&
    (since === null || (build.started_at ?? -1) >= since);
  return isWanted ? { buildid: build.id, id: set.id, stepid: set.stepid } : 'UNWANTED';
}
