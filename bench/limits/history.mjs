// @ts-check
// The limit for the console: no GraphQL, no framework and no layers, only node:http, `pg` and the statements that it takes, over the
// tables and indexes that Lavalamp has. The answer is the very one that the API gives to docs/contract/console.graphql.

import { encode, pool, rows, serve, time } from './plain.mjs';

/** @typedef {import('./plain.mjs').Cells} Cells */

const HEAD = 'select log_id, greatest(pruned_through, (select max(seq) from event)) from event_log';
const STAMPS = `select id, branch, revision, first_started_at from source_stamp
  where branch = $1 and first_started_at is not null order by first_started_at desc, id desc limit $2`;
const CELLS = `select distinct on (l.source_stamp_id, b.builder_id) l.source_stamp_id, b.builder_id,
    count(*) over (partition by l.source_stamp_id, b.builder_id), b.id, b.number, b.state, b.result
  from build_source_stamp l join build b on b.id = l.build_id
  where l.source_stamp_id = any($1::bigint[]) and b.started_at is not null
  order by l.source_stamp_id, b.builder_id, b.started_at desc, b.id desc`;
const BUILDERS = `select id, name, to_json(tags) from builder where id = any($1::bigint[]) order by name collate "C", id`;
const CHANGES = `select s.id, c.* from unnest($1::bigint[]) s(id) cross join lateral (
    select author, message from change where source_stamp_id = s.id order by committed_at desc, id desc limit 1) c`;

/**
 * @param {string} branch
 * @param {number} first
 */
async function answer(branch, first) {
  const client = await pool.connect();
  try {
    const [, [[logId, seq] = []], stamps] = await Promise.all([
      client.query('begin isolation level repeatable read read only'),
      rows(client, 'head', HEAD, []),
      rows(client, 'stamps', STAMPS, [branch, first + 1]),
    ]);
    const hasNextPage = stamps.length > first;
    if (hasNextPage) stamps.length = first;
    const ids = stamps.map(([id]) => id);
    const cells = await rows(client, 'cells', CELLS, [ids]);
    const builders = await rows(client, 'builders', BUILDERS, [[...new Set(cells.map((cell) => cell[1]))]]);
    const changes = new Map((await rows(client, 'changes', CHANGES, [ids])).map(([id, ...change]) => [id, change]));
    await client.query('commit');
    const last = stamps.at(-1);
    return {
      data: {
        eventCursor: encode(`${logId} ${seq}`),
        console: {
          builders: builders.map(([id, name, tags]) => ({ id: `builder_${id}`, name, tags: JSON.parse(tags ?? '[]') })),
          pageInfo: {
            hasNextPage,
            endCursor: last ? encode(JSON.stringify(['console', time(last[3]), last[0]])) : null,
          },
          nodes: stamps.map(([id, ofBranch, revision, started]) => {
            const change = changes.get(id);
            return {
              sourceStamp: {
                id: `stamp_${id}`,
                branch: ofBranch,
                revision,
                firstStartedAt: time(started),
                changes: { nodes: change === undefined ? [] : [{ author: change[0], message: change[1] }] },
              },
              cells: rowOf(id, cells, builders),
            };
          }),
        },
      },
    };
  } finally {
    client.release();
  }
}

/** @type {{ cells: Cells[], byStamp: Map<string | null | undefined, Map<string | null | undefined, object>> } | undefined} */
let grid;

/**
 * @param {string | null | undefined} stamp
 * @param {Cells[]} cells
 * @param {Cells[]} builders
 */
function rowOf(stamp, cells, builders) {
  if (grid?.cells !== cells) {
    const byStamp = new Map();
    for (const [of, builder, count, id, number, state, result] of cells) {
      if (!byStamp.has(of)) byStamp.set(of, new Map());
      byStamp.get(of).set(builder, {
        builder: { id: `builder_${builder}` },
        buildCount: Number(count),
        latestBuild: { id: `build_${id}`, number: Number(number), state, result },
      });
    }
    grid = { cells, byStamp };
  }
  const row = grid.byStamp.get(stamp);
  return builders.flatMap(([id]) => row?.get(id) ?? []);
}

serve(({ filter, first }) => answer(filter.branch, first));
