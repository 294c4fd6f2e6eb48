// @ts-check
// Who built what, when and with what end, as temporary tables: `push`, what came at once and who had to build it; and `attempt`, the
// builds in the order in which they started. Chance is arithmetic over numbers, so the same size is the same history.

/** The history begins on a Monday. It is as long whatever its size: the larger, the busier. */
export const START = `timestamptz '2025-09-29 00:00Z'`;
export const WEEKS = 57;
/** One in so many builders is quiet: it has built once, in the beginning. */
const QUIET = 10;
/** How many builds are planned at first for each that is asked for. What is built again makes them more, and what is too much is cut at the end. */
const SPARE = 0.97;

/** A number from 0 to 999 that belongs to some numbers, another for each `salt`. */
export const dice = (/** @type {string} */ of, /** @type {number} */ salt) =>
  `((hashint8extended((${of})::bigint, ${salt}) & 1048575) * 1000 / 1048576)`;
/** The same, from 0 to 1. */
const chance = (/** @type {string} */ of, /** @type {number} */ salt) =>
  `((hashint8extended((${of})::bigint, ${salt}) & 65535) / 65535.0::float8)`;

/** How many of so many builders build all the year. */
export const activeOf = (/** @type {number} */ builders) => builders - Math.floor(builders / QUIET);

/** Builders are numbered from 0, the busiest first. Some build a second code base along with the first. */
export const OF_TWO_CODEBASES = (/** @type {string} */ builder) => `(${builder} % 4 = 2)`;

/**
 * A push is built by the first so many builders: by n or more with a probability of 1/n, so that the builder at rank n builds 1/n of what
 * the busiest does (Zipf), and a few pushes keep all of them busy at once. Those are of the branch that is released.
 * @param {number} builders
 * @param {number} builds
 */
const pushes = (builders, builds) => {
  const active = activeOf(builders);
  const wanted = Math.ceil(builds * SPARE) - builders;
  const mean = Math.log(active) + 0.5;
  return `create temp table push as
  with drawn as (
    select i, least(${active}, floor(1048576.0 / greatest(1, hashint8extended(i::bigint, 1) & 1048575)))::int as breadth
    from generate_series(1, ${Math.ceil((wanted / mean) * 1.6) + 1_000}) i
  ), wanted as (
    select 0 as i, ${builders} as breadth
    union all
    select i, breadth from (select *, sum(breadth) over (order by i) - breadth as before from drawn) counted where before < ${wanted}
  )
  select i, breadth,
    case when i = 0 then 'main' when breadth = ${active} then 'release' when ${dice('i', 2)} < 120 then 'change-' || 1 + i / 40
      when ${dice('i', 2)} < 180 then 'stable' else 'main' end as branch,
    1 + floor(4 * power(${chance('i', 3)}, 2))::int % 4 as commits,
    -- What somebody broke for everybody, until it was mended a few pushes later.
    ${dice('i / 30', 4)} < 150 and i % 30 < 2 + ${dice('i / 30', 5)} * 14 / 1000 as broken,
    date_trunc('milliseconds', ${START} + (week * 7 + day) * interval '1 day' + hour * interval '1 hour') as at
  from wanted
  cross join lateral (select i * ${WEEKS}::float8 / (select 1 + max(i) from wanted) as place) placed
  cross join lateral (select floor(place) as week, place - floor(place) as part) weeks
  -- Nine tenths of the pushes are of five days, and eight tenths of those of a day of eleven hours.
  cross join lateral (select case when part < 0.9 then part / 0.18 else 5 + (part - 0.9) / 0.05 end as days) parts
  cross join lateral (select floor(days) as day, days - floor(days) as share) days_of
  cross join lateral (select case when share < 0.1 then share * 70 when share < 0.9 then 7 + (share - 0.1) / 0.8 * 11 else 18 + (share - 0.9) * 60 end as hour) hours`;
};

