// The wire to the database, which can be cut.

import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

export interface Wire {
  /** The database's address, by way of this wire. */
  readonly url: string;
  /** Ends all connections and refuses new ones, as a database that was stopped does. */
  readonly cut: () => void;
  /** Lets nothing through and says nothing, as a network that drops packets does: not even that one side has given up. */
  readonly hold: () => void;
  /** Lets what is sent to the database through, but no answers. */
  readonly mute: () => void;
  /** Lets new connections through. What was held is ended: its packets are gone. */
  readonly mend: () => void;
}

/** Puts a wire between a server and a PostgreSQL database, for as long as this process lives. */
export async function createWire(databaseUrl: string): Promise<Wire> {
  const target = new URL(databaseUrl);
  let state: 'whole' | 'cut' | 'held' | 'muted' = 'whole';
  const sockets = new Set<Socket>();
  const endAll = () => {
    for (const socket of sockets) socket.destroy();
  };
  const keep = (socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
    socket.on('close', () => sockets.delete(socket));
  };
  const server = createServer((near) => {
    keep(near);
    if (state === 'cut') near.destroy();
    else if (state !== 'held') join(near);
  });
  const join = (near: Socket) => {
    const far = connect(Number(target.port || 5432), target.hostname);
    keep(far);
    // Not `pipe`: what is on its way when the wire is held must not arrive.
    near.on('data', (data) => state !== 'held' && far.write(data));
    far.on('data', (data) => state === 'whole' && near.write(data));
    near.on('close', () => state !== 'held' && far.destroy());
    far.on('close', () => state === 'whole' && near.destroy());
  };
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  server.unref();
  const url = new URL(databaseUrl);
  url.hostname = '127.0.0.1';
  url.port = String((server.address() as AddressInfo).port);
  return {
    url: url.href,
    cut: () => {
      state = 'cut';
      endAll();
    },
    hold: () => {
      state = 'held';
    },
    mute: () => {
      state = 'muted';
    },
    mend: () => {
      endAll();
      state = 'whole';
    },
  };
}
