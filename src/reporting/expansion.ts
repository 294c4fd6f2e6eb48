// What a whole build says, in the small reports that say the same of a build while it runs. What each of them does is what is done:
// a recorded build has no rules of its own.

import type { BuildRef, RecordedStep, Report, Reports, StepRef } from './reports.ts';

type Recorded = Reports['recordBuild'];

/** One of the reports that a recorded build stands for. */
export interface Part {
  readonly report: Report;
  /** Where in the recorded build it is that a path in this report leads to. */
  readonly pathOf: (path: readonly string[]) => readonly string[];
}

/** The reports that a recorded build stands for, in the order in which they are applied. */
export function expanded(input: Recorded): readonly Report[] {
  return partsOf(input).map(({ report }) => report);
}

/** How many reports a recorded build stands for. */
export function countOf({ request, properties, builtSourceStamps, steps }: Recorded): number {
  const ofBuild = [request, properties?.length, builtSourceStamps?.length].filter(Boolean).length;
  const ofStep = ({ urls, result }: RecordedStep) => 1 + (urls?.length ? 1 : 0) + (result ? 1 : 0);
  return 2 + ofBuild + (steps ?? []).reduce((sum, step) => sum + ofStep(step), 0);
}

export function partsOf(input: Recorded): readonly Part[] {
  const { origin, key, result, stateString, completedAt, properties, builtSourceStamps } = input;
  const build: BuildRef = { origin, key };
  const parts: Part[] = [...requestPart(input), { report: startOf(input), pathOf: input.request ? ofRequest : same }];
  for (const [i, step] of (input.steps ?? []).entries()) parts.push(...stepParts(build, step, ['steps', String(i)]));
  if (properties && properties.length > 0)
    parts.push({ report: { kind: 'setProperties', input: { build, properties } }, pathOf: same });
  if (builtSourceStamps && builtSourceStamps.length > 0) {
    parts.push({
      report: { kind: 'updateBuild', input: { build, sourceStamps: builtSourceStamps } },
      pathOf: ([first, ...rest]) => [first === 'sourceStamps' ? 'builtSourceStamps' : (first ?? ''), ...rest],
    });
  }
  parts.push({ report: { kind: 'finishBuild', input: { build, result, stateString, completedAt } }, pathOf: same });
  return parts;
}

/** A path that leads to the same place in both. */
const same: Part['pathOf'] = (path) => (path[0] === 'build' ? path.slice(1) : path);

/** The request that the build meets was told with it, and not named for itself. */
const ofRequest: Part['pathOf'] = (path) => (path[0] === 'buildRequest' ? ['request', ...path.slice(1)] : same(path));

/** What a request and the build that meets it have in common, and need not be told of both. */
const SHARED = new Set(['origin', 'builder', 'reason', 'parentBuild', 'rebuildOf', 'sourceStamps']);

function requestPart(input: Recorded): readonly Part[] {
  const { origin, builder, reason, parentBuild, rebuildOf, sourceStamps, request } = input;
  if (!request) return [];
  return [
    {
      report: {
        kind: 'requestBuild',
        input: { origin, builder, reason, parentBuild, rebuildOf, sourceStamps, ...request },
      },
      pathOf: (path) => (SHARED.has(path[0] ?? '') ? path : ['request', ...path]),
    },
  ];
}

function startOf(input: Recorded): Report {
  const { origin, key, builder, number, worker, master, reason, url, startedAt, parentBuild, rebuildOf, sourceStamps } =
    input;
  const buildRequest = input.request ? { origin, key: input.request.key } : input.buildRequest;
  return {
    kind: 'startBuild',
    input: {
      origin,
      key,
      builder,
      number,
      worker,
      master,
      reason,
      url,
      startedAt,
      buildRequest,
      parentBuild,
      rebuildOf,
      sourceStamps,
    },
  };
}

function stepParts(build: BuildRef, told: RecordedStep, at: readonly string[]): readonly Part[] {
  const { key, name, number, pending, startedAt, completedAt, result, stateString, hidden, urls } = told;
  const step: StepRef = { build, key };
  const within: Part['pathOf'] = (path) => [...at, ...(path[0] === 'step' ? path.slice(1) : path)];
  const start = { build, key, name, number, pending, startedAt };
  const reports: Report[] = [
    { kind: 'startStep', input: result ? start : { ...start, stateString, hidden } },
    ...(urls && urls.length > 0 ? [{ kind: 'updateStep', input: { step, urls } } as const] : []),
    ...(result ? [{ kind: 'finishStep', input: { step, result, stateString, completedAt, hidden } } as const] : []),
  ];
  return reports.map((report) => ({ report, pathOf: within }));
}
