// Iterators that can be stopped while they wait.

/**
 * An iterator over a generator whose `return` does not wait for what the generator waits for: it first calls what the generator
 * gave to `onStop`, which must end that wait.
 */
export function stoppable<T>(run: (onStop: (stop: () => void) => void) => AsyncGenerator<T>): AsyncIterableIterator<T> {
  let stopped = false;
  let stop = () => {};
  const generator = run((ends) => {
    stop = ends;
    if (stopped) stop();
  });
  return {
    next: () => generator.next(),
    return: () => {
      stopped = true;
      stop();
      return generator.return(undefined) as Promise<IteratorResult<T>>;
    },
    throw: (error) => generator.throw(error),
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}
