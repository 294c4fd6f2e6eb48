// Which WebSocket implementation to use.

/** The standard's constructor; browsers', Node's own and that of the package `ws` fit. */
export type WebSocketConstructor = new (url: string, protocols?: string | string[]) => unknown;

/**
 * On Node, the package `ws`: Node 20 has no WebSocket, and that of newer ones cannot drop a peer that no longer answers.
 * Elsewhere the platform's own. Throws when there is none.
 */
export async function platformWebSocket(connectMs: number): Promise<WebSocketConstructor> {
  if (globalThis.process?.release?.name === 'node') {
    const { WebSocket } = await import('ws');
    const options = { handshakeTimeout: connectMs, closeTimeout: connectMs, perMessageDeflate: false };
    return class extends WebSocket {
      constructor(url: string, protocols?: string | string[]) {
        super(url, protocols, options);
      }
    };
  }
  const { WebSocket } = globalThis as { WebSocket?: WebSocketConstructor };
  if (WebSocket === undefined) throw new TypeError('This platform has no WebSocket: give createClient one.');
  return WebSocket;
}

/** Says goodbye to the peer, which then closes the socket. Does nothing when there is none yet. */
export function close(socket: unknown): void {
  if (hasMethod(socket, 'close')) socket.close(1000, 'Normal Closure');
}

/** Drops the socket without waiting for the peer, where the implementation can; else closes it. */
export function drop(socket: unknown): void {
  if (hasMethod(socket, 'terminate')) socket.terminate();
  else if (hasMethod(socket, 'close')) socket.close();
}

function hasMethod<Name extends string>(
  value: unknown,
  name: Name,
): value is Readonly<Record<Name, (...args: unknown[]) => void>> {
  return typeof value === 'object' && value !== null && typeof Reflect.get(value, name) === 'function';
}
