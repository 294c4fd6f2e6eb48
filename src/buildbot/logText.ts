// The text of a log, out of its chunks.

import { decodeChunk } from './chunks.ts';
import { messageOf } from './problem.ts';
import type { Row, Tables } from './tables.ts';

/** Some lines of a log, one after the other. */
export interface LogText {
  /** The number of the first of them, from 0. */
  readonly firstLine: number;
  readonly lines: readonly string[];
  /** How many characters were put in the place of what is no UTF-8. */
  readonly replaced: number;
  /** What could not be read of it; null when all could be. */
  readonly problem: string | null;
}

/** How many chunks are read at once. */
const AT_ONCE = 16;
/** How many lines that are missing are shown as missing, each; where more are, the rest of the log follows at once. */
const MOST_MISSING = 10_000;
/** What stands where a line could not be read. */
const UNREADABLE = '\uFFFD';

/** Reads a log from a line, or its first one, to its last. Every line comes once; those that cannot be read come as U+FFFD. */
export async function* readLog(tables: Tables, log: Row<'logs'>, begin = 0): AsyncGenerator<LogText> {
  let next = begin;
  for (let from = 0; log.id !== null; ) {
    const chunks = await tables.rows('logchunks', {
      where: 'logid = ? and first_line >= ?',
      parameters: [log.id, from],
      order: 'first_line, last_line',
      limit: AT_ONCE,
    });
    for (const chunk of chunks) {
      const text = textOf(chunk, next);
      if (text === null) continue;
      yield text;
      next = text.firstLine + text.lines.length;
    }
    const last = chunks.at(-1)?.first_line ?? null;
    if (chunks.length < AT_ONCE || last === null) return;
    // Chunks with the same first line repeat each other.
    from = last + 1;
  }
}

/** What a chunk adds to the lines before `next`; null when that is nothing. */
function textOf(chunk: Row<'logchunks'>, next: number): LogText | null {
  const { first_line: first, last_line: last } = chunk;
  if (first === null || last === null || last < first) {
    return {
      firstLine: next,
      lines: [],
      replaced: 0,
      problem: `a chunk says that it has the lines ${first} to ${last}`,
    };
  }
  if (last < next) return null;
  const count = last - first + 1;
  const gap = Math.max(0, first - next);
  if (gap > MOST_MISSING) {
    return {
      firstLine: next,
      lines: [UNREADABLE],
      replaced: 0,
      problem: `the lines ${next} to ${first - 1} are missing, and what follows`,
    };
  }
  const missing = Array<string>(gap).fill(UNREADABLE);
  const gone = gap === 0 ? null : `the lines ${next} to ${first - 1} are missing`;
  const decoded = decode(chunk);
  if ('problem' in decoded) {
    const lines = [
      ...missing,
      ...Array<string>(Math.min(count - Math.max(0, next - first), MOST_MISSING)).fill(UNREADABLE),
    ];
    return {
      firstLine: next,
      lines,
      replaced: 0,
      problem: `the lines ${first} to ${last} cannot be read: ${decoded.problem}`,
    };
  }
  const all = decoded.text.split('\n');
  const wrong = all.length === count ? null : `a chunk of ${count} lines has ${all.length}`;
  while (all.length < Math.min(count, MOST_MISSING)) all.push(UNREADABLE);
  const lines = all.slice(Math.max(0, next - first), count);
  return { firstLine: next, lines: [...missing, ...lines], replaced: decoded.replaced, problem: wrong ?? gone };
}

function decode(
  chunk: Row<'logchunks'>,
): { readonly text: string; readonly replaced: number } | { readonly problem: string } {
  try {
    const bytes = decodeChunk(chunk.content ?? Buffer.alloc(0), chunk.compressed ?? 0);
    const text = bytes.toString();
    return { text, replaced: replacedIn(bytes, text) };
  } catch (error) {
    return { problem: messageOf(error) };
  }
}

/** How many characters of the text stand for what is no UTF-8, and were not in the bytes. */
function replacedIn(bytes: Buffer, text: string): number {
  const inText = occurrences(text, '\uFFFD');
  if (inText === 0) return 0;
  let inBytes = 0;
  for (let at = bytes.indexOf('\uFFFD'); at >= 0; at = bytes.indexOf('\uFFFD', at + 3)) inBytes += 1;
  return inText - inBytes;
}

function occurrences(text: string, of: string): number {
  let count = 0;
  for (let at = text.indexOf(of); at >= 0; at = text.indexOf(of, at + 1)) count += 1;
  return count;
}
