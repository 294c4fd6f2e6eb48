// Who subscribes, over which transport, and how it ended.

import { codeOf } from '../graphql/errorMasking.ts';
import type { Executor, ResultStream } from '../graphql/executor.ts';
import type { SharedSubscriptions } from '../graphql/sharedSubscriptions.ts';
import { type Measure, Tally } from '../measures.ts';

export type Way = 'websocket' | 'sse';

/** What opens subscriptions. */
interface Openers {
  readonly subscriptions: SharedSubscriptions;
  readonly executor: Executor;
}

export interface Subscribers {
  /** The same, with everybody counted who subscribes through it. */
  readonly over: (way: Way, openers: Openers) => Openers;
  readonly measures: readonly Measure[];
}

/** Why a subscription ended: `completed`, `left` when its client did, or the code of an error. */
type Reason = string;

export function createSubscribers(): Subscribers {
  const open: Record<Way, number> = { websocket: 0, sse: 0 };
  const ended = new Tally('transport', 'reason');

  /** @returns what is to be told when the subscription has ended; what comes after the first time does not count. */
  const enter = (way: Way) => {
    open[way] += 1;
    let left = false;
    return (reason: Reason) => {
      if (left) return;
      left = true;
      open[way] -= 1;
      ended.add(way, reason);
    };
  };

  return {
    over: (way, { subscriptions, executor }) => ({
      subscriptions: {
        shares: subscriptions.shares,
        open(execution, consumer, resumeAfter) {
          const leave = enter(way);
          const end = (error?: unknown) => {
            leave(reasonOf(error));
            consumer.end(error);
          };
          const subscription = subscriptions.open(execution, { ...consumer, end }, resumeAfter);
          const cancel = () => {
            leave('left');
            subscription.cancel();
          };
          return { resume: () => subscription.resume(), cancel };
        },
      },
      executor: { ...executor, subscribe: (execution) => counted(executor.subscribe(execution), () => enter(way)) },
    }),
    measures: [
      {
        kind: 'gauge',
        name: 'lavalamp_subscribers',
        help: 'Subscriptions that are open, by transport.',
        read: () => Object.entries(open).map(([transport, value]) => ({ labels: { transport }, value })),
      },
      {
        kind: 'counter',
        name: 'lavalamp_subscriptions_ended_total',
        help: 'Subscriptions that have ended, by transport and reason: completed, left (by the client), or the code of an error, such as LAGGED and CURSOR_EXPIRED.',
        read: () => ended.samples(),
      },
    ],
  };
}

function reasonOf(error: unknown): Reason {
  return error === undefined ? 'completed' : codeOf(error);
}

/** A stream that tells when it is first read, and when it has ended. */
function counted(stream: ResultStream, enter: () => (reason: Reason) => void): ResultStream {
  let leave: ((reason: Reason) => void) | undefined;
  const counting: ResultStream = {
    async next() {
      leave ??= enter();
      try {
        const result = await stream.next();
        if (result.done === true) leave('completed');
        return result;
      } catch (error) {
        leave(reasonOf(error));
        throw error;
      }
    },
    return() {
      leave?.('left');
      return stream.return();
    },
    throw(error: unknown) {
      leave?.('left');
      return stream.throw(error);
    },
    [Symbol.asyncIterator]: () => counting,
  };
  return counting;
}
