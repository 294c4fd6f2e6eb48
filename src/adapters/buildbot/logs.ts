// The contents of logs, when a master posts them.

import type { LogStream, LogType } from '../../model.ts';
import type { Report, StepRef } from '../../reporting/reports.ts';
import { clean, kindOf, Untranslatable } from '../text.ts';
import type { PostedLog } from './shapes.ts';

/** How many bytes the text of one report may have. */
export const MAX_LOG_TEXT = 1_048_576;

/** Stands at the end of a line that is too long for a report. */
const CUT = '…';

/** The types of logs, by Buildbot's letter. A deleted one (d) has none. */
export const LOG_TYPES: Readonly<Record<string, LogType>> = { s: 'STDIO', t: 'TEXT', h: 'HTML' };
const STREAMS: Readonly<Record<string, LogStream>> = { o: 'STDOUT', e: 'STDERR', h: 'HEADER', i: 'STDIN' };

interface Line {
  /** Null unless the log is STDIO. */
  readonly stream: LogStream | null;
  readonly text: string;
}

/**
 * The reports of one log: its lines by number, so that they are there once however often they come, and its end. A log whose
 * content was not posted, or was deleted, gives none: there would be nothing to read in it.
 */
export function logReports(step: StepRef, log: PostedLog): readonly Report[] {
  const type = LOG_TYPES[log.type ?? 't'];
  const content = contentOf(log);
  if (type === undefined || content === null) return [];

  const name = clean(log.name);
  const reports: Report[] = [];
  let firstLine = content.firstLine;
  for (const { stream, lines } of pieces(linesOf(content.text, type))) {
    const text = `${lines.join('\n')}\n`;
    reports.push({ kind: 'appendLog', input: { step, name, type, stream, firstLine, text } });
    firstLine += lines.length;
  }
  if (log.complete) {
    reports.push({ kind: 'finishLog', input: { step, name, type, lineCount: log.num_lines ?? firstLine } });
  }
  return reports;
}

/** What was posted as the log's content; null when nothing was. */
function contentOf({ name, content }: PostedLog): { readonly firstLine: number; readonly text: string } | null {
  if (content === null || content === undefined) return null;
  if (typeof content === 'string') return { firstLine: 0, text: content };
  const chunk: { readonly firstline?: unknown; readonly content?: unknown } =
    typeof content === 'object' ? content : {};
  const firstLine = chunk.firstline ?? 0;
  if (typeof chunk.content !== 'string' || !isLineNumber(firstLine)) {
    throw new Untranslatable(
      `Expected the content of log '${clean(name)}' to be a text or {firstline, content}, received ${kindOf(content)}.`,
    );
  }
  return { firstLine, text: chunk.content };
}

const isLineNumber = (value: unknown): value is number =>
  typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= 1_000_000_000;

/** The lines of a text. In a STDIO log the first character of each names its stream. */
function* linesOf(text: string, type: LogType): Generator<Line> {
  if (text === '') return;
  const lines = clean(text).split('\n');
  if (lines.at(-1) === '') lines.pop();
  for (const line of lines) {
    const stream = type === 'STDIO' ? STREAMS[line.charAt(0)] : null;
    if (type !== 'STDIO') yield { stream: null, text: fitting(line) };
    else yield stream ? { stream, text: fitting(line.slice(1)) } : { stream: 'STDOUT', text: fitting(line) };
  }
}

/** The line, or as much of it as a report can carry with the line feed behind it. */
function fitting(line: string): string {
  if (line.length * 3 < MAX_LOG_TEXT || Buffer.byteLength(line) < MAX_LOG_TEXT) return line;
  const bytes = Buffer.from(line).subarray(0, MAX_LOG_TEXT - Buffer.byteLength(CUT) - 1);
  // As a stream, a character that was cut in two at the end is left out.
  return new TextDecoder().decode(bytes, { stream: true }) + CUT;
}

/** Consecutive lines of one stream, in pieces that each fit into a report. */
function* pieces(lines: Iterable<Line>): Generator<{ readonly stream: LogStream | null; readonly lines: string[] }> {
  let piece: { readonly stream: LogStream | null; readonly lines: string[] } | null = null;
  let bytes = 0;
  for (const { stream, text } of lines) {
    const more = Buffer.byteLength(text) + 1;
    if (piece && piece.stream === stream && bytes + more <= MAX_LOG_TEXT) {
      piece.lines.push(text);
      bytes += more;
    } else {
      if (piece) yield piece;
      piece = { stream, lines: [text] };
      bytes = more;
    }
  }
  if (piece) yield piece;
}
