// Logs: lines appended, and the end.

import { type LogType, MOST } from '../../model.ts';
import type { BuildRow, LogRow, WaitingChunk } from '../../store/cells.ts';
import { encodeLines, textBytes } from '../../store/chunks.ts';
import * as check from '../checks.ts';
import { newParts, split } from '../placeLines.ts';
import { Refused } from '../refused.ts';
import type { Reports } from '../reports.ts';
import type { World } from '../world.ts';
import { loaded, type StepInBuild, stepReferred } from './refs.ts';
import { addUnstartedStep, emitLogFinished, emitLogStarted } from './steps.ts';

const TEXT_BYTES = 1_048_576; // of one report
const CHUNK_LINES = 1_000;
const CHUNK_CHARACTERS = 65_536;
const LINES_MOST = 2_000_000_000; // of one log

export function appendLog(world: World, input: Reports['appendLog']): LogRow {
  if (Buffer.byteLength(input.text) > TEXT_BYTES) {
    throw new Refused('INVALID', ['text'], `At most ${TEXT_BYTES} bytes; received ${Buffer.byteLength(input.text)}.`);
  }
  const lines = linesOf(check.text(['text'], input.text, TEXT_BYTES));
  const told = input.firstLine ?? null;
  if (told !== null) check.integer(['firstLine'], told, 0, LINES_MOST);
  const { build, step, log: known } = logReferred(world, input);
  const log = step.lost ? reopened(world, build, known) : known;
  const waiting = world.get('waitingChunks', log.id);
  const firstLine = told ?? endOf(log, waiting);
  check.integer(['firstLine'], firstLine + lines.length, 0, LINES_MOST);
  if (log.expectedLineCount !== null && firstLine + lines.length > log.expectedLineCount) {
    const message = `The log was said to have ${log.expectedLineCount} lines; received line ${firstLine + lines.length - 1}.`;
    throw new Refused('CONFLICT', ['firstLine'], message);
  }
  const parts = newParts(log.lineCount, waiting, { firstLine, lineCount: lines.length });
  const added = parts.flatMap((part) => {
    const from = part.firstLine - firstLine;
    return chunksOf(lines.slice(from, from + part.lineCount), part.firstLine).map((chunk) => {
      const content = encodeLines(log.type, input.stream ?? 'STDOUT', chunk.lines);
      const stretch = { firstLine: chunk.firstLine, lineCount: chunk.lines.length };
      world.addChunk({ logId: log.id, ...stretch, content });
      return { ...stretch, bytes: textBytes(log.type, stretch.lineCount, content.length) };
    });
  });
  return added.length === 0 ? log : join(world, build, log, [...waiting, ...added]);
}

/** How many lines a log has with those that have arrived out of turn, and those that are missing before them. */
function endOf(log: LogRow, waiting: readonly WaitingChunk[]): number {
  const last = waiting.at(-1);
  return last === undefined ? log.lineCount : last.firstLine + last.lineCount;
}

/** Lines in chunks that are small enough to be read for a single line of them. A line that is larger by itself is a chunk. */
function chunksOf(lines: readonly string[], firstLine: number) {
  const chunks: { firstLine: number; lines: string[] }[] = [];
  let size = Number.POSITIVE_INFINITY;
  for (const [i, line] of lines.entries()) {
    const last = chunks.at(-1);
    if (last === undefined || last.lines.length === CHUNK_LINES || size + line.length > CHUNK_CHARACTERS) {
      chunks.push({ firstLine: firstLine + i, lines: [line] });
      size = line.length;
    } else {
      last.lines.push(line);
      size += line.length;
    }
  }
  return chunks;
}

/** That the log of a lost step is complete was a guess as well, unless all that was announced is there: it goes on. */
function reopened(world: World, build: BuildRow, log: LogRow): LogRow {
  return !log.complete || isAll(log) ? log : open(world, build, log);
}

/** A log that was told to be complete is not, after all. */
function open(world: World, build: BuildRow, log: LogRow): LogRow {
  const opened = { ...log, complete: false };
  world.set('log', [log.id], opened);
  emitLogStarted(world, build, opened);
  return opened;
}

