// Everything that listens: one HTTP server, and the WebSockets on it.

import { randomUUID } from 'node:crypto';
import { type IncomingMessage, maxHeaderSize } from 'node:http';
import type { Duplex } from 'node:stream';
import Fastify, { type FastifyBaseLogger, type FastifyInstance, LogController } from 'fastify';
import type { GraphQLSchema } from 'graphql';
import type { ServerConfig } from '../config.ts';
import { createAdmission } from '../graphql/admission.ts';
import { createDocuments } from '../graphql/documents.ts';
import type { ErrorLog } from '../graphql/errorMasking.ts';
import type { Executor } from '../graphql/executor.ts';
import { createOperationMeasures } from '../graphql/operationMeasures.ts';
import { tracingOperations } from '../graphql/operationSpans.ts';
import type { SharedSubscriptions } from '../graphql/sharedSubscriptions.ts';
import type { Measure } from '../measures.ts';
import { type Addresses, createAddresses, tooManyConnections } from './addresses.ts';
import { type Authenticate, createAuthentication } from './authentication.ts';
import { serveEventStreams } from './eventStreams.ts';
import { answerFailures, pathOf } from './failures.ts';
import { graphiql } from './graphiql.ts';
import { type HookRouteParts, serveHooks } from './hooks.ts';
import { serveHttp } from './http.ts';
import { serveMetrics } from './metrics.ts';
import { guardOrigins, provenance } from './origins.ts';
import { createPresence } from './presence.ts';
import { measureRequests } from './requestMeasures.ts';
import { traceRequests } from './requestSpans.ts';
import { type LogText, serveHealth, serveLogs } from './routes.ts';
import { endSlowRequests } from './slowRequests.ts';
import { createSubscribers, type Way } from './subscribers.ts';
import { serveTestUploads, type TestUpload } from './testUploads.ts';
import { createSockets, type Sockets } from './webSocket.ts';

/** How long a client may take to send the body of a request. */
const REQUEST_TIMEOUT_MS = 120_000;

/** What a server is made of. */
export interface ServerParts {
  readonly config: ServerConfig;
  readonly schema: GraphQLSchema;
  readonly executor: Executor;
  /** Subscriptions that `executor` executes; `log` is told of what goes wrong in them. */
  readonly sharedSubscriptions: (executor: Executor, log: ErrorLog) => SharedSubscriptions;
  readonly authenticate: Authenticate;
  /** Rejects with LavalampError UNAVAILABLE while the server cannot answer. */
  readonly ready: () => Promise<void>;
  /** By the name of the adapter. */
  readonly hooks: HookRouteParts['doors'];
  readonly testUpload: TestUpload;
  readonly logText: LogText;
  /** What the other rooms measure. */
  readonly measures: readonly Measure[];
  /** Where the build put GraphiQL; it may be missing. */
  readonly graphiqlDirectory: string;
}

export interface Server {
  /** The log of the whole program. */
  readonly log: FastifyBaseLogger;
  /** Starts to listen. @returns the address, such as `http://127.0.0.1:8010`. Rejects when the port is taken. */
  readonly listen: () => Promise<string>;
  /**
   * Takes nothing new, tells the WebSockets, and waits for what is under way, at most `config.stopMs`. The same promise
   * each time.
   */
  readonly stop: () => Promise<void>;
}

