// Subscriptions for those who speak no WebSocket: `/graphql/stream` by the protocol of graphql-sse, in its mode of distinct
// connections, and `/events` for curl and small machines. Both resume from `Last-Event-ID`, which is an event cursor.

import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { GraphQLError } from 'graphql';
import type { Limits } from '../config.ts';
import { LavalampError } from '../errors.ts';
import { type Admission, isAdmitted } from '../graphql/admission.ts';
import type { Documents } from '../graphql/documents.ts';
import { type ErrorLog, maskResult } from '../graphql/errorMasking.ts';
import type { Execution, Executor, ResultStream } from '../graphql/executor.ts';
import { PLAIN_EVENTS } from '../graphql/plainEvents.ts';
import type { Consumer, LiveSubscription, SharedSubscriptions } from '../graphql/sharedSubscriptions.ts';
import { type Addresses, tooManyConnections } from './addresses.ts';
import { type Authentication, authenticated } from './authentication.ts';
import { EventStream } from './eventStream.ts';
import { plainVariables } from './plainParameters.ts';
import type { Attendee, Presence } from './presence.ts';
import { createOutput, type Format, GRAPHQL_SSE, type Output, PLAIN } from './streamOutput.ts';
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

export function serveEventStreams(app: FastifyInstance, parts: EventStreamsParts): EventStreams {
  const streams = new Set<EventStream>();
  let closing = false;

  const serve = async (request: FastifyRequest, reply: FastifyReply, asked: Asked, format: Format) => {
    const viewer = await authenticated(parts.authentication, request.headers, 'bearer');
    const admitted = parts.admission({ ...asked, prepared: parts.documents.prepare(asked.query), viewer });
    if (closing) throw new LavalampError('UNAVAILABLE', 'This server stops. Try again in a moment.');
    const leave = parts.addresses.enter(request.raw);
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
      else output.end(admitted);
    } catch (error) {
      output.end([error]);
    }
    await output.begun;
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

/** A client whose token must go on working, and who must take what it is sent. */
function attendeeOf(stream: EventStream, output: Output, authorization: string | undefined): Attendee {
  return {
    authorization,
    look: () => stream.look(),
    forbid: () => output.end([new LavalampError('UNAUTHENTICATED', 'The token of this stream was revoked.')]),
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
    const end = (error?: unknown) => output.end(error === undefined ? [] : [error]);
    subscription = subscriptions.open(execution, { opened: output.opened, take, end }, resumeAfter);
    output.onEnd(() => subscription?.cancel());
    return;
  }
  const results =
    execution.operation.type === 'subscription' ? executor.subscribe(execution) : once(executor, execution);
  output.onEnd(() => {
    results.return().catch(() => {});
  });
  for await (const result of results) {
    const payload = JSON.stringify(maskResult(result, output.incident));
    await new Promise<void>((resolve) => {
      if (output.next(payload, null, resolve)) resolve();
    });
  }
  output.end([]);
}

async function* once(executor: Executor, execution: Execution): ResultStream {
  yield await executor.execute(execution);
}
