// One group of reports, applied and committed together.

import { MOST, type Time } from '../model.ts';
import type { Database } from '../store/database.ts';
import type { IdMaker } from '../store/ids.ts';
import { COMMANDS } from './commands/index.ts';
import { attempt, commitWorld } from './commitWorld.ts';
import { createEars, type Ears, hearBuilds, originsHeard } from './heard.ts';
import type { BatchOutcome, Outcome } from './outcome.ts';
import { Refused } from './refused.ts';
import type { Report } from './reports.ts';
import { finalThing } from './results.ts';
import { World } from './world.ts';

/** How many reports one transaction takes, by weight. */
export const GROUP_LIMIT = 500;
/** No other report makes more things than that. */
const IDS_PER_REPORT = 120;
/** A recorded build makes no more than that besides its source stamps and steps. */
const IDS_PER_BUILD = 20;

/** How much there is to do for a report: as much as for so many small ones. */
export function weightOf(report: Report): number {
  return report.kind === 'recordBuild' ? 2 + Math.ceil((report.input.steps?.length ?? 0) / 2) : 1;
}

/** How many ids a report needs at most. A group of them that is no heavier than GROUP_LIMIT, or alone, needs fewer than are in a block. */
function idsFor({ kind, input }: Report): number {
  if (kind !== 'recordBuild') return IDS_PER_REPORT;
  const { steps, sourceStamps, builtSourceStamps } = input;
  const stamps = Math.min((sourceStamps?.length ?? 0) + (builtSourceStamps?.length ?? 0), 2 * MOST.sourceStamps);
  // A step that is made by its end, since its start was refused, was made twice until that is known.
  return IDS_PER_BUILD + stamps + 2 * Math.min(steps?.length ?? 0, MOST.recordedSteps);
}

/**
 * Applies reports in their order and commits them. Rejects when nothing was committed, or when that is not known: with
 * LavalampError UNAVAILABLE when the database is away. Repeating the same reports is safe.
 */
export async function commitGroup(
  database: Database,
  ids: IdMaker,
  reports: readonly Report[],
  now: Time,
  ears: Ears = createEars(),
): Promise<BatchOutcome> {
  // Before the transaction: the embedded database has one connection, and that is the transaction's.
  await ids.reserve(reports.reduce((sum, report) => sum + idsFor(report), 0));
  const takeBackIds = ids.checkpoint();
  const { world, result, heard, seq } = await commitWorld(database, {
    open: (loaded) => {
      takeBackIds();
      return new World(now, ids.next, loaded);
    },
    work: (world) => {
      const outcomes = reports.map((report) => applied(world, report));
      if (!world.lacks) attempt(world, () => hearBuilds(world, reports, outcomes));
      return outcomes;
    },
    heard: (world) => ears.due(originsHeard(world), now),
  });
  ears.noted(heard, now);
  return { outcomes: reports.map((report, i) => finalOutcome(world, report, result[i])), seq };
}

/** The outcome of a report; undefined while it lacks something that was not read yet. */
function applied(world: World, report: Report): Outcome | undefined {
  try {
    const command = COMMANDS[report.kind] as (world: World, input: object) => object;
    const before = world.testResultCount;
    const thing = attempt(world, () => command(world, report.input));
    if (thing === undefined) return undefined;
    return { accepted: true, thing, addedResults: world.testResultCount - before } as Outcome;
  } catch (error) {
    if (error instanceof Refused) return { accepted: false, refusal: error.refusal };
    throw error;
  }
}

/** The outcome, with the thing as the whole group has left it. */
function finalOutcome(world: World, report: Report, outcome: Outcome | undefined): Outcome {
  if (outcome === undefined) throw new Error('A report was never applied.');
  return outcome.accepted ? { ...outcome, thing: finalThing(world, report.kind, outcome.thing) } : outcome;
}
