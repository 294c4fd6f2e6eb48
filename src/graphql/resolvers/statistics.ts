// What finished builds amount to.

import type { BuilderStatisticsResolvers, BuildStatisticsResolvers } from '../../generated/resolvers.ts';
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

const BuilderStatistics: BuilderStatisticsResolvers = {
  builder: ({ builderId }, _, { history }) => linked(history, 'Builder', builderId),
};

export const statistics = { BuildStatistics, BuilderStatistics };
