// Cursors of the event log: which log, and where in it. Opaque to clients.

import { LavalampError } from '../errors.ts';
import { type LogState, logState } from '../store/eventLog.ts';
import type { Reader } from '../store/reader.ts';

export interface EventCursors {
  readonly cursor: (seq: string) => string;
  /** Throws LavalampError: BAD_USER_INPUT when it is no cursor at all, CURSOR_EXPIRED when it is of another log. */
  readonly parse: (cursor: string) => string;
}

export function createEventCursors(logId: string): EventCursors {
  return {
    cursor: (seq) => Buffer.from(`${logId} ${seq}`).toString('base64url'),
    parse: (cursor) => {
      const match = /^([0-9a-f-]{36}) (\d{1,18})$/.exec(Buffer.from(cursor, 'base64url').toString());
      const seq = match?.[2];
      if (match === null || seq === undefined) {
        throw new LavalampError(
          'BAD_USER_INPUT',
          '`after` is not an event cursor. Pass one from `eventCursor` or from an event.',
        );
      }
      if (match[1] !== logId) {
        throw new LavalampError(
          'CURSOR_EXPIRED',
          'This cursor is of another database. Take a new snapshot and go on from its `eventCursor`.',
        );
      }
      return seq;
    },
  };
}

/**
 * The log as it is, when a reader that has seen it up to `seq` can go on. Throws LavalampError CURSOR_EXPIRED when what follows
 * is no longer kept, or when the log has not come that far, as after the database was restored from a backup.
 */
export async function logFrom(reader: Reader, seq: string): Promise<LogState> {
  const state = await logState(reader);
  if (BigInt(seq) < BigInt(state.prunedThrough)) {
    throw new LavalampError(
      'CURSOR_EXPIRED',
      'The events after this cursor are no longer kept. Take a new snapshot and go on from its `eventCursor`.',
    );
  }
  if (BigInt(seq) > BigInt(state.headSeq)) {
    throw new LavalampError(
      'CURSOR_EXPIRED',
      'This cursor is ahead of the log. Take a new snapshot and go on from its `eventCursor`.',
    );
  }
  return state;
}
