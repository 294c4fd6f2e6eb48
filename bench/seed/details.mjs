// @ts-check
// The steps and the properties of some builds of the plan: those after `$1`, up to and with `$2`.

import { FIRST_BUILDER } from './fleet.mjs';
import { dice, OF_TWO_CODEBASES } from './plan.mjs';
import { builtStamp } from './sources.mjs';

/** @typedef {import('./ids.mjs').Ids} Ids */

/** Each step, with what share of the build it takes. @type {readonly (readonly [name: string, share: number])[]} */
const COURSE = [
  ['worker_preparation', 0.01],
  ['git', 0.04],
  ['configure', 0.07],
  ['compile', 0.33],
  ['lint', 0.05],
  ['unit tests', 0.22],
  ['integration tests', 0.18],
  ['package', 0.04],
  ['upload', 0.05],
  ['cleanup', 0.01],
];
export const STEPS = COURSE.length;
const VALUES = COURSE.map(([name, share], i) => {
  const from = COURSE.slice(0, i).reduce((sum, [, before]) => sum + before, 0);
  return `(${i + 1}, '${name}', ${from.toFixed(2)}, ${(from + share).toFixed(2)})`;
}).join(', ');

const PART = 'from attempt a where a.n > $1::int and a.n <= $2::int';
/** The step that tells how the build ended, and whether those behind it went on. */
const CULPRIT = `case a.result when 'FAILURE' then (array[4, 6, 6, 7])[1 + ${dice('a.n', 61)} / 250] when 'WARNINGS' then 4 when 'EXCEPTION' then 2
  when 'RETRY' then 3 when 'CANCELLED' then 6 when 'SKIPPED' then 1 else 0 end`;

/**
 * @param {Ids} ids
 * @param {{ builds: number, running: number }} size
 */
export const stepsOf = (ids, { builds, running }) => `
  insert into step (id, build_id, key, number, name, state, result, state_string, started_at, completed_at, hidden, urls)
  select ${ids('step', `a.n * ${STEPS + 1} + s.number`, 'a.started')}, a.id, s.number::text, s.number, s.name,
    case when s.number = a.reached then 'RUNNING' else 'FINISHED' end::step_state, ended.result,
    case when s.number = a.reached then 'running' when ended.result = 'SUCCESS' then s.name else s.name || ' (' || lower(ended.result::text) || ')' end,
    a.started + a.took * s.since, case when s.number <> a.reached then a.started + a.took * case when ended.result = 'SKIPPED' then s.since else s.until end end,
    s.number = 1, case when s.number = 9 and ended.result = 'SUCCESS' then jsonb_build_array(jsonb_build_object('name', 'packages', 'url', 'https://artifacts.example.org/' || a.n || '/')) else '[]' end
  from (
    select a.*, ${ids('build', 'a.n', 'a.started')} as id, a.completed - a.started as took, ${CULPRIT} as culprit,
      case when a.n > ${builds - running} then 2 + ${dice('a.n', 62)} / 125 else 99 end as reached
    ${PART}
  ) a
  cross join (values ${VALUES}) s(number, name, since, until)
  cross join lateral (select case when s.number = a.reached then null when a.reached < 99 or s.number < a.culprit or a.culprit = 0 then 'SUCCESS'
      when s.number = a.culprit then a.result::text when a.result = 'WARNINGS' or a.result = 'FAILURE' and a.culprit > 4 then 'SUCCESS'
      else 'SKIPPED' end::result as result) ended
  where s.number <= a.reached
  order by a.n, s.number`;

/** Name, value and source. */
const PROPERTIES = [
  [
    'artifacts',
    `to_jsonb('https://artifacts.example.org/' || u.name || '/' || s.revision || '/' || a.n || '/packages.tar.zst')`,
    'upload',
  ],
  ['branch', 'to_jsonb(s.branch)', 'Build'],
  ['builddir', `to_jsonb('/var/lib/buildbot/workers/' || w.name || '/' || u.name)`, 'Worker'],
  ['buildername', 'to_jsonb(u.name)', 'Builder'],
  ['buildnumber', 'to_jsonb(a.number)', 'Build'],
  ['codebase', `to_jsonb(''::text)`, 'Build'],
  [
    'got_revision',
    `case when ${OF_TWO_CODEBASES('a.r')} then jsonb_build_object('', s.revision, 'lib', md5(s.revision)) else to_jsonb(s.revision) end`,
    'git',
  ],
  ['owners', `jsonb_build_array('author' || ${dice('a.i', 71)} * 180 / 1000 || '@example.org')`, 'Build'],
  ['repository', 'to_jsonb(s.repository)', 'Build'],
  ['revision', 'to_jsonb(s.revision)', 'Build'],
  ['scheduler', `to_jsonb(case when a.asked = 0 then 'push' else 'force' end)`, 'Scheduler'],
  [
    'tests',
    `jsonb_build_object('passed', 1200 + a.i / 40, 'failed', case when a.result = 'FAILURE' then 1 + ${dice('a.n', 72)} / 90 else 0 end, 'skipped', a.r % 9)`,
    'unit tests',
  ],
  ['toolchain', `to_jsonb(u.tags[2] || ' ' || 11 + a.i / 9000 || '.' || a.r % 4 || '.0')`, 'configure'],
  [
    'warnings-count',
    `to_jsonb(case when a.result = 'WARNINGS' then 1 + ${dice('a.n', 73)} / 50 else 0 end)`,
    'compile',
  ],
  ['workername', 'to_jsonb(w.name)', 'Worker'],
];
export const PROPERTIES_EACH = PROPERTIES.length;

/** @param {Ids} ids */
export const propertiesOf = (ids) => `
  insert into property (build_id, name, value, source)
  select b.id, p.name, p.value, p.source
  from (select a.* ${PART}) a
  join push on push.i = a.i
  join build b on b.id = ${ids('build', 'a.n', 'a.started')}
  join worker w on w.id = b.worker_id
  join builder u on u.id = ${FIRST_BUILDER} + a.r
  join source_stamp s on s.id = ${builtStamp(ids, '', 'push')}
  cross join lateral (values ${PROPERTIES.map(([name, value, source]) => `('${name}', ${value}, '${source}')`).join(', ')}) p(name, value, source)
  order by a.n, p.name collate "C"`;
