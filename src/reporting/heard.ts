// When origins and builds were last heard, for the watch over those that went silent (lostWatch.ts). It is noted in the
// transaction of the very reports, to the minute: an origin that reports all the time costs one small update a minute.

import type { Id, Time } from '../model.ts';
import { loaded } from './commands/refs.ts';
import { returned } from './commands/returned.ts';
import type { Outcome } from './outcome.ts';
import type { Report } from './reports.ts';
import type { World } from './world.ts';

/** How late a note may be: what was heard after it, within this time, is not noted. In milliseconds. */
export const HEARD_TO_MS = 60_000;
/** Of how many origins this process remembers that it has noted them. */
const REMEMBERED = 10_000;

/** What this process has noted lately, so that the database is not asked. */
export interface Ears {
  /** Those of the origins that are to be noted again. */
  readonly due: (origins: readonly Id[], now: Time) => readonly Id[];
  /** Tells that they were, and that it is durable. */
  readonly noted: (origins: readonly Id[], now: Time) => void;
}

export function createEars(): Ears {
  const notedAt = new Map<Id, Time>();
  return {
    due: (origins, now) => origins.filter((id) => isDue(notedAt.get(id) ?? null, now)),
    noted: (origins, now) => {
      // Forgetting costs a statement for each origin, once.
      if (notedAt.size > REMEMBERED) notedAt.clear();
      for (const id of origins) notedAt.set(id, now);
    },
  };
}

/** The origins that this group of reports is of. What was refused was heard as well; what is new was born as heard. */
export function originsHeard(world: World): readonly Id[] {
  return [...world.held];
}

/** Notes of which builds something was reported, and takes back that they were lost. */
export function hearBuilds(world: World, reports: readonly Report[], outcomes: readonly (Outcome | undefined)[]): void {
  for (const [i, { kind, input }] of reports.entries()) {
    const outcome = outcomes[i];
    if (!outcome?.accepted || outcome.thing === null) continue;
    const { id } = outcome.thing;
    switch (kind) {
      case 'startBuild':
      case 'updateBuild':
      case 'setProperties':
      case 'finishBuild':
      case 'reportTestResults':
        hearBuild(world, id);
        break;
      case 'recordBuild':
        hearBuild(world, id);
        for (const { key } of input.steps ?? []) hearBuild(world, id, world.get('stepByKey', id, key));
        break;
      case 'startStep':
      case 'updateStep':
      case 'finishStep':
        hearBuild(world, loaded(world.get('step', id)).buildId, id);
        break;
      case 'appendLog':
      case 'finishLog': {
        const { stepId } = loaded(world.get('log', id));
        const { buildId } = loaded(world.get('step', stepId));
        hearBuild(world, buildId, stepId);
        break;
      }
    }
  }
}

function hearBuild(world: World, buildId: Id, stepId: Id | null = null): void {
  const build = returned(world, loaded(world.get('build', buildId)), stepId);
  const step = stepId === null ? null : loaded(world.get('step', stepId));
  // A step may go on, or be told, after its build has ended; the rest of what is told late gives nothing to wait for.
  const runs = build.state === 'RUNNING' || (step !== null && step.state !== 'FINISHED');
  if (runs && isDue(build.heardAt, world.now)) {
    world.set('build', [build.id], { ...build, heardAt: world.now });
  }
}

function isDue(notedAt: Time | null, now: Time): boolean {
  return notedAt === null || Date.parse(now) - Date.parse(notedAt) >= HEARD_TO_MS;
}
