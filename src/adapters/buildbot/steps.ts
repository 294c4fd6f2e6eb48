// The steps of a build.

import { MOST, type Time } from '../../model.ts';
import type { BuildRef, Report, ReportedLink, StepRef } from '../../reporting/reports.ts';
import { clean, webAddress, words } from '../text.ts';
import { logReports } from './logs.ts';
import type { PostedStep } from './shapes.ts';
import { outcomeOf, stepKey, timeOf } from './values.ts';

/**
 * The reports of one step. What a step has from its start on goes with startStep; what is settled only by its end (state
 * string, hidden) goes with finishStep, which always says it, so that an older post that comes later has nothing to add.
 * Links only ever grow, so they are added. `endedAt` stands in for an end without a time.
 */
export function stepReports(build: BuildRef, posted: PostedStep, endedAt: Time): readonly Report[] {
  const key = stepKey(posted);
  const step: StepRef = { build, key };
  const result = outcomeOf(posted);
  const stateString = words(posted.state_string);
  const urls = links(posted);
  const reports: Report[] = [
    {
      kind: 'startStep',
      input: {
        build,
        key,
        name: clean(posted.name),
        number: posted.number,
        pending: typeof posted.started_at !== 'number',
        startedAt: timeOf(posted.started_at),
        stateString: result === null ? stateString : null,
      },
    },
    ...(posted.logs ?? []).flatMap((log) => logReports(step, log)),
  ];
  if (urls.length > 0) reports.push({ kind: 'updateStep', input: { step, urls } });
  if (result !== null) {
    reports.push({
      kind: 'finishStep',
      input: {
        step,
        result,
        stateString: stateString ?? result.toLowerCase(),
        completedAt: timeOf(posted.complete_at) ?? endedAt,
        hidden: posted.hidden ?? null,
      },
    });
  }
  return reports;
}

/** The step's links that a browser may be sent to. */
function links({ urls }: PostedStep): readonly ReportedLink[] {
  return (urls ?? []).slice(0, MOST.links).flatMap((link) => {
    const url = webAddress(link.url);
    return url === null ? [] : [{ name: words(link.name) ?? url, url }];
  });
}
