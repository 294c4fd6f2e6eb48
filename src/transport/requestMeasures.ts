// What is asked over HTTP, by route.

import type { FastifyInstance } from 'fastify';
import { Distribution, type Measure, SECONDS, Tally } from '../measures.ts';

/** For what has no route. A path is the client's to choose, and so is the method, and both would make series without end. */
const NO_ROUTE = { method: 'any', route: 'none' };
/** How long a stream lasted says nothing of how fast it was. */
const STREAMS = new Set(['/graphql/stream', '/events']);

/** Counts what is answered from now on; what streams counts when it has ended. */
export function measureRequests(app: FastifyInstance): readonly Measure[] {
  const answered = new Tally('method', 'route', 'status');
  const seconds = new Map<string, Distribution>();
  app.addHook('onResponse', async (request, reply) => {
    const { url } = request.routeOptions;
    const { method, route } = url === undefined ? NO_ROUTE : { method: request.method, route: url };
    answered.add(method, route, String(reply.raw.statusCode));
    if (STREAMS.has(route)) return;
    const distribution = seconds.get(route) ?? new Distribution(SECONDS);
    seconds.set(route, distribution);
    distribution.add(reply.elapsedTime / 1_000);
  });
  return [
    {
      kind: 'counter',
      name: 'lavalamp_http_requests_total',
      help: 'Requests over HTTP that were answered, by method, route and status. What has no route counts as `none`.',
      read: () => answered.samples(),
    },
    {
      kind: 'histogram',
      name: 'lavalamp_http_request_seconds',
      help: 'How long requests took until their answers were sent, by route; event streams left out.',
      read: () => [...seconds].map(([route, value]) => ({ labels: { route }, value })),
    },
  ];
}
