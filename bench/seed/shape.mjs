// @ts-check
// What a seeded history has come to, in numbers, read from the tables.

/** @typedef {import('./shape.d.mts').Shape} Shape */

/** @param {string} what a share of builds @returns percent, with one digit */
const percent = (what) => `round(100.0 * ${what} / (select count(*) from build), 1)::float8`;

const SHAPE = `
  with of_builders as (
    select builder_id, count(*) as builds, max(started_at) as last from build group by 1
  ), ranked as (
    select *, row_number() over (order by builds desc, builder_id) as rank from of_builders
  ), runs as (
    select count(*) as length from (
      select builder_id, number - row_number() over (partition by builder_id order by number) as run from build where result = 'FAILURE'
    ) failures group by builder_id, run
  ), stamps as (
    select l.build_id, count(*) as codebases, array_agg(l.source_stamp_id order by l.source_stamp_id) as built from build_source_stamp l group by 1
  ), some_builds as (
    select id from build where state = 'FINISHED' order by md5(id::text) limit 500
  )
  select (select count(*)::int from build) as builds, (select count(*)::int from builder) as builders,
    (select ${percent('builds')} from ranked where rank = 1) as busiest, (select ${percent('builds')} from ranked where rank = 10) as tenth,
    (select count(*)::int from of_builders where last < (select max(last) from of_builders) - interval '180 days') as quiet,
    (select extract(day from max(started_at) - min(started_at))::int from build) as days,
    (select ${percent('count(*)')} from build where extract(isodow from started_at at time zone 'UTC') < 6 and extract(hour from started_at at time zone 'UTC') between 7 and 18) as working,
    (select max(builds)::int from (select count(*) as builds from build_request group by submitted_at) bursts) as burst,
    (select sum(builds - 1)::int from (select count(*) as builds from build b join stamps on stamps.build_id = b.id group by b.builder_id, stamps.built) again) as rebuilt,
    (select ${percent('count(*)')} from build where result = 'FAILURE') as failed,
    (select max(length)::int from runs) as "longestRun",
    (select ${percent('count(*)')} from stamps where codebases = 2) as "twoCodebases",
    (select count(*)::int / 500 from some_builds join step on step.build_id = some_builds.id) as steps,
    (select count(*)::int / 500 from some_builds join property p on p.build_id = some_builds.id) as properties,
    (select round(avg(length(p.name) + length(p.value::text)))::int from some_builds join property p on p.build_id = some_builds.id) as "propertyBytes"`;

/**
 * @param {import('pg').Pool} pool
 * @returns {Promise<Shape>}
 */
export async function shapeOf(pool) {
  const { rows } = await pool.query(SHAPE);
  return rows[0];
}

/** @param {Shape} shape @returns {string} a sentence or two */
export const told = (shape) =>
  `${shape.builds} builds in ${shape.days} days, ${shape.working} % in working hours, at most ${shape.burst} at once, of ${shape.builders} builders: ` +
  `the busiest has ${shape.busiest} %, the tenth ${shape.tenth} %, ${shape.quiet} were quiet for half a year. ${shape.rebuilt} builds of what was built before, ` +
  `${shape.failed} % failed, at most ${shape.longestRun} in a row; ${shape.twoCodebases} % of two code bases; ` +
  `${shape.steps} steps and ${shape.properties} properties (of ${shape.propertyBytes} characters) each`;
