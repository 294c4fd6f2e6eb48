// How graphql-ws is given a subscription whose results are sent past it: as a stream that yields nothing and ends when the
// subscription does.

import type { Consumer, LiveSubscription } from '../graphql/sharedSubscriptions.ts';

/**
 * The stream begins with the first `next`, whose promise settles when the subscription has ended: resolved when it ended by
 * itself or was returned, rejected with what went wrong. `push` sends a result. @returns whether more is welcome; otherwise it
 * calls `roomy` when it is again.
 */
export function pushed(
  open: (consumer: Consumer) => LiveSubscription,
  push: (payload: string, roomy: () => void) => boolean,
): AsyncGenerator<never, void, undefined> {
  const done = { value: undefined, done: true } as const;
  let subscription: LiveSubscription | undefined;
  let settle: { resolve: () => void; reject: (error: unknown) => void } | undefined;
  let ended = false;

  const end = (error?: unknown) => {
    if (ended) return;
    ended = true;
    if (error === undefined) settle?.resolve();
    else settle?.reject(error);
  };
  const consumer: Consumer = { take: (payload) => push(payload, () => subscription?.resume()), end };
  const begin = () =>
    new Promise<void>((resolve, reject) => {
      settle = { resolve, reject };
      subscription = open(consumer);
    });
  const finish = async (): Promise<IteratorResult<never, void>> => {
    subscription?.cancel();
    end();
    return done;
  };
  const stream: AsyncGenerator<never, void, undefined> = {
    next: async () => {
      if (!ended && settle === undefined) await begin();
      return done;
    },
    return: finish,
    throw: async (error) => {
      await finish();
      throw error;
    },
    [Symbol.asyncIterator]: () => stream,
  };
  return stream;
}
