// The command for each kind of report. Each returns the row of the thing that the report speaks of, and throws Refused.

import type { ReportKind, Reports } from '../reports.ts';
import type { World } from '../world.ts';
import { finishBuild, startBuild, updateBuild } from './builds.ts';
import { appendLog, finishLog } from './logs.ts';
import {
  connectWorker,
  loseWorker,
  registerBuilder,
  registerMaster,
  registerOrigin,
  registerProject,
  registerWorker,
} from './named.ts';
import { setProperties } from './properties.ts';
import { recordBuild } from './recorded.ts';
import { finishBuildRequest, requestBuild } from './requests.ts';
import { addChange } from './sources.ts';
import { finishStep, startStep, updateStep } from './steps.ts';
import { reportTestResults } from './tests.ts';

export const COMMANDS = {
  addChange,
  requestBuild,
  finishBuildRequest,
  startBuild,
  updateBuild,
  setProperties,
  finishBuild,
  recordBuild,
  startStep,
  updateStep,
  finishStep,
  appendLog,
  finishLog,
  reportTestResults,
  registerOrigin,
  registerProject,
  registerBuilder,
  registerWorker,
  connectWorker,
  loseWorker,
  registerMaster,
} satisfies { readonly [K in ReportKind]: (world: World, input: Reports[K]) => object };
