// How an operation gets its context. The composition root makes it; transports use it.

import type { Viewer } from '../model.ts';
import type { Context } from './context.ts';

/** A context in use. `close` must be called exactly once, when the operation has been executed; it never rejects. */
export interface OpenContext {
  readonly context: Context;
  readonly close: () => Promise<void>;
}

/**
 * Opens a context for one operation, or for one event of a subscription. With `snapshot`, everything that it reads comes from
 * one snapshot of the database, `history.headSeq()` included; only operations that select `eventCursor` need that.
 */
export type OpenContextFor = (viewer: Viewer, options: { readonly snapshot: boolean }) => OpenContext;
