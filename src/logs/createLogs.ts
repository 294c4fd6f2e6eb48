// The room, put together: for one operation, whose reads are its own.

import type { Bell } from '../events/bell.ts';
import type { Id, Log, LogLine } from '../model.ts';
import { type Connection, encodeCursor, type Page, type PageBounds, pageBounds } from '../pages.ts';
import { LOGS } from '../store/buildRecords.ts';
import { chunkAt, linesBetween } from '../store/logLines.ts';
import { byIds } from '../store/lookups.ts';
import type { Reader } from '../store/reader.ts';
import { stoppable } from './iterators.ts';
import type { LogLineBatch, Logs } from './logs.ts';

const BATCH = 1_000; // lines

export interface LogsParts {
  /** What followers read with, since they outlive the operation that began them. */
  readonly reader: Reader;
  readonly bell: Bell;
  readonly pollMs: number;
  /** Aborted when the server stops: followers then end. */
  readonly stopping: AbortSignal;
}

export function createLogs(parts: LogsParts, reader: Reader): Logs {
  return {
    lines: (log, request) => {
      const bounds = pageBounds(listName(log.id), ['int'], request);
      return connection(reader, log, bounds);
    },
    follow: (logId, after) => {
      const bounds = pageBounds(listName(logId), ['int'], { after });
      return stoppable((onStop) => follow(parts, logId, firstAfter(bounds), onStop));
    },
    text: async (logId) => {
      const log = await findLog(reader, logId);
      return log === null ? null : text(reader, log);
    },
  };
}

/** Names the lines of a log in cursors, so that one of another log is refused. */
function listName(logId: Id): string {
  return `log/${logId}`;
}

function lineCursor(logId: Id, line: number): string {
  return encodeCursor(listName(logId), [String(line)]);
}

function firstAfter({ after }: PageBounds): number {
  return after === null ? 0 : Number(after[0]) + 1;
}

function connection(reader: Reader, log: Log, bounds: PageBounds): Connection<LogLine> {
  const start = Math.max(firstAfter(bounds), 0);
  const end = Math.min(bounds.before === null ? log.lineCount : Number(bounds.before[0]), log.lineCount);
  const from = bounds.fromEnd ? Math.max(start, end - bounds.limit) : start;
  const to = bounds.fromEnd ? end : Math.min(end, start + bounds.limit);
  return {
    count: async () => log.lineCount,
    page: async (): Promise<Page<LogLine>> => {
      const nodes = await linesBetween(reader, log, from, to, bounds.fromEnd ? 'last' : 'first');
      return {
        nodes,
        hasNextPage: (nodes.at(-1)?.number ?? to - 1) + 1 < log.lineCount,
        hasPreviousPage: (nodes[0]?.number ?? from) > 0 && log.lineCount > 0,
        cursor: (index) => lineCursor(log.id, nodes[index]?.number ?? from + index),
      };
    },
  };
}

async function findLog(reader: Reader, id: Id): Promise<Log | null> {
  return (await byIds(reader, LOGS, [id])).get(id) ?? null;
}

async function* follow(
  { reader, bell, pollMs, stopping }: LogsParts,
  logId: Id,
  from: number,
  onStop: (stop: () => void) => void,
): AsyncGenerator<LogLineBatch | null> {
  const first = await findLog(reader, logId);
  if (first === null) {
    yield null;
    return;
  }
  const waiter = createWaiter(pollMs);
  onStop(waiter.stop);
  stopping.addEventListener('abort', waiter.stop);
  const silences = [bell.listen(`log/${logId}`, waiter.wake), bell.listen(`step/${first.stepId}`, waiter.wake)];
  try {
    let next = from;
    for (let log: Log | null = first; log !== null && !waiter.stopped(); log = await findLog(reader, logId)) {
      for (let told = false; next < log.lineCount || (log.complete && !told); ) {
        const lines = await linesBetween(reader, log, next, Math.min(next + BATCH, log.lineCount));
        next = Math.max(next, (lines.at(-1)?.number ?? next - 1) + 1);
        told = log.complete && next >= log.lineCount;
        yield { cursor: lineCursor(logId, next - 1), complete: told, lines };
        if (told) return;
      }
      await waiter.wait();
    }
  } finally {
    stopping.removeEventListener('abort', waiter.stop);
    for (const silence of silences) silence();
  }
}

/** Waits until it is woken, or for a while; a wake in between is not lost. */
function createWaiter(ms: number) {
  let rung = false;
  let stopped = false;
  let resolve: (() => void) | undefined;
  const wake = () => {
    rung = true;
    resolve?.();
  };
  return {
    wake,
    stop: () => {
      stopped = true;
      wake();
    },
    stopped: () => stopped,
    wait: async () => {
      if (!rung) {
        let timer: NodeJS.Timeout | undefined;
        await new Promise<void>((done) => {
          resolve = done;
          timer = setTimeout(done, ms);
        });
        clearTimeout(timer);
      }
      rung = false;
    },
  };
}

async function* text(reader: Reader, log: Log): AsyncGenerator<Uint8Array> {
  for (let next = 0; next < log.lineCount; ) {
    const chunk = await chunkAt(reader, log, next);
    if (chunk === null) return;
    yield Buffer.from(chunk.lines.map((line) => `${line.text}\n`).join(''));
    next = chunk.next;
  }
}
