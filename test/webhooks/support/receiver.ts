// One who is posted to: a real server, which answers as the test says.

import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A request as it arrived. */
export interface Received {
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
  // biome-ignore lint/suspicious/noExplicitAny: what tests ask for is as many-shaped as the events
  readonly event: any;
}

/** Answers a request, the `count`th. */
export type Answering = (response: ServerResponse, received: Received, count: number) => void;

export interface Receiver {
  readonly url: string;
  /** Everything that has arrived so far. */
  readonly received: readonly Received[];
  /** Resolves when this many requests have arrived. */
  readonly until: (count: number) => Promise<readonly Received[]>;
  /** How many connections were made. */
  readonly connections: () => number;
  /** From now on answers so. */
  readonly answer: (answering: Answering) => void;
  readonly stop: () => Promise<void>;
}

export const status =
  (code: number, body = ''): Answering =>
  (response) =>
    response.writeHead(code).end(body);

/** Starts a receiver, which answers 204 unless told otherwise. */
export async function startReceiver(first: Answering = status(204)): Promise<Receiver> {
  const received: Received[] = [];
  let answering = first;
  let connections = 0;
  let arrived: () => void = () => {};
  const server = createServer(async (request, response) => {
    let text = '';
    for await (const chunk of request.setEncoding('utf8')) text += chunk;
    const one: Received = { headers: request.headers, text, event: JSON.parse(text) };
    received.push(one);
    arrived();
    answering(response, one, received.length);
  });
  server.on('connection', () => {
    connections += 1;
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    received,
    until: async (count) => {
      while (received.length < count) {
        await new Promise<void>((resolve) => {
          arrived = resolve;
        });
      }
      return received;
    },
    connections: () => connections,
    answer: (next) => {
      answering = next;
    },
    stop: async () => {
      server.close();
      server.closeAllConnections();
    },
  };
}
