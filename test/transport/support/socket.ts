// A raw client of the graphql-transport-ws protocol: it can say what a well-behaved one cannot.

import { once } from 'node:events';
import WebSocket, { type ClientOptions, type RawData } from 'ws';

export interface Message {
  readonly type: string;
  readonly id?: string;
  // biome-ignore lint/suspicious/noExplicitAny: what tests ask for is as many-shaped as their questions
  readonly payload?: any;
}

export interface RawSocket {
  readonly socket: WebSocket;
  /** Sends an object as JSON, and anything else as it is. */
  readonly send: (message: object | string | Buffer) => void;
  /** Subscribes, or sends a query or mutation. */
  readonly ask: (id: string, query: string, variables?: object) => void;
  /** The next message, in order. Rejects with the close code when there is none any more. */
  readonly next: () => Promise<Message>;
  /** Resolves with the close code. */
  readonly closed: Promise<number>;
}

/** Opens a connection, without a word. */
export async function openSocket(url: string, options: ClientOptions = {}, path = '/graphql'): Promise<RawSocket> {
  const socket = new WebSocket(url.replace(/^http/, 'ws') + path, 'graphql-transport-ws', options);
  const messages: Message[] = [];
  const waiting: { resolve: (message: Message) => void; reject: (error: Error) => void }[] = [];
  const closed = new Promise<number>((resolve) => socket.once('close', resolve));
  socket.on('message', (data: RawData) => {
    const message = JSON.parse(String(data)) as Message;
    const first = waiting.shift();
    if (first === undefined) messages.push(message);
    else first.resolve(message);
  });
  socket.on('close', (code) => {
    for (const { reject } of waiting.splice(0)) reject(new Error(`Closed with ${code}`));
  });
  await once(socket, 'open');
  socket.on('error', () => undefined);
  const send = (message: object | string | Buffer) =>
    socket.send(typeof message === 'string' || Buffer.isBuffer(message) ? message : JSON.stringify(message));
  return {
    socket,
    send,
    closed,
    ask: (id, query, variables = {}) => send({ type: 'subscribe', id, payload: { query, variables } }),
    next: () => {
      const message = messages.shift();
      if (message !== undefined) return Promise.resolve(message);
      if (socket.readyState === socket.CLOSED) return Promise.reject(new Error('Closed'));
      return new Promise((resolve, reject) => waiting.push({ resolve, reject }));
    },
  };
}

/** Opens a connection, and says who asks; null: nobody. */
export async function connect(url: string, token: string | null, options: ClientOptions = {}): Promise<RawSocket> {
  const socket = await openSocket(url, options);
  socket.send({
    type: 'connection_init',
    ...(token === null ? {} : { payload: { authorization: `Bearer ${token}` } }),
  });
  const message = await socket.next();
  if (message.type !== 'connection_ack') throw new Error(`Expected connection_ack; received ${message.type}.`);
  return socket;
}

/** Sends one operation that is answered once. @returns the result, or `{ errors }` when it was refused. */
export async function answerTo(socket: RawSocket, id: string, query: string, variables: object = {}) {
  socket.ask(id, query, variables);
  const { type, payload } = await socket.next();
  if (type === 'error') return { errors: payload };
  if (type !== 'next') throw new Error(`Expected next; received ${type}.`);
  const end = await socket.next();
  if (end.type !== 'complete') throw new Error(`Expected complete; received ${end.type}.`);
  return payload;
}
