// How lines of a log are kept: UTF-8, each line ended by a line feed, and in a STDIO log begun by a letter for its stream.

import type { LogLine, LogStream, LogType } from '../model.ts';

const LETTERS = { STDOUT: 'o', STDERR: 'e', STDIN: 'i', HEADER: 'h' } as const satisfies Record<LogStream, string>;
const STREAMS = new Map(Object.entries(LETTERS).map(([stream, letter]) => [letter as string, stream as LogStream]));

/** Lines, without their line ends, as a chunk. `stream` matters in a STDIO log only. */
export function encodeLines(type: LogType, stream: LogStream, lines: readonly string[]): Buffer {
  const start = type === 'STDIO' ? LETTERS[stream] : '';
  return Buffer.from(lines.map((line) => `${start}${line}\n`).join(''));
}

/** How many bytes the lines of a chunk take by themselves, line ends included. */
export function textBytes(type: LogType, lineCount: number, chunkBytes: number): number {
  return type === 'STDIO' ? chunkBytes - lineCount : chunkBytes;
}

/** The lines of a chunk whose first line has the number `firstLine`. */
export function decodeLines(type: LogType, firstLine: number, content: Buffer): LogLine[] {
  const lines = content.toString().split('\n');
  // What follows the last line feed is no line.
  lines.pop();
  return lines.map((line, i) =>
    type === 'STDIO'
      ? { number: firstLine + i, stream: STREAMS.get(line.charAt(0)) ?? 'STDOUT', text: line.slice(1) }
      : { number: firstLine + i, stream: null, text: line },
  );
}
