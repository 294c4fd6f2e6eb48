// GraphQL over HTTP: Apollo Server reads the requests and writes the answers; what is in between is ours.

import { randomUUID } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import { ApolloServer, type ApolloServerPlugin, type GraphQLRequest, HeaderMap } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import type { FastifyBaseLogger, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { type DocumentNode, type ExecutionResult, GraphQLError, type GraphQLSchema, parse } from 'graphql';
import { type Admission, isAdmitted } from '../graphql/admission.ts';
import { type Documents, isRefused, type Prepared } from '../graphql/documents.ts';
import { maskError, maskResult } from '../graphql/errorMasking.ts';
import type { Executor } from '../graphql/executor.ts';
import type { Variables } from '../graphql/variables.ts';
import type { Viewer } from '../model.ts';
import type { Authentication } from './authentication.ts';
import { statusOf } from './failures.ts';

export interface HttpParts {
  readonly schema: GraphQLSchema;
  readonly documents: Documents;
  readonly admission: Admission;
  readonly executor: Executor;
  readonly authentication: Authentication;
  readonly log: FastifyBaseLogger;
}

/** One request on its way through Apollo Server. */
interface Call {
  readonly viewer: Viewer | null;
  readonly requestId: string;
  /** In an object of its own: Apollo Server hands on a copy of the call. */
  readonly progress: {
    prepared: Prepared;
    /** The status for clients that take application/graphql-response+json; undefined until GraphQL has an answer. */
    status: number | undefined;
  };
}

/** How many objects take about a millisecond to be written down. */
const MANY_OBJECTS = 1_000;

/** What Apollo Server takes for the document when there is none, so that it comes to `execute`, which answers with the errors. */
const NO_DOCUMENT: DocumentNode = parse('{ __typename }');

/** Serves GraphQL at /graphql. Afterwards the Apollo Server must be stopped, when Fastify has been closed. */
export async function serveHttp(app: FastifyInstance, parts: HttpParts): Promise<ApolloServer<Call>> {
  const apollo = apolloServer(parts);
  await apollo.start();
  app.route({
    method: ['GET', 'POST'],
    url: '/graphql',
    exposeHeadRoute: false,
    handler: (request, reply) => answer(apollo, parts.authentication, request, reply),
  });
  return apollo;
}

function apolloServer(parts: HttpParts): ApolloServer<Call> {
  const { schema, log } = parts;
  return new ApolloServer<Call>({
    gateway: {
      onSchemaLoadOrUpdate(callback) {
        callback({ apiSchema: schema, coreSupergraphSdl: '' });
        return () => {};
      },
      load: async () => ({
        executor: ({ request, context }) => execute(parts, context as Call, request),
      }),
      stop: async () => {},
    },
    plugins: [
      preparedDocuments(parts.documents),
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginInlineTraceDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginSchemaReportingDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
    ],
    documentStore: null,
    persistedQueries: false,
    introspection: true,
    csrfPrevention: true,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    stringifyResult: textOf,
    logger: log,
    // What `execute` returns is masked already; this is for what Apollo Server says by itself.
    formatError: (formatted, error) => {
      const shown = maskError(error, { requestId: randomUUID(), log });
      return shown === error ? formatted : shown.toJSON();
    },
  });
}

/** Puts our document in the place of the one that Apollo Server would parse and validate for itself. */
function preparedDocuments(documents: Documents): ApolloServerPlugin<Call> {
  return {
    async requestDidStart() {
      return {
        async didResolveSource(given) {
          const prepared = documents.prepare(given.source);
          given.contextValue.progress.prepared = prepared;
          const context: { document?: DocumentNode } = given;
          context.document = isRefused(prepared) ? NO_DOCUMENT : prepared.document;
          // Else it would look for that operation in what is not the client's document.
          if (isRefused(prepared)) delete given.request.operationName;
        },
      };
    },
  };
}

async function execute(
  { admission, executor, log }: HttpParts,
  call: Call,
  { operationName, variables }: Pick<GraphQLRequest, 'operationName'> & { readonly variables?: Variables },
): Promise<ExecutionResult> {
  const admitted = admission({ prepared: call.progress.prepared, operationName, variables, viewer: call.viewer });
  const result = isAdmitted(admitted) ? await executed(executor, admitted) : { errors: admitted };
  const masked = maskResult(result, { requestId: call.requestId, log });
  call.progress.status = masked.data === undefined ? statusOf(masked.errors?.[0]?.extensions.code) : 200;
  return masked;
}

async function executed(executor: Executor, execution: Parameters<Executor['execute']>[0]): Promise<ExecutionResult> {
  if (execution.operation.type !== 'subscription') {
    const result = await executor.execute(execution);
    // Others have their turn between the two long pieces of work: this, and the text that is made of it.
    if (execution.cost > MANY_OBJECTS) await setImmediate();
    return result;
  }
  const message =
    'Subscriptions are delivered over WebSocket, by the graphql-transport-ws protocol, at this same path, and as server-sent events at /graphql/stream.';
  return { errors: [new GraphQLError(message, { extensions: { code: 'BAD_USER_INPUT' } })] };
}

async function answer(
  apollo: ApolloServer<Call>,
  authentication: Authentication,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<string | Buffer | undefined> {
  const call: Call = {
    viewer: await authentication(request.headers.authorization, 'bearer'),
    requestId: request.id,
    progress: { prepared: [], status: undefined },
  };
  const { status, headers, body } = await apollo.executeHTTPGraphQLRequest({
    httpGraphQLRequest: {
      method: request.method,
      headers: headerMap(request),
      search: searchOf(request.url),
      body: request.body,
    },
    context: async () => call,
  });
  for (const [name, value] of headers) reply.header(name, value);
  reply.header('cache-control', 'no-store');
  reply.code(statusFor(call.progress.status, status, headers.get('content-type')));
  return body.kind === 'complete' ? payloadOf(body.string) : undefined;
}

/** The text of a long answer costs as much again each time that it is joined to something, and so copied. In characters. */
const LONG = 65_536;

/** @returns the JSON of a result; with the end of a line, which terminals want, where that costs nothing. */
function textOf(result: object): string {
  const text = JSON.stringify(result);
  return text.length < LONG ? `${text}\n` : text;
}

/** @returns what is sent: bytes in the place of a long text, which Node.js would join to the head of the answer. */
function payloadOf(text: string): string | Buffer {
  return text.length < LONG ? text : Buffer.from(text);
}

/** Clients of application/json, the older kind, take any status but 200 for a broken connection and never look at the errors. */
function statusFor(ours: number | undefined, apollos: number | undefined, contentType: string | undefined): number {
  if (ours === undefined) return apollos ?? 200;
  return contentType?.startsWith('application/json') === true ? 200 : ours;
}

function headerMap(request: FastifyRequest): HeaderMap {
  const map = new HeaderMap();
  for (const [name, value] of Object.entries(request.headers)) {
    if (value !== undefined) map.set(name, Array.isArray(value) ? value.join(', ') : value);
  }
  return map;
}

function searchOf(url: string): string {
  const start = url.indexOf('?');
  return start === -1 ? '' : url.slice(start);
}
