// A subscriber with a real socket.

import { type Client, createClient } from 'graphql-ws';
import WebSocket from 'ws';
import { ADMIN_TOKEN } from './server.ts';

/** A GraphQL subscription of which each message can be waited for. */
export interface Watch {
  /** The next message; rejects when the subscription has failed. Undefined: it has completed. */
  // biome-ignore lint/suspicious/noExplicitAny: what tests ask for is as many-shaped as their questions
  readonly next: () => Promise<any>;
  /** Resolves when the socket is open and the server has greeted: the subscription is on its way then. */
  readonly connected: Promise<void>;
  /** Ends the subscription, and closes the socket. */
  readonly stop: () => Promise<void>;
  /** Cuts the socket without a word, as a network does. */
  readonly cut: () => void;
}

/** Subscribes over a socket of its own. */
export function watch(url: string, query: string, variables: object = {}, token: string | null = ADMIN_TOKEN): Watch {
  let socket: WebSocket | undefined;
  let greeted = () => {};
  const connected = new Promise<void>((resolve) => {
    greeted = resolve;
  });
  const client: Client = createClient({
    url: url.replace(/^http/, 'ws').concat('/graphql'),
    webSocketImpl: class extends WebSocket {
      constructor(address: string, protocols?: string | string[]) {
        super(address, protocols);
        socket = this;
      }
    },
    retryAttempts: 0,
    on: { connected: greeted },
    ...(token === null ? {} : { connectionParams: { authorization: `Bearer ${token}` } }),
  });
  const messages = client.iterate({ query, variables: variables as Record<string, unknown> });
  return {
    next: async () => {
      const { done, value } = await messages.next().catch((errors: unknown) => {
        // A GraphQL error ends the subscription with the list of errors; a broken socket ends it with an event.
        throw Object.assign(new Error('The subscription has failed.'), { errors });
      });
      if (done) return undefined;
      if (value.errors) throw Object.assign(new Error(value.errors[0]?.message), { errors: value.errors });
      return value.data;
    },
    connected,
    stop: async () => {
      await messages.return?.();
      await client.dispose();
    },
    cut: () => socket?.terminate(),
  };
}
