// Look-ups that many ask for at the same time.

/**
 * Calls with the same key share one look-up, which begins after all of them: each is told what was true after it asked. While one is
 * under way the next waits, so that there are never more than two for a key. What rejects is forgotten.
 */
export function sharing<T>(lookUp: (key: string) => Promise<T>): (key: string) => Promise<T> {
  const running = new Map<string, Promise<T>>();
  const next = new Map<string, Promise<T>>();
  const begin = async (key: string): Promise<T> => {
    await running.get(key)?.catch(() => {});
    next.delete(key);
    const result = lookUp(key);
    running.set(key, result);
    try {
      return await result;
    } finally {
      if (running.get(key) === result) running.delete(key);
    }
  };
  return (key) => {
    const waiting = next.get(key) ?? begin(key);
    next.set(key, waiting);
    return waiting;
  };
}
