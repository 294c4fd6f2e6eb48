// The lines of logs, read from their chunks.

import type { Log, LogLine } from '../model.ts';
import { decodeLines } from './chunks.ts';
import { type Reader, Row } from './reader.ts';

/** How much one answer holds, whole chunks counted: lines can be long. */
const ANSWER_BYTES = 4 * 1_048_576;

/**
 * The lines `from` (included) to `to` (not included) of a log, as far as they are there. When they are longer than one answer
 * should be, those of one end only; but never none.
 */
export async function linesBetween(
  reader: Reader,
  log: Pick<Log, 'id' | 'type'>,
  from: number,
  to: number,
  end: 'first' | 'last' = 'first',
): Promise<LogLine[]> {
  if (from >= to) return [];
  // Chunks do not overlap: the last that begins at or before `from` is the first that can hold it.
  const rows = await reader.rows(
    `select first_line, content from (
       select first_line, content, sum(octet_length(content)) over (order by first_line ${end === 'first' ? 'asc' : 'desc'})
         - octet_length(content) as before
       from log_chunk where log_id = $1::bigint and first_line < $3::int and first_line >=
         coalesce((select max(first_line) from log_chunk where log_id = $1::bigint and first_line <= $2::int), 0)
     ) chunks where before < ${ANSWER_BYTES} order by first_line`,
    [log.id, from, to],
  );
  return rows
    .flatMap((cells) => {
      const row = new Row(cells);
      return decodeLines(log.type, row.number(), bytes(row.text()));
    })
    .filter(({ number }) => number >= from && number < to);
}

/** One chunk's lines, and where the next chunk begins. */
export interface ChunkOfLines {
  readonly lines: readonly LogLine[];
  readonly next: number;
}

/** The chunk of a log that begins at a line; null when none does. */
export async function chunkAt(
  reader: Reader,
  log: Pick<Log, 'id' | 'type'>,
  firstLine: number,
): Promise<ChunkOfLines | null> {
  const [cells] = await reader.rows(
    'select content, line_count from log_chunk where log_id = $1::bigint and first_line = $2::int',
    [log.id, firstLine],
  );
  if (cells === undefined) return null;
  const row = new Row(cells);
  return { lines: decodeLines(log.type, firstLine, bytes(row.text())), next: firstLine + row.number() };
}

/** PostgreSQL's `\x68690a`. */
function bytes(text: string): Buffer {
  return Buffer.from(text.slice(2), 'hex');
}
