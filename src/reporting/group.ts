// One group of reports, applied and committed together.

import type { Time } from '../model.ts';
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

/** How many reports one transaction takes: bounded by the ids that can be reserved at once. */
export const GROUP_LIMIT = 500;
/** No report makes more things than that. */
const IDS_PER_REPORT = 120;

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
  await ids.reserve(reports.length * IDS_PER_REPORT);
  const takeBackIds = ids.checkpoint();
  const { world, result, heard, seq } = await commitWorld(database, {
    open: (loaded) => {
      takeBackIds();
      return new World(now, ids.next, loaded);
    },
    work: (world) => {
      const outcomes = reports.map((report) => applied(world, report));
      if (world.unread.size === 0) attempt(world, () => hearBuilds(world, reports, outcomes));
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
