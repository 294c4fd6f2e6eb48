// The event log's table, read. How it is appended to is in store/writing.ts.

import type { LoggedEvent } from '../loggedEvents.ts';
import { type Reader, Row } from './reader.ts';

/** Which log this is, the last position that was recorded, and the last that was removed again. */
export interface LogState {
  readonly logId: string;
  readonly headSeq: string;
  readonly prunedThrough: string;
}

/** Throws when the database was not migrated. */
export async function logState(reader: Reader): Promise<LogState> {
  const [cells] = await reader.rows(
    'select log_id, greatest(pruned_through, (select max(seq) from event)), pruned_through from event_log where id = 1',
    [],
  );
  if (cells === undefined) throw new Error('The table event_log has no row: the database was not migrated.');
  const row = new Row(cells);
  return { logId: row.text(), headSeq: row.text(), prunedThrough: row.text() };
}

const COLUMNS = 'seq, type, recorded_at, origin_id, build_id, subject_id, moment';

/** At most `limit` entries after a position, in order. */
export async function entriesAfter(reader: Reader, seq: string, limit: number): Promise<readonly LoggedEvent[]> {
  const rows = await reader.rows(`select ${COLUMNS} from event where seq > $1::bigint order by seq limit $2::int`, [
    seq,
    limit,
  ]);
  return rows.map((cells) => readEntry(new Row(cells)));
}

function readEntry(row: Row): LoggedEvent {
  return {
    seq: row.text(),
    type: row.text(),
    recordedAt: row.time(),
    originId: row.text(),
    buildId: row.optional(),
    subjectId: row.text(),
    moment: row.json<LoggedEvent['moment']>(),
  } as LoggedEvent;
}
