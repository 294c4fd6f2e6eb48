// Where the event log stands, and the feed in it: asked of the database whenever somebody reads the measures.

import { setTimeout as pause } from 'node:timers/promises';
import type { Measure } from '../measures.ts';
import { type LogState, logState } from '../store/eventLog.ts';
import type { Reader } from '../store/reader.ts';

/** How long who reads the measures waits for the database. What it does not say by then is left out. */
const PATIENCE_MS = 2_000;

/** @param position how far the feed has read; null while nobody listens. */
export function logMeasures(reader: Reader, position: () => string | null): readonly Measure[] {
  let asked: Promise<LogState | null> | undefined;
  // One question for all measures; and while it is not answered, none that would wait as well.
  const state = () => {
    asked ??= logState(reader)
      .catch(() => null)
      .finally(() => {
        asked = undefined;
      });
    return Promise.race([asked, pause(PATIENCE_MS, null, { ref: false })]);
  };
  return [
    {
      kind: 'gauge',
      name: 'lavalamp_event_log_head',
      help: 'The last position of the event log.',
      read: async () => numberOf((await state())?.headSeq),
    },
    {
      kind: 'gauge',
      name: 'lavalamp_event_log_oldest',
      help: 'The position of the event log after which everything is kept.',
      read: async () => numberOf((await state())?.prunedThrough),
    },
    {
      kind: 'gauge',
      name: 'lavalamp_feed_lag_events',
      help: "How far this server's feed is behind the event log; 0 while nobody subscribes.",
      read: async () => {
        // Taken first, so that what is recorded meanwhile is at worst counted, and nothing is negative but for a restored backup.
        const at = position();
        const head = (await state())?.headSeq;
        if (head === undefined) return null;
        return at === null ? 0 : Math.max(0, Number(head) - Number(at));
      },
    },
  ];
}

function numberOf(seq: string | undefined): number | null {
  return seq === undefined ? null : Number(seq);
}