/** Makes a server that does not listen yet. */
export async function createServer(parts: ServerParts): Promise<Server> {
  const { config, schema } = parts;
  const app = createApp(config);
  const authentication = createAuthentication(parts.authenticate, config.anonymousRead);
  const documents = createDocuments(schema, config.limits);
  const operations = createOperationMeasures();
  const executor = tracingOperations(operations.timing(parts.executor));
  const admission = operations.counting(createAdmission(schema, config.limits));
  const shared = { schema, documents, admission, executor, authentication, log: app.log };
  let stopping: Promise<void> | undefined;

  const requestMeasures = measureRequests(app);
  traceRequests(app);
  endSlowRequests(app, REQUEST_TIMEOUT_MS);
  const subscribers = createSubscribers();
  partAfterAnswers(app, () => stopping !== undefined);
  answerFailures(app, config.limits.bodyBytes);
  guardOrigins(app, config);
  serveHealth(app, parts.ready);
  serveLogs(app, authentication, parts.logText);
  const measures = [...parts.measures, ...operations.measures, ...subscribers.measures, ...requestMeasures];
  serveMetrics(app, authentication, measures);
  const addresses = createAddresses(config.limits.streamsPerAddress, config.trustedProxies);
  await app.register(serveHooks, { authentication, doors: parts.hooks, addressOf: addresses.of });
  await app.register(serveTestUploads, { authentication, upload: parts.testUpload });
  await app.register(graphiql, { directory: parts.graphiqlDirectory });
  app.get('/', async (_request, reply) => reply.redirect('/graphiql'));
  const apollo = await serveHttp(app, shared);

  const subscriptions = parts.sharedSubscriptions(executor, app.log);
  const over = (way: Way) => ({
    ...shared,
    ...subscribers.over(way, { subscriptions, executor }),
    limits: config.limits,
  });
  const presence = createPresence(authentication, config.presenceSeconds);
  const streams = serveEventStreams(app, { ...over('sse'), addresses, presence });
  const sockets = createSockets({ ...over('websocket'), presence });
  app.server.on('upgrade', (request, socket, head) => {
    if (stopping === undefined) upgrade(sockets, addresses, config, request, socket, head);
    else refuse(socket, '503 Service Unavailable');
  });

  async function shutDown(): Promise<void> {
    const cut = setTimeout(() => {
      app.log.warn('The stop did not wait longer for what was under way; its connections are cut.');
      sockets.terminate();
      streams.terminate();
      app.server.closeAllConnections();
    }, config.stopMs);
    presence.stop();
    sockets.close();
    streams.close();
    await app.close();
    clearTimeout(cut);
    await apollo.stop();
  }

  return {
    log: app.log,
    listen: () => app.listen({ host: config.host, port: config.port }),
    stop: () => {
      stopping ??= shutDown();
      return stopping;
    },
  };
}

function createApp(config: ServerConfig): FastifyInstance {
  const app = Fastify({
    logger: { level: config.logLevel, redact: ['req.headers.authorization', 'headers.authorization', 'authorization'] },
    // One line of our own instead of Fastify's two.
    logController: new LogController({ disableRequestLogging: true, requestIdLogLabel: 'requestId' }),
    genReqId: () => randomUUID(),
    bodyLimit: config.limits.bodyBytes,
    // Of headers Node has its own limit; of bodies see slowRequests.ts.
    requestTimeout: 0,
    // Whoever takes a name out of a path says itself how long it may be. Node takes no headers that are longer.
    routerOptions: { maxParamLength: maxHeaderSize },
  });
  app.addHook('onRequest', async (request, reply) => {
    reply.header('x-request-id', request.id);
  });
  app.addHook('onResponse', async (request, reply) => {
    // Without the query of the URL, which can hold a whole document.
    const line = { method: request.method, path: pathOf(request.url), status: reply.statusCode, ms: reply.elapsedTime };
    request.log.debug(line, 'Request answered');
  });
  return app;
}

/**
 * While the server stops, no connection outlives the answer under way on it: its client would keep it open for later, and the stop
 * would wait for that. Only this one connection is ended, since `closeIdleConnections` would also cut others short whose last
 * bytes have not left yet.
 */
function partAfterAnswers(app: FastifyInstance, stopping: () => boolean): void {
  app.addHook('onSend', async (_request, reply) => {
    if (stopping()) reply.header('connection', 'close');
  });
  // An answer whose head was sent before the stop has promised to keep the connection: a log is downloaded for minutes.
  app.addHook('onResponse', async (request) => {
    if (stopping()) request.raw.socket.destroySoon();
  });
}

/** Lets a connection become a WebSocket at /graphql, for pages of this server and of the allowed origins. */
function upgrade(
  sockets: Sockets,
  addresses: Addresses,
  config: ServerConfig,
  request: IncomingMessage,
  socket: Duplex,
  head: Buffer,
): void {
  const refusal =
    pathOf(request.url ?? '') !== '/graphql'
      ? '404 Not Found'
      : provenance(request.headers, config) === 'foreign'
        ? '403 Forbidden'
        : null;
  const leave = refusal === null ? addresses.enter(request) : null;
  if (refusal !== null) {
    refuse(socket, refusal);
  } else if (leave === null) {
    refuse(socket, '429 Too Many Requests', tooManyConnections(config.limits.streamsPerAddress));
  } else {
    socket.once('close', leave);
    sockets.upgrade(request, socket, head);
  }
}

function refuse(socket: Duplex, status: string, why = ''): void {
  // A client that has gone meanwhile.
  socket.on('error', () => socket.destroy());
  const head = [
    'Connection: close',
    'Content-Type: text/plain; charset=utf-8',
    `Content-Length: ${Buffer.byteLength(why)}`,
  ];
  socket.end(`HTTP/1.1 ${status}\r\n${head.join('\r\n')}\r\n\r\n${why}`);
}
