// The reports of one build that has ended, as one report that says the same. A history that is brought in is full of such builds.

import { isDeepStrictEqual } from 'node:util';
import { MOST } from '../model.ts';
import { expanded } from '../reporting/expansion.ts';
import type { RecordedRequest, RecordedStep, Report, ReportKind, Reports } from '../reporting/reports.ts';

type Recorded = Reports['recordBuild'];
export type WholeBuild = Extract<Report, { readonly kind: 'recordBuild' }>;

/** The reports that a whole build stands for. */
export const partsOfWhole = ({ input }: WholeBuild): readonly Report[] => expanded(input);

/**
 * One report in the place of those of a build that has ended, in the order in which an adapter makes them: `partsOfWhole` of it are these
 * reports. Null when they say anything that one report cannot; then they are to be sent as they are.
 */
export function wholeBuild(reports: readonly Report[]): WholeBuild | null {
  const whole = assembled(reports);
  const isSame = whole !== null && isDeepStrictEqual(partsOfWhole(whole).map(plain), reports.map(plain));
  return isSame && (whole.input.steps ?? []).length <= MOST.recordedSteps ? whole : null;
}

/** What these reports may be put together to; null when they are not those of one build that has ended. */
function assembled(reports: readonly Report[]): WholeBuild | null {
  const rest = [...reports];
  const take = <K extends ReportKind>(kind: K): Reports[K] | null =>
    rest[0]?.kind === kind ? (rest.shift() as unknown as { readonly input: Reports[K] }).input : null;
  const request = take('requestBuild');
  const start = take('startBuild');
  const steps: RecordedStep[] = [];
  for (let step = takeStep(take); step !== null; step = takeStep(take)) steps.push(step);
  const properties = take('setProperties')?.properties;
  const builtSourceStamps = take('updateBuild')?.sourceStamps;
  const end = take('finishBuild');
  if (start === null || end === null || rest.length > 0) return null;
  const { stateString: _, properties: __, buildRequest, ...started } = start;
  const { completedAt, stateString, result } = end;
  const input: Recorded = told({
    ...started,
    completedAt,
    result,
    stateString,
    buildRequest: request === null ? buildRequest : null,
    request: request === null ? null : requestOf(request),
    builtSourceStamps,
    properties,
    steps,
  });
  return { kind: 'recordBuild', input };
}

function requestOf({ key, buildset, externalId, priority, submittedAt }: Reports['requestBuild']): RecordedRequest {
  return told({ key, buildset, externalId, priority, submittedAt });
}

/** The next step; null when the next report is not of one's start. */
function takeStep(take: <K extends ReportKind>(kind: K) => Reports[K] | null): RecordedStep | null {
  const start = take('startStep');
  if (start === null) return null;
  const { build: _, ...started } = start;
  const urls = take('updateStep')?.urls;
  const end = take('finishStep');
  if (end === null) return told({ ...started, urls });
  const { result, completedAt, stateString, hidden } = end;
  return told({ ...started, urls, result, completedAt, stateString, hidden });
}

/** What is told of something: what is left out, or null, is not. */
function told<T extends object>(thing: T): T {
  const kept: Partial<T> = {};
  for (const field in thing) if (thing[field] !== null && thing[field] !== undefined) kept[field] = thing[field];
  return kept as T;
}

const plain = ({ kind, input }: Report) => ({ kind, input: told(input) });
