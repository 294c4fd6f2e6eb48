// What leaves over a WebSocket: no faster than its client reads, and no more waiting than a bounded amount.

import type { Duplex } from 'node:stream';
import type { WebSocket } from 'ws';

/** How much may wait to be sent to a client that does not read, before the connection is cut. */
const MAX_UNSENT_BYTES = 64 * 1_048_576;
/** Above it the client is not keeping up: what subscriptions have for it waits elsewhere. */
const ROOMY_BYTES = 256 * 1_024;

export class Outlet {
  readonly #webSocket: WebSocket;
  readonly #stream: Duplex;

  /** `stream` is what the WebSocket writes to. */
  constructor(webSocket: WebSocket, stream: Duplex) {
    this.#webSocket = webSocket;
    this.#stream = stream;
  }

  /** Resolves when the message has left; at once when the client is gone. */
  send(message: string): Promise<void> {
    return new Promise((resolve) => {
      if (!this.#isOpen()) resolve();
      else this.#webSocket.send(message, () => resolve());
    });
  }

  /**
   * Sends one message of many. @returns whether more is welcome; otherwise `roomy` is called when it is again, or when the
   * client has gone.
   */
  push(message: string, roomy: () => void): boolean {
    if (!this.#isOpen()) return true;
    const welcome = this.#webSocket.bufferedAmount < ROOMY_BYTES;
    this.#write(message, welcome ? undefined : roomy);
    return welcome;
  }

  #isOpen(): boolean {
    if (this.#webSocket.bufferedAmount > MAX_UNSENT_BYTES) this.#webSocket.terminate();
    return this.#webSocket.readyState === this.#webSocket.OPEN;
  }

  /**
   * A message of ASCII alone goes to the stream as one string, frame and all, which costs a third less than a buffer for the
   * frame and one for the message. `ws` writes each frame at once and whole, so that this stands between two of its own.
   */
  #write(message: string, written: (() => void) | undefined): void {
    if (isAscii(message)) this.#stream.write(frameStart(message.length) + message, 'latin1', written);
    else this.#webSocket.send(message, written);
  }
}

function isAscii(text: string): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are ASCII as well
  return /^[\x00-\x7f]*$/.test(text);
}

/** The start of an unmasked frame that holds a whole text message of so many bytes (RFC 6455, 5.2), one character a byte. */
function frameStart(bytes: number): string {
  const [marker, size] = bytes < 126 ? [bytes, 0] : bytes < 65_536 ? [126, 2] : [127, 8];
  let start = String.fromCharCode(0x81, marker as number);
  for (let byte = (size as number) - 1; byte >= 0; byte -= 1) {
    start += String.fromCharCode(Math.floor(bytes / 2 ** (8 * byte)) % 256);
  }
  return start;
}
