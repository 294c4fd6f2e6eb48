// Statements as spans, whoever sends them: Prisma and the hand-written reads share one pool. Each is told by its text; the values are
// not in it.

import type pg from 'pg';
import { bound, isTracing, openCall } from '../tracing.ts';

type Done = (error: unknown, result: unknown) => void;

/** Makes spans of the statements on a pool that has no connections yet; does nothing while nobody wants any. */
export function traceStatements(pool: pg.Pool): void {
  if (!isTracing()) return;
  const connect = pool.connect.bind(pool);
  // Who waits for a connection is called by the one who lets go of it.
  pool.connect = ((callback?: Parameters<typeof connect>[0]) =>
    callback === undefined ? connect() : connect(bound(callback))) as typeof pool.connect;
  pool.on('connect', traceClient);
}

function traceClient(client: pg.PoolClient): void {
  const query = client.query.bind(client) as (...args: unknown[]) => Promise<unknown>;
  const tracedQuery = (...args: unknown[]) => {
    const text = textOf(args[0]);
    const span = openCall(text.trimStart().split(/\s/, 1)[0] ?? '', {
      'db.system.name': 'postgresql',
      'db.query.text': text,
    });
    if (span === null) return query(...args);
    const done = args.at(-1);
    if (typeof done === 'function') {
      const ended: Done = (error, result) => {
        span.end(failureOf(error));
        (done as Done)(error, result);
      };
      return query(...args.slice(0, -1), bound(ended));
    }
    const answered = query(...args);
    answered.then(
      () => span.end(null),
      (error: unknown) => span.end(failureOf(error)),
    );
    return answered;
  };
  client.query = tracedQuery as typeof client.query;
}

/** What `query` takes first: the text, or something that has it. */
function textOf(statement: unknown): string {
  const text =
    typeof statement === 'object' && statement !== null ? (statement as { readonly text?: unknown }).text : statement;
  return typeof text === 'string' ? text : '';
}

/** PostgreSQL's code, or Node's. Not the message, which can hold what a client sent. */
function failureOf(error: unknown): string | null {
  if (!(error instanceof Error)) return null;
  return 'code' in error && typeof error.code === 'string' ? error.code : error.name;
}
