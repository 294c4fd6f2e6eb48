// A wire to the other servers. It carries what rang, one message at a time: what rings meanwhile goes into the next one. It
// connects anew by itself. What is lost on it costs the others the time until their next poll, so nobody waits for it, and nothing
// that it does can fail a report.

import { setTimeout as pause } from 'node:timers/promises';
import { createPendingTopics, EVERYTHING } from './topics.ts';

/** A connection to what carries messages between servers. */
export interface Line {
  /** Resolves when the message is on its way. Rejects when it may not be: the line is then given up. */
  readonly send: (message: string) => Promise<void>;
  /** Ends it, at once or in little time. Never rejects. */
  readonly close: () => Promise<void>;
}

export interface LineEvents {
  /** Another server said this. */
  readonly heard: (message: string) => void;
  /** A message of this server went the whole way, to where the others hear it. In the order in which they were sent. */
  readonly returned: () => void;
  /** The line is of no use any more. May be told more than once, and by a line that was closed. */
  readonly lost: (error: unknown) => void;
  /** Aborted when the server stops: a connection that is still being made is to be given up. */
  readonly signal: AbortSignal;
}

/** Connects, within a bounded time. Rejects, with nothing left open, when that cannot be done. */
export type OpenLine = (events: LineEvents) => Promise<Line>;

export interface WireParts {
  readonly open: OpenLine;
  readonly heard: (message: string) => void;
  /** Told how long it took from a ring to the moment in which the others could hear it. */
  readonly carried: (ms: number) => void;
  /** Told once for each time that the wire is away. */
  readonly failed: (error: unknown) => void;
  /** Told whenever it works: from now on, or again after `failed`. */
  readonly connected: (again: boolean) => void;
}

export interface Wire {
  /** To be called once. The connection is made in the background. */
  readonly start: () => void;
  readonly ring: (topic: string) => void;
  /** Says what there is still to say, and closes, both within this time. The same promise each time. */
  readonly stop: (withinMs: number) => Promise<void>;
}

const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 10_000;

export function createWire({ open, heard, carried, failed, connected }: WireParts): Wire {
  const pending = createPendingTopics();
  const stopping = new AbortController();
  let line: Line | undefined;
  /** Ends the connection that there is, or that is being made. */
  let end: (error?: unknown) => void = () => {};
  let keeping = Promise.resolve();
  let sending: Promise<void> | undefined;
  /** When the first of what is pending rang. */
  let rangAt: number | undefined;
  /** When the first of each message rang that is on its way. */
  let underWay: number[] = [];
  /** Whether it has been told already that the wire is away. */
  let away = false;

  const sendAll = async () => {
    // What rings in the same moment goes together: a commit, and the logs that grew by it.
    await Promise.resolve();
    while (line !== undefined && pending.any()) {
      const current = line;
      const message = pending.take();
      underWay.push(rangAt ?? performance.now());
      rangAt = undefined;
      try {
        await current.send(message);
      } catch (error) {
        for (const topic of message.split(' ')) pending.add(topic);
        // It may have been given up meanwhile, and another one be there.
        if (line !== current) continue;
        line = undefined;
        end(error);
      }
    }
    sending = undefined;
  };
  const send = () => {
    sending ??= sendAll();
    return sending;
  };

  /** One connection, from its beginning to its end. @returns what ended it; undefined when the wire stops. */
  const connection = async (): Promise<unknown> => {
    const ended = new Promise<unknown>((resolve) => {
      end = resolve;
    });
    const sent: number[] = [];
    underWay = sent;
    const returned = () => {
      const since = sent.shift();
      if (since !== undefined) carried(performance.now() - since);
    };
    const opening = open({ heard, returned, lost: end, signal: stopping.signal });
    let opened: Line | undefined;
    try {
      opened = await Promise.race([opening, ended.then(() => undefined)]);
    } catch (error) {
      return error;
    }
    if (opened === undefined) {
      opening.then((late) => late.close()).catch(() => {});
      return ended;
    }
    line = opened;
    connected(away);
    away = false;
    // Somebody may have rung while nobody listened here.
    heard(EVERYTHING);
    void send();
    const error = await ended;
    line = undefined;
    await opened.close();
    return error;
  };

  const keepConnected = async () => {
    for (let pauseMs = FIRST_PAUSE_MS; !stopping.signal.aborted; ) {
      const since = performance.now();
      const error = await connection();
      if (stopping.signal.aborted) return;
      if (!away) failed(error);
      away = true;
      if (performance.now() - since > LONGEST_PAUSE_MS) pauseMs = FIRST_PAUSE_MS;
      // Servers that were cut off together do not all come back in the same moment.
      const jittered = pauseMs * (0.5 + Math.random() / 2);
      await pause(jittered, undefined, { ref: false, signal: stopping.signal }).catch(() => {});
      pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS);
    }
  };

  const shutDown = async (withinMs: number) => {
    const finished = new AbortController();
    const limit = pause(withinMs, undefined, { signal: finished.signal }).catch(() => {});
    await Promise.race([send(), limit]);
    stopping.abort();
    end();
    await Promise.race([keeping, limit]);
    finished.abort();
  };
  let stopped: Promise<void> | undefined;

  return {
    start: () => {
      keeping = keepConnected();
    },
    ring: (topic) => {
      rangAt ??= performance.now();
      pending.add(topic);
      void send();
    },
    stop: (withinMs) => {
      stopped ??= shutDown(withinMs);
      return stopped;
    },
  };
}
