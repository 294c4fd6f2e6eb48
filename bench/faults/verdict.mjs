// @ts-check
// What must be true afterwards, whatever happened. The truth is read from the tables by SQL, past the program.

import { ORIGIN } from './reporters.mjs';

/** @typedef {import('pg').Pool} Pool */

/**
 * The log after a position, as followers keep it: `position type`.
 * @param {Pool} pool
 * @param {number} after
 * @returns {Promise<readonly string[]>}
 */
export async function logAfter(pool, after) {
  const { rows } = await pool.query('select seq, type from event where seq > $1 order by seq', [after]);
  return rows.map(({ seq, type }) => `${seq} ${typeName(type)}`);
}

/**
 * @param {Pool} pool
 * @returns {Promise<number>} the last position; 0: there is none
 */
export async function lastOf(pool) {
  const { rows } = await pool.query('select coalesce(max(seq), 0) as head from event');
  return Number(rows[0].head);
}

/** @param {string} type such as BUILD_STARTED */
const typeName = (type) => type.toLowerCase().replace(/(?:^|_)(.)/g, (_, letter) => letter.toUpperCase());

/**
 * @param {readonly string[]} seen
 * @param {readonly string[]} log
 */
export function compareWith(seen, log) {
  const known = new Set(log);
  const had = new Set();
  const counts = { missing: 0, doubled: 0, outOfOrder: 0, unknown: 0 };
  let last = 0;
  for (const entry of seen) {
    const position = Number.parseInt(entry, 10);
    if (!known.has(entry)) counts.unknown += 1;
    if (had.has(entry)) counts.doubled += 1;
    else if (position < last) counts.outOfOrder += 1;
    had.add(entry);
    last = Math.max(last, position);
  }
  for (const entry of log) if (!had.has(entry)) counts.missing += 1;
  return counts;
}

/** What is known of a build at the least when this many calls of its story were acknowledged. */
const EXPECTED = [
  () => true,
  (/** @type {Kept} */ { started }) => started,
  (/** @type {Kept} */ { lines, updates }) => lines === 2 && updates === 1,
  (/** @type {Kept} */ { step }) => step === 'WARNINGS',
  (/** @type {Kept} */ { result }) => result === 'WARNINGS',
];

/**
 * @typedef {object} Kept
 * @property {string} key
 * @property {boolean} started
 * @property {string | null} result
 * @property {string | null} step the result of its step
 * @property {number | null} lines of its log
 * @property {number} updates how many events tell of an update of it
 */

/**
 * @param {Pool} pool
 * @param {ReadonlyMap<string, number>} told how many calls were acknowledged, by the build's key
 * @returns {Promise<{ builds: number, reports: number, lost: readonly string[], wrong: readonly string[] }>}
 *   the builds of which something that was acknowledged is not there, and what else is not as it must be
 */
export async function compareReports(pool, told) {
  const { rows } = await pool.query(
    `select b.key, b.number is not null as started, b.result, s.result as step, l.line_count as lines,
       (select count(*)::int from event e where e.build_id = b.id and e.type = 'BUILD_UPDATED') as updates
     from build b join origin o on o.id = b.origin_id and o.name = $1
     left join step s on s.build_id = b.id left join log l on l.step_id = s.id`,
    [ORIGIN],
  );
  /** @type {Map<string, Kept>} */
  const kept = new Map(rows.map((row) => [row.key, row]));
  const lost = [...told].filter(([key, calls]) => {
    const build = kept.get(key);
    return build === undefined || EXPECTED.slice(0, calls + 1).some((holds) => !holds(build));
  });
  return {
    builds: kept.size,
    reports: [...told.values()].reduce((sum, calls) => sum + calls, 0),
    lost: lost.map(([key]) => key),
    wrong: [
      ...(rows.length === kept.size ? [] : ['a build has two steps or logs of the same key']),
      ...(kept.size === told.size ? [] : [`there are ${kept.size} builds, and ${told.size} were reported`]),
      ...(await doubledEvents(pool)),
      ...(await gapsInNumbers(pool)),
    ],
  };
}

/**
 * A report that was repeated must have made no second event.
 * @param {Pool} pool
 */
async function doubledEvents(pool) {
  const { rows } = await pool.query(
    'select type, subject_id from event where build_id is not null group by type, subject_id having count(*) > 1',
  );
  return rows.map(({ type, subject_id: id }) => `${type} of ${id} was recorded twice`);
}

/** @param {Pool} pool */
async function gapsInNumbers(pool) {
  const { rows } = await pool.query(
    'select builder_id, count(*), max(number) from build group by builder_id having count(*) <> max(number)',
  );
  return rows.map(({ builder_id: id, count, max }) => `builder ${id} has ${count} builds, numbered up to ${max}`);
}
