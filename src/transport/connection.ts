// One WebSocket, between `ws`, which carries it, and graphql-ws, which speaks the protocol. Thousands of them are open at a time, most
// of them idle: what each holds is little.

import { randomUUID } from 'node:crypto';
import type { Duplex } from 'node:stream';
import { CloseCode, type Server, type WebSocket as Wire } from 'graphql-ws';
import type { RawData, WebSocket } from 'ws';
import { LavalampError } from '../errors.ts';
import type { ErrorLog } from '../graphql/errorMasking.ts';
import { Inbox, type Protocol } from './inbox.ts';
import { Outlet } from './outlet.ts';
import type { Attendee } from './presence.ts';

/** Close codes of WebSocket itself. */
const TEXT_ONLY = 1003;
const TRY_AGAIN_LATER = 1013;

export type ConnectionLog = ErrorLog & { readonly debug: (details: object, message: string) => void };

export class Connection implements Attendee, Protocol, Wire {
  /** What it is called in the log. Written anew, since Node keeps what it has put together of twenty strings as those. */
  readonly id = Buffer.from(randomUUID()).toString('latin1');
  /** The `authorization` header of the upgrade, or what came in `connection_init`. */
  authorization: string | undefined;
  readonly outlet: Outlet;
  readonly inbox = new Inbox(this);
  readonly #webSocket: WebSocket;
  readonly #log: ConnectionLog;
  #toProtocol: (message: string) => Promise<void> = async () => {};
  /** Whether the client has answered the last ping. */
  #answered = true;

  /** `stream` is what the WebSocket writes to. */
  constructor(webSocket: WebSocket, stream: Duplex, authorization: string | undefined, log: ConnectionLog) {
    this.#webSocket = webSocket;
    this.outlet = new Outlet(webSocket, stream);
    this.authorization = authorization;
    this.#log = log;
  }

  /** Lets the protocol speak over the socket. `left` is called when the connection has ended. */
  attend(server: Server<Connection>, left: () => void): void {
    const [webSocket, log, requestId] = [this.#webSocket, this.#log, this.id];
    log.debug({ requestId }, 'WebSocket opened');
    // `ws` closes the socket by itself, with the code that says why: a message that is too large, a frame that is none.
    webSocket.on('error', (error) => log.debug({ requestId, err: error }, 'WebSocket failed'));
    const closed = server.opened(this, this);
    webSocket.on('message', (message, isBinary) => this.#receive(message, isBinary));
    webSocket.on('pong', () => {
      this.#answered = true;
    });
    webSocket.on('close', (code, reason) => {
      left();
      this.inbox.close();
      log.debug({ requestId, code }, 'WebSocket closed');
      closed(code, String(reason)).catch((error: unknown) =>
        log.error({ requestId, err: error }, 'A WebSocket did not end well'),
      );
    });
  }

  #receive(message: RawData, isBinary: boolean): void {
    // What comes after the end is nobody's any more.
    if (this.#webSocket.readyState !== this.#webSocket.OPEN) return;
    if (isBinary) this.close(TEXT_ONLY, 'Messages are text');
    else this.inbox.receive(String(message));
  }

  // What graphql-ws needs of a socket.

  get protocol(): string {
    return this.#webSocket.protocol;
  }

  send(message: string): Promise<void> {
    return this.outlet.send(message);
  }

  close(code: number, reason: string): void {
    this.#webSocket.close(code, reason);
  }

  onMessage(take: (message: string) => Promise<void>): void {
    this.#toProtocol = take;
  }

  // What the inbox needs of the protocol.

  take(message: object): Promise<void> {
    // graphql-ws parses what is text, and takes what is parsed as it is.
    return this.#toProtocol(message as unknown as string);
  }

  /** For what no operation can be told, as when the database is away while the connection is opened. */
  failed(error: unknown): void {
    if (error instanceof LavalampError) {
      this.close(TRY_AGAIN_LATER, error.code);
    } else {
      this.#log.error({ requestId: this.id, err: error }, 'A WebSocket message could not be handled');
      this.close(CloseCode.InternalServerError, 'Something went wrong here');
    }
  }

  // What presence asks of it: its client must answer pings, and its token must go on working.

  look(): void {
    if (this.#answered) this.#webSocket.ping();
    else this.#webSocket.terminate();
    this.#answered = false;
  }

  forbid(): void {
    this.close(CloseCode.Forbidden, 'Forbidden');
  }
}
