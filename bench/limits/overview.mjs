// @ts-check
// The limit for the overview: no GraphQL, no framework and no layers, only node:http, `pg` and the statements that it takes.
// Named statements, rows as arrays of text, one snapshot, and the very answer that the API gives.

import { encode, pool, rows, serve, time } from './plain.mjs';

/** @typedef {import('./plain.mjs').Cells} Cells */

const HEAD = 'select log_id, greatest(pruned_through, (select max(seq) from event)) from event_log';
const BUILDS = `select (select coalesce(sum(kept), 0) from rollup where grain = 'WEEK')
      + (select count(*) from build where state = 'RUNNING' and started_at is not null), b.id, b.number, b.state, b.result, b.state_string,
    b.started_at, b.completed_at, b.builder_id, u.name, to_json(u.tags), w.name
  from build b join builder u on u.id = b.builder_id left join worker w on w.id = b.worker_id
  where b.started_at is not null order by b.started_at desc, b.id desc limit $1`;
const STAMPS = `select l.build_id, s.codebase, s.repository, s.branch, s.revision
  from build_source_stamp l join source_stamp s on s.id = l.source_stamp_id
  where l.build_id = any($1::bigint[]) order by l.codebase collate "C"`;
const STEPS = `select p.id, s.* from unnest($1::bigint[]) p(id) cross join lateral (
    select number, coalesce(name, key), state, result, started_at, completed_at from step
    where build_id = p.id order by number, step.id limit 50) s`;

/** @param {number} first */
async function overview(first) {
  const client = await pool.connect();
  try {
    const [, [[logId, seq] = []], builds] = await Promise.all([
      client.query('begin isolation level repeatable read read only'),
      rows(client, 'head', HEAD, []),
      rows(client, 'builds', BUILDS, [first + 1]),
    ]);
    const total = Number(builds[0]?.[0] ?? 0);
    const hasNextPage = builds.length > first;
    if (hasNextPage) builds.length = first;
    const ids = builds.map((cells) => cells[1]);
    const [stampRows, stepRows] = await Promise.all([
      rows(client, 'stamps', STAMPS, [ids]),
      rows(client, 'steps', STEPS, [ids]),
      client.query('commit'),
    ]);
    const stamps = byParent(stampRows, stampOf);
    const steps = byParent(stepRows, stepOf);
    const last = builds.at(-1);
    return {
      data: {
        eventCursor: encode(`${logId} ${seq}`),
        builds: {
          totalCount: total,
          pageInfo: {
            hasNextPage,
            endCursor: last ? encode(JSON.stringify(['build:started:DESC', time(last[6] ?? null), last[1]])) : null,
          },
          nodes: builds.map((cells) => buildOf(cells, stamps, steps)),
        },
      },
    };
  } finally {
    client.release();
  }
}

/**
 * @param {Cells} cells
 * @param {Map<string | null | undefined, object[]>} stamps
 * @param {Map<string | null | undefined, object[]>} steps
 */
function buildOf(
  [, id, number, state, result, stateString, started, completed, builder, name, tags, worker],
  stamps,
  steps,
) {
  const startedAt = time(started ?? null);
  const completedAt = time(completed ?? null);
  return {
    id: `build_${id}`,
    number: Number(number),
    state,
    result,
    stateString,
    startedAt,
    completedAt,
    durationSeconds: startedAt && completedAt ? (Date.parse(completedAt) - Date.parse(startedAt)) / 1000 : null,
    builder: { id: `builder_${builder}`, name, tags: JSON.parse(tags ?? '[]') },
    worker: worker === null ? null : { name: worker },
    sourceStamps: stamps.get(id) ?? [],
    steps: { nodes: steps.get(id) ?? [] },
  };
}

/** @param {Cells} cells */
const stampOf = ([, codebase, repository, branch, revision]) => ({ codebase, repository, branch, revision });

/** @param {Cells} cells */
const stepOf = ([, number, name, state, result, started, completed]) => ({
  number: Number(number),
  name,
  state,
  result,
  startedAt: time(started ?? null),
  completedAt: time(completed ?? null),
});

/**
 * @param {readonly Cells[]} found
 * @param {(cells: Cells) => object} read
 */
function byParent(found, read) {
  /** @type {Map<string | null | undefined, object[]>} */
  const groups = new Map();
  for (const cells of found) {
    const group = groups.get(cells[0]);
    if (group === undefined) groups.set(cells[0], [read(cells)]);
    else group.push(read(cells));
  }
  return groups;
}

serve(({ first }) => overview(first));
