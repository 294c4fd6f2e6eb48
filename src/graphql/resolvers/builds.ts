// Builds, their steps, and the requests that they meet.

import type {
  BuildRequestResolvers,
  BuildResolvers,
  BuildsetResolvers,
  RegressionResolvers,
  StepResolvers,
} from '../../generated/resolvers.ts';
import { secondsBetween } from './durations.ts';
import { idOf, linked, linkedIfAny } from './things.ts';

const Build: BuildResolvers = {
  id: idOf('Build'),
  durationSeconds: (build) => secondsBetween(build.startedAt, build.completedAt),
  queueSeconds: (build) => secondsBetween(build.requestedAt, build.startedAt),
  origin: (build, _, { history }) => linked(history, 'Origin', build.originId),
  builder: (build, _, { history }) => linked(history, 'Builder', build.builderId),
  worker: (build, _, { history }) => linkedIfAny(history, 'Worker', build.workerId),
  master: (build, _, { history }) => linkedIfAny(history, 'Master', build.masterId),
  buildRequest: (build, _, { history }) => linkedIfAny(history, 'BuildRequest', build.buildRequestId),
  parentBuild: (build, _, { history }) => linkedIfAny(history, 'Build', build.parentBuildId),
  childBuilds: (build, page, { history }) => history.buildsOf('parentBuild', build.id, {}, page),
  rebuildOf: (build, _, { history }) => linkedIfAny(history, 'Build', build.rebuildOfId),
  rebuilds: (build, page, { history }) => history.buildsOf('rebuildOf', build.id, {}, page),
  sourceStamps: (build, _, { history }) => history.sourceStampsOf('build', build.id),
  changes: (build, page, { history }) => history.changesOf('build', build.id, page),
  properties: (build, _, { history }) => history.propertiesOf(build.id),
  steps: (build, page, { history }) => history.stepsOf(build.id, page),
  previousBuild: (build, _, { history }) => history.previousBuild(build),
  nextBuild: (build, _, { history }) => history.nextBuild(build),
  testSummary: (build, _, { history }) => history.testSummaryOf(build.id),
  testResults: (build, { filter, ...page }, { history }) => history.testResultsOf(build.id, filter ?? {}, page),
  regression: (build, _, { history }) => history.regressionOf(build),
};

const Regression: RegressionResolvers = {
  failingSteps: ({ firstBadBuild }, _, { history }) => history.failedStepsOf(firstBadBuild.id),
  suspects: ({ buildId }, page, { history }) => history.suspectsOf(buildId, page),
};

const Step: StepResolvers = {
  id: idOf('Step'),
  durationSeconds: (step) => secondsBetween(step.startedAt, step.completedAt),
  logs: (step, _, { history }) => history.logsOf(step.id),
  build: (step, _, { history }) => history.node('Build', step.buildId),
};

const Buildset: BuildsetResolvers = {
  id: idOf('Buildset'),
  complete: async (buildset, _, { history }) => (await history.outcomeOf(buildset.id)).complete,
  completedAt: async (buildset, _, { history }) => (await history.outcomeOf(buildset.id)).completedAt,
  result: async (buildset, _, { history }) => (await history.outcomeOf(buildset.id)).result,
  parentBuild: (buildset, _, { history }) => linkedIfAny(history, 'Build', buildset.parentBuildId),
  rebuildOf: (buildset, _, { history }) => linkedIfAny(history, 'Build', buildset.rebuildOfId),
  sourceStamps: (buildset, _, { history }) => history.sourceStampsOf('buildset', buildset.id),
  buildRequests: (buildset, page, { history }) => history.buildRequestsOf(buildset.id, page),
  origin: (buildset, _, { history }) => linked(history, 'Origin', buildset.originId),
};

const BuildRequest: BuildRequestResolvers = {
  id: idOf('BuildRequest'),
  state: (request) => (request.completedAt !== null ? 'COMPLETE' : request.claimedAt !== null ? 'CLAIMED' : 'PENDING'),
  builder: (request, _, { history }) => linked(history, 'Builder', request.builderId),
  buildset: (request, _, { history }) => linked(history, 'Buildset', request.buildsetId),
  builds: (request, page, { history }) => history.buildsOf('buildRequest', request.id, {}, page),
};

export const builds = { Build, Regression, Step, Buildset, BuildRequest };
