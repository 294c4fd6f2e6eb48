// How an operation gets its context. The composition root makes it; transports use it.

import type { Moment } from '../events/channel.ts';
import type { WantedFields } from '../history/wantedFields.ts';
import type { Viewer } from '../model.ts';
import type { Context } from './context.ts';

/** A context in use. `close` must be called exactly once, when the operation has been executed; it never rejects. */
export interface OpenContext {
  readonly context: Context;
  readonly close: () => Promise<void>;
}

export interface ContextOptions {
  /**
   * Everything that is read comes from one snapshot of the database, `history.headSeq()` included; only operations that select
   * `eventCursor` need that.
   */
  readonly snapshot: boolean;
  /** Contexts of the same moment share what they have read. Left out: a moment of its own. */
  readonly moment?: Moment | undefined;
  /** What of builds and steps will be looked at; left out: all of it. */
  readonly wanted?: WantedFields | undefined;
}

/** Opens a context for one operation, or for one entry of a subscription. */
export type OpenContextFor = (viewer: Viewer, options: ContextOptions) => OpenContext;
