// History over a reader: loaders for what hangs on something else, connections for what grows.

import type { BuildFilter } from '../filters.ts';
import type { RetentionLimits } from '../model.ts';
import { BRANCHES_OF_BUILDER, branchList } from '../store/branches.ts';
import { buildConditions } from '../store/buildConditions.ts';
import { STEPS } from '../store/buildRecords.ts';
import {
  builderConditions,
  buildRequestConditions,
  changeConditions,
  nameConditions,
  sourceStampConditions,
} from '../store/conditions.ts';
import { deliveryConditions } from '../store/deliveries.ts';
import { type LogState, logState } from '../store/eventLog.ts';
import type { Nesting } from '../store/lists.ts';
import type { Reader } from '../store/reader.ts';
import * as records from '../store/records.ts';
import { FOR_EVER } from '../store/retention.ts';
import { testConditions, testResultConditions } from '../store/testConditions.ts';
import { startsOf } from '../store/testLookups.ts';
import { SUSPECTS } from '../store/verdicts.ts';
import { ChildLists, connect, remember } from './connections.ts';
import { createConsole } from './console.ts';
import type { History } from './history.ts';
import * as lists from './lists.ts';
import { createLoaders, flakinessLoader } from './loaders.ts';
import { isCountedByEnds, Statistics } from './statistics.ts';
import { EVERYTHING, tablesFor, type WantedFields } from './wantedFields.ts';

/**
 * The history that one operation sees.
 * @param unless how long builds are kept of which nothing else was said
 * @param wanted what of the builds and steps in lists will be looked at
 */
