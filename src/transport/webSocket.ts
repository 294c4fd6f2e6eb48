// GraphQL over WebSocket, by the graphql-transport-ws protocol: graphql-ws speaks it, `ws` carries it, and what may be asked is
// decided by the same rooms as over HTTP.

import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type ExecutionArgs, GraphQLError, type GraphQLSchema } from 'graphql';
import { type Context, handleProtocols, makeServer, type Server } from 'graphql-ws';
import { type WebSocket, WebSocketServer } from 'ws';
import type { Limits } from '../config.ts';
import { type Admission, isAdmitted } from '../graphql/admission.ts';
import type { Documents } from '../graphql/documents.ts';
import { asGraphQLError, maskErrors } from '../graphql/errorMasking.ts';
import type { Execution, Executor, ResultStream } from '../graphql/executor.ts';
import type { SharedSubscriptions } from '../graphql/sharedSubscriptions.ts';
import { traced } from '../tracing.ts';
import type { Authentication } from './authentication.ts';
import { Connection, type ConnectionLog } from './connection.ts';
import type { Presence } from './presence.ts';
import { pushed } from './pushed.ts';

const INIT_TIMEOUT_MS = 10_000;
/** In characters. Headers are as long at most; tokens are much shorter. */
const MAX_AUTHORIZATION = 4_096;
/** The close code of WebSocket itself. */
const GOING_AWAY = 1001;

export interface WebSocketParts {
  readonly schema: GraphQLSchema;
  readonly documents: Documents;
  readonly admission: Admission;
  readonly executor: Executor;
  readonly subscriptions: SharedSubscriptions;
  readonly authentication: Authentication;
  readonly presence: Presence;
  readonly limits: Limits;
  readonly log: ConnectionLog;
}

export interface Sockets {
  /** Takes over a connection that asked to become a WebSocket. */
  readonly upgrade: (request: IncomingMessage, socket: Duplex, head: Buffer) => void;
  /** Tells every client that the server goes away. */
  readonly close: () => void;
  /** Cuts the connections that are left. */
  readonly terminate: () => void;
}

type Socket = Context<Record<string, unknown>, Connection>;

export function createSockets(parts: WebSocketParts): Sockets {
  const server = protocolServer(parts);
  const { presence } = parts;
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: parts.limits.bodyBytes,
    // It costs hundreds of kB a connection.
    perMessageDeflate: false,
    handleProtocols: (protocols) => handleProtocols(protocols),
  });
  // Apart from `upgrade`, whose request would else be kept for as long as the connection.
  const enter = (webSocket: WebSocket, stream: Duplex, authorization: string | undefined) => {
    const connection = new Connection(webSocket, stream, authorization, parts.log);
    presence.enter(connection);
    connection.attend(server, () => presence.leave(connection));
  };
  return {
    upgrade: (request, stream, head) => {
      const { authorization } = request.headers;
      sockets.handleUpgrade(request, stream, head, (webSocket) => enter(webSocket, stream, authorization));
    },
    close: () => {
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
      // graphql-ws would keep them for as long as the connection lives.
      Object.assign(socket, { connectionParams: undefined });
      if (typeof sent === 'string' && sent.length > MAX_AUTHORIZATION) return false;
      if (typeof sent === 'string') socket.extra.authorization = sent;
      return (await authentication(socket.extra.authorization, 'bearer')) !== null;
    },
    async onSubscribe(socket, id, { query, operationName, variables }) {
      if (socket.extra.inbox.operations > limits.operationsPerSocket)
        return [tooManyOperations(limits.operationsPerSocket)];
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
