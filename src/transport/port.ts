// Whether there is a place to listen at, asked before anything is made.

import { once } from 'node:events';
import { createServer } from 'node:net';

/** Resolves when a server could listen there now; rejects with what `listen` says when it could not. */
export async function canListen(host: string, port: number): Promise<void> {
  const server = createServer((socket) => socket.destroy()).listen(port, host);
  await once(server, 'listening');
  server.close();
  await once(server, 'close');
}
