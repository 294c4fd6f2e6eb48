// The room's door: a Buildbot, its database or its API, read and never written.

export { Frames, type FramesOptions, type Hint } from './api/frames.ts';
export { MasterHistory } from './api/history.ts';
export { Master, type MasterAddress } from './api/master.ts';
export { MasterProblem } from './api/problem.ts';
export type { Untold } from './api/untold.ts';
export { BuildbotHistory } from './history.ts';
export type { LogText } from './logText.ts';
export { DatabaseProblem } from './problem.ts';
export type { Reading } from './reading.ts';
export type {
  Named,
  Selection,
  StoredBuild,
  StoredBuilder,
  StoredChange,
  StoredProperty,
  StoredRequest,
  StoredStamp,
  StoredStep,
  StoredTestResult,
} from './stored.ts';
export type { Row } from './tables.ts';
