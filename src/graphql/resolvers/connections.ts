// Pages: each part is read only when it is selected.

import type { BuildList, Console } from '../../history/history.ts';
import type { Connection, Page } from '../../pages.ts';
import type { Entry, PageEnds } from '../parents.ts';

/** The resolvers of every connection over a domain list. */
const connection = {
  edges: async <T>(list: Connection<T>): Promise<Entry<T>[]> => entriesOf(await list.page()),
  nodes: async <T>(list: Connection<T>): Promise<readonly T[]> => (await list.page()).nodes,
  pageInfo: async <T>(list: Connection<T>): Promise<PageEnds> => endsOf(await list.page()),
  totalCount: <T>(list: Connection<T>): Promise<number> => list.count(),
};

/** The resolvers of every edge; `node` is a plain property. */
const edge = { cursor: <T>(entry: Entry<T>): string => entry.cursor() };

function entriesOf<T>(page: Page<T>): Entry<T>[] {
  return page.nodes.map((node, index) => ({ node, cursor: () => page.cursor(index) }));
}

function endsOf<T>({ nodes, hasNextPage, hasPreviousPage, cursor }: Page<T>): PageEnds {
  const at = (index: number) => () => (nodes.length === 0 ? null : cursor(index));
  return { hasNextPage, hasPreviousPage, startCursor: at(0), endCursor: at(nodes.length - 1) };
}

export const connections = {
  BuildConnection: { ...connection, statistics: (list: BuildList) => list.statistics() },
  BuilderConnection: connection,
  BuildRequestConnection: connection,
  ChangeConnection: connection,
  SourceStampConnection: connection,
  WorkerConnection: connection,
  ProjectConnection: connection,
  OriginConnection: connection,
  MasterConnection: connection,
  StepConnection: connection,
  TokenConnection: connection,
  WebhookConnection: connection,
  HookConnection: connection,
  HookDeliveryConnection: connection,
  LogLineConnection: connection,
  TestConnection: connection,
  TestResultConnection: connection,
  ConsoleConnection: { ...connection, builders: (console: Console) => console.builders() },
  BuildEdge: edge,
  BuilderEdge: edge,
  BuildRequestEdge: edge,
  ChangeEdge: edge,
  SourceStampEdge: edge,
  WorkerEdge: edge,
  ProjectEdge: edge,
  OriginEdge: edge,
  MasterEdge: edge,
  StepEdge: edge,
  TokenEdge: edge,
  WebhookEdge: edge,
  HookEdge: edge,
  HookDeliveryEdge: edge,
  LogLineEdge: edge,
  TestEdge: edge,
  TestResultEdge: edge,
  ConsoleEdge: edge,
  PageInfo: {
    startCursor: (ends: PageEnds) => ends.startCursor(),
    endCursor: (ends: PageEnds) => ends.endCursor(),
  },
};
