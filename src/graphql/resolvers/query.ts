// Where every question starts.

import type { BuildOrder } from '../../filters.ts';
import type { NodeResolvers, QueryResolvers } from '../../generated/resolvers.ts';
import { eventPage } from '../eventPages.ts';
import { boundedList } from '../lists.ts';
import { anyByGlobalId, byGlobalId } from './things.ts';

/** What `orderBy: null` means as well. */
const NEWEST_FIRST: BuildOrder = { field: 'STARTED_AT', direction: 'DESC' };

const Query: QueryResolvers = {
  eventCursor: async (_, __, { events, history }) => events.cursor(await history.headSeq()),
  oldestEventCursor: async (_, __, { events, history }) => events.cursor(await history.oldestSeq()),
  events: (_, { after, first, filter, waitSeconds }, { events }) =>
    eventPage(events, after, first, filter ?? {}, waitSeconds ?? 0),
  node: (_, { id }, context) => anyByGlobalId(context, id),
  nodes: (_, { ids }, context) => Promise.all(boundedList('ids', ids).map((id) => anyByGlobalId(context, id))),
  build: (_, { id }, { history }) => byGlobalId(history, 'Build', id),
  buildByKey: (_, { origin, key }, { history }) => history.buildByKey(origin, key),
  builds: (_, { filter, orderBy, ...page }, { history }) => history.builds(filter ?? {}, orderBy ?? NEWEST_FIRST, page),
  builder: (_, { id }, { history }) => byGlobalId(history, 'Builder', id),
  builderByName: (_, { origin, name }, { history }) => history.builderByName(origin, name),
  builders: (_, { filter, direction, ...page }, { history }) =>
    history.builders(filter ?? {}, direction ?? 'ASC', page),
  buildRequest: (_, { id }, { history }) => byGlobalId(history, 'BuildRequest', id),
  buildRequests: (_, { filter, direction, ...page }, { history }) =>
    history.buildRequests(filter ?? {}, direction ?? 'DESC', page),
  buildset: (_, { id }, { history }) => byGlobalId(history, 'Buildset', id),
  change: (_, { id }, { history }) => byGlobalId(history, 'Change', id),
  changes: (_, { filter, direction, ...page }, { history }) => history.changes(filter ?? {}, direction ?? 'DESC', page),
  sourceStamp: (_, { id }, { history }) => byGlobalId(history, 'SourceStamp', id),
  sourceStamps: (_, { filter, direction, ...page }, { history }) =>
    history.sourceStamps(filter ?? {}, direction ?? 'DESC', page),
  console: (_, { filter, ...page }, { history }) => history.console(filter ?? {}, page),
  step: (_, { id }, { history }) => byGlobalId(history, 'Step', id),
  log: (_, { id }, { history }) => byGlobalId(history, 'Log', id),
  test: (_, { id }, { history }) => byGlobalId(history, 'Test', id),
  tests: (_, { filter, direction, ...page }, { history }) => history.tests(filter ?? {}, direction ?? 'ASC', page),
  worker: (_, { id }, { history }) => byGlobalId(history, 'Worker', id),
  workers: (_, { filter, direction, ...page }, { history }) => history.workers(filter ?? {}, direction ?? 'ASC', page),
  project: (_, { id }, { history }) => byGlobalId(history, 'Project', id),
  projects: (_, { filter, direction, ...page }, { history }) =>
    history.projects(filter ?? {}, direction ?? 'ASC', page),
  origin: (_, { name }, { history }) => history.originByName(name),
  origins: (_, { direction, ...page }, { history }) => history.origins(direction ?? 'ASC', page),
  master: (_, { id }, { history }) => byGlobalId(history, 'Master', id),
  masters: (_, { filter, direction, ...page }, { history }) => history.masters(filter ?? {}, direction ?? 'ASC', page),
  viewer: (_, __, { viewer }) => viewer,
  tokens: (_, page, { history }) => history.tokens(page),
  webhook: (_, { id }, { history }) => byGlobalId(history, 'Webhook', id),
  webhooks: (_, page, { history }) => history.webhooks(page),
  hooks: (_, page, { history }) => history.hooks(page),
  hookDeliveries: (_, { filter, direction, ...page }, { history }) =>
    history.hookDeliveries(filter ?? {}, direction ?? 'DESC', page),
};

const Node: NodeResolvers = { __resolveType: (node) => node.__typename };

export const query = { Query, Node };
