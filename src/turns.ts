// Work that is done again and again: some time after it was done the last time, until it is stopped.

import { setTimeout as pause } from 'node:timers/promises';

export interface Turns {
  /** Takes the first turn at once, or after the time that lies between two. To be called once. */
  readonly start: (first: 'now' | 'later') => void;
  /** Takes a turn at once; while one is under way, another follows it at once. */
  readonly hurry: () => void;
  /** Whether there are to be no more turns: one that takes long may end early. */
  readonly stopped: () => boolean;
  /** Ends them. Resolves when the one under way has ended, after `withinMs` at the latest: a database that hangs holds up no stop. */
  readonly stop: (withinMs: number) => Promise<void>;
}

/** @param turn must not reject. @param waitMs how long to wait after one, in milliseconds; that keeps no process alive. */
export function createTurns(turn: () => Promise<unknown>, waitMs: () => number): Turns {
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
    clearTimeout(timer);
    timer = setTimeout(begin, waitMs());
    timer.unref();
  };
  const begin = () => {
    underWay = take();
  };
  const hurry = () => {
    if (stopped) return;
    again = true;
    if (underWay === undefined) begin();
  };

  return {
    start: (first) => (first === 'now' ? hurry() : wait()),
    hurry,
    stopped: () => stopped,
    stop: async (withinMs) => {
      stopped = true;
      clearTimeout(timer);
      await Promise.race([underWay, pause(withinMs, undefined, { ref: false })]);
    },
  };
}
