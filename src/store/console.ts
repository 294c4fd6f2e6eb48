// The cells of the console: how many builds each builder has run of each of some source stamps, and the one that started last.

import type { ConsoleFilter } from '../filters.ts';
import type { Build, Id } from '../model.ts';
import { builderOfBuild } from './conditions.ts';
import { type Reader, Row } from './reader.ts';
import { BUILDS } from './records.ts';
import { all, Values } from './sql.ts';

export interface FoundCell {
  readonly sourceStampId: Id;
  readonly buildCount: number;
  readonly latestBuild: Build;
}

/** The cells of some source stamps, at most `limit` of them, in no order. One statement. */
export async function readCells(
  reader: Reader,
  filter: ConsoleFilter,
  sourceStampIds: readonly Id[],
  limit: number,
): Promise<FoundCell[]> {
  const values = new Values();
  const ids = values.add(sourceStampIds, 'bigint[]');
  const conditions = all([BUILDS.visible, ...builderOfBuild(filter, values)]);
  const rows = await reader.rows(
    `select cell.source_stamp_id, cell.build_count, ${BUILDS.columns} from (
       select link.source_stamp_id, count(*) as build_count,
         (array_agg(t.id order by t.started_at desc, t.id desc))[1] as latest_id
       from build_source_stamp link join build t on t.id = link.build_id
       where link.source_stamp_id = any(${ids}) and ${conditions}
       group by link.source_stamp_id, t.builder_id
     ) cell join build t on t.id = cell.latest_id limit ${values.add(limit, 'int')}`,
    values.list,
  );
  return rows.map((cells) => {
    const row = new Row(cells);
    return { sourceStampId: row.text(), buildCount: row.number(), latestBuild: BUILDS.read(row) };
  });
}
