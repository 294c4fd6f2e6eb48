// What is told of the tests of a build.

import type { BuildRow } from '../../store/cells.ts';
import type { World } from '../world.ts';
import { entryOf } from './buildRows.ts';

/** Tells how the tests of a build went so far. Nothing is told of a placeholder, and nothing where there are no tests. */
export function tellTests(world: World, build: BuildRow): void {
  if (build.startedAt === null) return;
  const summary = world.get('testSummary', build.id);
  if (summary !== null) world.emit({ ...entryOf(build), type: 'TEST_RESULTS_REPORTED', moment: { summary } });
}
