// The room's door: a Buildbot database, read and never written.

export type {
  Named,
  Selection,
  StoredBuild,
  StoredBuilder,
  StoredChange,
  StoredRequest,
  StoredStamp,
  StoredStep,
  StoredTestResult,
} from './history.ts';
export { BuildbotHistory } from './history.ts';
export type { LogText } from './logText.ts';
export { DatabaseProblem } from './problem.ts';
export type { Row } from './tables.ts';
