// The text of a log, asked for by its lines.

import type { LogText } from '../logText.ts';
import type { Row } from '../tables.ts';
import type { Master } from './master.ts';
import { MasterProblem, TooLarge } from './problem.ts';
import { int } from './rows.ts';

/** How many lines are asked for at once. Most are short; where they are not, fewer are asked for. */
const MOST_LINES = 5_000;
/** What stands where a line could not be read. */
const UNREADABLE = '\uFFFD';

/** Reads the lines that a log was told to have, from one on. Those that the master cannot read come as U+FFFD, each with the problem. */
export async function* readLogOf(master: Master, log: Row<'logs'>, from: number): AsyncGenerator<LogText> {
  const end = log.num_lines ?? 0;
  let most = MOST_LINES;
  for (let next = from; log.id !== null && next < end; ) {
    const count = Math.min(most, end - next);
    const asked = await contents(master, log.id, next, count);
    if (asked === null) return;
    if (asked === 'UNREADABLE' && count > 1) {
      most = Math.ceil(count / 2);
      continue;
    }
    const problem = asked === 'UNREADABLE' ? `the master cannot tell line ${next}` : null;
    const lines = asked === 'UNREADABLE' ? [UNREADABLE] : asked;
    if (lines.length === 0) return;
    yield { firstLine: next, lines, replaced: 0, problem };
    next += lines.length;
    // What was too much here may not be further on.
    most = Math.min(MOST_LINES, most * 2);
  }
}

/** @returns null when there is no such log, or no such line of it; UNREADABLE when the master fails in it, or they are too large together. */
async function contents(
  master: Master,
  logid: number,
  offset: number,
  limit: number,
): Promise<readonly string[] | 'UNREADABLE' | null> {
  try {
    const told = await master.things(`logs/${logid}/contents`, 'logchunks', [
      ['offset', offset],
      ['limit', limit],
    ]);
    const [chunk] = told ?? [];
    const content = chunk?.content;
    if (chunk === undefined || typeof content !== 'string' || (int(chunk.firstline) ?? offset) !== offset) return null;
    const lines = content.split('\n');
    if (lines.at(-1) === '') lines.pop();
    return lines.slice(0, limit);
  } catch (error) {
    if (error instanceof TooLarge) return 'UNREADABLE';
    // It is read as UTF-8 there, and the master fails when it is none. That it is not away is seen by asking for something else.
    if (!(error instanceof MasterProblem) || error.status !== 500) throw error;
    if ((await master.things(`logs/${logid}`, 'logs')) === null) return null;
    return 'UNREADABLE';
  }
}
