// @ts-check
// The builds of the plan, what asked for them, and what hangs on them.

import { FIRST_BUILDER, FIRST_WORKER, WORKERS } from './fleet.mjs';
import { dice, OF_TWO_CODEBASES } from './plan.mjs';
import { builtStamp, libPushOf } from './sources.mjs';

/** @typedef {import('./ids.mjs').Ids} Ids */

const SITE = 'https://ci.example.org/';
/** Each builder has a few workers of its own. */
const WORKER = `${FIRST_WORKER} + (a.r * 7 + ${dice('a.n', 51)} / 250) % ${WORKERS}`;

/** The set that a request of the build `a` belongs to: of its push, one for each choice of code bases; or, of what is built again, its own. */
const buildsetOf = (/** @type {Ids} */ ids) =>
  `case when a.asked = 0 then ${ids('buildset', `a.i * 2 + case when ${OF_TWO_CODEBASES('a.r')} then 1 else 0 end`, 'p.at')}
    else ${ids('rebuildset', 'a.n', 'a.requested')} end`;

/**
 * Expects the plan's `push` and `attempt`, and the fleet.
 * @param {Ids} ids
 * @param {{ builds: number, running: number, waiting: number, builders: number }} size
 * @returns {readonly string[]} statements
 */
export const buildsOf = (ids, { builds, running, waiting, builders }) => {
  const runs = `a.n > ${builds - running}`;
  const build = ids('build', 'a.n', 'a.started');
  return [
    `create temp table asked as
     select distinct on (a.request) a.request, a.r, a.i, a.asked, a.requested, ${buildsetOf(ids)} as buildset,
       -- One whose worker was lost, and which nobody has taken up since, waits.
       case when not last.waits then last.started end as claimed, case when not last.waits and not last.runs then last.completed end as completed,
       case when not last.waits and not last.runs then last.result end as result
     from attempt a join push p using (i)
     join (
       select distinct on (a.request) a.*, ${runs} as runs, not ${runs} and a.result = 'RETRY' as waits from attempt a order by a.request, a.n desc
     ) last on last.request = a.request
     order by a.request, a.n`,
    `insert into buildset (id, origin_id, key, reason, submitted_at)
     select distinct on (buildset) buildset, 1, 'buildset/' || buildset, case when asked = 0 then 'push' else 'rebuild' end, requested
     from asked order by buildset, requested`,
    ...[
      ['', 'a.i', 'true'],
      ['lib', libPushOf('a.i'), OF_TWO_CODEBASES('a.r')],
    ].flatMap(([codebase, push, has]) => {
      const stamp = builtStamp(ids, codebase === '' ? '' : 'lib', 'p');
      return [
        `insert into buildset_source_stamp (buildset_id, codebase, source_stamp_id)
         select distinct a.buildset, '${codebase}', ${stamp} from asked a join push p on p.i = ${push} where ${has}`,
        `insert into build_source_stamp (build_id, codebase, source_stamp_id, builder_id)
         select ${build}, '${codebase}', ${stamp}, ${FIRST_BUILDER} + a.r from attempt a join push p on p.i = ${push} where ${has} order by a.n`,
      ];
    }),
    `insert into build_request (id, origin_id, key, buildset_id, builder_id, priority, submitted_at, claimed_at, completed_at, result)
     select ${ids('request', 'request', 'requested')}, 1, 'request/' || request, buildset, ${FIRST_BUILDER} + r, 0, requested, claimed, completed, result
     from asked order by request`,
    // What nobody has begun with yet asks for what was pushed last.
    `insert into build_request (id, origin_id, key, buildset_id, builder_id, priority, submitted_at)
     select ${ids('waiting', 'w', 'at')}, 1, 'waiting/' || w, last.buildset, ${FIRST_BUILDER} + ${dice('w', 52)} * ${builders} / 1000, 0, at
     from generate_series(1, ${waiting}) w,
       (select buildset, requested from asked where asked = 0 order by request desc limit 1) last,
       lateral (select last.requested + w * interval '10 milliseconds' as at) submitted`,
    `insert into build (id, origin_id, key, builder_id, number, started_at, completed_at, state, result, state_string, reason, url, requested_at,
       worker_id, build_request_id, heard_at)
     select ${build}, 1, 'build/' || a.n, ${FIRST_BUILDER} + a.r, a.number, a.started, case when not ${runs} then a.completed end,
       case when ${runs} then 'RUNNING' else 'FINISHED' end::build_state, case when not ${runs} then a.result end,
       case when ${runs} then 'building' when a.result = 'SUCCESS' then 'build successful' when a.result = 'FAILURE' then 'failed unit tests (failure)'
         else lower(a.result::text) end,
       case when a.asked = 0 then 'push' else 'rebuild' end, '${SITE}#/builders/' || a.r || '/builds/' || a.number, a.requested, ${WORKER},
       ${ids('request', 'a.request', 'asked.requested')}, case when ${runs} then now() else a.completed end
     from attempt a join asked using (request) order by a.n`,
    'drop table asked',
    // What is built again for a new request repeats the last that was built for the one before.
    `create temp table repeating as
     select distinct on (a.n) a.n, a.started, last.n as of_n, last.started as of_started from attempt a join attempt last using (i, r)
     where a.asked > 0 and last.asked = a.asked - 1 order by a.n, last.n desc`,
    `update build b set rebuild_of_id = ${ids('build', 'of_n', 'of_started')} from repeating a where b.id = ${build}`,
    `update buildset s set rebuild_of_id = b.rebuild_of_id from build b join build_request q on q.id = b.build_request_id
     where s.id = q.buildset_id and b.rebuild_of_id is not null`,
    'drop table repeating',
    `update source_stamp s set first_started_at = first.at from (
       select l.source_stamp_id, min(b.started_at) as at from build_source_stamp l join build b on b.id = l.build_id group by 1
     ) first where s.id = first.source_stamp_id`,
  ];
};
