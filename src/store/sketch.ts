// How long many things took, without keeping each: a DDSketch with a logarithmic mapping, of whole milliseconds. Each value is in a bucket
// whose bounds are so close that any value of it is within one percent of what is told for all. Sketches can be added up, and values
// can be taken out again. Their text, ' 310:4 311:2 ', is written by the functions of the migration that brought the roll-ups.

/** How far what a sketch tells may be from what it was told, as a share of that: schema.graphql says so as well. */
const ACCURACY = 0.01;
const GAMMA = (1 + ACCURACY) / (1 - ACCURACY);
/** The bucket of what took no time, the lowest. */
const NOTHING = -1;
/** For what takes nine days at most; others have it grow. */
const USUAL_BUCKETS = 1_024;

const SPACE = 32;
const COLON = 58;
const MINUS = 45;
const ZERO = 48;

/** A sketch in memory. */
export class Sketch {
  /** How many values each bucket has, from `NOTHING` on. */
  #counts = new Int32Array(0);
  #size = 0;

  /** Adds the values of a sketch, which is given as its text. Buckets may come in any order and more than once. */
  add(text: string): void {
    let number = 0;
    let sign = 1;
    let bucket = 0;
    for (let i = 0; i < text.length; i += 1) {
      const code = text.charCodeAt(i);
      if (code === SPACE) {
        // Every bucket has a space before it and after it.
        if (number !== 0) this.#put(bucket, sign * number);
        number = 0;
        sign = 1;
      } else if (code === COLON) {
        bucket = sign * number;
        number = 0;
        sign = 1;
      } else if (code === MINUS) sign = -1;
      else number = number * 10 + code - ZERO;
    }
  }

  /** How many values there are. */
  get size(): number {
    return this.#size;
  }

  /**
   * The values below or at which these shares of all lie, by nearest rank, each within `ACCURACY` and half a millisecond of the true one;
   * in milliseconds. The shares ascend, from 0 to 1. Throws RangeError when there are no values.
   */
  quantiles(shares: readonly number[]): number[] {
    if (this.#size === 0) throw new RangeError('A sketch of nothing has no quantiles.');
    const ranks = shares.map((share) => Math.max(1, Math.ceil(share * this.#size)));
    const found: number[] = [];
    let seen = 0;
    for (let i = 0; found.length < ranks.length; i += 1) {
      seen += this.#counts[i] ?? Number.POSITIVE_INFINITY;
      while (found.length < ranks.length && (ranks[found.length] as number) <= seen) found.push(lengthIn(i + NOTHING));
    }
    return found;
  }

  #put(bucket: number, count: number): void {
    const place = bucket - NOTHING;
    if (place >= this.#counts.length) {
      const grown = new Int32Array(Math.max(USUAL_BUCKETS, 2 * place));
      grown.set(this.#counts);
      this.#counts = grown;
    }
    this.#counts[place] = (this.#counts[place] as number) + count;
    this.#size += count;
  }
}

/** What is told of all values in a bucket: in the middle of it, relatively. */
function lengthIn(bucket: number): number {
  return bucket === NOTHING ? 0 : Math.round((2 * GAMMA ** bucket) / (1 + GAMMA));
}
