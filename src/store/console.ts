// The cells of the console: how many builds each builder has run of each of some source stamps, and the one that started last.

import type { ConsoleFilter } from '../filters.ts';
import type { Build, Id } from '../model.ts';
import { consoleBuilders } from './conditions.ts';
import { type Reader, Row } from './reader.ts';
import { all, Values } from './sql.ts';
import type { Table } from './table.ts';

export interface FoundCell {
  readonly sourceStampId: Id;
  readonly buildCount: number;
  readonly latestBuild: Build;
}

/** The cells of some source stamps, at most `limit` of them, in no order. One statement. */
export async function readCells(
  reader: Reader,
  builds: Table<Build>,
  filter: ConsoleFilter,
  sourceStampIds: readonly Id[],
  limit: number,
): Promise<FoundCell[]> {
  const values = new Values();
  const ids = values.add(sourceStampIds, 'bigint[]');
  const builders = consoleBuilders(filter, values);
  const conditions = all([builds.visible, ...(builders === null ? [] : [`link.builder_id = any(${builders})`])]);
  const rows = await reader.rows(
    `select distinct on (link.source_stamp_id, t.builder_id) link.source_stamp_id,
       count(*) over (partition by link.source_stamp_id, t.builder_id), ${builds.columns}
     from build_source_stamp link join build t on t.id = link.build_id
     where link.source_stamp_id = any(${ids}) and ${conditions}
     order by link.source_stamp_id, t.builder_id, t.started_at desc, t.id desc limit ${values.add(limit, 'int')}`,
    values.list,
  );
  return rows.map((cells) => {
    const row = new Row(cells);
    return { sourceStampId: row.text(), buildCount: row.number(), latestBuild: builds.read(row) };
  });
}
