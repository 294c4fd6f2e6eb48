// What a group of reports came to: the rows to write, and the things to answer with.

import type { Build, Builder, Id, Log, Step } from '../model.ts';
import type { BuilderRow, BuildRow, CellKind, Cells, LogRow, Moved, StepRow, Writes, Written } from '../store/cells.ts';
import { firstDifference } from './checks.ts';
import { loaded } from './commands/refs.ts';
import type { Outcome } from './outcome.ts';
import type { ReportKind } from './reports.ts';
import type { World } from './world.ts';

/** Everything that the reports of this run have changed. */
export function writesOf(world: World): Writes {
  return {
    origins: rows(world, 'origin'),
    projects: rows(world, 'project'),
    builders: rows(world, 'builder'),
    workers: rows(world, 'worker'),
    masters: rows(world, 'master'),
    stamps: rows(world, 'stamp'),
    patches: world.patches,
    changes: rows(world, 'change'),
    builds: rows(world, 'build'),
    buildsets: rows(world, 'buildset'),
    requests: rows(world, 'request'),
    buildStamps: world.written('buildStamps').map(({ key, value }) => ({ buildId: idOf(key), stamps: value })),
    moved: movedBuilds(world),
    buildsetStamps: world.written('buildsetStamps').map(({ key, value }) => ({ buildsetId: idOf(key), stamps: value })),
    properties: world
      .written('property')
      .map(({ key, value }) => ({ buildId: idOf(key), name: key[1] ?? '', ...value })),
    steps: rows(world, 'step'),
    logs: rows(world, 'log'),
    chunks: world.chunks,
    testReports: rows(world, 'testReport'),
    testSummaries: world.written('testSummary').map(({ key, value }) => ({ buildId: idOf(key), ...value })),
    testResults: world.testResults,
    restarted: world
      .written('build')
      .filter(({ value, before }) => before !== null && before.startedAt !== value.startedAt)
      .map(({ value }) => value.id),
  };
}

type RowKind = {
  [K in CellKind]: NonNullable<Cells[K]> extends { readonly id: Id } ? K : never;
}[CellKind];

function rows<K extends RowKind>(world: World, kind: K): Written<NonNullable<Cells[K]>> {
  const written = world.written(kind);
  return {
    added: written.filter(({ before }) => before === null).map(({ value }) => value),
    changed: written
      .filter(({ value, before }) => before !== null && firstDifference(before, value) !== undefined)
      .map(({ value }) => value),
  };
}

/** The builds that start, end, or are of other source stamps now. */
function movedBuilds(world: World): readonly Moved[] {
  const builds = new Map(world.written('build').map(({ value, before }) => [value.id, { value, before }]));
  const stamps = new Map(world.written('buildStamps').map(({ key, value, before }) => [idOf(key), { value, before }]));
  return [...new Set([...builds.keys(), ...stamps.keys()])].flatMap((buildId) => {
    const build = builds.get(buildId);
    const startedBefore = build?.before?.startedAt ?? null;
    const restarted = build !== undefined && build.value.startedAt !== startedBefore;
    const ended = build !== undefined && build.value.result !== (build.before?.result ?? null);
    const set = stamps.get(buildId);
    const kept = new Set(Object.values(set?.value ?? {}));
    const left = Object.values(set?.before ?? {}).filter((id) => !kept.has(id));
    const started = restarted || set !== undefined;
    const judged = build === undefined || build.value.result !== null;
    return started || ended
      ? [{ buildId, started, startedBefore: restarted ? startedBefore : null, left, judged }]
      : [];
  });
}

function idOf(key: readonly string[]): Id {
  return key[0] ?? '';
}

/** The record of the thing that a command returned, as it is now; null for a build that is only a placeholder. */
export function finalThing(
  world: World,
  kind: ReportKind,
  thing: object | null,
): (Outcome & { accepted: true })['thing'] {
  switch (kind) {
    case 'startBuild':
    case 'updateBuild':
    case 'setProperties':
    case 'finishBuild':
    case 'recordBuild':
    case 'reportTestResults':
      return buildRecord(loaded(world.get('build', (thing as BuildRow).id)));
    case 'startStep':
    case 'updateStep':
    case 'finishStep':
      return stepRecord(loaded(world.get('step', (thing as StepRow).id)));
    case 'appendLog':
    case 'finishLog':
      return logRecord(loaded(world.get('log', (thing as LogRow).id)));
    case 'requestBuild':
    case 'finishBuildRequest':
      return loaded(world.get('request', (thing as { id: Id }).id));
    case 'registerBuilder': {
      const { originId, name } = thing as BuilderRow;
      return builderRecord(loaded(world.get('builder', originId, name)));
    }
    default:
      return thing as (Outcome & { accepted: true })['thing'];
  }
}

function buildRecord({
  awaitedRequestKey: _,
  heardAt: __,
  builderId,
  number,
  startedAt,
  ...build
}: BuildRow): Build | null {
  return builderId === null || number === null || startedAt === null
    ? null
    : { ...build, builderId, number, startedAt };
}

function stepRecord(step: StepRow): Step {
  return { ...step, name: step.name ?? step.key, hidden: step.hidden ?? false };
}

function logRecord({ expectedLineCount: _, ...log }: LogRow): Log {
  return log;
}

function builderRecord({ lastNumber: _, ...builder }: BuilderRow): Builder {
  return builder;
}