/** What tells one builder's turn at one push from all others. */
const TURN = 'i::bigint * 100003 + r';
/** Each builder takes a time of its own, one to eleven minutes, and now half of that, now twice as long. */
const TOOK = `round((60 + r * 37 % 600) * 1000 * exp(1.6 * (${chance(`(${TURN}) * 4 + t`, 11)} + ${chance(`(${TURN}) * 4 + t`, 12)} + ${chance(`(${TURN}) * 4 + t`, 13)} - 1.5))) * interval '1 millisecond'`;
/** Half of the builds wait for less than three seconds, a few for an hour; and longer where all were called at once. */
const WAITED = `(round(500 * exp(9 * ${chance(`(${TURN}) * 4 + t`, 14)} * ${chance(`(${TURN}) * 4 + t`, 15)})) + least(r, 400) / 50 * 90000) * interval '1 millisecond'`;

/**
 * The k-th build of each builder. A builder has bad times by itself, each of some builds in a row, that last until it is repaired.
 * `lasting`: to build the same again would fail again.
 */
const TURNS = `create temp table turn as
  select i, r, at, branch, case
      when lasting and c >= 10 then 'FAILURE' when c < 5 then 'RETRY' when c < 15 then 'EXCEPTION' when c < 20 then 'CANCELLED' when c < 24 then 'SKIPPED'
      when c < 64 then 'WARNINGS' when c < 84 then 'FAILURE' else 'SUCCESS' end::result as result, lasting
  from (
    select *, ${dice(TURN, 21)} as c,
      k % span < ${dice('r * 1000003::bigint + k / span', 22)} * span / 5000 and ${dice('r * 1000003::bigint + k / span', 23)} < 600
      or broken and ${dice(TURN, 24)} < 750 or branch like 'change-%' and ${dice(TURN, 24)} < 250 as lasting
    from (
      select p.i, r, p.at, p.branch, p.broken, row_number() over (partition by r order by p.i) + ${dice('r', 26)} as k, 20 + ${dice('r', 25)} * 280 / 1000 as span
      from push p cross join lateral generate_series(0, p.breadth - 1) r
    ) counted
  ) diced`;

/**
 * What was built again: what a worker was lost with, for the same request (`asked`); and for a new one a part of what had failed, and a
 * little of all else.
 */
const AGAIN = `create temp table tried as
  select i, r, at, 0 as t, 0 as asked, result, lasting from turn
  union all
  select i, r, at, 1, case when result = 'RETRY' then 0 else 1 end, case when lasting then 'FAILURE' else 'SUCCESS' end::result, lasting
  from turn where ${dice(TURN, 31)} < case when result = 'RETRY' then 1000 when result = 'FAILURE' then 220 when result in ('EXCEPTION', 'CANCELLED') then 400 else 8 end
  union all
  select i, r, at, 2, 2, case when lasting then 'FAILURE' else 'SUCCESS' end::result, lasting
  from turn where result = 'FAILURE' and ${dice(TURN, 31)} < 25`;

/**
 * The builds, numbered by their start: `n` of all, `number` of the builder's. `request` is the `n` of the first that was built for it.
 * @param {number} builds
 */
const attempts = (builds) => `create temp table attempt as
  select n, number, i, r, t, asked, first_value(n) over (partition by i, r, asked order by t) as request, requested, started,
    started + ${TOOK} as completed, result
  from (
    select *, row_number() over (order by started, i, r, t) as n, row_number() over (partition by r order by started, i, t) as number
    from (
      select *, requested + ${WAITED} + (case when asked < t then interval '25 minutes' else '0' end) as started
      from (
        select *, at + interval '2 seconds' + asked * (interval '40 minutes' + ${dice(TURN, 32)} * interval '10 seconds') as requested from tried
      ) asked_at
    ) waited
  ) numbered
  where n <= ${builds}`;

/**
 * @param {{ builders: number, builds: number }} size
 * @returns {readonly string[]} statements, for one session
 */
export const planOf = ({ builders, builds }) => [
  pushes(builders, builds),
  TURNS,
  AGAIN,
  attempts(builds),
  'drop table turn, tried',
  // What nobody has begun to build was not pushed.
  'delete from push where i > (select max(i) from attempt)',
  'create index on attempt (n)',
  'create index on push (i)',
  'analyze push',
  'analyze attempt',
];
