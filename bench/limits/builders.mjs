// @ts-check
// The limit for the list of builders: node:http, `pg` and the statements that it takes, over the tables and indexes that Lavalamp has.

import { encode, pool, rows, serve, time } from './plain.mjs';

const PAGE = `select id, name, to_json(tags) from builder where (name collate "C", id) > ($1, $2::bigint)
  order by name collate "C", id limit $3`;
const LATEST = `select b.* from unnest($1::bigint[]) as builders(id) cross join lateral (
    select builder_id, id, number, state, result, started_at from build where builder_id = builders.id and started_at is not null
    order by builder_id, started_at desc, id desc limit 1) b`;
const RUNNING = `select builder_id, count(*) from build
  where state = 'RUNNING' and started_at is not null and builder_id = any($1::bigint[]) group by 1`;
const PENDING = `select builder_id, count(*) from build_request
  where claimed_at is null and completed_at is null and builder_id = any($1::bigint[]) group by 1`;
const BRANCHES = `select l.* from unnest($1::bigint[]) as builders(id) cross join lateral (
    select r.builder_id, r.branch, b.id, b.result from builder_branch r join build b on b.id = r.build_id
    where r.builder_id = builders.id order by r.started_at desc, r.branch collate "C" desc limit $2) l`;

serve(async ({ first, after, branches }) => {
  const [name, id] = after ? JSON.parse(Buffer.from(after, 'base64url').toString()).slice(1) : ['', '0'];
  const client = await pool.connect();
  try {
    const page = await rows(client, 'page', PAGE, [name, id, first + 1]);
    const hasNextPage = page.length > first;
    if (hasNextPage) page.length = first;
    const ids = page.map(([builder]) => builder);
    const latest = new Map((await rows(client, 'latest', LATEST, [ids])).map((row) => [row[0], row]));
    const running = new Map(/** @type {[string, string][]} */ (await rows(client, 'running', RUNNING, [ids])));
    const pending = new Map(/** @type {[string, string][]} */ (await rows(client, 'pending', PENDING, [ids])));
    /** @type {Map<unknown, object[]>} */
    const ofBuilders = new Map();
    for (const [builder, branch, build, result] of await rows(client, 'branches', BRANCHES, [ids, branches])) {
      const list = ofBuilders.get(builder) ?? [];
      list.push({ name: branch || null, latestBuild: { id: `build_${build}`, result } });
      ofBuilders.set(builder, list);
    }
    const last = page.at(-1);
    return {
      data: {
        builders: {
          pageInfo: {
            hasNextPage,
            endCursor: last ? encode(JSON.stringify(['builder:name:ASC', last[1], last[0]])) : null,
          },
          nodes: page.map(([builder, named, tags]) => {
            const [, build, number, state, result, started] = latest.get(builder) ?? [];
            return {
              id: `builder_${builder}`,
              name: named,
              tags: JSON.parse(tags ?? '[]'),
              runningBuildCount: Number(running.get(String(builder)) ?? 0),
              pendingRequestCount: Number(pending.get(String(builder)) ?? 0),
              latestBuild: build
                ? { id: `build_${build}`, number: Number(number), state, result, startedAt: time(started) }
                : null,
              branches: { nodes: ofBuilders.get(builder) ?? [] },
            };
          }),
        },
      },
    };
  } finally {
    client.release();
  }
});
