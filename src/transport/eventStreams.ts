// Subscriptions for those who speak no WebSocket: `/graphql/stream` by the protocol of graphql-sse, in its mode of distinct
// connections, and `/events` for curl and small machines. Both resume from `Last-Event-ID`, which is an event cursor.

import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { GraphQLError } from 'graphql';
import type { Limits } from '../config.ts';
import { LavalampError } from '../errors.ts';
import { type Admission, isAdmitted } from '../graphql/admission.ts';
import type { Documents } from '../graphql/documents.ts';
import { asGraphQLError, type ErrorLog, type Incident, maskErrors, maskResult } from '../graphql/errorMasking.ts';
import type { Execution, Executor, ResultStream } from '../graphql/executor.ts';
import { PLAIN_EVENTS, plainEvent } from '../graphql/plainEvents.ts';
import type { Consumer, LiveSubscription, SharedSubscriptions } from '../graphql/sharedSubscriptions.ts';
import { type Addresses, tooManyConnections } from './addresses.ts';
import { type Authentication, authenticated } from './authentication.ts';
import { EventStream } from './eventStream.ts';
import { plainVariables } from './plainParameters.ts';
import type { Attendee, Presence } from './presence.ts';
import { type Asked, askedBy } from './streamRequests.ts';

export interface EventStreamsParts {
  readonly documents: Documents;
  readonly admission: Admission;
  readonly executor: Executor;
  readonly subscriptions: SharedSubscriptions;
  readonly authentication: Authentication;
  readonly addresses: Addresses;
  readonly presence: Presence;
  readonly limits: Limits;
  readonly log: ErrorLog;
}

export interface EventStreams {
  /** Ends all streams, so that their clients go elsewhere. */
  readonly close: () => void;
  /** Cuts those that are left. */
  readonly terminate: () => void;
}

/** How the results of an operation become events of a stream. */
interface Format {
  readonly next: (payload: string) => { readonly name: string | null; readonly data: string };
  /** What to say of an error, and of the end; null: nothing, the client comes back by itself. */
  readonly failed: (payload: string, resumable: boolean) => { readonly name: string; readonly data: string } | null;
  readonly complete: { readonly name: string; readonly data: string } | null;
}

const GRAPHQL_SSE: Format = {
  next: (payload) => ({ name: 'next', data: payload }),
  failed: (payload) => ({ name: 'next', data: payload }),
  complete: { name: 'complete', data: '' },
};
const PLAIN: Format = {
  next: (payload) => ({ name: null, data: plainEvent(payload) }),
  failed: (payload, resumable) => (resumable ? null : { name: 'error', data: payload }),
  complete: null,
};

export function serveEventStreams(app: FastifyInstance, parts: EventStreamsParts): EventStreams {
  const streams = new Set<EventStream>();
  let closing = false;

  const serve = async (request: FastifyRequest, reply: FastifyReply, asked: Asked, format: Format) => {
    const viewer = await authenticated(parts.authentication, request.headers, 'bearer');
    const admitted = parts.admission({ ...asked, prepared: parts.documents.prepare(asked.query), viewer });
    if (closing) throw new LavalampError('UNAVAILABLE', 'This server stops. Try again in a moment.');
    const leave = parts.addresses.enter(request.ip);
    if (leave === null) throw tooMany(parts.limits.streamsPerAddress);
    const stream = new EventStream(reply);
    const output = createOutput(stream, format, { requestId: request.id, log: parts.log });
    const attendee = attendeeOf(stream, output, request.headers.authorization);
    streams.add(stream);
    parts.presence.enter(attendee);
    stream.onClose(() => {
      streams.delete(stream);
      parts.presence.leave(attendee);
      leave();
    });
    try {
      if (isAdmitted(admitted)) await deliver(parts, admitted, lastEventId(request), output);
      else output.refuse(admitted);
    } catch (error) {
      output.end(error);
    }
  };

  app.route({
    method: ['GET', 'POST'],
    url: '/graphql/stream',
    exposeHeadRoute: false,
    handler: (request, reply) => serve(request, reply, askedBy(request, parts.documents), GRAPHQL_SSE),
  });
  app.get('/events', { exposeHeadRoute: false }, (request, reply) =>
    serve(request, reply, { query: PLAIN_EVENTS, operationName: null, variables: plainVariables(request.url) }, PLAIN),
  );
  return {
    close: () => {
      closing = true;
      for (const stream of streams) stream.end();
    },
    terminate: () => {
      for (const stream of streams) stream.cut();
    },
  };
}

