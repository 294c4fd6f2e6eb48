// One log, followed while it grows and resumed by its cursors.

import { LogLinesDocument, type LogLinesSubscription } from '../generated/client.ts';
import { TransportError } from './errors.ts';
import { type Operation, operationOf } from './operation.ts';
import type { Resumable } from './resume.ts';
import type { RetryOptions } from './retries.ts';
import type { Run } from './run.ts';

/** Some lines of a log, in order. */
export type LogLineBatch = NonNullable<LogLinesSubscription['logLines']>;

/** Which log to follow, and from where. */
export interface LogLinesOptions extends RetryOptions {
  /** The log's global id. */
  readonly log: string;
  /** The `cursor` of a batch, or of a line: only what comes after it is delivered. Left out: everything. */
  readonly after?: string | undefined;
  /** Ends the stream, without an error. */
  readonly signal?: AbortSignal | undefined;
}

/** How logs are reached. */
export interface LogSource {
  readonly url: string;
  run(operation: Operation): Run;
}

/** The stream ends when the log is complete; at once, and empty, when there is no such log. */
export function logLines(source: LogSource, { log, after }: LogLinesOptions): Resumable<LogLineBatch> {
  return {
    start: async () => after,
    open: (position) =>
      source.run(operationOf(LogLinesDocument, { log, ...(position === undefined ? {} : { after: position }) })),
    itemOf: (data) => (data as LogLinesSubscription).logLines,
    positionOf: ({ cursor }) => cursor,
    isLast: ({ complete }) => complete,
    brokenOff: () => new TransportError('The server ended the log before it was complete.', { url: source.url }),
  };
}
