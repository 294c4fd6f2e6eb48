// What finished builds amount to.

import type {
  BuilderStatisticsResolvers,
  BuildStatisticsResolvers,
  StatisticsBucketResolvers,
} from '../../generated/resolvers.ts';
import type { StatisticsBucket as Bucket, BuilderStatistics as BuilderGroup } from '../../history/history.ts';
import { linked } from './things.ts';

const BuildStatistics: BuildStatisticsResolvers = {
  finishedCount: async (statistics) => (await statistics.counted()).count,
  successRate: async (statistics) => (await statistics.counted()).successRate,
  byResult: async (statistics) => (await statistics.counted()).byResult,
  durationSeconds: (statistics) => statistics.durationSeconds(),
  queueSeconds: (statistics) => statistics.queueSeconds(),
  series: (statistics, { interval, timeZone }) => statistics.series(interval, timeZone),
  byBuilder: (statistics, { first }) => statistics.byBuilder(first),
};

/** The resolvers of every group of builds. */
const group = {
  count: async (builds: Bucket | BuilderGroup) => (await builds.counted()).count,
  successRate: async (builds: Bucket | BuilderGroup) => (await builds.counted()).successRate,
  byResult: async (builds: Bucket | BuilderGroup) => (await builds.counted()).byResult,
  durationSeconds: (builds: Bucket | BuilderGroup) => builds.durationSeconds(),
};

const StatisticsBucket: StatisticsBucketResolvers = group;

const BuilderStatistics: BuilderStatisticsResolvers = {
  ...group,
  builder: ({ builderId }, _, { history }) => linked(history, 'Builder', builderId),
};

export const statistics = { BuildStatistics, StatisticsBucket, BuilderStatistics };
