// `POST /builds/:origin/:key/tests`: files of JUnit XML, of any size.

import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Authentication } from './authentication.ts';
import { requiring } from './routes.ts';

/** Takes a file for a build, which is named as its reporter does; reads it no faster than it can keep it. */
export type TestUpload = (
  target: {
    readonly build: { readonly origin: string; readonly key: string };
    readonly step: string | null;
    readonly report: string;
  },
  body: AsyncIterable<Uint8Array>,
) => Promise<UploadAnswer>;

export interface UploadAnswer {
  readonly status: number;
  /** How many results are kept, and why there are no more. */
  readonly body: { readonly results: number; readonly problems: readonly string[] };
}

/** What a report is called when nothing is said. */
const REPORT = 'tests';

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
  const onRequest = requiring(authentication, 'REPORT', 'bearer or basic');
  app.post<Route>('/builds/:origin/:key/tests', { onRequest, config: { unhurried: true } }, async (request, reply) => {
    const { origin, key } = request.params;
    const { report, step } = request.query;
    if (Array.isArray(report) || Array.isArray(step)) {
      return reply.code(400).send({ results: 0, problems: ['`report` and `step` may be given once.'] });
    }
    const target = { build: { origin, key }, step: step ?? null, report: report || REPORT };
    const { status, body } = await upload(target, request.body ?? nothing());
    // What is left of a file that was refused is not read: no second request can follow it on this connection.
    if (!hasEnded(request)) reply.header('connection', 'close');
    return reply.code(status).send(body);
  });
}

function hasEnded({ raw }: FastifyRequest): boolean {
  return raw.complete;
}

async function* nothing(): AsyncGenerator<Uint8Array> {}
