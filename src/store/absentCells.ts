// What a cell holds of which the database has nothing.

import type { CellKind, Cells } from './cells.ts';

/** The value of a cell of which nothing was found. */
export function absent(kind: CellKind): Cells[CellKind] {
  switch (kind) {
    // Nobody else can know an origin that is made only now.
    case 'lock':
      return true;
    case 'lastStepNumber':
    case 'propertyCount':
      return 0;
    case 'buildStamps':
    case 'buildsetStamps':
      return {};
    case 'buildsOfRequest':
    case 'buildsAwaiting':
    case 'requestsOfBuildset':
    case 'stepsOfBuild':
    case 'logsOfStep':
    case 'waitingChunks':
    case 'testResultsAt':
      return [];
    default:
      return null;
  }
}
