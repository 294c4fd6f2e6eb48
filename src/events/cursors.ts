// Cursors of the event log: which log, and where in it. Opaque to clients.

import { LavalampError } from '../errors.ts';
import { logState } from '../store/eventLog.ts';
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
      const match = /^([0-9a-f-]{36}) (0|[1-9]\d{0,17})$/.exec(Buffer.from(cursor, 'base64url').toString());
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
 * What `read` gives of the log after a position. Rejects with LavalampError CURSOR_EXPIRED when what follows is no longer kept, or
 * when the log has not come that far, as after the database was restored from a backup.
 */
export async function readAfter<T>(reader: Reader, seq: string, read: () => Promise<T>): Promise<T> {
  const what = await read();
  // The state is read last: what was removed while the events were read must not go unnoticed.
  const { prunedThrough, headSeq } = await logState(reader);
  if (isAfter(prunedThrough, seq)) throw eventsGone();
  if (isAfter(seq, headSeq)) throw new LavalampError('CURSOR_EXPIRED', `This cursor is ahead of the log. ${ADVICE}`);
  return what;
}

const ADVICE = 'Take a new snapshot and go on from its `eventCursor`.';

/** For one who has not seen events that are no longer there. */
export function eventsGone(): LavalampError {
  return new LavalampError('CURSOR_EXPIRED', `The events after this cursor are no longer kept. ${ADVICE}`);
}

/** Whether one position of the log comes after another. Both are decimal strings without leading zeros. */
export function isAfter(seq: string, other: string): boolean {
  return seq.length === other.length ? seq > other : seq.length > other.length;
}
