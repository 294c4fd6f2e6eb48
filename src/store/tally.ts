// Builds of roll-ups, added up.

import { RESULTS_WORST_FIRST, type Result } from '../model.ts';
import type { Row } from './reader.ts';
import { Sketch } from './sketch.ts';
import type { SecondsSummary } from './statistics.ts';

const SHARES = [0.5, 0.9, 0.95, 0.99, 1];

/** Lengths of time that were added up. */
class Lengths {
  #count = 0;
  #ms = 0;
  readonly #sketch = new Sketch();

  add(count: number, ms: number, sketch: string): void {
    this.#count += count;
    this.#ms += ms;
    this.#sketch.add(sketch);
  }

  /** Null when there are none. */
  summary(): SecondsSummary | null {
    if (this.#count === 0) return null;
    const [p50 = 0, p90 = 0, p95 = 0, p99 = 0, max = 0] = this.#sketch.quantiles(SHARES).map((ms) => ms / 1_000);
    return { mean: Math.round(this.#ms / this.#count) / 1_000, p50, p90, p95, p99, max, exact: false };
  }
}

/** Builds that were added up. */
export class Tally {
  readonly #byResult = new Map<Result, number>();
  readonly durations = new Lengths();
  readonly queues = new Lengths();
  count = 0;
  kept = 0;

  /** Adds a row, from its count on. */
  add(result: Result, row: Row): void {
    const count = row.number();
    this.#byResult.set(result, (this.#byResult.get(result) ?? 0) + count);
    this.count += count;
    this.kept += row.number();
    for (const lengths of [this.durations, this.queues]) {
      lengths.add(row.number(), row.optionalNumber() ?? 0, row.optional() ?? '');
    }
  }

  get byResult() {
    return RESULTS_WORST_FIRST.map((result) => ({ result, count: this.#byResult.get(result) ?? 0 }));
  }
}
