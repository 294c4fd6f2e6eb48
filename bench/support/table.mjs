// @ts-check
// The one table that all benchmarks end in.

/**
 * @typedef {object} Row
 * @property {string} benchmark
 * @property {string} contender
 * @property {string} result what was measured, with its unit
 * @property {string} [ratio] of the time to the first contender's
 * @property {string} [cpu] processor time of the server for one piece of work
 * @property {string} [cpuRatio]
 */

/** @type {readonly (readonly [keyof Row, string])[]} */
const COLUMNS = [
  ['benchmark', 'benchmark'],
  ['contender', 'contender'],
  ['result', 'median'],
  ['ratio', 'ratio'],
  ['cpu', 'CPU each'],
  ['cpuRatio', 'ratio'],
];

/**
 * Rows of contenders of which the first is what the others are compared with.
 * @param {string} benchmark
 * @param {readonly { name: string, ms: number, cpuMs: number }[]} medians
 * @param {(ms: number) => string} [result]
 * @returns {readonly Row[]}
 */
export function rowsOf(benchmark, medians, result = milliseconds) {
  const [first] = medians;
  return medians.map(({ name, ms, cpuMs }) => ({
    benchmark,
    contender: name,
    result: result(ms),
    ratio: ratio(ms, first?.ms),
    cpu: Number.isNaN(cpuMs) ? '–' : milliseconds(cpuMs),
    cpuRatio: ratio(cpuMs, first?.cpuMs),
  }));
}

/** @param {number} ms */
export const milliseconds = (ms) => `${ms < 1 ? ms.toFixed(2) : ms.toFixed(1)} ms`;

/**
 * @param {number} value
 * @param {number} [to]
 */
const ratio = (value, to = Number.NaN) => (Number.isFinite(value / to) ? (value / to).toFixed(2) : '–');

/**
 * @param {readonly Row[]} rows
 * @returns {string} a table in Markdown
 */
export function tableOf(rows) {
  const cells = [COLUMNS.map(([, title]) => title), ...rows.map((row) => COLUMNS.map(([name]) => row[name] ?? ''))];
  const widths = COLUMNS.map((_, i) => Math.max(...cells.map((line) => line[i]?.length ?? 0)));
  const lines = cells.map((line) => `| ${line.map((cell, i) => cell.padEnd(widths[i] ?? 0)).join(' | ')} |`);
  lines.splice(1, 0, `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`);
  return lines.join('\n');
}
