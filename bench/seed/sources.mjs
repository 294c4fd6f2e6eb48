// @ts-check
// What was built: the commits of two code bases, each with a source stamp, as the product makes them. Of those that were pushed together
// the last is built.

/** @typedef {import('./ids.mjs').Ids} Ids */

/** How many numbers each push has for its commits: up to four of each code base. */
const OF_PUSH = 8;
/** One push in so many has commits of the second code base as well. */
const LIB_EVERY = 4;

const oneOf = (/** @type {readonly string[]} */ texts, /** @type {string} */ number) =>
  `(array['${texts.join("','")}'])[1 + ${number} % ${texts.length}]`;
const AREA = oneOf(['render', 'io', 'core', 'net', 'ui', 'audio', 'physics', 'tools', 'docs', 'tests'], 'h');
const VERB = oneOf(['Fix', 'Speed up', 'Rewrite', 'Add a test of', 'Document', 'Do not leak in', 'Simplify'], 'h / 13');
const PART = oneOf(['cache', 'loader', 'scheduler', 'parser', 'queue', 'dialog'], 'h / 17');
const MESSAGE = `${VERB} || ' the ' || ${AREA} || ' ' || ${PART} || case when h % 3 = 0
  then E'\\n\\nSeen on the build farm: under load the ' || ${AREA} || ' code takes the slow path, case ' || h || '.' else '' end`;
const FILES = `(select array_agg('src/' || ${AREA} || '/part_' || (h / 7 + f * 31) % 400 || case when f % 3 = 0 then '.h' else '.cpp' end)
  from generate_series(0, h / 11 % 6) f)`;

/** The push with the newest commits of the second code base at the push `i`. */
export const libPushOf = (/** @type {string} */ i) => `${i} - ${i} % ${LIB_EVERY}`;

/**
 * The id of the source stamp that is built.
 * @param {Ids} ids
 * @param {'' | 'lib'} codebase
 * @param {string} push the alias of the push that brought it
 */
export const builtStamp = (ids, codebase, push) =>
  ids('stamp', `${push}.i * ${OF_PUSH} + ${codebase === '' ? 0 : OF_PUSH / 2}`, `${push}.at`);

/**
 * Expects the plan's `push`.
 * @param {Ids} ids
 * @returns {readonly string[]} statements
 */
export const sourcesOf = (ids) => [
  // `c` counts back from the one that is built; `h` is what all else of a commit is drawn from.
  `create temp table commit as
   select p.i * ${OF_PUSH} + base.first + c as number, c, p.at, base.codebase, base.repository,
     case when base.codebase = '' then p.branch else 'main' end as branch,
     substr(encode(sha256((base.codebase || p.i || '/' || c)::bytea), 'hex'), 1, 40) as revision,
     p.at - interval '1 minute' - c * interval '7 minutes' as committed, hashint8extended(p.i * ${OF_PUSH} + base.first + c, 41) & 1048575 as h
   from push p
   cross join (values ('', 'https://git.example.org/aurora.git', 0), ('lib', 'https://git.example.org/aurora-lib.git', ${OF_PUSH / 2})) base(codebase, repository, first)
   cross join lateral generate_series(0, p.commits - 1) c
   where base.codebase = '' or p.i % ${LIB_EVERY} = 0`,
  // The digest is that of src/reporting/commands/sources.ts: whoever reports one of these revisions means this source stamp.
  `insert into source_stamp (id, origin_id, codebase, repository, branch, revision, created_at, digest)
   select ${ids('stamp', 'number', 'at')}, 1, codebase, repository, branch, revision, at,
     sha256(convert_to('[["1","' || codebase || '","' || repository || '","' || branch || '","' || revision || '",null],null]', 'UTF8'))
   from commit order by number`,
  `insert into change (id, origin_id, key, author, message, revision, branch, repository, codebase, files, committed_at, source_stamp_id)
   select ${ids('change', 'number', 'at')}, 1, 'change/' || number, author, ${MESSAGE}, revision, branch, repository, codebase, ${FILES}, committed,
     ${ids('stamp', 'number', 'at')}
   from commit
   -- A few write most.
   cross join lateral (select floor(180 * power(h / 1048576.0::float8, 3))::int as number_of) drawn
   cross join lateral (select 'Author ' || number_of || ' <author' || number_of || '@example.org>' as author) people
   order by number`,
  'drop table commit',
];
