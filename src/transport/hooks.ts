// `POST /hooks/:adapter/:origin`: the body is handed over as it came, of whatever type.

import type { FastifyInstance, FastifyRequest } from 'fastify';
import { LavalampError } from '../errors.ts';
import type { HookDoor } from '../hooks/hooks.ts';
import type { Authentication } from './authentication.ts';
import { requiring } from './routes.ts';

interface HookRoute {
  readonly Params: { readonly adapter: string; readonly origin: string };
}

export interface HookRouteParts {
  readonly authentication: Authentication;
  /** By the name of the adapter. */
  readonly doors: Readonly<Record<string, HookDoor>>;
}

/**
 * Whoever posts either has an access token that may report, or shows that it knows a secret of that very hook. A signature can only be
 * looked at with the body; but without one, or where the hook has no secret, the request is refused before its body is read.
 */
export async function serveHooks(app: FastifyInstance, { authentication, doors }: HookRouteParts): Promise<void> {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
  const requireToken = requiring(authentication, 'REPORT', 'bearer or basic');
  /** Those whose proof is looked at once their bodies are there. */
  const toBeProved = new WeakSet<FastifyRequest>();
  const doorFor = (adapter: string) => (Object.hasOwn(doors, adapter) ? doors[adapter] : undefined);

  const byToken = async (request: FastifyRequest, door: HookDoor | undefined) => {
    try {
      await requireToken(request);
    } catch (error) {
      if (error instanceof LavalampError && error.code !== 'UNAVAILABLE') door?.turnedAway();
      throw error;
    }
  };

  app.post<HookRoute>(
    '/hooks/:adapter/:origin',
    {
      onRequest: async (request) => {
        const { adapter, origin } = request.params;
        const door = doorFor(adapter);
        if (door !== undefined && (await door.mayProve(origin, request.headers))) toBeProved.add(request);
        else await byToken(request, door);
      },
    },
    async (request, reply) => {
      const { adapter, origin } = request.params;
      const door = doorFor(adapter);
      if (door === undefined) return reply.callNotFound();
      const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
      if (toBeProved.has(request) && !(await door.proves(origin, request.headers, body))) {
        if (request.headers.authorization === undefined) {
          door.turnedAway();
          throw new LavalampError('UNAUTHENTICATED', `The ${door.proofName} is not that of a secret of this hook.`);
        }
        await byToken(request, door);
      }
      const answer = await door.take(origin, body, request.headers);
      return reply.code(answer.status).send(answer.body);
    },
  );
}