function tooMany(limit: number): GraphQLError {
  const extensions = { code: 'LIMIT_EXCEEDED', limit, setting: 'LAVALAMP_MAX_STREAMS_PER_ADDRESS', http: 429 };
  return new GraphQLError(tooManyConnections(limit), { extensions });
}

function lastEventId({ headers }: FastifyRequest): string | null {
  const sent = headers['last-event-id'];
  return typeof sent === 'string' && sent !== '' ? sent : null;
}

/** What of an operation a client is told. */
interface Output {
  /** Tells a result. @returns whether more is welcome; otherwise `roomy` is called when it is again. */
  readonly next: (payload: string, cursor: string | null, roomy: () => void) => boolean;
  /** Tells why the operation is not executed. */
  readonly refuse: (errors: readonly GraphQLError[]) => void;
  /** Tells that there is no more, and why; what comes after that is not told. */
  readonly end: (error?: unknown) => void;
  /** Masks what may not be shown. */
  readonly incident: Incident;
  /** Calls back once, when nothing more can be told. */
  readonly onEnd: (ended: () => void) => void;
}

function createOutput(stream: EventStream, format: Format, incident: Incident): Output {
  const tell = (event: { readonly name: string; readonly data: string } | null) => {
    if (event !== null) stream.send({ ...event, id: null }, () => {});
  };
  const finish = (errors: readonly GraphQLError[], resumable: boolean) => {
    if (errors.length > 0) tell(format.failed(JSON.stringify({ errors }), resumable));
    tell(format.complete);
    stream.end();
  };
  return {
    next: (payload, cursor, roomy) => stream.send({ ...format.next(payload), id: cursor }, roomy),
    refuse: (errors) => finish(maskErrors(errors, incident), false),
    end: (error) => {
      const errors = error === undefined ? [] : maskErrors([asGraphQLError(error)], incident);
      finish(errors, isResumable(errors));
    },
    incident,
    onEnd: (ended) => stream.onEnd(ended),
  };
}

/** A client whose token must go on working, and who must take the end of its stream. */
function attendeeOf(stream: EventStream, output: Output, authorization: string | undefined): Attendee {
  return {
    authorization,
    look: () => {
      if (stream.ended) stream.cut();
    },
    forbid: () => output.end(new LavalampError('UNAUTHENTICATED', 'The token of this stream was revoked.')),
  };
}

/** Sends the results of an operation until there are no more, or until the client has gone. Rejects with what went wrong. */
async function deliver(
  { executor, subscriptions }: EventStreamsParts,
  execution: Execution,
  resumeAfter: string | null,
  output: Output,
): Promise<void> {
  if (subscriptions.shares(execution)) {
    let subscription: LiveSubscription | undefined;
    const take: Consumer['take'] = (payload, cursor) => output.next(payload, cursor, () => subscription?.resume());
    subscription = subscriptions.open(execution, { take, end: output.end }, resumeAfter);
    output.onEnd(() => subscription?.cancel());
    return;
  }
  const results =
    execution.operation.type === 'subscription' ? executor.subscribe(execution) : once(executor, execution);
  output.onEnd(() => results.return());
  for await (const result of results) {
    const payload = JSON.stringify(maskResult(result, output.incident));
    await new Promise<void>((resolve) => {
      if (output.next(payload, null, resolve)) resolve();
    });
  }
  output.end();
}

async function* once(executor: Executor, execution: Execution): ResultStream {
  yield await executor.execute(execution);
}

/** Whether a client that comes back with its last cursor can go on. */
function isResumable(errors: readonly GraphQLError[]): boolean {
  return errors.every(({ extensions }) => extensions.code === 'LAGGED' || extensions.code === 'UNAVAILABLE');
}
