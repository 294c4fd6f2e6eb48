// How many connections that stay open, WebSockets and streams of events, each address has.

import type { IncomingMessage } from 'node:http';
import proxyAddr from '@fastify/proxy-addr';

export interface Addresses {
  /** The address of the client; empty when its connection has ended. */
  readonly of: (request: IncomingMessage) => string;
  /** @returns what is to be called once the connection has ended; null when its client's address has as many as it may have. */
  readonly enter: (request: IncomingMessage) => (() => void) | null;
}

/**
 * @param limit for each address; 0: none.
 * @param proxies addresses and ranges: a request that one of these passes on comes from where it says in `x-forwarded-for`.
 */
export function createAddresses(limit: number, proxies: readonly string[]): Addresses {
  const open = new Map<string, number>();
  const trusts = proxyAddr.compile([...proxies]);
  // The first on the way from here to the client that is not trusted to tell of one behind it.
  const of = (request: IncomingMessage) =>
    request.socket.remoteAddress === undefined ? '' : proxyAddr(request, trusts);
  return {
    of,
    enter(request) {
      const address = of(request);
      const count = open.get(address) ?? 0;
      if (limit > 0 && count >= limit) return null;
      open.set(address, count + 1);
      return () => {
        const left = (open.get(address) ?? 0) - 1;
        if (left > 0) open.set(address, left);
        else open.delete(address);
      };
    },
  };
}

/** What to tell one who is refused. */
export function tooManyConnections(limit: number): string {
  return `This address has ${limit} streams and WebSockets open, which is the limit (LAVALAMP_MAX_STREAMS_PER_ADDRESS). Close one first.`;
}
