// One build of the made-up fleet, as the reports that tell of it.

import type { BuildRef, Report, Result, SourceStampInput } from '../../client/index.ts';
import type { Fate } from './course.ts';
import { type BuilderKind, ORIGIN, type StepKind } from './fleet.ts';
import { type Course, type OutputLine, outputOf } from './log-text.ts';
import type { Random } from './random.ts';
import { isoTime, type TimedReport } from './timeline.ts';

/** What is built, where and when. */
export interface Plan {
  readonly key: string;
  readonly request: string;
  readonly builder: BuilderKind;
  readonly worker: string;
  readonly fate: Fate;
  readonly startAt: number;
  readonly sourceStamps: SourceStampInput[];
  readonly parent: BuildRef | undefined;
}

/** How time passes: how many milliseconds a second of the fleet's takes, and how often a log is sent while a step runs. */
export interface Pace {
  readonly second: number;
  readonly chunks: number;
}

export interface PlannedBuild {
  readonly reports: readonly TimedReport[];
  readonly endAt: number;
}

/** Results with which a step is the last one of its build. */
const LAST: readonly Result[] = ['FAILURE', 'EXCEPTION', 'RETRY', 'CANCELLED'];

export function planBuild(plan: Plan, pace: Pace, random: Random): PlannedBuild {
  const { key, builder, fate, startAt } = plan;
  const build = { origin: ORIGIN, key };
  const reports: TimedReport[] = [{ at: startAt, report: startOf(plan) }];
  const tell = (at: number, report: Report) => reports.push({ at, report });
  let at = startAt;
  for (const step of fate.result === 'SKIPPED' ? [] : builder.steps) {
    const decides = step === fate.step;
    const ends = decides && LAST.includes(fate.result);
    const length = step.seconds * pace.second * random.between(0.85, 1.25) * (ends ? random.between(0.2, 0.9) : 1);
    if (pace.chunks > 1) tell(at, { updateBuild: { build, stateString: step.name } });
    reports.push(...stepReports(build, step, decides ? fate : null, at, at + length, pace, random));
    at += length;
    if (ends) break;
  }
  const endAt = Math.round(at + pace.second);
  tell(endAt, {
    finishBuild: { build, result: fate.result, stateString: fate.stateString, completedAt: isoTime(endAt) },
  });
  return { reports, endAt };
}

function startOf({ key, request, builder, worker, startAt, sourceStamps, parent }: Plan): Report {
  return {
    startBuild: {
      origin: ORIGIN,
      key,
      builder: builder.name,
      worker,
      startedAt: isoTime(startAt),
      buildRequest: { origin: ORIGIN, key: request },
      ...(parent === undefined ? {} : { parentBuild: parent }),
      sourceStamps,
      properties: [
        { name: 'project', value: builder.project, source: 'Builder' },
        { name: 'revision', value: sourceStamps[0]?.revision ?? '', source: 'Change' },
        { name: 'clean', value: builder.tags.includes('release'), source: 'Builder' },
      ],
    },
  };
}

/** @param fate null when this step does not decide the build's. */
function stepReports(
  build: BuildRef,
  kind: StepKind,
  fate: Fate | null,
  from: number,
  to: number,
  pace: Pace,
  random: Random,
): TimedReport[] {
  const step = { build, key: kind.name };
  const { result, stateString } = fate ?? { result: 'SUCCESS', stateString: 'done' };
  const course: Course = result === 'FAILURE' ? 'breaks' : result === 'WARNINGS' ? 'warns' : 'well';
  const lines = outputOf(kind.log, course, random);
  const urls =
    kind.log === 'package' && result === 'SUCCESS'
      ? { urls: [{ name: 'package', url: `https://artifacts.example.org/${build.key}/package.tar.zst` }] }
      : {};
  return [
    { at: from, report: { startStep: { ...step, name: kind.name, startedAt: isoTime(from), ...urls } } },
    ...logReports(step, lines, from, to, pace.chunks),
    { at: to, report: { finishLog: { step, name: 'stdio', lineCount: lines.length } } },
    { at: to, report: { finishStep: { step, result, stateString, completedAt: isoTime(to) } } },
  ];
}

/** The lines, evenly over the step's time: in chunks, and cut wherever the stream changes. */
function logReports(
  step: { build: BuildRef; key: string },
  lines: readonly OutputLine[],
  from: number,
  to: number,
  chunks: number,
): TimedReport[] {
  const reports: TimedReport[] = [];
  const most = Math.ceil(lines.length / chunks);
  for (let first = 0; first < lines.length; ) {
    const stream = lines[first]?.stream ?? 'STDOUT';
    let end = first + 1;
    while (end < lines.length && end - first < most && lines[end]?.stream === stream) end += 1;
    const text = lines.slice(first, end).map((line) => `${line.text}\n`);
    const at = from + ((to - from) * end) / (lines.length + 1);
    reports.push({ at, report: { appendLog: { step, name: 'stdio', stream, firstLine: first, text: text.join('') } } });
    first = end;
  }
  return reports;
}
