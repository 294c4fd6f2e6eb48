// `POST /builds/:origin/:key/tests`: files of JUnit XML, of any size.

import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { UploadAnswer, UploadTarget } from '../model.ts';
import type { Authentication } from './authentication.ts';
import { requiring } from './routes.ts';
import { neverHurry } from './slowRequests.ts';

/** Takes a file for a build; reads it no faster than it can keep it. */
export type TestUpload = (target: UploadTarget, body: AsyncIterable<Uint8Array>) => Promise<UploadAnswer>;

/** Two files under one name would be one of which the other is taken for a repetition. */
const NAMELESS =
  '`report` is missing: say what this file is called, such as `?report=junit.xml`. It tells the files of one build apart.';

interface Route {
  readonly Params: { readonly origin: string; readonly key: string };
  readonly Querystring: { readonly report?: string | string[]; readonly step?: string | string[] };
  readonly Body: AsyncIterable<Uint8Array> | undefined;
}

/** The body is handed over as it comes, of whatever type: none of the limits of bodies that are held in memory is meant for it. */
export async function serveTestUploads(
  app: FastifyInstance,
  { authentication, upload }: { readonly authentication: Authentication; readonly upload: TestUpload },
): Promise<void> {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', (_request, body, done) => done(null, body));
  // What is left of a file that was refused, or of a stranger's, is not read: no second request can follow it on this connection.
  app.addHook('onSend', async (request, reply) => {
    if (!hasEnded(request)) reply.header('connection', 'close');
  });
  const requireToken = requiring(authentication, 'REPORT', 'bearer or basic');
  const onRequest = async (request: FastifyRequest) => {
    await requireToken(request);
    neverHurry(request);
  };
  app.post<Route>('/builds/:origin/:key/tests', { onRequest }, async (request, reply) => {
    const { origin, key } = request.params;
    const { report, step } = request.query;
    const once = !Array.isArray(report) && !Array.isArray(step);
    if (!once || !report) {
      const problem = once ? NAMELESS : '`report` and `step` may be given once.';
      return reply.code(400).send({ results: 0, added: 0, repeated: 0, problems: [problem] });
    }
    const { status, body } = await upload(
      { build: { origin, key }, step: step ?? null, report },
      request.body ?? nothing(),
    );
    return reply.code(status).send(body);
  });
}

function hasEnded({ raw }: FastifyRequest): boolean {
  return raw.complete;
}

async function* nothing(): AsyncGenerator<Uint8Array> {}
