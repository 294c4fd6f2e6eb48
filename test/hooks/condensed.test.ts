// The reports of deliveries, put together before they are submitted, and refused as if they had not been.

import { expect, it } from 'vitest';
import { partsOfWhole } from '../../src/adapters/wholeBuild.ts';
import { condensed, submitCondensed } from '../../src/hooks/condensed.ts';
import type { Outcome } from '../../src/reporting/outcome.ts';
import type { Report } from '../../src/reporting/reports.ts';

const origin = 'o';
const builder: Report = { kind: 'registerBuilder', input: { origin, name: 'b', project: 'p' } };

/** A build with a request and a step, from its beginning to its end. */
function ended(key: string): readonly Report[] {
  const build = { origin, key };
  return [
    { kind: 'requestBuild', input: { origin, key, builder: 'b', submittedAt: '2026-01-01T00:00:00.000Z' } },
    { kind: 'startBuild', input: { origin, key, builder: 'b', buildRequest: build } },
    { kind: 'startStep', input: { build, key: 's', name: 's', pending: false } },
    { kind: 'finishStep', input: { step: { build, key: 's' }, result: 'SUCCESS' } },
    { kind: 'finishBuild', input: { build, result: 'SUCCESS' } },
  ];
}
const accepted = { accepted: true, thing: null, addedResults: 0 } as unknown as Outcome;
const refused = (message: string): Outcome => ({
  accepted: false,
  refusal: { code: 'CONFLICT', path: ['x'], message },
});
const kinds = (reports: readonly Report[]) => reports.map(({ kind }) => kind);

it('what a build that has ended is told in, becomes one report; what goes on, and what is not of builds, stays', () => {
  const running = ended('c').slice(0, 3);
  const all = [builder, ...ended('a'), builder, ...running, ...ended('d'), builder];
  const found = condensed(all);
  expect(kinds(found)).toEqual([
    ...['registerBuilder', 'recordBuild', 'registerBuilder'],
    ...['requestBuild', 'startBuild', 'startStep', 'recordBuild', 'registerBuilder'],
  ]);
  const told = found.flatMap((report) => (report.kind === 'recordBuild' ? partsOfWhole(report) : [report]));
  expect(JSON.parse(JSON.stringify(told))).toEqual(JSON.parse(JSON.stringify(all)));
});

it('a whole build that is refused is submitted in its parts, and those are told that are refused', async () => {
  const reports = condensed([...ended('a'), ...ended('b')]);
  const submitted: string[][] = [];
  const found = await submitCondensed(reports, async (some) => {
    submitted.push(kinds(some) as string[]);
    return some.map((report) => {
      if (report.kind === 'recordBuild') return report.input.key === 'a' ? refused('whole') : accepted;
      return report.kind === 'finishStep' ? refused('part') : accepted;
    });
  });
  expect(submitted).toEqual([
    ['recordBuild', 'recordBuild'],
    [...kinds(ended('a')), 'recordBuild'],
  ]);
  expect([...found].map(([report, all]) => [report, all.map((one) => one.outcome.refusal.message)])).toEqual([
    [reports[0], ['part']],
  ]);
});

it('what was said last of a thing with a name is submitted once; where it is refused, as often as it was said', async () => {
  const other: Report = { kind: 'registerBuilder', input: { origin, name: 'b', project: 'q' } };
  const again = [structuredClone(builder), structuredClone(builder), other, structuredClone(builder)];
  const submitted: number[] = [];
  const found = await submitCondensed([builder, ...again], async (some) => {
    submitted.push(some.length);
    return some.map((report) => (report === builder || report === again[0] ? refused('no') : accepted));
  });
  expect(submitted).toEqual([3, 5]);
  expect([builder, ...again].map((report) => found.get(report)?.length ?? 0)).toEqual([1, 1, 0, 0, 0]);
});
