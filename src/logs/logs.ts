// The room's door: the lines of logs, read and followed.

import type { Id, Log, LogLine, PageRequest } from '../model.ts';
import type { Connection } from '../pages.ts';

/** Some lines of a log that is being followed. */
export interface LogLineBatch {
  /** The place after these lines. */
  readonly cursor: string;
  readonly complete: boolean;
  readonly lines: readonly LogLine[];
}

export interface Logs {
  /** The lines of a log, in pages. */
  readonly lines: (log: Log, page: PageRequest) => Connection<LogLine>;
  /**
   * The lines after a cursor (null: all), then each new one; ends when the log is complete. Yields null once when there is no
   * such log. Throws BAD_USER_INPUT for a cursor of another log.
   */
  readonly follow: (logId: Id, after: string | null) => AsyncIterableIterator<LogLineBatch | null>;
  /** The whole log as UTF-8 text, piece by piece; null when there is no such log. Lines end with a line feed. */
  readonly text: (logId: Id) => Promise<AsyncIterable<Uint8Array> | null>;
}
