// Cursors of the event log: which log, and where in it. Opaque to clients.

import { LavalampError } from '../errors.ts';
import type { LogState } from '../store/eventLog.ts';

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
 * Why a reader that has seen a log up to `seq` cannot go on; null when it can. CURSOR_EXPIRED when what follows is no longer
 * kept, or when the log has not come that far, as after the database was restored from a backup.
 */
export function cannotFollow({ prunedThrough, headSeq }: LogState, seq: string): LavalampError | null {
  if (isAfter(prunedThrough, seq)) return eventsGone();
  if (isAfter(seq, headSeq)) return new LavalampError('CURSOR_EXPIRED', `This cursor is ahead of the log. ${ADVICE}`);
  return null;
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
