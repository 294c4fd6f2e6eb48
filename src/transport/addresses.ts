// How many connections that stay open, WebSockets and streams of events, each address has.

export interface Addresses {
  /** @returns what is to be called once the connection has ended; null when the address has as many as it may have. */
  readonly enter: (address: string | undefined) => (() => void) | null;
}

/** `limit` for each address; 0: none. */
export function createAddresses(limit: number): Addresses {
  const open = new Map<string, number>();
  return {
    enter(address = '') {
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
