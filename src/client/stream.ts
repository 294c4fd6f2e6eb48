// An async generator that can be ended while it waits.

/**
 * What a subscription is read from, with `for await`. Leaving the loop, `return()` and aborting its signal end it: the server
 * is told, and the socket is closed when nothing else uses it. After an abort the loop ends without an error.
 */
export type Stream<T> = AsyncIterableIterator<T, void, undefined>;

/**
 * A plain generator answers `return()` only once what it awaits has come, which for a quiet subscription is never: here
 * `return()` first aborts the signal that the generator was given.
 * @param outer the caller's own signal.
 */
export function streamOf<T>(
  generate: (signal: AbortSignal) => AsyncGenerator<T, void, undefined>,
  outer?: AbortSignal,
): Stream<T> {
  const inner = new AbortController();
  const abort = () => inner.abort();
  if (outer?.aborted) abort();
  outer?.addEventListener('abort', abort);
  const generator = (async function* () {
    try {
      yield* generate(inner.signal);
    } finally {
      outer?.removeEventListener('abort', abort);
    }
  })();
  return {
    next: () => generator.next(),
    return: () => {
      abort();
      return generator.return();
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}
