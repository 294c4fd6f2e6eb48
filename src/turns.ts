// Work that is done again and again: some time after it was done the last time, until it is stopped.

import { setTimeout as pause } from 'node:timers/promises';

export interface Turns {
  /** Takes the first turn at once, or after the time that lies between two. To be called once. */
  readonly start: (first: 'now' | 'later') => void;
  /** Takes a turn at once; while one is under way, another follows it at once. */
  readonly hurry: () => void;
  /** Whether there are to be no more turns: one that takes long may end early. */
  readonly stopped: () => boolean;
  /** Ends them. Resolves when the one under way has ended, after `waitMs` at the latest: a database that hangs holds up no stop. */
  readonly stop: (waitMs: number) => Promise<void>;
}

/** @param turn must not reject. @param everyMs how long to wait after each, in milliseconds; it keeps no process alive. */
export function createTurns(turn: () => Promise<unknown>, everyMs: number): Turns {
  let timer: NodeJS.Timeout | undefined;
  let underWay: Promise<void> | undefined;
  let again = false;
  let stopped = false;

  const take = async () => {
    clearTimeout(timer);
    do {
      again = false;
      await turn();
    } while (again && !stopped);
    underWay = undefined;
    if (!stopped) wait();
  };
  const wait = () => {
    timer = setTimeout(begin, everyMs);
    timer.unref();
  };
  const begin = () => {
    underWay = take();
  };

  return {
    start: (first) => (first === 'now' ? begin() : wait()),
    hurry: () => {
      if (stopped) return;
      again = true;
      if (underWay === undefined) begin();
    },
    stopped: () => stopped,
    stop: async (waitMs) => {
      stopped = true;
      clearTimeout(timer);
      await Promise.race([underWay, pause(waitMs, undefined, { ref: false })]);
    },
  };
}
