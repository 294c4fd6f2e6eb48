// GraphQL over WebSocket, by the graphql-transport-ws protocol: graphql-ws speaks it, `ws` carries it, and what may be asked is
// decided by the same rooms as over HTTP.

import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type ExecutionArgs, GraphQLError, type GraphQLSchema } from 'graphql';
import { CloseCode, type Context, handleProtocols, makeServer, type Server } from 'graphql-ws';
import { type WebSocket, WebSocketServer } from 'ws';
import type { Limits } from '../config.ts';
import { LavalampError } from '../errors.ts';
import { type Admission, isAdmitted } from '../graphql/admission.ts';
import type { Documents } from '../graphql/documents.ts';
import { asGraphQLError, type ErrorLog, maskErrors } from '../graphql/errorMasking.ts';
import type { Execution, Executor, ResultStream } from '../graphql/executor.ts';
import type { SharedSubscriptions } from '../graphql/sharedSubscriptions.ts';
import { traced } from '../tracing.ts';
import type { Authentication } from './authentication.ts';
import { Outlet } from './outlet.ts';
import { createPresence } from './presence.ts';
import { pushed } from './pushed.ts';

const INIT_TIMEOUT_MS = 10_000;
/** Close codes of WebSocket itself. */
const GOING_AWAY = 1001;
const TEXT_ONLY = 1003;
const TRY_AGAIN_LATER = 1013;

export interface WebSocketParts {
  readonly schema: GraphQLSchema;
  readonly documents: Documents;
  readonly admission: Admission;
  readonly executor: Executor;
  readonly subscriptions: SharedSubscriptions;
  readonly authentication: Authentication;
  readonly limits: Limits;
  readonly log: ErrorLog & { readonly debug: (details: object, message: string) => void };
}

export interface Sockets {
  /** Takes over a connection that asked to become a WebSocket. */
  readonly upgrade: (request: IncomingMessage, socket: Duplex, head: Buffer) => void;
  /** Tells every client that the server goes away. */
  readonly close: () => void;
  /** Cuts the connections that are left. */
  readonly terminate: () => void;
}

/** What is known of one connection. */
interface Connection {
  readonly id: string;
  /** The `authorization` header of the upgrade, or what came in `connection_init`. */
  authorization: string | undefined;
  readonly outlet: Outlet;
}

type Socket = Context<Record<string, unknown>, Connection>;

export function createSockets(parts: WebSocketParts): Sockets {
  const server = protocolServer(parts);
  const presence = createPresence(parts.authentication);
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: parts.limits.bodyBytes,
    // It costs hundreds of kB a connection.
    perMessageDeflate: false,
    handleProtocols: (protocols) => handleProtocols(protocols),
  });
  // Apart from `upgrade`, whose request would else be kept for as long as the connection.
  const enter = (webSocket: WebSocket, outlet: Outlet, authorization: string | undefined) => {
    const connection: Connection = { id: randomUUID(), authorization, outlet };
    presence.enter({ webSocket, authorization: () => connection.authorization });
    attend(server, webSocket, connection, parts.log);
  };
  return {
    upgrade: (request, stream, head) => {
      const { authorization } = request.headers;
      sockets.handleUpgrade(request, stream, head, (webSocket) =>
        enter(webSocket, new Outlet(webSocket, stream), authorization),
      );
    },
    close: () => {
      presence.stop();
      for (const client of sockets.clients) client.close(GOING_AWAY, 'The server goes away');
    },
    terminate: () => {
      for (const client of sockets.clients) client.terminate();
    },
  };
}

