// Look-ups that wait for the others of their tick, and then become one statement (DataLoader).

import DataLoader from 'dataloader';
import type { BuildFilter } from '../filters.ts';
import type { NodeType } from '../globalIds.ts';
import type { Build, Id } from '../model.ts';
import * as buildLookups from '../store/buildLookups.ts';
import { BUILDS, LOGS, STEPS } from '../store/buildRecords.ts';
import { HOOK_DELIVERIES } from '../store/deliveries.ts';
import { HOOKS } from '../store/hooks.ts';
import * as lookups from '../store/lookups.ts';
import type { Reader } from '../store/reader.ts';
import * as records from '../store/records.ts';
import { retentionOf } from '../store/retention.ts';
import type { Table } from '../store/table.ts';
import * as testLookups from '../store/testLookups.ts';
import { TEST_REPORTS, TESTS } from '../store/testRecords.ts';
import { WEBHOOKS } from '../store/webhooks.ts';
import type { Nodes, Regression } from './history.ts';

const TABLES: { readonly [T in NodeType]: Table<Nodes[T]> } = {
  Origin: records.ORIGINS,
  Master: records.MASTERS,
  Project: records.PROJECTS,
  Builder: records.BUILDERS,
  Worker: records.WORKERS,
  SourceStamp: records.SOURCE_STAMPS,
  Change: records.CHANGES,
  Buildset: records.BUILDSETS,
  BuildRequest: records.BUILD_REQUESTS,
  Build: BUILDS,
  Step: STEPS,
  Log: LOGS,
  Test: TESTS,
  Token: records.TOKENS,
  Webhook: WEBHOOKS,
  Hook: HOOKS,
  HookDelivery: HOOK_DELIVERIES,
};

/**
 * The loaders of one operation. Each answers null, or an empty list, for what does not exist.
 * @param builds how the newest builds of builders are read
 */
export function createLoaders(reader: Reader, builds: Table<Build>) {
  const nodes = Object.fromEntries(
    Object.entries(TABLES).map(([type, table]) => [
      type,
      loader((ids: readonly Id[]) => lookups.byIds(reader, table as Table<Nodes[NodeType]>, ids)),
    ]),
  ) as unknown as { readonly [T in NodeType]: DataLoader<Id, Nodes[T] | null> };
  const neighbour = (direction: 'previous' | 'next') =>
    loader(
      (builds: readonly Build[]) => buildLookups.neighbours(reader, direction, builds),
      (build) => build.id,
    );
  const stamps = (parent: 'build' | 'buildset') =>
    listLoader((ids: readonly Id[]) => lookups.sourceStampsOf(reader, parent, ids));

  const stampsOfBuild = stamps('build');
  const regressions = async (ids: readonly Id[]) => {
    const turns = await buildLookups.turnsOf(reader, ids);
    // What they were made of is nearly always asked for next.
    for (const { sourceStamps } of turns.values()) for (const [id, list] of sourceStamps) stampsOfBuild.prime(id, list);
    return new Map<Id, Regression>(
      [...turns].map(([buildId, turn]) => [
        buildId,
        { buildId, lastGoodBuild: turn.lastGoodBuild, firstBadBuild: turn.firstBadBuild },
      ]),
    );
  };

  return {
    nodes,
    regression: loader(regressions),
    failedSteps: listLoader((ids: readonly Id[]) => buildLookups.failedStepsOf(reader, ids)),
    originByName: loader((names: readonly string[]) => lookups.originsByName(reader, names)),
    builderByName: loader(
      (names: readonly lookups.NameInOrigin[]) => lookups.buildersByName(reader, names),
      lookups.nameKey,
    ),
    buildByKey: loader((keys: readonly lookups.NameInOrigin[]) => lookups.buildsByKey(reader, keys), lookups.nameKey),
    buildByNumber: loader(
      (wanted: readonly { builderId: Id; number: number }[]) => buildLookups.buildsByNumber(reader, wanted),
      ({ builderId, number }) => `${builderId}/${number}`,
    ),
    latestBuild: loader((ids: readonly Id[]) => buildLookups.latestBuilds(reader, builds, ids)),
    latestRunning: loader((ids: readonly Id[]) => buildLookups.latestInState(reader, builds, 'RUNNING', ids)),
    latestFinished: loader((ids: readonly Id[]) => buildLookups.latestInState(reader, builds, 'FINISHED', ids)),
    runningCount: loader((ids: readonly Id[]) => buildLookups.runningCounts(reader, ids)),
    pendingCount: loader((ids: readonly Id[]) => buildLookups.pendingCounts(reader, ids)),
    retention: {
      BUILDER: loader((ids: readonly Id[]) => retentionOf(reader, 'BUILDER', ids)),
      PROJECT: loader((ids: readonly Id[]) => retentionOf(reader, 'PROJECT', ids)),
      ORIGIN: loader((ids: readonly Id[]) => retentionOf(reader, 'ORIGIN', ids)),
    },
    previousBuild: neighbour('previous'),
    nextBuild: neighbour('next'),
    stampsOfBuild,
    stampsOfBuildset: stamps('buildset'),
    properties: listLoader((ids: readonly Id[]) => lookups.propertiesOf(reader, ids)),
    logs: listLoader((ids: readonly Id[]) => lookups.logsOf(reader, ids)),
    attempts: listLoader((ids: readonly Id[]) => lookups.attemptsOf(reader, ids)),
    patch: loader((ids: readonly Id[]) => lookups.patchesOf(reader, ids)),
    testSummary: loader((ids: readonly Id[]) => testLookups.testSummariesOf(reader, ids)),
    testDetail: loader(
      (places: readonly testLookups.ResultPlace[]) => testLookups.testDetailsOf(reader, places),
      testLookups.placeKey,
    ),
    testOutput: loader(
      (places: readonly testLookups.ResultPlace[]) => testLookups.testOutputsOf(reader, places),
      testLookups.placeKey,
    ),
    testReport: loader((ids: readonly Id[]) => lookups.byIds(reader, TEST_REPORTS, ids)),
    outcome: loader((ids: readonly Id[]) => lookups.buildsetOutcomes(reader, ids)),
  };
}

/** The loader of how far tests can be trusted, by the builds of one filter. */
export function flakinessLoader(reader: Reader, filter: BuildFilter) {
  return loader((ids: readonly Id[]) => testLookups.flakinessOf(reader, filter, ids));
}

/** A loader over a look-up that answers with what it found. `keyOf` says what the answer calls each thing that was asked for. */
function loader<K, V>(
  find: (keys: readonly K[]) => Promise<ReadonlyMap<string, V>>,
  keyOf: (key: K) => string = String,
): DataLoader<K, V | null, string> {
  return new DataLoader(
    async (keys) => {
      const found = await find(keys);
      return keys.map((key) => found.get(keyOf(key)) ?? null);
    },
    { cacheKeyFn: keyOf },
  );
}

/** The same, for look-ups that find many things for each key. */
function listLoader<V>(
  find: (keys: readonly Id[]) => Promise<ReadonlyMap<Id, readonly V[]>>,
): DataLoader<Id, readonly V[]> {
  return new DataLoader(async (keys) => {
    const found = await find(keys);
    return keys.map((key) => found.get(key) ?? []);
  });
}
