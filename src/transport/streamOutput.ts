// What a client of an event stream is told of its operation, and how: by the protocol of graphql-sse, or as plain events.

import type { GraphQLError } from 'graphql';
import { asGraphQLError, type Incident, maskErrors } from '../graphql/errorMasking.ts';
import { plainEvent } from '../graphql/plainEvents.ts';
import type { EventStream } from './eventStream.ts';

/** How the results of an operation become events of a stream. */
export interface Format {
  readonly next: (payload: string) => { readonly name: string | null; readonly data: string };
  /** What to say of an error, and of the end; null: nothing, the client comes back by itself. */
  readonly failed: (payload: string, resumable: boolean) => { readonly name: string; readonly data: string } | null;
  readonly complete: { readonly name: string; readonly data: string } | null;
  /** Whether what is wrong from the start is answered by a status of HTTP: a browser would come back for a stream that it was given. */
  readonly refusesByStatus: boolean;
}

export const GRAPHQL_SSE: Format = {
  next: (payload) => ({ name: 'next', data: payload }),
  failed: (payload) => ({ name: 'next', data: payload }),
  complete: { name: 'complete', data: '' },
  refusesByStatus: false,
};
export const PLAIN: Format = {
  next: (payload) => ({ name: null, data: plainEvent(payload) }),
  failed: (payload, resumable) => (resumable ? null : { name: 'error', data: payload }),
  complete: null,
  refusesByStatus: true,
};

export interface Output {
  /** What follows the cursor will be told. */
  readonly opened: (cursor: string) => void;
  /** Resolves when the answer has begun, or when the client has gone; rejects with what is to be answered instead. */
  readonly begun: Promise<void>;
  /** Tells a result. @returns whether more is welcome; otherwise `roomy` is called when it is again. */
  readonly next: (payload: string, cursor: string | null, roomy: () => void) => boolean;
  /** Tells that there is no more, and why; what comes after that is not told. */
  readonly end: (errors: readonly unknown[]) => void;
  /** Masks what may not be shown. */
  readonly incident: Incident;
  /** Calls back once, when nothing more can be told. */
  readonly onEnd: (ended: () => void) => void;
}

export function createOutput(stream: EventStream, format: Format, incident: Incident): Output {
  let begins = () => {};
  let refuses = (_reason: unknown) => {};
  const begun = new Promise<void>((resolve, reject) => {
    begins = resolve;
    refuses = reject;
  });
  const begin = () => {
    stream.begin();
    begins();
  };
  const tell = (event: { readonly name: string; readonly data: string } | null) => {
    if (event !== null) stream.send({ ...event, id: null }, () => {});
  };
  if (!format.refusesByStatus) begin();
  stream.onEnd(begins);
  return {
    opened: (cursor) => {
      begin();
      stream.mark(cursor);
    },
    begun,
    next: (payload, cursor, roomy) => {
      begin();
      return stream.send({ ...format.next(payload), id: cursor }, roomy);
    },
    end: (failures) => {
      if (stream.ended) return;
      if (!stream.begun && failures.length > 0) {
        refuses(failures[0]);
        stream.refuse();
        return;
      }
      const errors = maskErrors(failures.map(asGraphQLError), incident);
      if (errors.length > 0) tell(format.failed(JSON.stringify({ errors }), isResumable(errors)));
      tell(format.complete);
      stream.end();
    },
    incident,
    onEnd: (ended) => stream.onEnd(ended),
  };
}

/** Whether a client that comes back with its last cursor can go on. */
function isResumable(errors: readonly GraphQLError[]): boolean {
  return errors.every(({ extensions }) => extensions.code === 'LAGGED' || extensions.code === 'UNAVAILABLE');
}