/** The protocol, without a socket. */
function protocolServer(parts: WebSocketParts): Server<Connection> {
  const { schema, documents, admission, executor, authentication, limits, log } = parts;
  const incident = (socket: Socket) => ({ requestId: socket.extra.id, log });
  return makeServer<Record<string, unknown>, Connection>({
    connectionInitWaitTimeout: INIT_TIMEOUT_MS,
    async onConnect(socket) {
      const { authorization, Authorization } = socket.connectionParams ?? {};
      const sent = authorization ?? Authorization;
      if (typeof sent === 'string') socket.extra.authorization = sent;
      return (await authentication(socket.extra.authorization, 'bearer')) !== null;
    },
    async onSubscribe(socket, id, { query, operationName, variables }) {
      const open = Object.keys(socket.subscriptions).length;
      if (open > limits.operationsPerSocket) return [tooManyOperations(limits.operationsPerSocket)];
      try {
        // Asked each time: a connection lives for days, and a token can be revoked meanwhile.
        const viewer = await authentication(socket.extra.authorization, 'bearer');
        const admitted = admission({ prepared: documents.prepare(query), operationName, variables, viewer });
        return isAdmitted(admitted) ? executionArgs(schema, { execution: admitted, socket, id }) : admitted;
      } catch (error) {
        return [asGraphQLError(error)];
      }
    },
    execute: (args: ExecutionArgs) =>
      traced('WebSocket operation', {}, () => executor.execute((args.contextValue as Asked).execution)),
    subscribe: (args: ExecutionArgs) => subscribe(parts, args.contextValue as Asked),
    onNext(socket, _id, _payload, _args, result) {
      if (result.errors === undefined) return undefined;
      const errors = maskErrors(result.errors, incident(socket)).map((error) => error.toJSON());
      return result.data === undefined ? { errors } : { data: result.data, errors };
    },
    onError: (socket, _id, _payload, errors) => maskErrors(errors, incident(socket)).map((error) => error.toJSON()),
  });
}

/** An operation that was admitted, and who asked it. */
interface Asked {
  readonly execution: Execution;
  readonly socket: Socket;
  readonly id: string;
}

/** What graphql-ws hands to `execute` and `subscribe`: all that matters is in the context value. */
function executionArgs(schema: GraphQLSchema, asked: Asked): ExecutionArgs {
  const { document, node } = asked.execution.operation;
  return { schema, document, operationName: node.name?.value, contextValue: asked };
}

/** Results that many share are written once, and sent past graphql-ws, which would write each of them anew. */
function subscribe({ executor, subscriptions }: WebSocketParts, { execution, socket, id }: Asked): ResultStream {
  if (!subscriptions.shares(execution)) return executor.subscribe(execution);
  const start = `{"id":${JSON.stringify(id)},"type":"next","payload":`;
  return pushed(
    (consumer) => subscriptions.open(execution, consumer),
    (payload, roomy) => socket.extra.outlet.push(`${start}${payload}}`, roomy),
  );
}

function tooManyOperations(limit: number): GraphQLError {
  const setting = 'LAVALAMP_MAX_OPERATIONS_PER_SOCKET';
  const message = `This connection has ${limit} operations under way, which is the limit (${setting}). Complete one first.`;
  return new GraphQLError(message, { extensions: { code: 'LIMIT_EXCEEDED', limit, setting } });
}

/** Lets the protocol speak over a socket. */
function attend(
  server: Server<Connection>,
  socket: WebSocket,
  connection: Connection,
  log: WebSocketParts['log'],
): void {
  const requestId = connection.id;
  log.debug({ requestId }, 'WebSocket opened');
  // `ws` closes the socket by itself, with the code that says why: a message that is too large, a frame that is none.
  socket.on('error', (error) => log.debug({ requestId, err: error }, 'WebSocket failed'));

  const closed = server.opened(
    {
      protocol: socket.protocol,
      send: (message) => connection.outlet.send(message),
      close: (code, reason) => socket.close(code, reason),
      onMessage: (take) =>
        socket.on('message', (message, isBinary) => {
          if (isBinary) return socket.close(TEXT_ONLY, 'Messages are text');
          take(String(message)).catch((error: unknown) => abandon(socket, error, requestId, log));
        }),
    },
    connection,
  );
  socket.once('close', (code, reason) => {
    log.debug({ requestId, code }, 'WebSocket closed');
    closed(code, String(reason)).catch((error: unknown) =>
      log.error({ requestId, err: error }, 'A WebSocket did not end well'),
    );
  });
}

/** For what no operation can be told, as when the database is away while the connection is opened. */
function abandon(socket: WebSocket, error: unknown, requestId: string, log: ErrorLog): void {
  if (error instanceof LavalampError) {
    socket.close(TRY_AGAIN_LATER, error.code);
  } else {
    log.error({ requestId, err: error }, 'A WebSocket message could not be handled');
    socket.close(CloseCode.InternalServerError, 'Something went wrong here');
  }
}
