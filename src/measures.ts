// What is measured, for those who watch over the process. A room counts in plain numbers, which costs next to nothing where it
// happens, and says what they mean; they are read when somebody asks. Who asks, and in which format, no room knows.

/** A value, and what it is of. The values of labels must be few and fixed: each makes a series that is kept for ever. */
export interface Sample<V> {
  readonly labels: Readonly<Record<string, string>>;
  readonly value: V;
}

/** One value, or one for each set of labels; null: nothing is known of it now. */
export type Reading<V> = V | null | readonly Sample<V>[];

interface Described {
  /** As Prometheus names things: with the unit at the end, and `_total` when it only grows. */
  readonly name: string;
  /** What it means, for people. */
  readonly help: string;
}

/** Something that only grows, or that goes up and down. `read` must neither throw nor reject. */
export interface NumberMeasure extends Described {
  readonly kind: 'counter' | 'gauge';
  readonly read: () => Reading<number> | Promise<Reading<number>>;
}

export interface DistributionMeasure extends Described {
  readonly kind: 'histogram';
  readonly read: () => Reading<Distribution>;
}

export type Measure = NumberMeasure | DistributionMeasure;

/** Bounds for what takes from a millisecond to half a minute. */
export const SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

/** How many of some values were of which size. */
export class Distribution {
  /** Ascending: the largest value of each bucket. What is larger than the last has a bucket of its own. */
  readonly bounds: readonly number[];
  readonly #counts: number[];
  #sum = 0;

  constructor(bounds: readonly number[]) {
    this.bounds = bounds;
    this.#counts = new Array(bounds.length + 1).fill(0);
  }

  get sum(): number {
    return this.#sum;
  }

  /** How many there were in each bucket, the one without a bound last. */
  get counts(): readonly number[] {
    return this.#counts;
  }

  add(value: number): void {
    let bucket = 0;
    while (bucket < this.bounds.length && value > (this.bounds[bucket] as number)) bucket += 1;
    this.#counts[bucket] = (this.#counts[bucket] as number) + 1;
    this.#sum += value;
  }
}

/** Numbers under labels. */
export class Tally<L extends string> {
  readonly #names: readonly L[];
  readonly #counts = new Map<string, { readonly labels: Readonly<Record<L, string>>; value: number }>();

  constructor(...names: readonly L[]) {
    this.#names = names;
  }

  /** Adds one under these labels, in the order of their names. */
  add(...values: readonly string[]): void {
    const key = values.join('\0');
    const known = this.#counts.get(key);
    if (known !== undefined) {
      known.value += 1;
      return;
    }
    const labels = Object.fromEntries(this.#names.map((name, i) => [name, values[i] ?? ''])) as Record<L, string>;
    this.#counts.set(key, { labels, value: 1 });
  }

  samples(): readonly Sample<number>[] {
    return [...this.#counts.values()];
  }
}
