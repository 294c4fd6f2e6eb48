// @ts-check
// Medians of interleaved rounds: what else the machine does hits all contenders alike.

/**
 * @param {readonly number[]} values
 * @param {number} [share] 0.5 for the median
 * @returns {number}
 */
export function quantile(values, share = 0.5) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

/**
 * @typedef {object} Contender
 * @property {string} name
 * @property {() => number} cpuMs
 */

/**
 * Lets all contenders do the same work in turns, first once to warm up.
 * @template {Contender} T
 * @param {{ contenders: readonly T[], rounds: number, perRound: number, work: (contender: T, round: number) => Promise<void> }} options
 *   `perRound`: how many pieces of work one round is
 * @returns {Promise<readonly { name: string, ms: number, cpuMs: number }[]>} the medians, for one piece of work
 */
export async function compare({ contenders, rounds, perRound, work }) {
  const samples = contenders.map(() => ({ ms: /** @type {number[]} */ ([]), cpuMs: /** @type {number[]} */ ([]) }));
  for (let round = 0; round <= rounds; round += 1) {
    for (const [i, contender] of contenders.entries()) {
      const cpu = contender.cpuMs();
      const start = performance.now();
      await work(contender, round);
      if (round === 0) continue;
      samples[i]?.ms.push((performance.now() - start) / perRound);
      samples[i]?.cpuMs.push((contender.cpuMs() - cpu) / perRound);
    }
  }
  return contenders.map(({ name }, i) => ({
    name,
    ms: quantile(samples[i]?.ms ?? []),
    cpuMs: quantile(samples[i]?.cpuMs ?? []),
  }));
}
