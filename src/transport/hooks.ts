// `POST /hooks/:adapter/:origin`: the body is handed over as it came, of whatever type.

import type { IncomingMessage } from 'node:http';
import { errorCodes, type FastifyInstance, type FastifyRequest } from 'fastify';
import { LavalampError } from '../errors.ts';
import type { HookDoor } from '../hooks/hooks.ts';
import type { Authentication } from './authentication.ts';
import { createBodies } from './bodies.ts';
import { requiring } from './routes.ts';

interface HookRoute {
  readonly Params: { readonly adapter: string; readonly origin: string };
}

export interface HookRouteParts {
  readonly authentication: Authentication;
  /** By the name of the adapter. */
  readonly doors: Readonly<Record<string, HookDoor>>;
  /** Where a request comes from. */
  readonly addressOf: (request: IncomingMessage) => string;
}

/**
 * Whoever posts either has an access token that may report, or shows that it knows a secret of that very hook. A signature can only be
 * looked at with the body; all other requests are let in, or refused, before their bodies are read.
 */
export async function serveHooks(
  app: FastifyInstance,
  { authentication, doors, addressOf }: HookRouteParts,
): Promise<void> {
  const requireToken = requiring(authentication, 'REPORT', 'bearer or basic');
  const bodies = createBodies();
  /** Those whose proof is looked at once their bodies are there. */
  const toBeProved = new WeakSet<FastifyRequest>();
  const doorFor = (adapter: string) => (Object.hasOwn(doors, adapter) ? doors[adapter] : undefined);

  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', (request, body, done) => {
    const limit = app.initialConfig.bodyLimit ?? 0;
    // What says that it is too large is not read at all.
    if (Number(request.headers['content-length'] ?? 0) > limit)
      return done(new errorCodes.FST_ERR_CTP_BODY_TOO_LARGE());
    bodies.read(body, limit, { address: addressOf(request.raw), proved: !toBeProved.has(request) }).then(
      (buffer) => done(null, buffer),
      (error) => done(error),
    );
  });

  const byToken = async (request: FastifyRequest, door: HookDoor | undefined) => {
    try {
      await requireToken(request);
    } catch (error) {
      if (error instanceof LavalampError && error.code !== 'UNAVAILABLE') door?.turnedAway();
      throw error;
    }
  };

  /** Of one whose proof is wrong. It may have put an access token where the secret can be. */
  const otherwise = async (request: FastifyRequest, door: HookDoor) => {
    if (request.headers.authorization !== undefined) return byToken(request, door);
    door.turnedAway();
    throw new LavalampError('UNAUTHENTICATED', `The ${door.proofName} is not that of a secret of this hook.`);
  };

  app.post<HookRoute>(
    '/hooks/:adapter/:origin',
    {
      onRequest: async (request) => {
        const { adapter, origin } = request.params;
        const door = doorFor(adapter);
        const knock = (await door?.knocks(origin, request.headers)) ?? 'NONE';
        if (knock === 'BODY') toBeProved.add(request);
        else if (knock === 'WRONG' && door !== undefined) await otherwise(request, door);
        else if (knock !== 'RIGHT') await byToken(request, door);
      },
    },
    async (request, reply) => {
      const { adapter, origin } = request.params;
      const door = doorFor(adapter);
      const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
      // It is refused, or the inbox counts it.
      const release = () => bodies.release(body);
      if (door === undefined) {
        release();
        return reply.callNotFound();
      }
      if (toBeProved.has(request)) {
        const proved = await door.proves(origin, request.headers, body).finally(release);
        if (!proved) await otherwise(request, door);
      } else {
        release();
      }
      const answer = await door.take(origin, body, request.headers);
      return reply.code(answer.status).send(answer.body);
    },
  );
}
