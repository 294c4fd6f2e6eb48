// How long a client may take to send a body. Node's own limit is one for all requests, and a file of gigabytes takes as long as its
// network does: there, only one who sends nothing any more is given up.

import type { FastifyInstance, FastifyRequest } from 'fastify';

/** Those whose bodies may take any time, as long as they come. */
const unhurried = new WeakSet<FastifyRequest>();

/** To be called for one who has shown that they may send something long. */
export function neverHurry(request: FastifyRequest): void {
  unhurried.add(request);
}

/** Cuts the connection of whoever has not sent a whole body within `limitMs`; of an unhurried one, nothing of it for so long. */
export function endSlowRequests(app: FastifyInstance, limitMs: number): void {
  app.addHook('onRequest', async (request) => {
    const { headers, raw } = request;
    if (headers['content-length'] === undefined && headers['transfer-encoding'] === undefined) return;
    let read = raw.socket.bytesRead;
    const watch = () => {
      if (raw.complete) return;
      const { bytesRead } = raw.socket;
      if (!unhurried.has(request) || bytesRead === read) raw.socket.destroy();
      read = bytesRead;
      timer.refresh();
    };
    const timer = setTimeout(watch, limitMs).unref();
    raw.once('end', () => clearTimeout(timer));
    raw.once('close', () => clearTimeout(timer));
  });
}
