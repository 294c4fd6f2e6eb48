// What is built, and what led to it.

import type { ChangeResolvers, ConsoleRowResolvers, SourceStampResolvers } from '../../generated/resolvers.ts';
import { idOf, linked } from './things.ts';

const SourceStamp: SourceStampResolvers = {
  id: idOf('SourceStamp'),
  patch: (stamp, _, { history }) => history.patchOf(stamp.id),
  origin: (stamp, _, { history }) => linked(history, 'Origin', stamp.originId),
  changes: (stamp, page, { history }) => history.changesOf('sourceStamp', stamp.id, page),
  builds: (stamp, { filter, ...page }, { history }) => history.buildsOf('sourceStamp', stamp.id, filter ?? {}, page),
};

const Change: ChangeResolvers = {
  id: idOf('Change'),
  sourceStamp: (change, _, { history }) => linked(history, 'SourceStamp', change.sourceStampId),
  origin: (change, _, { history }) => linked(history, 'Origin', change.originId),
};

const ConsoleRow: ConsoleRowResolvers = { cells: (row) => row.cells() };

export const sources = { SourceStamp, Change, ConsoleRow };
