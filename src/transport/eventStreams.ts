// Subscriptions for those who speak no WebSocket: `/graphql/stream` by the protocol of graphql-sse, in its mode of distinct
// connections, and `/events` for curl and small machines. Both resume from `Last-Event-ID`, which is an event cursor.

import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { GraphQLError } from 'graphql';
import type { Limits } from '../config.ts';
import { type Admission, isAdmitted } from '../graphql/admission.ts';
import type { Documents } from '../graphql/documents.ts';
import { asGraphQLError, type ErrorLog, maskErrors, maskResult } from '../graphql/errorMasking.ts';
import type { Execution, Executor, ResultStream } from '../graphql/executor.ts';
import { PLAIN_EVENTS, plainEvent } from '../graphql/plainEvents.ts';
import type { Consumer, LiveSubscription, SharedSubscriptions } from '../graphql/sharedSubscriptions.ts';
import { type Addresses, tooManyConnections } from './addresses.ts';
import { type Authentication, authenticated } from './authentication.ts';
import { EventStream } from './eventStream.ts';
import { plainVariables } from './plainParameters.ts';
import { type Asked, askedBy } from './streamRequests.ts';

export interface EventStreamsParts {
  readonly documents: Documents;
  readonly admission: Admission;
  readonly executor: Executor;
  readonly subscriptions: SharedSubscriptions;
  readonly authentication: Authentication;
  readonly addresses: Addresses;
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

  const serve = async (request: FastifyRequest, reply: FastifyReply, asked: Asked, format: Format) => {
    const viewer = await authenticated(parts.authentication, request.headers, 'bearer');
    const admitted = parts.admission({ ...asked, prepared: parts.documents.prepare(asked.query), viewer });
    const leave = parts.addresses.enter(request.ip);
    if (leave === null) throw tooMany(parts.limits.streamsPerAddress);
    const stream = new EventStream(reply);
    streams.add(stream);
    stream.onClose(() => {
      streams.delete(stream);
      leave();
    });
    const incident = { requestId: request.id, log: parts.log };
    if (isAdmitted(admitted)) {
      await deliver(parts, admitted, lastEventId(request), stream, format, request.id);
    } else {
      tell(stream, format.failed(JSON.stringify({ errors: maskErrors(admitted, incident) }), false));
      tell(stream, format.complete);
      stream.end();
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

/** Sends the results of an operation until there are no more, or until the client has gone. */
async function deliver(
  { executor, subscriptions, log }: EventStreamsParts,
  execution: Execution,
  resumeAfter: string | null,
  stream: EventStream,
  format: Format,
  requestId: string,
): Promise<void> {
  const end = (error?: unknown) => {
    if (error !== undefined) {
      const errors = maskErrors([asGraphQLError(error)], { requestId, log });
      tell(stream, format.failed(JSON.stringify({ errors }), isResumable(errors)));
    }
    tell(stream, format.complete);
    stream.end();
  };
  if (subscriptions.shares(execution)) {
    let subscription: LiveSubscription | undefined;
    const take: Consumer['take'] = (payload, cursor) =>
      stream.send({ ...format.next(payload), id: cursor }, () => subscription?.resume());
    subscription = subscriptions.open(execution, { take, end }, resumeAfter);
    stream.onClose(() => subscription?.cancel());
    return;
  }
  const results =
    execution.operation.type === 'subscription' ? executor.subscribe(execution) : once(executor, execution);
  stream.onClose(() => results.return());
  try {
    for await (const result of results) {
      const payload = JSON.stringify(maskResult(result, { requestId, log }));
      await new Promise<void>((resolve) => {
        if (stream.send({ ...format.next(payload), id: null }, resolve)) resolve();
      });
    }
    end();
  } catch (error) {
    end(error);
  }
}

async function* once(executor: Executor, execution: Execution): ResultStream {
  yield await executor.execute(execution);
}

/** Whether a client that comes back with its last cursor can go on. */
function isResumable(errors: readonly GraphQLError[]): boolean {
  return errors.every(({ extensions }) => extensions.code === 'LAGGED' || extensions.code === 'UNAVAILABLE');
}

function tell(stream: EventStream, event: { readonly name: string; readonly data: string } | null): void {
  if (event !== null) stream.send({ ...event, id: null }, () => {});
}
