// The log, read by subscribers that catch up. Those who ask the same at the same time share one read, so that ten thousand who
// come back after a restart do not ask ten thousand times.

import { setImmediate as turn } from 'node:timers/promises';
import type { LoggedEvent } from '../loggedEvents.ts';
import type { Measure } from '../measures.ts';
import type { Id } from '../model.ts';
import { BUILDS } from '../store/buildRecords.ts';
import { entriesAfter, type LogState, logState } from '../store/eventLog.ts';
import { byIds } from '../store/lookups.ts';
import type { Reader } from '../store/reader.ts';
import { readAfter } from './cursors.ts';

/** How many events are read at once. */
export const STRETCH = 500;

export interface LogReader {
  /** What reads; for what is not read here. */
  readonly reader: Reader;
  /** The last position that was recorded, at a moment after the call. */
  readonly head: () => Promise<string>;
  /**
   * The next STRETCH events after a position; fewer when that is all. The same array for all who ask at the same time. Rejects
   * with LavalampError CURSOR_EXPIRED when they are no longer kept, or when the log has not come that far.
   */
  readonly after: (seq: string) => Promise<readonly LoggedEvent[]>;
  /** Whether a build is there and still runs, at a moment after the call. */
  readonly runs: (id: Id) => Promise<boolean>;
  readonly measures: readonly Measure[];
}

export function createLogReader(reader: Reader): LogReader {
  const state = together<LogState>((keys) => each(keys, () => logState(reader)));
  let reads = 0;
  let entriesRead = 0;
  const after = together((positions) =>
    each(positions, async (seq) => {
      reads += 1;
      const events = await readAfter(reader, seq, () => entriesAfter(reader, seq, STRETCH));
      entriesRead += events.length;
      return events;
    }),
  );
  const runs = together((ids) => {
    const builds = byIds(reader, BUILDS, ids);
    return each(ids, async (id) => (await builds).get(id)?.state === 'RUNNING');
  });
  const measures: readonly Measure[] = [
    {
      kind: 'counter',
      name: 'lavalamp_catch_up_reads_total',
      help: 'How often the event log was read for subscribers that catch up: once for all who ask the same at the same time.',
      read: () => reads,
    },
    {
      kind: 'counter',
      name: 'lavalamp_catch_up_events_total',
      help: 'Entries of the event log that were read for subscribers that catch up.',
      read: () => entriesRead,
    },
  ];
  return { reader, head: async () => (await state('')).headSeq, after, runs, measures };
}

type Answers<T> = ReadonlyMap<string, Promise<T>>;

function each<T>(keys: readonly string[], read: (key: string) => Promise<T>): Answers<T> {
  return new Map(keys.map((key) => [key, read(key)]));
}

/** Calls that are made in the same turn of the event loop share one read, which starts after all of them. */
function together<T>(read: (keys: readonly string[]) => Answers<T>): (key: string) => Promise<T> {
  let keys = new Set<string>();
  let answers: Promise<Answers<T>> | undefined;
  const readAll = async () => {
    await turn();
    const asked = [...keys];
    keys = new Set();
    answers = undefined;
    return read(asked);
  };
  return async (key) => {
    keys.add(key);
    answers ??= readAll();
    return (await answers).get(key) as Promise<T>;
  };
}
