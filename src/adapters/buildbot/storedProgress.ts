// What a build that goes on says of itself just now. Its end says it anew; so it is for those who watch.

import type { StoredBuild } from '../../buildbot/index.ts';
import type { Report } from '../../reporting/reports.ts';
import { words } from '../text.ts';
import { storedStepRef } from './stored.ts';
import type { Place } from './storedThings.ts';
import { buildKey } from './values.ts';

/** To be reported in the order in which it was read. */
export function storedProgress(place: Place, { build, steps }: StoredBuild): readonly Report[] {
  if (build.id === null) return [];
  const { id } = build;
  const stateString = words(build.state_string);
  const reports: Report[] = [];
  const ref = { origin: place.origin, key: buildKey(id) };
  if (stateString !== null) reports.push({ kind: 'updateBuild', input: { build: ref, stateString } });
  for (const { step } of steps) {
    const said = words(step.state_string);
    const runs = step.started_at !== null && step.complete_at === null;
    if (runs && said !== null && step.id !== null && step.number !== null) {
      reports.push({ kind: 'updateStep', input: { step: storedStepRef(place, id, step), stateString: said } });
    }
  }
  return reports;
}
