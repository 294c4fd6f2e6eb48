// Waiting for what messages bring about.

export interface News {
  /** Something has come: everybody who waits looks. */
  readonly tell: () => void;
  /** Resolves when this holds, now or after something has come. */
  readonly until: (holds: () => boolean) => Promise<void>;
}

export function createNews(): News {
  const listeners = new Set<() => void>();
  return {
    tell: () => {
      for (const listener of listeners) listener();
    },
    until: (holds) =>
      new Promise((resolve) => {
        const look = () => {
          if (!holds()) return;
          listeners.delete(look);
          resolve();
        };
        listeners.add(look);
        look();
      }),
  };
}
