// Who broke it: what the builds that have passed or failed say of the branches that they built, as SQL.

import type { Nesting } from './lists.ts';

/**
 * Where the source stamp `s` of the build `b` lies on its branch: at the newest change that it has. Without one, at the time when a
 * build of it first started; and without a revision, at what was newest when this build started.
 */
const PLACE = `lateral (
  select coalesce(newest.committed_at, case when s.revision is null then b.started_at else s.first_started_at end) as at,
    coalesce(newest.id, s.id) as id
  from (select) one left join lateral (
    select c.committed_at, c.id from change c where c.source_stamp_id = s.id and s.revision is not null
    order by c.committed_at desc, c.id desc limit 1
  ) newest on true
)`;

/**
 * The build whose id is `touched.id`, by the index of the ids, whatever the statistics of the table say: the embedded database has none,
 * and a plan is kept from when the table was small.
 */
export const BUILD_TOUCHED = 'lateral (select * from build where id = touched.id offset 0)';

const milliseconds = (time: string) => `(extract(epoch from ${time}) * 1000)::bigint`;

/**
 * The builds of some source stamps, whose ids are a JSON list: those whose place changes with the changes and the first start of their
 * source stamp. One without a revision has no place of its own; and it can have very many builds.
 */
export const BUILDS_PLACED_BY = `
  select l.build_id as id from jsonb_array_elements_text($1::jsonb) as stamps(id)
  join source_stamp s on s.id = stamps.id::bigint and s.revision is not null
  join build_source_stamp l on l.source_stamp_id = s.id`;

/**
 * Brings the verdicts of some builds up to date, whose ids are a JSON list. Only builds that have passed or failed have one, and no
 * trial builds: their patches are on no branch.
 */
export const VERDICTS = `
  with touched as (
    select distinct id::bigint from jsonb_array_elements_text($1::jsonb) as builds(id)
  ), said as (
    select b.id as build_id, b.builder_id, built.line, b.result <> 'FAILURE' as good,
      built.places || array[${milliseconds('b.started_at')}, b.id] as place
    from touched cross join ${BUILD_TOUCHED} b
    cross join lateral (
      select
        encode(substring(sha256(convert_to(coalesce(
          jsonb_agg(jsonb_build_array(l.codebase, s.repository, s.branch) order by l.codebase collate "C")::text, ''
        ), 'UTF8')) for 16), 'hex')::uuid as line,
        array_agg(array[${milliseconds('place.at')}, place.id] order by place.at desc, place.id desc) as places,
        count(p.source_stamp_id) as patches
      from (select codebase, source_stamp_id from build_source_stamp where build_id = b.id offset 0) l
      cross join lateral (select * from source_stamp where id = l.source_stamp_id offset 0) s
      left join lateral (select source_stamp_id from patch where source_stamp_id = s.id offset 0) p on true
      cross join ${PLACE} place
    ) built
    where b.result in ('SUCCESS', 'WARNINGS', 'FAILURE') and b.started_at is not null and built.patches = 0
  ), unsaid as (
    delete from verdict where build_id = any(array(
      select id from touched where not exists (select from said where said.build_id = touched.id)
    ))
  )
  insert into verdict as v (build_id, builder_id, line, good, place)
  select build_id, builder_id, line, good, place from said
  on conflict (build_id) do update
  set builder_id = excluded.builder_id, line = excluded.line, good = excluded.good, place = excluded.place
  where (v.builder_id, v.line, v.good, v.place) is distinct from
    (excluded.builder_id, excluded.line, excluded.good, excluded.place)`;

const ALIKE = 'near.builder_id = v.builder_id and near.line = v.line';

/** From a verdict `v` to the last that was good before it, if there is one, and the first that was bad since then. */
export const TURN = `left join lateral (
    select near.build_id, near.place from verdict near where ${ALIKE} and near.good and near.place < v.place
    order by near.place desc limit 1
  ) last_good on true
  cross join lateral (
    select near.build_id from verdict near where ${ALIKE} and not near.good and near.place > coalesce(last_good.place, '{}')
    order by near.place limit 1
  ) first_bad`;

/**
 * The changes that can have broken what a build failed of: in each code base, those after what the last good build was made of, up to
 * and with what the first bad one was made of.
 */
export const SUSPECTS: Nesting = {
  from: `verdict v ${TURN}
    join build b on b.id = first_bad.build_id
    join build_source_stamp link on link.build_id = b.id
    join source_stamp s on s.id = link.source_stamp_id
    cross join ${PLACE} upto
    left join lateral (
      select place.at, place.id from build b
      join build_source_stamp l on l.build_id = b.id and l.codebase = link.codebase
      join source_stamp s on s.id = l.source_stamp_id
      cross join ${PLACE} place
      where b.id = last_good.build_id
    ) since on true
    cross join lateral (
      select c.* from change c
      where c.origin_id = s.origin_id
        and md5(c.codebase || ' ' || c.repository || ' ' || coalesce(c.branch, ''))::uuid
          = md5(s.codebase || ' ' || s.repository || ' ' || coalesce(s.branch, ''))::uuid
        and c.codebase = s.codebase and c.repository = s.repository and c.branch is not distinct from s.branch
        and (c.committed_at, c.id) > (coalesce(since.at, '-infinity'), coalesce(since.id, 0))
        and (c.committed_at, c.id) <= (upto.at, upto.id)
      offset 0
    ) t`,
  parent: 'v.build_id',
};
