import type { LogResolvers } from '../../generated/resolvers.ts';
import { globalId } from '../../globalIds.ts';
import { idOf, linked } from './things.ts';

const Log: LogResolvers = {
  id: idOf('Log'),
  rawUrl: (log) => `/logs/${globalId('Log', log.id)}/raw`,
  lines: (log, page, { logs }) => logs.lines(log, page),
  step: (log, _, { history }) => linked(history, 'Step', log.stepId),
};

export const logs = { Log };
