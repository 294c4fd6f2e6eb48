// The console: source stamps by builders. The server does the join.

import type DataLoader from 'dataloader';
import { LavalampError } from '../errors.ts';
import type { ConsoleFilter } from '../filters.ts';
import type { Build, Builder, Id, PageRequest } from '../model.ts';
import { consoleConditions } from '../store/conditions.ts';
import { type FoundCell, readCells } from '../store/console.ts';
import type { Reader } from '../store/reader.ts';
import type { Table } from '../store/table.ts';
import { connect } from './connections.ts';
import type { Console, ConsoleCell } from './history.ts';
import { CONSOLE_LIST } from './lists.ts';

/** How many cells a page may have: what is said of the bound in schema.graphql follows from these. */
const MAX_CELLS = 50_000;
const MAX_BUILDERS = 5_000;

/** The cells of a page, read together: one statement, and one for their builders. */
interface Grid {
  readonly builders: readonly Builder[];
  readonly cells: ReadonlyMap<Id, readonly ConsoleCell[]>;
}

/** Nothing is read until it is asked for. Throws LavalampError BAD_USER_INPUT when the page or the filter cannot be. */
export function createConsole(
  reader: Reader,
  builds: Table<Build>,
  builders: DataLoader<Id, Builder | null, string>,
  filter: ConsoleFilter,
  request: PageRequest,
): Console {
  const stamps = connect(reader, CONSOLE_LIST, (values) => consoleConditions(filter, values), request);
  let grid: Promise<Grid> | undefined;
  const theGrid = () => {
    grid ??= stamps.page().then(async ({ nodes }) => {
      const ids = nodes.map(({ id }) => id);
      const found = ids.length === 0 ? [] : await readCells(reader, builds, filter, ids, MAX_CELLS + 1);
      return gridOf(found, builders);
    });
    return grid;
  };
  const cellsOf = async (id: Id) => (await theGrid()).cells.get(id) ?? [];
  return {
    page: async () => {
      const page = await stamps.page();
      return {
        ...page,
        nodes: page.nodes.map((sourceStamp) => ({ sourceStamp, cells: () => cellsOf(sourceStamp.id) })),
      };
    },
    count: stamps.count,
    builders: async () => (await theGrid()).builders,
  };
}

async function gridOf(found: readonly FoundCell[], load: DataLoader<Id, Builder | null, string>): Promise<Grid> {
  refuseAbove(MAX_CELLS, found.length, 'cells');
  const columns = new Map<Id, FoundCell[]>();
  for (const cell of found) {
    const column = columns.get(cell.latestBuild.builderId);
    if (column === undefined) columns.set(cell.latestBuild.builderId, [cell]);
    else column.push(cell);
  }
  refuseAbove(MAX_BUILDERS, columns.size, 'builders');
  const loaded = await Promise.all([...columns.keys()].map((id) => load.load(id)));
  const builders = loaded.filter((builder) => builder !== null).sort(byName);
  const rows = new Map<Id, ConsoleCell[]>();
  // Column by column, so that each row has its cells in the order of the columns.
  for (const builder of builders) {
    for (const { sourceStampId, buildCount, latestBuild } of columns.get(builder.id) ?? []) {
      const cell = { builder, buildCount, latestBuild };
      const row = rows.get(sourceStampId);
      if (row === undefined) rows.set(sourceStampId, [cell]);
      else row.push(cell);
    }
  }
  return { builders, cells: rows };
}

function refuseAbove(limit: number, count: number, what: string): void {
  if (count <= limit) return;
  const most = limit.toLocaleString('en');
  const message = `This page of the console has more than ${most} ${what}. Ask for fewer source stamps, or filter by builders, tags or projects.`;
  throw new LavalampError('LIMIT_EXCEEDED', message, { limit });
}

/** By code point, as the lists of builders are; builders of several origins can have one name. */
function byName(a: Builder, b: Builder): number {
  return Buffer.compare(Buffer.from(a.name), Buffer.from(b.name)) || (BigInt(a.id) < BigInt(b.id) ? -1 : 1);
}
