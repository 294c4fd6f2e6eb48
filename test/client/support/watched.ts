// A list whose growth can be waited for, so that no test sleeps.

export class Watched<T> {
  readonly items: T[] = [];
  readonly #waiting = new Set<() => void>();

  get length(): number {
    return this.items.length;
  }

  get last(): T | undefined {
    return this.items.at(-1);
  }

  add(item: T): void {
    this.items.push(item);
    for (const check of [...this.#waiting]) check();
  }

  /** @returns entry number `n`, from 1, as soon as it is there. */
  async nth(n: number): Promise<T> {
    await this.until(() => this.items.length >= n);
    return this.items[n - 1] as T;
  }

  /** @returns the first entry that matches, as soon as it is there. */
  async first(matches: (item: T) => boolean): Promise<T> {
    await this.until(() => this.items.some(matches));
    return this.items.find(matches) as T;
  }

  /** Resolves when the condition holds; it is looked at after each new entry. */
  until(condition: () => boolean): Promise<void> {
    return new Promise((resolve) => {
      const check = () => {
        if (!condition()) return;
        this.#waiting.delete(check);
        resolve();
      };
      this.#waiting.add(check);
      check();
    });
  }
}
