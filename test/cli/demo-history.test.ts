import { describe, expect, test } from 'vitest';
import { history } from '../../src/cli/demo/history.ts';
import { OpenWork } from '../../src/cli/demo/open-work.ts';
import { Random } from '../../src/cli/demo/random.ts';
import { Simulation } from '../../src/cli/demo/simulation.ts';
import type { TimedReport } from '../../src/cli/demo/timeline.ts';
import type { Report, Result } from '../../src/client/index.ts';

const NOW = Date.parse('2026-11-24T12:00:00.000Z');
const DAY = 86_400_000;

function past(days: number, seed: number, run = 'run'): TimedReport[] {
  const random = new Random(seed);
  return history(new Simulation(random, run), random, NOW - days * DAY, NOW);
}

/** The inputs of one kind of report. */
function all<Kind extends keyof Report>(reports: readonly TimedReport[], kind: Kind): NonNullable<Report[Kind]>[] {
  return reports.flatMap(({ report }) => {
    const input: Report[Kind] = report[kind];
    return input == null ? [] : [input];
  });
}

describe('The demo’s history', () => {
  test('is the same for the same seed, and another for another', () => {
    expect(past(2, 7)).toEqual(past(2, 7));
    expect(past(2, 8)).not.toEqual(past(2, 7));
  });

  test('names nothing as another run does', () => {
    const keys = new Set(all(past(1, 1, 'one'), 'startBuild').map(({ key }) => key));
    expect(all(past(1, 1, 'two'), 'startBuild').some(({ key }) => keys.has(key))).toBe(false);
  });

  test.each([1, 2, 3])('is told in order, ends before now, and ends all that it begins (seed %i)', (seed) => {
    const reports = past(3, seed);
    const times = reports.map(({ at }) => at);
    expect(times).toEqual([...times].sort((a, b) => a - b));
    expect(times.at(-1)).toBeLessThanOrEqual(NOW);
    const open = new OpenWork();
    for (const { report } of reports) open.note(report);
    expect(open.cancel(NOW)).toEqual([]);
  });

  test('holds a few hundred builds in three days, with every result', () => {
    const reports = past(3, 1);
    const builds = all(reports, 'finishBuild');
    expect(builds.length).toBeGreaterThan(200);
    expect(builds.length).toBeLessThan(600);
    const results = new Set<Result>(past(30, 1).flatMap(({ report }) => report.finishBuild?.result ?? []));
    expect([...results].sort()).toEqual([
      'CANCELLED',
      'EXCEPTION',
      'FAILURE',
      'RETRY',
      'SKIPPED',
      'SUCCESS',
      'WARNINGS',
    ]);
  });

  test('never has a worker do two builds at once', () => {
    const reports = past(3, 2);
    const ends = new Map(all(reports, 'finishBuild').map(({ build, completedAt }) => [build.key, completedAt ?? '']));
    const busyUntil = new Map<string, string>();
    const starts = all(reports, 'startBuild').sort((a, b) => (a.startedAt ?? '').localeCompare(b.startedAt ?? ''));
    for (const { key, worker, startedAt } of starts) {
      expect((startedAt ?? '') >= (busyUntil.get(worker ?? '') ?? '')).toBe(true);
      busyUntil.set(worker ?? '', ends.get(key) ?? '');
    }
  });

  test('breaks builders for a while: a failure is mostly followed by another one', () => {
    const reports = past(30, 1);
    const builderOf = new Map(all(reports, 'startBuild').map(({ key, builder }) => [key, builder]));
    const last = new Map<string, Result>();
    let failures = 0;
    let again = 0;
    for (const { build, result } of all(reports, 'finishBuild')) {
      const builder = builderOf.get(build.key ?? '') ?? '';
      if (last.get(builder) === 'FAILURE') {
        failures += 1;
        if (result === 'FAILURE') again += 1;
      }
      last.set(builder, result);
    }
    expect(again / failures).toBeGreaterThan(0.5);
  });

  test('numbers the lines of each log without a gap', () => {
    const next = new Map<string, number>();
    for (const { step, firstLine, text } of all(past(1, 3), 'appendLog')) {
      const name = `${step.build?.key}/${step.key}`;
      expect(firstLine).toBe(next.get(name) ?? 0);
      next.set(name, (next.get(name) ?? 0) + text.split('\n').length - 1);
    }
    expect(next.size).toBeGreaterThan(100);
  });

  test('has builds that trigger others, and builds that are built again', () => {
    const starts = all(past(10, 1), 'startBuild');
    expect(starts.filter(({ parentBuild }) => parentBuild != null).length).toBeGreaterThan(10);
    const requests = starts.map(({ buildRequest }) => buildRequest?.key);
    expect(new Set(requests).size).toBeLessThan(requests.length);
  });
});
