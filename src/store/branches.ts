// What a builder last came to on each branch: one row for each, which follows builds and their source stamps. A build of several code
// bases is on the branches of all of them.

import type { Build, BuilderBranch } from '../model.ts';
import type { List, Nesting } from './lists.ts';
import type { Table } from './table.ts';
import { BUILD_TOUCHED } from './verdicts.ts';

/** Where a source stamp `s` has no branch, the empty one stands for that. */
const BRANCH = `coalesce(s.branch, '')`;

/** Takes builds, whose ids are a JSON list, as the last of their branches, those that have ended and are not older than what was the last. */
export const LATEST_ON_BRANCHES = `
  with touched as (
    select distinct id::bigint from jsonb_array_elements_text($1::jsonb) as builds(id)
  )
  insert into builder_branch as known (builder_id, branch, started_at, build_id)
  select distinct on (b.builder_id, ${BRANCH}) b.builder_id, ${BRANCH}, b.started_at, b.id
  from touched cross join ${BUILD_TOUCHED} b
  cross join lateral (select source_stamp_id from build_source_stamp where build_id = b.id offset 0) l
  join source_stamp s on s.id = l.source_stamp_id
  where b.completed_at is not null and b.started_at is not null
  order by b.builder_id, ${BRANCH}, b.started_at desc, b.id desc
  on conflict (builder_id, branch) do update set started_at = excluded.started_at, build_id = excluded.build_id
  where (known.started_at, known.build_id) < (excluded.started_at, excluded.build_id)`;

/** Takes back what was said of builds that have moved elsewhere. @returns the branches that they were the last of. */
export const LEAVE_BRANCHES = `
  delete from builder_branch where build_id in (select id::bigint from jsonb_array_elements_text($1::jsonb) as builds(id))
  returning builder_id::text as "builderId", branch`;

/** Looks for the last builds on branches that have lost theirs, which are a JSON list of `{builderId, branch}`. */
export const LATEST_AGAIN = `
  insert into builder_branch (builder_id, branch, started_at, build_id)
  select lost."builderId", lost.branch, latest.started_at, latest.id
  from jsonb_to_recordset($1::jsonb) as lost("builderId" bigint, branch text)
  cross join lateral (
    select b.started_at, b.id from build b
    where b.builder_id = lost."builderId" and b.started_at is not null and b.completed_at is not null and exists (
      select from build_source_stamp l join source_stamp s on s.id = l.source_stamp_id
      where l.build_id = b.id and ${BRANCH} = lost.branch
    )
    order by b.started_at desc, b.id desc limit 1
  ) latest`;

/** The branches of builders, with the builds: in one statement, since a build may be removed between two. */
export const branchList = (builds: Table<Build>): List<BuilderBranch> => ({
  name: 'builder_branch:started',
  table: {
    table: 'builder_branch',
    columns: `branches.branch, ${builds.columns}`,
    visible: 'true',
    read: (row) => ({ branch: row.text() || null, latestBuild: builds.read(row) }),
  },
  order: [
    { column: 'branches.started_at', type: 'timestamptz' },
    { column: 'branches.branch collate "C"', type: 'text' },
  ],
  direction: 'DESC',
  key: ({ branch, latestBuild }) => [latestBuild.startedAt, branch ?? ''],
});

export const BRANCHES_OF_BUILDER: Nesting = {
  from: 'builder_branch branches join build t on t.id = branches.build_id',
  parent: 'branches.builder_id',
};