/** Whether a log has all the lines that were announced; false when nothing was. */
function isAll({ lineCount, expectedLineCount }: LogRow): boolean {
  return expectedLineCount !== null && lineCount >= expectedLineCount;
}

/**
 * Joins the chunks that go on where the log ends, and completes it when that was all that was announced. Of one that was told to be
 * complete, and grows, that is told again.
 */
function join(world: World, build: BuildRow, log: LogRow, chunks: readonly WaitingChunk[]): LogRow {
  const sorted = [...chunks].sort((a, b) => a.firstLine - b.firstLine);
  const { joined, waiting } = split(log.lineCount, sorted);
  world.set('waitingChunks', [log.id], waiting);
  const lineCount = log.lineCount + joined.reduce((sum, chunk) => sum + chunk.lineCount, 0);
  const byteCount = log.byteCount + joined.reduce((sum, chunk) => sum + chunk.bytes, 0);
  const grown = { ...log, lineCount, byteCount };
  world.set('log', [log.id], grown);
  if (log.complete && lineCount > log.lineCount) emitLogFinished(world, build, grown);
  return isAll(grown) ? complete(world, build, grown) : grown;
}

export function finishLog(world: World, input: Reports['finishLog']): LogRow {
  const told = input.lineCount ?? null;
  if (told !== null) check.integer(['lineCount'], told, 0, LINES_MOST);
  const { build, log } = logReferred(world, input);
  if (told === null) return complete(world, build, log);
  check.settle(['lineCount'], log.expectedLineCount, told);
  if (log.expectedLineCount === told) return log;
  const end = endOf(log, world.get('waitingChunks', log.id));
  if (end > told) {
    throw new Refused('CONFLICT', ['lineCount'], `The log has line ${end - 1} already; received ${told}.`);
  }
  // The end of its step completed the log before it was known that lines are missing.
  const announced = { ...log, expectedLineCount: told };
  world.set('log', [log.id], announced);
  if (log.lineCount === told) return complete(world, build, announced);
  return log.complete ? open(world, build, announced) : announced;
}

function complete(world: World, build: BuildRow, log: LogRow): LogRow {
  if (log.complete) return log;
  const completed = { ...log, complete: true };
  world.set('log', [log.id], completed);
  emitLogFinished(world, build, completed);
  return completed;
}

/** The log that is referred to, made when it is new. A log of another type under the same name is refused. */
function logReferred(
  world: World,
  input: {
    readonly step: Reports['appendLog']['step'];
    readonly name: string;
    readonly type?: LogType | null | undefined;
  },
): StepInBuild & { readonly log: LogRow } {
  const name = check.name(['name'], input.name);
  const type = input.type ?? 'STDIO';
  const { build, step } = stepReferred(world, ['step'], input.step, (of, key) => addUnstartedStep(world, of, key));
  world.want('logsOfStep', step.id);
  const id = world.get('logByName', step.id, name);
  if (id !== null) {
    const known = loaded(world.get('log', id));
    world.want('waitingChunks', id);
    check.settle(['type'], known.type, type);
    return { build, step, log: known };
  }
  const log: LogRow = {
    id: world.newId(world.now),
    stepId: step.id,
    name,
    type,
    complete: false,
    lineCount: 0,
    byteCount: 0,
    expectedLineCount: null,
  };
  world.set('logByName', [step.id, name], log.id);
  world.set('log', [log.id], log);
  const logs = [...world.get('logsOfStep', step.id), log.id];
  check.total(['name'], logs.length, MOST.logs, ['step', 'logs']);
  world.set('logsOfStep', [step.id], logs);
  emitLogStarted(world, build, log);
  return { build, step, log };
}

/** A line feed ends a line; what follows the last one is a line of its own unless it is empty. */
function linesOf(text: string): readonly string[] {
  const lines = text.split('\n');
  if (lines.at(-1) === '') lines.pop();
  return lines;
}
