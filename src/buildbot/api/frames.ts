// A master's WebSocket: it tells that something has changed, and which thing. What has become of it, the REST API tells.

import { type RawData, WebSocket } from 'ws';
import { isObject, type MasterAddress } from './master.ts';
import { int } from './rows.ts';

/** Each event is sent on up to three topics; on these, each comes once. */
const PATHS = [
  'builds/*/*',
  'steps/*/*',
  'logs/*/*',
  'buildrequests/*/*',
  'buildsets/*/*',
  'changes/*/*',
  'workers/*/*',
] as const;
const KINDS = new Set(PATHS.map((path) => path.split('/')[0]));
/** No event is larger than the properties of one build. */
const MOST_BYTES = 64 * 1_048_576;
const CONNECT_MS = 20_000;

/** That something has changed. */
export interface Hint {
  readonly kind: 'builds' | 'steps' | 'logs' | 'buildrequests' | 'buildsets' | 'changes' | 'workers';
  readonly id: number;
  /** What a step or a log was said to be of: a build, or a step; null where that was not said. */
  readonly of: number | null;
}

export interface FramesOptions {
  /** Told of each change. */
  readonly changed: (hint: Hint) => void;
  /** From now on every change is told; of what was before, nothing is known. */
  readonly opened: () => void;
  /** The socket was lost, or could not be opened, and will be tried again. */
  readonly lost: (why: string) => void;
  /** Waits before the next attempt, of which there were so many in vain. */
  readonly pause: (failures: number) => Promise<void>;
  /** How often to ask whether the master is there; after three times as long without a word the socket counts as lost. In milliseconds. */
  readonly pingMs: number;
}

export class Frames {
  readonly #address: MasterAddress;
  readonly #options: FramesOptions;

  constructor(address: MasterAddress, options: FramesOptions) {
    this.#address = address;
    this.#options = options;
  }

  /** Holds a socket open until the signal is aborted. Never throws. */
  async run(signal: AbortSignal): Promise<void> {
    for (let failures = 0; !signal.aborted; ) {
      const { why, wasOpen } = await this.#once(signal);
      if (signal.aborted) return;
      failures = wasOpen ? 1 : failures + 1;
      this.#options.lost(why);
      await this.#options.pause(failures);
    }
  }

  /** One socket, until it is lost. @returns why, and whether it ever told changes. */
  #once(signal: AbortSignal): Promise<{ readonly why: string; readonly wasOpen: boolean }> {
    return new Promise((resolve) => {
      const socket = new WebSocket(new URL('ws', this.#address.url.replace(/^http/, 'ws')), {
        headers: this.#address.headers,
        handshakeTimeout: CONNECT_MS,
        maxPayload: MOST_BYTES,
        perMessageDeflate: false,
        followRedirects: false,
      });
      let why = 'it was closed';
      let heardAt = performance.now();
      const unconfirmed = new Set<unknown>(PATHS.keys());
      const timer = setInterval(() => {
        if (performance.now() - heardAt > this.#options.pingMs * 3) {
          why = 'nothing was heard of it any more';
          socket.terminate();
        } else if (socket.readyState === WebSocket.OPEN) {
          // Some proxies answer a WebSocket's own ping in the master's place.
          socket.send(JSON.stringify({ cmd: 'ping', _id: 'ping' }));
        }
      }, this.#options.pingMs);
      const stop = () => socket.terminate();
      signal.addEventListener('abort', stop);
      socket.on('open', () => {
        heardAt = performance.now();
        for (const [id, path] of PATHS.entries()) {
          socket.send(JSON.stringify({ cmd: 'startConsuming', path, _id: id }));
        }
      });
      socket.on('message', (data) => {
        heardAt = performance.now();
        const frame = parsed(data);
        if (frame === null) return;
        if (unconfirmed.size > 0 && frame.code === 200 && unconfirmed.delete(frame._id) && unconfirmed.size === 0) {
          this.#options.opened();
        }
        const hint = hintOf(frame);
        if (hint !== null) this.#options.changed(hint);
      });
      socket.on('error', (error) => {
        why = error.message;
      });
      socket.on('close', () => {
        clearInterval(timer);
        signal.removeEventListener('abort', stop);
        resolve({ why, wasOpen: unconfirmed.size === 0 });
      });
      if (signal.aborted) stop();
    });
  }
}

function parsed(data: RawData): Readonly<Record<string, unknown>> | null {
  try {
    const frame: unknown = JSON.parse(String(data));
    return isObject(frame) ? frame : null;
  } catch {
    return null;
  }
}

/** Null when it tells nothing. Names of events vary with the version, and do not matter. */
function hintOf({ k, m }: Readonly<Record<string, unknown>>): Hint | null {
  if (typeof k !== 'string') return null;
  const [kind = '', id = ''] = k.split('/', 3);
  if (!KINDS.has(kind as Hint['kind']) || !/^\d{1,15}$/.test(id)) return null;
  const message = isObject(m) ? m : {};
  const of = kind === 'steps' ? int(message.buildid) : kind === 'logs' ? int(message.stepid) : null;
  return { kind: kind as Hint['kind'], id: Number(id), of };
}