export function createHistory(
  reader: Reader,
  unless: RetentionLimits = FOR_EVER,
  wanted: WantedFields = EVERYTHING,
): History {
  const { builds, steps } = tablesFor(wanted);
  let loaders: ReturnType<typeof createLoaders> | undefined;
  // Of the reports that servers mostly get nothing is looked up afterwards, and there are some forty loaders.
  const load = () => {
    loaders ??= createLoaders(reader, builds);
    return loaders;
  };
  let children = new ChildLists(reader);
  let statistics = new Map<string, Statistics>();
  let flakiness = new Map<string, ReturnType<typeof flakinessLoader>>();
  let log: Promise<LogState> | undefined;
  const theLog = () => {
    log ??= logState(reader);
    return log;
  };

  const statisticsOf = (filter: BuildFilter, nesting: Nesting | null) =>
    remember(statistics, JSON.stringify([nesting, filter]), () => new Statistics(reader, filter, nesting));

  return {
    headSeq: async () => (await theLog()).headSeq,
    oldestSeq: async () => (await theLog()).prunedThrough,
    node: (type, id) => load().nodes[type].load(id),
    originByName: (name) => load().originByName.load(name),
    builderByName: (origin, name) => load().builderByName.load({ origin, name }),
    buildByKey: (origin, key) => load().buildByKey.load({ origin, name: key }),
    buildByNumber: (builderId, number) => load().buildByNumber.load({ builderId, number }),
    latestBuild: (builderId, state) =>
      (state === null ? load().latestBuild : state === 'RUNNING' ? load().latestRunning : load().latestFinished).load(
        builderId,
      ),
    runningBuildCount: async (builderId) => (await load().runningCount.load(builderId)) ?? 0,
    pendingRequestCount: async (builderId) => (await load().pendingCount.load(builderId)) ?? 0,
    retentionOf: async (subject, id) => (await load().retention[subject].load(id)) ?? { ...unless, source: 'SETTING' },
    previousBuild: (build) => load().previousBuild.load(build),
    nextBuild: (build) => load().nextBuild.load(build),

    regressionOf: async (build) => (build.result === 'FAILURE' ? load().regression.load(build.id) : null),
    failedStepsOf: (id) => load().failedSteps.load(id),
    suspectsOf: (id, page) => children.connect(lists.changeList('DESC'), SUSPECTS, id, page),

    builds: (filter, order, page) => {
      const list = connect(reader, lists.buildList(order, builds), (values) => buildConditions(filter, values), page);
      return {
        ...list,
        count: () => (isCountedByEnds(filter) ? statisticsOf(filter, null).listed() : list.count()),
        statistics: () => statisticsOf(filter, null).of(),
      };
    },
    builders: (filter, direction, page) =>
      connect(reader, lists.builderList(direction), (values) => builderConditions(filter, values), page),
    buildRequests: (filter, direction, page) =>
      connect(reader, lists.buildRequestList(direction), (values) => buildRequestConditions(filter, values), page),
    changes: (filter, direction, page) =>
      connect(reader, lists.changeList(direction), (values) => changeConditions(filter, values), page),
    sourceStamps: (filter, direction, page) =>
      connect(reader, lists.sourceStampList(direction), (values) => sourceStampConditions(filter, values), page),
    console: (filter, page) => createConsole(reader, builds, load().nodes.Builder, filter, page),
    workers: (filter, direction, page) =>
      connect(reader, lists.workerList(direction), (values) => nameConditions(filter, values), page),
    projects: (filter, direction, page) =>
      connect(reader, lists.projectList(direction), (values) => nameConditions(filter, values), page),
    masters: (filter, direction, page) =>
      connect(reader, lists.masterList(direction), (values) => nameConditions(filter, values), page),
    origins: (direction, page) => connect(reader, lists.originList(direction), () => [], page),
    tokens: (page) => connect(reader, lists.TOKEN_LIST, () => [], page),
    webhooks: (page) => connect(reader, lists.WEBHOOK_LIST, () => [], page),
    hooks: (page) => connect(reader, lists.HOOK_LIST, () => [], page),
    hookDeliveries: (filter, direction, page) =>
      connect(reader, lists.hookDeliveryList(direction), (values) => deliveryConditions(filter, values), page),

    buildsOf: (parent, id, filter, page) => ({
      ...children.connect(
        lists.buildList(
          { field: 'STARTED_AT', direction: parent === 'parentBuild' || parent === 'rebuildOf' ? 'ASC' : 'DESC' },
          builds,
        ),
        lists.BUILDS_OF[parent],
        id,
        page,
        (values) => buildConditions(filter, values),
        JSON.stringify(filter),
      ),
      statistics: () => statisticsOf(filter, lists.BUILDS_OF[parent]).of(id),
    }),
    branchesOf: (id, names, page) =>
      children.connect(
        branchList(builds),
        BRANCHES_OF_BUILDER,
        id,
        page,
        (values) => (names === null ? [] : [`branches.branch = any(${values.add(names, 'text[]')})`]),
        JSON.stringify(names),
      ),
    stepsOf: (id, page) => children.connect(lists.stepList(steps), lists.within(STEPS, 'build_id'), id, page),
    changesOf: (parent, id, page) => children.connect(lists.changeList('DESC'), lists.CHANGES_OF[parent], id, page),
    buildRequestsOf: (id, page) =>
      children.connect(lists.buildRequestList('ASC'), lists.within(records.BUILD_REQUESTS, 'buildset_id'), id, page),
    buildersOf: (parent, id, page) =>
      children.connect(lists.builderList(), lists.within(records.BUILDERS, `${parent}_id`), id, page),
    projectsOf: (id, page) =>
      children.connect(lists.projectList(), lists.within(records.PROJECTS, 'origin_id'), id, page),
    workersOf: (id, page) => children.connect(lists.workerList(), lists.within(records.WORKERS, 'origin_id'), id, page),
    mastersOf: (id, page) => children.connect(lists.masterList(), lists.within(records.MASTERS, 'origin_id'), id, page),

    tests: (filter, direction, page) =>
      connect(reader, lists.testList(direction), (values) => testConditions(filter, values), page),
    testResultsOf: (id, filter, page) => {
      const conditions = testResultConditions(filter);
      return children.connect(lists.RESULT_LIST, lists.RESULTS_OF.build, id, page, () => conditions, conditions.join());
    },
    resultsOfTest: (id, filter, page) =>
      children.connect(
        lists.TEST_HISTORY,
        lists.RESULTS_OF.test,
        id,
        page,
        (values) => [...startsOf(filter, values), ...buildConditions(filter, values)],
        JSON.stringify(filter),
      ),
    testSummaryOf: (id) => load().testSummary.load(id),
    testDetailOf: (result) => load().testDetail.load(result),
    testOutputOf: (result) => load().testOutput.load(result),
    testReport: (id) => load().testReport.load(id),
    flakinessOf: async (id, filter) => {
      const found = await remember(flakiness, JSON.stringify(filter), () => flakinessLoader(reader, filter)).load(id);
      return found ?? { runCount: 0, failureRate: null, flipRate: null, flakyRevisionCount: 0 };
    },

    sourceStampsOf: (parent, id) => (parent === 'build' ? load().stampsOfBuild : load().stampsOfBuildset).load(id),
    propertiesOf: (id) => load().properties.load(id),
    logsOf: (id) => load().logs.load(id),
    patchOf: (id) => load().patch.load(id),
    attemptsOf: (id) => load().attempts.load(id),
    outcomeOf: async (id) =>
      (await load().outcome.load(id)) ?? { buildsetId: id, complete: false, completedAt: null, result: null },

    forget: () => {
      loaders = undefined;
      children = new ChildLists(reader);
      statistics = new Map();
      flakiness = new Map();
      log = undefined;
    },
  };
}
